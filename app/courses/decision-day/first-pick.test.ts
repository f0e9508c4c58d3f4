import { and, eq, ne } from 'drizzle-orm'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { loadActor } from '~/people/index.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { basketView } from '../basket-view.server'
import { checkInvariants } from '../check-invariants.server'
import type { EnrolmentDesk, EnrolmentOperation, LineAnswer } from '../enrolment'
import { openEnrolmentDesk } from '../enrolment-desk.server'
import { loadBasket } from '../load-basket.server'
import { putInBasket } from '../put-in-basket.server'
import { closeSections } from './close-section.server'
import { livingPicks, picksFirst, waitsUntil } from './first-pick-rules'

const NOW = instantOf('2026-09-06', '08:00')
const HOUR = 60 * 60 * 1000
const ORIGIN = 'https://portal.example'
const where = { school: 's', term: '2026-autumn' }

describe('the rules of first pick', () => {
  const pick = (pupil: string, until: number) => ({ pupil, until, ...where })

  test('the last of a school’s first picks says how long others wait; those who have one do not', () => {
    const picks = livingPicks([pick('1', 10), pick('2', 20)], 5)
    expect(picksFirst(picks, '1', where)).toBe(true)
    expect([waitsUntil(picks, '3', where), waitsUntil(picks, '1', where)]).toEqual([20, null])
    expect(waitsUntil(picks, '3', { ...where, school: 'other' })).toBeNull()
    expect(waitsUntil(picks, '3', { ...where, term: '2027-spring' })).toBeNull()
  })

  test('they live up to their end, not beyond it', () => {
    expect(waitsUntil(livingPicks([pick('1', 10)], 9), '3', where)).toBe(10)
    expect(waitsUntil(livingPicks([pick('1', 10)], 10), '3', where)).toBeNull()
    expect(picksFirst(livingPicks([pick('1', 10), pick('2', 20)], 15), '1', where)).toBe(false)
  })
})

