import { createHash } from 'node:crypto'
import type { Db } from '#db/store'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { type ReadIn, startImport } from '~/shared/sheet/imports.server'
import type { SheetTable, UploadedFile } from '~/shared/sheet/sheet'
import { type DemandDiff, type DemandSeen, diffDemand, factsOf, seenOf } from './demand-diff-rules'
import type { DemandKind } from './demand-kinds'
import { type DemandLine, missingHeads, readDemandLines, sheetOfKind } from './demand-line-rules'
import { loadDemandFrame, loadStanding } from './demand-standing.server'

/** What the data are is the bureau's affair alone. Refuses FORBIDDEN. */
export const requireOfficer = (actor: Actor): void => {
  if (!actor.officer) throw refuse('FORBIDDEN')
}

/** What a difference is, in 22 characters. */
export const fingerprintOf = (facts: unknown): string =>
  createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 22)

export interface PreparedDemand extends DemandDiff {
  fingerprint: string
}

/** The difference the lines make now: worked out for the page, and again inside the transaction that writes it. */
export const prepareDemand = async (
  context: Context,
  db: Db,
  kind: DemandKind,
  lines: readonly DemandLine[],
): Promise<PreparedDemand> => {
  const diff = diffDemand(kind, lines, await loadStanding(context, db, kind))
  return { ...diff, fingerprint: fingerprintOf([kind, factsOf(kind, diff.changes)]) }
}

/**
 * 读一遍给我看: reads a sheet of one kind and works out what it would change. Nothing changes.
 * @returns the id of the import; a file that cannot be read is an import that failed with its sentence.
 * Refuses FORBIDDEN.
 */
export const previewDemand = async (
  context: Context & { reportFault?: (error: unknown) => void },
  actor: Actor,
  { kind, file }: { kind: DemandKind; file: UploadedFile },
): Promise<string> => {
  requireOfficer(actor)
  const facts = { kind, school: '', term: '', account: actor.account, files: [file] }
  return startImport<DemandLine>(context, facts, async (tables) => readDemand(context, kind, tables.flat()))
}

const readDemand = async (
  context: Context,
  kind: DemandKind,
  tables: readonly SheetTable[],
): Promise<ReadIn<DemandLine> & { summary: DemandSeen }> => {
  const table = sheetOfKind(kind, tables)
  if (!table) throw refuse('SHEET_EMPTY')
  const missing = missingHeads(kind, table)
  if (missing.length > 0) throw refuse('SHEET_COLUMNS', { columns: missing.join('、') })
  const { db } = context.store
  const frame = await loadDemandFrame(context, db)
  const { lines, errors, extra } = readDemandLines(kind, table, frame)
  if (lines.length + errors.length === 0) throw refuse('SHEET_EMPTY')
  const prepared = await prepareDemand(context, db, kind, lines)
  const all = [...errors, ...prepared.errors].sort((a, b) => a.line - b.line)
  const summary = seenOf(kind, { ...prepared, errors: all }, { extra, fingerprint: prepared.fingerprint, frame })
  return { rows: lines, summary }
}
