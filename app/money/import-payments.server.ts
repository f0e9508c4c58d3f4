import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Db, Tx } from '#db/store'
import type { EnrolmentAnswer } from '~/courses'
import { type Actor, requireSchool } from '~/people'
import { type AuditFact, writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { applyImport, discardImport, importedRows, loadImport, startImport } from '~/shared/sheet/imports.server'
import type { SheetTable, UploadedFile } from '~/shared/sheet/sheet'
import {
  type BankCells,
  type BankLine,
  type BankPupil,
  type BankSummary,
  type BankWorld,
  bankSummaryOf,
  columnsOf,
  missingColumns,
  readBankLines,
  requestsIn,
} from './bank-rules'
import { type DueFacts, loadDueFacts } from './money-facts.server'
import { settleDues } from './post-dues.server'
import { readMoney } from './pupil-money.server'
import { writeMovements } from './record-payment.server'

const MOST_LINES = 20_000
const KINDS = ['bank'] as const

type Faults = { reportFault?: (error: unknown) => void }

interface Where {
  school: string
  term: string
}

/** How a bank's number is kept: each school has a bank of its own, and two banks may use one number. */
export const keptReference = (school: string, reference: string): string => `${school}/${reference}`

const cellsOf = (tables: readonly SheetTable[]): BankCells[] => {
  const table = tables[0]
  if (!table) throw refuse('BANK_COLUMNS', { columns: missingColumns({}).join('、') })
  const columns = columnsOf(table.header)
  const missing = missingColumns(columns)
  if (missing.length > 0) throw refuse('BANK_COLUMNS', { columns: missing.join('、') })
  if (table.rows.length > MOST_LINES) throw refuse('BANK_LONG', { most: MOST_LINES })
  return table.rows.map(({ line, cells }) => {
    const cell = (column: keyof typeof columns): string => {
      const at = columns[column]
      return at === undefined ? '' : (cells[at] ?? '')
    }
    return {
      line,
      day: cell('day'),
      amount: cell('amount'),
      reference: cell('reference'),
      number: cell('number'),
      memo: cell('memo'),
    }
  })
}

/** The school's children, on its roll or with something to pay, with what is due of each. */
const pupilsOf = async (context: Context, facts: DueFacts, school: string): Promise<BankPupil[]> => {
  const { store, district } = context
  const { pupil } = store.tables
  const money = await readMoney(context, store.db, facts, { school })
  const away = [...new Set(money.pairs.map(([id]) => id))]
  const columns = { id: pupil.id, name: pupil.name, studentNumber: pupil.studentNumber }
  const onRoll = await store.db
    .select(columns)
    .from(pupil)
    .where(and(eq(pupil.district, district), eq(pupil.school, school)))
  const owing = await store.db
    .select(columns)
    .from(pupil)
    .where(and(eq(pupil.district, district), store.among(pupil.id, away)))
  const all = new Map([...onRoll, ...owing].map((one) => [one.id, one]))
  return [...all.values()].map((one) => {
    const { chargeFen, exemptedFen } = money.of(one.id, school)
    return { ...one, dueFen: chargeFen - exemptedFen }
  })
}

const requestsOf = async (
  { store, district }: Context,
  references: readonly string[],
): Promise<Map<string, string[]>> => {
  const { enrolmentRequest } = store.tables
  if (references.length === 0) return new Map()
  const rows = await store.db
    .select({ reference: enrolmentRequest.reference, answer: enrolmentRequest.answer })
    .from(enrolmentRequest)
    .where(and(eq(enrolmentRequest.district, district), store.among(enrolmentRequest.reference, references)))
  return new Map(
    rows.map(({ reference, answer }) => [
      reference,
      [...new Set((answer as EnrolmentAnswer).lines.map(({ pupil }) => pupil))],
    ]),
  )
}

/** What is recorded under these numbers of a school's bank. */
const recordedUnder = async (
  { store, district }: Context,
  db: Db,
  school: string,
  references: readonly string[],
): Promise<BankWorld['recorded']> => {
  const { payment } = store.tables
  const kept = new Map(references.map((reference) => [keptReference(school, reference), reference]))
  if (kept.size === 0) return new Map()
  const rows = await db
    .select({ reference: payment.bankReference, amountFen: payment.amountFen, pupil: payment.pupil })
    .from(payment)
    .where(and(eq(payment.district, district), store.among(payment.bankReference, [...kept.keys()])))
  return new Map(rows.map(({ reference, amountFen, pupil }) => [kept.get(reference ?? '') ?? '', { amountFen, pupil }]))
}

/** What the lines of a file are, held against the school as it stands. Reads only. */
export const readBank = async (
  context: Context,
  { school, term }: Where,
  tables: readonly SheetTable[],
): Promise<BankLine[]> => {
  const cells = cellsOf(tables)
  const facts = await loadDueFacts(context, term)
  return readBankLines(cells, {
    today: dayOf(context.clock.now()),
    pupils: await pupilsOf(context, facts, school),
    requests: await requestsOf(context, [...new Set(cells.flatMap(({ memo }) => requestsIn(memo)))]),
    recorded: await recordedUnder(
      context,
      context.store.db,
      school,
      cells.map(({ reference }) => reference),
    ),
  })
}

/**
 * Takes in a bank's file to be looked at; nothing counts yet. Refuses FORBIDDEN, NOT_FOUND (term). A file that cannot be
 * read is an import that failed. @returns the id of the import
 */
export const startBankImport = async (
  context: Context & Faults,
  actor: Actor,
  { school, term, file }: Where & { file: UploadedFile },
): Promise<string> => {
  requireSchool(actor, school)
  await loadDueFacts(context, term)
  return startImport<BankLine>(
    context,
    { kind: 'bank', school, term, account: actor.account, files: [file] },
    async ([tables = []]) => {
      const rows = await readBank(context, { school, term }, tables)
      return { rows, summary: bankSummaryOf(rows) }
    },
  )
}

/** An import of the actor's own school. Refuses NOT_FOUND, FORBIDDEN. */
const ownImport = async (context: Context, actor: Actor, id: string) => {
  const row = await loadImport(context, id, KINDS)
  requireSchool(actor, row.school)
  return row
}

/** The preview of an import: how it stands, and its lines while nobody has applied it. Refuses NOT_FOUND, FORBIDDEN. */
export const loadBankImport = async (context: Context, actor: Actor, id: string) => {
  const row = await ownImport(context, actor, id)
  const lines = row.state === 'ready' ? await importedRows<BankLine>(context, context.store.db, id) : []
  return { ...row, summary: row.summary as Partial<BankSummary> & { sentence?: string; skipped?: number }, lines }
}

/**
 * Records the matched lines of an import, in the caller's transaction. A number that was recorded since is left out.
 * @returns what was recorded, and what the record has to say of it
 */
export const recordBankLines = async (
  context: Context,
  tx: Tx,
  facts: DueFacts,
  { school, actor, lines }: { school: string; actor: string; lines: readonly BankLine[] },
): Promise<{ recorded: number; skipped: number; fen: number; facts: AuditFact[] }> => {
  const matched = lines.flatMap(({ kind, pupil, ...line }) =>
    kind === 'matched' && pupil !== null ? [{ ...line, pupil }] : [],
  )
  const pupils = matched.map(({ pupil }) => pupil)
  const settled = pupils.length > 0 ? await settleDues(context, tx, facts, pupils) : []
  // Two files with one line may be applied at the same time: only now, behind the locks, is it sure.
  const known = await recordedUnder(
    context,
    tx,
    school,
    matched.map(({ reference }) => reference),
  )
  const fresh = matched.filter(({ reference }) => !known.has(reference))
  await writeMovements(
    context,
    tx,
    fresh.map(({ pupil, amountFen, day, reference }) => ({
      id: randomUUID(),
      pupil,
      school,
      term: facts.term.id,
      amountFen,
      method: 'bank_file' as const,
      bankReference: keptReference(school, reference),
      paidOn: day,
      actor,
    })),
  )
  const fen = fresh.reduce((sum, { amountFen }) => sum + amountFen, 0)
  return { recorded: fresh.length, skipped: matched.length - fresh.length, fen, facts: settled }
}

/**
 * Records every matched line of a file that was looked at, all or none.
 * Refuses NOT_FOUND, FORBIDDEN, BANK_WRONG_LINES (a line is wrong), BANK_LARGE (far more than due, and not `sure`),
 * WRONG_IMPORT_STATE (applied already).
 */
export const applyBankImport = async (
  context: Context & Faults,
  actor: Actor,
  { id, sure }: { id: string; sure: boolean },
): Promise<void> => {
  const { school, term, state, summary } = await ownImport(context, actor, id)
  if (state !== 'ready') throw refuse('WRONG_IMPORT_STATE')
  const { wrong, large } = summary as BankSummary
  if (wrong > 0) throw refuse('BANK_WRONG_LINES')
  if (large > 0 && !sure) throw refuse('BANK_LARGE')
  const facts = await loadDueFacts(context, term)
  await applyImport<BankLine>(context, id, async (tx, lines) => {
    const done = await recordBankLines(context, tx, facts, { school, actor: actor.account, lines })
    await writeAudit(context, tx, [
      ...done.facts,
      {
        actor: actor.account,
        action: 'money.imported',
        subject: `import:${id}`,
        detail: { term, school, recorded: done.recorded, fen: done.fen },
      },
    ])
    return { ...(summary as BankSummary), matched: done.recorded, matchedFen: done.fen, skipped: done.skipped }
  })
}

/** Puts a file away that nobody wants. Refuses NOT_FOUND, FORBIDDEN. */
export const discardBankImport = async (context: Context, actor: Actor, id: string): Promise<void> => {
  await ownImport(context, actor, id)
  await discardImport(context, id)
}
