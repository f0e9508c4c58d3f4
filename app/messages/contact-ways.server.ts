import { and, eq } from 'drizzle-orm'
import type { Channel } from '#db/schema/index'
import type { Context } from '~/shared/context'
import type { WayDraft } from './channel-form'

export interface ContactWays {
  on: Channel[]
  wanted: Record<'sms' | 'wechat' | 'email', boolean>
  /** Of mail. */
  address: string
  phone: string
  /** Whether a service account knows the person. */
  wechat: boolean
}

/** Channels that the district uses and a person can choose; nobody is reached by the local one. */
const channelsOn = async ({ store, district }: Context): Promise<Channel[]> => {
  const { channelSetting } = store.tables
  const on = await store.db
    .select({ channel: channelSetting.channel })
    .from(channelSetting)
    .where(and(eq(channelSetting.district, district), eq(channelSetting.on, true)))
  return on.map(({ channel }) => channel).filter((channel) => channel !== 'local')
}

/** How a person is told beside the portal itself: wanted unless they said no. */
export const loadContactWays = async (context: Context, { account: id }: { account: string }): Promise<ContactWays> => {
  const { store, district } = context
  const { contactWay, account } = store.tables
  const ways = await store.db
    .select()
    .from(contactWay)
    .where(and(eq(contactWay.district, district), eq(contactWay.account, id)))
  const [row] = await store.db
    .select({ phone: account.phone })
    .from(account)
    .where(and(eq(account.district, district), eq(account.id, id)))
  const way = (channel: Channel) => ways.find((one) => one.channel === channel)
  return {
    on: await channelsOn(context),
    wanted: {
      sms: way('sms')?.wanted ?? true,
      wechat: way('wechat')?.wanted ?? true,
      email: way('email')?.wanted ?? false,
    },
    address: way('email')?.address ?? '',
    phone: row?.phone ?? '',
    wechat: (way('wechat')?.address ?? '') !== '',
  }
}

/**
 * A person says how to be told, of the channels there are: of the others nothing was asked. Their own words about
 * themselves: no entry in the record. An address of a service account stays as it was.
 */
export const saveContactWays = async (
  context: Context,
  { account }: { account: string },
  { address, ...wanted }: WayDraft,
): Promise<void> => {
  const { store, district, clock } = context
  const { contactWay } = store.tables
  const changedAt = clock.now()
  const on = await channelsOn(context)
  await store.transaction(async (tx) => {
    for (const channel of ['sms', 'wechat', 'email'] as const) {
      if (!on.includes(channel)) continue
      const row = { wanted: wanted[channel], changedAt, ...(channel === 'email' ? { address } : {}) }
      await tx
        .insert(contactWay)
        .values({ district, account, channel, address: '', ...row })
        .onConflictDoUpdate({ target: [contactWay.district, contactWay.account, contactWay.channel], set: row })
    }
  })
}
