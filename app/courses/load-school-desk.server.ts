import { and, eq, isNull } from 'drizzle-orm'
import { type Actor, requireSchool } from '~/people'
import type { Context } from '~/shared/context'
import type { DecisionDue } from './decision-day/decision-rules'
import { loadDue } from './decision-day/load-overdue.server'
import { loadSchools, type SchoolName } from './load-schools.server'
import { loadSections, type SectionOnDesk } from './load-sections.server'
import { loadTerm } from './load-term.server'
import { phaseOf, type RoundPhase, roundFor } from './round-rules'
import { type AfterSchoolDay, afterSchool, meetsOn, type Problem, problemOf } from './school-desk-rules'

export interface SectionWithProblem extends SectionOnDesk {
  /** Still to be decided whether it runs. */
  due: DecisionDue | null
  decided: 'runs' | 'closed' | null
  problem: Problem | null
}

/** Base care of one name, all classes together. */
export interface BaseGroup {
  title: string
  sections: SectionOnDesk[]
}

export interface SchoolDesk {
  school: string
  schools: SchoolName[]
  termName: string
  now: number
  round: { phase: RoundPhase; opensAt: number; closesAt: number } | null
  sections: SectionWithProblem[]
  base: BaseGroup[]
  /** Courses of each weekday 1–5, all of them at 0. */
  counts: number[]
  pupils: number
  /** Pupils with at least one course. */
  chosen: number
  days: AfterSchoolDay[]
}

/** The school's desk of the term. @param asked school: the first of one's own when empty. Refuses FORBIDDEN. */
export const loadSchoolDesk = async (
  context: Context,
  actor: Actor,
  asked: { school: string },
): Promise<SchoolDesk> => {
  const school = asked.school || (actor.administers[0] ?? '')
  requireSchool(actor, school)
  const now = context.clock.now()
  const term = await loadTerm(context)
  const all = term ? await loadSections(context, { term: term.id, schools: [school] }) : []
  const courses = all.filter(({ base }) => !base)
  const round = term && roundFor(term.rounds, school, term.id, now)
  const phase = round ? phaseOf(round, now) : 'before'
  const dues = await loadDue(context, school)
  const decided = await readDecided(
    context,
    courses.map(({ id }) => id),
  )
  const pupils = await countPupils(context, school)
  const held = term ? await heldSlots(context, school, term.id) : []
  return {
    school,
    schools: await loadSchools(context, actor.administers),
    termName: term?.name ?? '',
    now,
    round: round ? { phase, opensAt: round.opensAt, closesAt: round.closesAt } : null,
    sections: courses.map((section) => {
      const due = dues.find((one) => one.section === section.id) ?? null
      const judged = { ...section, due, decided: decided.get(section.id) ?? null }
      return { ...judged, problem: problemOf(judged, phase) }
    }),
    base: baseGroups(all.filter(({ base }) => base)),
    counts: [0, 1, 2, 3, 4, 5].map((day) => courses.filter((section) => meetsOn(section, day)).length),
    pupils,
    chosen: new Set(held.filter(({ base }) => !base).map(({ pupil }) => pupil)).size,
    days: afterSchool(held, pupils),
  }
}

/** Base care by its title. */
export const baseGroups = (sections: readonly SectionOnDesk[]): BaseGroup[] =>
  [...new Set(sections.map(({ title }) => title))].map((title) => ({
    title,
    sections: sections.filter((section) => section.title === title),
  }))

const readDecided = async (
  { store, district }: Context,
  sections: readonly string[],
): Promise<Map<string, 'runs' | 'closed'>> => {
  if (sections.length === 0) return new Map()
  const { sectionDecision } = store.tables
  const rows = await store.db
    .select({ section: sectionDecision.section, decision: sectionDecision.decision })
    .from(sectionDecision)
    .where(and(eq(sectionDecision.district, district), store.among(sectionDecision.section, sections)))
  return new Map(rows.map(({ section, decision }) => [section, decision]))
}

const countPupils = async ({ store, district }: Context, school: string): Promise<number> => {
  const { pupil } = store.tables
  const rows = await store.db
    .select({ id: pupil.id })
    .from(pupil)
    .where(and(eq(pupil.district, district), eq(pupil.school, school), isNull(pupil.leftOn)))
  return rows.length
}

const heldSlots = async ({ store, district }: Context, school: string, term: string) => {
  const { heldSlot, section } = store.tables
  return store.db
    .select({ pupil: heldSlot.pupil, slot: heldSlot.slot, base: section.base })
    .from(heldSlot)
    .innerJoin(section, and(eq(section.district, district), eq(section.id, heldSlot.section)))
    .where(and(eq(heldSlot.district, district), eq(section.term, term), eq(section.school, school)))
}
