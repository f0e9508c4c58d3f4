import { and, asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { Refusal } from '~/shared/refusal'
import { checkInvariants } from './check-invariants.server'
import type { EnrolmentDesk, EnrolmentOperation, LineAnswer } from './enrolment'
import { openEnrolmentDesk } from './enrolment-desk.server'

const NOW = instantOf('2026-11-23', '08:00')
const HOUR = 60 * 60 * 1000

let presses = 0
const newKey = (): string => `press-${String(presses++).padStart(12, '0')}`

describe.each(testEngines)('the enrolment desk on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let desk: EnrolmentDesk
  let context: Context
  const clock = fixedClock(NOW)

  beforeEach(async () => {
    clock.set(NOW)
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.school('s', { name: '柳岸小学（示例）' })
    await world.round({ opensAt: NOW - HOUR, closesAt: NOW + 1_000 * HOUR, courseLimit: 3 })
    for (const id of ['1', '2', '3', '4']) {
      await world.child(id, { school: 's', name: `孩子${id}` })
      await world.guardian(`g${id}`, [id])
    }
    context = { store: opened.store, clock, district: DISTRICT }
    desk = openEnrolmentDesk(context)
  })
  afterEach(async () => {
    await desk.close()
    const reports = await checkInvariants(opened.store, DISTRICT)
    await opened.drop()
    expect(reports.flatMap(({ id, broken }) => broken.map((one) => `${id} ${one}`))).toEqual([])
  })

  const press = async (child: string, operation: EnrolmentOperation, key = newKey()): Promise<LineAnswer | undefined> =>
    (await desk.submit({ key, account: `g${child}`, operation })).lines[0]
  const enrol = (child: string, section: string, alsoWait = true) =>
    press(child, { kind: 'enrol', lines: [{ pupil: child, section, alsoWait }] })
  const stateOf = async (pupil: string, section: string): Promise<string | undefined> => {
    const { enrolment } = opened.store.tables
    const [row] = await opened.store.db
      .select()
      .from(enrolment)
      .where(and(eq(enrolment.pupil, pupil), eq(enrolment.section, section)))
    return row?.state
  }
  const noticesOf = async (account: string): Promise<string[]> => {
    const { notice } = opened.store.tables
    return (await opened.store.db.select().from(notice).where(eq(notice.account, account))).map(({ title }) => title)
  }

  test('each line of one press is answered on its own, and stays answered', async () => {
    await world.section('a', { school: 's', slots: [12], title: '面食工坊' })
    await world.section('b', { school: 's', slots: [12], title: '机器人社' })
    await world.section('c', { school: 's', slots: [22], capacity: 0 })
    const lines = ['a', 'b', 'c'].map((section) => ({ pupil: '1', section, alsoWait: true }))
    const key = newKey()
    const first = await desk.submit({ key, account: 'g1', operation: { kind: 'enrol', lines } })
    expect(first.lines).toMatchObject([
      { outcome: 'enrolled', feeFen: 6_400 },
      { outcome: 'refused', code: 'CLASH', sentence: '和周一的面食工坊撞时间，选一门。' },
      { outcome: 'waitlisted', position: 1 },
    ])
    expect(first.reference).toMatch(/^TQ26-[2-9A-Z]{4}-[2-9A-Z]{2}$/)
    expect(await desk.submit({ key, account: 'g1', operation: { kind: 'enrol', lines } })).toEqual(first)
  })

  test('the same key with another body is refused and writes nothing', async () => {
    await world.section('a', { school: 's', slots: [12] })
    await world.section('b', { school: 's', slots: [22] })
    const key = newKey()
    await press('1', { kind: 'enrol', lines: [{ pupil: '1', section: 'a', alsoWait: true }] }, key)
    const again = press('1', { kind: 'enrol', lines: [{ pupil: '1', section: 'b', alsoWait: true }] }, key)
    await expect(again).rejects.toMatchObject({ code: 'KEY_REUSED' })
    expect(await stateOf('1', 'b')).toBeUndefined()
  })

  test.each(['', 'short', 'x'.repeat(65), 'with blanks in it 123', '钥匙钥匙钥匙钥匙钥匙钥匙钥匙钥匙'])(
    'the key %j is refused',
    async (key) => {
      await expect(press('1', { kind: 'withdraw', pupil: '1', section: 'a' }, key)).rejects.toBeInstanceOf(Refusal)
    },
  )

  test('forty presses at once share transactions and keep the order of arrival', async () => {
    await world.section('a', { school: 's', slots: [12], capacity: 1 })
    const children = ['1', '2', '3', '4']
    const answers = await Promise.all(children.map((child) => enrol(child, 'a')))
    expect(answers).toMatchObject([
      { outcome: 'enrolled' },
      { outcome: 'waitlisted', position: 1 },
      { outcome: 'waitlisted', position: 2 },
      { outcome: 'waitlisted', position: 3 },
    ])
    const copies = await Promise.all(Array.from({ length: 40 }, () => enrol('1', 'a')))
    expect(new Set(copies.map((one) => (one?.outcome === 'refused' ? one.code : one?.outcome)))).toEqual(
      new Set(['ALREADY_ENROLLED']),
    )
  })

  test('withdrawing offers the seat to the first in line and tells the family in the same transaction', async () => {
    await world.section('a', { school: 's', slots: [12], capacity: 1, title: '中国鼓' })
    for (const child of ['1', '2', '3']) await enrol(child, 'a')
    expect(await press('1', { kind: 'withdraw', pupil: '1', section: 'a' })).toMatchObject({ outcome: 'withdrawn' })
    expect(await stateOf('2', 'a')).toBe('offered')
    expect(await noticesOf('g2')).toEqual(['孩子2的中国鼓有位子了'])
    expect(await press('2', { kind: 'accept', pupil: '2', section: 'a', swap: false })).toMatchObject({
      outcome: 'enrolled',
    })
  })

  test('an offer nobody takes passes on by the tick, once, however often it runs', async () => {
    await world.section('a', { school: 's', slots: [12], capacity: 1 })
    for (const child of ['1', '2', '3']) await enrol(child, 'a')
    await press('1', { kind: 'withdraw', pupil: '1', section: 'a' })
    expect(await desk.tick()).toBe(0)
    clock.advance(24 * HOUR)
    expect(await desk.tick()).toBe(2)
    expect(await desk.tick()).toBe(0)
    expect([await stateOf('2', 'a'), await stateOf('3', 'a')]).toEqual(['withdrawn', 'offered'])
    expect(await press('2', { kind: 'accept', pupil: '2', section: 'a', swap: true })).toMatchObject({
      code: 'NO_OFFER',
    })
  })

  test('an expired offer passes on within the next request on the section, too', async () => {
    await world.section('a', { school: 's', slots: [12], capacity: 1 })
    for (const child of ['1', '2', '3']) await enrol(child, 'a')
    await press('1', { kind: 'withdraw', pupil: '1', section: 'a' })
    clock.advance(25 * HOUR)
    expect(await enrol('4', 'a')).toMatchObject({ outcome: 'waitlisted', position: 1 })
    expect(await stateOf('3', 'a')).toBe('offered')
  })

  test('accepting with a swap leaves the other course, whose seat passes on as well', async () => {
    await world.section('a', { school: 's', slots: [12], capacity: 1 })
    await world.section('b', { school: 's', slots: [12], capacity: 1 })
    await enrol('1', 'a')
    await enrol('2', 'b')
    await enrol('2', 'a')
    await enrol('3', 'b')
    await press('1', { kind: 'withdraw', pupil: '1', section: 'a' })
    expect(await press('2', { kind: 'accept', pupil: '2', section: 'a', swap: false })).toMatchObject({ code: 'CLASH' })
    expect(await press('2', { kind: 'accept', pupil: '2', section: 'a', swap: true })).toMatchObject({
      outcome: 'enrolled',
    })
    expect([await stateOf('2', 'b'), await stateOf('3', 'b')]).toEqual(['withdrawn', 'offered'])
  })

  test('transfer: both or neither', async () => {
    await world.section('a', { school: 's', slots: [12], capacity: 1 })
    await world.section('b', { school: 's', slots: [12], capacity: 1 })
    await enrol('1', 'a')
    await enrol('2', 'b')
    expect(await press('1', { kind: 'transfer', pupil: '1', from: 'a', to: 'b' })).toMatchObject({ code: 'FULL' })
    expect(await stateOf('1', 'a')).toBe('enrolled')
    await press('2', { kind: 'withdraw', pupil: '2', section: 'b' })
    expect(await press('1', { kind: 'transfer', pupil: '1', from: 'a', to: 'b' })).toMatchObject({
      outcome: 'transferred',
    })
    expect([await stateOf('1', 'a'), await stateOf('1', 'b')]).toEqual(['transferred', 'enrolled'])
  })

  test('base care gives way to a course and comes back, on the very days', async () => {
    await world.section('care', {
      school: 's',
      slots: [12, 22, 32, 42, 52],
      capacity: null,
      base: true,
      homeClass: 's-4-2',
      feeFen: 0,
    })
    await world.section('a', { school: 's', slots: [12] })
    const { heldSlot } = opened.store.tables
    const days = async () =>
      (await opened.store.db.select().from(heldSlot).orderBy(asc(heldSlot.slot))).map(({ slot, section, base }) => [
        slot,
        section,
        base,
      ])
    await press('1', { kind: 'enrol', lines: [{ pupil: '1', section: 'care', slots: [12, 22], alsoWait: true }] })
    await enrol('1', 'a')
    expect(await days()).toEqual([
      [12, 'a', 'care'],
      [22, 'care', null],
    ])
    await press('1', { kind: 'withdraw', pupil: '1', section: 'a' })
    expect(await days()).toEqual([
      [12, 'care', null],
      [22, 'care', null],
    ])
    await press('1', { kind: 'withdraw', pupil: '1', section: 'care', slots: [12] })
    expect(await days()).toEqual([[22, 'care', null]])
  })

  test('another family’s child, an unknown section, an unknown child: refused alike, nothing written', async () => {
    await world.section('a', { school: 's', slots: [12] })
    const ask = async (pupil: string, section: string) =>
      (
        await desk.submit({
          key: newKey(),
          account: 'g1',
          operation: { kind: 'enrol', lines: [{ pupil, section, alsoWait: true }] },
        })
      ).lines[0]
    expect(await ask('2', 'a')).toMatchObject({ code: 'NOT_YOUR_CHILD' })
    expect(await ask('nobody', 'a')).toMatchObject({ code: 'NOT_YOUR_CHILD' })
    expect(await ask('1', 'nowhere')).toMatchObject({ code: 'SECTION_UNKNOWN' })
    expect(await opened.store.db.$count(opened.store.tables.enrolment)).toBe(0)
  })

  test('two desks on one database (two processes) never break an invariant, whatever is pressed', async () => {
    for (const [id, slots, capacity] of [
      ['a', [12], 1],
      ['b', [12, 32], 2],
      ['c', [22], 1],
      ['d', [42], 2],
    ] as const) {
      await world.section(id, { school: 's', slots, capacity })
    }
    const second = openEnrolmentDesk(context)
    const child = fc.constantFrom('1', '2', '3', '4')
    const course = fc.constantFrom('a', 'b', 'c', 'd')
    const operation: fc.Arbitrary<{ pupil: string; operation: EnrolmentOperation }> = fc.oneof(
      fc.record({ pupil: child, section: course }).map(({ pupil, section }) => ({
        pupil,
        operation: { kind: 'enrol', lines: [{ pupil, section, alsoWait: true }] } as const,
      })),
      fc
        .record({ pupil: child, section: course })
        .map((of) => ({ pupil: of.pupil, operation: { kind: 'withdraw', ...of } as const })),
      fc
        .record({ pupil: child, from: course, to: course })
        .map((of) => ({ pupil: of.pupil, operation: { kind: 'transfer', ...of } as const })),
      fc
        .record({ pupil: child, section: course, swap: fc.boolean() })
        .map((of) => ({ pupil: of.pupil, operation: { kind: 'accept', ...of } as const })),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 25 }), async (operations) => {
        await Promise.all(
          operations.map((one, i) =>
            (i % 2 ? desk : second).submit({ key: newKey(), account: `g${one.pupil}`, operation: one.operation }),
          ),
        )
        const reports = await checkInvariants(opened.store, DISTRICT)
        expect(reports.flatMap(({ id, broken }) => broken.map((one) => `${id} ${one}`))).toEqual([])
      }),
      { numRuns: 15 },
    )
    await second.close()
  })
})
