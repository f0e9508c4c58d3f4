import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#db/store'
import { awakeAt } from '~/messages/index.server'
import { parseDistrictSettings } from '~/people/index.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import {
  type EnrolmentRecord,
  enrolmentKey,
  noChanges,
  type PupilInWorld,
  type SectionInWorld,
  type World,
} from './allotment-world'
import { livingPicks } from './decision-day/first-pick-rules'
import { loadFirstPicks } from './decision-day/load-first-picks.server'

/** As many in line as one batch can ever pass seats to; the minute tick takes care of more. */
const QUEUE_HEAD = 64

export interface WorldNeeds {
  sections: readonly string[]
  pupils: readonly string[]
  /** Sections in which a place may become free: their waitlist is loaded. */
  freeing: ReadonlySet<string>
}

/**
 * Loads what one batch is decided on. The caller holds the locks of the sections' seats and of the pupils.
 * @param db the transaction.
 */
export const loadWorld = async (context: Context, db: Db, needs: WorldNeeds): Promise<World> => {
  const { district: d, store, clock } = context
  const t = store.tables
  const now = clock.now()
  const [row] = await db.select({ settings: t.district.settings }).from(t.district).where(eq(t.district.id, d))
  const settings = parseDistrictSettings(row?.settings)

  const sections = await loadSections(context, db, needs.sections)
  const terms = [...new Set([...sections.values()].map((section) => section.term))]
  const rounds = terms.length
    ? await db
        .select()
        .from(t.round)
        .where(and(eq(t.round.district, d), inArray(t.round.term, terms)))
    : []
  const schools = [...sections.values()].filter(({ base }) => !base).map(({ school }) => school)
  const firstPicks = livingPicks(await loadFirstPicks(context, db, schools), now)
  const pupils = await loadPupils(context, db, needs.pupils)
  const enrolments = await loadWhatTheyHold(context, db, pupils, terms)
  await loadQueues(context, db, sections, enrolments, needs.freeing)

  const links = needs.pupils.length
    ? await db
        .select({ account: t.guardianship.account, pupil: t.guardianship.pupil })
        .from(t.guardianship)
        .where(
          and(
            eq(t.guardianship.district, d),
            store.among(t.guardianship.pupil, needs.pupils),
            isNull(t.guardianship.endedAt),
          ),
        )
    : []

  return {
    now,
    today: dayOf(now),
    waitLines: settings.waitLines,
    referencePrefix: settings.referencePrefix,
    // An offer made at night is told in the morning: its time begins then.
    offerMs: awakeAt(now, settings) - now + settings.offerHours * 60 * 60 * 1000,
    rounds,
    firstPicks,
    sections,
    pupils,
    guardianships: new Set(links.map(({ account, pupil }) => `${account} ${pupil}`)),
    enrolments,
    changes: noChanges(),
  }
}

const loadSections = async (
  { district: d, store }: Context,
  db: Db,
  ids: readonly string[],
): Promise<Map<string, SectionInWorld>> => {
  const sections = new Map<string, SectionInWorld>()
  if (ids.length === 0) return sections
  const { section, course, school, seatCount, sectionSlot } = store.tables
  const rows = await db
    .select({
      id: section.id,
      title: course.title,
      label: section.label,
      term: section.term,
      school: section.school,
      schoolName: school.name,
      grades: section.grades,
      base: section.base,
      homeClass: section.homeClass,
      state: section.state,
      cutOffOn: section.cutOffOn,
      feeFen: section.feeFen,
      capacity: seatCount.capacity,
      enrolled: seatCount.enrolled,
      offered: seatCount.offered,
      waiting: seatCount.waiting,
      lastPlace: seatCount.lastPlace,
    })
    .from(section)
    .innerJoin(course, and(eq(course.district, d), eq(course.id, section.course)))
    .innerJoin(school, and(eq(school.district, d), eq(school.id, section.school)))
    .innerJoin(seatCount, and(eq(seatCount.district, d), eq(seatCount.section, section.id)))
    .where(and(eq(section.district, d), store.among(section.id, ids)))
  const slots = await db
    .select({ section: sectionSlot.section, slot: sectionSlot.slot })
    .from(sectionSlot)
    .where(and(eq(sectionSlot.district, d), store.among(sectionSlot.section, ids)))
    .orderBy(asc(sectionSlot.slot))
  for (const { label, state, title, ...row } of rows) {
    sections.set(row.id, {
      ...row,
      title: `${title}${label}`,
      published: state === 'published',
      slots: slots.filter((one) => one.section === row.id).map((one) => one.slot),
      queue: [],
      offers: [],
    })
  }
  return sections
}

