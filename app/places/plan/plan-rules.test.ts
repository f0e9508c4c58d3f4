import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ForecastInput, ForecastLine } from '../forecast/nouns'
import { gradesOfPhase } from '../phases'
import { defaultAssumptions } from './assumptions-rules'
import type { DistrictFacts, ScenarioEdit } from './district-facts'
import { engineInput, yearlyBirths } from './engine-input-rules'
import { type RunEngine, reckonDistrict } from './plan-rules'
import { bandOf, drawsOf, sureBand, togetherness } from './spread-rules'

const ORIGIN = 2026
const GRADES = Object.values(gradesOfPhase).flat()

/** Two streets with one school a phase, 100 children a grade in a, 60 in b. */
const facts: DistrictFacts = {
  origin: ORIGIN,
  today: '2026-11-23',
  streets: [
    { code: 'a', name: '泺口' },
    { code: 'b', name: '北园' },
  ],
  schools: ['a', 'b'].flatMap((street) =>
    ['k', 'p', 'j'].map((kind) => ({ id: `${street}-${kind}`, name: `${street}${kind}`, street })),
  ),
  rolls: ['a', 'b'].flatMap((street) =>
    GRADES.flatMap((grade) =>
      Array.from({ length: 8 }, (_, i) => ({
        school: `${street}-${grade < 1 ? 'k' : grade < 7 ? 'p' : 'j'}`,
        year: ORIGIN - 7 + i,
        grade,
        pupils: street === 'a' ? 100 : 60,
      })),
    ),
  ),
  births: ['a', 'b'].flatMap((street) =>
    Array.from({ length: 20 }, (_, i) => ({ street, year: 2006 + i, month: 0, births: street === 'a' ? 120 : 72 })),
  ),
  dwellings: [],
  yields: [{ kind: 'flat', phase: 'primary', yearsSince: 0, perHundred: 12 }],
  feeders: [],
  standards: [
    { phase: 'primary', grade: 99, classSize: 45, effectiveFrom: '2010-01-01' },
    { phase: 'junior', grade: 99, classSize: 50, effectiveFrom: '2010-01-01' },
    { phase: 'kindergarten', grade: 99, classSize: 30, effectiveFrom: '2010-01-01' },
  ],
  rooms: [],
  capacity: ['a', 'b'].flatMap((street) =>
    (['kindergarten', 'primary', 'junior'] as const).map((phase) => ({
      id: `${street}-${phase}`,
      street,
      school: `${street}-${phase[0]}`,
      phase,
      tier: 'standard' as const,
      change: 'exists' as const,
      grade: null,
      places: 90 * gradesOfPhase[phase].length,
      classes: 0,
      from: '2015-09-01',
      until: null,
      ramp: false,
      takesBack: '',
    })),
  ),
  projects: [
    {
      id: 'p',
      title: '泺口示例小学',
      kind: 'enlarged',
      stage: 'building',
      street: 'a',
      school: '',
      controlTotal: '',
      places: [{ phase: 'primary', places: 120 }],
      milestones: [{ kind: 'in_use', dueOn: '2027-08-20', metOn: null, revisions: [] }],
    },
  ],
}

/** Says that every grade stays as it is, ± 10 %, the totals ± 10 % of theirs; new dwellings and births on top. */
const steady: RunEngine = (_, input) => {
  const at = new Map<string, number>()
  const bump = (key: string, pupils: number) => at.set(key, (at.get(key) ?? 0) + pupils)
  const births = input.futureBirths ?? 1
  for (let year = input.origin + 1; year <= input.origin + input.horizon; year++) {
    for (const { school, area, grade, pupils, year: known } of input.rolls) {
      if (known !== input.origin) continue
      const factor = grade === input.grades[0] && year > input.origin + 3 ? births : 1
      for (const key of [`grade ${school} ${grade}`, `school ${school} `, `area ${area} ${grade}`, `area ${area} `])
        bump(`${key} ${year}`, pupils * factor)
    }
    for (const home of input.housing ?? [])
      if (home.year === year)
        for (const grade of [home.grade, '']) bump(`area ${home.area} ${grade} ${year}`, home.pupils)
  }
  const lines = [...at].map(([key, p50]): ForecastLine => {
    const [level = '', id = '', grade = '', year = ''] = key.split(' ')
    return {
      level: level as ForecastLine['level'],
      id,
      grade,
      year: Number(year),
      horizon: Number(year) - input.origin,
      p10: p50 * 0.9,
      p50,
      p90: p50 * 1.1,
    }
  })
  return { lines, warnings: [] }
}

