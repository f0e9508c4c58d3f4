import { ledgerSupply, sumOfSupplies } from '../capacity/supply-rules'
import type { ForecastInput, ForecastLine, Housing } from '../forecast/nouns'
import { entryGradeOf, gradesOfPhase, type Phase } from '../phases'
import { probabilityInUse, slipRecordOf } from '../projects/slip-rules'
import type { Assumptions } from './assumptions-rules'
import { balanceLine, type PlacesSpread } from './balance-rules'
import { demandTables, inPlanOrder, isEmpty, type StreetDemand, withBoundaries } from './demand-rules'
import type { BalanceLine, DistrictFacts, ScenarioEdit } from './district-facts'
import { type Edited, withEdits } from './edit-rules'
import { type EngineRun, engineInput, yearlyBirths } from './engine-input-rules'
import type { DemandLine, DistrictPlan, PlanLine, PlanWarning, ProjectEffect, WhyStep } from './plan-nouns'
import {
  expectedPlaces,
  openingStates,
  type ProjectSupply,
  projectSupplies,
  promisedPlaces,
  togetherStates,
} from './project-supply-rules'
import { drawsOf } from './spread-rules'
import { birthsLookup, whyStep } from './steps-rules'

/** The reckoning of a district: demand of two engine runs against the places of ledger and projects. Pure. */

/** One run of the engine. */
export type RunEngine = (
  run: EngineRun,
  input: ForecastInput,
) => { lines: readonly ForecastLine[]; warnings: readonly string[] }

const RUNS: readonly EngineRun[] = ['kindergarten', 'compulsory']

const plus = (a: readonly number[], b: readonly number[]): number[] => a.map((one, i) => one + (b[i] ?? 0))

/** Places of every street and phase, by year: what exists, what projects promise, what they may bring. */
export const placesSpreads = (
  { facts, classSizes }: Edited,
  supplies: readonly ProjectSupply[],
  years: readonly number[],
  tier: Assumptions['tier'],
): ((street: string, phase: Phase) => PlacesSpread[]) => {
  const capacity = facts.capacity.filter((one) => one.tier === tier)
  const ledger = ledgerSupply({ ...facts, capacity }, years, classSizes)
  return (street, phase) => {
    const grades = gradesOfPhase[phase].length
    const base = sumOfSupplies(
      ledger.filter((one) => one.street === street && one.phase === phase),
      phase,
      years.length,
    )
    const own = supplies.filter((one) => one.street === street && one.phase === phase)
    return years.map((_, at) => ({
      base: base[at] ?? [],
      promised: own.reduce(
        (sum, one) => plus(sum, promisedPlaces(one, years, at)),
        Array.from({ length: grades }, () => 0),
      ),
      states: togetherStates(
        own.map((one) => openingStates(one, years, at)),
        grades,
      ),
    }))
  }
}

const effectOf = (supply: ProjectSupply, years: readonly number[]): ProjectEffect => {
  const { project, title, street, phase, places, promisedFrom, chanceBy } = supply
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
  const grades = gradesOfPhase[phase].length
  return {
    project,
    title,
    street,
    phase,
    places,
    promisedFrom,
    chanceBy: years.map((year, at) => ({ year, chance: chanceBy[at] ?? 0 })),
    promised: years.map((_, at) => sum(promisedPlaces(supply, years, at))),
    probable: years.map((_, at) => sum(expectedPlaces(openingStates(supply, years, at), grades))),
  }
}

interface Demand {
  streets: StreetDemand[]
  lines: PlanLine[]
  housing: Housing[]
  warnings: PlanWarning[]
}

const demandOf = (
  { facts, boundaries, births }: Edited,
  assumptions: Assumptions,
  years: readonly number[],
  runEngine: RunEngine,
): Demand => {
  const demand: Demand = { streets: [], lines: [], housing: [], warnings: [] }
  for (const run of RUNS) {
    const input = engineInput(run, facts, assumptions, births)
    // Without any roll there is nothing to forecast from.
    const forecast = input.rolls.some(({ year }) => year === facts.origin)
      ? runEngine(run, input)
      : { lines: [], warnings: [] }
    const tables = demandTables(run, facts, years, forecast.lines)
    demand.streets.push(...tables.streets)
    demand.lines.push(...tables.lines)
    demand.housing.push(...(input.housing ?? []))
    // The engine warns of one thing only.
    if (forecast.warnings.length > 0) demand.warnings.push({ kind: 'births-unknown', run })
  }
  const codes = facts.streets.map(({ code }) => code)
  const { origin } = facts
  return { ...demand, streets: inPlanOrder(withBoundaries(demand.streets, boundaries, { years, origin }), codes) }
}

