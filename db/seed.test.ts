import { and, eq, ne } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { plannedSessions } from '~/courses/calendar-rules'
import { categoryKeys } from '~/courses/categories'
import { checkInvariants } from '~/courses/index.server'
import { loadTerm } from '~/courses/load-term.server'
import { phaseOf, roundFor } from '~/courses/round-rules'
import { loadCalendar } from '~/courses/school-calendar.server'
import { stageOf } from '~/courses/section-rules'
import { checkLedger, postDues } from '~/money/index.server'
import { checkSlip } from '~/people/check-slip.server'
import { signIn } from '~/people/sign-in.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { installEmpty } from './install-empty'
import { DISTRICT } from './makers/rows'
import { openTestStore, type TestStore, testEngines } from './makers/test-store'
import type { Schema } from './schema/index'
import { demoAccounts, seedDemo } from './seed'

const clock = fixedClock(instantOf('2026-11-23', '10:00'))
const quiet = (): void => {}

let opened: TestStore
afterEach(() => opened.drop())

describe.each(testEngines)('the demo district on %s', (engine) => {
  test('breaks no invariant, and every demo account is there', async () => {
    opened = await openTestStore(engine)
    const { store } = opened
    await seedDemo({ store, clock, progress: quiet, size: 'small' })
    for (const report of await checkInvariants(store, DISTRICT)) expect(report.broken, report.id).toEqual([])
    for (const report of await checkLedger(store, DISTRICT)) expect(report.broken, report.id).toEqual([])
    for (const term of ['2026-autumn', '2026-spring']) {
      const { ledgerEntry, enrolment } = store.tables
      const posted = await store.db
        .select({ section: ledgerEntry.section })
        .from(ledgerEntry)
        .where(and(eq(ledgerEntry.term, term), eq(ledgerEntry.school, 'xx01'), eq(ledgerEntry.kind, 'charge')))
      expect(posted.length).toBeGreaterThan(0)
      expect(await store.db.$count(enrolment, eq(enrolment.term, term))).toBeGreaterThan(posted.length)
      await postDues({ store, clock, district: DISTRICT }, { term })
      expect(
        await store.db.$count(
          ledgerEntry,
          and(eq(ledgerEntry.term, term), eq(ledgerEntry.school, 'xx01'), eq(ledgerEntry.kind, 'charge')),
        ),
      ).toBe(posted.length)
    }
    const accounts = await store.db.select().from(store.tables.account)
    for (const { login } of demoAccounts)
      expect(accounts.some(({ phone, staffNumber }) => phone === login || staffNumber === login)).toBe(true)
    const named = accounts.filter(({ passwordHash }) => passwordHash !== null)
    expect(named).toHaveLength(demoAccounts.length - 1)
  })

  test('an empty one holds a district and one officer with a slip, and nothing invented', async () => {
    opened = await openTestStore(engine)
    const { store } = opened
    const { path } = await installEmpty({ store, clock })
    expect(path).toMatch(/^\/activate\?login=QU0001&slip=[A-Z0-9-]{9}$/)
    for (const name of ['school', 'pupil', 'section', 'round'] as const)
      expect(await store.db.$count(store.tables[name])).toBe(0)
    expect((await store.db.select().from(store.tables.district))[0]?.demo).toBe(false)
  })
})

test('whoever is shown at the start can sign in; whoever has a slip can use it', async () => {
  opened = await openTestStore('sqlite')
  const { store } = opened
  await seedDemo({ store, clock, progress: quiet, size: 'small' })
  const context = { store, clock, district: DISTRICT }
  const from = { address: '127.0.0.1', device: 'iPhone', oldToken: null }
  for (const { who, login, password } of demoAccounts) {
    if (password.startsWith('开通码')) {
      const code = password.replace('开通码', '')
      await expect(checkSlip(context, { login, code, address: from.address }), who).resolves.toBeDefined()
    } else await expect(signIn(context, { login, password, ...from }), who).resolves.toMatchObject({ name: /./ })
  }
})

const days = ['2026-07-25', '2026-09-02', '2026-12-31', '2027-01-22', '2027-02-20', '2027-05-06', '2027-07-09']