const plan = (edits: readonly ScenarioEdit[] = [], given: Partial<DistrictFacts> = {}) =>
  reckonDistrict({ ...facts, ...given }, defaultAssumptions, edits, steady)
const balance = (
  of: ReturnType<typeof plan>,
  street: string,
  phase: string,
  year: number,
  scope: 'phase' | 'intake' = 'phase',
) => of.balances.find((one) => one.street === street && one.phase === phase && one.year === year && one.scope === scope)

describe('the plan of a district', () => {
  it('holds each street and phase against its places, this autumn as it is', () => {
    const base = plan()
    expect(base.years).toEqual([2026, 2027, 2028, 2029, 2030, 2031, 2032])
    expect(base.balances).toHaveLength(2 * 3 * 7 * 2)
    expect(balance(base, 'a', 'junior', 2026)).toMatchObject({ demandP50: 300, promised: 270, short: 30, pShort: 1 })
    expect(balance(base, 'b', 'junior', 2027)).toMatchObject({ demandP50: 180, surplus: 90, pShort: 0, pSurplus: 1 })
    expect(balance(base, 'a', 'junior', 2026, 'intake')).toMatchObject({ demandP50: 100, short: 10 })
  })

  it('promises the places of a project, and weighs them', () => {
    const base = plan()
    const line = balance(base, 'a', 'primary', 2027)
    expect(line?.promised).toBe(540 + 120)
    expect(line?.probable).toBeGreaterThan(540)
    expect(line?.probable).toBeLessThan(660)
    expect(balance(base, 'a', 'primary', 2032)?.probable).toBeGreaterThan(line?.probable ?? 0)
    const [effect] = base.projects
    expect(effect).toMatchObject({ project: 'p', promisedFrom: 2027, places: 120 })
    expect(effect?.promised.slice(0, 3)).toEqual([0, 120, 120])
    expect((line?.probable ?? 0) - 540).toBeCloseTo(effect?.probable[1] ?? 0)
    const gap = balance(base, 'a', 'primary', 2026)
    expect(line?.pShort).toBeLessThan(gap?.pShort ?? 0)
  })

  it('sums to the same children in balances, demand, steps and lines', () => {
    const base = plan()
    for (const line of base.balances.filter(({ scope }) => scope === 'phase')) {
      const same = (one: { street: string; phase: string; year: number }) =>
        one.street === line.street && one.phase === line.phase && one.year === line.year
      const sum = base.demand.filter(same).reduce((all, one) => all + one.p50, 0)
      const seats = base.demand.filter(same).reduce((all, one) => all + one.probable, 0)
      const step = base.steps.find(same)
      expect(sum).toBeCloseTo(line.demandP50)
      expect(seats).toBeCloseTo(line.probable)
      expect(step?.demand).toBeCloseTo(line.demandP50)
      // Before the rolls nobody knows who entered.
      if (step?.entered !== null)
        expect((step?.entered ?? 0) + (step?.progression ?? 0) + (step?.housing ?? 0)).toBeCloseTo(line.demandP50)
      if (line.year === ORIGIN) continue
      const kept = base.lines.find(
        (one) =>
          one.level === 'area' &&
          one.subject === line.street &&
          one.phase === line.phase &&
          one.year === line.year &&
          one.grade === null,
      )
      expect(kept?.p50).toBeCloseTo(line.demandP50)
      expect([kept?.p10, kept?.p90]).toEqual([line.demandP10, line.demandP90])
    }
  })

  it('says why: births, who entered, who moved, new dwellings', () => {
    const step = plan().steps.find((one) => one.street === 'a' && one.phase === 'junior' && one.year === 2028)
    expect(step).toMatchObject({ bornFrom: 2013, bornTo: 2016, births: 360, entered: 300, progression: 0, demand: 300 })
    const early = reckonDistrict(
      { ...facts, rolls: facts.rolls.filter(({ year }) => year > 2022) },
      defaultAssumptions,
      [],
      steady,
    ).steps.find((one) => one.street === 'a' && one.phase === 'junior' && one.year === 2026)
    expect(early).toMatchObject({ entered: null, progression: 0 })
  })

  it('says nothing of a street that has neither children nor places', () => {
    const empty = plan([], { streets: [...facts.streets, { code: 'c', name: '大桥' }] })
    expect(empty.balances.some(({ street }) => street === 'c')).toBe(false)
  })

  it('gives the same for the same facts, and leaves them as they are', () => {
    const before = JSON.stringify(facts)
    expect(plan()).toEqual(plan())
    plan([{ kind: 'cancel', project: 'p' }])
    expect(JSON.stringify(facts)).toBe(before)
  })

  it('warns of what it left out', () => {
    const odd = plan([], {
      rolls: [...facts.rolls, { school: 'ghost', year: ORIGIN, grade: 1, pupils: 5 }],
      projects: facts.projects.map((one) => ({ ...one, milestones: [] })),
    })
    expect(odd.warnings).toEqual([
      { kind: 'unknown-school', school: 'ghost' },
      { kind: 'no-date', project: 'p' },
    ])
  })

  it('stands without any roll', () => {
    const none = plan([], { rolls: [] })
    expect(none.lines.every(({ p50 }) => p50 === 0)).toBe(true)
    expect(balance(none, 'a', 'primary', 2027)).toMatchObject({ demandP50: 0, pShort: 0 })
  })
})

