import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENTRY_AGE, FIRST_YEAR, type SyntheticKind, syntheticDistrict } from '#db/makers/synthetic-district'
import { backtest } from './backtest'
import { type Forecast, forecast } from './forecast'
import { byId } from './history-rules'
import type { ForecastInput, ForecastLine } from './nouns'

/** What holds of every forecast, tried on invented districts of all kinds. */

const HORIZON = 4
const RUNS = 25
const GRADES = ['K', '1', '2', '3', '4', '5', '6', '7', '8']

const kinds: fc.Arbitrary<SyntheticKind> = fc.record({
  areas: fc.integer({ min: 1, max: 3 }),
  schools: fc.integer({ min: 1, max: 4 }),
  grades: fc.integer({ min: 3, max: 9 }).map((many) => GRADES.slice(0, many)),
  secondStage: fc.constantFrom(undefined, '2'),
  allThrough: fc.boolean(),
  years: fc.integer({ min: 5, max: 13 }),
  births: fc.integer({ min: 5, max: 300 }),
  growth: fc.double({ min: 0.93, max: 1.07, noNaN: true }),
  birthsBy: fc.constantFrom('area' as const, 'district' as const, 'none' as const),
  opening: fc.integer({ min: 0, max: 3 }),
  closing: fc.integer({ min: 0, max: 2 }),
})

interface Case {
  input: ForecastInput
  /** The last autumn that the district has. */
  last: number
}

/** A district seen from an autumn that it has behind it. */
const cases: fc.Arbitrary<Case> = fc
  .tuple(kinds, fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 4 }))
  .map(([kind, seed, back]) => {
    const last = FIRST_YEAR + kind.years - 1
    const input = { ...syntheticDistrict(kind, seed), origin: Math.max(FIRST_YEAR, last - back) }
    return { input: { ...input, horizon: HORIZON, grades: kind.grades, entryAge: ENTRY_AGE }, last }
  })
  // A district whose every school has closed by then has no forecast.
  .filter(({ input }) => input.rolls.some(({ year }) => year === input.origin))

const holds = (property: (one: Case) => void): void => {
  fc.assert(fc.property(cases, property), { numRuns: RUNS })
}

const sumsBy = (lines: readonly ForecastLine[], key: (line: ForecastLine) => string): Map<string, number> => {
  const sums = new Map<string, number>()
  for (const line of lines) sums.set(key(line), (sums.get(key(line)) ?? 0) + line.p50)
  return sums
}

const rotated = <One>(rows: readonly One[], by: number): One[] => [...rows.slice(by), ...rows.slice(0, by)].reverse()

const bytes = (said: Forecast): string => JSON.stringify(said)

