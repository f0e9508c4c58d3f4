import { and, desc, eq, max, min, sum } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { type ImportRow, latestImports, loadImport } from '~/shared/sheet/imports.server'
import type { SheetToWrite } from '~/shared/sheet/sheet'
import { lineName, lineSays } from './demand-cell-words'
import type { DemandSeen } from './demand-diff-rules'
import { type DemandKind, demandKinds } from './demand-kinds'
import { demandSheet, demandTemplate } from './demand-sheets'
import { latestVersions, loadDemandFrame, loadStanding, type PlainKind, tableOf } from './demand-standing.server'
import { requireOfficer } from './preview-demand.server'
import { countRolls } from './take-roll-snapshot.server'

/** What the data page shows of a kind. */
export interface KindLine {
  kind: DemandKind
  rows: number
  /** How many of them are 示例. */
  invented: number
  /** The first and last year there are rows of; null where the kind has no years. */
  years: { from: number; to: number } | null
  changed: { at: number; by: string } | null
}

export interface ImportOnPage {
  id: string
  kind: DemandKind
  fileName: string
  at: number
  state: ImportRow['state']
}

export interface DataPage {
  kinds: KindLine[]
  /** The last autumn with rolls, all its children, and the last year of births; 0 where there are none. */
  autumn: number
  pupils: number
  births: number
  snapshot: {
    autumn: number
    counted: number
    recorded: number
    fingerprint: string
    places: number
    changes: { key: string; school: string; grade: string; was: string; now: string }[]
  }
  latest: ImportOnPage[]
}

const MOST_SHOWN = 100

/** 数据: what stands of each kind, who changed it last, and whether the rolls agree with the pupils. Refuses FORBIDDEN. */
export const loadDataPage = async (context: Context, actor: Actor): Promise<DataPage> => {
  requireOfficer(actor)
  const { db } = context.store
  const changed = await lastChanges(context)
  const kinds: KindLine[] = []
  for (const kind of demandKinds) {
    const stands = kind === 'catchments' ? await catchmentsStanding(context) : await tableStanding(context, kind)
    kinds.push({ kind, ...stands, changed: changed.get(kind) ?? null })
  }
  const autumn = kinds.find(({ kind }) => kind === 'rolls')?.years?.to ?? 0
  const { rollCount } = context.store.tables
  const [roll] = await db
    .select({ pupils: sum(rollCount.pupils) })
    .from(rollCount)
    .where(and(eq(rollCount.district, context.district), eq(rollCount.year, autumn)))
  const imports = await latestImports(context, '', demandKinds)
  return {
    kinds,
    autumn,
    pupils: Number(roll?.pupils ?? 0),
    births: kinds.find(({ kind }) => kind === 'births')?.years?.to ?? 0,
    snapshot: await snapshotOnPage(context),
    latest: imports.map(({ id, kind, fileName, at, state }) => ({ id, kind: kind as DemandKind, fileName, at, state })),
  }
}

const snapshotOnPage = async (context: Context): Promise<DataPage['snapshot']> => {
  const { db } = context.store
  const { changes, ...facts } = await countRolls(context, db)
  const frame = await loadDemandFrame(context, db)
  const schools = new Map(frame.schools.map(({ id, name }) => [id, name]))
  const grade = (row: (typeof changes)[number]['row']): string =>
    lineName('rolls', { ...row, school: '', year: '' }, frame)
  return {
    ...facts,
    places: changes.length,
    changes: changes.slice(0, MOST_SHOWN).map(({ kind, row, was }) => ({
      key: `${row.school} ${row.grade}`,
      school: schools.get(String(row.school)) ?? String(row.school),
      grade: grade(row),
      was: was ? lineSays('rolls', was, frame) : '',
      now: kind === 'removed' ? '' : lineSays('rolls', row, frame),
    })),
  }
}

type Standing = Pick<KindLine, 'rows' | 'invented' | 'years'>

const tableStanding = async (context: Context, kind: PlainKind): Promise<Standing> => {
  const { table, district, columns, mark } = tableOf(context, kind)
  const year = columns.year
  const where = eq(district, context.district)
  const { db } = context.store
  const rows = await db.$count(table, where)
  const invented = mark ? await db.$count(table, and(where, eq(mark, true))) : 0
  if (!year || rows === 0) return { rows, invented, years: null }
  const [one] = await db
    .select({ from: min(year), to: max(year) })
    .from(table)
    .where(where)
  return { rows, invented, years: { from: Number(one?.from), to: Number(one?.to) } }
}

const catchmentsStanding = async (context: Context): Promise<Standing> => {
  const rows = await loadStanding(context, context.store.db, 'catchments')
  const versions = await latestVersions(context, context.store.db)
  const years = rows.map(({ effectiveFrom }) => Number(String(effectiveFrom).slice(0, 4)))
  return {
    rows: rows.length,
    invented: versions.some(({ invented }) => invented) ? rows.length : 0,
    years: rows.length > 0 ? { from: Math.min(...years), to: Math.max(...years) } : null,
  }
}

const lastChanges = async ({ store, district }: Context): Promise<Map<string, { at: number; by: string }>> => {
  const { placesChange, account } = store.tables
  const found = new Map<string, { at: number; by: string }>()
  for (const kind of demandKinds) {
    const [last] = await store.db
      .select({ at: placesChange.at, by: account.name })
      .from(placesChange)
      .leftJoin(account, and(eq(account.district, district), eq(account.id, placesChange.by)))
      .where(and(eq(placesChange.district, district), eq(placesChange.of, kind)))
      .orderBy(desc(placesChange.at))
      .limit(1)
    if (last) found.set(kind, { at: last.at, by: last.by ?? '' })
  }
  return found
}

export interface DemandPreviewPage {
  id: string
  kind: DemandKind
  fileName: string
  state: ImportRow['state']
  done: number
  total: number
  seen: DemandSeen | null
  /** Why it failed. */
  sentence: string
}

/** An import as it stands. Refuses FORBIDDEN, NOT_FOUND. */
export const loadDemandPreview = async (context: Context, actor: Actor, id: string): Promise<DemandPreviewPage> => {
  requireOfficer(actor)
  const { kind, fileName, state, done, total, summary } = await loadImport(context, id, demandKinds)
  const { sentence, ...seen } = summary as Partial<DemandSeen> & { sentence?: string }
  return {
    id,
    kind: kind as DemandKind,
    fileName,
    state,
    done,
    total,
    seen: seen.counts ? (seen as DemandSeen) : null,
    sentence: sentence ?? '',
  }
}

/** A kind as a sheet: as it stands, or empty with drop-downs and a first column to fill in. Refuses FORBIDDEN. */
export const loadDemandSheet = async (
  context: Context,
  actor: Actor,
  { kind, what }: { kind: DemandKind; what: 'standing' | 'template' },
): Promise<SheetToWrite> => {
  requireOfficer(actor)
  const { db } = context.store
  const frame = await loadDemandFrame(context, db)
  return what === 'template'
    ? demandTemplate(kind, frame)
    : demandSheet(kind, frame, await loadStanding(context, db, kind))
}
