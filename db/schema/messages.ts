import type { Kit } from '../columns'

/** 应用内 stands as the notice itself; the others leave the house. */
export type Channel = 'sms' | 'wechat' | 'email' | 'local'
export type DeliveryState = 'waiting' | 'sent' | 'given_up'

/** What families and staff are told: in the app, written with the change it tells of, and by channels from an outbox. */
export const messagesTables = (kit: Kit) => {
  const { table, text, int, bool, time, json, primaryKey, index, uniqueIndex } = kit

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

  /** 发件箱: a notice on its way by one channel; at least once, and never twice where the channel knows the id. */
  const delivery = table(
    'delivery',
    {
      district: text('district').notNull(),
      notice: text('notice').notNull(),
      channel: text('channel').$type<Channel>().notNull(),
      account: text('account').notNull(),
      /** What it is about: of the same subject and channel only one waits. */
      subject: text('subject').notNull(),
      state: text('state').$type<DeliveryState>().notNull(),
      tries: int('tries').notNull(),
      /** Not before: quiet hours, or the pause after a failure. */
      dueAt: time('due_at').notNull(),
      /** Whoever sends it holds it until then; a sender that died lets go. */
      heldUntil: time('held_until').notNull(),
      sentAt: time('sent_at'),
      /** A code, never an address or a name. */
      lastError: text('last_error').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.notice, t.channel] }),
      index('delivery_due').on(t.district, t.state, t.dueAt),
      index('delivery_of_subject').on(t.district, t.account, t.subject),
    ],
  )

  /** Which channels the district uses, and how; secrets stand in the environment. */
  const channelSetting = table(
    'channel_setting',
    {
      district: text('district').notNull(),
      channel: text('channel').$type<Channel>().notNull(),
      on: bool('is_on').notNull(),
      settings: json('settings').notNull(),
      changedBy: text('changed_by').notNull(),
      changedAt: time('changed_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.channel] })],
  )

  /** Where a person is reached beside the telephone number of the account, and whether they want to be. */
  const contactWay = table(
    'contact_way',
    {
      district: text('district').notNull(),
      account: text('account').notNull(),
      channel: text('channel').$type<Channel>().notNull(),
      /** '' where the account's own telephone number serves. */
      address: text('address').notNull(),
      wanted: bool('wanted').notNull(),
      changedAt: time('changed_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.account, t.channel] })],
  )

  /** What the local channel was given: for trying out, and for tests. */
  const localMessage = table(
    'local_message',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      account: text('account').notNull(),
      title: text('title').notNull(),
      body: text('body').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] }), uniqueIndex('local_message_at').on(t.district, t.at, t.id)],
  )

  return { notice, delivery, channelSetting, contactWay, localMessage }
}
