import * as z from 'zod/mini'
import { dayOf, instantOf, isDay, timeOf } from '~/shared/day'
import { roundWords as words } from './bureau-words'

/** 报名时间: the form of a round, as browser and server read it. */

const MOST_COURSES = 25
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)$/

/** @returns the instant of a written day and time in Shanghai, or null. */
export const readMoment = (text: string): number | null => {
  const [, day = '', hours = '', minutes = ''] = MOMENT.exec(text.trim()) ?? []
  return isDay(day) ? instantOf(day, `${hours}:${minutes}`) : null
}

/** As a control for a day and a time of it wants it. */
export const writeMoment = (at: number): string => `${dayOf(at)}T${timeOf(at)}`

const moment = z.pipe(
  z._default(z.string(), ''),
  z.transform((given, check): number => {
    const at = readMoment(given)
    if (at !== null) return at
    check.issues.push({ code: 'custom', message: words.moment, input: given })
    return z.NEVER
  }),
)

const courseLimit = z.pipe(
  z._default(z.string(), ''),
  z.transform((given, check): number => {
    const limit = /^\s*\d{1,2}\s*$/.test(given) ? Number(given) : 0
    if (limit >= 1 && limit <= MOST_COURSES) return limit
    check.issues.push({ code: 'custom', message: words.limitShape, input: given })
    return z.NEVER
  }),
)

export const roundForm = z
  .object({
    /** '' for a new one. */
    round: z._default(z.string().check(z.maxLength(64)), ''),
    name: z
      ._default(z.string(), '')
      .check(z.trim(), z.minLength(1, words.nameMissing), z.maxLength(20, words.nameLong)),
    /** '' for the whole district. */
    school: z._default(z.string().check(z.maxLength(64, words.foreignSchool)), ''),
    opensAt: moment,
    closesAt: moment,
    courseLimit,
  })
  .check((payload) => {
    const { opensAt, closesAt } = payload.value
    if (closesAt <= opensAt)
      payload.issues.push({ code: 'custom', path: ['closesAt'], message: words.endFirst, input: closesAt })
  })

/** What stands in the fields, as text. */
export interface RoundFormValues {
  round: string
  name: string
  school: string
  opensAt: string
  closesAt: string
  courseLimit: string
}
