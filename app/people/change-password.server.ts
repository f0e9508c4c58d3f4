import { and, eq } from 'drizzle-orm'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { clearAttempt, countAttempt } from './login-limits.server'
import { endSessions, openSession } from './open-session.server'
import { hashPassword, passwordMatches } from './password.server'
import { passwordFault } from './password-rules'
import type { FromWhere } from './sign-in.server'

/**
 * Changes the password of a signed-in person, who proves it by the present one; every session ends, and this browser
 * gets a new one. Refuses WRONG_SIGN_IN (not the present password), FORM_INVALID (the new one is their own login),
 * TOO_MANY_TRIES.
 * @returns the token for the cookie.
 */
export const changePassword = async (
  context: Context,
  given: { account: string; now: string; password: string } & FromWhere,
): Promise<string> => {
  const { store, district } = context
  const { account } = store.tables
  const attempt = { login: `account:${given.account}`, address: given.address }
  await countAttempt(store, attempt)
  const mine = and(eq(account.district, district), eq(account.id, given.account))
  const [before] = await store.db.select().from(account).where(mine)
  if (!(await passwordMatches(given.now, before?.passwordHash))) throw refuse('WRONG_SIGN_IN')
  for (const login of [before?.phone, before?.staffNumber])
    if (passwordFault(given.password, login ?? '')) throw refuse('FORM_INVALID')
  const passwordHash = await hashPassword(given.password)
  const token = await store.transaction(async (tx) => {
    await tx.lock({ district: account.district, key: account.id }, district, [given.account])
    const [now] = await tx.select({ passwordHash: account.passwordHash }).from(account).where(mine)
    if (now?.passwordHash !== before?.passwordHash) throw refuse('WRONG_SIGN_IN')
    await tx.update(account).set({ passwordHash }).where(mine)
    const sessions = await endSessions(context, tx, given.account)
    const opened = await openSession(context, tx, { ...given, oldToken: null })
    await writeAudit(context, tx, [
      {
        actor: given.account,
        action: 'account.password-changed',
        subject: `account:${given.account}`,
        detail: { sessions },
      },
    ])
    return opened
  })
  await clearAttempt(store, attempt)
  return token
}