const warningsOf = (facts: DistrictFacts, supplies: readonly ProjectSupply[]): PlanWarning[] => {
  const known = new Set(facts.schools.map(({ id }) => id))
  const unknown = new Set(facts.rolls.filter(({ school }) => !known.has(school)).map(({ school }) => school))
  const dateless = new Set(supplies.filter(({ promisedFrom }) => promisedFrom === null).map(({ project }) => project))
  return [
    ...[...unknown].map((school) => ({ kind: 'unknown-school' as const, school })),
    ...[...dateless].map((project) => ({ kind: 'no-date' as const, project })),
  ]
}

/** Children who enter a first phase in an autumn, without new dwellings: from the rolls, else from the plan. */
const enteredLookup = (facts: DistrictFacts, demand: readonly StreetDemand[], housing: HousingLookup) => {
  const streetOf = new Map(facts.schools.map(({ id, street }) => [id, street]))
  const rolls = new Map<string, number>()
  let earliest = Infinity
  for (const { school, year, grade, pupils } of facts.rolls) {
    const key = `${streetOf.get(school) ?? ''}\n${grade}\n${year}`
    rolls.set(key, (rolls.get(key) ?? 0) + pupils)
    earliest = Math.min(earliest, year)
  }
  return (street: string, phase: Phase, year: number): number | null => {
    if (year < earliest) return null
    if (year <= facts.origin) return rolls.get(`${street}\n${entryGradeOf[phase]}\n${year}`) ?? 0
    const own = demand.find((one) => one.street === street && one.phase === phase)
    const entering = own?.grades[year - facts.origin]?.[0]?.p50
    return entering === undefined ? null : entering - housing(street, entryGradeOf[phase], year)
  }
}

type HousingLookup = (street: string, grade: number, year: number) => number

const housingLookup = (housing: readonly Housing[]): HousingLookup => {
  const found = new Map(housing.map(({ area, grade, year, pupils }) => [`${area}\n${grade}\n${year}`, pupils]))
  return (street, grade, year) => found.get(`${street}\n${grade}\n${year}`) ?? 0
}

/** Everything a plan says but the engine's own record. @param runEngine one run of the engine, with or without a record. */
export const reckonDistrict = (
  facts: DistrictFacts,
  assumptions: Assumptions,
  edits: readonly ScenarioEdit[],
  runEngine: RunEngine,
): Omit<DistrictPlan, 'record'> => {
  const edited = withEdits(facts, edits)
  const { origin, today } = facts
  const years = Array.from({ length: assumptions.horizon + 1 }, (_, i) => origin + i)
  const demand = demandOf(edited, assumptions, years, runEngine)
  // The district's record of delays is what happened, whatever a scenario makes of the dates ahead.
  const slips = slipRecordOf(facts.projects)
  const supplies = projectSupplies(edited.facts.projects, years, (project, autumn) =>
    probabilityInUse(project, autumn, today, slips),
  )
  const spreads = placesSpreads(edited, supplies, years, assumptions.tier)
  const housing = housingLookup(demand.housing)
  const cohorts = {
    births: birthsLookup(yearlyBirths(facts.births)),
    entered: enteredLookup(facts, demand.streets, housing),
  }
  const balances: BalanceLine[] = []
  const lines: DemandLine[] = []
  const steps: WhyStep[] = []
  for (const one of demand.streets) {
    const places = spreads(one.street, one.phase)
    const has = places.some(({ base, promised }) => [...base, ...promised].some((n) => n > 0))
    if (isEmpty(one) && !has) continue
    for (const [at, year] of years.entries()) {
      const spread = places[at]
      const bands = one.grades[at]
      const whole = one.whole[at]
      if (!spread || !bands || !whole) continue
      const of = { street: one.street, phase: one.phase, year }
      const children = { middle: bands.map(({ p50 }) => p50), draws: drawsOf(bands, one.together[at] ?? 0) }
      const { spareShare } = assumptions
      const phase = balanceLine(of, children, spread, { spareShare, band: whole })
      const intake = balanceLine(of, children, spread, { spareShare, band: bands[0] ?? whole, only: 0 })
      balances.push(phase, intake)
      const grades = gradesOfPhase[one.phase]
      const homes = grades.map((grade) => housing(one.street, grade, year))
      const probable = plus(spread.base, expectedPlaces(spread.states, grades.length))
      const promised = plus(spread.base, spread.promised)
      for (const [i, grade] of grades.entries())
        lines.push({
          ...of,
          grade,
          ...(bands[i] ?? whole),
          housing: homes[i] ?? 0,
          promised: promised[i] ?? 0,
          probable: probable[i] ?? 0,
        })
      steps.push(
        whyStep(
          {
            ...of,
            children: children.middle,
            housing: homes,
            promised: phase.promised,
            probable: phase.probable,
            short: phase.short,
          },
          cohorts,
        ),
      )
    }
  }
  return {
    origin,
    years,
    balances,
    demand: lines,
    steps,
    projects: supplies.map((one) => effectOf(one, years)),
    lines: demand.lines,
    warnings: [...edited.warnings, ...demand.warnings, ...warningsOf(facts, supplies)],
  }
}
