import { refuse } from '~/shared/refusal'
import { type Place, type Policy, placeAt, site } from '~/site'
import type { Actor } from './actor'

const allows: Record<Policy, (actor: Actor | null) => boolean> = {
  anyone: () => true,
  person: (actor) => actor !== null,
  guardian: (actor) => actor !== null && actor.children.length > 0,
  teacher: (actor) => actor !== null && actor.teacherAt.length > 0,
  school_admin: (actor) => actor !== null && actor.administers.length > 0,
  officer: (actor) => actor?.officer === true,
}

/**
 * Lets a request through or refuses it, by the policy of its place in site.ts. Denied by default.
 * Refuses NOT_FOUND (no such place), BAD_REQUEST (method not answered there), NOT_SIGNED_IN, FORBIDDEN, CONSENT_NEEDED.
 */
export const checkAccess = (actor: Actor | null, method: string, pathname: string): void => {
  const name = placeAt(pathname)
  if (!name) throw refuse('NOT_FOUND')
  const policies: Place['methods'] = site[name].methods
  const policy = method === 'GET' || method === 'HEAD' ? policies.GET : method === 'POST' ? policies.POST : undefined
  if (!policy) throw refuse('BAD_REQUEST')
  if (!allows[policy](actor)) throw refuse(actor ? 'FORBIDDEN' : 'NOT_SIGNED_IN')
  if (policy === 'guardian' && !actor?.consented) throw refuse('CONSENT_NEEDED')
}

/** The child of the actor with this id. Refuses NOT_YOUR_CHILD. */
export const ownChild = (actor: Actor, pupil: string): Actor['children'][number] => {
  const child = actor.children.find((one) => one.pupil === pupil)
  if (!child) throw refuse('NOT_YOUR_CHILD')
  return child
}

/** Refuses FORBIDDEN unless the actor administers the school. */
export const requireSchool = (actor: Actor, school: string): void => {
  if (!actor.administers.includes(school)) throw refuse('FORBIDDEN')
}
