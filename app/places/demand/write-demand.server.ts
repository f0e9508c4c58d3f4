import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Context } from '~/shared/context'
import type { Progress } from '~/shared/sheet/imports.server'
import type { Phase } from '../phases'
import type { DemandChange } from './demand-diff-rules'
import { type DemandKind, type DemandRow, kindRules } from './demand-kinds'
import { type PlainKind, tableOf } from './demand-standing.server'
import { catchmentName } from './demand-words'

const ROWS_A_WRITE = 2_000

/** Writes the difference of one sheet in the transaction of its import. @param by the account that asked for it. */
export const writeDemand = async (
  context: Context,
  tx: Tx,
  { kind, changes, by }: { kind: DemandKind; changes: readonly DemandChange[]; by: string },
  progress: Progress = () => undefined,
): Promise<void> => {
  if (kind === 'catchments') await writeCatchments(context, tx, changes, by)
  else await writeRows(context, tx, kind, changes, progress)
}

const writeRows = async (
  context: Context,
  tx: Tx,
  kind: PlainKind,
  changes: readonly DemandChange[],
  progress: Progress,
): Promise<void> => {
  const { table, district, columns, mark } = tableOf(context, kind)
  const columnsOf = (key: boolean) =>
    kindRules[kind].columns.flatMap((column) => {
      const own = columns[column.name]
      return own && Boolean(column.key) === key ? [{ name: column.name, column: own }] : []
    })
  const keys = columnsOf(true)
  for (const { row } of changes.filter((change) => change.kind === 'removed'))
    await tx
      .delete(table)
      .where(and(eq(district, context.district), ...keys.map(({ name, column }) => eq(column, row[name]))))
  // What a person brings in is not invented.
  const rows = changes
    .filter((change) => change.kind === 'fresh' || change.kind === 'changed')
    .map(({ row }) => ({ ...row, district: context.district, ...(mark ? { invented: false } : {}) }))
  const overwrite = {
    key: [district, ...keys.map(({ column }) => column)],
    columns: [...columnsOf(false).map(({ column }) => column), ...(mark ? [mark] : [])],
  }
  for (let i = 0; i < rows.length; i += ROWS_A_WRITE) {
    await tx.writeMany(table, rows.slice(i, i + ROWS_A_WRITE), overwrite)
    progress(Math.min(i + ROWS_A_WRITE, rows.length), rows.length)
  }
}

/** Catchments are a new version, whole; earlier ones stay. */
const writeCatchments = async (
  context: Context,
  tx: Tx,
  changes: readonly DemandChange[],
  by: string,
): Promise<void> => {
  const first: DemandRow | undefined = changes[0]?.row
  if (!first) return
  const { district, clock, store } = context
  const { catchment, catchmentCell } = store.tables
  const id = randomUUID()
  const phase = first.phase as Phase
  const effectiveFrom = String(first.effectiveFrom)
  const name = catchmentName(phase, effectiveFrom)
  await tx.insert(catchment).values({ district, id, name, phase, effectiveFrom, by, at: clock.now() })
  await tx.writeMany(
    catchmentCell,
    changes.map(({ row }) => ({ district, catchment: id, cell: String(row.cell), school: String(row.school) })),
  )
}
