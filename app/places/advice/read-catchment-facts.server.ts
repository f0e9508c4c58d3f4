import { and, desc, eq, lte, max } from 'drizzle-orm'
import type { Schema } from '#db/schema/index'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { ledgerSupply, schoolYearStart } from '../capacity/supply-rules'
import { gradesOfPhase, type Phase } from '../phases'
import { readAssumptions } from '../plan/assumptions-rules'
import type { DistrictFacts } from '../plan/district-facts'
import { projectSupplies, promisedPlaces } from '../plan/project-supply-rules'
import { snapshotOfFacts } from '../plan/read-facts.server'
import { type LatestPlan, loadLatestPlan } from '../runs/load-latest-plan.server'
import { asForecast, countedGrades, gradesInScope } from './catchment-count-rules'
import type { CatchmentCell, CatchmentSchool } from './catchment-rules'

export interface CatchmentAsked {
  phase: Phase
  /** The autumn from which the new ranges are to hold. */
  autumn: number
  scope: 'intake' | 'phase'
}

export interface CatchmentFacts {
  cells: CatchmentCell[]
  schools: CatchmentSchool[]
  /** The version in force then; '' where there is none. */
  version: string
  counted: number
  /** Whether the children sum to what the forecast expects. */
  forecast: boolean
  unplaced: string[]
}

/** The version of a phase that holds on 1 September of an autumn; of two from one day the later one. */
export const versionInForce = async (
  { store, district }: Context,
  db: Db,
  phase: Phase,
  autumn: number,
): Promise<Schema['catchment']['$inferSelect'] | null> => {
  const { catchment } = store.tables
  const [row] = await db
    .select()
    .from(catchment)
    .where(
      and(
        eq(catchment.district, district),
        eq(catchment.phase, phase),
        lte(catchment.effectiveFrom, schoolYearStart(autumn)),
      ),
    )
    .orderBy(desc(catchment.effectiveFrom), desc(catchment.at), desc(catchment.id))
    .limit(1)
  return row ?? null
}

/** Seats of every school in the grades that count: the ledger's, and those of its projects if their dates hold. */
const seatsOf = (
  facts: DistrictFacts,
  { phase, autumn, scope }: CatchmentAsked,
  tier: ReturnType<typeof readAssumptions>['tier'],
): Map<string, number> => {
  const wanted = gradesInScope(phase, scope)
  const columns = gradesOfPhase[phase].flatMap((grade, i) => (wanted.includes(grade) ? [i] : []))
  const seats = new Map<string, number>()
  const add = (school: string, places: readonly number[]): void => {
    if (school === '') return
    const sum = columns.reduce((all, i) => all + (places[i] ?? 0), 0)
    if (sum > 0) seats.set(school, (seats.get(school) ?? 0) + sum)
  }
  for (const one of ledgerSupply(facts, [autumn]))
    if (one.phase === phase && one.tier === tier) add(one.school, one.places[0] ?? [])
  for (const one of projectSupplies(facts.projects, [autumn], () => 1))
    if (one.phase === phase) add(one.school, promisedPlaces(one, [autumn], 0))
  return seats
}

/** Children of every cell in the grades that count, counted in the latest autumn. */
const childrenOf = async (
  { store, district }: Context,
  db: Db,
  { phase, autumn, scope }: CatchmentAsked,
): Promise<{ counted: number; children: Map<string, number> }> => {
  const { gridCount } = store.tables
  const own = eq(gridCount.district, district)
  const [newest] = await db
    .select({ year: max(gridCount.year) })
    .from(gridCount)
    .where(and(own, lte(gridCount.year, autumn)))
  const counted = newest?.year ?? autumn
  const grades = countedGrades(gradesInScope(phase, scope), autumn - counted)
  const rows = await db
    .select()
    .from(gridCount)
    .where(and(own, eq(gridCount.year, counted)))
  const children = new Map<string, number>()
  for (const row of rows) {
    const times = grades.filter((grade) => grade === row.grade).length
    if (times > 0) children.set(row.cell, (children.get(row.cell) ?? 0) + times * row.children)
  }
  return { counted, children }
}

/** Children whom the forecast expects in the grades that count; null where it does not reach that autumn. */
const expectedOf = (latest: LatestPlan | null, { phase, autumn, scope }: CatchmentAsked): number | null => {
  const wanted = gradesInScope(phase, scope)
  const lines = (latest?.demand ?? []).filter(
    (line) => line.phase === phase && line.year === autumn && wanted.includes(line.grade),
  )
  return lines.length > 0 ? lines.reduce((sum, { p50 }) => sum + p50, 0) : null
}

/** Cells with their children and present schools, and the schools of the phase with seats and places. */
export const readCatchmentFacts = async (context: Context, asked: CatchmentAsked): Promise<CatchmentFacts> => {
  const { store, district } = context
  const facts = await snapshotOfFacts(context)
  const latest = await loadLatestPlan(context)
  const { tier } = latest?.assumptions ?? readAssumptions({})
  const { gridCell, schoolSite, catchmentCell } = store.tables
  const version = await versionInForce(context, store.db, asked.phase, asked.autumn)
  const belongs = version
    ? await store.db
        .select({ cell: catchmentCell.cell, school: catchmentCell.school })
        .from(catchmentCell)
        .where(and(eq(catchmentCell.district, district), eq(catchmentCell.catchment, version.id)))
    : []
  const schoolOf = new Map(belongs.map(({ cell, school }) => [cell, school]))
  const { counted, children: living } = await childrenOf(context, store.db, asked)
  const expected = expectedOf(latest, asked)
  const children = asForecast(living, expected)
  const rows = await store.db.select().from(gridCell).where(eq(gridCell.district, district))
  // In an order that no database decides.
  rows.sort((a, b) => (a.id < b.id ? -1 : 1))
  const sites = await store.db.select().from(schoolSite).where(eq(schoolSite.district, district))
  const siteOf = new Map(sites.map((site) => [site.school, site]))
  const seats = seatsOf(facts, asked, tier)
  const taught = facts.schools.filter(({ id }) => seats.has(id))
  return {
    cells: rows.map(({ id, street, compound, x, y }) => ({
      ...{ id, street, compound, x, y },
      children: children.get(id) ?? 0,
      school: schoolOf.get(id) ?? '',
    })),
    schools: taught.flatMap(({ id, street }) => {
      const site = siteOf.get(id)
      return site ? [{ id, street, x: site.x, y: site.y, seats: seats.get(id) ?? 0 }] : []
    }),
    version: version?.id ?? '',
    counted,
    forecast: expected !== null,
    unplaced: taught.filter(({ id }) => !siteOf.has(id)).map(({ id }) => id),
  }
}
