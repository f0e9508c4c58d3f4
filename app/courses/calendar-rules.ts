import { addDays, weekdayOf } from '~/shared/day'
import { partsOfSlot } from './fit-rules'

/** From a term's calendar to the dated sessions of a section, their number and the fee. Pure. */

/** What the district says of one day, above everything else. */
export interface DayOverride {
  schoolDay: boolean
  /** On a make-up day: the weekday (1–5) whose timetable is followed; null: its own, and none on a weekend. */
  followsWeekday: number | null
}

export interface Calendar {
  /** Weekdays that are off by law or by arrangement. */
  holidays: ReadonlySet<string>
  /** Weekends that are worked to make up for a holiday. */
  makeUpDays: ReadonlySet<string>
  /** By day. */
  overrides: ReadonlyMap<string, DayOverride>
}

/** A calendar that knows of weekends only. */
export const plainCalendar: Calendar = { holidays: new Set(), makeUpDays: new Set(), overrides: new Map() }

/** Whether school is kept on a day: the district's word first, then the announced holidays, then the week. */
export const isSchoolDay = (day: string, { holidays, makeUpDays, overrides }: Calendar): boolean =>
  overrides.get(day)?.schoolDay ?? (weekdayOf(day) <= 5 ? !holidays.has(day) : makeUpDays.has(day))

/**
 * The weekday (1–5) whose after-school timetable a day follows.
 * @returns null when there is no school, or when nobody said which timetable a weekend at school follows.
 */
export const timetableOf = (day: string, calendar: Calendar): number | null => {
  if (!isSchoolDay(day, calendar)) return null
  const weekday = weekdayOf(day)
  return calendar.overrides.get(day)?.followsWeekday ?? (weekday <= 5 ? weekday : null)
}

/** Every day from `from` to `to`, both included. */
export const daysFrom = (from: string, to: string): string[] => {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

export interface SectionDates {
  startsOn: string
  endsOn: string
  /** weekday × 10 + period */
  slots: readonly number[]
}

export interface SessionDate {
  day: string
  slot: number
}

/** The dated sessions of a section, in order of day and slot. */
export const sessionDates = ({ startsOn, endsOn, slots }: SectionDates, calendar: Calendar): SessionDate[] => {
  const inOrder = [...new Set(slots)].sort((a, b) => a - b)
  return daysFrom(startsOn, endsOn).flatMap((day) => {
    const followed = timetableOf(day, calendar)
    return inOrder.filter((slot) => partsOfSlot(slot).weekday === followed).map((slot) => ({ day, slot }))
  })
}

/** How many sessions a section has by its calendar. */
export const plannedSessions = (dates: SectionDates, calendar: Calendar): number => sessionDates(dates, calendar).length

/** The published fee of the term in 分. */
export const feeOf = (lessonFen: number, sessions: number, materialFen: number): number =>
  lessonFen * sessions + materialFen

export interface TermDates {
  /** '2026-autumn', '2027-spring'. */
  id: string
  name: string
  startsOn: string
  endsOn: string
}

const autumnOf = (year: number): TermDates => ({
  id: `${year}-autumn`,
  name: `${year} 年秋季学期`,
  startsOn: `${year}-09-01`,
  endsOn: fridayBy(`${year + 1}-01-24`),
})

const springOf = (year: number): TermDates => ({
  id: `${year}-spring`,
  name: `${year} 年春季学期`,
  startsOn: mondayFrom(`${year}-02-24`),
  endsOn: fridayBy(`${year}-07-12`),
})

const fridayBy = (day: string): string => addDays(day, -((weekdayOf(day) + 2) % 7))
const mondayFrom = (day: string): string => addDays(day, (8 - weekdayOf(day)) % 7)

const yearOf = (day: string): number => Number(day.slice(0, 4))

/** The term that runs on a day, or the next to come: autumn from 1 September, spring from the last week of February. */
export const termOn = (day: string): TermDates => {
  const year = yearOf(day)
  const inOrder = [autumnOf(year - 1), springOf(year), autumnOf(year)]
  return inOrder.find(({ endsOn }) => endsOn >= day) ?? springOf(year + 1)
}

export const termAfter = ({ endsOn }: TermDates): TermDates => termOn(addDays(endsOn, 1))

export const termBefore = ({ id }: TermDates): TermDates => {
  const year = Number(id.slice(0, 4))
  return id.endsWith('autumn') ? springOf(year) : autumnOf(year - 1)
}

/** In the last weeks of a term nobody plans for it any more. */
const LAST_DAYS = 21

/** The term a district works on: the one that runs until three weeks before its end, then the next. */
export const currentTerm = (day: string): TermDates => termOn(addDays(day, LAST_DAYS))

/** The year in which the school year of a term began: 2026 for autumn 2026 and for spring 2027. */
export const schoolYearOf = ({ id }: Pick<TermDates, 'id'>): number =>
  Number(id.slice(0, 4)) - (id.endsWith('spring') ? 1 : 0)
