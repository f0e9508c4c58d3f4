import type { Tx } from '#db/store'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { applyImport, loadImport, type Progress } from '~/shared/sheet/imports.server'
import { preparePupils, prepareSchools, prepareStaff } from './prepare-roster.server'
import { linesOf, requireRoster } from './preview-roster.server'
import type { RosterLine } from './roster-rules'
import { manyLeave, type RosterSeen, type RosterSummary } from './roster-summary'
import { rosterWords as words } from './roster-words'
import { writePupils } from './write-pupils.server'
import { writeSchools } from './write-schools.server'
import { writeStaff } from './write-staff.server'

export interface RosterConfirmed {
  /** 先导入没错的: lines with errors are left out, and nobody is made to leave. */
  onlyRight: boolean
  /** 确实有这么多人离校 */
  manyLeave: boolean
}

export type RosterApplied = { ok: true } | { ok: false; errors: Partial<Record<keyof RosterConfirmed, string>> }

/**
 * 确认，办理: writes what the import showed, in one transaction: all of it or nothing. Where the rosters moved since,
 * nothing is written and the import fails with its sentence.
 * @returns done (or under way), or what has to be ticked first. Refuses FORBIDDEN, NOT_FOUND, WRONG_IMPORT_STATE.
 */
export const applyRoster = async (
  context: Context & { reportFault?: (error: unknown) => void },
  actor: Actor,
  { id, confirmed }: { id: string; confirmed: RosterConfirmed },
): Promise<RosterApplied> => {
  const row = await loadImport(context, id, ['roster'])
  requireRoster(actor, row.school)
  if (row.state !== 'ready') throw refuse('WRONG_IMPORT_STATE')
  const { parts } = row.summary as RosterSeen
  if (parts.every(({ right }) => right === 0)) throw refuse('WRONG_IMPORT_STATE')
  if (parts.some(({ wrong }) => wrong > 0) && !confirmed.onlyRight)
    return { ok: false, errors: { onlyRight: words.onlyRightMissing } }
  if (parts.some(manyLeave) && !confirmed.manyLeave) return { ok: false, errors: { manyLeave: words.manyLeaveMissing } }
  await applyImport<RosterLine>(context, id, async (tx, rows, progress) => {
    for (const seen of parts) await writeRoster(context, tx, actor, { seen, rows, progress })
    await writeAudit(
      context,
      tx,
      parts.map((seen) => ({
        actor: actor.account,
        action: 'roster.applied' as const,
        subject: `school:${row.school}`,
        detail: Object.fromEntries([
          ['part', seen.part],
          ['import', id],
          ...seen.groups.map(({ kind, count }) => [kind, count] as const),
        ]),
      })),
    )
    return { parts }
  })
  return { ok: true }
}

interface Writing {
  seen: RosterSummary
  rows: readonly RosterLine[]
  progress: Progress
}

/** Refuses CONFLICT when the difference is not the one that was seen. */
const asSeen = (now: { fingerprint: string }, seen: RosterSummary): void => {
  if (now.fingerprint !== seen.fingerprint) throw refuse('CONFLICT')
}

const writeRoster = async (
  context: Context,
  tx: Tx,
  actor: Actor,
  { seen, rows, progress }: Writing,
): Promise<void> => {
  const { school } = context.store.tables
  const ofPart = rows.filter(({ part }) => part === seen.part)
  if (ofPart.length === 0) return
  const schools = [...new Set(ofPart.map((line) => (line.part === 'schools' ? line.id : line.school)))]
  // Two imports of one school come one after the other.
  await tx.lock({ district: school.district, key: school.id }, context.district, schools)
  const how = { complete: seen.wrong === 0, officer: actor.officer }
  if (seen.part === 'pupils') {
    // Lines that were wrong when they were read are not among the rows.
    const prepared = await preparePupils(context, tx, linesOf('pupils', rows), how)
    asSeen(prepared, seen)
    await writePupils(context, tx, actor, prepared, progress)
  } else if (seen.part === 'staff') {
    const prepared = await prepareStaff(context, tx, linesOf('staff', rows), how)
    const { diff } = prepared
    if (seen.wrong === 0) asSeen(prepared, seen)
    await writeStaff(context, tx, actor, { ...diff, left: seen.wrong === 0 ? diff.left : [] })
  } else {
    const prepared = await prepareSchools(context, tx, linesOf('schools', rows))
    asSeen(prepared, seen)
    await writeSchools(context, tx, prepared.changes)
  }
}
