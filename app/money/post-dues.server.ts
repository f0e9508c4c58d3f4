import { randomUUID } from 'node:crypto'
import { and, asc, eq, gt } from 'drizzle-orm'
import type { Db, Tx } from '#db/store'
import { type AuditFact, writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { DAY_MS, dayOf } from '~/shared/day'
import { balanced, chargeEntry, exemptionEntry, type LedgerSides } from './ledger-rules'
import {
  type DueFacts,
  loadDueFacts,
  readDueLines,
  readExemptPercents,
  readPosted,
  termsOfMoney,
} from './money-facts.server'
import { memos } from './money-words'
import { shareOf } from './refund-rules'

export interface NewEntry {
  sides: LedgerSides
  term: string
  school: string
  pupil: string
  section: string | null
  memo: string
  /** '' when the system posts by itself. */
  actor: string
  day: string
}

/** Writes entries that balance. @returns their ids. Throws UnbalancedEntryError before anything is written. */
export const writeEntries = async (context: Context, tx: Tx, entries: readonly NewEntry[]): Promise<string[]> => {
  const { store, district, clock } = context
  const made = entries.map(({ sides, ...entry }) => ({ ...entry, ...balanced(sides), id: randomUUID() }))
  await tx.writeMany(
    store.tables.ledgerEntry,
    made.map(({ lines: _, ...entry }) => ({ ...entry, district, at: clock.now() })),
  )
  await tx.writeMany(
    store.tables.ledgerLine,
    made.flatMap(({ id: entry, lines }) => lines.map((line, i) => ({ ...line, district, entry, number: i + 1 }))),
  )
  return made.map(({ id }) => id)
}

const add = (sums: Map<string, number>, key: string, fen: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + fen)
}

/** The entries that are missing so that the ledger holds what should stand against these pupils in a term. */
export const missingDues = async (
  context: Context,
  db: Db,
  facts: DueFacts,
  pupils: readonly string[],
): Promise<NewEntry[]> => {
  const lines = await readDueLines(context, db, facts, { pupils })
  const percents = await readExemptPercents(context, db, facts.term.id, { pupils })
  const posted = await readPosted(context, db, facts.term.id, { pupils })
  const places = new Map(lines.map((line) => [JSON.stringify([line.pupil, line.school, line.section]), line]))
  const charges = new Map<string, number>()
  const waived = new Map<string, number>()
  for (const { pupil, school, section, chargeFen } of lines)
    add(charges, JSON.stringify([pupil, school, section]), chargeFen)
  const sums = new Map<string, number>()
  for (const { pupil, school, chargeFen } of lines) add(sums, JSON.stringify([pupil, school]), chargeFen)
  for (const [key, sum] of sums) {
    const [pupil = ''] = JSON.parse(key) as string[]
    waived.set(key, shareOf(sum, percents.get(pupil) ?? 0))
  }
  for (const { pupil, school, kind, section, fen } of posted) {
    if (kind === 'charge') add(charges, JSON.stringify([pupil, school, section]), -fen)
    if (kind === 'exemption') add(waived, JSON.stringify([pupil, school]), fen)
  }
  const common = { term: facts.term.id, actor: '', day: dayOf(context.clock.now()) }
  const missing: NewEntry[] = []
  for (const [key, fen] of charges) {
    if (fen === 0) continue
    const [pupil = '', school = '', section = ''] = JSON.parse(key) as string[]
    const memo = places.get(key)?.title ?? ''
    missing.push({ ...common, sides: chargeEntry({ pupil, school }, fen), school, pupil, section, memo })
  }
  for (const [key, fen] of waived) {
    if (fen === 0) continue
    const [pupil = '', school = ''] = JSON.parse(key) as string[]
    const sides = exemptionEntry({ pupil, school }, fen)
    missing.push({ ...common, sides, school, pupil, section: null, memo: memos.exemption })
  }
  return missing
}

/**
 * Locks the pupils and posts what is missing for them, within the transaction of a money verb.
 * @returns what the record has to say of it, for the verb's own `writeAudit` at its end.
 */
