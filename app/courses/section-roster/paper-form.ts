import * as z from 'zod/mini'
import { addDays, isDay } from '~/shared/day'
import { SIGNERS, words } from './roster-words'

/** The forms of a paper enrolment, as browser and server read them. */

const id = z.string().check(z.regex(/^[\w.-]{1,64}$/))
/** A section, or one day of base care: `section:12`. */
const taken = z.string().check(z.regex(/^[\w.-]{1,64}(:[1-5][1-9])?$/))
const key = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/))
const MOST_TICKS = 60

const signed = {
  signedOn: z.string().check(z.refine(isDay, { error: words.paper.errors.day, abort: true })),
  signedBy: z.enum(SIGNERS, { error: words.paper.errors.signer }),
}

/** 下一步：核对. */
export const checkForm = z.object({
  intent: z.literal('check'),
  take: z.array(taken).check(z.minLength(1, words.paper.errors.none), z.maxLength(MOST_TICKS)),
  alsoWait: z.optional(z.literal('yes')),
  ...signed,
})

/** 照纸质表办理: what stood on the check page. */
const pressForm = z.object({ ...checkForm.shape, intent: z.literal('press'), key })

/** 回去改: nothing is done, the ticks are kept. */
const againForm = z.object({ ...checkForm.shape, intent: z.literal('again') })

/** One place of the child. */
const deedForm = z.object({ intent: z.enum(['withdraw', 'accept', 'swap', 'decline']), section: id, key, ...signed })

export const paperForm = z.discriminatedUnion('intent', [checkForm, pressForm, againForm, deedForm])

export type PaperDeed = z.infer<typeof deedForm>
export type PaperTicks = Pick<z.infer<typeof checkForm>, 'take' | 'alsoWait' | 'signedOn' | 'signedBy'>

const LONGEST_AGO = 366

/** Why the day on a form cannot be, given today; null when it can. */
export const whyNotSigned = (signedOn: string, today: string): string | null => {
  if (signedOn > today) return words.paper.errors.day
  return signedOn < addDays(today, -LONGEST_AGO) ? words.paper.errors.old : null
}
