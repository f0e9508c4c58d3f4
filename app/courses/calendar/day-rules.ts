import { addDays, weekdayOf } from '~/shared/day'
import { type Calendar, type DayOverride, daysFrom, isSchoolDay, plannedSessions, timetableOf } from '../calendar-rules'

/** What one day of the calendar is, and what changes when it does. Pure. */

export interface CalendarDay {
  day: string
  /** In the term. */
  inTerm: boolean
  school: boolean
  /** The weekday whose timetable it follows where that is not its own; null otherwise. */
  follows: number | null
  /** The district's own word. */
  note: string | null
  /** Neither the State Council nor the district has a word for it. */
  unsaid: boolean
}

export interface MonthFrame {
  term: { startsOn: string; endsOn: string }
  calendar: Calendar
  notes: ReadonlyMap<string, string>
  unsaid: ReadonlySet<string>
}

/** The weeks of a month from Monday to Sunday; days of other months are null. @param month YYYY-MM */
export const weeksOf = (month: string, { term, calendar, notes, unsaid }: MonthFrame): (CalendarDay | null)[][] => {
  const first = `${month}-01`
  const last = addDays(`${nextMonth(month)}-01`, -1)
  const days = daysFrom(first, last).map((day): CalendarDay => {
    const inTerm = day >= term.startsOn && day <= term.endsOn
    const followed = timetableOf(day, calendar)
    return {
      day,
      inTerm,
      school: inTerm && isSchoolDay(day, calendar),
      follows: followed !== null && followed !== weekdayOf(day) ? followed : null,
      note: notes.get(day) ?? null,
      unsaid: unsaid.has(day),
    }
  })
  const cells = [...Array.from({ length: weekdayOf(first) - 1 }, () => null), ...days]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, at) => cells[week * 7 + at] ?? null),
  )
  return weeks
}

export const nextMonth = (month: string): string => addDays(`${month}-28`, 7).slice(0, 7)

/** Every month a term touches. */
export const monthsOf = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }): string[] => {
  const months: string[] = []
  for (let month = startsOn.slice(0, 7); month <= endsOn.slice(0, 7); month = nextMonth(month)) months.push(month)
  return months
}

/** The calendar with another word for one day. @param said null takes the district's word back. */
export const withDay = (calendar: Calendar, day: string, said: DayOverride | null): Calendar => {
  const overrides = new Map(calendar.overrides)
  if (said) overrides.set(day, said)
  else overrides.delete(day)
  return { ...calendar, overrides }
}

export interface SectionToCount {
  startsOn: string
  endsOn: string
  slots: readonly number[]
}

/** The sections whose number of planned sessions is another after one day was changed, with both numbers. */
export const changedCounts = <Section extends SectionToCount>(
  sections: readonly Section[],
  before: Calendar,
  day: string,
  said: DayOverride | null,
): (Section & { from: number; to: number })[] => {
  const after = withDay(before, day, said)
  return sections
    .filter(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)
    .map((section) => {
      // Only this one day can make a difference.
      const onDay = { slots: section.slots, startsOn: day, endsOn: day }
      return { section, change: plannedSessions(onDay, after) - plannedSessions(onDay, before) }
    })
    .filter(({ change }) => change !== 0)
    .map(({ section, change }) => {
      const from = plannedSessions(section, before)
      return { ...section, from, to: from + change }
    })
}
