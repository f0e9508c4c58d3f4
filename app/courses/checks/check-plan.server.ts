import { and, asc, eq, inArray, max, or } from 'drizzle-orm'
import type { SectionState } from '#db/schema/index'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { nameOf } from '../section-record.server'
import { gradesOfStage, type SectionStage, stageOf } from '../section-rules'
import { type Finding, sectionSubject } from './finding'
import { checkPlanBy, type LineToCheck } from './plan-checks'
import { rulesOn } from './rules-in-force.server'
import type { RulesToCheck } from './rules-to-check'
import type { ProviderToCheck } from './section-checks'

/** A finding with what the school said to it. */
export interface FindingWithReason extends Finding {
  /** The section's name; '' for the plan. */
  name: string
  /** What the school gave; '' where nothing was given since the section was last changed. */
  reason: string
  givenAt: number | null
  /** The next sending is refused for it. */
  holds: boolean
}

export interface PlanCheck {
  findings: FindingWithReason[]
  rules: RulesToCheck
}

interface Wanted {
  school: string
  term: string
  /** A section that is not in the plan yet and is checked with it. */
  also?: string
}

/** What belongs to the plan: what the school approved, and what came of it. */
const inPlan: readonly SectionState[] = ['approved', 'filed', 'published']

/**
 * Checks a school's plan of a term by the rules in force today.
 * @param db the store's own, or a transaction. @returns every finding with its reason, in the order of `checkPlanBy`.
 */
export const checkPlan = async (context: Context, db: Db, wanted: Wanted): Promise<PlanCheck> => {
  const rules = await rulesOn(context, db, dayOf(context.clock.now()))
  const sections = await readSections(context, db, wanted)
  const stages = new Map(sections.map(({ id, stage }) => [id, stage]))
  const names = new Map(sections.map(({ id, name }) => [id, name]))
  const found = checkPlanBy({ sections, grades: await readGrades(context, db, wanted.school) }, rules)
  const reasons = await readReasons(context, db, wanted)
  return {
    rules,
    findings: found.map((finding) => {
      const given = reasons.get(`${finding.rule} ${finding.subject}`)
      const concerned = finding.section === null || stages.get(finding.section) === 'approved'
      return {
        ...finding,
        name: names.get(finding.section ?? '') ?? '',
        reason: given?.reason ?? '',
        givenAt: given?.at ?? null,
        holds: concerned && (finding.severity === 'block' || given === undefined),
      }
    }),
  }
}

/** The versions by which a plan was checked, as the record keeps them. */
export const versionsOf = (rules: RulesToCheck): Record<string, string> =>
  Object.fromEntries(Object.values(rules).map(({ kind, version, document }) => [kind, `${version} ${document}`.trim()]))

interface CheckedLine extends LineToCheck {
  stage: SectionStage
}

