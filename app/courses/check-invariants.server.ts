import { and, asc, eq, gt, inArray, ne, or, sql } from 'drizzle-orm'
import type { Store } from '#db/store'
import { verifyAudit } from '~/shared/audit.server'
import type { EnrolmentAnswer } from './enrolment'

export interface InvariantReport {
  id: 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I9'
  /** What must hold, in one line. */
  says: string
  /** How many things were looked at. */
  checked: number
  /** What breaks it, ids only; the first of each kind. */
  broken: string[]
}

const LIVING = ['enrolled', 'offered', 'waitlisted'] as const
const PAGE = 5_000
const MOST_NAMED = 20

/**
 * Checks I1–I5 and I9 of the portal (I6–I8 are the ledger's) on a live database, with reads only; answers given meanwhile do not disturb it more than
 * any page would. Run it while nothing is being written for an exact picture.
 */
export const checkInvariants = async (store: Store, district: string): Promise<InvariantReport[]> => {
  const seats = await checkSeats(store, district)
  const reports: InvariantReport[] = [
    seats.oversold,
    await checkSlotsAndLimits(store, district),
    await checkAcknowledged(store, district),
    await checkWaitlists(store, district),
    await checkCounters(store, district, seats.miscounted),
    await checkClosed(store, district),
  ]
  return reports.map((report) => ({ ...report, broken: report.broken.slice(0, MOST_NAMED) }))
}

interface SeatReports {
  oversold: InvariantReport
  miscounted: string[]
}

const checkSeats = async (store: Store, district: string): Promise<SeatReports> => {
  const { seatCount, enrolment } = store.tables
  const seats = await store.db.select().from(seatCount).where(eq(seatCount.district, district))
  const counts = await store.db
    .select({ section: enrolment.section, state: enrolment.state, n: sql<number>`count(*)`.mapWith(Number) })
    .from(enrolment)
    .where(and(eq(enrolment.district, district), inArray(enrolment.state, [...LIVING])))
    .groupBy(enrolment.section, enrolment.state)
  const rows = new Map(counts.map(({ section, state, n }) => [`${section} ${state}`, n]))
  const rowsOf = (section: string, state: (typeof LIVING)[number]): number => rows.get(`${section} ${state}`) ?? 0
  const oversold = seats.filter(
    ({ section, capacity }) => capacity !== null && rowsOf(section, 'enrolled') + rowsOf(section, 'offered') > capacity,
  )
  const miscounted = seats.filter(
    ({ section, enrolled, offered, waiting }) =>
      enrolled !== rowsOf(section, 'enrolled') ||
      offered !== rowsOf(section, 'offered') ||
      waiting !== rowsOf(section, 'waitlisted'),
  )
  return {
    oversold: {
      id: 'I1',
      says: 'enrolled + offered ≤ capacity, counted from the rows',
      checked: seats.length,
      broken: oversold.map(({ section }) => section),
    },
    miscounted: miscounted.map(({ section }) => `counter of ${section}`),
  }
}

const checkSlotsAndLimits = async (store: Store, district: string): Promise<InvariantReport> => {
  const { enrolment, section, sectionSlot, heldSlot, round } = store.tables
  const enrolled = await store.db
    .select({
      pupil: enrolment.pupil,
      section: enrolment.section,
      term: enrolment.term,
      base: section.base,
      school: section.school,
    })
    .from(enrolment)
    .innerJoin(section, and(eq(section.district, district), eq(section.id, enrolment.section)))
    .where(and(eq(enrolment.district, district), eq(enrolment.state, 'enrolled')))
  const slots = await store.db
    .select({ section: sectionSlot.section, n: sql<number>`count(*)`.mapWith(Number) })
    .from(sectionSlot)
    .where(eq(sectionSlot.district, district))
    .groupBy(sectionSlot.section)
  const held = await store.db
    .select({ pupil: heldSlot.pupil, section: heldSlot.section, n: sql<number>`count(*)`.mapWith(Number) })
    .from(heldSlot)
    .where(eq(heldSlot.district, district))
    .groupBy(heldSlot.pupil, heldSlot.section)
  const rounds = await store.db.select().from(round).where(eq(round.district, district))
  const limitOf = (term: string, school: string): number =>
    Math.max(
      0,
      ...rounds
        .filter((one) => one.term === term && (one.school === school || one.school === null))
        .map((one) => one.courseLimit),
    )

  const slotsOf = new Map(slots.map(({ section: id, n }) => [id, n]))
  const heldOf = new Map(held.map(({ pupil, section: id, n }) => [`${pupil} ${id}`, n]))
  const broken: string[] = []
  const courses = new Map<string, { n: number; limit: number }>()
  const inside = new Set<string>()
  for (const one of enrolled) {
    const key = `${one.pupil} ${one.section}`
    inside.add(key)
    if (one.base) continue
    if (heldOf.get(key) !== slotsOf.get(one.section)) broken.push(`slots of ${key}`)
    const child = courses.get(`${one.pupil} ${one.term}`) ?? { n: 0, limit: limitOf(one.term, one.school) }
    courses.set(`${one.pupil} ${one.term}`, { ...child, n: child.n + 1 })
  }
  for (const key of heldOf.keys()) if (!inside.has(key)) broken.push(`slot without enrolment: ${key}`)
  for (const [child, { n, limit }] of courses) if (n > limit) broken.push(`${n} courses, limit ${limit}: ${child}`)
  return {
    id: 'I2',
    says: 'one row a child and section, each course holds all its slots and no other, at most k courses',
    checked: enrolled.length,
    broken,
  }
}

