import { describe, expect, it } from 'vitest'
import { ENTRY_AGE, syntheticDistrict } from '#db/makers/synthetic-district'
import { entryAgeOf, type Phase, phaseOfGrade } from '../phases'
import { defaultAssumptions } from '../plan/assumptions-rules'
import type { DistrictFacts, ProjectFacts } from '../plan/district-facts'
import { gradesOfRun } from '../plan/engine-input-rules'
import { planDistrict } from '../plan/plan-district'
import { oddsOf, simulatedRuns } from './odds-rules'
import { simulateArea } from './simulate-areas.mjs'

const GRADES = gradesOfRun('compulsory').map(String)
const PHASES = ['primary', 'junior'] as const
/** Places of a street and phase as a share of the children of the last autumn. */
const roomOf: Record<string, number> = { 'Area 0': 2, 'Area 1': 1.02, 'Area 2': 1.1, 'Area 3': 0.5 }

/** Four streets with primary, junior and nine-year schools: room enough, just enough, some more, half of it. */
const factsOf = (projects: readonly ProjectFacts[] = []): DistrictFacts => {
  const { rolls, births } = syntheticDistrict(
    {
      areas: 4,
      schools: 3,
      grades: GRADES,
      secondStage: '7',
      allThrough: true,
      years: 16,
      births: 300,
      growth: 0.99,
      birthsBy: 'area',
    },
    5,
  )
  const origin = rolls.reduce((last, { year }) => Math.max(last, year), 0)
  const streetOf = new Map(rolls.map(({ school, area }) => [school, area]))
  const now = (street: string, phase: Phase): number =>
    rolls
      .filter((row) => row.year === origin && row.area === street && phaseOfGrade(Number(row.grade)) === phase)
      .reduce((sum, { pupils }) => sum + pupils, 0)
  return {
    origin,
    today: `${origin}-11-23`,
    streets: Object.keys(roomOf).map((code) => ({ code, name: code })),
    schools: [...streetOf].map(([id, street]) => ({ id, name: id, street })),
    rolls: rolls.map(({ school, year, grade, pupils }) => ({ school, year, grade: Number(grade), pupils })),
    // The invented children enter at another age than grade 1 has here.
    births: births.map(({ area, year, births: born }) => ({
      street: area,
      year: year - (entryAgeOf.primary - ENTRY_AGE),
      month: 0,
      births: born,
    })),
    dwellings: [],
    yields: [],
    feeders: [],
    standards: [],
    rooms: [],
    capacity: Object.entries(roomOf).flatMap(([street, room]) =>
      PHASES.map((phase) => ({
        id: `${street} ${phase}`,
        street,
        school: `${street} ${phase}`,
        phase,
        tier: 'standard' as const,
        change: 'exists' as const,
        grade: null,
        places: Math.round(room * now(street, phase)),
        classes: 0,
        from: '1999-09-01',
        until: null,
        ramp: false,
        takesBack: '',
      })),
    ),
    projects,
  }
}

const project = (dueOn: string | null, metOn: string | null): ProjectFacts => ({
  id: 'p',
  title: '示例小学',
  kind: 'enlarged',
  stage: metOn === null ? 'building' : 'running',
  street: 'Area 3',
  school: '',
  controlTotal: '',
  places: [{ phase: 'primary', places: 6_000 }],
  milestones: [{ kind: 'in_use', dueOn, metOn, revisions: [] }],
})

describe('the years of a plan as one story', () => {
  const facts = factsOf()
  const plan = planDistrict(facts, defaultAssumptions, [])
  const odds = oddsOf(facts, defaultAssumptions, [], plan)
  const chancesOf = (of: typeof odds, street: string, phase: Phase): number[] =>
    of.find((one) => one.street === street && one.phase === phase)?.by.map(({ chance }) => chance) ?? []

  it('tells of children as the plan does: the same middle, and as wide', () => {
    const [compulsory, ...others] = simulatedRuns(facts, defaultAssumptions, [], plan)
    expect([compulsory?.run, others.length]).toEqual(['compulsory', 0])
    if (!compulsory) throw new Error('nothing is simulated')
    const { areas, streets, wanted } = compulsory
    const widths: number[] = []
    for (const [i, area] of areas.entries()) {
      const { p10, p50, p90 } = simulateArea(area, wanted)
      for (const line of plan.demand) {
        const t = line.year - plan.origin - 1
        if (line.street !== streets[i] || t < 0) continue
        const at = GRADES.indexOf(String(line.grade)) * wanted.years + t
        expect(Math.abs((p50[at] ?? 0) / line.p50 - 1)).toBeLessThan(0.03)
        widths.push(((p90[at] ?? 0) - (p10[at] ?? 0)) / (line.p90 - line.p10))
      }
    }
    widths.sort((a, b) => a - b)
    const middle = widths[Math.floor(widths.length / 2)] ?? 0
    expect(middle).toBeGreaterThan(0.7)
    expect(middle).toBeLessThan(1.4)
  })

  it('never takes a shortage back, and is at least as likely as the likeliest of its autumns', () => {
    for (const { street, phase, by } of odds) {
      for (const [i, { chance }] of by.entries()) expect(chance).toBeGreaterThanOrEqual(by[i - 1]?.chance ?? 0)
      const singles = plan.balances.filter(
        (line) => line.scope === 'phase' && line.street === street && line.phase === phase && line.year > plan.origin,
      )
      // Two ways of counting the same autumn: by the errors of each horizon, and year by year.
      expect(Math.abs((by[0]?.chance ?? 0) - (singles[0]?.pShort ?? 0))).toBeLessThan(0.15)
      expect(by.at(-1)?.chance).toBeGreaterThan(Math.max(...singles.map(({ pShort }) => pShort)) - 0.15)
    }
  })

  it('is sure where places are plenty or far too few, and unsure between', () => {
    expect(odds.map(({ street, phase }) => `${street} ${phase}`)).toEqual(
      Object.keys(roomOf).flatMap((street) => PHASES.map((phase) => `${street} ${phase}`)),
    )
    for (const phase of PHASES) {
      expect(chancesOf(odds, 'Area 0', phase).at(-1)).toBe(0)
      expect(chancesOf(odds, 'Area 3', phase)[0]).toBe(1)
    }
    expect(odds.some(({ by }) => by.some(({ chance }) => chance > 0.05 && chance < 0.95))).toBe(true)
  })

  it('counts a project that is in use from the first autumn, one without a date never', () => {
    const withProject = (given: ProjectFacts): number[] => {
      const changed = factsOf([given])
      const other = planDistrict(changed, defaultAssumptions, [], plan.record)
      return chancesOf(oddsOf(changed, defaultAssumptions, [], other), 'Area 3', 'primary')
    }
    const { origin } = facts
    expect(withProject(project(`${origin}-08-20`, `${origin}-08-20`)).at(-1)).toBe(0)
    expect(withProject(project(null, null)).every((chance) => chance === 1)).toBe(true)
  })

  it('tells the same story each time', () => {
    expect(oddsOf(facts, defaultAssumptions, [], plan)).toEqual(odds)
  })
})
