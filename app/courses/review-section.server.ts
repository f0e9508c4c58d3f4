import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { openSection } from './section-record.server'
import { requireMove, writeStanding, writeStep } from './section-writes.server'

export interface Review {
  section: string
  decision: 'approve' | 'return'
  /** Why it is sent back; empty when approved. */
  remark?: string
}

/**
 * 学校审核: the school approves a proposal or sends it back with a remark.
 * Refuses SECTION_UNKNOWN, FORBIDDEN (another school's), WRONG_STATE.
 */
export const reviewSection = (context: Context, actor: Actor, { section: id, decision, remark }: Review) =>
  context.store.transaction(async (tx): Promise<void> => {
    const section = await openSection(context, tx, id)
    requireSchool(actor, section.school)
    const { to, step } = requireMove(section.stage, decision === 'approve' ? 'approve' : 'return_by_school')
    await writeStanding(context, tx, id, to, null)
    await writeStep(context, tx, {
      section: id,
      after: section.lastStep,
      step,
      actor: actor.account,
      remark: remark ?? '',
    })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: decision === 'approve' ? 'section.approved' : 'section.returned',
        subject: `section:${id}`,
      },
    ])
  })
