import * as z from 'zod/mini'
import {
  dayField,
  fenField,
  seenField,
  signedFenField,
  textField,
  tickField,
  wholeField,
  whyField,
} from './form-fields'
import { projectErrors as words } from './project-error-words'

/** The forms of a project's money and papers that stand already. */

const source = textField(60, words.textLong(60), words.textMissing)
const contract = textField(60, words.textLong(60), words.textMissing)

export const fundingForm = z.object({
  deed: z.literal('fund'),
  seen: seenField,
  source,
  amount: fenField,
  document: textField(120, words.textLong(120)),
})
export type FundingDraft = Pick<z.infer<typeof fundingForm>, 'source' | 'amount' | 'document'>

/** A line of funding that was written by mistake. */
const number = wholeField({ from: 1, to: 99_999, wrong: words.textMissing })
export const unfundForm = z.object({ deed: z.literal('unfund'), seen: seenField, number })

export const paymentForm = z.object({
  deed: z.literal('pay'),
  seen: seenField,
  contract: textField(60, words.textLong(60)),
  payee: textField(60, words.textLong(60), words.textMissing),
  /** Negative where money came back. */
  amount: signedFenField.check(z.refine((fen) => fen !== 0, words.notZero)),
  paidOn: dayField,
})
export type PaymentDraft = Pick<z.infer<typeof paymentForm>, 'contract' | 'payee' | 'amount' | 'paidOn'>

export const variationForm = z
  .object({
    deed: z.literal('vary'),
    seen: seenField,
    contract,
    amount: signedFenField,
    days: wholeField({ from: -3650, to: 3650, wrong: words.days, empty: 0 }),
    agreedOn: dayField,
    why: whyField,
  })
  .check((payload) => {
    if (payload.value.amount === 0 && payload.value.days === 0)
      payload.issues.push({ code: 'custom', path: ['amount'], message: words.variationNothing, input: 0 })
  })
export type VariationDraft = Pick<z.infer<typeof variationForm>, 'contract' | 'amount' | 'days' | 'agreedOn' | 'why'>

const document = z.string().check(z.minLength(1), z.maxLength(64))

/** Show a paper or photo to everybody, keep it inside, or take it away. */
export const documentDeedForm = z.object({
  deed: z.enum(['show', 'hide', 'remove']),
  document,
})

/** A paper or a photo that comes. */
export const addDocumentForm = z.object({
  kind: z.enum(['document', 'photo']),
  title: textField(60, words.textLong(60), words.textMissing),
  day: dayField,
  published: tickField,
})
export type DocumentDraft = z.infer<typeof addDocumentForm>
