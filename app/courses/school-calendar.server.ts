import chineseDays from 'chinese-days'
import { and, eq, gte, lte } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import { weekdayOf } from '~/shared/day'
import { type Calendar, type DayOverride, daysFrom } from './calendar-rules'

export type PublicDay = 'holiday' | 'make-up' | 'plain'

/**
 * What the State Council arranged for a day; the only place that asks the holiday package.
 * @returns undefined for a year that the package does not know: there, every weekday only looks like a working day.
 */
export const publicDay = (day: string): PublicDay | undefined => {
  if (!isAnnounced(day.slice(0, 4))) return undefined
  const { work } = chineseDays.getDayDetail(day)
  const weekend = weekdayOf(day) > 5
  if (work === !weekend) return 'plain'
  return work ? 'make-up' : 'holiday'
}

/** New Year's Day is a holiday in every announced year; in the others the package only names the weekday. */
const isAnnounced = (year: string): boolean => chineseDays.getDayDetail(`${year}-01-01`).name.includes('元旦')

export interface TermCalendar extends Calendar {
  /** Weekdays of the term for which neither the package nor the district has a word; school is assumed. */
  missingDays: string[]
  /** Weekends worked by announcement of which the district has not said which timetable they follow; no sessions. */
  openMakeUpDays: string[]
}

/** A calendar of the days from `startsOn` to `endsOn`. @param overrides the district's rows, by day. */
export const calendarOf = (
  { startsOn, endsOn }: { startsOn: string; endsOn: string },
  overrides: ReadonlyMap<string, DayOverride>,
): TermCalendar => {
  const holidays = new Set<string>()
  const makeUpDays = new Set<string>()
  const missingDays: string[] = []
  const openMakeUpDays: string[] = []
  for (const day of daysFrom(startsOn, endsOn)) {
    const known = publicDay(day)
    if (known === 'holiday') holidays.add(day)
    if (known === 'make-up') makeUpDays.add(day)
    if (overrides.has(day)) continue
    if (known === undefined && weekdayOf(day) <= 5) missingDays.push(day)
    if (known === 'make-up') openMakeUpDays.push(day)
  }
  return { holidays, makeUpDays, overrides, missingDays, openMakeUpDays }
}

/** The calendar of a term: the announced holidays, and the district's overrides above them. */
export const loadCalendar = async (
  { store, district }: Pick<Context, 'store' | 'district'>,
  term: { startsOn: string; endsOn: string },
): Promise<TermCalendar> => {
  const { calendarOverride: rows } = store.tables
  const found = await store.db
    .select({ day: rows.day, schoolDay: rows.schoolDay, followsWeekday: rows.followsWeekday })
    .from(rows)
    .where(and(eq(rows.district, district), gte(rows.day, term.startsOn), lte(rows.day, term.endsOn)))
  return calendarOf(term, new Map(found.map(({ day, ...said }) => [day, said])))
}
