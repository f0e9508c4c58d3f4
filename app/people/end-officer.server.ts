import { and, eq, isNull } from 'drizzle-orm'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import type { Actor } from './actor'
import { actAsOfficer } from './officer-turn.server'
import { endSessions } from './open-session.server'

/**
 * A colleague is an officer no longer: signed out everywhere, slips void, what was done stays on record.
 * Refuses FORBIDDEN (also for oneself: somebody always remains), NOT_FOUND.
 */
export const endOfficer = (context: Context, actor: Actor, { account: id }: { account: string }): Promise<void> =>
  actAsOfficer(context, actor, async (tx) => {
    if (id === actor.account) throw refuse('FORBIDDEN')
    const { store, district, clock } = context
    const { roleGrant, activationSlip } = store.tables
    const ended = await tx
      .update(roleGrant)
      .set({ endedAt: clock.now() })
      .where(
        and(
          eq(roleGrant.district, district),
          eq(roleGrant.account, id),
          eq(roleGrant.role, 'officer'),
          isNull(roleGrant.endedAt),
        ),
      )
      .returning({ account: roleGrant.account })
    if (ended.length === 0) throw refuse('NOT_FOUND')
    const sessions = await endSessions(context, tx, id)
    await tx
      .update(activationSlip)
      .set({ revokedAt: clock.now() })
      .where(
        and(
          eq(activationSlip.district, district),
          eq(activationSlip.account, id),
          isNull(activationSlip.usedAt),
          isNull(activationSlip.revokedAt),
        ),
      )
    await writeAudit(context, tx, [
      { actor: actor.account, action: 'officer.ended', subject: `account:${id}`, detail: { sessions } },
    ])
  })
