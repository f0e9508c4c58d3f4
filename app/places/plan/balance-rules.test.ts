import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultAssumptions, readAssumptions } from './assumptions-rules'
import { balanceLine, shortOf, shownPlaces } from './balance-rules'
import { officialColour, toneOf } from './colour-rules'
import type { ProjectFacts } from './district-facts'
import {
  expectedPlaces,
  openingStates,
  type ProjectSupply,
  projectSupplies,
  promisedPlaces,
  togetherStates,
} from './project-supply-rules'
import { drawsFrom, sureBand } from './spread-rules'

const of = { street: 'a', phase: 'primary' as const, year: 2028 }
const certain = (places: number[]) => ({
  base: places,
  promised: places.map(() => 0),
  states: [{ chance: 1, places: places.map(() => 0) }],
})

describe('short and spare', () => {
  it('never lets spare seats of one grade help another', () => {
    expect(shortOf([110, 40], [100, 100])).toBe(10)
    const line = balanceLine(of, { middle: [110, 40], draws: drawsFrom([[110, 40]]) }, certain([100, 100]), {
      band: sureBand(0),
      spareShare: 0.1,
    })
    expect(line).toMatchObject({ short: 10, surplus: 50, pShort: 1, pSurplus: 1, demandP50: 150, probable: 200 })
    expect(shownPlaces(line)).toBe(-10)
  })

  it('looks at one grade alone for the intake', () => {
    const line = balanceLine(of, { middle: [110, 40], draws: drawsFrom([[110, 40]]) }, certain([100, 100]), {
      band: sureBand(0),
      spareShare: 0.1,
      only: 1,
    })
    expect(line).toMatchObject({ scope: 'intake', short: 0, surplus: 60, pShort: 0, demandP50: 40 })
  })

  it('is at least what lacks in all, and nothing where every grade has its seats', () => {
    const grades = fc.array(
      fc.record({ children: fc.integer({ min: 0, max: 500 }), places: fc.integer({ min: 0, max: 500 }) }),
      { minLength: 1, maxLength: 6 },
    )
    fc.assert(
      fc.property(grades, (given) => {
        const children = given.map((one) => one.children)
        const places = given.map((one) => one.places)
        const line = balanceLine(of, { middle: children, draws: drawsFrom([children]) }, certain(places), {
          band: sureBand(0),
          spareShare: 0,
        })
        expect(line.short).toBeGreaterThanOrEqual(Math.max(0, -line.surplus))
        expect(line.pShort).toBe(given.some((one) => one.children > one.places) ? 1 : 0)
      }),
    )
  })

  it('is never likelier with more places', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 })), {
          minLength: 1,
          maxLength: 20,
        }),
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 0, max: 100 }),
        (draws, places, more) => {
          const at = (n: number) =>
            balanceLine(of, { middle: [100, 100], draws: drawsFrom(draws) }, certain([n, n]), {
              band: sureBand(0),
              spareShare: 0.1,
            })
          expect(at(places + more).pShort).toBeLessThanOrEqual(at(places).pShort + 1e-9)
          expect(at(places + more).pSurplus).toBeGreaterThanOrEqual(at(places).pSurplus - 1e-9)
        },
      ),
    )
  })
})

const project = (given: Partial<ProjectFacts> = {}): ProjectFacts => ({
  id: 'p',
  title: '',
  kind: 'new',
  stage: 'building',
  street: 'a',
  school: '',
  controlTotal: '',
  places: [{ phase: 'junior', places: 300 }],
  milestones: [{ kind: 'in_use', dueOn: '2027-09-01', metOn: null, revisions: [] }],
  ...given,
})
const years = [2026, 2027, 2028, 2029]
const supplyOf = (given: Partial<ProjectFacts>, chances: Record<number, number>): ProjectSupply => {
  const [supply] = projectSupplies([project(given)], years, (_, year) => chances[year] ?? 0)
  if (!supply) throw new Error('no supply')
  return supply
}

