import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Schema } from '#db/schema/index'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { type Phase, phases } from '../phases'
import { type DemandKind, type DemandRow, kindRules } from './demand-kinds'
import type { DemandFrame } from './read-cell-rules'

/** Kinds that lie in one table, a row a line; catchments lie in versions. */
export type PlainKind = Exclude<DemandKind, 'catchments'>

const tableNames = {
  rolls: 'rollCount',
  feeders: 'feederCount',
  births: 'birthCount',
  cell_counts: 'gridCount',
  dwellings: 'dwellingScheme',
  yields: 'yieldCurve',
  standards: 'placeStandard',
  rooms: 'schoolRooms',
  cells: 'gridCell',
  sites: 'schoolSite',
} as const satisfies Record<PlainKind, keyof Schema>

export interface KindTable {
  table: SQLiteTable
  district: SQLiteColumn
  /** By the names of the kind's columns. */
  columns: Record<string, SQLiteColumn>
  /** The mark 示例, where the table has one. */
  mark: SQLiteColumn | undefined
}

export const tableOf = ({ store }: Context, kind: PlainKind): KindTable => {
  const table = store.tables[tableNames[kind]]
  const all = table as unknown as Record<string, SQLiteColumn>
  const columns = Object.fromEntries(
    kindRules[kind].columns.flatMap(({ name }) => {
      const column = all[name]
      return column ? [[name, column] as const] : []
    }),
  )
  return { table, district: table.district, columns, mark: all.invented }
}

/** Every row of a kind in the order of its key; of catchments those of each phase's latest version. */
export const loadStanding = async (context: Context, db: Db, kind: DemandKind): Promise<DemandRow[]> => {
  if (kind === 'catchments') return standingCatchments(context, db)
  const { table, district, columns } = tableOf(context, kind)
  const order = kindRules[kind].columns.flatMap(({ key, name }) => {
    const column = columns[name]
    return key && column ? [asc(column)] : []
  })
  const rows: unknown[] = await db
    .select(columns)
    .from(table)
    .where(eq(district, context.district))
    .orderBy(...order)
  return rows as DemandRow[]
}

/** The version of a phase that begins last; of two of one day, the one adopted last. */
export const latestVersions = async ({ store, district }: Context, db: Db) => {
  const { catchment } = store.tables
  const versions = await db
    .select()
    .from(catchment)
    .where(eq(catchment.district, district))
    .orderBy(desc(catchment.effectiveFrom), desc(catchment.at))
  return phases.flatMap((phase) => versions.find((one) => one.phase === phase) ?? [])
}

const standingCatchments = async (context: Context, db: Db): Promise<DemandRow[]> => {
  const { catchmentCell } = context.store.tables
  const versions = await latestVersions(context, db)
  if (versions.length === 0) return []
  const ids = versions.map(({ id }) => id)
  const cells = await db
    .select({ catchment: catchmentCell.catchment, cell: catchmentCell.cell, school: catchmentCell.school })
    .from(catchmentCell)
    .where(and(eq(catchmentCell.district, context.district), inArray(catchmentCell.catchment, ids)))
    .orderBy(asc(catchmentCell.cell))
  return versions.flatMap(({ id, phase, effectiveFrom }: { id: string; phase: Phase; effectiveFrom: string }) =>
    cells
      .filter(({ catchment }) => catchment === id)
      .map(({ cell, school }): DemandRow => ({ phase, effectiveFrom, cell, school })),
  )
}

/** What sheets are read against. @param db the transaction where something is written. */
export const loadDemandFrame = async (context: Context, db: Db): Promise<DemandFrame> => {
  const { store, district, clock } = context
  const { street, school, gridCell, yieldCurve } = store.tables
  const streets = await db
    .select({ code: street.code, name: street.name })
    .from(street)
    .where(eq(street.district, district))
    .orderBy(asc(street.code))
  const schools = await db
    .select({ id: school.id, name: school.name, stage: school.stage })
    .from(school)
    .where(eq(school.district, district))
    .orderBy(asc(school.name))
  const cells = await db.select({ id: gridCell.id }).from(gridCell).where(eq(gridCell.district, district))
  const kinds = await db
    .selectDistinct({ kind: yieldCurve.kind })
    .from(yieldCurve)
    .where(eq(yieldCurve.district, district))
  return {
    today: dayOf(clock.now()),
    streets,
    schools,
    cells: new Set(cells.map(({ id }) => id)),
    yieldKinds: new Set(kinds.map(({ kind }) => kind)),
  }
}
