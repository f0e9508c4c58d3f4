import { and, eq, ne } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { checkInvariants } from '~/courses/index.server'
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

test('the same day gives the same district, whatever the engine’s clock says', async () => {
  const districts: unknown[] = []
  for (let i = 0; i < 2; i++) {
    opened = await openTestStore('sqlite')
    await seedDemo({ store: opened.store, clock, progress: quiet, size: 'small' })
    const { db, tables } = opened.store
    const read = (name: keyof Schema) => db.select().from(tables[name] as Schema['account'])
    districts.push([await read('pupil'), await read('section'), await read('enrolment'), await read('heldSlot')])
    if (i === 0) await opened.drop()
  }
  expect(districts[0]).toEqual(districts[1])
})

test('at full size it has the figures of 天桥区, counted from its rows', async () => {
  opened = await openTestStore('sqlite')
  const { store } = opened
  await seedDemo({ store, clock, progress: quiet })
  const { street, school, staff, pupil, section, term, round, calendarOverride, enrolment } = store.tables
  const { db } = store
  expect(await db.$count(street)).toBe(15)
  expect(await db.$count(school)).toBe(36)
  expect(await db.$count(school, eq(school.inScope, true))).toBe(26)
  expect(await db.$count(staff, eq(staff.inService, true))).toBe(664)
  const pupils = await db.$count(pupil)
  expect(pupils).toBeGreaterThan(28_500)
  expect(pupils).toBeLessThan(32_000)
  expect(await db.$count(term)).toBe(3)
  expect(await db.$count(round, ne(round.opensAt, 0))).toBe(4)
  const clubs = and(eq(section.term, '2026-autumn'), eq(section.base, false), eq(section.state, 'published'))
  const published = await db.$count(section, clubs)
  expect(published).toBeGreaterThan(370)
  expect(published).toBeLessThan(430)
  expect(await db.$count(calendarOverride)).toBeGreaterThan(0)
  expect(await db.$count(enrolment)).toBeGreaterThan(pupils)
  expect(await db.$count(enrolment, eq(enrolment.state, 'offered'))).toBe(1)
  expect(await db.$count(enrolment, eq(enrolment.state, 'waitlisted'))).toBeGreaterThan(50)
})
