import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, weekdayOf } from '~/shared/day'
import {
  type Calendar,
  currentTerm,
  type DayOverride,
  daysFrom,
  feeOf,
  isSchoolDay,
  plainCalendar,
  plannedSessions,
  sessionDates,
  termAfter,
  termBefore,
  termOn,
  timetableOf,
} from './calendar-rules'
import { calendarOf, publicDay } from './school-calendar.server'

const AUTUMN = { startsOn: '2026-09-01', endsOn: '2027-01-22' }
const said = (given: Record<string, DayOverride>): Map<string, DayOverride> => new Map(Object.entries(given))

describe('the announced holidays', () => {
  it('know National Day 2026 and its make-up days', () => {
    expect(publicDay('2026-10-01')).toBe('holiday')
    expect(publicDay('2026-10-07')).toBe('holiday')
    expect(publicDay('2026-10-10')).toBe('make-up')
    expect(publicDay('2026-10-08')).toBe('plain')
    expect(publicDay('2026-10-11')).toBe('plain')
  })

  it('say so when a year has not been announced', () => {
    expect(publicDay('2031-10-01')).toBeUndefined()
    const { missingDays, holidays } = calendarOf({ startsOn: '2031-09-29', endsOn: '2031-10-05' }, said({}))
    expect(missingDays).toEqual(['2031-09-29', '2031-09-30', '2031-10-01', '2031-10-02', '2031-10-03'])
    expect(holidays.size).toBe(0)
  })

  it('are silent about days the district has spoken of', () => {
    const off = { schoolDay: false, followsWeekday: null }
    const { missingDays } = calendarOf({ startsOn: '2031-10-01', endsOn: '2031-10-02' }, said({ '2031-10-01': off }))
    expect(missingDays).toEqual(['2031-10-02'])
  })
})

describe('sessions', () => {
  const thursdays = { ...AUTUMN, startsOn: '2026-09-24', endsOn: '2026-10-15', slots: [42] }

  it('leave out the holiday', () => {
    const days = sessionDates(thursdays, calendarOf(AUTUMN, said({}))).map(({ day }) => day)
    expect(days).toEqual(['2026-09-24', '2026-10-08', '2026-10-15'])
  })

  it('follow the timetable a make-up day was given, and name those nobody spoke of', () => {
    expect(calendarOf(AUTUMN, said({})).openMakeUpDays).toContain('2026-10-10')
    const calendar = calendarOf(AUTUMN, said({ '2026-10-10': { schoolDay: true, followsWeekday: 4 } }))
    expect(calendar.openMakeUpDays).not.toContain('2026-10-10')
    const days = sessionDates(thursdays, calendar).map(({ day }) => day)
    expect(days).toEqual(['2026-09-24', '2026-10-08', '2026-10-10', '2026-10-15'])
  })

  it('rest on New Year when the district says so', () => {
    const fridays = { startsOn: '2026-12-25', endsOn: '2027-01-08', slots: [52] }
    const calendar: Calendar = {
      ...plainCalendar,
      overrides: said({ '2027-01-01': { schoolDay: false, followsWeekday: null } }),
    }
    expect(sessionDates(fridays, calendar).map(({ day }) => day)).toEqual(['2026-12-25', '2027-01-08'])
  })

  it('take the weekday of another day on a weekday, too', () => {
    const calendar = { ...plainCalendar, overrides: said({ '2026-09-23': { schoolDay: true, followsWeekday: 4 } }) }
    expect(timetableOf('2026-09-23', calendar)).toBe(4)
  })

  it('come in order, twice a week for two slots', () => {
    const twice = { startsOn: '2026-09-07', endsOn: '2026-09-18', slots: [42, 22] }
    expect(sessionDates(twice, plainCalendar)).toEqual([
      { day: '2026-09-08', slot: 22 },
      { day: '2026-09-10', slot: 42 },
      { day: '2026-09-15', slot: 22 },
      { day: '2026-09-17', slot: 42 },
    ])
  })

  it('make the fee', () => {
    expect(feeOf(350, 16, 800)).toBe(6_400)
    expect(feeOf(0, 16, 0)).toBe(0)
  })
})

describe('properties of a calendar', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-01-01', n))
  const override = fc.record({
    schoolDay: fc.boolean(),
    followsWeekday: fc.option(fc.integer({ min: 1, max: 5 })),
  })
  const calendar: fc.Arbitrary<Calendar> = fc.record({
    holidays: fc.array(day, { maxLength: 30 }).map((days) => new Set(days)),
    makeUpDays: fc.array(day, { maxLength: 10 }).map((days) => new Set(days)),
    overrides: fc.array(fc.tuple(day, override), { maxLength: 20 }).map((rows) => new Map(rows)),
  })
  const slots = fc.uniqueArray(
    fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 })).map(([w, p]) => w * 10 + p),
    { minLength: 1, maxLength: 5 },
  )

  it('a session is on a school day, on the followed weekday, in its time, once', () => {
    fc.assert(
      fc.property(calendar, slots, day, day, (given, wanted, a, b) => {
        const [startsOn, endsOn] = a < b ? [a, b] : [b, a]
        const found = sessionDates({ startsOn, endsOn, slots: wanted }, given)
        for (const { day: on, slot } of found) {
          expect(on >= startsOn && on <= endsOn).toBe(true)
          expect(isSchoolDay(on, given)).toBe(true)
          expect(timetableOf(on, given)).toBe(Math.floor(slot / 10))
        }
        expect(new Set(found.map(({ day: on, slot }) => `${on} ${slot}`)).size).toBe(found.length)
      }),
    )
  })

  it('the sessions of two spans are the sessions of both together', () => {
    fc.assert(
      fc.property(
        calendar,
        slots,
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 0, max: 100 }),
        (given, w, n, m) => {
          const [first, middle] = ['2026-02-01', addDays('2026-02-01', n)]
          const last = addDays(middle, 1 + m)
          const count = (startsOn: string, endsOn: string) => plannedSessions({ startsOn, endsOn, slots: w }, given)
          expect(count(first, middle) + count(addDays(middle, 1), last)).toBe(count(first, last))
        },
      ),
    )
  })
})

describe('terms', () => {
  it('are named by year and season', () => {
    expect(termOn('2026-11-23')).toEqual({
      id: '2026-autumn',
      name: '2026 年秋季学期',
      startsOn: '2026-09-01',
      endsOn: '2027-01-22',
    })
    expect(termOn('2027-01-30')).toMatchObject({ id: '2027-spring', startsOn: '2027-03-01', endsOn: '2027-07-09' })
    expect(termOn('2027-07-20').id).toBe('2027-autumn')
  })

  it('give way to the next one three weeks before the end', () => {
    expect(currentTerm('2027-01-01').id).toBe('2026-autumn')
    expect(currentTerm('2027-01-02').id).toBe('2027-spring')
  })

  it('follow one another without a gap in the order, Monday to Friday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (n) => {
        const on = addDays('2020-01-01', n)
        const term = termOn(on)
        expect(term.endsOn >= on).toBe(true)
        expect(termBefore(term).endsOn < on).toBe(true)
        expect(termBefore(termAfter(term))).toEqual(term)
        expect(weekdayOf(term.endsOn)).toBe(5)
        expect(daysFrom(term.startsOn, term.endsOn).length).toBeGreaterThan(120)
      }),
    )
  })
})
