import { z } from 'zod/mini'

/** What the pages of section sheets post and are asked by. */

/** The form around the file. */
export const uploadForm = z.object({})

/** What to do with a sheet that was seen. */
export const seenForm = z.object({ deed: z.enum(['apply', 'discard']) })

export const copySearch = z.object({
  school: z._default(z.string().check(z.maxLength(200)), ''),
  from: z._default(z.string().check(z.maxLength(40)), ''),
})

export const copyLists = ['section'] as const

export const copyForm = z.object({
  from: z.string().check(z.maxLength(40)),
  section: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(1000)),
  care: z._default(z.enum(['', 'on']), ''),
})
