import { and, asc, eq, isNull } from 'drizzle-orm'
import type { EnrolmentState } from '#db/schema/index'
import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { sessionDates } from '../calendar-rules'
import { slotsInWords } from '../family-words'
import { gradeName } from '../fit-rules'
import { loadCalendar } from '../school-calendar.server'
import { foldSearch, nameSearchText } from '../search-text'
import { findSection, nameOf, type SectionRecord } from '../section-record.server'
import { maskedPhone, matchesSearch, printDays } from './roster-rules'
import { words } from './roster-words'

export type RosterGroup = 'enrolled' | 'offered' | 'waitlisted' | 'left'

export interface RosterLine {
  pupil: string
  name: string
  className: string
  group: RosterGroup
  state: EnrolmentState
  /** In line: 1 is next. */
  position: number | null
  offerEndsAt: number | null
  changedAt: number
  /** Of base care: the days this child comes; '' for a course, where everybody comes to all. */
  times: string
  /** Only for the school's administrators; '' otherwise and where nobody is registered. */
  guardian: string
  /** Masked. */
  phone: string
}

export interface Roster {
  section: string
  school: string
  title: string
  base: boolean
  teacher: string
  room: string
  times: string
  capacity: number | null
  /** All, whatever the search. */
  counts: Record<RosterGroup, number>
  lines: RosterLine[]
  q: string
  /** Days over the boxes of the printed table. */
  days: string[]
  /** Sees guardians, may act on paper. */
  full: boolean
}

export interface RosterAsked {
  section: string
  q: string
}

/** Whose eyes: an administrator of the school sees guardians, the section's own teacher the children. */
export type RosterReader = 'school' | 'teacher'

const WORDS_OF_A_SEARCH = 5

/**
 * The section whose roster this person may read. Refuses SECTION_UNKNOWN, FORBIDDEN (another school's administrator, a
 * teacher of another section).
 */
export const rosterSection = async (
  context: Context,
  actor: Actor,
  id: string,
  reader: RosterReader,
): Promise<SectionRecord> => {
  const section = await findSection(context, context.store.db, id)
  if (!section) throw refuse('SECTION_UNKNOWN')
  if (reader === 'school') requireSchool(actor, section.school)
  else if (!actor.teacherAt.includes(section.school) || section.instructorAccount !== actor.account)
    throw refuse('FORBIDDEN')
  return section
}

/**
 * A section's children: enrolled by class, offered, waiting in order, and who left; nothing of it is written down.
 * Refuses SECTION_UNKNOWN, FORBIDDEN.
 */
export const loadRoster = async (
  context: Context,
  actor: Actor,
  { section: id, q }: RosterAsked,
  reader: RosterReader,
): Promise<Roster> => {
  const section = await rosterSection(context, actor, id, reader)
  return readRoster(context, section, q, reader)
}

/** The same and a line in the record: who looked at the children of this section. One line a page. */
export const viewRoster = async (
  context: Context,
  actor: Actor,
  asked: RosterAsked,
  reader: RosterReader,
): Promise<Roster> => {
  const roster = await loadRoster(context, actor, asked, reader)
  const detail = { people: roster.lines.length, searched: asked.q !== '' }
  await context.store.transaction((tx) =>
    writeAudit(context, tx, [
      { actor: actor.account, action: 'roster.viewed', subject: `section:${roster.section}`, detail },
    ]),
  )
  return roster
}

/** The roster of a section that the caller has found this person may read. */
export const readRoster = async (
  context: Context,
  section: SectionRecord,
  q: string,
  reader: RosterReader,
): Promise<Roster> => {
  const all = await readLines(context, section)
  const asked = foldSearch(q).split(' ').filter(Boolean).slice(0, WORDS_OF_A_SEARCH)
  const found = asked.length === 0 ? all : all.filter(({ name }) => matchesSearch(nameSearchText(name), asked))
  const full = reader === 'school'
  const guardians = full
    ? await readGuardians(
        context,
        section.school,
        found.map(({ pupil }) => pupil),
      )
    : new Map()
  const { startsOn, endsOn, slots } = section
  const sessions = sessionDates({ startsOn, endsOn, slots }, await loadCalendar(context, { startsOn, endsOn }))
  const count = (group: RosterGroup): number => all.filter((line) => line.group === group).length
  return {
    section: section.id,
    school: section.school,
    title: nameOf(section),
    base: section.base,
    teacher: section.instructorName,
    room: section.room,
    times: slotsInWords(section.slotTimes),
    capacity: section.capacity,
    counts: {
      enrolled: count('enrolled'),
      offered: count('offered'),
      waitlisted: count('waitlisted'),
      left: count('left'),
    },
    lines: found.map((line) => ({ ...line, ...(guardians.get(line.pupil) ?? { guardian: '', phone: '' }) })),
    q,
    days: printDays([...new Set(sessions.map(({ day }) => day))], dayOf(context.clock.now())),
    full,
  }
}

