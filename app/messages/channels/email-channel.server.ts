import { createTransport } from 'nodemailer'
import { type ChannelAdapter, Undeliverable } from './channel'

const TRANSIENT_BELOW = 500

/**
 * Mail by SMTP. The message's id is its Message-ID: servers drop a second one.
 * @param given.url `smtps://user:password@host:port`. @param given.from the sender. @param given.host in ids
 */
export const emailChannel = ({ url, from, host }: { url: string; from: string; host: string }): ChannelAdapter => {
  const transport = createTransport(url, { from, disableFileAccess: true, disableUrlAccess: true })
  return {
    channel: 'email',
    send: async ({ id, address, title, body, link }) => {
      if (!address) throw new Undeliverable('no-address')
      try {
        await transport.sendMail({
          to: { name: '', address },
          subject: title,
          text: `${body}\n\n${link}`,
          messageId: `<${id}@${host}>`,
        })
      } catch (error) {
        const { responseCode = 0 } = error as { responseCode?: number }
        if (responseCode >= TRANSIENT_BELOW) throw new Undeliverable('refused')
        throw error
      }
    },
  }
}
