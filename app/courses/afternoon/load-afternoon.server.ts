import { and, asc, eq, ne } from 'drizzle-orm'
import type { Db } from '#db/store'
import { type Actor, requireSchool } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { loadSchools, type SchoolName } from '../load-schools.server'
import { loadTerm } from '../load-term.server'
import { type CareGroup, type CareKind, type ClassOfSchool, missingCare, type Period } from './afternoon-rules'

export interface AfternoonPage {
  school: string
  schools: SchoolName[]
  termName: string
  periods: Period[]
  /** What base care runs in each period; what is usual where there is none yet. */
  care: { period: number; kind: CareKind | '' }[]
  grades: { grade: number; classes: number; groups: { period: number; there: number }[] }[]
  /** Groups that classes lack of what is usual or stands. */
  missing: number
}

/** A school's periods, classes and base care of a term, read in one go. @param db the transaction where something is written. */
export const readAfternoon = async (
  { store, district }: Context,
  db: Db,
  { school, term }: { school: string; term: string },
) => {
  const { servicePeriod, homeClass, section, sectionSlot, course } = store.tables
  const periods = await db
    .select({
      number: servicePeriod.number,
      name: servicePeriod.name,
      startsAt: servicePeriod.startsAt,
      endsAt: servicePeriod.endsAt,
    })
    .from(servicePeriod)
    .where(and(eq(servicePeriod.district, district), eq(servicePeriod.term, term), eq(servicePeriod.school, school)))
    .orderBy(asc(servicePeriod.number))
  const classes: ClassOfSchool[] = await db
    .select({ id: homeClass.id, grade: homeClass.grade, number: homeClass.number })
    .from(homeClass)
    .where(and(eq(homeClass.district, district), eq(homeClass.school, school), eq(homeClass.leftYear, 0)))
    .orderBy(asc(homeClass.grade), asc(homeClass.number))
  const rows = await db
    .selectDistinct({ homeClass: section.homeClass, slot: sectionSlot.slot, kind: course.category })
    .from(section)
    .innerJoin(course, and(eq(course.district, district), eq(course.id, section.course)))
    .innerJoin(sectionSlot, and(eq(sectionSlot.district, district), eq(sectionSlot.section, section.id)))
    .where(
      and(
        eq(section.district, district),
        eq(section.term, term),
        eq(section.school, school),
        eq(section.base, true),
        ne(section.state, 'closed'),
      ),
    )
  const groups = new Map<string, CareGroup & { kind: CareKind }>()
  for (const { homeClass: id, slot, kind } of rows) {
    if (id === null) continue
    const group = { homeClass: id, period: slot % 10, kind: kind === 'study' ? ('study' as const) : ('care' as const) }
    groups.set(`${id} ${group.period}`, group)
  }
  return { periods, classes, groups: [...groups.values()] }
}

/** The usual afternoon: homework first, then care beside the courses. */
const usualCare = (period: number): CareKind => (period === 1 ? 'study' : 'care')

/** 时段和看护 of a school. @param asked school: the first of one's own when empty. Refuses FORBIDDEN, NOT_FOUND (no term). */
export const loadAfternoon = async (
  context: Context,
  actor: Actor,
  asked: { school: string },
): Promise<AfternoonPage> => {
  const school = asked.school || (actor.administers[0] ?? '')
  requireSchool(actor, school)
  const term = await loadTerm(context)
  if (!term) throw refuse('NOT_FOUND')
  const { periods, classes, groups } = await readAfternoon(context, context.store.db, { school, term: term.id })
  const kindOf = (period: number): CareKind =>
    groups.find((group) => group.period === period)?.kind ?? usualCare(period)
  const care = periods.map(({ number }) => ({ period: number, kind: kindOf(number) }))
  const grades = [...new Set(classes.map(({ grade }) => grade))].map((grade) => {
    const ofGrade = classes.filter((one) => one.grade === grade)
    const there = (period: number): number =>
      groups.filter((group) => group.period === period && ofGrade.some(({ id }) => id === group.homeClass)).length
    return {
      grade,
      classes: ofGrade.length,
      groups: periods.map(({ number }) => ({ period: number, there: there(number) })),
    }
  })
  const wanted = new Map(care.map(({ period, kind }) => [period, kind]))
  return {
    school,
    schools: await loadSchools(context, actor.administers),
    termName: term.name,
    periods,
    care,
    grades,
    missing: missingCare(classes, wanted, groups).length,
  }
}
