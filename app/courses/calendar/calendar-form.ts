import * as z from 'zod/mini'
import { isDay, weekdayOf } from '~/shared/day'
import { calendarWords as words } from './calendar-words'

/** A day and a term as an officer writes them; read by browser and server. */

const text = z._default(z.string(), '').check(z.trim())
const day = text.check(z.refine((given) => isDay(given), words.dayWrong))

export const dayForm = z
  .object({
    day,
    /** `clear` takes the district's word back. */
    kind: z._default(z.string(), '').check(z.refine((kind) => kind in words.kinds, words.kindMissing)),
    /** 1–5; '' for its own weekday. */
    follows: z._default(z.string(), '').check(z.regex(/^[1-5]?$/, words.weekendFollows)),
    note: text.check(z.maxLength(40, words.noteLong)),
  })
  .check((payload) => {
    const { day: on, kind, follows, note } = payload.value
    const wrong = (path: string, message: string): void => {
      payload.issues.push({ code: 'custom', path: [path], message, input: payload.value })
    }
    if (kind !== 'clear' && note === '') wrong('note', words.noteMissing)
    if (kind === 'school' && follows === '' && isDay(on) && weekdayOf(on) > 5) wrong('follows', words.weekendFollows)
  })

export interface DayValues {
  day: string
  kind: string
  follows: string
  note: string
}

const MOST_DAYS = 220
const DAY_MS = 86_400_000

export const termForm = z
  .object({
    /** '' for a new one. */
    term: text.check(z.maxLength(40)),
    name: text.check(z.minLength(2, words.termNameWrong), z.maxLength(30, words.termNameWrong)),
    startsOn: day,
    endsOn: day,
  })
  .check((payload) => {
    const { startsOn, endsOn } = payload.value
    if (!isDay(startsOn) || !isDay(endsOn)) return
    const message =
      endsOn <= startsOn
        ? words.endFirst
        : Date.parse(endsOn) - Date.parse(startsOn) > MOST_DAYS * DAY_MS
          ? words.tooLong
          : undefined
    if (message) payload.issues.push({ code: 'custom', path: ['endsOn'], message, input: endsOn })
  })

export type TermDraft = z.infer<typeof termForm>

/** '2026-autumn' for a term that begins in August to December, '2027-spring' for one from February to July. */
export const termIdOf = (startsOn: string): string => {
  const [year, month] = [Number(startsOn.slice(0, 4)), Number(startsOn.slice(5, 7))]
  if (month === 1) return `${year - 1}-autumn`
  return `${year}-${month >= 8 ? 'autumn' : 'spring'}`
}
