import * as z from 'zod/mini'
import { decisionWords as words } from './decision-words'

const tooShort = 5
const tooLong = 200

/** What is decided of a section, why, and how many children the page has seen in it. */
export const decideForm = z.object({
  section: z.string().check(z.minLength(1), z.maxLength(64)),
  deed: z.enum(['runs', 'close']),
  enrolled: z.string().check(z.regex(/^\d{1,4}$/)),
  reason: z.pipe(
    z.string(),
    z.string().check(z.trim(), z.minLength(tooShort, words.reasonShort), z.maxLength(tooLong, words.reasonLong)),
  ),
})
