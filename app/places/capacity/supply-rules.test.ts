import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gradesOfPhase, phases } from '../phases'
import type { CapacityFacts } from '../plan/district-facts'
import { eventsThatHold, ledgerSupply, openedPlaces, spreadOver, standardSize } from './supply-rules'

const event = (given: Partial<CapacityFacts>): CapacityFacts => ({
  id: 'e',
  street: 'luokou',
  school: 's',
  phase: 'primary',
  tier: 'standard',
  change: 'exists',
  grade: null,
  places: 600,
  classes: 0,
  from: '2020-09-01',
  until: null,
  ramp: false,
  takesBack: '',
  ...given,
})

const standards = [
  { phase: 'primary', grade: 99, classSize: 45, effectiveFrom: '2015-01-01' },
  { phase: 'junior', grade: 99, classSize: 50, effectiveFrom: '2015-01-01' },
  { phase: 'kindergarten', grade: -2, classSize: 25, effectiveFrom: '2016-03-01' },
  { phase: 'kindergarten', grade: -1, classSize: 30, effectiveFrom: '2016-03-01' },
  { phase: 'kindergarten', grade: 0, classSize: 35, effectiveFrom: '2016-03-01' },
] as const

const of = (capacity: CapacityFacts[], rooms: { school: string; rooms: number }[] = []) => ({
  capacity,
  standards,
  rooms,
})

/** Places of all schools and tiers by grade in one autumn. */
const inYear = (capacity: CapacityFacts[], year: number): number[] => {
  const [supply] = ledgerSupply(of(capacity), [year])
  return supply?.places[0] ?? []
}

describe('the day that decides', () => {
  it('counts places in use on 1 September, and those of 2 September a year later', () => {
    expect(inYear([event({ from: '2026-09-01' })], 2026)).toEqual([100, 100, 100, 100, 100, 100])
    expect(inYear([event({ from: '2026-09-02' })], 2026)).toEqual([0, 0, 0, 0, 0, 0])
    expect(inYear([event({ from: '2026-09-02' })], 2027)).toEqual([100, 100, 100, 100, 100, 100])
  })

  it('ends temporary places that are gone before 1 September', () => {
    const lent = event({ change: 'temporary', until: '2027-08-31' })
    expect(inYear([lent], 2026)[0]).toBe(100)
    expect(inYear([lent], 2027)[0]).toBe(0)
    expect(inYear([event({ change: 'temporary', until: '2027-09-01' })], 2027)[0]).toBe(100)
  })
})

describe('what is taken back', () => {
  const first = event({ id: 'a' })
  const back = event({ id: 'b', places: -600, takesBack: 'a' })

  it('holds no longer, and adds nothing itself', () => {
    expect(eventsThatHold([first, back])).toEqual([])
  })

  it('stands again when the taking back is taken back', () => {
    expect(eventsThatHold([first, back, event({ id: 'c', takesBack: 'b' })])).toEqual([first])
  })

  it('does not go round for ever where two events name each other', () => {
    expect(eventsThatHold([event({ id: 'a', takesBack: 'b' }), event({ id: 'b', takesBack: 'a' })])).toEqual([])
  })
})

describe('a school that grows', () => {
  it('opens its entry grade and adds a grade a year', () => {
    const fresh = event({ from: '2026-09-01', ramp: true })
    expect(inYear([fresh], 2026)).toEqual([100, 0, 0, 0, 0, 0])
    expect(inYear([fresh], 2028)).toEqual([100, 100, 100, 0, 0, 0])
    expect(inYear([fresh], 2040)).toEqual([100, 100, 100, 100, 100, 100])
  })

  it('never loses a grade, and ends at the whole', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...phases),
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 0, max: 15 }),
        (phase, places, later) => {
          const at = (year: number) => openedPlaces({ places, openedIn: 2026, ramp: true }, phase, year)
          const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)
          expect(sum(at(2025))).toBe(0)
          expect(sum(at(2026 + later))).toBeGreaterThanOrEqual(sum(at(2025 + later)))
          expect(sum(at(2026 + gradesOfPhase[phase].length - 1))).toBe(places)
        },
      ),
    )
  })
})

