import { randomUUID } from 'node:crypto'
import type { Tx } from '#db/store'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import { refuse } from '~/shared/refusal'
import { applyImport, discardImport, loadImport, type Progress } from '~/shared/sheet/imports.server'
import { recordDates } from '../open-data/open-record'
import type { OpenContext } from '../open-data/preview-oc4ids.server'
import { type RecordWrite, writeRecord } from '../open-data/write-records.server'
import { movedKinds, titleOfMove } from '../projects/milestone-rules'
import { projectLogWords } from '../projects/project-log-words'
import { requireOfficer } from '../projects/project-record.server'
import { PROJECT_IMPORTS, type PreparedProjects, type ProjectsSeen, prepareProjects } from './preview-projects.server'
import { headOf } from './project-columns'
import { previewWords as words } from './project-sheet-words'
import type { LineOutcome, SheetLine } from './sheet-line-rules'

/**
 * 照这样办: adds and changes the projects of a sheet that was seen, in one transaction with 留痕 and audit: all of them
 * or none. A moved date is one more revision with the line's reason. Where any of the projects moved since, nothing is
 * written and the import fails with CONFLICT.
 * Refuses FORBIDDEN, NOT_FOUND, WRONG_IMPORT_STATE, SHEET_WRONG_LINES.
 */
export const applyProjects = async (context: OpenContext, actor: Actor, id: string): Promise<void> => {
  requireOfficer(actor)
  const one = await loadImport(context, id, PROJECT_IMPORTS)
  if (one.state !== 'ready') throw refuse('WRONG_IMPORT_STATE')
  const seen = one.summary as ProjectsSeen
  if (seen.counts.wrong > 0) throw refuse('SHEET_WRONG_LINES')
  await applyImport<SheetLine>(context, id, async (tx, lines, progress) => {
    const now = context.clock.now()
    const held = { ...context, clock: { now: () => now } }
    const { district } = context.store.tables
    // Two imports come one after the other, and a new project of somebody else before or after.
    await tx.lock({ district: district.id, key: district.id }, context.district, [context.district])
    const prepared = await prepareProjects(held, tx, lines)
    if (prepared.fingerprint !== seen.fingerprint) throw refuse('CONFLICT')
    if (seen.counts.fresh + seen.counts.changed === 0) return seen
    await writeAll(held, tx, { prepared, by: actor.account, file: one.fileName }, progress)
    const { fresh, changed, same } = seen.counts
    await writeAudit(held, tx, [
      {
        actor: actor.account,
        action: 'projects.imported',
        subject: `import:${id}`,
        detail: { format: 'sheet', fresh, changed, same },
      },
    ])
    return seen
  })
}

const writeAll = async (
  context: OpenContext,
  tx: Tx,
  { prepared, by, file }: { prepared: PreparedProjects; by: string; file: string },
  progress: Progress,
): Promise<void> => {
  for (const [i, outcome] of prepared.outcomes.entries()) {
    const write = writeOf(context.district, outcome, prepared, file)
    if (write) await writeRecord(context, tx, write, by)
    progress(i + 1, prepared.outcomes.length)
  }
}

const MOST_NAMED = 4

const writeOf = (
  district: string,
  { after, project, cells, before }: LineOutcome,
  { standing }: PreparedProjects,
  file: string,
): RecordWrite | null => {
  if (!after) return null
  const was = standing.get(project ?? '')?.record ?? null
  const why = cells.why ?? ''
  const fields = Object.keys(before).map((key) => headOf(key as keyof typeof before))
  const { title } = after.record
  const dates = recordDates(after.record)
  const moved = was !== null && movedKinds(recordDates(was), dates).length > 0
  const told = moved
    ? titleOfMove(title, recordDates(was), dates)
    : projectLogWords.facts(title, fields.slice(0, MOST_NAMED))
  return {
    before: was,
    after: was ? after.record : { ...after.record, id: `${district}-${randomUUID().slice(0, 8)}` },
    officer: after.officer,
    whyDates: why,
    title: was ? told : projectLogWords.created(title),
    reason: why === '' ? words.reason(file) : why,
  }
}

/** Puts an import away. Refuses FORBIDDEN, NOT_FOUND. */
export const discardProjects = async (context: OpenContext, actor: Actor, id: string): Promise<void> => {
  requireOfficer(actor)
  await loadImport(context, id, PROJECT_IMPORTS)
  await discardImport(context, id)
}