const checkAcknowledged = async (store: Store, district: string): Promise<InvariantReport> => {
  const { enrolment, enrolmentRequest } = store.tables
  const rows = await store.db
    .select({ pupil: enrolment.pupil, section: enrolment.section })
    .from(enrolment)
    .where(eq(enrolment.district, district))
  const known = new Set(rows.map(({ pupil, section }) => `${pupil} ${section}`))
  const broken: string[] = []
  let checked = 0
  for (let after = ''; ; ) {
    const page = await store.db
      .select({ key: enrolmentRequest.key, answer: enrolmentRequest.answer })
      .from(enrolmentRequest)
      .where(and(eq(enrolmentRequest.district, district), gt(enrolmentRequest.key, after)))
      .orderBy(asc(enrolmentRequest.key))
      .limit(PAGE)
    for (const { key, answer } of page) {
      for (const line of (answer as EnrolmentAnswer).lines) {
        if (line.outcome === 'refused') continue
        checked += 1
        const section = line.outcome === 'transferred' ? line.to : line.section
        if (!known.has(`${line.pupil} ${section}`)) broken.push(`${key}: ${line.pupil} ${section}`)
      }
    }
    const last = page.at(-1)
    if (page.length < PAGE || !last) break
    after = last.key
  }
  return { id: 'I3', says: 'every acknowledged line is present, once', checked, broken }
}

const checkWaitlists = async (store: Store, district: string): Promise<InvariantReport> => {
  const { enrolment, seatCount, auditEntry } = store.tables
  const waiting = await store.db
    .select({ section: enrolment.section, pupil: enrolment.pupil, place: enrolment.place, last: seatCount.lastPlace })
    .from(enrolment)
    .innerJoin(seatCount, and(eq(seatCount.district, district), eq(seatCount.section, enrolment.section)))
    .where(and(eq(enrolment.district, district), inArray(enrolment.state, ['waitlisted', 'offered'])))
    .orderBy(asc(enrolment.section), asc(enrolment.place))
  const accepted = await store.db
    .select({ subject: auditEntry.subject, sequence: sql<number>`max(${auditEntry.sequence})`.mapWith(Number) })
    .from(auditEntry)
    .where(and(eq(auditEntry.district, district), eq(auditEntry.action, 'enrolment.waitlisted')))
    .groupBy(auditEntry.subject)
  const acceptedAt = new Map(accepted.map(({ subject, sequence }) => [subject, sequence]))
  const broken: string[] = []
  let before = { section: '', place: 0, sequence: 0 }
  for (const { section, pupil, place, last } of waiting) {
    const sequence = acceptedAt.get(`pupil:${pupil}/section:${section}`) ?? 0
    const same = before.section === section
    if (place === null || place > last || (same && place <= before.place))
      broken.push(`place of ${pupil} in ${section}`)
    // Lines that a seed or a school entered have no acceptance of their own to compare.
    if (same && sequence > 0 && before.sequence > sequence) broken.push(`order of ${pupil} in ${section}`)
    before = { section, place: place ?? 0, sequence }
  }
  return { id: 'I4', says: 'waitlist order = order of acceptance', checked: waiting.length, broken }
}

const checkCounters = async (store: Store, district: string, miscounted: string[]): Promise<InvariantReport> => {
  const { entries, brokenAt } = await verifyAudit(store, district)
  return {
    id: 'I5',
    says: 'counters equal rows, the audit chain verifies',
    checked: entries,
    broken: [...miscounted, ...(brokenAt === null ? [] : [`audit entry ${brokenAt}`])],
  }
}

/** Everything that may still name a closed section after it was closed. */
const checkClosed = async (store: Store, district: string): Promise<InvariantReport> => {
  const { section, enrolment, heldSlot, seatCount, firstPick } = store.tables
  const closed = and(eq(section.district, district), eq(section.state, 'closed'))
  const sections = await store.db.select({ id: section.id }).from(section).where(closed)
  const living = await store.db
    .select({ section: enrolment.section, pupil: enrolment.pupil })
    .from(enrolment)
    .innerJoin(section, and(closed, eq(section.id, enrolment.section)))
    .where(and(eq(enrolment.district, district), inArray(enrolment.state, [...LIVING])))
  const held = await store.db
    .select({ section: section.id, pupil: heldSlot.pupil })
    .from(heldSlot)
    .innerJoin(section, and(closed, or(eq(section.id, heldSlot.section), eq(section.id, heldSlot.base))))
    .where(eq(heldSlot.district, district))
  const counted = await store.db
    .select({ section: seatCount.section })
    .from(seatCount)
    .innerJoin(section, and(closed, eq(section.id, seatCount.section)))
    .where(
      and(
        eq(seatCount.district, district),
        or(gt(seatCount.enrolled, 0), gt(seatCount.offered, 0), gt(seatCount.waiting, 0)),
      ),
    )
  const picks = await store.db
    .select({ section: firstPick.section, pupil: firstPick.pupil })
    .from(firstPick)
    .innerJoin(section, and(eq(section.district, district), eq(section.id, firstPick.section)))
    .where(and(eq(firstPick.district, district), ne(section.state, 'closed')))
  return {
    id: 'I9',
    says: 'closed sections hold nobody, first picks come from closed sections only',
    checked: sections.length,
    broken: [
      ...living.map((one) => `${one.pupil} lives in closed ${one.section}`),
      ...held.map((one) => `${one.pupil} holds a slot of closed ${one.section}`),
      ...counted.map((one) => `seats of closed ${one.section}`),
      ...picks.map((one) => `first pick of ${one.pupil} from open ${one.section}`),
    ],
  }
}
