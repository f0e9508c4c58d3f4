import { ExportLinks, Table, type TableRow } from '~/shared/ui'
import type { PlanBacktest } from '../plan/plan-district'
import { levelWords } from '../runs/run-words'
import { backtestRows } from '../runs/track-sheets'
import { trackWords as words } from '../runs/track-words'

/** Of a value in percent: one decimal, with the sign where it may be either. */
export const sayPercent = (value: number | null, signed = false): string => {
  if (value === null) return words.none
  const text = `${Math.abs(value).toFixed(1)}%`
  if (!signed || Math.abs(value) < 0.05) return text
  return `${value > 0 ? '+' : '−'}${text}`
}

const HORIZONS_SHOWN = [1, 3, 5]

/** The engine beside three simple methods, from every origin of the past that knew enough. */
export const BacktestTable = ({ backtest, number, to }: { backtest: PlanBacktest; number: number; to: string }) => {
  const { columns } = words
  const rows = backtestRows(backtest).filter(({ horizon }) => HORIZONS_SHOWN.includes(horizon))
  const rowOf = (row: (typeof rows)[number]): TableRow => ({
    key: `${row.level} ${row.horizon} ${row.method}`,
    cells: [
      levelWords[row.level],
      words.years(row.horizon),
      row.method === 'engine' ? (
        <b key="method">{words.backtest.methods.engine}</b>
      ) : (
        words.backtest.methods[row.method]
      ),
      row.n.toLocaleString('en-US'),
      sayPercent(row.mape),
      sayPercent(row.wape),
      sayPercent(row.bias, true),
      sayPercent(row.skill, true),
      sayPercent(row.cover80),
    ],
  })
  return (
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
        { key: 'method', head: columns.method },
        { key: 'n', head: columns.n, number: true },
        { key: 'mape', head: columns.mape, number: true },
        { key: 'wape', head: columns.wape, number: true },
        { key: 'bias', head: columns.bias, number: true },
        { key: 'skill', head: columns.skill, number: true },
        { key: 'cover', head: columns.cover, number: true },
      ]}
      groups={(['kindergarten', 'compulsory'] as const).map((run) => ({
        title: words.backtest.runs[run],
        rows: rows.filter((row) => row.run === run).map(rowOf),
      }))}
      empty={words.backtest.none}
      foot={words.backtest.lead}
    />
  )
}
