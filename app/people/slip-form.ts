import { z } from 'zod/mini'

/** Which people get a slip, and the key of the form: sent twice, it issues once. */
export const slipsForm = z.object({
  account: z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(1_000)),
  key: z.string().check(z.regex(/^[0-9a-f-]{36}$/)),
  school: z.optional(z.string().check(z.maxLength(200))),
})

/** What an address of a slip page may ask for. */
export const slipSearch = z.object({
  q: z._default(z.string().check(z.trim(), z.maxLength(40)), ''),
  class: z._default(z.string().check(z.maxLength(200)), ''),
  school: z._default(z.string().check(z.maxLength(200)), ''),
})
