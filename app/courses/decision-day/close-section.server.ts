import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { writeNotices } from '~/messages/index.server'
import { guardiansOf, parseDistrictSettings } from '~/people/index.server'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { pathTo } from '~/site'
import { lockSections } from '../section-record.server'
import { closedNotice } from './decision-words'

const LIVING = ['enrolled', 'offered', 'waitlisted'] as const
const HOUR = 60 * 60 * 1000

export interface SectionsToClose {
  sections: readonly string[]
  /** The account that closes them; '' for the system itself. */
  actor: string
  /** What families read: why. */
  reason: string
}

/** A child that stood in a closed section. */
export interface ChildOfClosed {
  pupil: string
  section: string
  was: (typeof LIVING)[number]
  /** Base care waited behind every slot the child held there (true for a child that held none). */
  careKept: boolean
}

export interface ClosedSections {
  /** Those that were closed now; a section closed before is left alone. */
  sections: string[]
  children: ChildOfClosed[]
  /** Until when the children that had a seat pick before everybody else. */
  firstPickUntil: number
}

/**
 * 停开: closes sections within the caller's transaction, whatever stage they are at. Every living record in them ends as
 * `closed`, the slots go back to the base care behind them, the seats are empty; children that were enrolled or held an
 * offer have first pick in their school for the district's hours; their guardians and those in line are told.
 * The caller has checked who may do it. Locks seats, then pupils, then the audit chain: call it before other locks.
 * Refuses SECTION_UNKNOWN (nothing is closed then).
 */
export const closeSections = async (context: Context, tx: Tx, asked: SectionsToClose): Promise<ClosedSections> => {
  const { clock } = context
  const ids = [...new Set(asked.sections)].sort()
  await lockSections(context, tx, ids)
  const found = await findThem(context, tx, ids)
  if (found.length < ids.length) throw refuse('SECTION_UNKNOWN')
  const closing = found.filter(({ state }) => state !== 'closed')
  const firstPickUntil = clock.now() + (await firstPickHours(context, tx)) * HOUR
  const children = await endRecords(context, tx, closing)
  await writeClosed(context, tx, closing, asked)
  await writeFirstPicks(context, tx, closing, children, firstPickUntil)
  await tellFamilies(context, tx, closing, children, { reason: asked.reason, firstPickUntil })
  const countOf = (section: string, was: ChildOfClosed['was']): number =>
    children.filter((child) => child.section === section && child.was === was).length
  await writeAudit(context, tx, [
    ...closing.map(({ id }) => ({
      actor: asked.actor,
      action: 'section.closed' as const,
      subject: `section:${id}`,
      detail: {
        enrolled: countOf(id, 'enrolled'),
        offered: countOf(id, 'offered'),
        waitlisted: countOf(id, 'waitlisted'),
        firstPickUntil,
      },
    })),
    ...children.map(({ pupil, section, was }) => ({
      actor: asked.actor,
      action: 'enrolment.closed' as const,
      subject: `pupil:${pupil}/section:${section}`,
      detail: { from: was },
    })),
  ])
  return { sections: closing.map(({ id }) => id), children, firstPickUntil }
}

interface Closing {
  id: string
  title: string
  school: string
  term: string
  base: boolean
  state: string
}

const findThem = async ({ store, district }: Context, tx: Tx, ids: readonly string[]): Promise<Closing[]> => {
  if (ids.length === 0) return []
  const { section, course } = store.tables
  const rows = await tx
    .select({
      id: section.id,
      title: course.title,
      label: section.label,
      school: section.school,
      term: section.term,
      base: section.base,
      state: section.state,
    })
    .from(section)
    .innerJoin(course, and(eq(course.district, district), eq(course.id, section.course)))
    .where(and(eq(section.district, district), store.among(section.id, ids)))
    .orderBy(asc(section.id))
  return rows.map(({ label, ...row }) => ({ ...row, title: `${row.title}${label}` }))
}

const firstPickHours = async ({ store, district: id }: Context, tx: Tx): Promise<number> => {
  const { district } = store.tables
  const [row] = await tx.select({ settings: district.settings }).from(district).where(eq(district.id, id))
  return parseDistrictSettings(row?.settings).firstPickHours
}

