import { z } from 'zod/mini'
import { isDay } from '~/shared/day'
import { fenOf, MOST_FEN } from './amount-rules'
import { exemptionBases } from './exemption-rules'
import { formWords as words } from './money-words'

/** The forms of the school's money pages, for browser and server. */

const id = z.string().check(z.minLength(1), z.maxLength(80))
const key = z.string().check(z.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))

/** 元 as typed → 分, more than nothing. */
const amount = z.pipe(
  z.string(words.amount).check(z.refine((text) => fenOf(text) !== undefined, words.amount)),
  z.pipe(
    z.transform((text: string) => fenOf(text) ?? 0),
    z.number().check(z.gt(0, words.amountNothing), z.lte(MOST_FEN, words.amountHuge)),
  ),
)

const day = z.string(words.day).check(z.refine(isDay, words.day))
const tick = z.pipe(
  z.optional(z.string()),
  z.transform((text) => text === 'on'),
)

const of = { school: id, term: id }

export const paymentForm = z.object({
  ...of,
  act: z.literal('pay'),
  key,
  amount,
  method: z.enum(['cash', 'transfer'], words.method),
  paidOn: day,
  sure: tick,
})

export const refundForm = z.object({
  ...of,
  act: z.literal('refund'),
  key,
  amount,
  method: z.enum(['cash', 'transfer'], words.method),
  paidOn: day,
})

export const requestForm = z.object({
  ...of,
  act: z.literal('request'),
  percent: z.pipe(
    z.string(words.percent).check(z.regex(/^(?:[1-9]\d?|100)$/, words.percent)),
    z.transform((text: string) => Number(text)),
  ),
  basis: z.enum(exemptionBases, words.basis),
  document: z
    .string(words.document)
    .check(z.trim(), z.minLength(1, words.document), z.maxLength(80, words.documentLong)),
})

export const approveForm = z.object({ ...of, act: z.literal('approve') })
export const endForm = z.object({ ...of, act: z.literal('end') })

/** Everything the page of one pupil can be asked for. */
export const pupilForm = z.discriminatedUnion('act', [paymentForm, refundForm, requestForm, approveForm, endForm])

export const keeperForm = z.object({
  school: id,
  seat: z.enum(['1', '2']),
  account: z.string(words.keeper).check(z.minLength(1, words.keeper), z.maxLength(80)),
})

export type PaymentInput = Omit<z.infer<typeof paymentForm>, 'act' | 'amount'> & { amountFen: number; pupil: string }
export type RefundInput = Omit<z.infer<typeof refundForm>, 'act' | 'amount'> & { amountFen: number; pupil: string }
export type RequestInput = Omit<z.infer<typeof requestForm>, 'act'> & { pupil: string }

export const bankFileForm = z.object(of)

export const bankDeedForm = z.object({ act: z.enum(['apply', 'discard']), sure: tick })
