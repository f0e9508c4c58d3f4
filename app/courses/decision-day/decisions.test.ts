import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { fixedClock } from '~/shared/clock'
import { DAY_MS, instantOf } from '~/shared/day'
import { checkInvariants } from '../check-invariants.server'
import type { EnrolmentDesk } from '../enrolment'
import { openEnrolmentDesk } from '../enrolment-desk.server'
import * as bureauDesk from '../routes/bureau-desk'
import * as decisions from '../routes/decisions'
import * as schoolDesk from '../routes/school-desk'
import * as schoolDeskSheet from '../routes/school-desk-sheet'
import { daysLeft, decisionDue, type SectionToDecide } from './decision-rules'
import { decisionWords as words } from './decision-words'

const CLOSES = instantOf('2026-09-05', '17:00')
const HOUR = 60 * 60 * 1000

const section = (given: Partial<SectionToDecide> = {}): SectionToDecide => ({
  school: 's',
  term: 't',
  published: true,
  base: false,
  minimum: 10,
  enrolled: 6,
  publishedAt: null,
  decided: false,
  ...given,
})
const round = (opensAt: number, closesAt: number, school: string | null = null) => ({
  id: `r${opensAt}`,
  term: 't',
  school,
  opensAt,
  closesAt,
  courseLimit: 5,
})

describe('what is to be decided', () => {
  const now = CLOSES + HOUR
  const rounds = [round(0, CLOSES)]
  const due = (of: Partial<SectionToDecide>, at = now, all = rounds) => decisionDue(section(of), all, at, 3)

  test('a section under its minimum, once the round is over, for so many days', () => {
    expect(due({})).toEqual({ until: CLOSES + 3 * DAY_MS, overdue: false })
    expect(due({}, CLOSES + 3 * DAY_MS)).toMatchObject({ overdue: true })
    expect(due({}, CLOSES - 1)).toBeNull()
  })

  it.each<[string, Partial<SectionToDecide>]>([
    ['has enough children', { enrolled: 10 }],
    ['was decided', { decided: true }],
    ['is not on the shelf', { published: false }],
    ['is base care', { base: true }],
    ['came onto the shelf after the round', { publishedAt: CLOSES }],
    ['is of another term', { term: 'other' }],
  ])('not one that %s', (_, of) => {
    expect(due(of)).toBeNull()
  })

  test('a later round gives the days anew; a school with rounds of its own follows those', () => {
    const second = round(CLOSES + DAY_MS, CLOSES + 5 * DAY_MS)
    expect(due({}, CLOSES + 2 * DAY_MS, [...rounds, second])?.until).toBe(CLOSES + 3 * DAY_MS)
    expect(due({}, CLOSES + 5 * DAY_MS, [...rounds, second])?.until).toBe(CLOSES + 8 * DAY_MS)
    expect(due({}, now, [...rounds, round(0, CLOSES + DAY_MS, 's')])).toBeNull()
  })

  test('begun days count whole', () => {
    expect([daysLeft(CLOSES + 1, CLOSES), daysLeft(CLOSES + DAY_MS, CLOSES), daysLeft(CLOSES, CLOSES + 1)]).toEqual([
      1, 1, 0,
    ])
  })
})

