import { z } from 'zod/mini'

/** One notice by its id, or all of them; `open` goes where the notice leads. */
export const noticeForm = z.object({
  notice: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  all: z.optional(z.literal('yes')),
  open: z.optional(z.literal('yes')),
})
