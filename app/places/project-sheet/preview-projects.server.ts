import { createHash } from 'node:crypto'
import type { Db } from '#db/store'
import type { Actor } from '~/people'
import { refuse } from '~/shared/refusal'
import { type ReadIn, startImport } from '~/shared/sheet/imports.server'
import type { SheetTable, UploadedFile } from '~/shared/sheet/sheet'
import type { OpenContext } from '../open-data/preview-oc4ids.server'
import { requireOfficer } from '../projects/project-record.server'
import type { ProjectCells, StandingProject } from './project-columns'
import { previewWords as words } from './project-sheet-words'
import { type LineKind, type LineOutcome, readLines, readTables, type SheetLine } from './sheet-line-rules'
import { loadSheetWorld } from './sheet-world.server'

/** More lines than any district builds. */
const MOST_PROJECTS = 500
export const PROJECT_IMPORTS = ['projects'] as const

export interface SheetCounts {
  fresh: number
  changed: number
  same: number
  wrong: number
}

/** A line as its page shows it. */
export interface SeenLine {
  line: number
  kind: LineKind
  cells: ProjectCells
  before: ProjectCells
  errors: LineOutcome['errors']
}

/** What the page of an import shows. */
export interface ProjectsSeen {
  counts: SheetCounts
  lines: SeenLine[]
  ignored: string[]
  /** What the difference is, and from which state. */
  fingerprint: string
}

export interface PreparedProjects {
  outcomes: LineOutcome[]
  standing: ReadonlyMap<string, StandingProject>
  fingerprint: string
}

/** What the lines do now: worked out for the page, and again inside the transaction that writes them. */
export const prepareProjects = async (
  context: OpenContext,
  db: Db,
  lines: readonly SheetLine[],
): Promise<PreparedProjects> => {
  const { frame, standing } = await loadSheetWorld(context, db)
  const outcomes = readLines(lines, standing, frame, context.clock.now())
  const byId = new Map(standing.map((one) => [one.record.id, one]))
  const facts = outcomes.map(({ kind, project, before, errors }) => [
    kind,
    project,
    byId.get(project ?? '')?.record.changedAt ?? 0,
    Object.entries(before).sort(([a], [b]) => (a < b ? -1 : 1)),
    errors.map(({ column }) => column),
  ])
  const fingerprint = createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 22)
  return { outcomes, standing: byId, fingerprint }
}

export const countsOf = (outcomes: readonly Pick<LineOutcome, 'kind'>[]): SheetCounts => {
  const many = (kind: LineKind): number => outcomes.filter((one) => one.kind === kind).length
  return { fresh: many('new'), changed: many('changed'), same: many('same'), wrong: many('wrong') }
}

/**
 * 读一遍给我看: reads a list of projects and works out what each line would do. Nothing changes.
 * @returns the id of the import; a file that cannot be read is an import that failed with its sentence.
 * Refuses FORBIDDEN.
 */
export const previewProjects = async (context: OpenContext, actor: Actor, file: UploadedFile): Promise<string> => {
  requireOfficer(actor)
  const facts = { kind: 'projects' as const, school: '', term: '', account: actor.account, files: [file] }
  return startImport<SheetLine>(context, facts, (tables) => readSheetOf(context, tables.flat()))
}

const readSheetOf = async (
  context: OpenContext,
  tables: readonly SheetTable[],
): Promise<ReadIn<SheetLine> & { summary: ProjectsSeen }> => {
  const { lines, missing, ignored } = readTables(tables)
  if (missing.length > 0) throw refuse('SHEET_COLUMNS', { columns: missing.join('、') })
  if (lines.length === 0) throw refuse('SHEET_EMPTY')
  if (lines.length > MOST_PROJECTS) throw refuse('SHEET_TOO_LARGE', { what: words.tooMany(MOST_PROJECTS) })
  const { outcomes, fingerprint } = await prepareProjects(context, context.store.db, lines)
  const seen = outcomes.map(({ line, kind, cells, before, errors }) => ({ line, kind, cells, before, errors }))
  return { rows: lines, summary: { counts: countsOf(outcomes), lines: seen, ignored, fingerprint } }
}
