import { z } from 'zod/mini'

/** A press of the yearly promotion; `seen` are the counts that the page showed. */
export const promotionForm = z.object({
  intent: z.literal('promote'),
  school: z.string().check(z.minLength(1), z.maxLength(200)),
  seen: z.string().check(z.maxLength(400)),
  sure: z.optional(z.literal('on')),
})

/** The press for every school that was not passed up yet. */
export const promoteAllForm = z.object({ intent: z.literal('promote-all') })
