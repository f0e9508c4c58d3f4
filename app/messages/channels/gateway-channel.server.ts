import { createHmac } from 'node:crypto'
import type { Channel } from '#db/schema/index'
import { type ChannelAdapter, Undeliverable } from './channel'

const PATIENCE_MS = 10_000

/**
 * 短信 and 微信服务号 by a gateway of the district's own: JSON over https to one address from the settings, signed with
 * HMAC-SHA-256 of the body, so that the keys of an operator stay with the gateway. The id travels along: the gateway tells
 * nobody twice.
 */
export const gatewayChannel = (
  channel: Extract<Channel, 'sms' | 'wechat'>,
  { url, key }: { url: string; key: string },
): ChannelAdapter => ({
  channel,
  send: async (message) => {
    if (!message.address) throw new Undeliverable('no-address')
    const body = JSON.stringify({ channel, ...message })
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': message.id,
        'X-Signature': createHmac('sha256', key).update(body).digest('hex'),
      },
      body,
    })
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429 && answer.status !== 408)
      throw new Undeliverable('refused')
    if (!answer.ok) throw new Error(`the ${channel} gateway answered ${answer.status}`)
  },
})
