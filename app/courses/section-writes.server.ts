import { randomUUID } from 'node:crypto'
import { and, eq, ne } from 'drizzle-orm'
import type { SectionStep } from '#db/schema/index'
import type { Tx } from '#db/store'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { draftWords, stageWords } from './publishing-words'
import { searchTextOf } from './search-text'
import type { PricedDraft } from './section-fee-rules'
import type { SectionRecord } from './section-record.server'
import {
  type DraftErrors,
  moveOf,
  type SchoolFrame,
  type SectionDeed,
  type SectionDraft,
  type SectionStage,
  standingAt,
} from './section-rules'

/** What a verb answers to a form: done, or one sentence a field. */
export type DraftAnswer = { ok: true; section: string } | { ok: false; errors: DraftErrors }

/** Where the deed leads. Refuses WRONG_STATE when it cannot be done at this stage. */
export const requireMove = (stage: SectionStage, deed: SectionDeed): { to: SectionStage; step: SectionStep } => {
  const move = moveOf(stage, deed)
  if (!move) throw refuse('WRONG_STATE', { state: stageWords[stage] })
  return move
}

/** Records who did a step. @param after number of the section's last step. */
export const writeStep = async (
  { store, district, clock }: Context,
  tx: Tx,
  given: { section: string; after: number; step: SectionStep; actor: string; remark?: string },
): Promise<void> => {
  const { section, after, step, actor, remark = '' } = given
  await tx
    .insert(store.tables.sectionStep)
    .values({ district, section, sequence: after + 1, step, actor, at: clock.now(), remark })
}

/** Puts a section at a stage. @param more other columns that change with it. */
export const writeStanding = async (
  { store, district }: Context,
  tx: Tx,
  id: string,
  stage: SectionStage,
  sending: number | null,
  more: { suffix?: number } = {},
): Promise<void> => {
  const { section } = store.tables
  await tx
    .update(section)
    .set({ ...standingAt(stage, sending), ...more })
    .where(and(eq(section.district, district), eq(section.id, id)))
}

/** A course that a new section may be another class of. */
export type SisterCourse = Omit<SectionDraft, 'capacity'> & { course: string }

export interface NewSection {
  school: string
  term: string
  createdBy: string
  stage: SectionStage
  /** Section of the school whose course this is another class of. */
  sisterOf?: SisterCourse | undefined
  /** The section of an earlier term it is copied from. */
  copiedFrom?: string | undefined
}

/** Writes a new section with its course, slots and seats. @returns its id. */
export const insertSection = async (
  context: Context,
  tx: Tx,
  draft: PricedDraft,
  frame: SchoolFrame,
  { school, term, createdBy, stage, sisterOf, copiedFrom }: NewSection,
): Promise<string> => {
  const { store, district } = context
  const { section, seatCount } = store.tables
  const id = randomUUID()
  const course =
    sisterOf && sameCourse(sisterOf, draft)
      ? sisterOf.course
      : await insertCourse(context, tx, draft, school, createdBy)
  await tx.insert(section).values({
    district,
    id,
    course,
    school,
    term,
    base: false,
    homeClass: null,
    ...sectionColumns(draft, frame),
    ...standingAt(stage, null),
    suffix: null,
    copiedFrom: copiedFrom ?? null,
    createdBy,
  })
  await insertSlots(context, tx, id, draft, frame)
  await tx
    .insert(seatCount)
    .values({ district, section: id, capacity: draft.capacity, enrolled: 0, offered: 0, waiting: 0, lastPlace: 0 })
  return id
}

