import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { actorOf } from './load-actor.server'
import { clearAttempt, countAttempt } from './login-limits.server'
import { passwordMatches } from './password.server'
import { accountByLogin } from './sign-in.server'
import { slipHash } from './slip-code.server'
import { slipLives } from './slip-rules'

export interface SlipGiven {
  login: string
  code: string
  /** IP address; counted by, never kept. */
  address: string
}

/**
 * The account and slip that a login and a code open, in a transaction that holds the account; null for every reason
 * there can be. A wrong code costs the living slip one of its tries, and that stands although the answer is no.
 */
export const findSlip = async (context: Context, tx: Tx, { login, code }: SlipGiven) => {
  const { store, district, clock } = context
  const { account, activationSlip } = store.tables
  const whose = await accountByLogin(context, tx, login)
  if (!whose || whose.disabledAt !== null) return null
  await tx.lock({ district: account.district, key: account.id }, district, [whose.id])
  const [slip] = await tx
    .select()
    .from(activationSlip)
    .where(
      and(
        eq(activationSlip.district, district),
        eq(activationSlip.account, whose.id),
        isNull(activationSlip.usedAt),
        isNull(activationSlip.revokedAt),
      ),
    )
    .orderBy(desc(activationSlip.issuedAt))
    .limit(1)
  if (!slip || !slipLives(slip, clock.now())) return null
  if (slip.codeHash === slipHash(whose.id, code)) return { account: whose.id, name: whose.name, slip: slip.id }
  const triesLeft = slip.triesLeft - 1
  await tx
    .update(activationSlip)
    .set({ triesLeft })
    .where(and(eq(activationSlip.district, district), eq(activationSlip.id, slip.id)))
  await writeAudit(context, tx, [
    { actor: '', action: 'slip.tried', subject: `account:${whose.id}`, detail: { slip: slip.id, triesLeft } },
  ])
  return null
}

export interface SlipHolder {
  account: string
  name: string
  /** Names of the children; nobody's for staff. */
  children: string[]
  /** Has children, and has not agreed to the text now in force. */
  needsConsent: boolean
}

/**
 * Looks whether a login and a code belong together; the slip stays unused. Refuses TOO_MANY_TRIES, and SLIP_REFUSED
 * alike for an unknown login and a slip that is another's, used, expired, replaced, tried out or not there.
 */
export const checkSlip = async (context: Context, given: SlipGiven): Promise<SlipHolder> => {
  const { store } = context
  await countAttempt(store, given)
  const found = await store.transaction((tx) => findSlip(context, tx, given))
  if (!found) {
    // The same work as for a wrong password: the time of the answer is not to tell which reason it was.
    await passwordMatches(given.code, null)
    throw refuse('SLIP_REFUSED')
  }
  await clearAttempt(store, given)
  const { account, name, children, consented } = await actorOf(context, found.account, found.name)
  return { account, name, children: children.map((child) => child.name), needsConsent: !consented }
}
