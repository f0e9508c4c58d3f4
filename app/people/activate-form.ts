import { z } from 'zod/mini'
import { plainLogin } from './login-rules'
import { PASSWORD_MAX, passwordFault } from './password-rules'
import { loginField } from './sign-in-form'
import { words } from './words'

export const SLIP_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const SLIP_LENGTH = 8

/** A code as it is hashed: upper case, without the blanks and hyphens people type. */
export const plainCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—]/g, '')

const isCode = (code: string): boolean => /^[A-Z0-9]{8}$/.test(code)

const slip = {
  login: loginField,
  code: z.pipe(
    z
      .string({ error: words.activate.codeMissing })
      .check(z.trim(), z.minLength(1, words.activate.codeMissing), z.maxLength(60, words.activate.codeWrong)),
    z.pipe(z.transform(plainCode), z.string().check(z.refine(isCode, words.activate.codeWrong))),
  ),
  back: z.optional(z.string()),
}

/** First step: what stands on the slip. */
export const slipForm = z.object({ ...slip })

/** Second step, guardians only. `refuse` is the other button's. */
export const agreeForm = z.object({
  agree: z.optional(z.literal('yes')),
  refuse: z.optional(z.literal('yes')),
  back: z.optional(z.string()),
})

const given = z.string({ error: words.password.missing }).check(z.maxLength(4 * PASSWORD_MAX, words.password.long))

interface NewPassword {
  password: string
  again: string
}

/** The same rules wherever a password is chosen: on a slip, and on one's own page. */
const goodPassword = <Form extends NewPassword>(loginOf: (form: Form) => string) =>
  z.check<Form>((payload) => {
    const { password, again } = payload.value
    const say = (path: string, message: string) =>
      payload.issues.push({ code: 'custom', path: [path], message, input: undefined })
    const fault = passwordFault(password, plainLogin(loginOf(payload.value)))
    if (fault) say('password', words.password[fault])
    else if (password !== again) say('again', words.password.differ)
  })

/** Last step: the whole of it is checked again, for nothing was kept in between. */
export const activateForm = z
  .object({ ...slip, agree: z.optional(z.literal('yes')), password: given, again: given })
  .check(goodPassword((form) => form.login))

export const passwordForm = z
  .object({
    now: z
      .string({ error: words.password.missing })
      .check(z.minLength(1, words.password.missing), z.maxLength(4 * PASSWORD_MAX, words.password.long)),
    password: given,
    again: given,
  })
  .check(goodPassword(() => ''))
