import { and, eq, ne, sql } from 'drizzle-orm'
import type { Store } from '#db/store'

export interface LedgerReport {
  id: 'I6' | 'I7' | 'I8'
  /** What must hold, in one line. */
  says: string
  checked: number
  /** Ids only; the first of each kind. */
  broken: string[]
}

const MOST_NAMED = 20

/** Checks the ledger of a district on a live database, with reads only. */
export const checkLedger = async (store: Store, district: string): Promise<LedgerReport[]> => {
  const reports = [
    await checkEntries(store, district),
    await checkCharges(store, district),
    await checkPayments(store, district),
  ]
  return reports.map((report) => ({ ...report, broken: report.broken.slice(0, MOST_NAMED) }))
}

/** Every entry sums to 0, and so do all accounts together. */
const checkEntries = async (store: Store, district: string): Promise<LedgerReport> => {
  const { ledgerEntry, ledgerLine } = store.tables
  const sums = await store.db
    .select({
      id: ledgerEntry.id,
      sum: sql<number>`coalesce(sum(${ledgerLine.amountFen}), 0)`.mapWith(Number),
      sides: sql<number>`count(${ledgerLine.number})`.mapWith(Number),
    })
    .from(ledgerEntry)
    .leftJoin(ledgerLine, and(eq(ledgerLine.district, ledgerEntry.district), eq(ledgerLine.entry, ledgerEntry.id)))
    .where(eq(ledgerEntry.district, district))
    .groupBy(ledgerEntry.id)
  const [all] = await store.db
    .select({ sum: sql<number>`coalesce(sum(${ledgerLine.amountFen}), 0)`.mapWith(Number) })
    .from(ledgerLine)
    .where(eq(ledgerLine.district, district))
  const total = all?.sum ?? 0
  return {
    id: 'I6',
    says: 'every entry of the ledger has two sides and sums to 0, and so do the accounts',
    checked: sums.length,
    broken: [
      ...sums.filter(({ sum, sides }) => sum !== 0 || sides < 2).map(({ id }) => `entry ${id}`),
      ...(total === 0 ? [] : [`accounts sum to ${total}`]),
    ],
  }
}

/** What is charged for a place lies between nothing and its fee; waived is never more than charged. */
const checkCharges = async (store: Store, district: string): Promise<LedgerReport> => {
  const { ledgerEntry, ledgerLine, enrolment } = store.tables
  const due = and(
    eq(ledgerLine.district, ledgerEntry.district),
    eq(ledgerLine.entry, ledgerEntry.id),
    eq(ledgerLine.account, 'due'),
  )
  const sum = sql<number>`sum(${ledgerLine.amountFen})`.mapWith(Number)
  const charges = await store.db
    .select({ pupil: ledgerEntry.pupil, section: ledgerEntry.section, sum, fee: enrolment.feeFen })
    .from(ledgerEntry)
    .innerJoin(ledgerLine, due)
    .leftJoin(
      enrolment,
      and(
        eq(enrolment.district, ledgerEntry.district),
        eq(enrolment.pupil, ledgerEntry.pupil),
        eq(enrolment.section, ledgerEntry.section),
      ),
    )
    .where(and(eq(ledgerEntry.district, district), eq(ledgerEntry.kind, 'charge')))
    .groupBy(ledgerEntry.pupil, ledgerEntry.section, enrolment.feeFen)
  const owed = await store.db
    .select({
      pupil: ledgerEntry.pupil,
      term: ledgerEntry.term,
      school: ledgerEntry.school,
      kind: ledgerEntry.kind,
      sum,
    })
    .from(ledgerEntry)
    .innerJoin(ledgerLine, due)
    .where(eq(ledgerEntry.district, district))
    .groupBy(ledgerEntry.pupil, ledgerEntry.term, ledgerEntry.school, ledgerEntry.kind)
  const charged = new Map<string, number>()
  const waived = new Map<string, number>()
  for (const { pupil, term, school, kind, sum: fen } of owed) {
    const key = `${pupil} ${term} ${school}`
    if (kind === 'charge') charged.set(key, fen)
    if (kind === 'exemption') waived.set(key, -fen)
  }
  return {
    id: 'I7',
    says: 'charges lie between 0 and the fee of their place, what is waived between 0 and the charges',
    checked: charges.length,
    broken: [
      ...charges
        .filter(({ sum: fen, fee }) => fen < 0 || fen > (fee ?? 0))
        .map(({ pupil, section }) => `charge of ${pupil} for ${section}`),
      ...[...waived]
        .filter(([key, fen]) => fen < 0 || fen > (charged.get(key) ?? 0))
        .map(([key]) => `exemption of ${key}`),
    ],
  }
}

/** Each payment has one entry of its own that moves the same cash, and each movement of cash has its payment. */
const checkPayments = async (store: Store, district: string): Promise<LedgerReport> => {
  const { ledgerEntry, ledgerLine, payment } = store.tables
  const rows = await store.db
    .select({
      id: payment.id,
      entry: payment.entry,
      pupil: payment.pupil,
      school: payment.school,
      term: payment.term,
      fen: payment.amountFen,
    })
    .from(payment)
    .where(eq(payment.district, district))
  const moved = await store.db
    .select({
      entry: ledgerEntry.id,
      pupil: ledgerEntry.pupil,
      school: ledgerEntry.school,
      term: ledgerEntry.term,
      fen: ledgerLine.amountFen,
    })
    .from(ledgerLine)
    .innerJoin(ledgerEntry, and(eq(ledgerEntry.district, ledgerLine.district), eq(ledgerEntry.id, ledgerLine.entry)))
    .where(and(eq(ledgerLine.district, district), eq(ledgerLine.account, 'cash'), ne(ledgerLine.amountFen, 0)))
  const entries = new Map(moved.map((one) => [one.entry, one]))
  const wrong = rows.filter(({ entry, pupil, school, term, fen }) => {
    const found = entries.get(entry)
    return !found || found.pupil !== pupil || found.school !== school || found.term !== term || found.fen !== fen
  })
  const known = new Set(rows.map(({ entry }) => entry))
  return {
    id: 'I8',
    says: 'payments and the ledger’s movements of cash match one to one',
    checked: rows.length,
    broken: [
      ...wrong.map(({ id }) => `payment ${id}`),
      ...moved.filter(({ entry }) => !known.has(entry)).map(({ entry }) => `entry ${entry}`),
      ...(known.size === rows.length ? [] : ['an entry with two payments']),
    ],
  }
}
