import { and, asc, eq } from 'drizzle-orm'
import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { leaveOfDay } from '../leave/leave-of-day.server'
import { loadPupilDays } from '../pupil-days/load-pupil-days.server'
import { type ChildOnDay, childrenOfDay, type SessionSignedOut, sessionsSignedOut } from './handover-rules'
import { handoverWords as words } from './handover-words'
import { type HandoverRow, handoversOf } from './handovers-of.server'
import { marksOf } from './marks-of-day.server'
import { walkersAmong } from './persons-of.server'

export interface ChildOfDay extends ChildOnDay {
  name: string
  className: string
  walks: boolean
  handover: HandoverRow | null
}

const namesOf = async ({ store, district }: Context, pupils: readonly string[]) => {
  if (pupils.length === 0) return new Map<string, { name: string; className: string }>()
  const { pupil, homeClass } = store.tables
  const rows = await store.db
    .select({ id: pupil.id, name: pupil.name, grade: homeClass.grade, number: homeClass.number })
    .from(pupil)
    .innerJoin(homeClass, and(eq(homeClass.district, district), eq(homeClass.id, pupil.homeClass)))
    .where(and(eq(pupil.district, district), store.among(pupil.id, pupils)))
  return new Map(rows.map(({ id, name, grade, number }) => [id, { name, className: words.className(grade, number) }]))
}

/** Every child with a session on a day, and whether it was handed over. @param who all of a school, or these children */
export const loadChildrenOfDay = async (
  context: Context,
  who: { school: string } | { pupils: readonly string[] },
  day: string,
): Promise<ChildOfDay[]> => {
  const days = { from: day, to: day }
  const sessions = await loadPupilDays(context, who, days)
  const pupils = [...new Set(sessions.map(({ pupil }) => pupil))]
  const [leave, markOf, handovers, names, walkers] = await Promise.all([
    leaveOfDay(context, day, pupils),
    marksOf(context, sessions),
    handoversOf(context, { pupils }, days),
    namesOf(context, pupils),
    walkersAmong(context, pupils),
  ])
  const lastOf = new Map(handovers.map((row) => [row.pupil, row]))
  const children = childrenOfDay(sessions, { away: leave.away, markOf, handed: new Set(lastOf.keys()) })
  return children.map((child) => ({
    ...child,
    ...(names.get(child.pupil) ?? { name: '', className: '' }),
    walks: walkers.has(child.pupil),
    handover: lastOf.get(child.pupil) ?? null,
  }))
}

/** The instructors that are this account. */
export const instructorsOf = async ({ store, district }: Context, account: string): Promise<Set<string>> => {
  const { instructor } = store.tables
  const rows = await store.db
    .select({ id: instructor.id })
    .from(instructor)
    .where(and(eq(instructor.district, district), eq(instructor.account, account)))
  return new Set(rows.map(({ id }) => id))
}

export interface TeacherDay {
  day: string
  /** Children whose last session today is the teacher's own. */
  here: ChildOfDay[]
  /** Those who go on to somebody else. */
  later: ChildOfDay[]
  handed: ChildOfDay[]
  away: ChildOfDay[]
}

const noteView = (context: Context, actor: Actor, subject: string, people: number): Promise<void> =>
  context.store.transaction((tx) =>
    writeAudit(context, tx, [{ actor: actor.account, action: 'handover.day-viewed', subject, detail: { people } }]),
  )

/** Today's children of the teacher's own sessions; who looked is written down, one line a page. */
export const viewTeacherDay = async (context: Context, actor: Actor): Promise<TeacherDay> => {
  const day = dayOf(context.clock.now())
  const own = await instructorsOf(context, actor.account)
  const all: ChildOfDay[] = []
  for (const school of own.size === 0 ? [] : actor.teacherAt) {
    const pupils = (await loadPupilDays(context, { school }, { from: day, to: day }))
      .filter(({ instructor }) => own.has(instructor))
      .map(({ pupil }) => pupil)
    if (pupils.length > 0) all.push(...(await loadChildrenOfDay(context, { pupils: [...new Set(pupils)] }, day)))
  }
  if (all.length > 0) await noteView(context, actor, `account:${actor.account}/day:${day}`, all.length)
  const open = all.filter(({ standing }) => standing === 'open')
  const isMine = ({ sessions }: ChildOfDay): boolean => own.has(sessions.at(-1)?.instructor ?? '')
  return {
    day,
    here: open.filter(isMine),
    later: open.filter((child) => !isMine(child)),
    handed: all.filter(({ standing }) => standing === 'handed'),
    away: all.filter(({ standing }) => standing === 'away'),
  }
}

export interface SchoolDay {
  school: string
  schools: { id: string; name: string }[]
  day: string
  today: boolean
  children: ChildOfDay[]
  /** Those of the day in which somebody is not handed over. */
  open: SessionSignedOut[]
}

/**
 * A day of a school: who came, who was handed over to whom. Who looked is written down, one line a page.
 * Refuses FORBIDDEN. @param asked school: the first of one's own when empty; day: today when empty
 */
export const viewSchoolDay = async (
  context: Context,
  actor: Actor,
  asked: { school: string; day: string },
): Promise<SchoolDay> => {
  const { store, district, clock } = context
  const school = asked.school || (actor.administers[0] ?? '')
  requireSchool(actor, school)
  const today = dayOf(clock.now())
  const day = asked.day || today
  const children = await loadChildrenOfDay(context, { school }, day)
  if (children.length > 0) await noteView(context, actor, `school:${school}/day:${day}`, children.length)
  const { school: schools } = store.tables
  const named = await store.db
    .select({ id: schools.id, name: schools.name })
    .from(schools)
    .where(and(eq(schools.district, district), store.among(schools.id, actor.administers)))
    .orderBy(asc(schools.name), asc(schools.id))
  return {
    school,
    schools: named,
    day,
    today: day === today,
    children,
    open: sessionsSignedOut(children).filter(({ open }) => open > 0),
  }
}

/**
 * Today's sessions of a child that this member of staff answers for: a teacher for the own ones, an administrator for
 * the school's. Refuses NOT_IN_YOUR_SESSIONS.
 */
export const childInOwnSessions = async (context: Context, actor: Actor, pupil: string): Promise<ChildOfDay> => {
  const day = dayOf(context.clock.now())
  const [child] = await loadChildrenOfDay(context, { pupils: [pupil] }, day)
  const own = await instructorsOf(context, actor.account)
  const sessions = await loadPupilDays(context, { pupils: [pupil] }, { from: day, to: day })
  const mine = sessions.some(
    ({ school, instructor }) =>
      actor.administers.includes(school) || (actor.teacherAt.includes(school) && own.has(instructor)),
  )
  if (!child || !mine) throw refuse('NOT_IN_YOUR_SESSIONS', { child: mine ? (child?.name ?? '') : '这个孩子' })
  return child
}
