import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENTRY_AGE, syntheticDistrict, syntheticKinds } from '#db/makers/synthetic-district'
import { spreadAt } from './error-record-rules'
import { type Forecast, forecast } from './forecast'
import { Lean } from './lean-rules'
import type { Level } from './nouns'
import { interval, type Miss, quantileOf, scaleOf, spreadOf } from './spread-rules'

/** Where percentiles come from: each level's own errors in the past. */

const HORIZON = 5

const said = (origin: number): Forecast => {
  const kind = syntheticKinds.turning
  if (!kind) throw new Error('no such district')
  const { rolls, births } = syntheticDistrict(kind, 3)
  return forecast({ rolls, births, origin, horizon: HORIZON, grades: kind.grades, entryAge: ENTRY_AGE })
}

const lineOf = ({ lines }: Forecast, level: Level, ahead: number) => {
  const line = lines.find((one) => one.level === level && one.grade === '' && one.horizon === ahead)
  if (!line) throw new Error(`${level} ${ahead}`)
  return line
}

describe('an interval', () => {
  const late = said(2018)

  it('with under forty errors of its own at a horizon is the one-year spread × √h', () => {
    const [first, ...others] = late.record.spreads.district
    if (!first) throw new Error('no spread')
    expect(first.errors).toBeLessThan(40)
    for (const [i, spread] of others.entries()) {
      expect(spread.high).toBeCloseTo(first.high * Math.sqrt(i + 2), 9)
      expect(spread.low).toBeCloseTo(first.low * Math.sqrt(i + 2), 9)
      expect(spread.scale).toEqual(first.scale)
      const line = lineOf(late, 'district', i + 2)
      expect(line.p90).toBeCloseTo(interval(spread, line.p50).p90, 1)
      expect(line.p10).toBeCloseTo(interval(spread, line.p50).p10, 1)
    }
  })

  it('with enough errors of its own is made of those', () => {
    for (const spread of late.record.spreads.grade) expect(spread.errors).toBeGreaterThanOrEqual(40)
    const [first, , third] = late.record.spreads.grade
    expect(third?.scale).not.toEqual(first?.scale)
  })

  it('of a horizon beyond the record grows with √h', () => {
    const last = spreadAt(late.record, 'district', HORIZON)
    expect(spreadAt(late.record, 'district', 4 * HORIZON).high).toBeCloseTo(2 * last.high, 9)
  })

  it('of the district is narrower than its schools’ added up: their errors even out', () => {
    const width = (level: Level) =>
      late.lines.reduce(
        (sum, one) => (one.level === level && one.grade === '' && one.horizon === 1 ? sum + one.p90 - one.p10 : sum),
        0,
      )
    expect(width('district')).toBeLessThan(width('school') / 2)
  })

  it('where nothing was ever forecast before is chance among the children alone', () => {
    const first = said(2001)
    const { p10, p50, p90 } = lineOf(first, 'district', 1)
    expect(p90 - p50).toBeCloseTo(1.28155 * Math.sqrt(p50), 0)
    expect(p50 - p10).toBeCloseTo(1.28155 * Math.sqrt(p50), 0)
  })
})

describe('errors', () => {
  const misses = fc.array(
    fc.record({
      forecast: fc.integer({ min: 0, max: 2000 }),
      actual: fc.integer({ min: 0, max: 2000 }),
      weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 80 },
  )

  it('of any kind give an interval around the forecast that is a number', () => {
    fc.assert(
      fc.property(misses, fc.integer({ min: 0, max: 5000 }), (all, forecastOf) => {
        const { p10, p90 } = interval(spreadOf(all), forecastOf)
        expect(p10).toBeGreaterThanOrEqual(0)
        expect(p10).toBeLessThanOrEqual(forecastOf)
        expect(p90).toBeGreaterThanOrEqual(forecastOf)
        expect(Number.isFinite(p90)).toBe(true)
      }),
    )
  })

  it('that are chance among few children give a scale of chance, those that hit all alike one of size', () => {
    const chance: Miss[] = [100, 400, 1600].flatMap((f) =>
      [-1, 1].map((sign) => ({ forecast: f, actual: f + sign * Math.sqrt(f), weight: 1 })),
    )
    expect(scaleOf(chance)).toEqual({ a: expect.closeTo(1, 6), b: expect.closeTo(0, 6) })
    const alike: Miss[] = [100, 400, 1600].flatMap((f) =>
      [-1, 1].map((sign) => ({ forecast: f, actual: f * (1 + 0.05 * sign), weight: 1 })),
    )
    expect(scaleOf(alike)).toEqual({ a: expect.closeTo(0, 6), b: expect.closeTo(0.0025, 6) })
  })

  it('that are many have eight of ten within their interval', () => {
    // Even steps from −99 to 100 around 500, however they are weighed against each other: alike.
    const many: Miss[] = Array.from({ length: 200 }, (_, i) => ({ forecast: 500, actual: 401 + i, weight: 0.5 }))
    const { p10, p90 } = interval(spreadOf(many), 500)
    const within = many.filter(({ actual }) => actual >= p10 && actual <= p90).length
    expect(within).toBeGreaterThanOrEqual(158)
    expect(within).toBeLessThanOrEqual(162)
  })

  it('that are few are thought to be wider than they were', () => {
    const few: Miss[] = [-10, 10, -10, 10].map((off) => ({ forecast: 100, actual: 100 + off, weight: 1 }))
    const { p10, p90 } = interval(spreadOf(few), 100)
    expect(p90 - 100).toBeGreaterThan(1.28 * 10)
    expect(100 - p10).toBeCloseTo(p90 - 100, 9)
  })

  it('count by their weight', () => {
    const sorted = [
      { value: 1, weight: 1 },
      { value: 2, weight: 8 },
      { value: 3, weight: 1 },
    ]
    expect(quantileOf(sorted, 0.5)).toBe(2)
    expect(quantileOf(sorted, 0.01)).toBe(1)
    expect(quantileOf(sorted, 0.99)).toBe(3)
  })
})

describe('how far one forecast leans to another', () => {
  it('is where it was held as long as nothing is known', () => {
    expect(new Lean(0.5).weight()).toBe(0.5)
    const alike = new Lean(0.3)
    alike.see(10, 10, 50)
    expect(alike.weight()).toBe(0.3)
  })

  it('goes to the one that was right, the more the oftener it was, and never beyond it', () => {
    const weightAfter = (times: number, came: number): number => {
      const lean = new Lean(0.5)
      for (let i = 0; i < times; i++) lean.see(100, 120, came)
      return lean.weight()
    }
    expect(weightAfter(10, 120)).toBeGreaterThan(0.5)
    expect(weightAfter(1000, 120)).toBeGreaterThan(0.95)
    expect(weightAfter(1000, 100)).toBeLessThan(0.05)
    expect(weightAfter(1000, 300)).toBe(1)
    expect(weightAfter(1000, 0)).toBe(0)
  })
})
