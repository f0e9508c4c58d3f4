import { and, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { type CareNote, careNotesOfFamily } from '../care-notes/care-notes-for.server'
import { leaveOfDay } from '../leave/leave-of-day.server'
import { loadPupilDays } from '../pupil-days/load-pupil-days.server'
import { type HandoverRow, handoversOf } from './handovers-of.server'
import { guardiansToFetch, type PersonNamed, personsNamed, walkersAmong } from './persons-of.server'

export interface ChildToFetch {
  pupil: string
  name: string
  position: number
  gate: string
  /** HH:MM; null where the child has no session today, or is on leave. */
  out: string | null
  /** It has sessions today, and leave from all of them. */
  onLeave: boolean
  handover: Pick<HandoverRow, 'way' | 'personName' | 'at'> | null
  guardians: { account: string; name: string; relation: string; you: boolean }[]
  persons: PersonNamed[]
  contacts: PersonNamed[]
  /** Since when it may walk home alone. */
  walksSince: number | null
  care: CareNote | null
}

const gatesOf = async ({ store, district }: Context, schools: readonly string[]): Promise<Map<string, string>> => {
  const { school } = store.tables
  const rows = await store.db
    .select({ id: school.id, gate: school.gate })
    .from(school)
    .where(and(eq(school.district, district), store.among(school.id, schools)))
  return new Map(rows.map(({ id, gate }) => [id, gate]))
}

/** Who fetches each child of a family, today and always. */
export const loadPickup = async (context: Context, actor: Actor): Promise<ChildToFetch[]> => {
  const today = dayOf(context.clock.now())
  const days = { from: today, to: today }
  const pupils = actor.children.map(({ pupil }) => pupil)
  const [sessions, leave, handovers, guardians, persons, contacts, walkers, notes, gates] = await Promise.all([
    loadPupilDays(context, { pupils }, days),
    leaveOfDay(context, today, pupils),
    handoversOf(context, { pupils }, days),
    guardiansToFetch(context, pupils),
    personsNamed(context, 'pickup', pupils),
    personsNamed(context, 'emergency', pupils),
    walkersAmong(context, pupils),
    careNotesOfFamily(context, pupils),
    gatesOf(context, [...new Set(actor.children.map(({ school }) => school))]),
  ])
  return actor.children.map(({ pupil, name, position, school }): ChildToFetch => {
    const own = <Row extends { pupil: string }>(rows: readonly Row[]): Row[] =>
      rows.filter((row) => row.pupil === pupil)
    const ends = own(sessions)
      .filter(({ section }) => !leave.away(pupil, section))
      .map(({ endsAt }) => endsAt)
      .sort()
    const last = own(handovers).at(-1)
    return {
      pupil,
      name,
      position,
      gate: gates.get(school) ?? '',
      out: ends.at(-1) ?? null,
      onLeave: ends.length === 0 && own(sessions).length > 0,
      handover: last ? { way: last.way, personName: last.personName, at: last.at } : null,
      guardians: own(guardians).map(({ account, name: called, relation }) => ({
        account,
        name: called,
        relation,
        you: account === actor.account,
      })),
      persons: own(persons),
      contacts: own(contacts),
      walksSince: walkers.get(pupil) ?? null,
      care: notes.get(pupil) ?? null,
    }
  })
}