test.each(days)('started on %s, it is open for families and nothing lies in the future', async (day) => {
  opened = await openTestStore('sqlite')
  const { store } = opened
  const { tables, db } = store
  const now = instantOf(day, '00:30')
  const context = { store, clock: fixedClock(now), district: DISTRICT }
  await seedDemo({ ...context, progress: quiet, size: 'small' })
  for (const report of await checkInvariants(store, DISTRICT)) expect(report.broken, report.id).toEqual([])
  const term = await loadTerm(context)
  if (!term) throw new Error('no term')
  const phaseAt = (school: string): string | undefined => {
    const round = roundFor(term.rounds, school, term.id, now)
    return round && phaseOf(round, now)
  }
  expect([phaseAt('xx01'), phaseAt('xx02')]).toEqual(['open', 'before'])

  const calendar = await loadCalendar(context, term)
  expect(calendar.missingDays).toEqual([])
  expect(calendar.openMakeUpDays).toEqual([])
  for (const { at } of await db.select().from(tables.sectionStep)) expect(at).toBeLessThanOrEqual(now)
  for (const { changedAt } of await db.select().from(tables.enrolment)) expect(changedAt).toBeLessThanOrEqual(now)

  const slots = new Map<string, number[]>()
  for (const { section, slot } of await db.select().from(tables.sectionSlot))
    slots.set(section, [...(slots.get(section) ?? []), slot])
  const clubs = await db
    .select()
    .from(tables.section)
    .where(and(eq(tables.section.term, term.id), eq(tables.section.base, false)))
  for (const club of clubs) {
    const sessions = plannedSessions({ ...club, slots: slots.get(club.id) ?? [] }, calendar)
    expect(sessions, club.id).toBeGreaterThan(0)
    expect(club.feeFen, club.id).toBe(club.lessonFen * sessions + club.materialFen)
    expect(club.cutOffOn >= day && club.cutOffOn <= club.endsOn && club.endsOn <= term.endsOn, club.id).toBe(true)
  }
  const stages = new Set(clubs.filter(({ school }) => school === 'xx01').map(stageOf))
  for (const stage of [
    'submitted',
    'returned_by_school',
    'approved',
    'sent',
    'returned',
    'filed',
    'published',
  ] as const)
    expect(stages).toContain(stage)
})

const sameEveryTime = [
  'pupil',
  'section',
  'enrolment',
  'heldSlot',
  'rollCount',
  'milestoneRevision',
  'capacityEvent',
  'catchmentCell',
  'forecastBalance',
] as const

test('the same day gives the same district, whatever the engine’s clock says', async () => {
  const districts: unknown[] = []
  for (let i = 0; i < 2; i++) {
    opened = await openTestStore('sqlite')
    await seedDemo({ store: opened.store, clock, progress: quiet, size: 'small' })
    const { db, tables } = opened.store
    const read = (name: keyof Schema) => db.select().from(tables[name] as Schema['account'])
    const rows = await Promise.all(sameEveryTime.map(read))
    // A run's id is drawn by lot wherever one is made.
    districts.push(rows.map((all) => all.map((row) => ({ ...row, run: '' }))))
    if (i === 0) await opened.drop()
  }
  expect(districts[0]).toEqual(districts[1])
})

test('at full size it has the figures of 天桥区, counted from its rows', async () => {
  opened = await openTestStore('sqlite')
  const { store } = opened
  await seedDemo({ store, clock, progress: quiet })
  const { street, school, staff, pupil, section, term, round, calendarOverride, enrolment, course, seatCount } =
    store.tables
  const { db } = store
  expect(await db.$count(street)).toBe(15)
  expect(await db.$count(school)).toBe(51)
  expect(await db.$count(school, eq(school.inScope, true))).toBe(33)
  expect(await db.$count(staff, eq(staff.inService, true))).toBe(664)
  const pupils = await db.$count(pupil)
  expect(pupils).toBeGreaterThan(28_500)
  expect(pupils).toBeLessThan(32_000)
  expect(await db.$count(term)).toBe(3)
  expect(await db.$count(round, ne(round.opensAt, 0))).toBe(4)
  const clubs = and(eq(section.term, '2026-autumn'), eq(section.base, false), eq(section.state, 'published'))
  const shelf = await db
    .select({ title: course.title, category: course.category, seats: seatCount })
    .from(section)
    .innerJoin(course, and(eq(course.district, section.district), eq(course.id, section.course)))
    .innerJoin(seatCount, and(eq(seatCount.district, section.district), eq(seatCount.section, section.id)))
    .where(clubs)
  expect(shelf.length).toBeGreaterThan(390)
  expect(shelf.length).toBeLessThan(420)
  expect(new Set(shelf.map(({ category }) => category))).toEqual(new Set(categoryKeys))
  expect(new Set(shelf.map(({ title }) => title)).size).toBeGreaterThan(60)
  const left = shelf.map(({ seats }) => (seats.capacity ?? 0) - seats.enrolled - seats.offered)
  expect(left.filter((places) => places === 1).length).toBeGreaterThan(10)
  expect(shelf.filter(({ seats }) => seats.waiting > 0).length).toBeGreaterThan(30)
  expect(await db.$count(calendarOverride)).toBeGreaterThan(0)
  expect(await db.$count(enrolment)).toBeGreaterThan(pupils)
  expect(await db.$count(enrolment, eq(enrolment.state, 'offered'))).toBe(1)
  expect(await db.$count(enrolment, eq(enrolment.state, 'waitlisted'))).toBeGreaterThan(50)
})
