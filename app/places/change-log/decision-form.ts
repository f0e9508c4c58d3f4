import * as z from 'zod/mini'
import { decisionWords as words } from './change-words'

/** 记一条决定: the form, as browser and server read it. */

/** Two letters or digits at least: signs that nobody sees say nothing. */
const SAYS_SOMETHING = /[\p{L}\p{N}].*[\p{L}\p{N}]/su

const text = (most: number, shape: string) =>
  z._default(z.string(), '').check(z.trim(), z.regex(SAYS_SOMETHING, shape), z.maxLength(most, shape))

export const decisionForm = z.object({
  /** Of the page: a second press of it writes nothing more. */
  key: z.uuid(words.keyLost),
  title: text(80, words.whatShape),
  reason: text(500, words.whyShape),
  /** '' for the whole district. */
  street: z._default(z.string().check(z.maxLength(64, words.streetUnknown)), ''),
})

export type DecisionInput = z.infer<typeof decisionForm>
