import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Actor } from '~/people'
import type { AuditFact } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import type { PricedDraft } from './section-fee-rules'
import type { SchoolFrame } from './section-rules'
import { insertSection, type NewSection, writeStep } from './section-writes.server'

interface OwnSection extends Omit<NewSection, 'createdBy' | 'stage'> {
  draft: PricedDraft
  frame: SchoolFrame
}

/**
 * Writes a section that a school opens itself: proposal and review in one, and both are recorded.
 * @returns its id and course, and the entries that the caller writes into the record last.
 */
export const insertOwnSection = async (
  context: Context,
  tx: Tx,
  actor: Actor,
  { draft, frame, ...more }: OwnSection,
): Promise<{ id: string; course: string; facts: AuditFact[] }> => {
  const { store, district } = context
  const { section } = store.tables
  const id = await insertSection(context, tx, draft, frame, { ...more, createdBy: actor.account, stage: 'approved' })
  await writeStep(context, tx, { section: id, after: 0, step: 'proposed', actor: actor.account })
  await writeStep(context, tx, { section: id, after: 1, step: 'approved', actor: actor.account })
  const [row] = await tx
    .select({ course: section.course })
    .from(section)
    .where(and(eq(section.district, district), eq(section.id, id)))
  const about = { actor: actor.account, subject: `section:${id}` }
  return {
    id,
    course: row?.course ?? '',
    facts: [
      { ...about, action: 'section.created', ...(more.copiedFrom ? { detail: { copiedFrom: more.copiedFrom } } : {}) },
      { ...about, action: 'section.approved' },
    ],
  }
}
