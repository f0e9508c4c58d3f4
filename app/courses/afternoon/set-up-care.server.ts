import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { type Actor, requireSchool } from '~/people'
import { type AuditFact, writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { categoryName } from '../categories'
import { loadTerm } from '../load-term.server'
import { searchTextOf } from '../search-text'
import { standingAt } from '../section-rules'
import { type CareKind, type MissingCare, missingCare, slotsOfPeriod } from './afternoon-rules'
import { afternoonWords as words } from './afternoon-words'
import { readAfternoon } from './load-afternoon.server'

interface CareToOpen {
  school: string
  term: { id: string; startsOn: string; endsOn: string }
  /** What runs in which period. */
  care: ReadonlyMap<number, CareKind>
}

/**
 * Opens base care for every class that lacks it: one group a class and period, five days, never full, free of charge,
 * ready to be sent with the plan. Classes that have it are left alone, so pressing twice makes nothing twice.
 * @param care what runs in which period; a period left out has none. @returns how many groups were opened.
 * Refuses FORBIDDEN, NOT_FOUND (no term).
 */
export const setUpCare = async (
  context: Context,
  actor: Actor,
  { school, care }: { school: string; care: ReadonlyMap<number, CareKind> },
): Promise<number> => {
  requireSchool(actor, school)
  const term = await loadTerm(context)
  if (!term) throw refuse('NOT_FOUND')
  return context.store.transaction(async (tx) => {
    const { school: table } = context.store.tables
    await tx.lock({ district: table.district, key: table.id }, context.district, [school])
    const made = await openCare(context, tx, actor, { school, term, care })
    await writeAudit(context, tx, made.facts)
    return made.groups
  })
}

/** The part of `setUpCare` inside a transaction that holds the school's lock. @returns the entries for the record. */
export const openCare = async (
  context: Context,
  tx: Tx,
  actor: Actor,
  { school, term, care }: CareToOpen,
): Promise<{ groups: number; facts: AuditFact[] }> => {
  const { store, district, clock } = context
  const { periods, classes, groups } = await readAfternoon(context, tx, { school, term: term.id })
  const wanted = new Map([...care].filter(([number]) => periods.some((period) => period.number === number)))
  const missing = missingCare(classes, wanted, groups)
  if (missing.length === 0) return { groups: 0, facts: [] }
  const courses = new Map<CareKind, string>()
  for (const kind of new Set(missing.map((one) => one.kind)))
    courses.set(kind, await careCourse(context, tx, { school, kind, actor: actor.account }))
  const made = missing.map((one) => ({ ...one, id: randomUUID() }))
  const { section, sectionSlot, seatCount, sectionStep } = store.tables
  await tx.writeMany(
    section,
    made.map(({ id, homeClass, kind }) => ({
      district,
      id,
      course: courses.get(kind) ?? '',
      school,
      term: term.id,
      label: '',
      base: true,
      homeClass: homeClass.id,
      grades: 1 << homeClass.grade,
      room: words.room(homeClass.grade, homeClass.number),
      // The class's own teacher; who that is on a day is the school's affair.
      instructor: '',
      minimum: 1,
      lessonFen: 0,
      materialFen: 0,
      feeFen: 0,
      startsOn: term.startsOn,
      endsOn: term.endsOn,
      cutOffOn: term.endsOn,
      ...standingAt('approved', null),
      suffix: null,
      searchText: searchTextOf({ title: courseText(kind).title, category: categoryName(kind), instructor: '' }),
      createdBy: actor.account,
    })),
  )
  await tx.writeMany(sectionSlot, made.flatMap(slotRows(district, periods)))
  await tx.writeMany(
    seatCount,
    made.map(({ id }) => ({
      district,
      section: id,
      capacity: null,
      enrolled: 0,
      offered: 0,
      waiting: 0,
      lastPlace: 0,
    })),
  )
  const at = clock.now()
  await tx.writeMany(
    sectionStep,
    made.flatMap(({ id }) =>
      (['proposed', 'approved'] as const).map((step, i) => ({
        district,
        section: id,
        sequence: i + 1,
        step,
        actor: actor.account,
        at,
        remark: '',
      })),
    ),
  )
  const subject = `school:${school}/${term.id}`
  return {
    groups: made.length,
    facts: [{ actor: actor.account, action: 'care.set-up', subject, detail: { groups: made.length } }],
  }
}

const courseText = (kind: CareKind) => (kind === 'study' ? words.study : words.careCourse)

const slotRows =
  (district: string, periods: readonly { number: number; startsAt: string; endsAt: string }[]) =>
  ({ id, period }: MissingCare & { id: string }) => {
    const time = periods.find(({ number }) => number === period)
    return slotsOfPeriod(period).map((slot) => ({
      district,
      section: id,
      slot,
      startsAt: time?.startsAt ?? '',
      endsAt: time?.endsAt ?? '',
    }))
  }

/** The school's course of this care, made when it has none. */
const careCourse = async (
  { store, district, clock }: Context,
  tx: Tx,
  { school, kind, actor }: { school: string; kind: CareKind; actor: string },
): Promise<string> => {
  const { course } = store.tables
  const { title, description } = courseText(kind)
  const [known] = await tx
    .select({ id: course.id })
    .from(course)
    .where(
      and(
        eq(course.district, district),
        eq(course.school, school),
        eq(course.category, kind),
        eq(course.title, title),
        eq(course.description, description),
      ),
    )
    .limit(1)
  if (known) return known.id
  const id = randomUUID()
  await tx.insert(course).values({
    district,
    id,
    school,
    title,
    category: kind,
    description,
    bring: '',
    outline: [],
    createdBy: actor,
    createdAt: clock.now(),
  })
  return id
}
