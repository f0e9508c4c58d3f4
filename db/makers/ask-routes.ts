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
  async (handler: unknown, { as = somebody, form, query = '', params = {} }: Asked): Promise<Answered> => {
    const { context: base, world, enrolments } = of()
    const { origin, clock } = base
    const cookie = as === '' ? '' : await world.signIn(as, { at: clock.now(), origin })
    const actor = await loadActor(base, cookie)
    const pairs = Object.entries(form ?? {}).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
    const request = new Request(`${origin}/${query}`, {
      ...(form ? { method: 'POST', body: new URLSearchParams(pairs as [string, string][]) } : {}),
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
