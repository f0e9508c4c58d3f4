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

/** First step: what stands on the slip. */
export const slipForm = z.object({ step: z.literal('slip'), ...slip })

const consent = { agree: z.optional(z.literal('yes')), refuse: z.optional(z.literal('yes')) }

/** Second step, guardians only: what was agreed to. `refuse` is the other button. */
const consentForm = z.object({ step: z.literal('consent'), ...slip, ...consent })

/** Last step: everything once more, for nothing was kept in between. */
export const activateForm = z
  .object({ step: z.literal('password'), ...slip, agree: consent.agree, password: given, again: given })
  .check(goodPassword((form) => form.login))

/** Consent alone, of a guardian who is signed in: the text has a new version, or was refused before. */
const agreeForm = z.object({ step: z.literal('agree'), ...consent, back: slip.back })

/** Any step, as it is posted. */
export const stepForm = z.discriminatedUnion('step', [slipForm, consentForm, activateForm, agreeForm])

/** A new password on one's own page. */
export const passwordForm = z
  .object({
    do: z.literal('password'),
    now: given.check(z.minLength(1, words.password.missing)),
    password: given,
    again: given,
  })
  .check(goodPassword(() => ''))

/** What one's own page can do. */
export const meForm = z.discriminatedUnion('do', [passwordForm, z.object({ do: z.literal('end-all') })])
