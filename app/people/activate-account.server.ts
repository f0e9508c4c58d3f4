import { and, eq } from 'drizzle-orm'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { checkSlip, findSlip, type SlipGiven } from './check-slip.server'
import { endSessions, openSession } from './open-session.server'
import { hashPassword } from './password.server'
import { consentFact, writeConsent } from './record-consent.server'
import type { FromWhere } from './sign-in.server'

/**
 * Uses up a slip: consent where it is needed, the new password, and a first session, all or nothing.
 * Refuses TOO_MANY_TRIES, SLIP_REFUSED (see checkSlip), CONSENT_NEEDED (a guardian who has not agreed).
 * @returns the token for the cookie, and whose it is.
 */
export const activateAccount = async (
  context: Context,
  given: SlipGiven & FromWhere & { password: string; agreed: boolean },
): Promise<{ token: string; account: string; name: string }> => {
  const { store, district, clock } = context
  const { account, activationSlip } = store.tables
  const holder = await checkSlip(context, given)
  if (holder.needsConsent && !given.agreed) throw refuse('CONSENT_NEEDED')
  const passwordHash = await hashPassword(given.password)
  const token = await store.transaction(async (tx) => {
    const found = await findSlip(context, tx, given)
    if (found?.account !== holder.account) return null
    const decided = { account: found.account, decision: 'given' } as const
    if (holder.needsConsent) await writeConsent(context, tx, decided)
    await tx
      .update(activationSlip)
      .set({ usedAt: clock.now() })
      .where(and(eq(activationSlip.district, district), eq(activationSlip.id, found.slip)))
    await tx
      .update(account)
      .set({ passwordHash })
      .where(and(eq(account.district, district), eq(account.id, found.account)))
    await endSessions(context, tx, found.account)
    const opened = await openSession(context, tx, { ...given, account: found.account })
    const subject = `account:${found.account}`
    await writeAudit(context, tx, [
      {
        actor: found.account,
        action: 'account.activated',
        subject,
        detail: { slip: found.slip, device: given.device },
      },
      ...(holder.needsConsent ? [consentFact(decided)] : []),
    ])
    return opened
  })
  if (!token) throw refuse('SLIP_REFUSED')
  return { token, account: holder.account, name: holder.name }
}