describe.each(testEngines)('first pick on %s', (engine) => {
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
    await world.school('s', { name: '柳岸小学（示例）' })
    await world.school('t')
    await world.round({ opensAt: NOW - 10 * HOUR, closesAt: NOW + HOUR, courseLimit: 2 })
    for (const id of ['1', '2', '3', '4']) {
      await world.child(id, { school: 's', name: `孩子${id}` })
      await world.guardian(`g${id}`, [id])
    }
    await world.child('5', { school: 't' })
    await world.guardian('g5', ['5'])
    await world.section('sudoku', { school: 's', slots: [12], title: '数独' })
    await world.section('a', { school: 's', slots: [12], capacity: 2, title: '合唱' })
    await world.section('b', { school: 's', slots: [22], capacity: 1, title: '足球' })
    await world.section('elsewhere', { school: 't', slots: [12] })
    context = { store: opened.store, clock, district: DISTRICT }
    desk = openEnrolmentDesk(context)
  })
  afterEach(async () => {
    await desk.close()
    const reports = await checkInvariants(opened.store, DISTRICT)
    await opened.drop()
    expect(reports.flatMap(({ id, broken }) => broken.map((one) => `${id} ${one}`))).toEqual([])
  })

  const press = async (child: string, operation: EnrolmentOperation): Promise<LineAnswer | undefined> =>
    (await desk.submit({ key: `press-${String(presses++).padStart(12, '0')}`, account: `g${child}`, operation }))
      .lines[0]
  const enrol = (pupil: string, section: string, alsoWait = true) =>
    press(pupil, { kind: 'enrol', lines: [{ pupil, section, alsoWait }] })
  const close = (...sections: string[]) =>
    opened.store.transaction((tx) => closeSections(context, tx, { sections, actor: '', reason: '人不够' }))
  const secondRound = () =>
    world.round({ id: 'second', name: '补选', opensAt: NOW + 2 * HOUR, closesAt: NOW + 500 * HOUR, courseLimit: 2 })

  test('opens the closed round to the children concerned alone, up to k, and shuts after its hours', async () => {
    await enrol('1', 'sudoku')
    clock.advance(2 * HOUR)
    expect(await enrol('1', 'a')).toMatchObject({ code: 'ROUND_CLOSED' })
    await close('sudoku')
    expect(await enrol('2', 'a')).toMatchObject({ code: 'ROUND_CLOSED' })
    expect(await enrol('1', 'a')).toMatchObject({ outcome: 'enrolled' })
    expect(await press('1', { kind: 'transfer', pupil: '1', from: 'a', to: 'b' })).toMatchObject({
      outcome: 'transferred',
    })
    expect(await enrol('1', 'a')).toMatchObject({ outcome: 'enrolled' })
    await world.section('c', { school: 's', slots: [32] })
    expect(await enrol('1', 'c')).toMatchObject({ code: 'LIMIT' })
    await press('1', { kind: 'withdraw', pupil: '1', section: 'a' })
    clock.advance(48 * HOUR)
    expect(await enrol('1', 'c')).toMatchObject({ code: 'ROUND_CLOSED' })
  })

  test('never opens a round that has not begun, nor a section after its last day', async () => {
    await enrol('1', 'sudoku')
    await close('sudoku')
    await world.section('ended', { school: 's', slots: [32], cutOffOn: '2026-09-05' })
    expect(await enrol('1', 'ended')).toMatchObject({ code: 'SECTION_ENDED' })
    const { round } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.update(round).set({ opensAt: NOW + 10 * HOUR, closesAt: NOW + 20 * HOUR })
    })
    expect(await enrol('1', 'a')).toMatchObject({ code: 'ROUND_NOT_OPEN' })
  })

  test('holds every free seat of the school back from the others until then, in the next round too', async () => {
    await secondRound()
    await enrol('1', 'sudoku')
    await enrol('2', 'b')
    await close('sudoku')
    clock.advance(2 * HOUR)
    const sentence = '柳岸小学（示例）有几门课停开了，那些孩子先选到 9 月 8 日 08:00。到时您再来。'
    expect(await enrol('3', 'a')).toMatchObject({ code: 'FIRST_PICK', sentence })
    expect(await press('2', { kind: 'transfer', pupil: '2', from: 'b', to: 'a' })).toMatchObject({ code: 'FIRST_PICK' })
    expect(await enrol('5', 'elsewhere'), 'another school goes on').toMatchObject({ outcome: 'enrolled' })
    expect(await enrol('3', 'b'), 'a line may be joined').toMatchObject({ outcome: 'waitlisted', position: 1 })
    expect(await enrol('1', 'a')).toMatchObject({ outcome: 'enrolled' })
    clock.set(NOW + 48 * HOUR)
    expect(await enrol('3', 'a')).toMatchObject({ outcome: 'enrolled' })
  })

  test('leaves those who stood in line before where they are: offered, they accept', async () => {
    await enrol('1', 'sudoku')
    await enrol('2', 'b')
    await enrol('3', 'b')
    await close('sudoku')
    await press('2', { kind: 'withdraw', pupil: '2', section: 'b' })
    expect(await enrol('1', 'b', false)).toMatchObject({ code: 'FULL' })
    expect(await press('3', { kind: 'accept', pupil: '3', section: 'b', swap: false })).toMatchObject({
      outcome: 'enrolled',
    })
  })

  test('the check page says what the engine does, for both kinds of family', async () => {
    await secondRound()
    await enrol('1', 'sudoku')
    await close('sudoku')
    clock.advance(1.5 * HOUR)
    const basketOf = async (child: string) => {
      const actor = await loadActor(
        { ...context, origin: ORIGIN },
        await world.signIn(`g${child}`, { at: NOW, origin: ORIGIN }),
      )
      if (!actor) throw new Error('nobody signed in')
      await putInBasket(context, actor, { pupil: child, section: 'a' })
      const { bills, opensAt } = basketView(await loadBasket(context, actor), null)
      return { opensAt, line: bills[0]?.lines[0] }
    }
    // Between two rounds: the one may press now, the other waits for the opening.
    expect(await basketOf('1')).toMatchObject({ opensAt: null, line: { state: 'seat', sent: true } })
    expect(await basketOf('2')).toMatchObject({ opensAt: NOW + 2 * HOUR, line: { state: 'seat' } })
    expect(await enrol('2', 'a')).toMatchObject({ code: 'ROUND_NOT_OPEN' })
    clock.advance(HOUR)
    expect(await basketOf('1')).toMatchObject({ opensAt: null, line: { state: 'seat', sent: true } })
    expect(await basketOf('2')).toMatchObject({ line: { state: 'no', sent: false } })
    expect(await enrol('2', 'a')).toMatchObject({ code: 'FIRST_PICK' })
    expect(await enrol('1', 'a')).toMatchObject({ outcome: 'enrolled' })
  })

  test('while first picks live nobody else gets a seat, whatever is pressed; afterwards all is as before', async () => {
    await secondRound()
    await enrol('1', 'sudoku')
    await enrol('2', 'b')
    await close('sudoku')
    clock.set(NOW + 3 * HOUR)
    const { enrolment } = opened.store.tables
    const seatsOfOthers = () =>
      opened.store.db.$count(enrolment, and(ne(enrolment.pupil, '1'), eq(enrolment.state, 'enrolled')))
    const child = fc.constantFrom('1', '2', '3', '4')
    const course = fc.constantFrom('a', 'b', 'sudoku')
    const operation: fc.Arbitrary<EnrolmentOperation & { pupil: string }> = fc.oneof(
      fc
        .record({ pupil: child, section: course })
        .map((of) => ({ ...of, kind: 'enrol' as const, lines: [{ ...of, alsoWait: true }] })),
      fc.record({ pupil: child, section: course }).map((of) => ({ ...of, kind: 'withdraw' as const })),
      fc.record({ pupil: child, from: course, to: course }).map((of) => ({ ...of, kind: 'transfer' as const })),
      fc
        .record({ pupil: child, section: course, swap: fc.boolean() })
        .map((of) => ({ ...of, kind: 'accept' as const })),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 8 }), async (operations) => {
        for (const one of operations) {
          const before = await seatsOfOthers()
          const answer = await press(one.pupil, one)
          const grew = (await seatsOfOthers()) > before
          // Only an offer to somebody who stood in line may fill a seat meanwhile.
          if (grew) expect([one.kind, answer?.outcome]).toEqual(['accept', 'enrolled'])
          if (one.pupil !== '1' && one.kind !== 'accept')
            expect(['enrolled', 'transferred']).not.toContain(answer?.outcome)
          if (one.pupil === '1' && answer?.outcome === 'refused') expect(answer.code).not.toBe('FIRST_PICK')
        }
      }),
      { numRuns: 15 },
    )
    clock.set(NOW + 48 * HOUR)
    await world.section('fresh', { school: 's', slots: [42], capacity: 4 })
    for (const pupil of ['2', '3', '4']) {
      const answer = await enrol(pupil, 'fresh')
      expect(answer?.outcome === 'refused' ? answer.code : answer?.outcome).toBeOneOf(['enrolled', 'LIMIT'])
    }
  })
})