describe.each(testEngines)('decision day on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let enrolments: EnrolmentDesk
  const clock = fixedClock(CLOSES - HOUR)
  const context = () => ({ store: opened.store, clock, district: DISTRICT, origin: 'https://portal.example' })
  const ask = askRoutes(() => ({ context: context(), world, enrolments }), 'a1')
  let presses = 0

  beforeEach(async () => {
    clock.set(CLOSES - HOUR)
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.school('s', { name: '柳岸小学' })
    await world.school('t')
    await world.staff('a1', 'school_admin', 's')
    await world.staff('a2', 'school_admin', 't')
    await world.staff('o1', 'officer')
    await world.round({ opensAt: CLOSES - 10 * HOUR, closesAt: CLOSES })
    await world.section('care', {
      school: 's',
      slots: [12],
      capacity: null,
      base: true,
      homeClass: 's-4-2',
      title: '看护',
    })
    await world.section('sudoku', { school: 's', slots: [12], title: '数独', minimum: 3, capacity: 12 })
    await world.section('choir', { school: 's', slots: [22], title: '合唱', minimum: 0, capacity: 12 })
    enrolments = openEnrolmentDesk(context())
    for (const child of ['1', '2']) {
      await world.child(child, { school: 's', name: `孩子${child}` })
      await world.guardian(`g${child}`, [child])
    }
    await enrol('1', 'care')
    await enrol('1', 'sudoku')
    await enrol('2', 'sudoku')
  })
  afterEach(async () => {
    await enrolments.close()
    const reports = await checkInvariants(opened.store, DISTRICT)
    await opened.drop()
    expect(reports.flatMap(({ id, broken }) => broken.map((one) => `${id} ${one}`))).toEqual([])
  })

  const enrol = (pupil: string, into: string) =>
    enrolments.submit({
      key: `press-${String(presses++).padStart(12, '0')}`,
      account: `g${pupil}`,
      operation: { kind: 'enrol', lines: [{ pupil, section: into, alsoWait: true }] },
    })
  const form = (deed: string, more: Record<string, string> = {}) => ({
    section: 'sudoku',
    deed,
    enrolled: '2',
    reason: '报名的人太少',
    ...more,
  })
  const stateOf = async () => {
    const { section: sections } = opened.store.tables
    const [row] = await opened.store.db.select().from(sections).where(eq(sections.id, 'sudoku'))
    return row?.state
  }

  it('asks for nothing while families still choose', async () => {
    expect((await ask(decisions.loader, {})).body).toMatchObject({ page: { due: [], closing: null } })
    expect(await ask(decisions.action, { form: form('runs') })).toMatchObject({ status: 409, body: 'NOT_TO_DECIDE' })
  })

  it('shows what is due, then the children of one with what they keep, and records who looked', async () => {
    clock.set(CLOSES)
    expect((await ask(decisions.loader, {})).body).toMatchObject({
      page: { due: [{ id: 'sudoku', enrolled: 2, minimum: 3, overdue: false }], decided: [], closing: null },
    })
    expect((await ask(decisions.loader, { query: '?section=sudoku' })).body).toMatchObject({
      page: {
        closing: {
          section: { id: 'sudoku' },
          children: [
            { name: '孩子1', className: '四年级 2 班', was: 'enrolled', keeps: ['看护'] },
            { name: '孩子2', was: 'enrolled', keeps: [] },
          ],
        },
      },
    })
    const { auditEntry } = opened.store.tables
    const viewed = await opened.store.db.select().from(auditEntry).where(eq(auditEntry.action, 'roster.viewed'))
    expect(viewed).toMatchObject([{ actor: 'a1', subject: 'section:sudoku', detail: { people: 2, searched: false } }])
    expect((await ask(schoolDesk.loader, {})).body).toMatchObject({
      desk: { sections: [{ id: 'choir' }, { id: 'sudoku', problem: { kind: 'decide', tone: 'warn', count: 1 } }] },
    })
  })

  it('lets it run with a reason, and does not ask again', async () => {
    clock.set(CLOSES)
    expect(await ask(decisions.action, { form: form('runs') })).toMatchObject({
      status: 303,
      location: '/school/decisions',
    })
    expect(await stateOf()).toBe('published')
    expect((await ask(decisions.loader, {})).body).toMatchObject({
      page: { due: [], decided: [{ name: '数独', decision: 'runs', enrolled: 2, reason: '报名的人太少' }] },
    })
    expect(await ask(decisions.action, { form: form('close') })).toMatchObject({ body: 'NOT_TO_DECIDE' })
    expect((await ask(schoolDesk.loader, {})).body).toMatchObject({
      desk: { sections: [{ id: 'choir' }, { id: 'sudoku', problem: null, decided: 'runs' }] },
    })
  })

  it('closes it with a reason: care comes back, families know, first pick begins', async () => {
    clock.set(CLOSES)
    expect(await ask(decisions.action, { form: form('close') })).toMatchObject({ status: 303 })
    expect(await stateOf()).toBe('closed')
    const { heldSlot, firstPick, notice } = opened.store.tables
    expect(await opened.store.db.select().from(heldSlot)).toMatchObject([{ pupil: '1', slot: 12, section: 'care' }])
    expect(await opened.store.db.$count(firstPick)).toBe(2)
    const told = await opened.store.db.select().from(notice)
    expect(told.map(({ account, kind }) => `${account} ${kind}`).sort()).toEqual([
      'g1 section-closed',
      'g2 section-closed',
    ])
    expect((await ask(decisions.loader, {})).body).toMatchObject({
      page: { due: [], decided: [{ name: '数独', decision: 'closed' }] },
    })
  })

  it('asks for a reason, keeps what was typed, and takes no other form', async () => {
    clock.set(CLOSES)
    expect(await ask(decisions.action, { form: form('close', { reason: ' 人少 ' }) })).toMatchObject({
      status: 422,
      body: { section: 'sudoku', deed: 'close', reason: ' 人少 ', error: words.reasonShort },
    })
    expect(await ask(decisions.action, { form: form('runs', { reason: '少'.repeat(201) }) })).toMatchObject({
      status: 422,
      body: { error: words.reasonLong },
    })
    for (const wrong of [{ deed: 'publish' }, { enrolled: '-1' }, { section: '' }])
      expect(await ask(decisions.action, { form: { ...form('runs'), ...wrong } })).toMatchObject({ status: 400 })
    expect(await stateOf()).toBe('published')
  })

  it('decides nothing on an old page, and nothing of another school', async () => {
    clock.set(CLOSES)
    expect(await ask(decisions.action, { form: form('close', { enrolled: '1' }) })).toMatchObject({ body: 'CONFLICT' })
    expect(await ask(decisions.action, { as: 'a2', form: form('close') })).toMatchObject({ body: 'FORBIDDEN' })
    expect(await ask(decisions.loader, { as: 'a2', query: '?school=s' })).toMatchObject({ body: 'FORBIDDEN' })
    expect((await ask(decisions.loader, { as: 'a2', query: '?section=sudoku' })).body).toMatchObject({
      page: { closing: null },
    })
    expect(await ask(decisions.action, { form: form('close', { section: 'nowhere' }) })).toMatchObject({ status: 404 })
    expect(await stateOf()).toBe('published')
  })

  it('decides once, however often it is pressed at the same time', async () => {
    clock.set(CLOSES)
    const answers = await Promise.all([1, 2, 3].map(() => ask(decisions.action, { form: form('close') })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409])
    expect(await opened.store.db.$count(opened.store.tables.firstPick)).toBe(2)
  })

  it('tells the bureau of a school that let the day pass', async () => {
    clock.set(CLOSES + 3 * DAY_MS - 1)
    expect((await ask(bureauDesk.loader, { as: 'o1' })).body).toMatchObject({ overdue: [] })
    clock.set(CLOSES + 3 * DAY_MS)
    expect((await ask(bureauDesk.loader, { as: 'o1' })).body).toMatchObject({
      overdue: [{ school: 's', name: '柳岸小学', count: 1 }],
    })
    expect((await ask(schoolDesk.loader, {})).body).toMatchObject({
      desk: { sections: [{}, { problem: { kind: 'decide', tone: 'bad' } }] },
    })
  })

  it('takes the desk’s table as a sheet, of the weekday that is shown', async () => {
    clock.set(CLOSES)
    const sheet = await ask(schoolDeskSheet.loader, { query: '?as=csv&weekday=1' })
    expect(sheet.status).toBe(200)
    expect(sheet.body).toContain('数独')
    expect(sheet.body).toContain('还差 1 人，开班或停开')
    expect(sheet.body).not.toContain('合唱')
    expect(await ask(schoolDeskSheet.loader, { as: 'a2', query: '?school=s' })).toMatchObject({ body: 'FORBIDDEN' })
  })
})
