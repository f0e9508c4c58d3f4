import { and, count, desc, eq, isNull } from 'drizzle-orm'
import type { Context } from '~/shared/context'

export interface NoticeOfMine {
  id: string
  kind: string
  title: string
  body: string
  link: string
  at: number
  read: boolean
}

/** How many notices a page shows; older ones have had their time. */
export const MOST_NOTICES = 100

/** The notices of an account, the newest first. */
export const listNotices = async ({ store, district }: Context, account: string): Promise<NoticeOfMine[]> => {
  const { notice } = store.tables
  const rows = await store.db
    .select()
    .from(notice)
    .where(and(eq(notice.district, district), eq(notice.account, account)))
    .orderBy(desc(notice.at), desc(notice.id))
    .limit(MOST_NOTICES)
  return rows.map(({ id, kind, title, body, link, at, readAt }) => ({
    id,
    kind,
    title,
    body,
    link,
    at,
    read: readAt !== null,
  }))
}

/** How many notices an account has not read. */
export const countUnread = async ({ store, district }: Context, account: string): Promise<number> => {
  const { notice } = store.tables
  const [row] = await store.db
    .select({ unread: count() })
    .from(notice)
    .where(and(eq(notice.district, district), eq(notice.account, account), isNull(notice.readAt)))
  return row?.unread ?? 0
}
