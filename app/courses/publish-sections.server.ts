import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { findSection, lockSections } from './section-record.server'
import { requireMove, writeStanding, writeStep } from './section-writes.server'

/**
 * 发布: filed sections of the actor's schools go onto the shelf, all of them or none.
 * Refuses SECTION_UNKNOWN, FORBIDDEN (another school's), WRONG_STATE (one is not filed, or published already).
 */
export const publishSections = async (
  context: Context,
  actor: Actor,
  { sections }: { sections: readonly string[] },
): Promise<number> => {
  const ids = [...new Set(sections)].sort()
  if (ids.length === 0) throw refuse('SECTION_UNKNOWN')
  await context.store.transaction(async (tx) => {
    await lockSections(context, tx, ids)
    for (const id of ids) {
      const section = await findSection(context, tx, id)
      if (!section) throw refuse('SECTION_UNKNOWN')
      requireSchool(actor, section.school)
      const { to, step } = requireMove(section.stage, 'publish')
      await writeStanding(context, tx, id, to, section.supplement)
      await writeStep(context, tx, { section: id, after: section.lastStep, step, actor: actor.account })
    }
    await writeAudit(
      context,
      tx,
      ids.map((id) => ({ actor: actor.account, action: 'section.published', subject: `section:${id}` })),
    )
  })
  return ids.length
}
