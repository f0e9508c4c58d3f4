import * as z from 'zod/mini'

const id = z.string().check(z.regex(/^[\w.-]{1,64}$/))
const slot = z.string().check(z.regex(/^[1-5][1-9]$/))

/** What a button of a child's place asks for. */
export const placeForm = z.object({
  intent: z.enum(['withdraw', 'days', 'accept', 'swap', 'decline', 'transfer']),
  key: z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/)),
  /** Only for transfer: the section wanted. */
  to: z.optional(id),
  /** Only for `days`: the slots of base care that are left. */
  slots: z.array(slot).check(z.maxLength(45)),
})

export type PlaceWish = z.infer<typeof placeForm>
