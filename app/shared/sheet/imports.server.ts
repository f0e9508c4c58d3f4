import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, inArray, lt, or } from 'drizzle-orm'
import type { Schema } from '#db/schema/index'
import type { Db, Tx } from '#db/store'
import type { Context } from '../context'
import { Refusal, refuse } from '../refusal'
import { readSheet } from './read-sheet.server'
import type { SheetTable, UploadedFile } from './sheet'

/**
 * The way of a file that is read in: read by a worker, shown before anything happens, applied whole or not at all.
 * What the rows mean is the affair of the room that brings `read` and `write`.
 */

export type ImportRow = Schema['sheetImport']['$inferSelect']
export type ImportKind = ImportRow['kind']

/** Tells how far a long work is. */
export type Progress = (done: number, total: number) => void

interface ImportFacts {
  kind: ImportKind
  /** '' for the whole district. */
  school: string
  term: string
  account: string
}

export interface NewImport extends ImportFacts {
  /** One file, or the files of one package. */
  files: readonly UploadedFile[]
}

export interface ReadIn<Row> {
  rows: readonly Row[]
  /** What the page shows; JSON. */
  summary: object
}

const ROWS_A_PART = 1_000
/** How long a press waits: a small file is done before the page comes. Tests have it wait until the end. */
export const patience = { ms: 1_500 }
const UNSEEN_MS = 24 * 3_600_000
/** No import takes as long as this: its process is gone. */
const STUCK_MS = 15 * 60_000

/** How far the imports of this process are; the database only learns of their ends. */
const underWay = new Map<string, { done: number; total: number }>()

/** Works that go on behind people's backs. */
const running = new Set<Promise<void>>()

/** Waits until no file is being read or applied in this process: before the portal closes its database. */
export const importsAtRest = async (): Promise<void> => {
  while (running.size > 0) await Promise.all(running)
}

const progressOf =
  (id: string): Progress =>
  (done, total) => {
    underWay.set(id, { done, total })
  }

type Faults = { reportFault?: (error: unknown) => void }

/** Waits for the work, but no longer than a person likes to; the rest happens behind their back. */
const patiently = async (work: Promise<void>): Promise<void> => {
  running.add(work)
  void work.finally(() => running.delete(work))
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    work,
    new Promise<void>((wake) => {
      timer = setTimeout(wake, patience.ms)
    }),
  ])
  clearTimeout(timer)
}

const mark = async (
  { store, district, clock }: Context,
  db: Db,
  id: string,
  set: Partial<Pick<ImportRow, 'state' | 'summary' | 'done' | 'total'>>,
): Promise<void> => {
  const { sheetImport } = store.tables
  await db
    .update(sheetImport)
    .set({ ...set, changedAt: clock.now() })
    .where(and(eq(sheetImport.district, district), eq(sheetImport.id, id)))
}

const dropParts = async ({ store, district }: Context, tx: Tx, ids: readonly string[]): Promise<void> => {
  const { sheetImportPart } = store.tables
  await tx
    .delete(sheetImportPart)
    .where(and(eq(sheetImportPart.district, district), inArray(sheetImportPart.import, [...ids])))
}

/** A refusal is told to the person; anything else is a fault, reported, and told as one. */
const fail = async (context: Context & Faults, id: string, error: unknown): Promise<void> => {
  if (!(error instanceof Refusal)) context.reportFault?.(error)
  const refusal = error instanceof Refusal ? error : refuse('IMPORT_BROKEN')
  try {
    await context.store.transaction(async (tx) => {
      await dropParts(context, tx, [id])
      await mark(context, tx, id, { state: 'failed', summary: { code: refusal.code, sentence: refusal.message } })
    })
  } catch (fault) {
    // The database cannot be had: nobody waits for this any more, and the tick clears it away later.
    context.reportFault?.(fault)
  }
}

/**
 * Takes a file in: it is read in a worker with limits, then by `read` into rows and a summary, and waits to be seen.
 * Nothing but the import itself is written. A file that cannot be read is an import that failed, with its sentence.
 * @returns the id of the import; it may still be `reading`.
 */
export const startImport = async <Row>(
  context: Context & Faults,
  { files, ...facts }: NewImport,
  read: (tables: SheetTable[][], progress: Progress) => Promise<ReadIn<Row>>,
): Promise<string> => {
  const fileName = files.map(({ name }) => name).join('、')
  return startReading(context, { ...facts, fileName }, async (progress) => {
    const tables: SheetTable[][] = []
    for (const file of files) tables.push(await readSheet(file))
    return read(tables, progress)
  })
}

/**
 * The same for a file that is no sheet: `read` opens it itself.
 * @returns the id of the import; it may still be `reading`.
 */
