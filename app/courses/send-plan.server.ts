import { and, asc, eq, isNull } from 'drizzle-orm'
import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { checkPlan, versionsOf } from './checks/check-plan.server'
import { findSection, lockSections } from './section-record.server'
import { requireMove, writeStanding, writeStep } from './section-writes.server'

/**
 * 送区: everything the school has approved goes to the bureau, at first as the term plan, later as its supplement.
 * @returns how many sections went, and with which sending (0 the plan, 1 the first supplement).
 * Refuses FORBIDDEN, NOTHING_TO_SEND, PLAN_BLOCKED (a finding stands on what would be sent, or on the plan: a block, or a
 * warning without a reason); then nothing was written.
 */
export const sendPlan = async (
  context: Context,
  actor: Actor,
  { school, term }: { school: string; term: string },
): Promise<{ sections: number; sending: number }> => {
  requireSchool(actor, school)
  const { store, district } = context
  const { section, termPlan } = store.tables
  return store.transaction(async (tx) => {
    const approved = await tx
      .select({ id: section.id })
      .from(section)
      .where(
        and(
          eq(section.district, district),
          eq(section.term, term),
          eq(section.school, school),
          eq(section.state, 'approved'),
          isNull(section.supplement),
        ),
      )
      .orderBy(asc(section.id))
    await lockSections(
      context,
      tx,
      approved.map(({ id }) => id),
    )
    const ready = []
    for (const { id } of approved) {
      const one = await findSection(context, tx, id)
      if (one?.stage === 'approved') ready.push(one)
    }
    if (ready.length === 0) throw refuse('NOTHING_TO_SEND')
    const { findings, rules } = await checkPlan(context, tx, { school, term })
    const held = findings.filter(({ holds }) => holds)
    if (held.length > 0) throw refuse('PLAN_BLOCKED', { count: held.length })
    await tx
      .insert(termPlan)
      .values({ district, school, term, filingNumber: null, filedBy: null, filedAt: null, sendings: 0, lastSuffix: 0 })
      .onConflictDoNothing()
    await tx.lock({ district: termPlan.district, key: termPlan.school }, district, [school])
    const ofPlan = and(eq(termPlan.district, district), eq(termPlan.school, school), eq(termPlan.term, term))
    const [plan] = await tx.select({ sendings: termPlan.sendings }).from(termPlan).where(ofPlan)
    const sending = plan?.sendings ?? 0
    await tx
      .update(termPlan)
      .set({ sendings: sending + 1 })
      .where(ofPlan)
    for (const one of ready) {
      const { to, step } = requireMove(one.stage, 'send')
      await writeStanding(context, tx, one.id, to, sending)
      await writeStep(context, tx, { section: one.id, after: one.lastStep, step, actor: actor.account })
    }
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'plan.sent',
        subject: `plan:${school}/${term}`,
        detail: { sections: ready.length, sending, ...versionsOf(rules) },
      },
      ...ready.map(({ id }) => ({ actor: actor.account, action: 'plan.sent' as const, subject: `section:${id}` })),
    ])
    return { sections: ready.length, sending }
  })
}
