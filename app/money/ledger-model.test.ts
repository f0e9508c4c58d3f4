import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DISTRICT, TERM } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { EnrolmentState } from '#db/schema/index'
import { actorOf } from '~/people/index.server'
import { fixedClock } from '~/shared/clock'
import { addDays, instantOf, weekdayOf } from '~/shared/day'
import type { BankLine } from './bank-rules'
import { checkLedger } from './check-ledger.server'
import { approveExemption, endExemption, nameExemptionKeeper, requestExemption } from './exemptions.server'
import { recordBankLines } from './import-payments.server'
import { loadDueFacts, readPosted } from './money-facts.server'
import { missingDues, postDues } from './post-dues.server'
import { recordPayment, recordRefund } from './record-payment.server'

/**
 * 10,000 random operations against a model that knows nothing of the portal's code: every family owes what the model says,
 * and the ledger balances after each hundred.
 */

const OPERATIONS = 10_000
const RUN = 1_000
const EACH = 100
const PUPILS = 6
const FIRST = '2026-09-07'
const LAST = '2026-10-30'

/** Two schools, sections with odd prices: what is not a whole 分 must show. */
const sections = [
  { school: 0, slots: [12], lessonFen: 333, materialFen: 801 },
  { school: 0, slots: [22, 42], lessonFen: 351, materialFen: 0 },
  { school: 0, slots: [32], lessonFen: 1, materialFen: 0 },
  { school: 1, slots: [52], lessonFen: 777, materialFen: 1_999 },
  { school: 1, slots: [12, 32, 52], lessonFen: 125, materialFen: 455 },
]

type Operation =
  | { do: 'enrol'; pupil: number; section: number }
  | { do: 'withdraw'; pupil: number; section: number }
  | { do: 'close'; section: number }
  | { do: 'exempt'; pupil: number; percent: number }
  | { do: 'end'; pupil: number }
  | { do: 'pay'; pupil: number; school: number; fen: number }
  | { do: 'refund'; pupil: number; school: number; share: number }
  | { do: 'import'; pupil: number; school: number; fen: number }
  | { do: 'wait'; hours: number }

const pupil = fc.nat(PUPILS - 1)
const school = fc.nat(1)
const fen = fc.integer({ min: 1, max: 20_000 })
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 26, arbitrary: fc.record({ do: fc.constant('enrol' as const), pupil, section: fc.nat(4) }) },
  { weight: 22, arbitrary: fc.record({ do: fc.constant('withdraw' as const), pupil, section: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), section: fc.nat(4) }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('exempt' as const), pupil, percent: fc.integer({ min: 1, max: 100 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('end' as const), pupil }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('pay' as const), pupil, school, fen }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      pupil,
      school,
      share: fc.integer({ min: 1, max: 130 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('import' as const), pupil, school, fen }) },
  { weight: 14, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 12 }) }) },
)

/** The plain account of what happened, in whole 分. */
class Model {
  readonly places = new Map<string, { state: EnrolmentState; at: number }>()
  readonly waived = new Map<number, number>()
  readonly cash = new Map<string, number>()
  readonly closed = new Set<number>()

  /** Every weekday is a school day in this world. */
  private begins(nth: number): number[] {
    const found: number[] = []
    for (let day = FIRST; day <= LAST; day = addDays(day, 1))
      for (const slot of sections[nth]?.slots ?? [])
        if (Math.floor(slot / 10) === weekdayOf(day)) found.push(instantOf(day, '16:30'))
    return found
  }

  fee(nth: number): number {
    const { lessonFen = 0, materialFen = 0 } = sections[nth] ?? {}
    return this.begins(nth).length * lessonFen + materialFen
  }

  private kept(nth: number, { state, at }: { state: EnrolmentState; at: number }): number {
    if (state === 'enrolled') return this.fee(nth)
    const { lessonFen = 0, materialFen = 0 } = sections[nth] ?? {}
    const held = this.begins(nth).filter((begin) => begin <= at).length
    return held * lessonFen + (held > 0 && state !== 'closed' ? materialFen : 0)
  }

  due(child: number, at: number): number {
    let sum = 0
    for (const [nth, section] of sections.entries()) {
      const place = this.places.get(`${child} ${nth}`)
      if (section.school === at && place) sum += this.kept(nth, place)
    }
    // Of what is waived, half a 分 is the family's.
    const hundredths = sum * (this.waived.get(child) ?? 0)
    return sum - (hundredths - (hundredths % 100)) / 100 - (hundredths % 100 >= 50 ? 1 : 0)
  }

