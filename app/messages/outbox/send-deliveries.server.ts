import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import type { Schema } from '#db/schema/index'
import { parseDistrictSettings } from '~/people/index.server'
import type { Context } from '~/shared/context'
import { type ChannelAdapter, Undeliverable } from '../channels/channel'
import { awakeAt } from '../quiet-rules'
import { pauseAfter } from './outbox-rules'

type Delivery = Schema['delivery']['$inferSelect']

const AT_ONCE = 100
/** No channel takes as long as this: whoever held a message is gone. */
const HELD_MS = 2 * 60_000

const keyOf = ({ store, district }: Context, { notice, channel }: Pick<Delivery, 'notice' | 'channel'>) => {
  const { delivery } = store.tables
  return and(eq(delivery.district, district), eq(delivery.notice, notice), eq(delivery.channel, channel))
}

/** What is due and held by nobody, now held by us. */
const take = (context: Context, adapters: readonly ChannelAdapter[]): Promise<Delivery[]> => {
  const { store, district, clock } = context
  const { delivery, district: districts } = store.tables
  const now = clock.now()
  return store.transaction(async (tx) => {
    // Two processes that look at once would both send.
    await tx.lock({ district: districts.id, key: districts.id }, district, [district])
    const due = await tx
      .select()
      .from(delivery)
      .where(
        and(
          eq(delivery.district, district),
          eq(delivery.state, 'waiting'),
          inArray(
            delivery.channel,
            adapters.map(({ channel }) => channel),
          ),
          lte(delivery.dueAt, now),
          lte(delivery.heldUntil, now),
        ),
      )
      .orderBy(asc(delivery.dueAt), asc(delivery.notice))
      .limit(AT_ONCE)
    for (const one of due)
      await tx
        .update(delivery)
        .set({ heldUntil: now + HELD_MS })
        .where(keyOf(context, one))
    return due
  })
}

/** Where a person is reached by a channel; '' where they are not, or want nothing. */
const addressOf = async (
  { store, district }: Context,
  { account: id, channel }: Pick<Delivery, 'account' | 'channel'>,
): Promise<string> => {
  if (channel === 'local') return id
  const { account, contactWay } = store.tables
  const [way] = await store.db
    .select()
    .from(contactWay)
    .where(and(eq(contactWay.district, district), eq(contactWay.account, id), eq(contactWay.channel, channel)))
  if (way && !way.wanted) return ''
  if (way?.address) return way.address
  if (channel !== 'sms') return ''
  const [row] = await store.db
    .select({ phone: account.phone })
    .from(account)
    .where(and(eq(account.district, district), eq(account.id, id)))
  return row?.phone ?? ''
}

type Outcome = Pick<Delivery, 'state' | 'tries' | 'lastError' | 'sentAt' | 'dueAt'>

const outcomeOf = (context: Context, one: Delivery, error: unknown): Outcome => {
  const now = context.clock.now()
  const tries = one.tries + 1
  if (error === null) return { state: 'sent', tries, lastError: '', sentAt: now, dueAt: one.dueAt }
  const pause = error instanceof Undeliverable ? null : pauseAfter(tries)
  const lastError = error instanceof Undeliverable ? error.code : 'unreachable'
  if (pause === null) return { state: 'given_up', tries, lastError, sentAt: null, dueAt: one.dueAt }
  return { state: 'waiting', tries, lastError, sentAt: null, dueAt: now + pause }
}

const sendOne = async (
  context: Context & { origin: string },
  adapters: readonly ChannelAdapter[],
  one: Delivery,
): Promise<unknown> => {
  const { store, district, origin } = context
  const { notice } = store.tables
  const adapter = adapters.find(({ channel }) => channel === one.channel)
  const [row] = await store.db
    .select()
    .from(notice)
    .where(and(eq(notice.district, district), eq(notice.id, one.notice)))
  const address = await addressOf(context, one)
  if (!adapter || !row || address === '') return new Undeliverable('no-address')
  const { title, body, link } = row
  return adapter.send({ id: `${one.notice}-${one.channel}`, address, title, body, link: `${origin}${link}` }).then(
    () => null,
    (error: unknown) => error ?? new Error('a channel failed without a word'),
  )
}

/**
 * Sends what is due, at least once each: one that was sent by a process that died before it could say so is sent again
 * under the same id. Safe at any time, in several processes. Nothing is sent in quiet hours.
 * @param adapters the channels that can be used. @returns how many left the house
 */
export const sendDeliveries = async (
  context: Context & { origin: string },
  adapters: readonly ChannelAdapter[],
): Promise<number> => {
  const { store, district, clock } = context
  const { delivery, district: districts } = store.tables
  const [row] = await store.db
    .select({ settings: districts.settings })
    .from(districts)
    .where(eq(districts.id, district))
  if (adapters.length === 0 || awakeAt(clock.now(), parseDistrictSettings(row?.settings)) > clock.now()) return 0
  let sent = 0
  for (const one of await take(context, adapters)) {
    const outcome = outcomeOf(context, one, await sendOne(context, adapters, one))
    if (outcome.state === 'sent') sent += 1
    await store.transaction(async (tx) => {
      await tx
        .update(delivery)
        .set({ ...outcome, heldUntil: 0 })
        .where(keyOf(context, one))
    })
  }
  return sent
}
