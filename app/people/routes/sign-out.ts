import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { pathTo } from '~/site'
import { signOut } from '../end-sessions.server'
import { noSessionCookie, readSessionToken } from '../session-cookie.server'

/** Ends the session of this browser. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor, origin } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  await signOut(context, {
    account: actor.account,
    token: readSessionToken(origin, request.headers.get('Cookie')),
  })
  return redirect(pathTo('shelf'), { status: 303, headers: { 'Set-Cookie': noSessionCookie(origin) } })
})
