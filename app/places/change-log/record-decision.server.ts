import { and, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { decisionWords as words } from './change-words'
import type { DecisionInput } from './decision-form'
import { recordChange } from './record-change.server'

export type DecisionAnswer = { ok: true } | { ok: false; errors: Record<string, string> }

/**
 * 记一条决定: writes it into 留痕 and the audit chain, for good. A second press of the same form writes nothing more.
 * @param input `title` 2–80, `reason` 2–500 characters, `street` '' or a code of the district.
 * @returns what is wrong with the street. Refuses FORBIDDEN, KEY_REUSED (the same press about something else).
 */
export const recordDecision = async (
  context: Context,
  actor: Actor,
  { key, title, reason, street }: DecisionInput,
): Promise<DecisionAnswer> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district } = context
  const { placesChange, street: streets, auditHead } = store.tables
  return store.transaction(async (tx) => {
    const [known] = await tx
      .select({ code: streets.code })
      .from(streets)
      .where(and(eq(streets.district, district), eq(streets.code, street)))
    if (street !== '' && !known) return { ok: false, errors: { street: words.streetUnknown } }
    // Two presses at once come one after the other.
    await tx.lock({ district: auditHead.district, key: auditHead.district }, district, [district])
    const [pressed] = await tx
      .select()
      .from(placesChange)
      .where(and(eq(placesChange.district, district), eq(placesChange.subject, 'decision'), eq(placesChange.of, key)))
    if (pressed) {
      const { title: was, reason: why, street: where, by } = pressed
      if (was !== title || why !== reason || where !== street || by !== actor.account) throw refuse('KEY_REUSED')
      return { ok: true }
    }
    await recordChange(context, tx, { subject: 'decision', of: key, street, title, reason, by: actor.account })
    await writeAudit(context, tx, [
      { actor: actor.account, action: 'decision.recorded', subject: `decision:${key}`, detail: { street } },
    ])
    return { ok: true }
  })
}