const ORDER: readonly RosterGroup[] = ['enrolled', 'offered', 'waitlisted', 'left']

const groupOf = (state: EnrolmentState): RosterGroup =>
  state === 'enrolled' || state === 'offered' || state === 'waitlisted' ? state : 'left'

type BareLine = Omit<RosterLine, 'guardian' | 'phone'>

const readLines = async (context: Context, section: SectionRecord): Promise<BareLine[]> => {
  const { store, district } = context
  const { enrolment, pupil, homeClass } = store.tables
  const rows = await store.db
    .select({
      pupil: pupil.id,
      name: pupil.name,
      studentNumber: pupil.studentNumber,
      grade: homeClass.grade,
      number: homeClass.number,
      state: enrolment.state,
      place: enrolment.place,
      offerEndsAt: enrolment.offerEndsAt,
      changedAt: enrolment.changedAt,
    })
    .from(enrolment)
    .innerJoin(pupil, and(eq(pupil.district, district), eq(pupil.id, enrolment.pupil)))
    .innerJoin(homeClass, and(eq(homeClass.district, district), eq(homeClass.id, pupil.homeClass)))
    .where(and(eq(enrolment.district, district), eq(enrolment.section, section.id)))
    .orderBy(asc(homeClass.grade), asc(homeClass.number), asc(pupil.studentNumber))
  const days = section.base ? await readDays(context, section) : new Map<string, string>()
  const inLine = rows.filter(({ state }) => state === 'waitlisted').sort((a, b) => (a.place ?? 0) - (b.place ?? 0))
  const positions = new Map(inLine.map((row, i) => [row.pupil, i + 1]))
  return ORDER.flatMap((group) =>
    (group === 'waitlisted' ? inLine : rows.filter(({ state }) => groupOf(state) === group)).map((row) => ({
      pupil: row.pupil,
      name: row.name,
      className: words.roster.class(gradeName(row.grade), row.number),
      group,
      state: row.state,
      position: positions.get(row.pupil) ?? null,
      offerEndsAt: row.offerEndsAt,
      changedAt: row.changedAt,
      times: days.get(row.pupil) ?? '',
    })),
  )
}

/** Base care is chosen day by day: on which of them a child comes, by child; a day with a course is not among them. */
const readDays = async ({ store, district }: Context, section: SectionRecord): Promise<Map<string, string>> => {
  const { heldSlot } = store.tables
  const rows = await store.db
    .select({ pupil: heldSlot.pupil, slot: heldSlot.slot })
    .from(heldSlot)
    .where(and(eq(heldSlot.district, district), eq(heldSlot.term, section.term), eq(heldSlot.section, section.id)))
  const pupils = [...new Set(rows.map(({ pupil }) => pupil))]
  return new Map(
    pupils.map((pupil) => {
      const here = new Set(rows.filter((row) => row.pupil === pupil).map(({ slot }) => slot))
      return [pupil, slotsInWords(section.slotTimes.filter(({ slot }) => here.has(slot)))]
    }),
  )
}

/** The guardian the school reaches first, with a masked number, by child; none of a child that is at another school now. */
const readGuardians = async (
  { store, district }: Context,
  school: string,
  pupils: readonly string[],
): Promise<Map<string, Pick<RosterLine, 'guardian' | 'phone'>>> => {
  if (pupils.length === 0) return new Map()
  const { guardianship, account, pupil } = store.tables
  const rows = await store.db
    .select({
      pupil: guardianship.pupil,
      relation: guardianship.relation,
      name: account.name,
      phone: account.phone,
      account: account.id,
    })
    .from(guardianship)
    .innerJoin(account, and(eq(account.district, district), eq(account.id, guardianship.account)))
    .innerJoin(pupil, and(eq(pupil.district, district), eq(pupil.id, guardianship.pupil), eq(pupil.school, school)))
    .where(
      and(eq(guardianship.district, district), store.among(guardianship.pupil, pupils), isNull(guardianship.endedAt)),
    )
    .orderBy(asc(guardianship.account))
  const found = new Map<string, Pick<RosterLine, 'guardian' | 'phone'>>()
  for (const { pupil, relation, name, phone } of [...rows].sort((a, b) => Number(!a.phone) - Number(!b.phone))) {
    if (!found.has(pupil))
      found.set(pupil, { guardian: `${relation} ${name}`, phone: phone === null ? '' : maskedPhone(phone) })
  }
  return found
}
