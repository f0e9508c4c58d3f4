import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { addDays, dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { isLarge, MOST_FEN, yuanOf } from './amount-rules'
import { paymentEntry, refundEntry } from './ledger-rules'
import { loadDueFacts } from './money-facts.server'
import type { PaymentInput, RefundInput } from './money-form'
import { memos, formWords as words } from './money-words'
import { settleDues, writeEntries } from './post-dues.server'
import { pupilOfSchool, readMoney } from './pupil-money.server'

export type MoneyAnswer = { ok: true } | { ok: false; errors: Record<string, string> }

const no = (field: string, sentence: string): MoneyAnswer => ({ ok: false, errors: { [field]: sentence } })

const EARLIEST_DAYS = 731

/** Why a day cannot be the one on which money moved. */
export const dayError = (context: Context, day: string): string | undefined => {
  const today = dayOf(context.clock.now())
  if (day > today) return words.dayFuture
  if (day < addDays(today, -EARLIEST_DAYS)) return words.dayLongAgo
  return undefined
}

export interface NewMovement {
  /** The key of the press; one a movement. */
  id: string
  pupil: string
  school: string
  term: string
  /** Positive came in, negative went back. */
  amountFen: number
  method: 'cash' | 'transfer' | 'bank_file'
  bankReference: string | null
  paidOn: string
  actor: string
}

/** Writes movements with their entries. The pupils are locked, and their dues settled. */
export const writeMovements = async (context: Context, tx: Tx, movements: readonly NewMovement[]): Promise<void> => {
  const { store, district, clock } = context
  const entries = await writeEntries(
    context,
    tx,
    movements.map(({ pupil, school, term, amountFen, method, paidOn, actor }) => ({
      sides: amountFen > 0 ? paymentEntry({ pupil, school }, amountFen) : refundEntry({ pupil, school }, -amountFen),
      term,
      school,
      pupil,
      section: null,
      memo: method === 'bank_file' ? memos.bankFile : memos[method],
      actor,
      day: paidOn,
    })),
  )
  await tx.writeMany(
    store.tables.payment,
    movements.map(({ actor, ...movement }, i) => ({
      ...movement,
      district,
      entry: entries[i] ?? '',
      recordedBy: actor,
      at: clock.now(),
    })),
  )
}

/** True when this press was recorded already. Refuses KEY_REUSED when it was about something else. */
const recordedAlready = async ({ store, district }: Context, tx: Tx, wanted: NewMovement): Promise<boolean> => {
  const { payment } = store.tables
  const [row] = await tx
    .select()
    .from(payment)
    .where(and(eq(payment.district, district), eq(payment.id, wanted.id)))
  if (!row) return false
  const same =
    row.pupil === wanted.pupil &&
    row.school === wanted.school &&
    row.term === wanted.term &&
    row.amountFen === wanted.amountFen &&
    row.method === wanted.method &&
    row.paidOn === wanted.paidOn
  if (!same) throw refuse('KEY_REUSED')
  return true
}

/**
 * Marks money that came in by hand. The same key records once. Far more than is due needs `sure`.
 * Refuses FORBIDDEN, NOT_FOUND (no pupil of this school and term), KEY_REUSED. Answers with errors by field.
 */
export const recordPayment = async (context: Context, actor: Actor, input: PaymentInput): Promise<MoneyAnswer> => {
  const { school, term, pupil, amountFen, method, paidOn, key, sure } = input
  requireSchool(actor, school)
  checkAmount(amountFen)
  const wrongDay = dayError(context, paidOn)
  if (wrongDay) return no('paidOn', wrongDay)
  const facts = await loadDueFacts(context, term)
  const movement: NewMovement = {
    id: key,
    pupil,
    school,
    term,
    amountFen,
    method,
    bankReference: null,
    paidOn,
    actor: actor.account,
  }
  return context.store.transaction(async (tx): Promise<MoneyAnswer> => {
    await pupilOfSchool(context, tx, { pupil, school, term })
    const settled = await settleDues(context, tx, facts, [pupil])
    if (await recordedAlready(context, tx, movement)) return { ok: true }
    const { chargeFen, exemptedFen } = (await readMoney(context, tx, facts, { pupils: [pupil] })).of(pupil, school)
    const dueFen = chargeFen - exemptedFen
    const large = isLarge(amountFen, dueFen) && !sure
    if (!large) await writeMovements(context, tx, [movement])
    await writeAudit(context, tx, [
      ...settled,
      ...(large
        ? []
        : [
            {
              actor: actor.account,
              action: 'money.paid' as const,
              subject: `pupil:${pupil}`,
              detail: { term, school, fen: amountFen, method, payment: key },
            },
          ]),
    ])
    return large ? no('amount', words.amountLarge(yuanOf(dueFen))) : { ok: true }
  })
}

/**
 * Marks money that was paid out, never more than the family has in credit. The same key records once.
 * Refuses FORBIDDEN, NOT_FOUND, KEY_REUSED. Answers with errors by field.
 */
export const recordRefund = async (context: Context, actor: Actor, input: RefundInput): Promise<MoneyAnswer> => {
  const { school, term, pupil, amountFen, method, paidOn, key } = input
  requireSchool(actor, school)
  checkAmount(amountFen)
  const wrongDay = dayError(context, paidOn)
  if (wrongDay) return no('paidOn', wrongDay)
  const facts = await loadDueFacts(context, term)
  const movement: NewMovement = {
    id: key,
    pupil,
    school,
    term,
    amountFen: -amountFen,
    method,
    bankReference: null,
    paidOn,
    actor: actor.account,
  }
  return context.store.transaction(async (tx): Promise<MoneyAnswer> => {
    await pupilOfSchool(context, tx, { pupil, school, term })
    const settled = await settleDues(context, tx, facts, [pupil])
    if (await recordedAlready(context, tx, movement)) return { ok: true }
    const { balanceFen } = (await readMoney(context, tx, facts, { pupils: [pupil] })).of(pupil, school)
    const creditFen = Math.max(0, -balanceFen)
    const covered = amountFen <= creditFen
    if (covered) await writeMovements(context, tx, [movement])
    await writeAudit(context, tx, [
      ...settled,
      ...(covered
        ? [
            {
              actor: actor.account,
              action: 'money.refunded' as const,
              subject: `pupil:${pupil}`,
              detail: { term, school, fen: amountFen, method, payment: key },
            },
          ]
        : []),
    ])
    return covered ? { ok: true } : no('amount', words.amountOverCredit(yuanOf(creditFen)))
  })
}

/** The form has looked already; whoever calls otherwise is refused. */
const checkAmount = (fen: number): void => {
  if (!Number.isSafeInteger(fen) || fen <= 0 || fen > MOST_FEN) throw refuse('BAD_REQUEST')
}
