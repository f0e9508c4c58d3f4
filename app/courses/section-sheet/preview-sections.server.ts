import { type Actor, requireSchool } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { discardImport, importedRows, loadImport, startImport } from '~/shared/sheet/imports.server'
import type { SheetTable, UploadedFile } from '~/shared/sheet/sheet'
import { loadTerm } from '../load-term.server'
import { loadCalendar } from '../school-calendar.server'
import { asSeen, countsOf, readLines, readTables, type SeenLine, type SheetCounts } from './section-sheet-rules'
import { loadSheetWorld } from './sheet-world.server'

/** More lines than any school has courses. */
const MOST_SECTIONS = 500
export const SECTION_IMPORTS = ['sections'] as const

export interface SectionsSummary {
  counts: SheetCounts
  /** Heads of the sheet that nobody asked for. */
  ignored: string[]
  /** Lines that were examples. */
  examples: number
}

type Faults = { reportFault?: (error: unknown) => void }

/**
 * Reads a sheet of sections and keeps what each line would do, for the school to see first. Writes nothing else.
 * @returns the id of the import; a file that cannot be read is an import that failed with its sentence.
 * Refuses FORBIDDEN, NOT_FOUND (no term).
 */
export const previewSections = async (
  context: Context & Faults,
  actor: Actor,
  { school, file }: { school: string; file: UploadedFile },
): Promise<string> => {
  requireSchool(actor, school)
  const term = await loadTerm(context)
  if (!term) throw refuse('NOT_FOUND')
  const where = { school, term: term.id }
  const calendar = await loadCalendar(context, term)
  const read = async (tables: SheetTable[][]): Promise<{ rows: SeenLine[]; summary: SectionsSummary }> => {
    const { lines, missing, ignored } = readTables(tables.flat())
    if (missing.length > 0) throw refuse('SHEET_COLUMNS', { columns: missing.join('、') })
    if (lines.length > MOST_SECTIONS) throw refuse('SHEET_TOO_LARGE', { what: `超过 ${MOST_SECTIONS} 行` })
    const world = await loadSheetWorld(context, context.store.db, where, calendar)
    const outcome = readLines(lines, world)
    if (outcome.lines.length === 0) throw refuse('SHEET_EMPTY')
    const rows = outcome.lines.map(asSeen)
    return { rows, summary: { counts: countsOf(rows), ignored, examples: outcome.examples } }
  }
  return startImport(context, { kind: 'sections', ...where, account: actor.account, files: [file] }, read)
}

/** The import with its lines, as the school that sent it sees it. Refuses NOT_FOUND, FORBIDDEN (another school's). */
export const loadSectionsPreview = async (context: Context, actor: Actor, id: string) => {
  const one = await loadImport(context, id, SECTION_IMPORTS)
  requireSchool(actor, one.school)
  const lines = one.state === 'ready' ? await importedRows<SeenLine>(context, context.store.db, id) : []
  return { ...one, lines: lines.map(({ print: _, ...line }) => line) }
}

/** Puts the import away. Refuses NOT_FOUND, FORBIDDEN. */
export const discardSections = async (context: Context, actor: Actor, id: string): Promise<void> => {
  const one = await loadImport(context, id, SECTION_IMPORTS)
  requireSchool(actor, one.school)
  await discardImport(context, id)
}
