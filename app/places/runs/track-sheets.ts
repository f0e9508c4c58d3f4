import type { SheetToWrite } from '~/shared/sheet/sheet'
import { phaseWords } from '../phase-words'
import type { EngineRun } from '../plan/engine-input-rules'
import type { PlanBacktest } from '../plan/plan-district'
import { levelWords } from './run-words'
import type { AlertRow, ScoreRow } from './track-rules'
import { trackWords as words } from './track-words'

/** The track record as workbooks, in percent as on the page. */

const RUNS: readonly EngineRun[] = ['kindergarten', 'compulsory']

const number = (head: string) => ({ head, kind: 'number' as const })
const { columns } = words
const measures = [columns.n, columns.mape, columns.wape, columns.bias, columns.skill, columns.cover].map(number)

/** To the hundredth of a percent. @param ratio 1 is 100 %; null where it cannot be said. */
export const percent = (ratio: number | null): number | null => (ratio === null ? null : Math.round(ratio * 1e4) / 100)

const hundredth = (value: number | null): number | null => (value === null ? null : Math.round(value * 100) / 100)

export const scoresSheet = (rows: readonly ScoreRow[]): SheetToWrite => ({
  name: words.sheets.scores,
  columns: [{ head: columns.level, width: 14 }, number(columns.horizon), ...measures],
  rows: rows.map(({ level, horizon, score }) => [
    levelWords[level],
    horizon,
    score.n,
    ...[score.mape, score.wape, score.bias, score.skill, score.cover].map(percent),
  ]),
})

export const alertsSheet = (rows: readonly AlertRow[]): SheetToWrite => ({
  name: words.sheets.alerts,
  columns: [
    { head: columns.phase },
    number(columns.horizon),
    number(columns.n),
    number(columns.alerts),
    number(columns.happened),
    number(columns.hits),
    number(columns.precision),
    number(columns.recall),
  ],
  rows: rows.map(({ phase, horizon, score }) => [
    phaseWords[phase],
    horizon,
    ...[score.n, score.alerts, score.happened, score.hits],
    percent(score.precision),
    percent(score.recall),
  ]),
})

/** Every score of a back-test, with the columns of the page's methods below each other. */
export const backtestSheet = (backtest: PlanBacktest): SheetToWrite => ({
  name: words.sheets.backtest,
  columns: [
    { head: columns.phase, width: 12 },
    { head: columns.level, width: 14 },
    number(columns.horizon),
    { head: columns.method, width: 12 },
    ...measures,
  ],
  rows: RUNS.flatMap((run) =>
    backtest[run].map((row) => [
      words.backtest.runs[run],
      levelWords[row.level],
      row.horizon,
      words.backtest.methods[row.method],
      row.n,
      ...[row.mape, row.wape, row.bias, row.skill, row.cover80].map(hundredth),
    ]),
  ),
})
