import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { loadTerm } from './load-term.server'
import { insertOwnSection } from './own-section.server'
import { priceDraft } from './section-fee.server'
import { pricedErrors } from './section-fee-rules'
import { findSection, loadFrame } from './section-record.server'
import type { SectionDraft } from './section-rules'
import type { DraftAnswer } from './section-writes.server'

export interface SectionToCreate {
  school: string
  draft: SectionDraft
  /** A section of the school that this is another class of: with the same text they share the course. */
  sisterOf?: string | undefined
}

/**
 * 新开一门课: the school writes a section itself; that is proposal and review in one, and both are recorded.
 * @returns the section, or what has to be changed first. Refuses FORBIDDEN, NOT_FOUND (no term).
 */
export const createSection = async (
  context: Context,
  actor: Actor,
  { school, draft, sisterOf }: SectionToCreate,
): Promise<DraftAnswer> => {
  requireSchool(actor, school)
  const now = await loadTerm(context)
  if (!now) throw refuse('NOT_FOUND')
  const priced = await priceDraft(context, draft)
  return context.store.transaction(async (tx): Promise<DraftAnswer> => {
    const frame = await loadFrame(context, tx, { school, term: now.id })
    const errors = pricedErrors(priced, frame)
    if (Object.keys(errors).length > 0) return { ok: false, errors }
    const sister = sisterOf === undefined ? undefined : await findSection(context, tx, sisterOf)
    const { id, facts } = await insertOwnSection(context, tx, actor, {
      school,
      term: now.id,
      draft: priced,
      frame,
      sisterOf: sister?.school === school && !sister.base ? sister : undefined,
    })
    await writeAudit(context, tx, facts)
    return { ok: true, section: id }
  })
}
