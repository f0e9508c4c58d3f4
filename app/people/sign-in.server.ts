import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/store'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { clearAttempt, countAttempt } from './login-limits.server'
import { isPhone } from './login-rules'
import { openSession } from './open-session.server'
import { passwordMatches } from './password.server'

/** Where a sign-in or activation comes from. */
export interface FromWhere {
  /** IP address; counted by, never kept. */
  address: string
  /** What the person will recognise the device by. */
  device: string
  oldToken: string | null
}

/** The account behind a telephone or staff number. @param login plain */
export const accountByLogin = async ({ store, district }: Context, db: Db, login: string) => {
  const { account } = store.tables
  const [found] = await db
    .select()
    .from(account)
    .where(and(eq(account.district, district), eq(isPhone(login) ? account.phone : account.staffNumber, login)))
  return found
}

/**
 * Signs a person in. Refuses TOO_MANY_TRIES, and WRONG_SIGN_IN alike for an unknown login, a wrong password, an
 * account not activated or disabled.
 * @returns the token for the cookie, and whose it is.
 */
export const signIn = async (
  context: Context,
  given: { login: string; password: string } & FromWhere,
): Promise<{ token: string; account: string; name: string }> => {
  const { store } = context
  await countAttempt(store, given)
  const account = await accountByLogin(context, store.db, given.login)
  const matches = await passwordMatches(given.password, account?.passwordHash)
  if (!account || !matches || account.disabledAt !== null) throw refuse('WRONG_SIGN_IN')
  const token = await store.transaction(async (tx) => {
    await tx.lock({ district: store.tables.account.district, key: store.tables.account.id }, context.district, [
      account.id,
    ])
    const now = await accountByLogin(context, tx, given.login)
    // Between the look and the lock a new slip or password may have ended what was matched.
    if (now?.passwordHash !== account.passwordHash || now?.disabledAt !== null) throw refuse('WRONG_SIGN_IN')
    const opened = await openSession(context, tx, { ...given, account: account.id })
    await writeAudit(context, tx, [
      {
        actor: account.id,
        action: 'account.signed-in',
        subject: `account:${account.id}`,
        detail: { device: given.device },
      },
    ])
    return opened
  })
  await clearAttempt(store, given)
  return { token, account: account.id, name: account.name }
}
