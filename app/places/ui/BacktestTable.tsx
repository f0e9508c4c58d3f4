import { ExportLinks, Table } from '~/shared/ui'
import type { PlanBacktest } from '../plan/plan-district'
import { type BacktestRow, backtestRows } from '../runs/backtest-rules'
import { levelWords } from '../runs/run-words'
import { trackWords as words } from '../runs/track-words'

/** Of a value in percent: one decimal, with the sign where it may be either. */
export const sayPercent = (value: number | null, signed = false): string => {
  if (value === null) return words.none
  const text = `${Math.abs(value).toFixed(1)}%`
  if (!signed || Math.abs(value) < 0.05) return text
  return `${value > 0 ? '+' : '−'}${text}`
}

const HORIZONS_SHOWN = [1, 3, 5]
const METHODS = ['engine', 'last', 'linear5', 'cohort321'] as const

/** The engine beside three simple methods, from every origin of the past that knew enough. */
export const BacktestTable = ({ backtest, number, to }: { backtest: PlanBacktest; number: number; to: string }) => {
  const { columns } = words
  const { methods } = words.backtest
  const rows = backtestRows(backtest, HORIZONS_SHOWN)
  const cellsOf = (row: BacktestRow) => [
    levelWords[row.level],
    words.years(row.horizon),
    row.n.toLocaleString('en-US'),
    <b key="engine">{sayPercent(row.errors.engine)}</b>,
    ...METHODS.slice(1).map((method) => sayPercent(row.errors[method])),
    sayPercent(row.skill, true),
    sayPercent(row.bias, true),
    sayPercent(row.cover),
  ]
  return (
    <div className="lines">
      <Table
        caption={words.backtest.caption}
        bar={
          <>
            <h2>{words.backtest.title(number)}</h2>
            <ExportLinks to={to} what={words.backtest.caption} />
          </>
        }
        columns={[
          { key: 'level', head: columns.level },
          { key: 'horizon', head: columns.horizon },
          { key: 'n', head: columns.n, number: true },
          ...METHODS.map((method) => ({ key: method, head: words.backtest.error(methods[method]), number: true })),
          { key: 'skill', head: columns.skill, number: true },
          { key: 'bias', head: columns.bias, number: true },
          { key: 'cover', head: columns.cover, number: true },
        ]}
        groups={(['kindergarten', 'compulsory'] as const).map((run) => ({
          title: words.backtest.runs[run],
          rows: rows
            .filter((row) => row.run === run)
            .map((row) => ({ key: `${row.level} ${row.horizon}`, cells: cellsOf(row) })),
        }))}
        empty={words.backtest.none}
        foot={words.backtest.lead}
      />
    </div>
  )
}
