import * as z from 'zod/mini'
import { isPhone } from './pickup-rules'
import { pickupWords as words } from './pickup-words'

/** What a family sends about who fetches a child, for browser and server. */

const id = z.string().check(z.minLength(1), z.maxLength(80))
const key = z.string().check(z.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))

const line = (least: string, most: number, long: string) =>
  z._default(z.string(), '').check(z.trim(), z.minLength(1, least), z.maxLength(most, long))

export const personForm = z.object({
  key,
  pupil: id,
  as: z.enum(['pickup', 'emergency']),
  name: line(words.person.nameNone, 20, words.person.long(20)),
  relation: line(words.person.relationNone, 10, words.person.long(10)),
  phone: z._default(z.string(), '').check(z.trim(), z.refine(isPhone, words.person.phoneWrong)),
})

export type PersonDraft = z.infer<typeof personForm>

export const endPersonForm = z.object({ as: z.enum(['pickup', 'emergency']), person: id })

export const walkHomeForm = z.discriminatedUnion('decision', [
  z.object({ pupil: id, decision: z.literal('given'), agree: z.literal('on', words.walk.tickNeeded) }),
  z.object({ pupil: id, decision: z.literal('withdrawn') }),
])
