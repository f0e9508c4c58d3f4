import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { exportAsked } from '~/shared/sheet/answer-sheet.server'
import { csvAnswer, workbookAnswer } from '~/shared/sheet/write-sheet.server'
import { loadRun } from '../runs/load-run.server'
import { balancesOf, linesOf, schoolNames } from '../runs/run-rows.server'
import { balancesSheet, linesSheet } from '../runs/run-sheets'
import { oneRunWords as words } from '../runs/run-words'
import { streetNames } from '../street-names.server'

/** Every line of a run and its balances: a workbook of both, or one of them as CSV (`what=balances`). */
export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const run = params.run ?? ''
  const { number } = await loadRun(context, actor, run)
  const names = new Map([...(await streetNames(context, context.store.db)), ...(await schoolNames(context))])
  const nameOf = (subject: string): string => names.get(subject) ?? subject
  const lines = linesSheet(await linesOf(context, run), nameOf)
  const balances = balancesSheet(await balancesOf(context, run), nameOf)
  const wantsBalances = new URL(request.url).searchParams.get('what') === 'balances'
  const [first, second] = wantsBalances ? [balances, lines] : [lines, balances]
  const name = words.sheet.file(number)
  return exportAsked(request) === 'csv' ? csvAnswer(name, first) : workbookAnswer(name, [first, second])
})