describe('places a grade', () => {
  it('keep their sum, differ by one at most, and give the rest to the first grades', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5_000, max: 5_000 }), fc.integer({ min: 1, max: 9 }), (places, grades) => {
        const spread = spreadOver(places, grades)
        expect(spread).toHaveLength(grades)
        expect(spread.reduce((all, one) => all + one, 0)).toBe(places)
        expect(Math.max(...spread) - Math.min(...spread)).toBeLessThanOrEqual(1)
      }),
    )
    expect(spreadOver(10, 3)).toEqual([4, 3, 3])
  })

  it('stay in their grade where one is named', () => {
    expect(inYear([event({ grade: 3, places: 45 })], 2026)).toEqual([0, 0, 45, 0, 0, 0])
  })

  it('are never fewer than none', () => {
    expect(inYear([event({ id: 'a', places: 60 }), event({ id: 'b', change: 'removed', places: -120 })], 2026)).toEqual(
      [0, 0, 0, 0, 0, 0],
    )
  })
})

describe('tiers', () => {
  it('are kept apart', () => {
    const supplies = ledgerSupply(
      of([event({ id: 'a' }), event({ id: 'b', tier: 'emergency', places: 60, change: 'temporary' })]),
      [2026],
    )
    expect(supplies.map(({ tier, places }) => [tier, places[0]?.[0]])).toEqual([
      ['standard', 100],
      ['emergency', 10],
    ])
  })
})

describe('class sizes', () => {
  it('are those of the day, the first standard before any, and each grade its own in a kindergarten', () => {
    const dated = [...standards, { phase: 'primary' as const, grade: 99, classSize: 40, effectiveFrom: '2028-07-01' }]
    expect(standardSize(dated, 'primary', 1, '2028-06-30')).toBe(45)
    expect(standardSize(dated, 'primary', 1, '2028-07-01')).toBe(40)
    expect(standardSize(dated, 'primary', 1, '2001-01-01')).toBe(45)
    expect([-2, -1, 0].map((grade) => standardSize(dated, 'kindergarten', grade, '2026-09-01'))).toEqual([25, 30, 35])
    expect(standardSize([], 'primary', 1, '2026-09-01')).toBeNull()
  })

  it('change standard places from the year on, and no other tier', () => {
    const capacity = [event({ id: 'a', places: 540 }), event({ id: 'b', tier: 'actual', places: 540 })]
    const change = { phase: 'primary' as const, size: 50, fromYear: 2028 }
    const [standard, actual] = ledgerSupply(of(capacity), [2027, 2028], [change])
    expect(standard?.places.map(([first]) => first)).toEqual([90, 100])
    expect(actual?.places.map(([first]) => first)).toEqual([90, 90])
  })
})

describe('rooms', () => {
  it('cap what a school has over all its phases, but not emergency places', () => {
    const capacity = [
      event({ id: 'a', places: 45 * 12 }),
      event({ id: 'b', phase: 'junior', places: 50 * 6 }),
      event({ id: 'c', tier: 'emergency', places: 120 }),
    ]
    const places = (rooms: number) =>
      ledgerSupply(of(capacity, [{ school: 's', rooms }]), [2026]).map((one) => one.places[0])
    expect(places(18)).toEqual([
      [90, 90, 90, 90, 90, 90],
      [100, 100, 100],
      [20, 20, 20, 20, 20, 20],
    ])
    expect(places(9)).toEqual([
      [45, 45, 45, 45, 45, 45],
      [50, 50, 50],
      [20, 20, 20, 20, 20, 20],
    ])
  })

  it('never let more classes stand than there are rooms, and fewer rooms never bring places', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ places: fc.integer({ min: 1, max: 900 }), junior: fc.boolean() }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.integer({ min: 0, max: 40 }),
        (given, rooms) => {
          const capacity = given.map(({ places, junior }, i) =>
            event({ id: String(i), places, phase: junior ? 'junior' : 'primary' }),
          )
          const classes = (most: number) =>
            ledgerSupply(of(capacity, [{ school: 's', rooms: most }]), [2026]).reduce(
              (all, one) =>
                all + (one.places[0] ?? []).reduce((sum, n) => sum + n / (one.phase === 'junior' ? 50 : 45), 0),
              0,
            )
          expect(classes(rooms)).toBeLessThanOrEqual(rooms + 1e-9)
          expect(classes(rooms)).toBeLessThanOrEqual(classes(rooms + 1) + 1e-9)
        },
      ),
    )
  })
})
