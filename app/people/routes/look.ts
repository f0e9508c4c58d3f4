import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { safeRedirect } from '~/shared/safe-redirect'

const YEAR_SECONDS = 31_536_000

const one = (form: FormData, name: string, choices: readonly string[]): string | null => {
  const given = form.getAll(name)
  if (given.length === 0) return null
  const [value] = given
  if (given.length > 1 || typeof value !== 'string' || !choices.includes(value)) throw refuse('BAD_REQUEST')
  return value
}

/**
 * Keeps how a person wants to see the portal, signed in or not: `elder` on or off, `theme` dark or light; what is left out
 * stays as it is. Then goes `back`. Refuses BAD_REQUEST.
 */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const form = await request.formData().catch(() => {
    throw refuse('BAD_REQUEST')
  })
  const elder = one(form, 'elder', ['on', 'off'])
  const theme = one(form, 'theme', ['dark', 'light'])
  const back = form.get('back')
  const headers = new Headers()
  const attributes = `Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax; HttpOnly${context.origin.startsWith('https:') ? '; Secure' : ''}`
  if (elder !== null) headers.append('Set-Cookie', `elder=${elder === 'on' ? 1 : 0}; ${attributes}`)
  if (theme !== null) headers.append('Set-Cookie', `theme=${theme}; ${attributes}`)
  return redirect(safeRedirect(back), { status: 303, headers })
})
