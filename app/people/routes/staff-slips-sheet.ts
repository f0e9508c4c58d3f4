import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { loadStaffSlipList, readSlipSearch } from '../load-slip-list.server'
import { slipsSheet } from '../slips-sheet'
import { words } from '../words'

/** School administrators and officers as searched for; no codes. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { people } = await loadStaffSlipList(context, actor, readSlipSearch(request))
  const sheet = slipsSheet(words.slips.staffTitle, words.slips.columns.school, people)
  return sheetAnswer(request, sheet.name, sheet)
})
