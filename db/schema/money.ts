import { sql } from 'drizzle-orm'
import type { Kit } from '../columns'
import type { peopleTables } from './people'

/** What a family owes (`due`), what a school earned (`fees`) or waived (`exempted`), and what came in (`cash`). */
export type LedgerAccount = 'due' | 'fees' | 'exempted' | 'cash'
export type LedgerEntryKind = 'charge' | 'exemption' | 'payment' | 'refund'

/** Money in whole 分: a double-entry ledger and what stands behind its entries. Nothing here is ever changed or deleted. */
export const moneyTables = (kit: Kit, { pupil }: Pick<ReturnType<typeof peopleTables>, 'pupil'>) => {
  const { table, text, int, time, primaryKey, foreignKey, index, uniqueIndex, check } = kit

  const ledgerEntry = table(
    'ledger_entry',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      kind: text('kind').$type<LedgerEntryKind>().notNull(),
      term: text('term').notNull(),
      school: text('school').notNull(),
      pupil: text('pupil').notNull(),
      /** Of a charge; null otherwise. */
      section: text('section'),
      /** What stands behind it, as the statement says it. */
      memo: text('memo').notNull(),
      /** Account id; '' when the system posted by itself. */
      actor: text('actor').notNull(),
      /** The business day it counts on. */
      day: text('day').notNull(),
      at: time('at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      index('ledger_entry_of_pupil').on(t.district, t.pupil, t.term),
      index('ledger_entry_of_school').on(t.district, t.school, t.term),
      foreignKey({ columns: [t.district, t.pupil], foreignColumns: [pupil.district, pupil.id] }),
    ],
  )

  /** The sides of an entry; their sum is 0. */
  const ledgerLine = table(
    'ledger_line',
    {
      district: text('district').notNull(),
      entry: text('entry').notNull(),
      number: int('number').notNull(),
      account: text('account').$type<LedgerAccount>().notNull(),
      /** The pupil of `due`, the school of the others. */
      owner: text('owner').notNull(),
      /** Positive debits, negative credits. */
      amountFen: int('amount_fen').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.entry, t.number] }),
      index('ledger_line_of_account').on(t.district, t.account, t.owner),
      foreignKey({ columns: [t.district, t.entry], foreignColumns: [ledgerEntry.district, ledgerEntry.id] }),
      check('ledger_line_not_zero', sql`${t.amountFen} <> 0`),
    ],
  )

  /** 减免 of one child in one term. */
  const exemption = table(
    'exemption',
    {
      district: text('district').notNull(),
      pupil: text('pupil').notNull(),
      term: text('term').notNull(),
      /** 1–100: the share of every charge that is waived. */
      percent: int('percent').notNull(),
      /** Why the child is entitled to it, from the closed list of the district. */
      basis: text('basis').notNull(),
      /** The paper it rests on. */
      document: text('document').notNull(),
      requestedBy: text('requested_by').notNull(),
      /** Another of the two named staff; null while it waits. */
      approvedBy: text('approved_by'),
      endedAt: time('ended_at'),
      at: time('at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.pupil, t.term, t.at] }),
      foreignKey({ columns: [t.district, t.pupil], foreignColumns: [pupil.district, pupil.id] }),
      check('exemption_percent', sql`${t.percent} between 1 and 100`),
    ],
  )

  /** The two named staff of a school who see its exemptions. */
  const exemptionKeeper = table(
    'exemption_keeper',
    {
      district: text('district').notNull(),
      school: text('school').notNull(),
      /** 1 or 2. */
      seat: int('seat').notNull(),
      account: text('account').notNull(),
      namedBy: text('named_by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.school, t.seat] }),
      uniqueIndex('exemption_keeper_once').on(t.district, t.school, t.account),
      check('exemption_keeper_two', sql`${t.seat} in (1, 2)`),
    ],
  )

  /** Money that came in or went back, marked by hand or read from a bank's file. */
  const payment = table(
    'payment',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      /** Its entry in the ledger: one each. */
      entry: text('entry').notNull(),
      pupil: text('pupil').notNull(),
      school: text('school').notNull(),
      term: text('term').notNull(),
      /** Positive came in, negative went back. */
      amountFen: int('amount_fen').notNull(),
      method: text('method').$type<'cash' | 'transfer' | 'bank_file'>().notNull(),
      /** The bank's own number of the movement; null by hand. Read in twice, it counts once. */
      bankReference: text('bank_reference'),
      paidOn: text('paid_on').notNull(),
      recordedBy: text('recorded_by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      uniqueIndex('payment_bank_reference').on(t.district, t.bankReference),
      index('payment_of_pupil').on(t.district, t.pupil, t.term),
      foreignKey({ columns: [t.district, t.entry], foreignColumns: [ledgerEntry.district, ledgerEntry.id] }),
    ],
  )

  return { ledgerEntry, ledgerLine, exemption, exemptionKeeper, payment }
}
