import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { loadTerm } from './load-term.server'
import { priceDraft } from './section-fee.server'
import { pricedErrors } from './section-fee-rules'
import { loadFrame, openSection, type SectionRecord } from './section-record.server'
import type { SectionDraft } from './section-rules'
import {
  type DraftAnswer,
  insertSection,
  requireMove,
  rewriteSection,
  writeStanding,
  writeStep,
} from './section-writes.server'

export interface Proposal {
  /** The school it is for; the teacher teaches there. */
  school: string
  draft: SectionDraft
  /** A proposal of one's own that the school sent back. */
  section?: string | undefined
}

/** A teacher's own: written by them, or taught by them. */
export const isOwnSection = (
  actor: Actor,
  { school, createdBy, instructorAccount }: Pick<SectionRecord, 'school' | 'createdBy' | 'instructorAccount'>,
): boolean => actor.teacherAt.includes(school) && (createdBy === actor.account || instructorAccount === actor.account)

/**
 * 申报: a teacher hands in a course, or hands in again one that the school sent back.
 * @returns the section, or what has to be changed first.
 * Refuses FORBIDDEN (not a teacher of the school, not one's own), SECTION_UNKNOWN, WRONG_STATE, NOT_FOUND (no term).
 */
export const proposeSection = async (
  context: Context,
  actor: Actor,
  { school, draft, section: again }: Proposal,
): Promise<DraftAnswer> => {
  if (!actor.teacherAt.includes(school)) throw refuse('FORBIDDEN')
  const now = await loadTerm(context)
  if (!now) throw refuse('NOT_FOUND')
  const priced = await priceDraft(context, draft)
  return context.store.transaction(async (tx): Promise<DraftAnswer> => {
    const before = again === undefined ? undefined : await openSection(context, tx, again)
    if (before && (before.school !== school || !isOwnSection(actor, before))) throw refuse('FORBIDDEN')
    const move = requireMove(before?.stage ?? 'draft', 'propose')
    const frame = await loadFrame(context, tx, { school, term: before?.term ?? now.id })
    const errors = pricedErrors(priced, frame)
    if (Object.keys(errors).length > 0) return { ok: false, errors }
    const id = before
      ? before.id
      : await insertSection(context, tx, priced, frame, {
          school,
          term: now.id,
          createdBy: actor.account,
          stage: move.to,
        })
    if (before) {
      await rewriteSection(context, tx, before, priced, frame, actor.account)
      await writeStanding(context, tx, id, move.to, null)
    }
    await writeStep(context, tx, { section: id, after: before?.lastStep ?? 0, step: move.step, actor: actor.account })
    await writeAudit(context, tx, [
      { actor: actor.account, action: before ? 'section.changed' : 'section.created', subject: `section:${id}` },
    ])
    return { ok: true, section: id }
  })
}