describe('scenarios', () => {
  it('lose the intake of a year when the opening moves from August to October', () => {
    const late = plan([{ kind: 'delay', project: 'p', months: 2 }])
    expect(balance(late, 'a', 'primary', 2027)).toMatchObject({ promised: 540, probable: 540 })
    expect(balance(late, 'a', 'primary', 2028)?.promised).toBe(660)
  })

  it('cancel, build, change the size of classes', () => {
    expect(balance(plan([{ kind: 'cancel', project: 'p' }]), 'a', 'primary', 2032)?.probable).toBe(540)
    const built = plan([{ kind: 'build', street: 'b', phase: 'junior', places: 300, from: '2028-09-01' }])
    expect([2028, 2029, 2030].map((year) => balance(built, 'b', 'junior', year)?.promised)).toEqual([370, 470, 570])
    const larger = plan([{ kind: 'class_size', phase: 'junior', size: 60, fromYear: 2029 }])
    expect([2028, 2029].map((year) => balance(larger, 'a', 'junior', year)?.promised)).toEqual([270, 324])
  })

  it('move a share of new intakes over a boundary, and nobody who is at school', () => {
    const moved = plan([{ kind: 'boundary', phase: 'primary', from: 'a', to: 'b', share: 0.2 }])
    const children = (street: string, year: number) => balance(moved, street, 'primary', year)?.demandP50
    expect([2026, 2027, 2028, 2032].map((year) => children('a', year))).toEqual([600, 580, 560, 480])
    expect([2026, 2027, 2028, 2032].map((year) => children('b', year))).toEqual([360, 380, 400, 480])
    expect(balance(moved, 'a', 'junior', 2028)?.demandP50).toBe(300)
  })

  it('reckon with fewer births only where births are not known yet', () => {
    const fewer = plan([{ kind: 'births', factor: 0.5 }])
    expect(balance(fewer, 'a', 'kindergarten', 2028, 'intake')?.demandP50).toBe(100)
    expect(balance(fewer, 'a', 'kindergarten', 2030, 'intake')?.demandP50).toBe(50)
  })

  it('bring children of new dwellings, later when they come later', () => {
    const dwellings = [{ id: 'd', name: '', street: 'a', kind: 'flat', dwellings: 500, firstYear: 2028, years: 1 }]
    const at = (edits: ScenarioEdit[], year: number) =>
      balance(plan(edits, { dwellings }), 'a', 'primary', year)?.demandP50
    expect([2027, 2028].map((year) => at([], year))).toEqual([600, 630])
    const later: ScenarioEdit[] = [{ kind: 'housing', scheme: 'd', dwellings: 1_000, delayYears: 1 }]
    expect([2028, 2029].map((year) => at(later, year))).toEqual([600, 660])
    const step = plan([], { dwellings }).steps.find(
      (one) => one.street === 'a' && one.phase === 'primary' && one.year === 2028,
    )
    expect(step?.housing).toBeCloseTo(30)
  })

  it('later dates never bring more places in any autumn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 }), (months, more) => {
        const of = (by: number) => plan([{ kind: 'delay', project: 'p', months: by }]).projects[0]?.probable ?? []
        const later = of(months + more)
        for (const [i, places] of of(months).entries()) expect(later[i]).toBeLessThanOrEqual(places + 1e-9)
      }),
      { numRuns: 15 },
    )
  })
})

