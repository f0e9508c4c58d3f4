import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { requireSchool } from './access-rules'
import type { Actor } from './actor'
import {
  guardiansInSchool,
  guardiansOfClass,
  MOST_PEOPLE,
  staffAboveSchools,
  teachersOfSchool,
} from './find-slip-people.server'
import { loadIssuable } from './issue-slips.server'
import { slipSearch } from './slip-form'
import { slipLines } from './slip-lines.server'

/** The query of a slip page. Refuses BAD_REQUEST. */
export const readSlipSearch = (request: Request) => {
  const search = slipSearch.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!search.success) throw refuse('BAD_REQUEST')
  return search.data
}

/** Guardians and teachers of one school as searched for. Refuses FORBIDDEN. @param asked school: one's first when empty */
export const loadSlipList = async (
  context: Context,
  actor: Actor,
  { q, class: homeClass, school: asked }: ReturnType<typeof readSlipSearch>,
) => {
  const school = asked || (actor.administers[0] ?? '')
  requireSchool(actor, school)
  const guardians = q
    ? await guardiansInSchool(context, school, q)
    : homeClass && homeClass !== 'staff'
      ? await guardiansOfClass(context, { school, homeClass })
      : []
  const teachers = q || homeClass === 'staff' ? await teachersOfSchool(context, school, q) : []
  const issuable = await loadIssuable(context, actor, [...guardians, ...teachers])
  const mine = (account: string): boolean => issuable.has(account)
  return {
    school,
    q,
    homeClass,
    guardians: slipLines(guardians, mine),
    teachers: slipLines(teachers, mine),
    most: (q && guardians.length >= MOST_PEOPLE) || teachers.length >= MOST_PEOPLE ? MOST_PEOPLE : null,
  }
}

/** School administrators and officers as searched for. */
export const loadStaffSlipList = async (context: Context, actor: Actor, { q }: { q: string }) => {
  const people = await staffAboveSchools(context, q)
  const issuable = await loadIssuable(context, actor, people)
  return {
    q,
    people: slipLines(people, (account) => issuable.has(account)),
    most: people.length >= MOST_PEOPLE ? MOST_PEOPLE : null,
  }
}
