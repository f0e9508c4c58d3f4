import type { ActionFunctionArgs, AppLoadContext } from '@remix-run/node'
import type { EnrolmentDesk } from '~/courses'
import { loadActor } from '~/people/index.server'
import type { Context } from '~/shared/context'
import type { Scenario } from './scenario'

export interface Asked {
  /** The account that asks; '' for nobody. */
  as?: string
  /** Makes it a POST. */
  form?: Record<string, string | readonly string[]>
  /** Sent along with the form as multipart/form-data. */
  files?: Record<string, { name: string; bytes: Uint8Array }>
  query?: string
  params?: Record<string, string>
}

export interface Answered {
  status: number
  /** What a loader returned; the code of a refusal; the text of a response. */
  body: unknown
  location: string | null
}

/** Asks loaders and actions as the server would, signed in by a session of its own in the real store. */
export const askRoutes =
  (of: () => { context: Context & { origin: string }; world: Scenario; enrolments: EnrolmentDesk }, somebody = 'g') =>
  async (handler: unknown, { as = somebody, form, files, query = '', params = {} }: Asked): Promise<Answered> => {
    const { context: base, world, enrolments } = of()
    const { origin, clock } = base
    const cookie = as === '' ? '' : await world.signIn(as, { at: clock.now(), origin })
    const actor = await loadActor(base, cookie)
    const pairs = Object.entries(form ?? {}).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
    const request = new Request(`${origin}/${query}`, {
      ...(form || files ? { method: 'POST', body: bodyOf(pairs as [string, string][], files) } : {}),
    })
    const context = { ...base, actor, enrolments } as unknown as AppLoadContext
    const answer: unknown = await (handler as (args: ActionFunctionArgs) => Promise<unknown>)({
      request,
      params,
      context,
    } as ActionFunctionArgs).catch((thrown: unknown) => thrown)
    if (answer instanceof Error) throw answer
    if (answer instanceof Response) {
      return { status: answer.status, body: await answer.text(), location: answer.headers.get('location') }
    }
    const wrapped = answer as { type?: string; data: unknown; init: { status?: number } | null }
    if (wrapped?.type === 'DataWithResponseInit') {
      const { code } = wrapped.data as { code?: string }
      return { status: wrapped.init?.status ?? 200, body: code ?? wrapped.data, location: null }
    }
    return { status: 200, body: answer, location: null }
  }

const bodyOf = (pairs: [string, string][], files: Asked['files']): URLSearchParams | FormData => {
  if (!files) return new URLSearchParams(pairs)
  const body = new FormData()
  for (const [name, value] of pairs) body.append(name, value)
  for (const [field, { name, bytes }] of Object.entries(files))
    body.append(field, new File([new Uint8Array(bytes)], name))
  return body
}
