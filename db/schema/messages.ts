import type { Kit } from '../columns'

/** What families and staff are told in the app, written with the change it tells of. */
export const messagesTables = (kit: Kit) => {
  const { table, text, time, primaryKey, index } = kit

  const notice = table(
    'notice',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      account: text('account').notNull(),
      /** From the closed list in messages/notice-kinds.ts. */
      kind: text('kind').notNull(),
      title: text('title').notNull(),
      body: text('body').notNull(),
      /** Where in the portal the matter can be settled; a path of site.ts. */
      link: text('link').notNull(),
      at: time('at').notNull(),
      readAt: time('read_at'),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] }), index('notice_of_account').on(t.district, t.account, t.at)],
  )

  return { notice }
}
