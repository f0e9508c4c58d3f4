import { randomBytes } from 'node:crypto'
import { and, eq, lt, ne, or } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Context } from '~/shared/context'
import { hashToken } from './load-actor.server'
import { FAMILY_SESSION } from './session-rules'

export interface NewSession {
  account: string
  device: string
  /** The token this browser carried so far: it ends, so that nobody who planted it shares the new session. */
  oldToken: string | null
}

/** Opens a session in the transaction of what it is opened for. @returns the token for the cookie; the table has its hash */
export const openSession = async (
  { store, district, clock }: Context,
  tx: Tx,
  { account, device, oldToken }: NewSession,
): Promise<string> => {
  const { session } = store.tables
  const now = clock.now()
  const token = randomBytes(32).toString('base64url')
  const outlived = and(
    eq(session.account, account),
    or(lt(session.createdAt, now - FAMILY_SESSION.absolute), lt(session.lastSeenAt, now - FAMILY_SESSION.idle)),
  )
  await tx
    .delete(session)
    .where(
      and(
        eq(session.district, district),
        oldToken ? or(outlived, eq(session.tokenHash, hashToken(oldToken))) : outlived,
      ),
    )
  await tx
    .insert(session)
    .values({ district, tokenHash: hashToken(token), account, createdAt: now, lastSeenAt: now, device })
  return token
}

/** Ends the sessions of an account, in the transaction of what ends them. @param except a token that stays. @returns how many */
export const endSessions = async (
  { store, district }: Context,
  tx: Tx,
  account: string,
  except: string | null = null,
): Promise<number> => {
  const { session } = store.tables
  const ended = await tx
    .delete(session)
    .where(
      and(
        eq(session.district, district),
        eq(session.account, account),
        except ? ne(session.tokenHash, hashToken(except)) : undefined,
      ),
    )
    .returning({ tokenHash: session.tokenHash })
  return ended.length
}
