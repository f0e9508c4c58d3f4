import * as z from 'zod/mini'
import { wayWords as words } from './channel-words'

/** Switching a channel of the district. */
export const channelForm = z.object({
  channel: z.enum(['sms', 'wechat', 'email', 'local']),
  on: z.enum(['yes', 'no']),
})

const EMAIL = /^[^\s@<>"',;:]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/iu
const ticked = z.pipe(
  z._default(z.string(), ''),
  z.transform((given) => given === 'on'),
)

/** What a person wants; an address only where mail is wanted. */
export const wayForm = z
  .object({
    sms: ticked,
    wechat: ticked,
    email: ticked,
    address: z._default(z.string(), '').check(z.trim(), z.maxLength(200, words.emailWrong)),
  })
  .check((given) => {
    const { email, address } = given.value
    if ((email || address !== '') && !EMAIL.test(address))
      given.issues.push({ code: 'custom', path: ['address'], message: words.emailWrong, input: address })
  })

export type WayDraft = z.infer<typeof wayForm>
