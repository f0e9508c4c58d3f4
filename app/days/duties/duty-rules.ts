import { instantOf } from '~/shared/day'
import type { SessionHeld } from '../pupil-days/pupil-day-rules'

/** Who taught how often, from the sessions as they were held. Pure. */

/** 在职: on the school's payroll; everybody else is from outside; '' where a section names nobody. */
export type DutyKind = 'in_service' | 'outside' | 'unnamed'

export interface DutyPerson {
  name: string
  kind: DutyKind
  /** '' for the school's own. */
  provider: string
}

export interface TeacherDuty extends DutyPerson {
  /** '' where a section names nobody. */
  instructor: string
  /** Titles of what was taught or is planned, in order of name. */
  courses: string[]
  /** Sessions held until now. */
  held: number
  /** Of these, how many for somebody else. */
  stoodIn: number
  /** 课时 of what was held: sessions at one and the same time count once. */
  hours: number
  /** Sessions of the whole term, cancelled ones left out. */
  planned: number
}

const isHeld = ({ heldOn, endsAt }: SessionHeld, now: number): boolean => instantOf(heldOn, endsAt) <= now

/**
 * One line a teacher: those on the payroll first, then by hours and name. A session counts to who stood in for it.
 * @param sessions of one school and term, in any order. @param now what ends later is planned, not held
 */
export const dutiesOf = (
  sessions: readonly SessionHeld[],
  people: ReadonlyMap<string, DutyPerson>,
  now: number,
): TeacherDuty[] => {
  const byTeacher = new Map<string, SessionHeld[]>()
  for (const one of sessions) {
    const own = byTeacher.get(one.instructor)
    if (own) own.push(one)
    else byTeacher.set(one.instructor, [one])
  }
  const nobody: DutyPerson = { name: '', kind: 'unnamed', provider: '' }
  return [...byTeacher]
    .map(([instructor, own]): TeacherDuty => {
      const held = own.filter((one) => isHeld(one, now))
      return {
        ...(people.get(instructor) ?? nobody),
        instructor,
        courses: [...new Set(own.map(({ title }) => title))].sort(),
        held: held.length,
        stoodIn: held.filter(({ substituted }) => substituted).length,
        hours: new Set(held.map(({ heldOn, startsAt }) => `${heldOn} ${startsAt}`)).size,
        planned: own.length,
      }
    })
    .sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || b.hours - a.hours || (a.name < b.name ? -1 : 1))
}

const ORDER: Record<DutyKind, number> = { in_service: 0, outside: 1, unnamed: 2 }

/** The hours of one kind of teachers together, and how many of them taught at all. */
export const sumOfKind = (duties: readonly TeacherDuty[], kind: DutyKind): { hours: number; teachers: number } => {
  const taught = duties.filter((one) => one.kind === kind && one.held > 0)
  return { hours: taught.reduce((sum, { hours }) => sum + hours, 0), teachers: taught.length }
}

/** What one teacher held until now, the latest first. */
export const heldBy = (sessions: readonly SessionHeld[], instructor: string, now: number): SessionHeld[] =>
  sessions.filter((one) => one.instructor === instructor && isHeld(one, now)).reverse()
