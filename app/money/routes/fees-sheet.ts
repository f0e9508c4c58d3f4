import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { exportAsked } from '~/shared/sheet/answer-sheet.server'
import { csvAnswer, workbookAnswer } from '~/shared/sheet/write-sheet.server'
import { feeLinesSheet, feesSheet } from '../fees-sheet'
import { loadFees } from '../load-fees.server'
import { words } from '../money-words'
import { readMoneySearch } from '../read-money-search.server'

/** A school's fees as shown; the workbook has the places behind them, too, for the two named staff. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const fees = await loadFees(context, actor, readMoneySearch(request))
  const name = `${fees.desk.schoolName} ${fees.desk.termName} ${words.fees.sheet}`
  if (exportAsked(request) === 'csv') return csvAnswer(name, feesSheet(fees))
  return workbookAnswer(name, fees.keeper ? [feesSheet(fees), feeLinesSheet(fees)] : [feesSheet(fees)])
})
