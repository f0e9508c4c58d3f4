import { and, asc, eq, inArray, isNull, max, type SQL } from 'drizzle-orm'
import type { Db, Tx } from '#db/store'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { whyNotInstructor } from './providers/provider-rules'
import { type SchoolFrame, type SectionDraft, type SectionStage, stageOf } from './section-rules'

/** A section with everything staff can see or change of it. */
export interface SectionRecord extends Omit<SectionDraft, 'capacity'> {
  id: string
  course: string
  school: string
  term: string
  base: boolean
  homeClass: string | null
  stage: SectionStage
  supplement: number | null
  suffix: number | null
  feeFen: number
  createdBy: string
  /** The uploaded cover; null: drawn. */
  cover: string | null
  /** The section of an earlier term it was copied from. */
  copiedFrom: string | null
  /** null: never full (base care). */
  capacity: number | null
  enrolled: number
  offered: number
  waiting: number
  slotTimes: { slot: number; startsAt: string; endsAt: string }[]
  instructorName: string
  instructorAccount: string | null
  /** Number of its last step: what a page has seen of it. */
  lastStep: number
}

/** Title and label as people read them. */
export const nameOf = ({ title, label }: { title: string; label: string }): string =>
  label ? `${title}（${label}）` : title

/** Locks the seats of sections: the first lock of everything that happens to them. */
export const lockSections = async (context: Context, tx: Tx, ids: readonly string[]): Promise<void> => {
  const { seatCount } = context.store.tables
  await tx.lock({ district: seatCount.district, key: seatCount.section }, context.district, ids)
}

/** @returns the section, or undefined where the district has none of this id. */
export const findSection = async (context: Context, db: Db, id: string): Promise<SectionRecord | undefined> => {
  const [found] = await readSections(context, db, eq(context.store.tables.section.id, id))
  return found
}

/** The courses of a school in a term, base care left out, in order of name and id. */
export const sectionsOfTerm = async (
  context: Context,
  db: Db,
  { school, term }: { school: string; term: string },
): Promise<SectionRecord[]> => {
  const { section } = context.store.tables
  const where = and(eq(section.school, school), eq(section.term, term), eq(section.base, false))
  const found = await readSections(context, db, where)
  return found.sort((a, b) => compare(a.title, b.title) || compare(a.label, b.label) || compare(a.id, b.id))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const readSections = async (context: Context, db: Db, where: SQL | undefined): Promise<SectionRecord[]> => {
  const { store, district } = context
  const { section, course, seatCount, sectionSlot, instructor, sectionStep } = store.tables
  const rows = await db
    .select({ section, course, seats: seatCount, teacher: instructor })
    .from(section)
    .innerJoin(course, and(eq(course.district, district), eq(course.id, section.course)))
    .innerJoin(seatCount, and(eq(seatCount.district, district), eq(seatCount.section, section.id)))
    .leftJoin(instructor, and(eq(instructor.district, district), eq(instructor.id, section.instructor)))
    .where(and(eq(section.district, district), where))
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.section.id)
  const slots = await db
    .select({
      section: sectionSlot.section,
      slot: sectionSlot.slot,
      startsAt: sectionSlot.startsAt,
      endsAt: sectionSlot.endsAt,
    })
    .from(sectionSlot)
    .where(and(eq(sectionSlot.district, district), store.among(sectionSlot.section, ids)))
    .orderBy(asc(sectionSlot.section), asc(sectionSlot.slot))
  const steps = await db
    .select({ section: sectionStep.section, last: max(sectionStep.sequence) })
    .from(sectionStep)
    .where(and(eq(sectionStep.district, district), store.among(sectionStep.section, ids)))
    .groupBy(sectionStep.section)
  const timesOf = new Map<string, typeof slots>()
  for (const one of slots) timesOf.set(one.section, [...(timesOf.get(one.section) ?? []), one])
  const lastOf = new Map(steps.map((one) => [one.section, one.last ?? 0]))
  return rows.map((row) => recordOf(row, timesOf.get(row.section.id) ?? [], lastOf.get(row.section.id) ?? 0))
}

type Tables = Context['store']['tables']
interface SectionRow {
  section: Tables['section']['$inferSelect']
  course: Tables['course']['$inferSelect']
  seats: Tables['seatCount']['$inferSelect']
  teacher: Tables['instructor']['$inferSelect'] | null
}

