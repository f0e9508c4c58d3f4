import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { loadSlipList, readSlipSearch } from '../load-slip-list.server'
import { slipsSheet } from '../slips-sheet'
import { words } from '../words'

/** The people of the slip page as searched for, guardians before teachers; no codes. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { guardians, teachers } = await loadSlipList(context, actor, readSlipSearch(request))
  const sheet = slipsSheet(words.slips.title, words.slips.columns.of, [...guardians, ...teachers])
  return sheetAnswer(request, sheet.name, sheet)
})
