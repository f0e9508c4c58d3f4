import * as z from 'zod/mini'
import { PERIOD_NUMBERS, periodErrors, type TypedPeriod } from './afternoon-rules'

/** The afternoon's two forms, as browser and server read them. */

const text = z._default(z.string().check(z.trim(), z.maxLength(40)), '')

const fields = {
  'name-1': text,
  'startsAt-1': text,
  'endsAt-1': text,
  'name-2': text,
  'startsAt-2': text,
  'endsAt-2': text,
  'name-3': text,
  'startsAt-3': text,
  'endsAt-3': text,
}

type PeriodsTyped = Record<keyof typeof fields, string>

/** The periods in the order of their numbers, the empty ones included. */
export const periodsOf = (typed: PeriodsTyped): TypedPeriod[] =>
  PERIOD_NUMBERS.map((number) => ({
    number,
    name: typed[`name-${number}`],
    startsAt: typed[`startsAt-${number}`],
    endsAt: typed[`endsAt-${number}`],
  }))

/** 每天的时段 */
export const periodsForm = z.object({ deed: z.literal('periods'), ...fields }).check((payload) => {
  for (const [field, message] of Object.entries(periodErrors(periodsOf(payload.value))))
    payload.issues.push({ code: 'custom', path: [field], message, input: '' })
})

const kind = z._default(z.enum(['', 'study', 'care']), '')

/** 各班的作业辅导和看护: what runs in each period. */
export const careForm = z.object({ deed: z.literal('care'), 'care-1': kind, 'care-2': kind, 'care-3': kind })

export const afternoonForm = z.discriminatedUnion('deed', [periodsForm, careForm])
