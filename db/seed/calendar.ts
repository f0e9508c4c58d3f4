import chineseDays from 'chinese-days'
import type { Calendar, TermDates } from '~/courses/calendar-rules'
import { daysFrom } from '~/courses/calendar-rules'
import { calendarOf, publicDay } from '~/courses/school-calendar.server'
import { weekdayOf } from '~/shared/day'
import { DISTRICT } from '../makers/rows'
import type { Rows } from './rows'

const FIXED_FESTIVALS = ['01-01', '05-01', '10-01', '10-02', '10-03']

/** Whether a day of a year without arrangement is off in any case: by date, by the sun, or by the moon. */
const isFestival = (day: string): boolean => {
  if (FIXED_FESTIVALS.includes(day.slice(5))) return true
  if (day === chineseDays.getSolarTermDate(Number(day.slice(0, 4)), 4, 'pure_brightness')) return true
  const { lunarMon, lunarDay, isLeap } = chineseDays.getLunarDate(day)
  return !isLeap && [115, 505, 815].includes(lunarMon * 100 + lunarDay)
}

/**
 * The district's own word for every day of a term of which the State Council has not spoken yet, and for the weekends
 * worked by announcement: which timetable they follow.
 * @returns the calendar of the term with these.
 */
export const addCalendar = (rows: Rows, term: TermDates): Calendar => {
  const say = (day: string, schoolDay: boolean, followsWeekday: number | null, note: string): void =>
    rows.add('calendarOverride', { district: DISTRICT, day, schoolDay, followsWeekday, note })
  for (const day of daysFrom(term.startsOn, term.endsOn)) {
    if (publicDay(day) !== undefined) continue
    if (weekdayOf(day) > 5) say(day, false, null, '周末（示例）')
    else if (isFestival(day)) say(day, false, null, '节日放假（示例）')
    else say(day, true, null, '照常上学（示例）')
  }
  for (const day of calendarOf(term, new Map()).openMakeUpDays)
    say(day, true, weekdayOf(day) === 6 ? 5 : 1, '调休上学（示例）')
  const overrides = new Map(
    rows
      .of('calendarOverride')
      .map(({ day, schoolDay, followsWeekday }) => [day, { schoolDay, followsWeekday: followsWeekday ?? null }]),
  )
  return calendarOf(term, overrides)
}