export const startReading = async <Row>(
  context: Context & Faults,
  facts: ImportFacts & { fileName: string },
  read: (progress: Progress) => Promise<ReadIn<Row>>,
): Promise<string> => {
  const { store, district, clock } = context
  const { sheetImport, sheetImportPart } = store.tables
  const id = randomUUID()
  const now = clock.now()
  await store.transaction(async (tx) => {
    await tx.insert(sheetImport).values({
      ...facts,
      district,
      id,
      state: 'reading',
      done: 0,
      total: 0,
      summary: {},
      at: now,
      changedAt: now,
    })
  })
  const work = async (): Promise<void> => {
    try {
      const { rows, summary } = await read(progressOf(id))
      await store.transaction(async (tx) => {
        const parts = Array.from({ length: Math.ceil(rows.length / ROWS_A_PART) }, (_, number) => ({
          district,
          import: id,
          number,
          rows: rows.slice(number * ROWS_A_PART, (number + 1) * ROWS_A_PART) as unknown[],
        }))
        await tx.writeMany(sheetImportPart, parts)
        await mark(context, tx, id, { state: 'ready', summary, done: rows.length, total: rows.length })
      })
    } catch (error) {
      await fail(context, id, error)
    } finally {
      underWay.delete(id)
    }
  }
  await patiently(work())
  return id
}

/** The import as it stands, with how far it is. Refuses NOT_FOUND; the caller checks whose it is. */
export const loadImport = async ({ store, district }: Context, id: string, kinds: readonly ImportKind[]) => {
  const { sheetImport } = store.tables
  const [row] = await store.db
    .select()
    .from(sheetImport)
    .where(and(eq(sheetImport.district, district), eq(sheetImport.id, id), inArray(sheetImport.kind, [...kinds])))
  if (!row) throw refuse('NOT_FOUND')
  return { ...row, ...underWay.get(id) }
}

/** The latest imports of a school ('' for the district's own). */
export const latestImports = (
  { store, district }: Context,
  school: string,
  kinds: readonly ImportKind[],
  many = 10,
) => {
  const { sheetImport } = store.tables
  return store.db
    .select()
    .from(sheetImport)
    .where(
      and(eq(sheetImport.district, district), eq(sheetImport.school, school), inArray(sheetImport.kind, [...kinds])),
    )
    .orderBy(desc(sheetImport.at))
    .limit(many)
}

/** The rows of an import in their order. */
export const importedRows = async <Row>({ store, district }: Context, db: Db, id: string): Promise<Row[]> => {
  const { sheetImportPart } = store.tables
  const parts = await db
    .select({ rows: sheetImportPart.rows })
    .from(sheetImportPart)
    .where(and(eq(sheetImportPart.district, district), eq(sheetImportPart.import, id)))
    .orderBy(asc(sheetImportPart.number))
  return parts.flatMap(({ rows }) => rows as Row[])
}

/**
 * Applies an import that was seen: `write` runs in one transaction with the rows, and either all of it stands or none.
 * A refusal in `write` (the world moved since it was seen) makes the import a failed one with its sentence.
 * Refuses WRONG_IMPORT_STATE when it is not ready (applied already, by another press).
 */
export const applyImport = async <Row>(
  context: Context & Faults,
  id: string,
  write: (tx: Tx, rows: Row[], progress: Progress) => Promise<object>,
): Promise<void> => {
  const { store, district } = context
  const { sheetImport } = store.tables
  await store.transaction(async (tx) => {
    await tx.lock({ district: sheetImport.district, key: sheetImport.id }, district, [id])
    const [row] = await tx
      .select({ state: sheetImport.state })
      .from(sheetImport)
      .where(and(eq(sheetImport.district, district), eq(sheetImport.id, id)))
    if (row?.state !== 'ready') throw refuse('WRONG_IMPORT_STATE')
    await mark(context, tx, id, { state: 'applying', done: 0 })
  })
  const work = async (): Promise<void> => {
    try {
      await store.transaction(async (tx) => {
        const rows = await importedRows<Row>(context, tx, id)
        const summary = await write(tx, rows, progressOf(id))
        await dropParts(context, tx, [id])
        await mark(context, tx, id, { state: 'applied', summary, done: rows.length, total: rows.length })
      })
    } catch (error) {
      await fail(context, id, error)
    } finally {
      underWay.delete(id)
    }
  }
  await patiently(work())
}

/** Puts an import away that nobody wants: its rows go at once. Safe to press twice. */
export const discardImport = async (context: Context, id: string): Promise<void> => {
  await context.store.transaction(async (tx) => {
    await dropParts(context, tx, [id])
    const { sheetImport } = context.store.tables
    await tx
      .delete(sheetImport)
      .where(
        and(
          eq(sheetImport.district, context.district),
          eq(sheetImport.id, id),
          inArray(sheetImport.state, ['ready', 'failed']),
        ),
      )
  })
}

/**
 * Names of children do not lie about: rows of imports that nobody applied go after a day, and an import whose process
 * died is marked as failed. Called by the tick; safe at any time.
 */
export const clearStaleImports = async (context: Context): Promise<number> => {
  const { store, district, clock } = context
  const { sheetImport } = store.tables
  const stale = await store.db
    .select({ id: sheetImport.id })
    .from(sheetImport)
    .where(
      and(
        eq(sheetImport.district, district),
        or(
          and(eq(sheetImport.state, 'ready'), lt(sheetImport.changedAt, clock.now() - UNSEEN_MS)),
          and(inArray(sheetImport.state, ['reading', 'applying']), lt(sheetImport.changedAt, clock.now() - STUCK_MS)),
        ),
      ),
    )
  for (const { id } of stale.filter((one) => !underWay.has(one.id))) await fail(context, id, refuse('IMPORT_STALE'))
  return stale.length
}
