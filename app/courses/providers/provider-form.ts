import * as z from 'zod/mini'
import { isDay } from '~/shared/day'
import { foldLicence, whyNotLicence, whyNotReason } from './provider-rules'
import { providerErrors as words } from './provider-words'

/** The forms about providers and outside teachers, as browser and server read them. */

const id = z.string().check(z.minLength(1), z.maxLength(64))

/** A text that may be missing; trimmed, counted in characters. */
const text = (most: number, long: string, missing?: string) =>
  z._default(z.string(), '').check(
    z.trim(),
    z.refine((given) => missing === undefined || given !== '', missing ?? ''),
    z.refine((given) => [...given].length <= most, long),
  )

const licence = z.pipe(
  z._default(z.string(), ''),
  z.transform((given, check): string => {
    const folded = foldLicence(given)
    const wrong = whyNotLicence(folded)
    if (wrong === undefined) return folded
    check.issues.push({ code: 'custom', message: wrong, input: given })
    return z.NEVER
  }),
)

const day = z._default(z.string(), '').check(z.refine(isDay, words.day))
const reason = z.pipe(
  z._default(z.string(), ''),
  z.transform((given, check): string => {
    const wrong = whyNotReason(given)
    if (wrong === undefined) return given.trim()
    check.issues.push({ code: 'custom', message: wrong, input: given })
    return z.NEVER
  }),
)
const remark = text(200, words.reasonLong)

/** 推荐一家机构. */
export const applicationForm = z.object({
  name: text(40, words.nameLong, words.nameMissing),
  licence,
  contact: text(20, words.contactLong),
  phone: z._default(z.string(), '').check(z.trim(), z.regex(/^(?:[\d-]{7,20})?$/, words.phone)),
  offer: text(300, words.offerLong, words.offerMissing),
  remark,
})
export type ProviderApplication = z.infer<typeof applicationForm>

/** What an officer decides about one. */
export const decisionForm = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('select'), remark }),
  z.object({ deed: z.literal('refuse'), remark: reason }),
  z.object({ deed: z.literal('list'), from: day, until: day, remark }),
  z.object({ deed: z.literal('prolong'), until: day, remark }),
])

/** 清出名单: the reason, and what the page had shown. */
export const withdrawalForm = z.object({
  reason,
  seen: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})

export const instructorDraft = z.object({
  name: text(20, words.personLong, words.personMissing),
  /** '' for none. */
  provider: z._default(z.string().check(z.maxLength(64, words.foreignProvider)), ''),
  about: text(60, words.aboutLong, words.aboutMissing),
})
export type InstructorDraft = z.infer<typeof instructorDraft>

export const checkDraft = z.object({
  number: text(40, words.numberLong, words.numberMissing),
  checkedOn: day,
  expiresOn: day,
})
export type CheckDraft = z.infer<typeof checkDraft>

/** A check written down at the bureau. */
export const recordCheckForm = z.extend(checkDraft, { deed: z.literal('check'), instructor: id })

/** Everything that a school does on its page of outside teachers. */
export const staffingForm = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('choose'), provider: id }),
  z.object({ deed: z.literal('unchoose'), provider: id }),
  z.extend(instructorDraft, { deed: z.literal('save'), instructor: z._default(z.string().check(z.maxLength(64)), '') }),
  z.object({ deed: z.literal('remove'), instructor: id }),
  recordCheckForm,
  z.extend(applicationForm, { deed: z.literal('apply') }),
])

/** Everything that an officer does on the page of a provider. */
export const providerPageForm = z.discriminatedUnion('deed', [decisionForm, recordCheckForm])