/** Rewrites everything of a section that is not public; a course that other sections share is not touched but copied. */
export const rewriteSection = async (
  context: Context,
  tx: Tx,
  before: SectionRecord,
  draft: PricedDraft,
  frame: SchoolFrame,
  actor: string,
): Promise<void> => {
  const { store, district } = context
  const { section, course, sectionSlot, seatCount } = store.tables
  let courseId = before.course
  if (!sameCourse(before, draft)) {
    const [other] = await tx
      .select({ id: section.id })
      .from(section)
      .where(and(eq(section.district, district), eq(section.course, before.course), ne(section.id, before.id)))
      .limit(1)
    if (other) courseId = await insertCourse(context, tx, draft, before.school, actor, before.cover)
    else
      await tx
        .update(course)
        .set(courseColumns(draft))
        .where(and(eq(course.district, district), eq(course.id, before.course)))
  }
  await tx
    .update(section)
    .set({ course: courseId, ...sectionColumns(draft, frame) })
    .where(and(eq(section.district, district), eq(section.id, before.id)))
  await tx.delete(sectionSlot).where(and(eq(sectionSlot.district, district), eq(sectionSlot.section, before.id)))
  await insertSlots(context, tx, before.id, draft, frame)
  await tx
    .update(seatCount)
    .set({ capacity: draft.capacity })
    .where(and(eq(seatCount.district, district), eq(seatCount.section, before.id)))
}

const courseColumns = ({ title, category, description, bring, outline }: SectionDraft) => ({
  title,
  category,
  description,
  bring,
  outline,
})

/** Whether two sections are classes of one course: the same text. */
export const sameCourse = (one: Omit<SectionDraft, 'capacity'>, other: SectionDraft): boolean =>
  JSON.stringify(courseText(one)) === JSON.stringify(courseText(other))

const courseText = ({ title, category, description, bring, outline }: Omit<SectionDraft, 'capacity'>) => [
  title,
  category,
  description,
  bring,
  outline.map(({ sessions, text }) => [sessions, text]),
]

/** What stands in a filed line besides room, teacher and places. */
export const sameContent = (one: Omit<SectionDraft, 'capacity'>, other: SectionDraft): boolean => {
  const rest = (draft: Omit<SectionDraft, 'capacity'>) => [
    draft.label,
    draft.grades,
    draft.slots,
    draft.minimum,
    draft.lessonFen,
    draft.materialFen,
    draft.startsOn,
    draft.endsOn,
    draft.cutOffOn,
  ]
  return sameCourse(one, other) && JSON.stringify(rest(one)) === JSON.stringify(rest(other))
}

const insertCourse = async (
  { store, district, clock }: Context,
  tx: Tx,
  draft: SectionDraft,
  school: string,
  createdBy: string,
  cover: string | null = null,
): Promise<string> => {
  const id = randomUUID()
  await tx
    .insert(store.tables.course)
    .values({ district, id, school, ...courseColumns(draft), cover, createdBy, createdAt: clock.now() })
  return id
}

const sectionColumns = (draft: PricedDraft, frame: SchoolFrame) => ({
  label: draft.label,
  grades: draft.grades,
  room: draft.room,
  instructor: draft.instructor,
  minimum: draft.minimum,
  lessonFen: draft.lessonFen,
  materialFen: draft.materialFen,
  feeFen: draft.feeFen,
  startsOn: draft.startsOn,
  endsOn: draft.endsOn,
  cutOffOn: draft.cutOffOn,
  searchText: searchTextOfDraft(draft, frame),
})

/** What people find the section by. */
export const searchTextOfDraft = (
  { title, label, category, instructor }: Pick<SectionDraft, 'title' | 'label' | 'category' | 'instructor'>,
  { instructors }: Pick<SchoolFrame, 'instructors'>,
): string => {
  const teacher = instructors.find(({ id }) => id === instructor)?.name ?? ''
  return searchTextOf({ title: label ? `${title} ${label}` : title, category, instructor: teacher })
}

const insertSlots = async (
  { store, district }: Context,
  tx: Tx,
  section: string,
  { slots }: SectionDraft,
  { periods }: SchoolFrame,
): Promise<void> => {
  // A section that was copied may have lost its times; the school writes others.
  if (slots.length === 0) return
  const rows = slots.map((slot) => {
    const period = periods.find(({ number }) => number === slot % 10)
    if (!period) throw new Error(draftWords.foreignSlot)
    return { district, section, slot, startsAt: period.startsAt, endsAt: period.endsAt }
  })
  await tx.insert(store.tables.sectionSlot).values(rows)
}
