import * as z from 'zod/mini'

const line = z.string().check(z.regex(/^[\w.-]{1,64}:[\w.-]{1,64}(:\d{2}(\.\d{2}){0,44})?$/))

/** What a button of a shelf or of the basket sends: one line in or out, and where to go back to. */
export const basketForm = z.object({
  put: z.optional(line),
  take: z.optional(line),
  back: z.optional(z.string()),
})

export type BasketWishes = z.infer<typeof basketForm>
