import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { DISTRICT, TERM } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { openEnrolmentDesk } from '~/courses/index.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import * as afternoon from '../routes/afternoon'
import { missingCare, periodErrors } from './afternoon-rules'
import { afternoonWords as words } from './afternoon-words'

const two = [
  { number: 1, name: '作业辅导', startsAt: '15:40', endsAt: '16:20' },
  { number: 2, name: '素质拓展', startsAt: '16:30', endsAt: '17:30' },
  { number: 3, name: '', startsAt: '', endsAt: '' },
]

describe('the periods of an afternoon', () => {
  it('are well when they follow each other', () => {
    expect(periodErrors(two)).toEqual({})
  })

  it.each([
    [
      'none at all',
      two.map((one) => ({ ...one, name: '', startsAt: '', endsAt: '' })),
      { 'name-1': words.errors.none },
    ],
    ['a gap', [two[2], two[1]].map((one, i) => ({ ...two[2], ...one, number: i + 1 })), { 'name-2': words.errors.gap }],
    ['no name', [{ ...two[0], name: '' }], { 'name-1': words.errors.name }],
    ['an end before the start', [{ ...two[0], endsAt: '15:00' }], { 'endsAt-1': words.errors.endFirst }],
    ['an overlap', [two[0], { ...two[1], startsAt: '16:10' }], { 'startsAt-2': words.errors.overlap }],
    ['the morning', [{ ...two[0], startsAt: '07:30' }], { 'startsAt-1': words.errors.hours }],
    ['no time at all', [{ ...two[0], startsAt: '四点' }], { 'startsAt-1': words.errors.time }],
  ])('are refused with %s', (_, typed, errors) => {
    expect(periodErrors(typed as typeof two)).toEqual(errors)
  })
})

describe('the care that classes lack', () => {
  const classes = fc
    .uniqueArray(fc.integer({ min: 1, max: 40 }))
    .map((numbers) => numbers.map((number) => ({ id: `c${number}`, grade: 1 + (number % 6), number })))
  const wanted = new Map([
    [1, 'study' as const],
    [2, 'care' as const],
  ])

  it('is one group a class and period, and nothing once it was opened', () => {
    fc.assert(
      fc.property(classes, (all) => {
        const missing = missingCare(all, wanted, [])
        expect(missing).toHaveLength(all.length * 2)
        const opened = missing.map(({ homeClass, period }) => ({ homeClass: homeClass.id, period }))
        expect(missingCare(all, wanted, opened)).toEqual([])
      }),
    )
  })
})

describe.each(testEngines)('the afternoon of a school on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  const NOW = instantOf('2026-08-20', '09:00')
  const context = () => ({
    store: opened.store,
    clock: fixedClock(NOW),
    district: DISTRICT,
    origin: 'https://portal.example',
  })
  const ask = askRoutes(() => ({ context: context(), world, enrolments: openEnrolmentDesk(context()) }), 'admin')
  const periodsForm = (given: Record<string, string> = {}) => ({
    deed: 'periods',
    ...Object.fromEntries(
      two.flatMap(({ number, name, startsAt, endsAt }) => [
        [`name-${number}`, name],
        [`startsAt-${number}`, startsAt],
        [`endsAt-${number}`, endsAt],
      ]),
    ),
    ...given,
  })
  const careForm = { deed: 'care', 'care-1': 'study', 'care-2': 'care' }
  const baseSections = () => {
    const { section } = opened.store.tables
    return opened.store.db
      .select()
      .from(section)
      .where(and(eq(section.district, DISTRICT), eq(section.base, true)))
  }

  beforeEach(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.school('s')
    await world.school('other')
    await world.staff('admin', 'school_admin', 's')
    await world.child('p', { school: 's', grade: 1, classNumber: 1 })
    await world.child('q', { school: 's', grade: 2, classNumber: 1 })
  })
  afterEach(() => opened.drop())

  it('opens care for every class once, however often it is pressed', async () => {
    for (let i = 0; i < 2; i++) expect(await ask(afternoon.action, { form: careForm })).toMatchObject({ status: 303 })
    const made = await baseSections()
    expect(made).toHaveLength(4)
    expect(
      made.every(({ state, supplement, feeFen }) => state === 'approved' && supplement === null && feeFen === 0),
    ).toBe(true)
    const { sectionSlot } = opened.store.tables
    expect(await opened.store.db.$count(sectionSlot)).toBe(20)
  })

  it('moves what nobody outside has seen with its period, and keeps the time of what was published', async () => {
    await ask(afternoon.action, { form: careForm })
    expect(await ask(afternoon.action, { form: periodsForm({ 'startsAt-1': '15:30' }) })).toMatchObject({ status: 303 })
    const { sectionSlot } = opened.store.tables
    const times = await opened.store.db
      .selectDistinct({ startsAt: sectionSlot.startsAt })
      .from(sectionSlot)
      .where(eq(sectionSlot.slot, 11))
    expect(times).toEqual([{ startsAt: '15:30' }])
    await world.section('x', { school: 's', slots: [12] })
    const said = await ask(afternoon.action, { form: periodsForm({ 'startsAt-1': '15:30', 'endsAt-2': '17:40' }) })
    expect(said.status).toBe(422)
    expect(said.body).toMatchObject({ errors: { 'startsAt-2': words.errors.taken(1) } })
  })

  it('keeps a period that has sections', async () => {
    await ask(afternoon.action, { form: careForm })
    const gone = { 'name-2': '', 'startsAt-2': '', 'endsAt-2': '' }
    const said = await ask(afternoon.action, { form: periodsForm(gone) })
    expect(said.body).toMatchObject({ errors: { 'startsAt-2': words.errors.used(2) } })
    const { servicePeriod } = opened.store.tables
    expect(
      await opened.store.db.$count(servicePeriod, and(eq(servicePeriod.school, 's'), eq(servicePeriod.term, TERM))),
    ).toBe(2)
  })

  it('shows the care that stands, and what is missing', async () => {
    const before = await ask(afternoon.loader, {})
    expect(before.body).toMatchObject({ page: { missing: 4 } })
    await ask(afternoon.action, { form: { ...careForm, 'care-2': '' } })
    const after = await ask(afternoon.loader, {})
    expect(after.body).toMatchObject({
      page: { missing: 2, grades: [{ grade: 1, classes: 1, groups: [{ there: 1 }, { there: 0 }] }, { grade: 2 }] },
    })
  })

  it.each([
    ['another school', '?school=other', careForm, 403, 'FORBIDDEN'],
    ['a care that does not exist', '', { ...careForm, 'care-1': 'sleep' }, 400, 'BAD_REQUEST'],
    ['no deed', '', {}, 400, 'BAD_REQUEST'],
  ])('refuses %s', async (_, query, form, status, code) => {
    expect(await ask(afternoon.action, { query, form })).toMatchObject({ status, body: code })
    expect(await baseSections()).toHaveLength(0)
  })
})
