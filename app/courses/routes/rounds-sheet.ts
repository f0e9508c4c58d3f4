import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { roundsSheet } from '../desk-sheets'
import { loadRounds } from '../load-rounds.server'

/** The rounds of the term as shown. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const sheet = roundsSheet(await loadRounds(context, actor))
  return sheetAnswer(request, sheet.name, sheet)
})
