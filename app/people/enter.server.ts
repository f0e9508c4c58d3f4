import { type AppLoadContext, redirect } from '@remix-run/node'
import { safeRedirect } from '~/shared/safe-redirect'
import { landing } from './landing'
import { actorOf, isStaff } from './load-actor.server'
import { sessionCookie } from './session-cookie.server'
import { limitsFor } from './session-rules'

/** Lets a person in who has just signed in: the cookie, and on to where they wanted or where their work begins. */
export const enter = async (
  context: AppLoadContext,
  { token, account, name, login, back }: { token: string; account: string; name: string; login: string; back: unknown },
) => {
  const actor = await actorOf(context, account, name)
  const cookie = sessionCookie(context.origin, token, limitsFor(isStaff(actor)).absolute)
  return redirect(safeRedirect(back, landing(actor, login)), { status: 303, headers: { 'Set-Cookie': cookie } })
}
