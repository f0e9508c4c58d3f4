import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { applyImport, discardImport, loadImport } from '~/shared/sheet/imports.server'
import { recordChange } from '../change-log/record-change.server'
import { countsOf, type DemandSeen } from './demand-diff-rules'
import { type DemandKind, demandKinds } from './demand-kinds'
import type { DemandLine } from './demand-line-rules'
import { kindWords, previewWords as words } from './demand-words'
import { prepareDemand, requireOfficer } from './preview-demand.server'
import { writeDemand } from './write-demand.server'

const logged = { standards: 'standard', catchments: 'catchment' } as const

/** Under which subject of the change log a kind stands. */
export const logSubjectOf = (kind: DemandKind): 'demand' | 'standard' | 'catchment' =>
  kind === 'standards' || kind === 'catchments' ? logged[kind] : 'demand'

/**
 * 照这样改: writes what the import showed, in one transaction with 留痕 and audit: all of it or nothing. Where the data
 * moved since it was seen, nothing is written and the import fails with CONFLICT.
 * @param reason where the numbers come from; 2–200 characters, checked by the form.
 * Refuses FORBIDDEN, NOT_FOUND, WRONG_IMPORT_STATE, SHEET_WRONG_LINES.
 */
export const applyDemand = async (
  context: Context & { reportFault?: (error: unknown) => void },
  actor: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<void> => {
  requireOfficer(actor)
  const one = await loadImport(context, id, demandKinds)
  const kind = one.kind as DemandKind
  if (one.state !== 'ready') throw refuse('WRONG_IMPORT_STATE')
  const seen = one.summary as DemandSeen
  if (seen.wrong > 0) throw refuse('SHEET_WRONG_LINES')
  const { district } = context.store.tables
  await applyImport<DemandLine>(context, id, async (tx, lines, progress) => {
    // Two imports come one after the other: each is held against what stands.
    await tx.lock({ district: district.id, key: district.id }, context.district, [context.district])
    const { changes, fingerprint } = await prepareDemand(context, tx, kind, lines)
    if (fingerprint !== seen.fingerprint) throw refuse('CONFLICT')
    const counts = countsOf(changes)
    if (counts.fresh + counts.changed + counts.removed === 0) return seen
    await writeDemand(context, tx, { kind, changes, by: actor.account }, progress)
    const title = words.logTitle(kindWords[kind].name, words.counts(counts))
    await recordChange(context, tx, {
      subject: logSubjectOf(kind),
      of: kind,
      street: '',
      title,
      reason,
      by: actor.account,
    })
    await writeAudit(context, tx, [
      { actor: actor.account, action: 'demand.imported', subject: `demand:${kind}`, detail: { import: id, ...counts } },
    ])
    return seen
  })
}

/** Puts an import away. Refuses FORBIDDEN, NOT_FOUND. */
export const discardDemand = async (context: Context, actor: Actor, id: string): Promise<void> => {
  requireOfficer(actor)
  await loadImport(context, id, demandKinds)
  await discardImport(context, id)
}
