import type { Tx } from '#db/store'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import { refuse } from '~/shared/refusal'
import { applyImport, discardImport, loadImport, type Progress } from '~/shared/sheet/imports.server'
import { requireOfficer } from '../projects/project-record.server'
import { fileWords, logWords } from './oc4ids-words'
import type { JsonObject } from './plain-json'
import { type PreparedOc4ids, prepareOc4ids } from './prepare-oc4ids.server'
import { OC4IDS_IMPORTS, type Oc4idsSeen, type OpenContext } from './preview-oc4ids.server'
import { writeRecord } from './write-records.server'

/**
 * 照这样办: writes what the import showed, in one transaction with 留痕 and audit: all of it or nothing. Where any of
 * its projects moved since it was seen, nothing is written and the import fails with CONFLICT.
 * Refuses FORBIDDEN, NOT_FOUND, WRONG_IMPORT_STATE, SHEET_WRONG_LINES.
 */
export const applyOc4ids = async (context: OpenContext, actor: Actor, id: string): Promise<void> => {
  requireOfficer(actor)
  const one = await loadImport(context, id, OC4IDS_IMPORTS)
  if (one.state !== 'ready') throw refuse('WRONG_IMPORT_STATE')
  const seen = one.summary as Oc4idsSeen
  if (seen.wrong > 0) throw refuse('SHEET_WRONG_LINES')
  await applyImport<JsonObject>(context, id, async (tx, projects, progress) => {
    // One moment for all that is written: what is kept of a file is held against it.
    const now = context.clock.now()
    const held = { ...context, clock: { now: () => now } }
    const { district } = context.store.tables
    // Two imports come one after the other, and a new project of somebody else before or after.
    await tx.lock({ district: district.id, key: district.id }, context.district, [context.district])
    const prepared = await prepareOc4ids(held, tx, projects)
    if (prepared.fingerprint !== seen.fingerprint) throw refuse('CONFLICT')
    if (seen.counts.fresh + seen.counts.changed === 0) return seen
    await writeAll(held, tx, { prepared, by: actor.account, file: one.fileName }, progress)
    const { fresh, changed, same } = seen.counts
    await writeAudit(held, tx, [
      {
        actor: actor.account,
        action: 'projects.imported',
        subject: `import:${id}`,
        detail: { format: 'oc4ids', fresh, changed, same },
      },
    ])
    return seen
  })
}

const writeAll = async (
  context: OpenContext,
  tx: Tx,
  { prepared, by, file }: { prepared: PreparedOc4ids; by: string; file: string },
  progress: Progress,
): Promise<void> => {
  const { store, district } = context
  const { taken, streets, before } = prepared
  if (streets.length > 0) await tx.insert(store.tables.street).values(streets.map((one) => ({ ...one, district })))
  for (const [i, { id, after, title }] of taken.entries()) {
    if (!after) continue
    const was = before.get(id) ?? null
    const log = was ? logWords.changed(title) : logWords.fresh(title)
    const change = { before: was, after, whyDates: fileWords.why, title: log, reason: logWords.reason(file) }
    await writeRecord(context, tx, change, by)
    progress(i + 1, taken.length)
  }
}

/** Puts an import away. Refuses FORBIDDEN, NOT_FOUND. */
export const discardOc4ids = async (context: OpenContext, actor: Actor, id: string): Promise<void> => {
  requireOfficer(actor)
  await loadImport(context, id, OC4IDS_IMPORTS)
  await discardImport(context, id)
}
