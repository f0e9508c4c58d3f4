import { z } from 'zod/mini'
import { isLogin, plainLogin } from './login-rules'
import { PASSWORD_MAX } from './password-rules'
import { words } from './words'

/** Telephone or staff number, as people type it; `.parse` gives it as it is looked up. */
export const loginField = z.pipe(
  z
    .string({ error: words.login.missing })
    .check(z.trim(), z.minLength(1, words.login.missing), z.maxLength(60, words.login.wrong)),
  z.pipe(z.transform(plainLogin), z.string().check(z.refine(isLogin, words.login.wrong))),
)

export const signInForm = z.object({
  login: loginField,
  password: z
    .string({ error: words.password.missing })
    .check(z.minLength(1, words.password.missing), z.maxLength(4 * PASSWORD_MAX, words.password.long)),
  back: z.optional(z.string()),
})