export const settleDues = async (
  context: Context,
  tx: Tx,
  facts: DueFacts,
  pupils: readonly string[],
): Promise<AuditFact[]> => {
  const { pupil } = context.store.tables
  const ids = [...new Set(pupils)].sort()
  await tx.lock({ district: pupil.district, key: pupil.id }, context.district, ids)
  const missing = await missingDues(context, tx, facts, ids)
  if (missing.length === 0) return []
  await writeEntries(context, tx, missing)
  const [only, another] = ids
  const subject = only && !another ? `pupil:${only}` : `term:${facts.term.id}`
  return [{ actor: '', action: 'money.dues-posted', subject, detail: { entries: missing.length } }]
}

const PUPILS_A_TRANSACTION = 50

/** Pupils with a place that costs something, in order; the portion after one of them. */
const pupilsWithFees = async (
  { store, district }: Context,
  term: string,
  { after, most }: { after: string; most: number },
): Promise<string[]> => {
  const { enrolment } = store.tables
  const rows = await store.db
    .selectDistinct({ pupil: enrolment.pupil })
    .from(enrolment)
    .where(
      and(
        eq(enrolment.district, district),
        gt(enrolment.pupil, after),
        eq(enrolment.term, term),
        gt(enrolment.feeFen, 0),
      ),
    )
    .orderBy(asc(enrolment.pupil))
    .limit(most)
  return rows.map(({ pupil }) => pupil)
}

const postFor = async (context: Context, facts: DueFacts, pupils: readonly string[]): Promise<number> => {
  let posted = 0
  for (let i = 0; i < pupils.length; i += PUPILS_A_TRANSACTION) {
    const some = pupils.slice(i, i + PUPILS_A_TRANSACTION)
    // Looked at first without a lock: mostly nothing is missing, and nobody has to wait.
    const missing = await missingDues(context, context.store.db, facts, some)
    const concerned = [...new Set(missing.map(({ pupil }) => pupil))]
    if (concerned.length === 0) continue
    await context.store.transaction(async (tx) => {
      const told = await settleDues(context, tx, facts, concerned)
      await writeAudit(context, tx, told)
    })
    posted += missing.length
  }
  return posted
}

const PORTION = 200

/**
 * Brings the ledger of a term up to what enrolments, rules and exemptions say: posts the differences, and nothing where
 * there is none. Safe at any time, any number of times.
 * @param pupils everybody with a fee when left out. @returns how many entries were posted
 */
export const postDues = async (
  context: Context,
  { term, pupils }: { term: string; pupils?: readonly string[] },
): Promise<number> => {
  const facts = await loadDueFacts(context, term)
  if (pupils) return postFor(context, facts, pupils)
  let posted = 0
  for (let after = ''; ; ) {
    const some = await pupilsWithFees(context, term, { after, most: PORTION })
    posted += await postFor(context, facts, some)
    const last = some.at(-1)
    if (some.length < PORTION || !last) return posted
    after = last
  }
}

/** A term that is over so long is closed: only a money verb still moves it. */
const OVER_MS = 60 * DAY_MS

/**
 * The tick's part: one portion of pupils at a time, term after term, then from the beginning. The work of one call is
 * bounded whatever the size of the district.
 */
export const openDuesChore = (context: Context): (() => Promise<void>) => {
  let at = { term: '', after: '' }
  return async () => {
    const alive = dayOf(context.clock.now() - OVER_MS)
    const terms = (await termsOfMoney(context)).filter(({ endsOn }) => endsOn >= alive)
    const term = terms.find(({ id }) => id === at.term) ?? terms[0]
    if (!term) return
    const after = term.id === at.term ? at.after : ''
    const some = await pupilsWithFees(context, term.id, { after, most: PORTION })
    await postFor(context, await loadDueFacts(context, term.id), some)
    const last = some.at(-1)
    const next = terms[(terms.indexOf(term) + 1) % terms.length] ?? term
    at = some.length < PORTION || !last ? { term: next.id, after: '' } : { term: term.id, after: last }
  }
}
