import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { openSection } from './section-record.server'
import { requireMove, writeStanding, writeStep } from './section-writes.server'

export interface LineToReturn {
  section: string
  /** What has to be changed; the school reads it. */
  remark: string
}

/**
 * 退回: the bureau sends one line of a plan back to its school.
 * Refuses FORBIDDEN, SECTION_UNKNOWN, WRONG_STATE (it does not wait for filing).
 */
export const returnLine = async (context: Context, actor: Actor, { section: id, remark }: LineToReturn) => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  await context.store.transaction(async (tx) => {
    const section = await openSection(context, tx, id)
    const { to, step } = requireMove(section.stage, 'return')
    await writeStanding(context, tx, id, to, section.supplement)
    await writeStep(context, tx, { section: id, after: section.lastStep, step, actor: actor.account, remark })
    await writeAudit(context, tx, [{ actor: actor.account, action: 'section.returned', subject: `section:${id}` }])
  })
}
