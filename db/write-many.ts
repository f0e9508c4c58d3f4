import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'

/** Where a row with this key stands already, these columns of it are overwritten; without this, such a row is refused. */
export interface Overwrite {
  key: readonly SQLiteColumn[]
  columns: readonly SQLiteColumn[]
}

/** The parts of one bulk write, made ready for an engine to send. */
export interface PreparedWrite {
  /** `"table" ("a", "b")` */
  into: string
  /** ` on conflict …`, or nothing. */
  onConflict: string
  columns: readonly SQLiteColumn[]
  /** The values of one row, in the order of the columns, as the driver takes them. */
  valuesOf(row: Record<string, unknown>): unknown[]
}

const quoted = (column: SQLiteColumn): string => `"${column.name}"`

/**
 * Describes the write of rows that all name the same columns as the first one does.
 * @param rows at least one.
 */
export const prepareWrite = (
  table: SQLiteTable,
  rows: readonly Record<string, unknown>[],
  overwrite?: Overwrite,
): PreparedWrite => {
  const all = Object.entries(getTableColumns(table)) as [string, SQLiteColumn][]
  const named = all.filter(([key]) => rows[0]?.[key] !== undefined)
  const columns = named.map(([, column]) => column)
  const set = overwrite?.columns.map((column) => `${quoted(column)} = excluded.${quoted(column)}`)
  return {
    into: `"${getTableName(table)}" (${columns.map(quoted).join(', ')})`,
    onConflict:
      overwrite && set ? ` on conflict (${overwrite.key.map(quoted).join(', ')}) do update set ${set.join(', ')}` : '',
    columns,
    valuesOf: (row) =>
      named.map(([key, column]) => {
        const value = row[key]
        return value === null || value === undefined ? null : column.mapToDriverValue(value)
      }),
  }
}
