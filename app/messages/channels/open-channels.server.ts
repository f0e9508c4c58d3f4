import type { Context } from '~/shared/context'
import type { ChannelAdapter } from './channel'
import { emailChannel } from './email-channel.server'
import { gatewayChannel } from './gateway-channel.server'
import { localChannel } from './local-channel.server'

/** How each channel is reached; one that is not set cannot be used. */
export interface ChannelSettings {
  mail: { url: string; from: string } | null
  sms: { url: string; key: string } | null
  wechat: { url: string; key: string } | null
}

/** Every channel that the server's settings name, and the local one. */
export const openChannels = (
  context: Context & { origin: string },
  { mail, sms, wechat }: ChannelSettings,
): readonly ChannelAdapter[] => [
  localChannel(context),
  ...(mail ? [emailChannel({ ...mail, host: new URL(context.origin).hostname })] : []),
  ...(sms ? [gatewayChannel('sms', sms)] : []),
  ...(wechat ? [gatewayChannel('wechat', wechat)] : []),
]