describe('projects', () => {
  it('promise by their dates, a grade a year', () => {
    const supply = supplyOf({}, {})
    expect(years.map((_, at) => promisedPlaces(supply, years, at))).toEqual([
      [0, 0, 0],
      [100, 0, 0],
      [100, 100, 0],
      [100, 100, 100],
    ])
  })

  it('lose the intake of a year when the date moves from August to October', () => {
    const moved = supplyOf({ milestones: [{ kind: 'in_use', dueOn: '2027-10-08', metOn: null, revisions: [] }] }, {})
    expect(promisedPlaces(moved, years, 1)).toEqual([0, 0, 0])
    expect(promisedPlaces(moved, years, 2)).toEqual([100, 0, 0])
  })

  it('of an enlarged school open every grade at once; cancelled ones nothing', () => {
    expect(promisedPlaces(supplyOf({ kind: 'enlarged' }, {}), years, 1)).toEqual([100, 100, 100])
    expect(projectSupplies([project({ stage: 'cancelled' })], years, () => 1)).toEqual([])
  })

  it('are weighed with the year in which they may open', () => {
    const supply = supplyOf({}, { 2027: 0.6, 2028: 0.9, 2029: 0.9 })
    const states = openingStates(supply, years, 2)
    expect(states.map(({ chance, places }) => [Math.round(chance * 100), places])).toEqual([
      [10, [0, 0, 0]],
      [60, [100, 100, 0]],
      [30, [100, 0, 0]],
    ])
    expect(expectedPlaces(states, 3)).toEqual([90, 60, 0].map((n) => expect.closeTo(n, 9)))
  })

  it('that opened long ago have grown since then', () => {
    const old = supplyOf(
      { milestones: [{ kind: 'in_use', dueOn: '2024-09-01', metOn: '2024-08-20', revisions: [] }] },
      { 2026: 1, 2027: 1 },
    )
    expect(openingStates(old, years, 0)).toEqual([{ chance: 1, places: [100, 100, 100] }])
  })

  it('together are every combination, or as good as that where they are many', () => {
    const half = [
      { chance: 0.5, places: [0] },
      { chance: 0.5, places: [10] },
    ]
    expect(togetherStates([half, half], 1)).toEqual([
      { chance: 0.25, places: [0] },
      { chance: 0.5, places: [10] },
      { chance: 0.25, places: [20] },
    ])
    const powers = Array.from({ length: 12 }, (_, i) => [
      { chance: 0.5, places: [0] },
      { chance: 0.5, places: [2 ** i] },
    ])
    const drawn = togetherStates(powers, 1)
    expect(drawn).toEqual(togetherStates(powers, 1))
    expect(drawn.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1)
    expect((expectedPlaces(drawn, 1)[0] ?? 0) / (2 ** 12 / 2)).toBeCloseTo(1, 0)
  })
})

describe('colours', () => {
  it('of the planner put shortage before surplus', () => {
    const tone = (pShort: number, pSurplus: number) => toneOf({ pShort, pSurplus }, defaultAssumptions)
    expect(tone(0.51, 0.9)).toBe('short')
    expect(tone(0.5, 0.9)).toBe('tight')
    expect(tone(0.2, 0)).toBe('tight')
    expect(tone(0.19, 0.51)).toBe('surplus')
    expect(tone(0.19, 0.5)).toBe('fine')
  })

  it('of the official rule change at nine tenths and at the whole', () => {
    const colour = (registered: number, plan: number) => officialColour(registered, plan, defaultAssumptions)
    expect([89, 90, 99, 100].map((n) => colour(n, 100))).toEqual(['green', 'yellow', 'yellow', 'red'])
    expect(colour(63, 70)).toBe('yellow')
    expect([colour(1, 0), colour(0, 0)]).toEqual(['red', 'green'])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), (tens) => {
        expect(colour(tens * 9, tens * 10)).toBe('yellow')
      }),
    )
  })
})

describe('assumptions', () => {
  it('take what is said, and the default for what is missing or makes no sense', () => {
    expect(readAssumptions({ horizon: 8, futureBirths: 0.9, tightFrom: 7, tier: 'none', shockYears: [2020] })).toEqual({
      ...defaultAssumptions,
      horizon: 8,
      futureBirths: 0.9,
      shockYears: [2020],
    })
    for (const odd of [null, undefined, 'x', 3, [], JSON.parse('{"__proto__":{"horizon":9}}')])
      expect(readAssumptions(odd)).toEqual(defaultAssumptions)
  })
})
