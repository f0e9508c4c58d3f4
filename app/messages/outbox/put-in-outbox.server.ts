import { and, eq } from 'drizzle-orm'
import type { Schema } from '#db/schema/index'
import type { Tx } from '#db/store'
import { parseDistrictSettings } from '~/people/index.server'
import type { Context } from '~/shared/context'
import { awakeAt } from '../quiet-rules'
import { subjectOf } from './outbox-rules'

type NoticeRow = Schema['notice']['$inferInsert']

/**
 * Lays a delivery for every channel that is on beside each notice, in the same transaction: what is told in the app and
 * what leaves the house stand or fall together. An older message about the same matter that still waits is replaced.
 */
export const putInOutbox = async (context: Context, tx: Tx, notices: readonly NoticeRow[]): Promise<void> => {
  const { store, district, clock } = context
  const { channelSetting, delivery, district: districts } = store.tables
  const on = await tx
    .select({ channel: channelSetting.channel })
    .from(channelSetting)
    .where(and(eq(channelSetting.district, district), eq(channelSetting.on, true)))
  if (on.length === 0 || notices.length === 0) return
  const [row] = await tx.select({ settings: districts.settings }).from(districts).where(eq(districts.id, district))
  const dueAt = awakeAt(clock.now(), parseDistrictSettings(row?.settings))
  const accounts = [...new Set(notices.map(({ account }) => account))]
  for (const subject of new Set(notices.map(subjectOf)))
    await tx
      .update(delivery)
      .set({ state: 'given_up', lastError: 'replaced' })
      .where(
        and(
          eq(delivery.district, district),
          eq(delivery.state, 'waiting'),
          eq(delivery.subject, subject),
          store.among(delivery.account, accounts),
        ),
      )
  await tx.writeMany(
    delivery,
    notices.flatMap((notice) =>
      on.map(({ channel }) => ({
        ...{ district, notice: notice.id, channel, account: notice.account, subject: subjectOf(notice) },
        ...{ state: 'waiting' as const, tries: 0, dueAt, heldUntil: 0, sentAt: null, lastError: '' },
      })),
    ),
  )
}
