import { and, asc, desc, eq } from 'drizzle-orm'
import { loadTerm } from '~/courses/index.server'
import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { loadSchoolSessions } from '../pupil-days/load-pupil-days.server'
import type { SessionHeld } from '../pupil-days/pupil-day-rules'
import { type DutyPerson, dutiesOf, heldBy, type TeacherDuty } from './duty-rules'

export interface DutiesAsked {
  school: string
  term: string
  /** An instructor, whose sessions are listed; '' for none. */
  teacher: string
}

export interface Duties {
  school: string
  schools: { id: string; name: string }[]
  term: string
  termName: string
  terms: { id: string; name: string }[]
  /** What was held by then counts. */
  until: string
  duties: TeacherDuty[]
  chosen: { name: string; sessions: SessionHeld[] } | null
}

/** The people a school's sections and substitutions name: on the payroll only where the staff list says so. */
const peopleOf = async ({ store, district }: Context, school: string): Promise<Map<string, DutyPerson>> => {
  const { instructor, staff, provider } = store.tables
  const rows = await store.db
    .select({
      id: instructor.id,
      name: instructor.name,
      account: instructor.account,
      inService: staff.inService,
      provider: provider.name,
    })
    .from(instructor)
    .leftJoin(staff, and(eq(staff.district, district), eq(staff.account, instructor.account)))
    .leftJoin(provider, and(eq(provider.district, district), eq(provider.id, instructor.provider)))
    .where(and(eq(instructor.district, district), eq(instructor.school, school)))
  return new Map(
    rows.map(({ id, name, account, inService, provider: firm }) => [
      id,
      { name, kind: account !== null && inService ? 'in_service' : 'outside', provider: firm ?? '' },
    ]),
  )
}

/**
 * Who taught how often at a school in a term, by its calendar and what was changed. Refuses FORBIDDEN.
 * @param asked school: the first of one's own when empty; term: the one that runs when empty or unknown
 */
export const loadDuties = async (context: Context, actor: Actor, asked: DutiesAsked): Promise<Duties> => {
  const { store, district, clock } = context
  const school = asked.school || (actor.administers[0] ?? '')
  requireSchool(actor, school)
  const { school: schools, term } = store.tables
  const terms = await store.db.select().from(term).where(eq(term.district, district)).orderBy(desc(term.startsOn))
  const running = await loadTerm(context)
  const chosen = terms.find(({ id }) => id === asked.term) ?? terms.find(({ id }) => id === running?.id)
  const sessions = chosen ? await loadSchoolSessions(context, school, { from: chosen.startsOn, to: chosen.endsOn }) : []
  const people = await peopleOf(context, school)
  const named = await store.db
    .select({ id: schools.id, name: schools.name })
    .from(schools)
    .where(and(eq(schools.district, district), store.among(schools.id, actor.administers)))
    .orderBy(asc(schools.name), asc(schools.id))
  const now = clock.now()
  const today = dayOf(now)
  const teacher = people.get(asked.teacher)
  return {
    school,
    schools: named,
    term: chosen?.id ?? '',
    termName: chosen?.name ?? '',
    terms: terms.map(({ id, name }) => ({ id, name })),
    until: chosen && chosen.endsOn < today ? chosen.endsOn : today,
    duties: dutiesOf(sessions, people, now),
    chosen: teacher ? { name: teacher.name, sessions: heldBy(sessions, asked.teacher, now) } : null,
  }
}

/** The same, to be taken along; who took it is in the record. Refuses FORBIDDEN. */
export const exportDuties = async (context: Context, actor: Actor, asked: DutiesAsked): Promise<Duties> => {
  const duties = await loadDuties(context, actor, asked)
  await context.store.transaction((tx) =>
    writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'duties.exported',
        subject: `school:${duties.school}/term:${duties.term}`,
        detail: { people: duties.duties.length },
      },
    ]),
  )
  return duties
}
