import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { type Actor, requireSchool } from '~/people'
import { parseDistrictSettings } from '~/people/index.server'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { slotsInWords } from '../family-words'
import { gradeName } from '../fit-rules'
import { loadSchools, type SchoolName } from '../load-schools.server'
import { loadSections } from '../load-sections.server'
import { loadTerm } from '../load-term.server'
import { loadDue } from './load-overdue.server'

export interface SectionToJudge {
  id: string
  name: string
  times: string
  teacher: string
  minimum: number
  capacity: number | null
  enrolled: number
  waiting: number
  until: number
  overdue: boolean
}

export interface DecidedSection {
  section: string
  name: string
  decision: 'runs' | 'closed'
  enrolled: number
  reason: string
  by: string
  at: number
}

export interface ChildToMove {
  pupil: string
  name: string
  className: string
  was: 'enrolled' | 'offered' | 'waitlisted'
  /** Names of the base care behind the course; empty where there is none, or where it held no slot. */
  keeps: string[]
}

export interface DecisionsPage {
  school: string
  schools: SchoolName[]
  termName: string
  now: number
  firstPickHours: number
  /** The least time left first. */
  due: SectionToJudge[]
  decided: DecidedSection[]
  /** The section that is about to be closed, with its children by name; null when none was asked for. */
  closing: { section: SectionToJudge; children: ChildToMove[] } | null
}

/**
 * What a school has to decide, and what it decided this term. Asking for one section shows its children by name, which
 * is recorded. @param asked school: the first of one's own when empty. Refuses FORBIDDEN.
 */
export const loadDecisions = async (
  context: Context,
  actor: Actor,
  asked: { school: string; section: string },
): Promise<DecisionsPage> => {
  const school = asked.school || (actor.administers[0] ?? '')
  requireSchool(actor, school)
  const { store, district, clock } = context
  const term = await loadTerm(context)
  const states = ['published', 'closed'] as const
  const sections = term ? await loadSections(context, { term: term.id, schools: [school], states }) : []
  const dues = await loadDue(context, school)
  const due = dues
    .flatMap(({ section, until, overdue }): SectionToJudge[] => {
      const one = sections.find(({ id }) => id === section)
      if (!one) return []
      const { id, name, slots, teacher, minimum, capacity, enrolled, waiting } = one
      return [{ id, name, times: slotsInWords(slots), teacher, minimum, capacity, enrolled, waiting, until, overdue }]
    })
    .sort((a, b) => a.until - b.until || (a.name < b.name ? -1 : 1))
  const { district: districts } = store.tables
  const [row] = await store.db
    .select({ settings: districts.settings })
    .from(districts)
    .where(eq(districts.id, district))
  const closing = due.find(({ id }) => id === asked.section)
  return {
    school,
    schools: await loadSchools(context, actor.administers),
    termName: term?.name ?? '',
    now: clock.now(),
    firstPickHours: parseDistrictSettings(row?.settings).firstPickHours,
    due,
    decided: await readDecided(context, new Map(sections.map(({ id, name }) => [id, name]))),
    closing: closing ? { section: closing, children: await viewChildren(context, actor, closing.id) } : null,
  }
}

const readDecided = async (
  { store, district }: Context,
  names: ReadonlyMap<string, string>,
): Promise<DecidedSection[]> => {
  if (names.size === 0) return []
  const { sectionDecision, account } = store.tables
  const rows = await store.db
    .select({
      section: sectionDecision.section,
      decision: sectionDecision.decision,
      enrolled: sectionDecision.enrolled,
      reason: sectionDecision.reason,
      by: account.name,
      at: sectionDecision.at,
    })
    .from(sectionDecision)
    .leftJoin(account, and(eq(account.district, district), eq(account.id, sectionDecision.decidedBy)))
    .where(and(eq(sectionDecision.district, district), store.among(sectionDecision.section, [...names.keys()])))
    .orderBy(desc(sectionDecision.at), asc(sectionDecision.section))
  return rows.map((row) => ({ ...row, by: row.by ?? '', name: names.get(row.section) ?? '' }))
}

const LIVING = ['enrolled', 'offered', 'waitlisted'] as const

/** The children of a section and the care that waits behind it; who looked is recorded. */
const viewChildren = async (context: Context, actor: Actor, section: string): Promise<ChildToMove[]> => {
  const { store, district } = context
  const { enrolment, pupil, homeClass, heldSlot, section: sections, course } = store.tables
  const rows = await store.db
    .select({
      pupil: enrolment.pupil,
      state: enrolment.state,
      name: pupil.name,
      grade: homeClass.grade,
      number: homeClass.number,
    })
    .from(enrolment)
    .innerJoin(pupil, and(eq(pupil.district, district), eq(pupil.id, enrolment.pupil)))
    .innerJoin(homeClass, and(eq(homeClass.district, district), eq(homeClass.id, pupil.homeClass)))
    .where(and(eq(enrolment.district, district), eq(enrolment.section, section), inArray(enrolment.state, [...LIVING])))
    .orderBy(asc(homeClass.grade), asc(homeClass.number), asc(pupil.id))
  const care = await store.db
    .selectDistinct({ pupil: heldSlot.pupil, title: course.title })
    .from(heldSlot)
    .innerJoin(sections, and(eq(sections.district, district), eq(sections.id, heldSlot.base)))
    .innerJoin(course, and(eq(course.district, district), eq(course.id, sections.course)))
    .where(and(eq(heldSlot.district, district), eq(heldSlot.section, section)))
    .orderBy(asc(heldSlot.pupil), asc(course.title))
  await store.transaction((tx) =>
    writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'roster.viewed',
        subject: `section:${section}`,
        detail: { people: rows.length, searched: false },
      },
    ]),
  )
  const order = (was: ChildToMove['was']): number => LIVING.indexOf(was)
  return rows
    .flatMap(({ state, grade, number, ...row }): ChildToMove[] => {
      const was = LIVING.find((one) => one === state)
      const keeps = care.filter((one) => one.pupil === row.pupil).map(({ title }) => title)
      return was ? [{ ...row, was, keeps, className: `${gradeName(grade)} ${number} 班` }] : []
    })
    .sort((a, b) => order(a.was) - order(b.was))
}