const loadPupils = async (
  { district: d, store }: Context,
  db: Db,
  ids: readonly string[],
): Promise<Map<string, PupilInWorld>> => {
  if (ids.length === 0) return new Map()
  const { pupil, homeClass } = store.tables
  const rows = await db
    .select({
      id: pupil.id,
      name: pupil.name,
      school: pupil.school,
      homeClass: pupil.homeClass,
      leftOn: pupil.leftOn,
    })
    .from(pupil)
    .where(and(eq(pupil.district, d), store.among(pupil.id, ids)))
  const classes = await db
    .select({ id: homeClass.id, grade: homeClass.grade })
    .from(homeClass)
    .where(and(eq(homeClass.district, d), store.among(homeClass.id, [...new Set(rows.map((row) => row.homeClass))])))
  const gradeOf = new Map(classes.map(({ id, grade }) => [id, grade]))
  return new Map(
    rows.map(({ leftOn, ...row }) => {
      const grade = gradeOf.get(row.homeClass) ?? 0
      return [row.id, { ...row, grade, left: leftOn !== null, held: new Map(), enrolments: [] }]
    }),
  )
}

/**
 * Fills in the records and slots of the pupils. Plain reads by primary key first, the sections they name after: a
 * join invites PostgreSQL's planner to walk all children of a section while its statistics are young.
 */
const loadWhatTheyHold = async (
  { district: d, store }: Context,
  db: Db,
  pupils: ReadonlyMap<string, PupilInWorld>,
  terms: readonly string[],
): Promise<Map<string, EnrolmentRecord>> => {
  const records = new Map<string, EnrolmentRecord>()
  if (pupils.size === 0 || terms.length === 0) return records
  const { enrolment, heldSlot, section, course } = store.tables
  const ids = [...pupils.keys()]
  const rows = await db
    .select()
    .from(enrolment)
    .where(and(eq(enrolment.district, d), store.among(enrolment.pupil, ids), inArray(enrolment.term, [...terms])))
  const held = await db
    .select()
    .from(heldSlot)
    .where(and(eq(heldSlot.district, d), inArray(heldSlot.term, [...terms]), store.among(heldSlot.pupil, ids)))
  const named = [...new Set([...rows, ...held].map((row) => row.section))]
  const sections = named.length
    ? await db
        .select({ id: section.id, base: section.base, title: course.title })
        .from(section)
        .innerJoin(course, and(eq(course.district, d), eq(course.id, section.course)))
        .where(and(eq(section.district, d), store.among(section.id, named)))
    : []
  const byId = new Map(sections.map((one) => [one.id, one]))
  for (const row of rows) {
    const record: EnrolmentRecord = { ...row, base: byId.get(row.section)?.base ?? false, fresh: false }
    records.set(enrolmentKey(row.pupil, row.section), record)
    pupils.get(row.pupil)?.enrolments.push(record)
  }
  for (const row of held) {
    const { base: care = false, title = '' } = byId.get(row.section) ?? {}
    pupils.get(row.pupil)?.held.set(row.slot, { section: row.section, care, title, base: row.base })
  }
  return records
}

/** Loads open offers, and the head of the waitlist wherever a place is free or may become so. */
const loadQueues = async (
  { district: d, store }: Context,
  db: Db,
  sections: ReadonlyMap<string, SectionInWorld>,
  enrolments: Map<string, EnrolmentRecord>,
  freeing: ReadonlySet<string>,
): Promise<void> => {
  const { enrolment } = store.tables
  const rowsOf = (section: string, state: 'offered' | 'waitlisted', limit: number) =>
    db
      .select()
      .from(enrolment)
      .where(and(eq(enrolment.district, d), eq(enrolment.section, section), eq(enrolment.state, state)))
      .orderBy(asc(enrolment.place))
      .limit(limit)
  const known = (row: typeof enrolment.$inferSelect): EnrolmentRecord => {
    const key = enrolmentKey(row.pupil, row.section)
    const record = enrolments.get(key) ?? { ...row, base: false, fresh: false }
    enrolments.set(key, record)
    return record
  }
  for (const section of sections.values()) {
    if (section.offered > 0) section.offers = (await rowsOf(section.id, 'offered', section.offered)).map(known)
    const hasRoom = section.capacity === null || section.enrolled + section.offered < section.capacity
    if (section.waiting > 0 && (section.offered > 0 || hasRoom || freeing.has(section.id))) {
      section.queue = (await rowsOf(section.id, 'waitlisted', QUEUE_HEAD)).map(known)
    }
  }
}
