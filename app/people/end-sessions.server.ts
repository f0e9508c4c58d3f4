import { and, desc, eq } from 'drizzle-orm'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { hashToken } from './load-actor.server'
import { endSessions } from './open-session.server'
import { isLive, limitsFor } from './session-rules'

/** Ends the one session a browser carries. A token that is none changes nothing. */
export const signOut = (
  context: Context,
  { account, token }: { account: string; token: string | null },
): Promise<void> => {
  const { store, district } = context
  const { session } = store.tables
  return store.transaction(async (tx) => {
    if (!token) return
    const ended = await tx
      .delete(session)
      .where(and(eq(session.district, district), eq(session.account, account), eq(session.tokenHash, hashToken(token))))
      .returning({ account: session.account })
    if (ended.length === 0) return
    await writeAudit(context, tx, [
      {
        actor: account,
        action: 'account.sessions-ended',
        subject: `account:${account}`,
        detail: { sessions: 1, all: false },
      },
    ])
  })
}

/** Signs an account out everywhere. @returns how many sessions there were */
export const endAllSessions = (context: Context, account: string): Promise<number> =>
  context.store.transaction(async (tx) => {
    const sessions = await endSessions(context, tx, account)
    await writeAudit(context, tx, [
      {
        actor: account,
        action: 'account.sessions-ended',
        subject: `account:${account}`,
        detail: { sessions, all: true },
      },
    ])
    return sessions
  })

export interface SessionOfMine {
  device: string
  createdAt: number
  lastSeenAt: number
  /** The one that asks. */
  current: boolean
}

/** Where an account is signed in, the latest first. */
export const listSessions = async (
  { store, district, clock }: Context,
  { account, token, staff }: { account: string; token: string | null; staff: boolean },
): Promise<SessionOfMine[]> => {
  const { session } = store.tables
  const rows = await store.db
    .select()
    .from(session)
    .where(and(eq(session.district, district), eq(session.account, account)))
    .orderBy(desc(session.lastSeenAt))
  const own = token && hashToken(token)
  return rows
    .filter((row) => isLive(row, limitsFor(staff), clock.now()))
    .map(({ device, createdAt, lastSeenAt, tokenHash }) => ({
      device,
      createdAt,
      lastSeenAt,
      current: tokenHash === own,
    }))
}
