import { openedPlaces } from '../capacity/supply-rules'
import { type ErrorRecord, spreadAt } from '../forecast/error-record-rules'
import type { SpreadKind } from '../forecast/misses-rules'
import { relativeSpread } from '../forecast/spread-rules'
import { gradesOfPhase, type Phase } from '../phases'
import type { Assumptions } from '../plan/assumptions-rules'
import type { DistrictFacts, ScenarioEdit } from '../plan/district-facts'
import { withEdits } from '../plan/edit-rules'
import { type EngineRun, gradesOfRun, phasesOfRun } from '../plan/engine-input-rules'
import type { PlanRecord } from '../plan/plan-district'
import type { DemandLine, DistrictPlan } from '../plan/plan-nouns'
import { placesSpreads } from '../plan/plan-rules'
import { type ProjectSupply, projectSupplies } from '../plan/project-supply-rules'
import {
  type AreaOutcome,
  type SimulatedArea,
  type SimulatedOpening,
  type Simulation,
  simulateArea,
} from './simulate-areas.mjs'

/**
 * The years of a plan as one story: a class that came out large stays large, a project that opens stays open. It answers
 * what no single year can: how likely a street has lacked places at least once by then. Pure. See docs/decisions/012.
 */

export interface StreetOdds {
  street: string
  phase: Phase
  /** P(places have lacked in some grade in at least one autumn from the first ahead to this one), 0–1. */
  by: { year: number; chance: number }[]
}

/** A run of the engine as it is simulated: streets are areas, the schools of today are their cells. */
export interface SimulatedRun {
  run: EngineRun
  streets: string[]
  areas: SimulatedArea[]
  wanted: Simulation
}

const SEED = 370_105
const DRAWS = 1_000
/** A factor drawn three spreads below its middle must not be negative. */
const WIDEST = 0.3

type Facts = Pick<DistrictFacts, 'rolls' | 'schools' | 'origin'>

