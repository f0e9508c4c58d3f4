import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { checkPlan } from './check-plan.server'

export interface GivenReason {
  rule: string
  subject: string
  /** 5–200 characters; the form sees to that. */
  reason: string
}

/**
 * The school says why it sends what a check warns of. A later reason takes the place of an earlier one.
 * Refuses FORBIDDEN, CONFLICT (no such warning any more: the plan was changed meanwhile).
 */
export const giveReasons = async (
  context: Context,
  actor: Actor,
  { school, term, reasons }: { school: string; term: string; reasons: readonly GivenReason[] },
): Promise<void> => {
  requireSchool(actor, school)
  if (reasons.length === 0) return
  const { store, district, clock } = context
  const { findingReason } = store.tables
  await store.transaction(async (tx) => {
    const { findings } = await checkPlan(context, tx, { school, term })
    const warned = new Map(findings.map((finding) => [`${finding.rule} ${finding.subject}`, finding]))
    const at = clock.now()
    for (const { rule, subject, reason } of reasons) {
      if (warned.get(`${rule} ${subject}`)?.severity !== 'warn') throw refuse('CONFLICT')
      const row = { district, school, term, subject, rule, reason, givenBy: actor.account, at }
      await tx
        .insert(findingReason)
        .values(row)
        .onConflictDoUpdate({
          target: [
            findingReason.district,
            findingReason.school,
            findingReason.term,
            findingReason.subject,
            findingReason.rule,
          ],
          set: { reason, givenBy: actor.account, at },
        })
    }
    await writeAudit(
      context,
      tx,
      reasons.map(({ rule, subject }) => ({
        actor: actor.account,
        action: 'finding.reason-given' as const,
        subject: `plan:${school}/${term}`,
        detail: { rule, about: subject },
      })),
    )
  })
}
