import { and, asc, eq, gte, isNull, lte, or } from 'drizzle-orm'
import type { Db } from '#db/store'
import { loadCalendar, sessionDates } from '~/courses/index.server'
import type { Context } from '~/shared/context'
import {
  type ChangeOfSession,
  nameOfSession,
  type SectionOfDays,
  type SessionHeld,
  type SessionOfPupil,
  sessionsOfPlaces,
  sessionsOfSections,
} from './pupil-day-rules'

/** Both included. */
export interface Days {
  from: string
  to: string
}

type Who = { pupils: readonly string[] } | { school: string }

/**
 * The sessions of children as they are held from day to day, moved ones on the day they moved to.
 * @param who children by id, or all of a school. @param db a transaction, or the store's reads when left out
 */
export const loadPupilDays = async (
  context: Context,
  who: Who,
  { from, to }: Days,
  db: Db = context.store.db,
): Promise<SessionOfPupil[]> => {
  const { store, district } = context
  const { heldSlot, pupil, term } = store.tables
  if ('pupils' in who && who.pupils.length === 0) return []
  const changes = await readChanges(context, db, { from, to })
  const span = spanOf({ from, to }, changes)
  const terms = await db
    .select({ id: term.id })
    .from(term)
    .where(and(eq(term.district, district), lte(term.startsOn, span.to), gte(term.endsOn, span.from)))
  if (terms.length === 0) return []
  const places = await db
    .select({ pupil: heldSlot.pupil, slot: heldSlot.slot, section: heldSlot.section, base: heldSlot.base })
    .from(heldSlot)
    .innerJoin(pupil, and(eq(pupil.district, district), eq(pupil.id, heldSlot.pupil), isNull(pupil.leftOn)))
    .where(
      and(
        eq(heldSlot.district, district),
        store.among(
          heldSlot.term,
          terms.map(({ id }) => id),
        ),
        'pupils' in who ? store.among(heldSlot.pupil, who.pupils) : eq(pupil.school, who.school),
      ),
    )
  const ids = places.flatMap(({ section, base }) => (base ? [section, base] : [section]))
  const sections = await readSections(context, db, { ids: [...new Set(ids)] })
  const facts = { sections, dates: await datesOf(context, sections, span), changes }
  return sessionsOfPlaces(places, facts).filter(({ heldOn }) => heldOn >= from && heldOn <= to)
}

/** Every session of a school's published sections as held from day to day, whoever comes. */
export const loadSchoolSessions = async (
  context: Context,
  school: string,
  { from, to }: Days,
): Promise<SessionHeld[]> => {
  const db = context.store.db
  const changes = await readChanges(context, db, { from, to })
  const span = spanOf({ from, to }, changes)
  const sections = await readSections(context, db, { school, ...span })
  const facts = { sections, dates: await datesOf(context, sections, span), changes }
  return sessionsOfSections(facts).filter(({ heldOn }) => heldOn >= from && heldOn <= to)
}

/** What was moved into these days began on others: they are looked at, too. */
const spanOf = ({ from, to }: Days, changes: ReadonlyMap<string, ChangeOfSession>): Days => {
  const days = [...[...changes.values()].map(({ day }) => day), from, to].sort()
  return { from: days[0] ?? from, to: days.at(-1) ?? to }
}

/** The last word on every session of these days, and of those moved into them. */
const readChanges = async (
  { store, district }: Context,
  db: Db,
  { from, to }: Days,
): Promise<Map<string, ChangeOfSession>> => {
  const { sessionChange: change } = store.tables
  const rows = await db
    .select({
      section: change.section,
      day: change.day,
      slot: change.slot,
      change: change.change,
      toDay: change.toDay,
      toStartsAt: change.toStartsAt,
      toEndsAt: change.toEndsAt,
      room: change.room,
      substitute: change.substitute,
    })
    .from(change)
    .where(
      and(
        eq(change.district, district),
        or(and(gte(change.day, from), lte(change.day, to)), and(gte(change.toDay, from), lte(change.toDay, to))),
      ),
    )
    .orderBy(asc(change.number))
  const found = new Map(rows.map((row) => [nameOfSession(row), row] as const))
  // A session moved here may have been moved on since: the last word on it may name no day of these.
  for (const row of [...found.values()]) {
    if (row.day >= from && row.day <= to) continue
    const [last] = await lastWords({ store, district }, db, row)
    if (last) found.set(nameOfSession(row), last)
  }
  return found
}

const lastWords = async (
  { store, district }: Pick<Context, 'store' | 'district'>,
  db: Db,
  { section, day, slot }: ChangeOfSession,
): Promise<ChangeOfSession[]> => {
  const { sessionChange: change } = store.tables
  const rows = await db
    .select()
    .from(change)
    .where(and(eq(change.district, district), eq(change.section, section), eq(change.day, day), eq(change.slot, slot)))
    .orderBy(asc(change.number))
  return rows.slice(-1)
}

const readSections = async (
  { store, district }: Context,
  db: Db,
  which: { ids: readonly string[] } | ({ school: string } & Days),
): Promise<Map<string, SectionOfDays>> => {
  const { section, course, sectionSlot } = store.tables
  if ('ids' in which && which.ids.length === 0) return new Map()
  const rows = await db
    .select({
      id: section.id,
      title: course.title,
      label: section.label,
      school: section.school,
      room: section.room,
      base: section.base,
      instructor: section.instructor,
      startsOn: section.startsOn,
      endsOn: section.endsOn,
    })
    .from(section)
    .innerJoin(course, and(eq(course.district, district), eq(course.id, section.course)))
    .where(
      and(
        eq(section.district, district),
        eq(section.state, 'published'),
        'ids' in which
          ? store.among(section.id, which.ids)
          : and(eq(section.school, which.school), lte(section.startsOn, which.to), gte(section.endsOn, which.from)),
      ),
    )
  const slots = await db
    .select()
    .from(sectionSlot)
    .where(
      and(
        eq(sectionSlot.district, district),
        store.among(
          sectionSlot.section,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(sectionSlot.slot))
  const timesOf = new Map(rows.map(({ id }) => [id, new Map<number, { startsAt: string; endsAt: string }>()]))
  for (const { section: id, slot, startsAt, endsAt } of slots) timesOf.get(id)?.set(slot, { startsAt, endsAt })
  return new Map(
    rows.map(({ label, title, ...row }) => [
      row.id,
      { ...row, title: label ? `${title}（${label}）` : title, times: timesOf.get(row.id) ?? new Map() },
    ]),
  )
}

const datesOf = async (context: Context, sections: ReadonlyMap<string, SectionOfDays>, { from, to }: Days) => {
  const calendar = await loadCalendar(context, { startsOn: from, endsOn: to })
  return new Map(
    [...sections.values()].map(({ id, startsOn, endsOn, times }) => {
      const within = { startsOn: startsOn > from ? startsOn : from, endsOn: endsOn < to ? endsOn : to }
      return [id, sessionDates({ ...within, slots: [...times.keys()] }, calendar)] as const
    }),
  )
}
