import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { bureauDeskSheet } from '../desk-sheets'
import { loadBureauDesk } from '../load-bureau-desk.server'

/** The schools' plans as shown. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const sheet = bureauDeskSheet(await loadBureauDesk(context, actor))
  return sheetAnswer(request, sheet.name, sheet)
})