const readSections = async (
  { store, district }: Context,
  db: Db,
  { school, term, also }: Wanted,
): Promise<CheckedLine[]> => {
  const { section, course, sectionSlot, instructor, provider, schoolProvider, backgroundCheck } = store.tables
  const asked = and(
    eq(section.district, district),
    eq(section.term, term),
    eq(section.school, school),
    also ? or(inArray(section.state, [...inPlan]), eq(section.id, also)) : inArray(section.state, [...inPlan]),
  )
  const rows = await db
    .select({ section, course, teacher: instructor, provider })
    .from(section)
    .innerJoin(course, and(eq(course.district, district), eq(course.id, section.course)))
    .leftJoin(instructor, and(eq(instructor.district, district), eq(instructor.id, section.instructor)))
    .leftJoin(provider, and(eq(provider.district, district), eq(provider.id, instructor.provider)))
    .where(asked)
    .orderBy(asc(section.id))
  const slots = await db
    .select({
      section: sectionSlot.section,
      slot: sectionSlot.slot,
      startsAt: sectionSlot.startsAt,
      endsAt: sectionSlot.endsAt,
    })
    .from(sectionSlot)
    .innerJoin(section, and(eq(section.district, district), eq(section.id, sectionSlot.section)))
    .where(and(eq(sectionSlot.district, district), asked))
    .orderBy(asc(sectionSlot.section), asc(sectionSlot.slot))
  const chosen = await db
    .select({ provider: schoolProvider.provider })
    .from(schoolProvider)
    .where(and(eq(schoolProvider.district, district), eq(schoolProvider.school, school), eq(schoolProvider.term, term)))
  const checks = await db
    .select({
      instructor: backgroundCheck.instructor,
      sequence: backgroundCheck.sequence,
      expiresOn: backgroundCheck.expiresOn,
    })
    .from(backgroundCheck)
    .innerJoin(instructor, and(eq(instructor.district, district), eq(instructor.id, backgroundCheck.instructor)))
    .where(and(eq(backgroundCheck.district, district), eq(instructor.school, school)))
    .orderBy(asc(backgroundCheck.sequence))
  const checkedUntil = new Map(checks.map((row) => [row.instructor, row.expiresOn]))
  const isChosen = new Set(chosen.map((row) => row.provider))
  const slotsOf = new Map<string, { slot: number; startsAt: string; endsAt: string }[]>()
  for (const { section: id, ...slot } of slots) {
    const before = slotsOf.get(id)
    if (before) before.push(slot)
    else slotsOf.set(id, [slot])
  }
  return rows.map(({ section: one, course: about, teacher, provider: firm }) => ({
    id: one.id,
    name: nameOf({ title: about.title, label: one.label }),
    stage: stageOf(one),
    school: one.school,
    base: one.base,
    grades: one.grades,
    slots: slotsOf.get(one.id) ?? [],
    room: one.room,
    lessonFen: one.lessonFen,
    startsOn: one.startsOn,
    endsOn: one.endsOn,
    title: about.title,
    description: about.description,
    outline: about.outline,
    instructor: teacher && {
      id: teacher.id,
      name: teacher.name,
      own: teacher.account !== null,
      checkedUntil: checkedUntil.get(teacher.id) ?? null,
      provider: firm && providerToCheck(firm, isChosen.has(firm.id)),
    },
  }))
}

const providerToCheck = (
  firm: { name: string; state: string; listedFrom: string; listedUntil: string },
  chosen: boolean,
): ProviderToCheck => ({
  name: firm.name,
  listed: firm.state === 'listed',
  listedFrom: firm.listedFrom,
  listedUntil: firm.listedUntil,
  chosen,
})

/** The grades of the school's classes; those of its kind where it has none yet. */
const readGrades = async ({ store, district }: Context, db: Db, id: string): Promise<number[]> => {
  const { homeClass, school } = store.tables
  const classes = await db
    .selectDistinct({ grade: homeClass.grade })
    .from(homeClass)
    .where(and(eq(homeClass.district, district), eq(homeClass.school, id), eq(homeClass.leftYear, 0)))
    .orderBy(asc(homeClass.grade))
  if (classes.length > 0) return classes.map(({ grade }) => grade)
  const [place] = await db
    .select({ stage: school.stage })
    .from(school)
    .where(and(eq(school.district, district), eq(school.id, id)))
  return place ? gradesOfStage(place.stage) : []
}

/** Reasons by check and subject. One given before the section was last changed counts no more. */
const readReasons = async ({ store, district }: Context, db: Db, { school, term }: Wanted) => {
  const { findingReason, sectionStep, section } = store.tables
  const given = await db
    .select()
    .from(findingReason)
    .where(and(eq(findingReason.district, district), eq(findingReason.school, school), eq(findingReason.term, term)))
  if (given.length === 0) return new Map<string, { reason: string; at: number }>()
  const changed = await db
    .select({ section: sectionStep.section, at: max(sectionStep.at) })
    .from(sectionStep)
    .innerJoin(section, and(eq(section.district, district), eq(section.id, sectionStep.section)))
    .where(
      and(
        eq(sectionStep.district, district),
        eq(section.school, school),
        eq(section.term, term),
        eq(sectionStep.step, 'changed'),
      ),
    )
    .groupBy(sectionStep.section)
  const changedAt = new Map(changed.map((row) => [sectionSubject(row.section), row.at ?? 0]))
  return new Map(
    given
      .filter(({ subject, at }) => at >= (changedAt.get(subject) ?? 0))
      .map(({ rule, subject, reason, at }) => [`${rule} ${subject}`, { reason, at }]),
  )
}
