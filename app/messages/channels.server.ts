import { and, count, desc, eq, gte, inArray, or } from 'drizzle-orm'
import type { Channel } from '#db/schema/index'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { DAY_MS } from '~/shared/day'
import { refuse } from '~/shared/refusal'

const channels: readonly Channel[] = ['sms', 'wechat', 'email', 'local']
const LOOK_BACK_MS = 7 * DAY_MS
const MOST_LOCAL = 20

export interface ChannelLine {
  channel: Channel
  on: boolean
  /** Set up on the server. */
  usable: boolean
  waiting: number
  sent: number
  failed: number
  /** Of those that failed. */
  reasons: { code: string; count: number }[]
}

export interface ChannelsPage {
  lines: ChannelLine[]
  local: { id: string; title: string; body: string; at: number }[]
}

/** The channels of the district with what became of their messages in seven days. Refuses FORBIDDEN. */
export const loadChannels = async (
  context: Context & { channels: readonly Channel[] },
  actor: Actor,
): Promise<ChannelsPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock, channels: usable } = context
  const { channelSetting, delivery, localMessage } = store.tables
  const settings = await store.db.select().from(channelSetting).where(eq(channelSetting.district, district))
  const since = clock.now() - LOOK_BACK_MS
  const counts = await store.db
    .select({ channel: delivery.channel, state: delivery.state, code: delivery.lastError, many: count() })
    .from(delivery)
    .where(
      and(
        eq(delivery.district, district),
        or(
          eq(delivery.state, 'waiting'),
          and(inArray(delivery.state, ['sent', 'given_up']), gte(delivery.dueAt, since)),
        ),
      ),
    )
    .groupBy(delivery.channel, delivery.state, delivery.lastError)
  const local = await store.db
    .select()
    .from(localMessage)
    .where(eq(localMessage.district, district))
    .orderBy(desc(localMessage.at), desc(localMessage.id))
    .limit(MOST_LOCAL)
  return {
    lines: channels.map((channel) => {
      const own = counts.filter((one) => one.channel === channel)
      const sum = (rows: typeof own): number => rows.reduce((all, { many }) => all + Number(many), 0)
      // One that a newer message replaced was never needed.
      const failed = own.filter(({ state, code }) => state === 'given_up' && code !== 'replaced')
      return {
        channel,
        on: settings.some((one) => one.channel === channel && one.on),
        usable: usable.includes(channel),
        waiting: sum(own.filter(({ state }) => state === 'waiting')),
        sent: sum(own.filter(({ state }) => state === 'sent')),
        failed: sum(failed),
        reasons: failed.map(({ code, many }) => ({ code, count: Number(many) })),
      }
    }),
    local: local.map(({ id, title, body, at }) => ({ id, title, body, at })),
  }
}

/**
 * Switches a channel on or off for the whole district. What already waits is still sent.
 * Refuses FORBIDDEN, BAD_REQUEST (on, though the server is not set up for it).
 */
export const switchChannel = async (
  context: Context & { channels: readonly Channel[] },
  actor: Actor,
  { channel, on }: { channel: Channel; on: boolean },
): Promise<void> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock, channels: usable } = context
  if (on && !usable.includes(channel)) throw refuse('BAD_REQUEST')
  const { channelSetting } = store.tables
  const row = { on, changedBy: actor.account, changedAt: clock.now() }
  await store.transaction(async (tx) => {
    await tx
      .insert(channelSetting)
      .values({ district, channel, settings: {}, ...row })
      .onConflictDoUpdate({ target: [channelSetting.district, channelSetting.channel], set: row })
    await writeAudit(context, tx, [
      { actor: actor.account, action: 'channel.switched', subject: `channel:${channel}`, detail: { on } },
    ])
  })
}
