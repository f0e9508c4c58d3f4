import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { loadProviders } from '../providers/load-providers.server'
import { providersSheet } from '../providers/provider-sheets'

/** The district's providers as shown. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const sheet = providersSheet(await loadProviders(context, actor))
  return sheetAnswer(request, sheet.name, sheet)
})