/** Pupils at the origin, by grade, of the schools of a street that have any of the grades. */
const classesOf = ({ rolls, schools, origin }: Facts, street: string, grades: readonly number[]): number[][] => {
  const here = new Set(schools.filter((one) => one.street === street).map(({ id }) => id))
  const found = new Map<string, number[]>()
  for (const { school, year, grade, pupils } of rolls) {
    const g = grades.indexOf(grade)
    if (year !== origin || g < 0 || !here.has(school)) continue
    const row = found.get(school) ?? grades.map(() => 0)
    found.set(school, row)
    row[g] = (row[g] ?? 0) + pupils
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

/** Expected children of a street: [grade][year of the plan, the origin first]. */
const expectedOf = (
  demand: readonly DemandLine[],
  street: string,
  grades: readonly number[],
  years: readonly number[],
): number[][] => {
  const rows = grades.map(() => years.map(() => 0))
  for (const one of demand) {
    const row = one.street === street ? rows[grades.indexOf(one.grade)] : undefined
    const at = years.indexOf(one.year)
    if (row && at >= 0) row[at] = one.p50
  }
  return rows
}

/** Whether every class comes out of the one below: a street where children only arrive in a later grade has no chain. */
const isChained = (expected: readonly (readonly number[])[]): boolean =>
  expected.every(
    (row, g) => g === 0 || row.every((many, t) => t === 0 || many === 0 || (expected[g - 1]?.[t - 1] ?? 0) > 0),
  )

const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / Math.max(1, of.length)
const rootOf = (square: number): number => Math.min(WIDEST, Math.sqrt(Math.max(0, square)))

interface Street {
  street: string
  cells: number[][]
  expected: number[][]
}

/**
 * The engine's errors of one year, parted: what all streets share, what the schools of a street share, each school's own;
 * and what intakes stray beyond that, the more the further ahead.
 */
const partedSpreads = (record: ErrorRecord, streets: readonly Street[], years: number) => {
  const sides = (kind: SpreadKind, children: number, ahead = 1): { below: number; above: number } =>
    children > 0 ? relativeSpread(spreadAt(record, kind, ahead), children) : { below: 0, above: 0 }
  const square = (kind: SpreadKind, children: number): number => {
    const { below, above } = sides(kind, children)
    return ((below + above) / 2) ** 2
  }
  const sizes = streets.map(({ expected }) => mean(expected.map((row) => row[0] ?? 0)))
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const district = rootOf(square('district-grade', all))
  const classOf = (row: readonly number[]): number => mean(row.filter((pupils) => pupils > 0))
  const ownSquare = (row: readonly number[], shared: number): number =>
    Math.max(0, square('grade', classOf(row)) - shared)
  /** What is left of the schools' own errors in the sum of a street. */
  const evened = ({ cells }: Street, shared: number): number => {
    const classes = cells.reduce((sum, row) => sum + classOf(row), 0)
    return classes > 0 ? cells.reduce((sum, row) => sum + ownSquare(row, shared) * (classOf(row) / classes) ** 2, 0) : 0
  }
  const area = rootOf(
    mean(streets.map((one, i) => square('area-grade', sizes[i] ?? 0) - district ** 2 - evened(one, district ** 2))),
  )
  const shared = district ** 2 + area ** 2
  return {
    spreads: { district, area },
    cellSpread: ({ cells }: Street) => Float32Array.from(cells, (row) => rootOf(ownSquare(row, shared))),
    entrySpread: (street: Street, side: 'below' | 'above') =>
      Float32Array.from({ length: years }, (_, t) => {
        const entering = sides('area-grade-entering', street.expected[0]?.[t + 1] ?? 0, t + 1)[side]
        return rootOf(entering ** 2 - shared - evened(street, shared))
      }),
  }
}

/** A project's places, whichever autumn it opens in. @param index of the project: its phases open together */
const openingOf = (
  supply: ProjectSupply,
  index: number,
  grades: readonly number[],
  years: readonly number[],
): SimulatedOpening => {
  const ahead = years.slice(1)
  const from = grades.indexOf(gradesOfPhase[supply.phase][0] ?? 0)
  const places = new Float32Array(years.length * grades.length * ahead.length)
  for (const [when, first] of years.entries()) {
    const openedIn = when === 0 ? Math.min(first, supply.promisedFrom ?? first) : first
    for (const [t, year] of ahead.entries())
      for (const [i, many] of openedPlaces({ ...supply, openedIn }, supply.phase, year).entries())
        places[(when * grades.length + from + i) * ahead.length + t] = many
  }
  return { index, chanceBy: Float32Array.from(supply.chanceBy), places }
}

/** What is simulated, of every run of the engine that has errors to draw from. */
export const simulatedRuns = (
  facts: DistrictFacts,
  { tier }: Pick<Assumptions, 'tier'>,
  edits: readonly ScenarioEdit[],
  plan: DistrictPlan<PlanRecord>,
): SimulatedRun[] => {
  const edited = withEdits(facts, edits)
  const { years } = plan
  const ahead = years.slice(1)
  const chances = new Map(plan.projects.map(({ project, chanceBy }) => [project, chanceBy.map(({ chance }) => chance)]))
  const supplies = projectSupplies(
    edited.facts.projects,
    years,
    (project, autumn) => chances.get(project.id)?.[years.indexOf(autumn)] ?? 0,
  )
  const order = [...new Set(supplies.map(({ project }) => project))].sort()
  const placesOf = placesSpreads(edited, supplies, years, tier)
  return (Object.keys(phasesOfRun) as EngineRun[]).flatMap((run): SimulatedRun[] => {
    const record = plan.record[run]
    if (!record) return []
    const grades = gradesOfRun(run)
    const phases = phasesOfRun[run]
    const streets = facts.streets.flatMap(({ code }): Street[] => {
      const cells = classesOf(facts, code, grades)
      const expected = expectedOf(plan.demand, code, grades, years)
      return cells.length > 0 && isChained(expected) ? [{ street: code, cells, expected }] : []
    })
    const parted = partedSpreads(record, streets, ahead.length)
    let cell = 0
    const areas = streets.map((one, index): SimulatedArea => {
      const { street, cells, expected } = one
      const entering = cells.map((row) => row[0] ?? 0)
      const all = entering.reduce((sum, pupils) => sum + pupils, 0)
      const base = phases.map((phase) => placesOf(street, phase))
      return {
        index,
        cells: cells.map(() => cell++),
        children: Float32Array.from(cells.flat()),
        entries: Float32Array.from(
          entering.flatMap((pupils) =>
            ahead.map((_, t) => (expected[0]?.[t + 1] ?? 0) * (all > 0 ? pupils / all : 1 / cells.length)),
          ),
        ),
        entryBelow: parted.entrySpread(one, 'below'),
        entryAbove: parted.entrySpread(one, 'above'),
        progression: Float32Array.from(
          expected.flatMap((row, g) => ahead.map((_, t) => (row[t + 1] ?? 0) / (expected[g - 1]?.[t] || 1))),
        ),
        cellSpread: parted.cellSpread(one),
        places: Float32Array.from(
          phases.flatMap((phase, p) =>
            gradesOfPhase[phase].flatMap((_, i) => ahead.map((__, t) => base[p]?.[t + 1]?.base[i] ?? 0)),
          ),
        ),
        openings: supplies
          .filter((supply) => supply.street === street && phases.includes(supply.phase))
          .map((supply) => openingOf(supply, order.indexOf(supply.project), grades, years)),
      }
    })
    const groups = phases.flatMap((phase, p) => gradesOfPhase[phase].map(() => p))
    const wanted = {
      spreads: parted.spreads,
      seed: SEED,
      grades: grades.length,
      years: ahead.length,
      draws: DRAWS,
      groups,
    }
    return [{ run, streets: streets.map(({ street }) => street), areas, wanted }]
  })
}

/** The odds of a plan's streets over the years taken together, in order of streets and phases. */
export const oddsOf = (...asked: Parameters<typeof simulatedRuns>): StreetOdds[] => {
  const years = asked[3].years.slice(1)
  return simulatedRuns(...asked).flatMap(({ run, streets, areas, wanted }) =>
    areas.flatMap((area, i) => {
      const { pEver }: AreaOutcome = simulateArea(area, wanted)
      return phasesOfRun[run].map((phase, group) => ({
        street: streets[i] ?? '',
        phase,
        by: years.map((year, t) => ({
          year,
          chance: Math.round((pEver[group * years.length + t] ?? 0) * DRAWS) / DRAWS,
        })),
      }))
    }),
  )
}
