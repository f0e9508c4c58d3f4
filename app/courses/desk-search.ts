import { z } from 'zod/mini'

/** What the addresses of desk pages may ask for. */
export const deskSearch = z.object({
  school: z._default(z.string().check(z.maxLength(200)), ''),
  section: z._default(z.string().check(z.maxLength(200)), ''),
  /** Every row of a long table. */
  all: z._default(z.string().check(z.regex(/^1?$/)), ''),
  weekday: z._default(z.string().check(z.regex(/^[1-5]?$/)), ''),
})