describe('every forecast', () => {
  it('sums: grades to schools, schools to areas, areas to the district, and grade by grade', () => {
    holds(({ input }) => {
      const { lines } = forecast(input)
      const areaOf = new Map(input.rolls.map(({ school, area }) => [school, area]))
      const of = (level: string, whole: boolean) =>
        lines.filter((one) => one.level === level && (one.grade === '') === whole)
      const pairs: [ForecastLine[], ForecastLine[], (line: ForecastLine) => string][] = [
        [of('grade', false), of('school', true), ({ id, year }) => `${id} ${year}`],
        [
          of('school', true),
          of('area', true),
          ({ level, id, year }) => `${level === 'school' ? areaOf.get(id) : id} ${year}`,
        ],
        [of('area', true), of('district', true), ({ year }) => String(year)],
        [
          of('grade', false),
          of('area', false),
          ({ level, id, grade, year }) => `${level === 'grade' ? areaOf.get(id) : id} ${grade} ${year}`,
        ],
        [of('area', false), of('district', false), ({ grade, year }) => `${grade} ${year}`],
      ]
      for (const [parts, wholes, key] of pairs) {
        const sums = sumsBy(parts, key)
        expect(wholes.length).toBeGreaterThan(0)
        for (const whole of wholes) expect(Math.abs((sums.get(key(whole)) ?? 0) - whole.p50)).toBeLessThan(0.05)
        // Nothing is in a part that is in no whole.
        expect(new Set(wholes.map(key))).toEqual(new Set([...sums.keys(), ...wholes.map(key)]))
      }
    })
  })

  it('says 0 ≤ p10 ≤ p50 ≤ p90, with two decimals at most', () => {
    holds(({ input }) => {
      for (const { p10, p50, p90 } of forecast(input).lines) {
        expect(p10).toBeGreaterThanOrEqual(0)
        expect(p50).toBeGreaterThanOrEqual(p10)
        expect(p90).toBeGreaterThanOrEqual(p50)
        expect(Number.isFinite(p90)).toBe(true)
        for (const one of [p10, p50, p90]) expect(Math.abs(one * 100 - Math.round(one * 100))).toBeLessThan(1e-4)
      }
    })
  })

  it('has a line of every open school and its area in each autumn, and is sorted', () => {
    holds(({ input }) => {
      const { lines } = forecast(input)
      const open = input.rolls.filter(({ year }) => year === input.origin)
      const ids = (level: string): string[] => [
        ...new Set(lines.flatMap((one) => (one.level === level ? [one.id] : []))),
      ]
      expect(ids('school')).toEqual([...new Set(open.map(({ school }) => school))].sort(byId))
      expect(ids('area')).toEqual([...new Set(open.map(({ area }) => area))].sort(byId))
      const keys = lines.map(({ level, id, grade, year }): [string, string, number, number] => [
        level,
        id,
        input.grades.indexOf(grade),
        year,
      ])
      const sorted = [...keys].sort((a, b) => byId(a[0], b[0]) || byId(a[1], b[1]) || a[2] - b[2] || a[3] - b[3])
      expect(keys).toEqual(sorted)
      expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(lines.length)
    })
  })

  it('does not depend on the order of the rows', () => {
    holds(({ input }) => {
      const turned = { ...input, rolls: rotated(input.rolls, 17), births: rotated(input.births, 5) }
      expect(bytes(forecast(turned))).toBe(bytes(forecast(input)))
    })
  })

  it('looks at nothing later than the origin', () => {
    holds(({ input }) => {
      const { origin } = input
      const later = {
        ...input,
        rolls: input.rolls.map((row) => (row.year > origin ? { ...row, pupils: (row.pupils * 7 + 13) % 400 } : row)),
        births: input.births.map((row) => (row.year > origin ? { ...row, births: 9 } : row)),
      }
      const never = {
        ...input,
        rolls: input.rolls.filter(({ year }) => year <= origin),
        births: input.births.filter(({ year }) => year <= origin),
      }
      const said = bytes(forecast(input))
      expect(bytes(forecast(later))).toBe(said)
      expect(bytes(forecast(never))).toBe(said)
    })
  })

  it('grows with the district: ten times the children are about ten times the forecast', () => {
    holds(({ input }) => {
      const ten = {
        ...input,
        rolls: input.rolls.map((row) => ({ ...row, pupils: row.pupils * 10 })),
        births: input.births.map((row) => ({ ...row, births: row.births * 10 })),
      }
      const total = ({ lines }: Forecast): number[] =>
        lines.flatMap((one) => (one.level === 'district' && one.grade === '' ? [one.p50] : []))
      const large = total(forecast(ten))
      for (const [i, one] of total(forecast(input)).entries())
        expect(Math.abs((large[i] ?? 0) - 10 * one)).toBeLessThan(Math.max(20, 0.3 * 10 * one))
    })
  })

  it('with its own record of errors given back, says the same again', () => {
    holds(({ input }) => {
      const first = forecast(input)
      expect(bytes(forecast(input, JSON.parse(JSON.stringify(first.record))))).toBe(bytes(first))
    })
  })
})

describe('every back-test', () => {
  it('scores what the forecast of that origin said, and no later autumn changes it', () => {
    holds(({ input, last }) => {
      const { origin } = input
      const target = origin + 1
      if (target > last) return
      const ask = { ...input, firstOrigin: origin, lastOrigin: origin, targetsTo: target }
      const scores = backtest(ask)
      const engine = scores.find(
        ({ level, horizon, method }) => level === 'school' && horizon === 1 && method === 'engine',
      )
      // Counted by hand: schools with all the grades of the origin in each autumn from origin − 4 to the target.
      const rows = new Map(input.rolls.map((row) => [`${row.school} ${row.grade} ${row.year}`, row.pupils]))
      const said = forecast(input).lines.filter(({ level, year }) => level === 'school' && year === target)
      const misses = said.flatMap(({ id, p50 }) => {
        const grades = input.grades.filter((grade) => rows.has(`${id} ${grade} ${origin}`))
        for (let year = origin - 4; year <= target; year++)
          if (!grades.every((grade) => rows.has(`${id} ${grade} ${year}`))) return []
        const came = grades.reduce((sum, grade) => sum + (rows.get(`${id} ${grade} ${target}`) ?? 0), 0)
        return [{ miss: Math.abs(p50 - came), came }]
      })
      expect(engine?.n ?? 0).toBe(misses.length)
      const [missed, came] = [
        misses.reduce((sum, { miss }) => sum + miss, 0),
        misses.reduce((sum, one) => sum + one.came, 0),
      ]
      // The lines are rounded, the scores are not.
      if (came > 0)
        expect(Math.abs(((engine?.wape ?? Number.NaN) * came) / 100 - missed)).toBeLessThan(0.05 * misses.length)
      const never = backtest({ ...ask, rolls: input.rolls.filter(({ year }) => year <= target) })
      expect(never).toEqual(scores)
    })
  })
})
