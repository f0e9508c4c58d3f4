import { and, asc, eq, inArray } from 'drizzle-orm'
import type { SectionState } from '#db/schema/index'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { remindDaysOn } from './checks/rules-in-force.server'
import { type CheckStanding, checkStanding } from './providers/provider-rules'
import { loadSteps, nameOf } from './section-record.server'
import { type SectionStage, stageOf } from './section-rules'

/** A step of a section's way, as staff read it. */
export interface StepOnDesk {
  step: Awaited<ReturnType<typeof loadSteps>>[number]['step']
  at: number
  /** Who did it. */
  name: string
  remark: string
}

/** A section as a line of a desk's table. */
export interface SectionOnDesk {
  id: string
  school: string
  name: string
  title: string
  label: string
  category: string
  /** The uploaded cover; null: drawn. */
  cover: string | null
  grades: number
  base: boolean
  stage: SectionStage
  supplement: number | null
  suffix: number | null
  slots: { slot: number; startsAt: string; endsAt: string }[]
  room: string
  teacher: string
  provider: string
  /** Last day of the teacher's provider on the whitelist; null for the school's own. */
  listedUntil: string | null
  /** How the latest 准入查询 of an outside teacher stands; null for the school's own. */
  check: CheckStanding | null
  minimum: number
  capacity: number | null
  enrolled: number
  waiting: number
  lessonFen: number
  materialFen: number
  feeFen: number
  startsOn: string
  endsOn: string
  createdBy: string
  /** The section of an earlier term it was copied from. */
  copiedFrom: string | null
  teacherAccount: string | null
  steps: StepOnDesk[]
  /** Number of the last step: what a page has seen of it. */
  lastStep: number
}

interface Wanted {
  term: string
  schools: readonly string[]
  /** Only these states. */
  states?: readonly SectionState[]
}

/** The sections of schools in a term with slots, seats and history; courses first, then base care, by name. */
export const loadSections = async (context: Context, { term, schools, states }: Wanted): Promise<SectionOnDesk[]> => {
  if (schools.length === 0) return []
  const { store, district } = context
  const { section, course, seatCount, sectionSlot, instructor, provider } = store.tables
  const asked = and(
    eq(section.district, district),
    eq(section.term, term),
    inArray(section.school, [...schools]),
    states ? inArray(section.state, [...states]) : undefined,
  )
  const rows = await store.db
    .select({ section, course, seats: seatCount, teacher: instructor.name, account: instructor.account, provider })
    .from(section)
    .innerJoin(course, and(eq(course.district, district), eq(course.id, section.course)))
    .innerJoin(seatCount, and(eq(seatCount.district, district), eq(seatCount.section, section.id)))
    .leftJoin(instructor, and(eq(instructor.district, district), eq(instructor.id, section.instructor)))
    .leftJoin(provider, and(eq(provider.district, district), eq(provider.id, instructor.provider)))
    .where(asked)
    .orderBy(asc(section.base), asc(course.title), asc(section.label), asc(section.id))
  const slots = await store.db
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
  const steps = await loadSteps(
    context,
    rows.map((row) => row.section.id),
  )
  const checks = await latestChecks(
    context,
    rows.filter(({ account }) => account === null).map((row) => row.section.instructor),
  )
  const slotsBy = grouped(slots)
  const stepsBy = grouped(steps)
  const today = dayOf(context.clock.now())
  const remindDays = await remindDaysOn(context, store.db, today)
  return rows.map(({ section: one, course: about, seats, teacher, account, provider: firm }) => {
    const done = stepsBy.get(one.id) ?? []
    return {
      id: one.id,
      school: one.school,
      name: nameOf({ title: about.title, label: one.label }),
      title: about.title,
      label: one.label,
      category: about.category,
      cover: about.cover,
      grades: one.grades,
      base: one.base,
      stage: stageOf(one),
      supplement: one.supplement,
      suffix: one.suffix,
      slots: (slotsBy.get(one.id) ?? []).map(({ slot, startsAt, endsAt }) => ({ slot, startsAt, endsAt })),
      room: one.room,
      teacher: teacher ?? '',
      provider: firm?.name ?? '',
      listedUntil: firm?.listedUntil ?? null,
      check:
        teacher !== null && account === null
          ? checkStanding(checks.get(one.instructor) ?? null, today, remindDays)
          : null,
      minimum: one.minimum,
      capacity: seats.capacity,
      enrolled: seats.enrolled,
      waiting: seats.waiting,
      lessonFen: one.lessonFen,
      materialFen: one.materialFen,
      feeFen: one.feeFen,
      startsOn: one.startsOn,
      endsOn: one.endsOn,
      createdBy: one.createdBy,
      copiedFrom: one.copiedFrom,
      teacherAccount: account,
      steps: done.map(({ step, at, name, remark }) => ({ step, at, name: name ?? '', remark })),
      lastStep: done.at(-1)?.sequence ?? 0,
    }
  })
}

/** The last day of the latest check of each of these instructors. */
const latestChecks = async (
  { store, district }: Context,
  instructors: readonly string[],
): Promise<Map<string, string>> => {
  if (instructors.length === 0) return new Map()
  const { backgroundCheck } = store.tables
  const rows = await store.db
    .select({ instructor: backgroundCheck.instructor, expiresOn: backgroundCheck.expiresOn })
    .from(backgroundCheck)
    .where(
      and(eq(backgroundCheck.district, district), store.among(backgroundCheck.instructor, [...new Set(instructors)])),
    )
    .orderBy(asc(backgroundCheck.sequence))
  return new Map(rows.map(({ instructor, expiresOn }) => [instructor, expiresOn]))
}

const grouped = <Row extends { section: string }>(rows: readonly Row[]): Map<string, Row[]> => {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const before = found.get(row.section)
    if (before) before.push(row)
    else found.set(row.section, [row])
  }
  return found
}
