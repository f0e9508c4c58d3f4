import { stringify } from 'csv-stringify/sync'
import type { Score } from '../backtest'
import type { ForecastLine } from '../nouns'

/** Rows as the commands print them: one line a row, at most two decimals, the same bytes for the same rows. */

type Cell = string | number | null

const FORECAST_COLUMNS = ['level', 'id', 'grade', 'year', 'horizon', 'p10', 'p50', 'p90'] as const
const BACKTEST_COLUMNS = ['level', 'horizon', 'method', 'n', 'mape', 'wape', 'bias', 'skill', 'cover80'] as const

/** Never −0. */
const twoDecimals = (cell: Cell): Cell => (typeof cell === 'number' ? Math.round(cell * 100) / 100 + 0 : cell)

const pick = <Column extends string>(row: Record<Column, Cell>, columns: readonly Column[]): Cell[] =>
  columns.map((column) => twoDecimals(row[column]))

const csv = <Column extends string>(rows: readonly Record<Column, Cell>[], columns: readonly Column[]): string =>
  stringify([[...columns], ...rows.map((row) => pick(row, columns))], { record_delimiter: '\n' })

const json = <Column extends string>(rows: readonly Record<Column, Cell>[], columns: readonly Column[]): string => {
  const objects = rows.map((row) => JSON.stringify(Object.fromEntries(columns.map((c) => [c, twoDecimals(row[c])]))))
  return objects.length === 0 ? '[]\n' : `[\n${objects.join(',\n')}\n]\n`
}

/** @param format csv: no grade is an empty cell; json: null. */
export const forecastText = (lines: readonly ForecastLine[], format: 'csv' | 'json'): string =>
  format === 'csv'
    ? csv(lines, FORECAST_COLUMNS)
    : json(
        lines.map((line) => ({ ...line, grade: line.grade === '' ? null : line.grade })),
        FORECAST_COLUMNS,
      )

/** A table for people: columns aligned, two decimals, a dash where nothing can be said, levels apart. */
const table = (scores: readonly Score[]): string => {
  const shown = (cell: Cell, column: string): string =>
    cell === null
      ? '–'
      : typeof cell === 'string' || column === 'n' || column === 'horizon'
        ? String(cell)
        : cell.toFixed(2)
  const rows = scores.map((score) => BACKTEST_COLUMNS.map((column) => shown(score[column], column)))
  const widths = BACKTEST_COLUMNS.map((column, i) => Math.max(column.length, ...rows.map((row) => row[i]?.length ?? 0)))
  const isText = (i: number): boolean => BACKTEST_COLUMNS[i] === 'level' || BACKTEST_COLUMNS[i] === 'method'
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (isText(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  const apart = (i: number): string => (i > 0 && scores[i - 1]?.horizon !== scores[i]?.horizon ? '\n' : '')
  return `${[line([...BACKTEST_COLUMNS]), ...rows.map((row, i) => `${apart(i)}${line(row)}`)].join('\n')}\n`
}

/** @param format text: a table for people. */
export const backtestText = (scores: readonly Score[], format: 'text' | 'csv' | 'json'): string => {
  if (format === 'text') return table(scores)
  const rows = scores.map((score) => ({ ...score }))
  return format === 'csv' ? csv(rows, BACKTEST_COLUMNS) : json(rows, BACKTEST_COLUMNS)
}
