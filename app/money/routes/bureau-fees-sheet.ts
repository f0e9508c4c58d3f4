import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { bureauFeesSheet } from '../fees-sheet'
import { loadBureauFees } from '../load-fees.server'
import { pickTerm } from '../money-desk.server'
import { loadDueFacts } from '../money-facts.server'
import { words } from '../money-words'
import { totalOf } from '../pupil-money.server'
import { readMoneySearch } from '../read-money-search.server'

/** The sums of every school, as shown. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor?.officer) throw refuse(actor ? 'FORBIDDEN' : 'NOT_SIGNED_IN')
  const { term, termName } = await pickTerm(context, readMoneySearch(request).term)
  const rows = await loadBureauFees(context, await loadDueFacts(context, term))
  return sheetAnswer(request, `${termName} ${words.bureau.title}`, bureauFeesSheet(rows, totalOf(rows)))
})