  owes(child: number, at: number): number {
    return this.due(child, at) - (this.cash.get(`${child} ${at}`) ?? 0)
  }

  moved(child: number, at: number, amount: number): void {
    const key = `${child} ${at}`
    this.cash.set(key, (this.cash.get(key) ?? 0) + amount)
  }
}

describe.each(testEngines)('the ledger on %s', (engine) => {
  let opened: TestStore
  let scenario: Scenario
  const clock = fixedClock(instantOf('2026-09-05', '08:00'))
  const context = () => ({ store: opened.store, clock, district: DISTRICT })
  let runs = 0

  beforeAll(async () => {
    opened = await openTestStore(engine)
    scenario = await startScenario(opened.store)
    const days: string[] = []
    for (let day = FIRST; day <= LAST; day = addDays(day, 1)) days.push(day)
    await opened.store.transaction(async (tx) => {
      await tx.insert(opened.store.tables.calendarOverride).values(
        days.map((day) => ({
          district: DISTRICT,
          day,
          schoolDay: weekdayOf(day) <= 5,
          followsWeekday: null,
          note: '',
        })),
      )
    })
  })
  afterAll(() => opened.drop())

  /** A world of its own for each run, in the same database. */
  const makeWorld = async () => {
    runs += 1
    const name = `r${runs}`
    clock.set(instantOf('2026-09-05', '08:00'))
    const model = new Model()
    const schools = [`${name}-s0`, `${name}-s1`] as const
    const keepers = []
    for (const id of schools) {
      await scenario.school(id)
      for (const nth of [1, 2]) await scenario.staff(`${id}-k${nth}`, 'school_admin', id)
      const [one, other] = [
        await actorOf(context(), `${id}-k1`, 'x'),
        await actorOf(context(), `${id}-k2`, 'x'),
      ] as const
      for (const [i, account] of [`${id}-k1`, `${id}-k2`].entries())
        await nameExemptionKeeper(context(), one, { school: id, seat: i + 1, account })
      keepers.push([one, other] as const)
    }
    // Every child is on the roll of the first school; places at the second are those of a child that moved.
    const pupils = Array.from({ length: PUPILS }, (_, i) => `${name}-p${i}`)
    for (const id of pupils) await scenario.child(id, { school: schools[0] })
    const ids = sections.map((_, i) => `${name}-c${i}`)
    for (const [i, { school: at, slots, lessonFen, materialFen }] of sections.entries())
      await scenario.section(ids[i] ?? '', {
        school: schools[at as 0 | 1],
        slots,
        lessonFen,
        materialFen,
        feeFen: model.fee(i),
        startsOn: FIRST,
        endsOn: LAST,
      })
    return { model, schools, keepers, pupils, ids }
  }

  type World = Awaited<ReturnType<typeof makeWorld>>

  /** Places are written straight into their table, many at a time, before anything looks at them. */
  const flush = async ({ model, pupils, ids }: World, changed: Set<string>): Promise<void> => {
    const { enrolment } = opened.store.tables
    const rows = [...changed].flatMap((key) => {
      const [child = 0, nth = 0] = key.split(' ').map(Number)
      const place = model.places.get(key)
      return place
        ? [
            {
              district: DISTRICT,
              pupil: pupils[child] ?? '',
              section: ids[nth] ?? '',
              term: TERM,
              state: place.state,
              place: null,
              offerEndsAt: null,
              feeFen: model.fee(nth),
              requestKey: '',
              changedAt: place.at,
            },
          ]
        : []
    })
    changed.clear()
    if (rows.length === 0) return
    await opened.store.transaction((tx) =>
      tx.writeMany(enrolment, rows, {
        key: [enrolment.district, enrolment.pupil, enrolment.section],
        columns: [enrolment.state, enrolment.changedAt],
      }),
    )
  }

  const place = ({ model }: World, changed: Set<string>, key: string, state: EnrolmentState): void => {
    model.places.set(key, { state, at: clock.now() })
    changed.add(key)
  }

  const press = async (world: World, changed: Set<string>, one: Operation): Promise<void> => {
    const { model, schools, keepers, pupils } = world
    if (one.do === 'wait') return clock.advance(one.hours * 3_600_000)
    if (one.do === 'enrol' || one.do === 'withdraw') {
      const key = `${one.pupil} ${one.section}`
      const has = model.places.get(key)?.state === 'enrolled'
      if (one.do === 'enrol' && !has && !model.closed.has(one.section)) place(world, changed, key, 'enrolled')
      if (one.do === 'withdraw' && has) place(world, changed, key, 'withdrawn')
      return
    }
    if (one.do === 'close') {
      model.closed.add(one.section)
      for (const [key, { state }] of model.places)
        if (key.endsWith(` ${one.section}`) && state === 'enrolled') place(world, changed, key, 'closed')
      return
    }
    await flush(world, changed)
    const child = pupils[one.pupil] ?? ''
    const [asks, approves] = keepers[0] ?? []
    if (!asks || !approves) throw new Error('no keepers')
    const which = { pupil: child, term: TERM, school: schools[0] }
    if (one.do === 'exempt') {
      if (model.waived.has(one.pupil)) return
      const { percent } = one
      await requestExemption(context(), asks, { ...which, percent, basis: 'hardship', document: '示例' })
      await approveExemption(context(), approves, which)
      model.waived.set(one.pupil, percent)
      return
    }
    if (one.do === 'end') {
      if (!model.waived.has(one.pupil)) return
      await endExemption(context(), asks, which)
      model.waived.delete(one.pupil)
      return
    }
    const at = schools[one.school as 0 | 1]
    const known = one.school === 0 || sections.some((s, i) => s.school === 1 && model.places.has(`${one.pupil} ${i}`))
    if (!known) return
    const actor = keepers[one.school]?.[0]
    if (!actor) throw new Error('no keeper')
    const paidOn = '2026-09-05'
    const common = { school: at, term: TERM, pupil: child, key: randomUUID(), method: 'cash' as const, paidOn }
    if (one.do === 'pay') {
      const pay = () => recordPayment(context(), actor, { ...common, amountFen: one.fen, sure: true })
      expect(await pay()).toEqual({ ok: true })
      if (one.fen % 5 === 0) expect(await pay()).toEqual({ ok: true })
      model.moved(one.pupil, one.school, one.fen)
    }
    if (one.do === 'refund') {
      const credit = -model.owes(one.pupil, one.school)
      const amountFen = Math.max(1, Math.floor((Math.max(0, credit) * one.share) / 100))
      const answer = await recordRefund(context(), actor, { ...common, amountFen })
      expect(answer.ok).toBe(amountFen <= credit)
      if (answer.ok) model.moved(one.pupil, one.school, -amountFen)
    }
    if (one.do === 'import') {
      const line: BankLine = {
        line: 2,
        kind: 'matched',
        day: paidOn,
        amountFen: one.fen,
        reference: randomUUID(),
        who: '',
        pupil: child,
        pupilName: '',
        column: '',
        sentence: '',
        large: false,
      }
      const facts = await loadDueFacts(context(), TERM)
      for (const expected of [1, 0]) {
        const done = await opened.store.transaction((tx) =>
          recordBankLines(context(), tx, facts, { school: at, actor: actor.account, lines: [line] }),
        )
        expect(done.recorded).toBe(expected)
      }
      model.moved(one.pupil, one.school, one.fen)
    }
  }

  const compare = async (world: World, changed: Set<string>): Promise<void> => {
    await flush(world, changed)
    const { model, pupils, schools } = world
    await postDues(context(), { term: TERM, pupils })
    const facts = await loadDueFacts(context(), TERM)
    expect(await missingDues(context(), opened.store.db, facts, pupils)).toEqual([])
    for (const report of await checkLedger(opened.store, DISTRICT)) expect(report.broken, report.id).toEqual([])
    const owed = new Map<string, number>()
    for (const { pupil: id, school: at, fen: amount } of await readPosted(context(), opened.store.db, TERM, { pupils }))
      owed.set(`${id} ${at}`, (owed.get(`${id} ${at}`) ?? 0) + amount)
    for (const [i, id] of pupils.entries())
      for (const [nth, at] of schools.entries())
        expect(owed.get(`${id} ${at}`) ?? 0, `${id} at ${at}`).toBe(model.owes(i, nth))
  }

  test(`balances after ${OPERATIONS} random operations, and every family owes what a plain model says`, {
    timeout: 180_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: RUN, maxLength: RUN }), async (operations) => {
        const world = await makeWorld()
        const changed = new Set<string>()
        for (const [i, one] of operations.entries()) {
          await press(world, changed, one)
          if ((i + 1) % EACH === 0) await compare(world, changed)
        }
      }),
      { numRuns: OPERATIONS / RUN, seed: 370_105, endOnFailure: true },
    )
    expect(await opened.store.db.$count(opened.store.tables.payment)).toBeGreaterThan(OPERATIONS / 10)
  })
})
