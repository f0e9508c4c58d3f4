import * as z from 'zod/mini'
import { officerWords as words } from './officer-words'

/** The bureau's own people, as browser and server read the form. */

const staffNumber = z
  ._default(z.string(), '')
  .check(z.trim(), z.toUpperCase(), z.regex(/^[A-Z0-9-]{2,20}$/u, words.staffNumberWrong))

const name = z
  ._default(z.string(), '')
  .check(z.trim(), z.minLength(2, words.nameWrong), z.maxLength(20, words.nameWrong))

export const officerForm = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('add'), name, staffNumber }),
  z.object({ deed: z.literal('end'), account: z.string().check(z.minLength(1), z.maxLength(200)) }),
])

/** What the address may ask for: whose account is about to be ended. */
export const officerSearch = z.object({ end: z.catch(z.string().check(z.maxLength(200)), '') })
