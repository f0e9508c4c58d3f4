import type { Channel } from '#db/schema/index'

/** What leaves the house by a channel. */
export interface OutMessage {
  /** The same for every try: a channel that knows it does not tell twice. */
  id: string
  /** Telephone number, mail address or the service account's name for the person. */
  address: string
  title: string
  body: string
  /** Where in the portal the matter is settled: a whole address. */
  link: string
}

/** A way out of the house. `send` throws `Undeliverable` where trying again is no use; any other error is tried again. */
export interface ChannelAdapter {
  channel: Channel
  send(message: OutMessage): Promise<void>
}

/** The address is wrong or wants no message. @param code for the outbox: never an address or a name */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable'
  constructor(readonly code: 'no-address' | 'refused') {
    super(code)
  }
}
