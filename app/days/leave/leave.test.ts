import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { makeFamilyAndShelf } from '#db/makers/family-and-shelf'
import { DISTRICT, TERM } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { EnrolmentDesk } from '~/courses'
import { openEnrolmentDesk } from '~/courses/index.server'
import { instantOf } from '~/shared/day'
import { action as askAction, loader as askLoader } from '../routes/ask-leave'
import { action as leaveAction, loader as leaveLoader } from '../routes/leave'
import { leaveOfDay } from './leave-of-day.server'

/** noodle meets on Wednesdays at 16:30; care every day at 16:30. */
const WEDNESDAY = '2026-09-16'
const CUT_OFF = instantOf(WEDNESDAY, '14:30')

describe.each(testEngines)('leave on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let enrolments: EnrolmentDesk
  let now = instantOf(WEDNESDAY, '09:00')
  const context = () => ({
    store: opened.store,
    clock: { now: () => now },
    district: DISTRICT,
    origin: 'http://127.0.0.1',
  })
  const ask = askRoutes(() => ({ context: context(), world, enrolments }))
  const asking = (given: Record<string, string> = {}) => ({
    act: 'ask',
    key: randomUUID(),
    pupil: 'he',
    day: WEDNESDAY,
    section: '',
    reason: '发烧',
    ...given,
  })
  const hold = (pupil: string, slot: number, section: string, base: string | null = null) =>
    opened.store.transaction(async (tx) => {
      await tx
        .insert(opened.store.tables.heldSlot)
        .values({ district: DISTRICT, term: TERM, pupil, slot, section, base })
    })
  const rows = () => opened.store.db.select().from(opened.store.tables.leaveRequest)

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await makeFamilyAndShelf(world, instantOf('2026-09-03', '10:00'))
    await world.guardian('father', ['he'])
    await world.section('chorus', { school: 's', slots: [31], title: '合唱' })
    enrolments = openEnrolmentDesk(context())
    await hold('he', 32, 'noodle', 'care')
    await hold('he', 12, 'care')
    await hold('other', 32, 'noodle')
  })
  afterAll(async () => {
    await enrolments.close()
    await opened.drop()
  })
  beforeEach(async () => {
    now = instantOf(WEDNESDAY, '09:00')
    await opened.store.transaction(async (tx) => {
      await tx.delete(opened.store.tables.leaveRequest)
      await tx.delete(opened.store.tables.sessionChange)
    })
  })

  test('asked for in time, it stands on the roster, with its reason; withdrawn, it does not', async () => {
    const sent = await ask(askAction, { form: asking() })
    expect(sent.status).toBe(303)
    const stands = await leaveOfDay(context(), WEDNESDAY, ['he', 'other'])
    expect([stands.away('he', 'noodle'), stands.away('he', 'anything'), stands.away('other', 'noodle')]).toEqual([
      true,
      true,
      false,
    ])
    expect(stands.reason('he', 'noodle')).toBe('发烧')
    const [row] = await rows()
    // Any guardian of the child, not only who asked.
    expect((await ask(leaveAction, { as: 'father', form: { act: 'withdraw', leave: row?.id ?? '' } })).status).toBe(303)
    expect((await leaveOfDay(context(), WEDNESDAY, ['he'])).away('he', 'noodle')).toBe(false)
    const { body } = await ask(leaveLoader, {})
    expect((body as Awaited<ReturnType<typeof leaveLoader>>).past.map(({ state }) => state)).toEqual(['withdrawn'])
  })

  test('for one section only its sessions are missed', async () => {
    expect((await ask(askAction, { form: asking({ section: 'noodle' }) })).status).toBe(303)
    const stands = await leaveOfDay(context(), WEDNESDAY, ['he'])
    expect([stands.away('he', 'noodle'), stands.away('he', 'chorus')]).toEqual([true, false])
  })

  test('the last moment is in time, the next is late, and it cannot be taken back then', async () => {
    now = CUT_OFF
    const sent = await ask(askAction, { form: asking() })
    expect(sent.status).toBe(303)
    now = CUT_OFF + 1
    const late = await ask(askAction, { as: 'h', form: asking({ pupil: 'other' }) })
    expect(late.status).toBe(409)
    expect(JSON.stringify(late.body)).toContain('9 月 16 日 14:30 以前请，现在晚了')
    const [row] = await rows()
    const back = await ask(leaveAction, { form: { act: 'withdraw', leave: row?.id ?? '' } })
    expect(back.status).toBe(409)
    expect(JSON.stringify(back.body)).toContain('名单定了')
  })

  test('the district sets the hours', async () => {
    const { district } = opened.store.tables
    const set = (settings: object) =>
      opened.store.transaction(async (tx) => {
        await tx.update(district).set({ settings }).where(eq(district.id, DISTRICT))
      })
    await set({ leaveHours: 8 })
    expect((await ask(askAction, { form: asking() })).status).toBe(409)
    await set({})
    expect((await ask(askAction, { form: asking() })).status).toBe(303)
  })

  test('the same press twice, also at once, writes once; a second leave for the same is refused', async () => {
    const form = asking()
    const answers = await Promise.all([1, 2, 3].map(() => ask(askAction, { form })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await rows()).toHaveLength(1)
    const again = await ask(askAction, { as: 'father', form: asking({ section: 'noodle' }) })
    expect(again.status).toBe(409)
    expect(JSON.stringify(again.body)).toContain('已经请过假了')
    expect((await ask(askAction, { as: 'h', form: { ...form, pupil: 'other' } })).body).toBe('KEY_REUSED')
  })

  test.each([
    ['another family’s child', { pupil: 'other' }, 403],
    ['a child nobody knows', { pupil: 'nobody' }, 403],
    ['a day without sessions', { day: '2026-09-17' }, 409],
    ['a Sunday', { day: '2026-09-20' }, 409],
    ['a section the child does not have', { section: 'robot' }, 409],
    ['a day that is none', { day: '2027-02-30' }, 400],
    ['a key that is none', { key: 'x' }, 400],
    ['a reason that never ends', { reason: '长'.repeat(61) }, 422],
  ])('%s is refused', async (_, given, status) => {
    expect((await ask(askAction, { form: asking(given) })).status).toBe(status)
    expect(await rows()).toHaveLength(0)
  })

  test('an ended guardianship asks for nothing', async () => {
    const { guardianship } = opened.store.tables
    const own = and(eq(guardianship.district, DISTRICT), eq(guardianship.account, 'father'))
    const ends = (endedAt: number | null) =>
      opened.store.transaction(async (tx) => {
        await tx.update(guardianship).set({ endedAt }).where(own)
      })
    await ends(1)
    expect((await ask(askAction, { as: 'father', form: asking() })).body).toBe('NOT_YOUR_CHILD')
    await ends(null)
  })

  test('the questions come one after the other, and skip what is clear', async () => {
    type Step = Awaited<ReturnType<typeof askLoader>>
    const step = async (query: string, as = 'g') => (await ask(askLoader, { as, query })).body as Step
    expect((await step('')).step).toBe('who')
    const when = await step('?child=he')
    expect(when.step === 'when' && when.days.map(({ day }) => day)).toEqual([
      '2026-09-16',
      '2026-09-21',
      '2026-09-23',
      '2026-09-28',
      '2026-09-30',
    ])
    expect((await step('?child=other')).step).toBe('who')
    const check = await step(`?child=he&day=${WEDNESDAY}`)
    expect(check.step).toBe('check')
    expect((await step(`?day=${WEDNESDAY}`, 'father')).step).toBe('check')
    await hold('he', 31, 'chorus')
    expect((await step(`?child=he&day=${WEDNESDAY}`)).step).toBe('what')
    expect((await step(`?child=he&day=${WEDNESDAY}&section=all`)).step).toBe('check')
  })

  test('a session that moved is missed on the day it moved to; a cancelled one leaves the care behind it', async () => {
    const change = (given: object) =>
      opened.store.transaction(async (tx) => {
        await tx.insert(opened.store.tables.sessionChange).values({
          district: DISTRICT,
          section: 'noodle',
          day: WEDNESDAY,
          slot: 32,
          number: 1,
          change: 'moved',
          toDay: '2026-09-18',
          toStartsAt: '16:30',
          toEndsAt: '17:30',
          room: '',
          substitute: '',
          reason: '',
          by: 'a',
          at: 0,
          ...given,
        })
      })
    await change({})
    const day = (await ask(askLoader, { query: '?child=he' })).body as { days: { day: string; sessions: object[] }[] }
    expect(day.days.find((one) => one.day === '2026-09-18')?.sessions).toMatchObject([{ title: '面食工坊' }])
    await change({ number: 2, change: 'cancelled', toDay: null, toStartsAt: null, toEndsAt: null })
    const then = (await ask(askLoader, { query: '?child=he' })).body as typeof day
    expect(then.days.map((one) => one.day)).not.toContain('2026-09-18')
    expect(then.days.find((one) => one.day === WEDNESDAY)?.sessions).toMatchObject([
      { title: '合唱' },
      { title: '看护' },
    ])
  })
})
