import { and, asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { checkInvariants } from '../check-invariants.server'
import type { EnrolmentDesk, EnrolmentOperation } from '../enrolment'
import { openEnrolmentDesk } from '../enrolment-desk.server'
import { closeSections } from './close-section.server'

const NOW = instantOf('2026-09-06', '08:00')
const HOUR = 60 * 60 * 1000
const REASON = '报名只有 1 人，开不成'

describe.each(testEngines)('closing sections on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let desk: EnrolmentDesk
  let context: Context
  const clock = fixedClock(NOW)
  let presses = 0

  beforeEach(async () => {
    clock.set(NOW)
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.school('s')
    await world.round({ opensAt: NOW - HOUR, closesAt: NOW + 100 * HOUR })
    for (const id of ['1', '2', '3']) {
      await world.child(id, { school: 's', name: `孩子${id}` })
      await world.guardian(`g${id}`, [id])
    }
    const base = { capacity: null, base: true, homeClass: 's-4-2', feeFen: 0 }
    await world.section('care', { school: 's', slots: [12, 22], ...base })
    await world.section('a', { school: 's', slots: [12], capacity: 1, title: '数独' })
    await world.section('b', { school: 's', slots: [22], title: '合唱' })
    context = { store: opened.store, clock, district: DISTRICT }
    desk = openEnrolmentDesk(context)
  })
  afterEach(async () => {
    await desk.close()
    const reports = await checkInvariants(opened.store, DISTRICT)
    await opened.drop()
    expect(reports.flatMap(({ id, broken }) => broken.map((one) => `${id} ${one}`))).toEqual([])
  })

  const press = async (child: string, operation: EnrolmentOperation) =>
    (await desk.submit({ key: `press-${String(presses++).padStart(12, '0')}`, account: `g${child}`, operation }))
      .lines[0]
  const enrol = (pupil: string, section: string) =>
    press(pupil, { kind: 'enrol', lines: [{ pupil, section, alsoWait: true }] })
  const close = (...sections: string[]) =>
    opened.store.transaction((tx) => closeSections(context, tx, { sections, actor: 'admin', reason: REASON }))
  const stateOf = async (pupil: string, section: string): Promise<string | undefined> => {
    const { enrolment } = opened.store.tables
    const [row] = await opened.store.db
      .select()
      .from(enrolment)
      .where(and(eq(enrolment.pupil, pupil), eq(enrolment.section, section)))
    return row?.state
  }
  const days = async (pupil: string) => {
    const { heldSlot } = opened.store.tables
    const rows = await opened.store.db
      .select()
      .from(heldSlot)
      .where(eq(heldSlot.pupil, pupil))
      .orderBy(asc(heldSlot.slot))
    return rows.map(({ slot, section, base }) => [slot, section, base])
  }
  const noticesOf = async (account: string) => {
    const { notice } = opened.store.tables
    const rows = await opened.store.db.select().from(notice).where(eq(notice.account, account))
    return rows.map(({ kind, title, body, link }) => ({ kind, title, body, link }))
  }

  test('children keep the care behind it, pick first, and are told; those in line wait no more', async () => {
    await enrol('1', 'care')
    await enrol('1', 'a')
    await enrol('2', 'a')
    const closed = await close('a')
    expect(closed).toEqual({
      sections: ['a'],
      children: [
        { pupil: '1', section: 'a', was: 'enrolled', careKept: true },
        { pupil: '2', section: 'a', was: 'waitlisted', careKept: true },
      ],
      firstPickUntil: NOW + 48 * HOUR,
    })
    expect([await stateOf('1', 'a'), await stateOf('2', 'a'), await stateOf('1', 'care')]).toEqual([
      'closed',
      'closed',
      'enrolled',
    ])
    expect(await days('1')).toEqual([
      [12, 'care', null],
      [22, 'care', null],
    ])
    expect(await noticesOf('g1')).toEqual([
      {
        kind: 'section-closed',
        title: '孩子1的数独停开了',
        body: '报名只有 1 人，开不成。原来的看护还在，孩子照样有人看。9 月 8 日 08:00 前孩子1先选别的课，别人要等。',
        link: '/?child=1',
      },
    ])
    expect(await noticesOf('g2')).toMatchObject([{ body: '报名只有 1 人，开不成。不用再排了。' }])
    const { firstPick, section, seatCount, sectionStep } = opened.store.tables
    expect(await opened.store.db.select().from(firstPick)).toEqual([
      { district: DISTRICT, term: '2026-autumn', pupil: '1', section: 'a', school: 's', until: NOW + 48 * HOUR },
    ])
    expect(await opened.store.db.select().from(section).where(eq(section.id, 'a'))).toMatchObject([{ state: 'closed' }])
    expect(await opened.store.db.select().from(seatCount).where(eq(seatCount.section, 'a'))).toMatchObject([
      { enrolled: 0, offered: 0, waiting: 0, lastPlace: 1 },
    ])
    expect(await opened.store.db.select().from(sectionStep)).toMatchObject([
      { section: 'a', sequence: 1, step: 'closed', actor: 'admin', remark: REASON },
    ])
    const { auditEntry } = opened.store.tables
    const written = await opened.store.db.select().from(auditEntry).orderBy(asc(auditEntry.sequence))
    expect(written.slice(-3).map(({ action, subject, actor }) => [action, subject, actor])).toEqual([
      ['section.closed', 'section:a', 'admin'],
      ['enrolment.closed', 'pupil:1/section:a', 'admin'],
      ['enrolment.closed', 'pupil:2/section:a', 'admin'],
    ])
  })

  test('a child without care behind it is told that the time is free; an open offer has first pick, too', async () => {
    await enrol('1', 'a')
    await enrol('2', 'a')
    await press('1', { kind: 'withdraw', pupil: '1', section: 'a' })
    expect(await stateOf('2', 'a')).toBe('offered')
    await enrol('3', 'b')
    const { children } = await close('a', 'b')
    expect(children).toEqual([
      { pupil: '2', section: 'a', was: 'offered', careKept: true },
      { pupil: '3', section: 'b', was: 'enrolled', careKept: false },
    ])
    expect(await days('3')).toEqual([])
    expect(await opened.store.db.$count(opened.store.tables.firstPick)).toBe(2)
    expect((await noticesOf('g3'))[0]?.body).toContain('这段时间空出来了')
  })

  test('base care that closes waits behind nobody any more, and gives no first pick', async () => {
    await enrol('1', 'care')
    await enrol('1', 'a')
    await close('care')
    expect(await days('1')).toEqual([[12, 'a', null]])
    expect(await opened.store.db.$count(opened.store.tables.firstPick)).toBe(0)
  })

  test('a course and the care behind it close together', async () => {
    await enrol('1', 'care')
    await enrol('1', 'a')
    await close('care', 'a')
    expect(await days('1')).toEqual([])
  })

  test('what is closed stays as it is; an unknown section closes nothing', async () => {
    await enrol('1', 'a')
    await expect(close('a', 'nowhere')).rejects.toMatchObject({ code: 'SECTION_UNKNOWN' })
    expect(await stateOf('1', 'a')).toBe('enrolled')
    await close('a')
    expect(await close('a')).toMatchObject({ sections: [], children: [] })
    expect(await opened.store.db.$count(opened.store.tables.sectionStep)).toBe(1)
  })

  test('the invariants notice a closed section that holds somebody, and a first pick from an open one', async () => {
    await enrol('1', 'a')
    await enrol('3', 'b')
    await close('a')
    const { section, firstPick } = opened.store.tables
    const put = (id: string, state: 'closed' | 'published') =>
      opened.store.transaction(async (tx) => {
        await tx.update(section).set({ state }).where(eq(section.id, id))
      })
    const broken = async () => {
      const reports = await checkInvariants(opened.store, DISTRICT)
      return reports.find(({ id }) => id === 'I9')?.broken
    }
    expect(await broken()).toEqual([])
    await put('b', 'closed')
    expect(await broken()).toEqual(['3 lives in closed b', '3 holds a slot of closed b', 'seats of closed b'])
    await put('b', 'published')
    await put('a', 'published')
    expect(await broken()).toEqual(['first pick of 1 from open a'])
    await opened.store.transaction(async (tx) => {
      await tx.delete(firstPick)
    })
  })

  test('the district sets how long first pick lasts', async () => {
    const { district } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.update(district).set({ settings: { firstPickHours: 24 } })
    })
    await enrol('1', 'a')
    expect((await close('a')).firstPickUntil).toBe(NOW + 24 * HOUR)
  })
})
