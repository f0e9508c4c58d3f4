import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { exportAsked } from '~/shared/sheet/answer-sheet.server'
import { csvAnswer, workbookAnswer } from '~/shared/sheet/write-sheet.server'
import { loadRun } from '../runs/load-run.server'
import { balancesOf, linesOf, schoolNames } from '../runs/run-rows.server'
import { balancesSheet, linesSheet, oddsSheet } from '../runs/run-sheets'
import { oneRunWords as words } from '../runs/run-words'
import { streetNames } from '../street-names.server'

/** Every line of a run, its balances and odds: a workbook of all, or one of them as CSV (`what=balances`, `what=odds`). */
export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const run = params.run ?? ''
  const { number, odds, totals } = await loadRun(context, actor, run)
  const names = new Map([...(await streetNames(context, context.store.db)), ...(await schoolNames(context))])
  const nameOf = (subject: string): string => names.get(subject) ?? subject
  const lines = linesSheet(await linesOf(context, run), nameOf)
  const balances = balancesSheet(await balancesOf(context, run), nameOf)
  const together = oddsSheet(
    odds,
    totals.map(({ year }) => year),
    nameOf,
  )
  const what = new URL(request.url).searchParams.get('what')
  const first = what === 'balances' ? balances : what === 'odds' ? together : lines
  const name = words.sheet.file(number)
  const others = [lines, balances, together].filter((one) => one !== first)
  return exportAsked(request) === 'csv' ? csvAnswer(name, first) : workbookAnswer(name, [first, ...others])
})
