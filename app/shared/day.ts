/** Business days: `YYYY-MM-DD` in Asia/Shanghai, whatever zone the server stands in. China keeps UTC+8 all year. */

const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000
export const DAY_MS = 24 * 60 * 60 * 1000
const SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** The business day of an instant. */
export const dayOf = (instant: number): string => new Date(instant + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)

/** The time of day of an instant, `HH:MM`. */
export const timeOf = (instant: number): string => new Date(instant + SHANGHAI_OFFSET_MS).toISOString().slice(11, 16)

/**
 * The instant at which a business day reaches a time of day.
 * @param day `YYYY-MM-DD`; @param time `HH:MM`, midnight when left out.
 */
export const instantOf = (day: string, time = '00:00'): number =>
  Date.parse(`${day}T${time}:00.000Z`) - SHANGHAI_OFFSET_MS

/** True for a day that exists in the calendar (2026-02-30 does not). */
export const isDay = (text: string): boolean => {
  if (!SHAPE.test(text)) return false
  const parsed = new Date(`${text}T00:00:00.000Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text)
}

/** The day `days` later (earlier when negative). */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00.000Z`).getUTCDay() || 7

/** The Monday of the week a day lies in. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day))

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / DAY_MS)

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']

/** 周一 … 周日. @param weekday 1–7 */
export const weekdayName = (weekday: number): string => `周${WEEKDAYS[weekday - 1] ?? ''}`

/** 9 月 5 日 */
export const dayInWords = (day: string): string => `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8, 10))} 日`

/** 9 月 5 日 17:00 */
export const momentInWords = (instant: number): string => `${dayInWords(dayOf(instant))} ${timeOf(instant)}`
