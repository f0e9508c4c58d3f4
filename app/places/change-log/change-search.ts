import { z } from 'zod/mini'
import { isDay } from '~/shared/day'

/** Which lines of 留痕 an address asks for. */

export const changeSubjects = [
  'project',
  'capacity',
  'standard',
  'demand',
  'scenario',
  'run',
  'warning',
  'catchment',
  'decision',
] as const

export type ChangeSubject = (typeof changeSubjects)[number]

/** In the place of a street: what is about the whole district alone. */
export const DISTRICT_ONLY = 'district'

const short = z._default(z.string().check(z.maxLength(80)), '')
const day = z._default(z.string().check(z.refine((text) => text === '' || isDay(text))), '')
const MOST_PAGES = 100_000

export const changeSearch = z.object({
  subject: z._default(z.enum(['', ...changeSubjects]), ''),
  street: short,
  who: short,
  from: day,
  to: day,
  page: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(MOST_PAGES)), 1),
})

export type ChangeSearch = z.infer<typeof changeSearch>

/** True where the address leaves anything out. */
export const isFiltered = ({ subject, street, who, from, to }: ChangeSearch): boolean =>
  [subject, street, who, from, to].some((one) => one !== '')
