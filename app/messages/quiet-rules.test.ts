import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOf } from '~/shared/day'
import { awakeAt } from './quiet-rules'

const quiet = { quietFrom: 21, quietUntil: 7 }

test.each([
  ['2026-11-23', '10:00', '2026-11-23', '10:00'],
  ['2026-11-23', '20:59', '2026-11-23', '20:59'],
  ['2026-11-23', '21:00', '2026-11-24', '07:00'],
  ['2026-12-31', '23:30', '2027-01-01', '07:00'],
  ['2026-11-23', '00:00', '2026-11-23', '07:00'],
  ['2026-11-23', '06:59', '2026-11-23', '07:00'],
  ['2026-11-23', '07:00', '2026-11-23', '07:00'],
])('%s %s may be told at %s %s', (day, time, thenDay, thenTime) => {
  expect(awakeAt(instantOf(day, time), quiet)).toBe(instantOf(thenDay, thenTime))
})

test('never earlier, never more than a night later, and awake at the end', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4e12 }),
      fc.integer({ min: 18, max: 24 }),
      fc.integer({ min: 0, max: 12 }),
      (instant, quietFrom, quietUntil) => {
        const then = awakeAt(instant, { quietFrom, quietUntil })
        expect(then).toBeGreaterThanOrEqual(instant)
        expect(then - instant).toBeLessThanOrEqual((24 - quietFrom + quietUntil) * 3_600_000)
        expect(awakeAt(then, { quietFrom, quietUntil })).toBe(then)
      },
    ),
  )
})
