import { z } from 'zod/mini'
import { runWords } from './run-words'

/** The forms of the forecast pages. */

const { errors: words } = runWords

const reason = z.string(words.reason).check(z.trim(), z.minLength(2, words.reason), z.maxLength(200, words.reason))

/** A new run. `assumptionSet` is '' for the defaults. */
export const runForm = z.object({
  reason,
  assumptionSet: z._default(z.string().check(z.maxLength(80)), ''),
})

export type RunInput = z.infer<typeof runForm>

export const publishForm = z.object({ reason })