describe('what the engine is given', () => {
  it('is births by street, of streets with rolls; months only where all twelve are known', () => {
    const months = (many: number) =>
      Array.from({ length: many }, (_, i) => ({ street: 'a', year: 2024, month: i + 1, births: 10 }))
    expect(yearlyBirths(months(12))).toEqual([{ area: 'a', year: 2024, births: 120 }])
    expect(yearlyBirths(months(11))).toEqual([])
    expect(yearlyBirths([...months(12), { street: 'a', year: 2024, month: 0, births: 99 }])).toEqual([
      { area: 'a', year: 2024, births: 99 },
    ])
    const of = (births: DistrictFacts['births']): ForecastInput =>
      engineInput('kindergarten', { ...facts, births }, defaultAssumptions, 1)
    const whole = { street: '', year: 2024, month: 0, births: 500 }
    expect(of([whole]).births).toEqual([{ area: '', year: 2024, births: 500 }])
    expect(of([whole, { ...whole, street: 'a' }, { ...whole, street: 'far' }]).births.map(({ area }) => area)).toEqual([
      'a',
    ])
  })

  it('is one run for kindergartens from three years of age, one for grades 1–9 from six', () => {
    const kindergarten = engineInput('kindergarten', facts, defaultAssumptions, 1)
    expect([kindergarten.entryAge, kindergarten.grades]).toEqual([3, ['-2', '-1', '0']])
    const compulsory = engineInput('compulsory', facts, { ...defaultAssumptions, futureBirths: 0.9 }, 0.5)
    expect([compulsory.entryAge, compulsory.grades.length, compulsory.futureBirths]).toEqual([6, 9, 0.45])
    expect(compulsory.rolls.every(({ school }) => !school.endsWith('k'))).toBe(true)
  })

  it('is where leavers go, as shares of all who left', () => {
    const feeders = [2024, 2025, 2026].map((year) => ({ from: 'a-p', to: 'b-j', year, pupils: 25 }))
    const given = engineInput('compulsory', { ...facts, feeders }, defaultAssumptions, 1)
    expect(given.feeders).toEqual([{ from: 'a-p', to: 'b-j', share: 0.25 }])
  })
})

describe('spreads', () => {
  const band = (p50: number, by: number) => ({ p10: p50 - by, p50, p90: p50 + by })

  it('find out how much grades err together, and add up to their total again', () => {
    const grades = [band(100, 10), band(120, 20), band(90, 5)]
    for (const rho of [0, 0.3, 1]) {
      const total = bandOf(grades, rho)
      expect(total.p50).toBe(310)
      expect(togetherness(grades, total)).toBeCloseTo(rho)
    }
    expect(togetherness([band(100, 0)], band(100, 5))).toBe(0)
  })

  it('draw each grade within its band: a tenth below, a tenth above, the middle in the middle', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 400 }),
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (p50, by, rho) => {
          const grades = [band(p50, by), band(p50, by / 2), band(p50, by)]
          const draws = drawsOf(grades, rho)
          for (const [i, { p10, p90 }] of grades.entries()) {
            const values = [...draws.values].filter((_, at) => at % 3 === i)
            const share = (test: (n: number) => boolean) => values.filter(test).length / values.length
            expect(share((n) => n < p10)).toBeCloseTo(0.1, 1)
            expect(share((n) => n > p90)).toBeCloseTo(0.1, 1)
            expect(share((n) => n < p50)).toBeCloseTo(0.5, 1)
          }
        },
      ),
      { numRuns: 30 },
    )
    expect([...drawsOf([sureBand(40)], 0).values]).toEqual([40])
  })
})