const recordOf = (
  { section: one, course: about, seats, teacher }: SectionRow,
  times: readonly SectionRecord['slotTimes'][number][],
  lastStep: number,
): SectionRecord => {
  const slots = times.map(({ slot, startsAt, endsAt }) => ({ slot, startsAt, endsAt }))
  return {
    id: one.id,
    course: one.course,
    school: one.school,
    term: one.term,
    base: one.base,
    homeClass: one.homeClass,
    stage: stageOf(one),
    supplement: one.supplement,
    suffix: one.suffix,
    feeFen: one.feeFen,
    createdBy: one.createdBy,
    cover: about.cover,
    copiedFrom: one.copiedFrom,
    title: about.title,
    label: one.label,
    category: about.category,
    description: about.description,
    bring: about.bring,
    outline: about.outline,
    grades: one.grades,
    slots: slots.map(({ slot }) => slot),
    slotTimes: slots,
    room: one.room,
    instructor: one.instructor,
    instructorName: teacher?.name ?? '',
    instructorAccount: teacher?.account ?? null,
    minimum: one.minimum,
    capacity: seats.capacity,
    enrolled: seats.enrolled,
    offered: seats.offered,
    waiting: seats.waiting,
    lessonFen: one.lessonFen,
    materialFen: one.materialFen,
    startsOn: one.startsOn,
    endsOn: one.endsOn,
    cutOffOn: one.cutOffOn,
    lastStep,
  }
}

/** The section under its lock, as it is now. Refuses SECTION_UNKNOWN. */
export const openSection = async (context: Context, tx: Tx, id: string): Promise<SectionRecord> => {
  await lockSections(context, tx, [id])
  const section = await findSection(context, tx, id)
  if (!section) throw refuse('SECTION_UNKNOWN')
  return section
}

/** What the school and the term allow a section to be. Refuses NOT_FOUND for a school or term that is not there. */
export const loadFrame = async (
  { store, district, clock }: Context,
  db: Db,
  { school: schoolId, term: termId }: { school: string; term: string },
): Promise<SchoolFrame> => {
  const { school, term, servicePeriod, instructor, provider, schoolProvider } = store.tables
  const [place] = await db
    .select({ stage: school.stage })
    .from(school)
    .where(and(eq(school.district, district), eq(school.id, schoolId)))
  const [time] = await db
    .select({ id: term.id, startsOn: term.startsOn, endsOn: term.endsOn })
    .from(term)
    .where(and(eq(term.district, district), eq(term.id, termId)))
  if (!place || !time) throw refuse('NOT_FOUND')
  const periods = await db
    .select({
      number: servicePeriod.number,
      name: servicePeriod.name,
      startsAt: servicePeriod.startsAt,
      endsAt: servicePeriod.endsAt,
    })
    .from(servicePeriod)
    .where(
      and(eq(servicePeriod.district, district), eq(servicePeriod.term, termId), eq(servicePeriod.school, schoolId)),
    )
    .orderBy(asc(servicePeriod.number))
  const people = await db
    .select({
      id: instructor.id,
      name: instructor.name,
      account: instructor.account,
      provider: instructor.provider,
      firm: provider,
      chosenBy: schoolProvider.school,
    })
    .from(instructor)
    .leftJoin(provider, and(eq(provider.district, district), eq(provider.id, instructor.provider)))
    .leftJoin(
      schoolProvider,
      and(
        eq(schoolProvider.district, district),
        eq(schoolProvider.provider, instructor.provider),
        eq(schoolProvider.school, schoolId),
        eq(schoolProvider.term, termId),
      ),
    )
    .where(and(eq(instructor.district, district), eq(instructor.school, schoolId), isNull(instructor.leftOn)))
    .orderBy(asc(instructor.name), asc(instructor.id))
  const today = dayOf(clock.now())
  const instructors = people.map(({ firm, chosenBy, ...person }) => ({
    ...person,
    providerName: firm?.name ?? null,
    listedUntil: firm?.listedUntil ?? null,
    whyNot: firm && whyNotInstructor({ ...firm, chosen: chosenBy !== null }, today),
  }))
  return { stage: place.stage, term: time, periods, instructors }
}

/** Who did what with a section, oldest first. */
export const loadSteps = async ({ store, district }: Context, ids: readonly string[]) => {
  if (ids.length === 0) return []
  const { sectionStep, account } = store.tables
  return store.db
    .select({
      section: sectionStep.section,
      sequence: sectionStep.sequence,
      step: sectionStep.step,
      at: sectionStep.at,
      remark: sectionStep.remark,
      name: account.name,
    })
    .from(sectionStep)
    .leftJoin(account, and(eq(account.district, district), eq(account.id, sectionStep.actor)))
    .where(and(eq(sectionStep.district, district), inArray(sectionStep.section, [...ids])))
    .orderBy(asc(sectionStep.section), asc(sectionStep.sequence))
}
