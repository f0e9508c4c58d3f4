import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Asked, askRoutes } from '#db/makers/ask-routes'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { fixedClock } from '~/shared/clock'
import { addDays, dayOf, instantOf } from '~/shared/day'
import { calendarFeed } from './calendar-feed.server'
import type { EnrolmentDesk, EnrolmentOperation } from './enrolment'
import { openEnrolmentDesk } from './enrolment-desk.server'
import type { ConfirmationView } from './load-confirmation.server'
import type { PlaceView } from './load-place.server'
import type { WeekView } from './load-week.server'
import { renewCalendarFeed } from './renew-calendar-feed.server'
import * as feedRoute from './routes/calendar-feed'
import * as confirmation from './routes/confirmation'
import * as place from './routes/place'
import * as week from './routes/week'

// A Tuesday.
const NOW = instantOf('2026-09-15', '12:00')
const ORIGIN = 'https://portal.example'
const EVERY_DAY = [12, 22, 32, 42, 52]

let presses = 0
const newKey = (): string => `press-${String(presses++).padStart(12, '0')}`

describe.each(testEngines)('the family after pressing, on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let desk: EnrolmentDesk
  const clock = fixedClock(NOW)
  const base = () => ({ store: opened.store, clock, district: DISTRICT, origin: ORIGIN })

  beforeEach(async () => {
    clock.set(NOW)
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.school('s', { name: '柳岸小学（示例）' })
    await world.round({ courseLimit: 3 })
    await world.child('he', { school: 's', name: '小禾' })
    await world.child('mai', { school: 's', grade: 1, classNumber: 5, name: '小麦' })
    await world.child('other', { school: 's', name: '小满' })
    await world.guardian('g', ['he', 'mai'])
    await world.guardian('h', ['other'])
    await world.section('noodle', { school: 's', slots: [32], title: '面食工坊', capacity: 1 })
    await world.section('robot', { school: 's', slots: [32], title: '机器人社', category: 'tech', capacity: 1 })
    await world.section('art', { school: 's', slots: [22], title: '绘本小画家', category: 'art' })
    const care = { base: true, homeClass: 's-4-2', grades: 1 << 4, feeFen: 0, lessonFen: 0, materialFen: 0 }
    await world.section('care', {
      school: 's',
      slots: EVERY_DAY,
      title: '看护',
      category: 'care',
      capacity: null,
      ...care,
    })
    desk = openEnrolmentDesk(base())
  })
  afterEach(async () => {
    await desk.close()
    await opened.drop()
  })

  const ask = askRoutes(() => ({ context: base(), world, enrolments: desk }))
  const press = (account: string, operation: EnrolmentOperation) => desk.submit({ key: newKey(), account, operation })
  const enrol = (account: string, ...wishes: [pupil: string, section: string, alsoWait?: boolean][]) =>
    press(account, {
      kind: 'enrol',
      lines: wishes.map(([pupil, section, alsoWait = true]) => ({ pupil, section, alsoWait })),
    })
  const stateOf = async (pupil: string, section: string): Promise<string | undefined> => {
    const { enrolment } = opened.store.tables
    const [row] = await opened.store.db
      .select()
      .from(enrolment)
      .where(and(eq(enrolment.pupil, pupil), eq(enrolment.section, section)))
    return row?.state
  }
  const at = (pupil: string, section: string) => ({ params: { pupil, section } })
  const act = (pupil: string, section: string, form: Asked['form'], as = 'g') =>
    ask(place.action, { as, form: { key: newKey(), ...form }, ...at(pupil, section) })
  const viewOf = async (pupil: string, section: string) =>
    (await ask(place.loader, at(pupil, section))).body as PlaceView
  const weekOf = async (query = '') => (await ask(week.loader, { query })).body as WeekView
  const dayOfWeek = (view: WeekView, weekday: number) =>
    view.days.find((one) => one.weekday === weekday)?.lanes[0]?.bars.map(({ title, state }) => [title, state])

  it('shows the slip of a press: what was got, what waits, what was refused', async () => {
    await enrol('h', ['other', 'robot'])
    const { reference } = await enrol('g', ['he', 'noodle'], ['mai', 'art'], ['mai', 'robot'], ['he', 'robot', false])
    const { status, body } = await ask(confirmation.loader, { params: { reference } })
    const slip = body as ConfirmationView
    expect(status).toBe(200)
    expect(slip).toMatchObject({
      reference,
      title: '报上了 2 门，候补 1 门，没报上 1 门',
      enrolled: [
        { name: '小禾', title: '面食工坊', times: '周三 16:30–17:30' },
        { name: '小麦', title: '绘本小画家' },
      ],
      waiting: [{ name: '小麦', title: '机器人社', queue: 1 }],
      refused: [{ name: '小禾', title: '机器人社' }],
      first: { day: '2026-09-15', text: '小麦：绘本小画家，16:30–17:30，劳动教室' },
      feeFen: 12_800,
    })
    expect(slip.refused[0]?.sentence).toBe('满了。没有勾“满了也排队”，所以没有排。')
    expect(slip.changesUntil).not.toBeNull()
    expect(slip.qr.size).toBeGreaterThan(20)
  })

  it('keeps a slip from everybody else, as if it did not exist', async () => {
    const { reference } = await enrol('g', ['he', 'noodle'])
    expect(await ask(confirmation.loader, { as: 'h', params: { reference } })).toMatchObject({ status: 404 })
    expect(await ask(confirmation.loader, { params: { reference: 'TQ26-0000-00' } })).toMatchObject({ status: 404 })
    expect(await ask(confirmation.loader, { as: '', params: { reference } })).toMatchObject({ status: 401 })
  })

  it('refuses another family every look at and every deed with its child', async () => {
    await enrol('g', ['he', 'noodle'])
    expect(await ask(place.loader, { as: 'h', ...at('he', 'noodle') })).toMatchObject({ status: 403 })
    for (const intent of ['withdraw', 'accept', 'swap', 'decline', 'transfer', 'days']) {
      const form = { intent, to: 'robot', slots: ['32'] }
      expect(await act('he', 'noodle', form, 'h')).toMatchObject({ status: 403 })
    }
    expect(await stateOf('he', 'noodle')).toBe('enrolled')
    expect(await ask(place.loader, at('he', 'nowhere'))).toMatchObject({ status: 404 })
    expect(await act('he', 'noodle', { intent: 'sell' })).toMatchObject({ status: 400 })
  })

  it('asks before a place is given up, then gives it up once', async () => {
    await enrol('g', ['he', 'noodle'])
    const asked = await ask(place.loader, { query: '?ask=withdraw', ...at('he', 'noodle') })
    expect(asked.body).toMatchObject({ state: 'enrolled', asks: true, queue: null })
    const key = newKey()
    const once = await act('he', 'noodle', { key, intent: 'withdraw' })
    expect(once).toMatchObject({ status: 303, location: '/family/he/noodle?done=withdrawn' })
    expect(await act('he', 'noodle', { key, intent: 'withdraw' })).toEqual(once)
    expect(await stateOf('he', 'noodle')).toBe('withdrawn')
    expect(await viewOf('he', 'noodle')).toMatchObject({ state: 'none' })
    const again = await act('he', 'noodle', { intent: 'withdraw' })
    expect(again).toMatchObject({ status: 422, body: { sentence: '小禾没有报这门课。' } })
  })

  it('tells the place in the queue, and hands the offer over, with a swap where it clashes', async () => {
    await enrol('h', ['other', 'robot'])
    await enrol('g', ['he', 'robot'], ['he', 'noodle'])
    expect(await viewOf('he', 'robot')).toMatchObject({ state: 'waitlisted', queue: 1 })
    await press('h', { kind: 'withdraw', pupil: 'other', section: 'robot' })
    const offer = await viewOf('he', 'robot')
    expect(offer).toMatchObject({ state: 'offered', inTheWay: ['面食工坊'] })
    expect(offer.offerEndsAt).toBeGreaterThan(NOW)
    const blocked = await act('he', 'robot', { intent: 'accept' })
    expect(blocked).toMatchObject({ status: 422, body: { sentence: '和周三的面食工坊撞时间，选一门。' } })
    const swapped = await act('he', 'robot', { intent: 'swap' })
    expect(swapped).toMatchObject({ status: 303, location: '/family/he/robot?done=enrolled' })
    expect([await stateOf('he', 'robot'), await stateOf('he', 'noodle')]).toEqual(['enrolled', 'withdrawn'])
  })

  it('begins the time of an offer that is made at night in the morning', async () => {
    await enrol('h', ['other', 'robot'])
    await enrol('g', ['he', 'robot'])
    clock.set(instantOf(dayOf(NOW), '22:30'))
    await press('h', { kind: 'withdraw', pupil: 'other', section: 'robot' })
    const { offerEndsAt } = await viewOf('he', 'robot')
    expect(offerEndsAt).toBe(instantOf(addDays(dayOf(NOW), 2), '07:00'))
  })

  it('lets an offer go, and says so when its time was over', async () => {
    await enrol('h', ['other', 'robot'])
    await enrol('g', ['he', 'robot'], ['mai', 'robot'])
    await press('h', { kind: 'withdraw', pupil: 'other', section: 'robot' })
    expect(await act('he', 'robot', { intent: 'decline' })).toMatchObject({ status: 303 })
    expect([await stateOf('he', 'robot'), await stateOf('mai', 'robot')]).toEqual(['withdrawn', 'offered'])
    const late = await act('he', 'robot', { intent: 'accept' })
    expect(late).toMatchObject({ status: 422, body: { sentence: '这个位子已经过了时间，让给下一位了。' } })
  })

  it('offers what fits in exchange, and changes both or neither', async () => {
    await enrol('g', ['he', 'noodle'])
    expect((await viewOf('he', 'noodle')).exchanges.map(({ section }) => section).sort()).toEqual(['art', 'robot'])
    const nothing = await act('he', 'noodle', { intent: 'transfer' })
    expect(nothing).toMatchObject({ status: 422, body: { field: 'to' } })
    await enrol('h', ['other', 'robot'])
    const full = await act('he', 'noodle', { intent: 'transfer', to: 'robot' })
    expect([full.status, await stateOf('he', 'noodle')]).toEqual([422, 'enrolled'])
    const changed = await act('he', 'noodle', { intent: 'transfer', to: 'art' })
    expect(changed).toMatchObject({ status: 303, location: '/family/he/art?done=transferred' })
    expect([await stateOf('he', 'noodle'), await stateOf('he', 'art')]).toEqual(['transferred', 'enrolled'])
  })

  it('leaves only the ticked days of care, and none when none is ticked', async () => {
    await enrol('g', ['he', 'care'])
    expect((await viewOf('he', 'care')).days).toHaveLength(5)
    expect(await act('he', 'care', { intent: 'days' })).toMatchObject({ status: 422, body: { field: 'slots' } })
    expect((await viewOf('he', 'care')).days).toHaveLength(5)
    expect(await act('he', 'care', { intent: 'days', slots: ['12', '52'] })).toMatchObject({ status: 303 })
    expect((await viewOf('he', 'care')).days.map(({ slot }) => slot)).toEqual([22, 32, 42])
  })

  it('shows the week of all children: courses, care behind them, what they wait for', async () => {
    await enrol('h', ['other', 'robot'])
    await enrol('g', ['he', 'care'], ['he', 'noodle'], ['mai', 'robot'], ['he', 'robot'])
    const view = await weekOf()
    expect(view).toMatchObject({
      monday: '2026-09-14',
      current: true,
      heading: '第 3 周 · 9 月 14 日–18 日',
      previous: '2026-09-07',
      next: '2026-09-21',
      summary: '这周 5 天有课后服务，1 门课。',
    })
    expect(view.days.map(({ today }) => today)).toEqual([false, true, false, false, false])
    expect(dayOfWeek(view, 1)).toEqual([['看护', 'base']])
    expect(dayOfWeek(view, 3)).toEqual([['面食工坊', 'course']])
    const wednesday = view.days[2]?.lanes
    expect(wednesday?.[1]?.bars).toMatchObject([{ title: '候补机器人社', state: 'wait', from: 990, until: 1050 }])
    expect(wednesday?.[1]?.out).toBeNull()
  })

  it('keeps to the term, to holidays and to the weekday that a make-up day follows', async () => {
    const { calendarOverride } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.insert(calendarOverride).values([
        { district: DISTRICT, day: '2026-09-16', schoolDay: false, followsWeekday: null, note: '运动会' },
        { district: DISTRICT, day: '2026-09-19', schoolDay: true, followsWeekday: 3, note: '补周三' },
      ])
    })
    await enrol('g', ['he', 'noodle'])
    const view = await weekOf('?week=2026-09-17')
    expect(view.days.map(({ weekday, school, follows }) => [weekday, school, follows])).toEqual([
      [1, true, null],
      [2, true, null],
      [3, false, null],
      [4, true, null],
      [5, true, null],
      [6, true, 3],
    ])
    expect([dayOfWeek(view, 3), dayOfWeek(view, 6)]).toEqual([[], [['面食工坊', 'course']]])
    expect(await weekOf('?week=2020-01-01')).toMatchObject({ monday: '2026-08-31', previous: null, current: false })
    expect(await weekOf('?week=2030-01-01')).toMatchObject({ monday: '2027-01-18', next: null })
    expect(await weekOf('?week=nonsense')).toMatchObject({ monday: '2026-09-14' })
  })

  const linesOf = (text: string, name: string) =>
    text.split('\r\n').flatMap((line) => (line.startsWith(name) ? [line.slice(name.length)] : []))

  it('serves a calendar behind the address it made, until the next one is made', async () => {
    await enrol('g', ['he', 'noodle'], ['mai', 'art'])
    const made = await ask(week.action, { form: { intent: 'renew' } })
    const { address } = made.body as { address: string }
    const secret = address.replace(`${ORIGIN}/calendar/`, '')
    expect(secret).toMatch(/^[\w-]{32}$/)
    const served = await ask(feedRoute.loader, { as: '', params: { secret } })
    const text = String(served.body)
    expect(served.status).toBe(200)
    const starts = linesOf(text, 'DTSTART;TZID=Asia/Shanghai:')
    expect(starts).toContain('20260909T163000')
    // The National Day.
    expect(starts.filter((start) => start >= '20261001' && start < '20261008')).toEqual([])
    expect(starts.at(-1)?.slice(0, 8)).toBe('20270113')
    const ids = linesOf(text, 'UID:')
    expect(new Set(ids).size).toBe(starts.length)
    expect(linesOf(text, 'DTSTAMP:')[0]).toBe('20260915T040000Z')
    expect(text).toContain('小禾 · 面食工坊')
    expect(await calendarFeed(base(), secret)).toBe(text)

    const renewed = await renewCalendarFeed(base(), 'g')
    expect(await ask(feedRoute.loader, { as: '', params: { secret } })).toMatchObject({ status: 404 })
    expect(linesOf(String(await calendarFeed(base(), renewed)), 'UID:')).toEqual(ids)
    expect((await weekOf()).feedSince).toBe(NOW)
  })

  it('says nothing to an unknown secret, nor for an account that may no longer look', async () => {
    expect(await ask(feedRoute.loader, { as: '', params: { secret: 'x'.repeat(32) } })).toMatchObject({ status: 404 })
    const secret = await renewCalendarFeed(base(), 'g')
    const { account, guardianship } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.update(guardianship).set({ endedAt: NOW }).where(eq(guardianship.pupil, 'mai'))
    })
    await enrol('g', ['mai', 'art'], ['he', 'noodle'])
    const text = await calendarFeed(base(), secret)
    expect(text).toContain('小禾')
    expect(text).not.toContain('小麦')
    await opened.store.transaction(async (tx) => {
      await tx.update(account).set({ disabledAt: NOW }).where(eq(account.id, 'g'))
    })
    expect(await calendarFeed(base(), secret)).toBeNull()
  })

  it('makes no address for a form that is none', async () => {
    expect(await ask(week.action, { form: { intent: 'else' } })).toMatchObject({ status: 400 })
    expect(await ask(week.action, { as: '', form: { intent: 'renew' } })).toMatchObject({ status: 401 })
  })
})
