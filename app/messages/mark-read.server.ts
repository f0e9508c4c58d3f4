import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '~/shared/context'

/**
 * Marks one notice of an account as read, or all of them. Another's notice, or none, changes nothing.
 * Not audited: it decides nothing, and `read_at` itself says when.
 * @returns where the one notice leads.
 */
export const markRead = (
  { store, district, clock }: Context,
  { account, id }: { account: string; id: string | null },
): Promise<string | null> => {
  const { notice } = store.tables
  const mine = and(eq(notice.district, district), eq(notice.account, account))
  return store.transaction(async (tx) => {
    await tx
      .update(notice)
      .set({ readAt: clock.now() })
      .where(and(mine, isNull(notice.readAt), id === null ? undefined : eq(notice.id, id)))
    if (id === null) return null
    const [found] = await tx
      .select({ link: notice.link })
      .from(notice)
      .where(and(mine, eq(notice.id, id)))
    return found?.link ?? null
  })
}
