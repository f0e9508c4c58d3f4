import type { Store } from '#db/store'
import type { ChannelAdapter } from './channel'

/**
 * 试用通道: keeps what would have left the house, for whoever tries the portal out. The same message twice is one.
 * @param of where it is kept, and what time it is
 */
export const localChannel = (of: { store: Store; district: string; clock: { now(): number } }): ChannelAdapter => ({
  channel: 'local',
  send: async ({ id, address, title, body }) => {
    const { store, district, clock } = of
    const { localMessage } = store.tables
    await store.transaction(async (tx) => {
      await tx
        .insert(localMessage)
        .values({ district, id, account: address, title, body, at: clock.now() })
        .onConflictDoNothing()
    })
  },
})