/** Ends every living record in the sections and gives the slots back. */
const endRecords = async (context: Context, tx: Tx, closing: readonly Closing[]): Promise<ChildOfClosed[]> => {
  if (closing.length === 0) return []
  const { store, district, clock } = context
  const { enrolment, heldSlot, pupil } = store.tables
  const ids = closing.map(({ id }) => id)
  const living = and(
    eq(enrolment.district, district),
    store.among(enrolment.section, ids),
    inArray(enrolment.state, [...LIVING]),
  )
  const records = await tx
    .select({ pupil: enrolment.pupil, section: enrolment.section, state: enrolment.state })
    .from(enrolment)
    .where(living)
    .orderBy(asc(enrolment.section), asc(enrolment.pupil))
  if (records.length === 0) return []
  const pupils = [...new Set(records.map((row) => row.pupil))]
  await tx.lock({ district: pupil.district, key: pupil.id }, district, pupils)

  const gone = new Set(ids)
  const terms = [...new Set(closing.map(({ term }) => term))]
  const held = await tx
    .select()
    .from(heldSlot)
    .where(and(eq(heldSlot.district, district), inArray(heldSlot.term, terms), store.among(heldSlot.pupil, pupils)))
  const touched = held.filter((row) => gone.has(row.section) || (row.base !== null && gone.has(row.base)))
  const careBehind = (base: string | null): string | null => (base !== null && !gone.has(base) ? base : null)
  const uncared = new Set(
    touched
      .filter((row) => gone.has(row.section) && careBehind(row.base) === null)
      .map((row) => `${row.pupil} ${row.section}`),
  )
  const key = [heldSlot.district, heldSlot.term, heldSlot.pupil, heldSlot.slot]
  const kept = touched.flatMap((row) => {
    const base = careBehind(row.base)
    if (!gone.has(row.section)) return [{ ...row, base: null }]
    return base === null ? [] : [{ ...row, section: base, base: null }]
  })
  await tx.writeMany(heldSlot, kept, { key, columns: [heldSlot.section, heldSlot.base] })
  // Only what had nothing behind it still names a closed section.
  await tx.delete(heldSlot).where(and(eq(heldSlot.district, district), store.among(heldSlot.section, ids)))
  await tx
    .update(enrolment)
    .set({ state: 'closed', place: null, offerEndsAt: null, changedAt: clock.now() })
    .where(living)
  return records.flatMap(({ pupil: child, section, state }) => {
    const was = LIVING.find((one) => one === state)
    return was ? [{ pupil: child, section, was, careKept: !uncared.has(`${child} ${section}`) }] : []
  })
}

/** Puts the sections at their end, with the step that led there. */
const writeClosed = async (
  { store, district, clock }: Context,
  tx: Tx,
  closing: readonly Closing[],
  { actor, reason }: SectionsToClose,
): Promise<void> => {
  if (closing.length === 0) return
  const { section, seatCount, sectionStep } = store.tables
  const ids = closing.map(({ id }) => id)
  await tx
    .update(section)
    .set({ state: 'closed' })
    .where(and(eq(section.district, district), store.among(section.id, ids)))
  await tx
    .update(seatCount)
    .set({ enrolled: 0, offered: 0, waiting: 0 })
    .where(and(eq(seatCount.district, district), store.among(seatCount.section, ids)))
  const steps = await tx
    .select({ section: sectionStep.section, sequence: sectionStep.sequence })
    .from(sectionStep)
    .where(and(eq(sectionStep.district, district), store.among(sectionStep.section, ids)))
    .orderBy(desc(sectionStep.sequence))
  const lastOf = (id: string): number => steps.find((one) => one.section === id)?.sequence ?? 0
  await tx.writeMany(
    sectionStep,
    ids.map((id) => ({
      district,
      section: id,
      sequence: lastOf(id) + 1,
      step: 'closed' as const,
      actor,
      at: clock.now(),
      remark: reason,
    })),
  )
}

const hadSeat = ({ was }: ChildOfClosed): boolean => was !== 'waitlisted'

const writeFirstPicks = async (
  { store, district }: Context,
  tx: Tx,
  closing: readonly Closing[],
  children: readonly ChildOfClosed[],
  until: number,
): Promise<void> => {
  const courses = new Map(closing.filter(({ base }) => !base).map((one) => [one.id, one]))
  const rows = children.filter(hadSeat).flatMap(({ pupil, section }) => {
    const course = courses.get(section)
    return course ? [{ district, term: course.term, pupil, section, school: course.school, until }] : []
  })
  await tx.writeMany(store.tables.firstPick, rows)
}

const tellFamilies = async (
  context: Context,
  tx: Tx,
  closing: readonly Closing[],
  children: readonly ChildOfClosed[],
  { reason, firstPickUntil }: { reason: string; firstPickUntil: number },
): Promise<void> => {
  const guardians = await guardiansOf(context, tx, [...new Set(children.map(({ pupil }) => pupil))])
  const byId = new Map(closing.map((one) => [one.id, one]))
  await writeNotices(
    context,
    tx,
    children.flatMap((child) => {
      const section = byId.get(child.section)
      if (!section) return []
      const until = hadSeat(child) && !section.base ? firstPickUntil : null
      return guardians
        .filter(({ pupil }) => pupil === child.pupil)
        .map(({ account, pupilName }) => ({
          account,
          kind: 'section-closed' as const,
          title: closedNotice.title(pupilName, section.title),
          body: closedNotice.body({ reason, child: pupilName, was: child.was, careKept: child.careKept, until }),
          link: pathTo('shelf', {}, { child: child.pupil }),
        }))
    }),
  )
}
