import { createHash, randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'

/** What is kept of a feed's secret. */
export const feedHash = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/**
 * Gives the account a new secret calendar address; the one before stops working at once.
 * @returns the secret, which is shown once and kept only as a hash.
 */
export const renewCalendarFeed = async (context: Context, account: string): Promise<string> => {
  const { store, district, clock } = context
  const { calendarFeed } = store.tables
  const secret = randomBytes(24).toString('base64url')
  const secretHash = feedHash(secret)
  await store.transaction(async (tx) => {
    await tx
      .insert(calendarFeed)
      .values({ district, account, secretHash, createdAt: clock.now() })
      .onConflictDoUpdate({
        target: [calendarFeed.district, calendarFeed.account],
        set: { secretHash, createdAt: clock.now() },
      })
    await writeAudit(context, tx, [{ actor: account, action: 'calendar-feed.renewed', subject: `account:${account}` }])
  })
  return secret
}

/** When the account's address was made; null when there is none. */
export const calendarFeedSince = async ({ store, district }: Context, account: string): Promise<number | null> => {
  const { calendarFeed } = store.tables
  const [feed] = await store.db
    .select({ createdAt: calendarFeed.createdAt })
    .from(calendarFeed)
    .where(and(eq(calendarFeed.district, district), eq(calendarFeed.account, account)))
  return feed?.createdAt ?? null
}
