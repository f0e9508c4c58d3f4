import { pathTo } from '~/site'
import type { Actor } from './actor'
import { isPhone } from './login-rules'

/**
 * Where a person's work begins. Who signs in with a telephone number comes as family, with a staff number as staff;
 * who is only one of them goes there anyway.
 */
export const landing = (actor: Actor, login = ''): string => {
  const family = actor.children.length > 0 ? pathTo('family') : null
  const desk = actor.officer
    ? pathTo('bureauDesk')
    : actor.administers.length > 0
      ? pathTo('schoolDesk')
      : actor.teacherAt.length > 0
        ? pathTo('teacherDesk')
        : null
  return (isPhone(login) ? (family ?? desk) : (desk ?? family)) ?? pathTo('me')
}
