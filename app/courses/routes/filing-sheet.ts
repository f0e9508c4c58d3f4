import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { filingSheet } from '../desk-sheets'
import { loadFiling } from '../load-filing.server'

/** A school's plan as shown. */
export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const sheet = filingSheet(await loadFiling(context, actor, params.school ?? ''))
  return sheetAnswer(request, sheet.name, sheet)
})
