import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { makeFamilyAndShelf } from '#db/makers/family-and-shelf'
import { recomputes } from '#db/makers/recomputes'
import { DISTRICT, instructorRow, TERM } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { EnrolmentDesk } from '~/courses'
import { openEnrolmentDesk } from '~/courses/index.server'
import { actorOf } from '~/people/index.server'
import { addDays, instantOf } from '~/shared/day'
import { action as teacherAction, loader as teacherLoader } from '../routes/handover'
import { action as codeAction, loader as codeLoader } from '../routes/handover-by-code'
import { action as ofAction, loader as ofLoader } from '../routes/handover-of'
import { loader as pickupLoader } from '../routes/pickup'
import { action as schoolAction, loader as schoolLoader } from '../routes/school-handover'
import { action as schoolOfAction } from '../routes/school-handover-of'
import { loader as sheetLoader } from '../routes/school-handover-sheet'
import { makePickupCode } from './make-pickup-code.server'
import { openHandoverChore } from './tell-open-handovers.server'

/** On Wednesdays 小禾 has 面食工坊 of teacher t, 小麦 and 小满 have 合唱 of teacher u, both 16:30–17:30. */
const WEDNESDAY = '2026-09-16'

describe.each(testEngines)('hand-over on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let enrolments: EnrolmentDesk
  let now = 0
  const context = () => ({
    store: opened.store,
    clock: { now: () => now },
    district: DISTRICT,
    origin: 'http://127.0.0.1',
  })
  const ask = askRoutes(() => ({ context: context(), world, enrolments }), 't')
  const hand = (pupil: string, taker: string, { as = 't', key = randomUUID() }: { as?: string; key?: string } = {}) =>
    ask(as === 'a' ? schoolOfAction : ofAction, { as, params: { pupil }, form: { key, taker } })
  const rows = () => opened.store.db.select().from(opened.store.tables.handover)
  const open = async (as = 't') => {
    const { body } = await ask(teacherLoader, { as })
    const { here, later, handed, away } = body as Awaited<ReturnType<typeof teacherLoader>>
    const names = (list: { name: string }[]) => list.map(({ name }) => name)
    return { open: names([...here, ...later]), handed: names(handed), away: names(away) }
  }
  const school = async (query = '') =>
    (await ask(schoolLoader, { as: 'a', query })).body as Awaited<ReturnType<typeof schoolLoader>>
  const write = (body: Parameters<TestStore['store']['transaction']>[0]) => opened.store.transaction(body)
  const notices = () => opened.store.db.select().from(opened.store.tables.notice)

  beforeAll(async () => {
    now = instantOf(WEDNESDAY, '17:20')
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await makeFamilyAndShelf(world, instantOf('2026-09-03', '10:00'))
    await world.guardian('father', ['he'])
    for (const id of ['t', 'u']) await world.staff(id, 'teacher', 's')
    await world.staff('v', 'teacher', 'far')
    for (const id of ['a', 'b']) await world.staff(id, 'school_admin', 's')
    await world.staff('x', 'school_admin', 'far')
    const { instructor, heldSlot, pickupAuthorisation } = opened.store.tables
    await write(async (tx) => {
      for (const id of ['t', 'u'])
        await tx.insert(instructor).values(instructorRow({ id: `i-${id}`, school: 's', account: id }))
      await tx.insert(pickupAuthorisation).values({
        district: DISTRICT,
        id: 'granny',
        pupil: 'he',
        name: '张某',
        relation: '外婆',
        phone: '13800001234',
        by: 'g',
        at: 0,
        endedAt: null,
      })
      const { section } = opened.store.tables
      await tx
        .update(section)
        .set({ instructor: 'i-t' })
        .where(and(eq(section.district, DISTRICT), eq(section.id, 'noodle')))
      const held = { district: DISTRICT, term: TERM, slot: 32, base: null }
      await tx.insert(heldSlot).values({ ...held, pupil: 'he', section: 'noodle' })
    })
    await world.section('chorus', { school: 's', slots: [32], title: '合唱', instructor: 'i-u' })
    await write(async (tx) => {
      const held = { district: DISTRICT, term: TERM, slot: 32, section: 'chorus', base: null }
      await tx.insert(heldSlot).values([
        { ...held, pupil: 'mai' },
        { ...held, pupil: 'other' },
      ])
    })
    enrolments = openEnrolmentDesk(context())
  })
  afterAll(async () => {
    await enrolments.close()
    await opened.drop()
  })
  beforeEach(async () => {
    now = instantOf(WEDNESDAY, '17:20')
    const { handover, leaveRequest, attendanceMark, notice, walkHomeConsent, sessionChange } = opened.store.tables
    await write(async (tx) => {
      for (const table of [handover, leaveRequest, attendanceMark, notice, walkHomeConsent, sessionChange])
        await tx.delete(table)
    })
  })

  test('a teacher sees the children of the own sessions only; who looked is in the record', async () => {
    expect(await open()).toEqual({ open: ['小禾'], handed: [], away: [] })
    expect((await open('u')).open).toEqual(['小麦', '小满'])
    expect((await ask(ofLoader, { params: { pupil: 'mai' } })).body).toBe('NOT_IN_YOUR_SESSIONS')
    expect((await hand('mai', 'g:g')).status).toBe(409)
    expect(
      (await ask(schoolOfAction, { as: 'x', params: { pupil: 'he' }, form: { key: randomUUID(), taker: 'g:g' } }))
        .status,
    ).toBe(409)
    expect(await rows()).toEqual([])
    const { auditEntry } = opened.store.tables
    const seen = await opened.store.db.select().from(auditEntry).where(eq(auditEntry.action, 'handover.day-viewed'))
    expect(seen.map(({ actor, detail }) => [actor, detail])).toContainEqual(['u', { people: 2 }])
  })

  test('whoever stands in for a session has its children', async () => {
    const { sessionChange } = opened.store.tables
    await write((tx) =>
      tx.insert(sessionChange).values({
        district: DISTRICT,
        section: 'noodle',
        day: WEDNESDAY,
        slot: 32,
        number: 1,
        change: 'substituted',
        toDay: null,
        toStartsAt: null,
        toEndsAt: null,
        room: '',
        substitute: 'i-u',
        reason: '',
        by: 'a',
        at: 0,
      }),
    )
    expect((await open()).open).toEqual([])
    expect((await open('u')).open).toEqual(['小禾', '小麦', '小满'])
  })

  test('a child is handed over by name to whom the family named, numbers masked, and the family reads it', async () => {
    const seen = (await ask(ofLoader, { params: { pupil: 'he' } })).body as Awaited<ReturnType<typeof ofLoader>>
    expect(seen.takers.map(({ value, phone }) => [value, phone])).toEqual([
      ['g:father', ''],
      ['g:g', ''],
      ['n:granny', '138****1234'],
    ])
    expect(JSON.stringify(seen)).not.toContain('13800001234')
    expect((await hand('he', 'n:granny')).status).toBe(303)
    expect(await open()).toEqual({ open: [], handed: ['小禾'], away: [] })
    const family = (await ask(pickupLoader, { as: 'g' })).body as Awaited<ReturnType<typeof pickupLoader>>
    expect(family.children[0]?.handover).toEqual({ way: 'person', personName: '外婆 张某', at: now })
  })

  test('double and parallel presses write once; a second hand-over is refused and says to whom', async () => {
    const key = randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => hand('he', 'g:g', { key })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await rows()).toHaveLength(1)
    const again = await hand('he', 'n:granny')
    expect(again.status).toBe(409)
    expect(JSON.stringify(again.body)).toContain('妈妈 家长g，17:20')
    expect((await hand('he', 'n:granny', { key })).body).toBe('KEY_REUSED')
  })

  test.each([
    ['nobody chosen', '', 422],
    ['somebody unknown', 'n:nobody', 409],
    ['another child’s guardian', 'g:h', 409],
    ['alone without consent', 'alone', 409],
    ['something else', '<script>', 422],
  ])('%s takes no child', async (_, taker, status) => {
    expect((await hand('he', taker)).status).toBe(status)
    expect(await rows()).toEqual([])
  })

  test('alone only while the consent stands', async () => {
    const { walkHomeConsent } = opened.store.tables
    const say = (id: string, decision: 'given' | 'withdrawn', at: number) =>
      write((tx) =>
        tx.insert(walkHomeConsent).values({ district: DISTRICT, id, pupil: 'he', decision, textHash: '', by: 'g', at }),
      )
    await say('1', 'given', 1)
    await say('2', 'withdrawn', 2)
    expect((await hand('he', 'alone')).status).toBe(409)
    await say('3', 'given', 3)
    expect((await hand('he', 'alone')).status).toBe(303)
    expect(await rows()).toMatchObject([{ way: 'alone', person: '', personName: '' }])
  })

  test('by the code of the day a whole family leaves in one press, at any teacher of the school', async () => {
    const code = await makePickupCode(context(), await actorOf(context(), 'g', 'g'))
    const page = (await ask(codeLoader, { params: { code } })).body as Awaited<ReturnType<typeof codeLoader>>
    expect(page.children.map(({ name }) => name)).toEqual(['小禾', '小麦'])
    const form = { key: randomUUID(), pupils: ['he', 'mai'] }
    const answers = await Promise.all([1, 2].map(() => ask(codeAction, { params: { code }, form })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await rows()).map(({ pupil, way, person }) => [pupil, way, person]).sort()).toEqual([
      ['he', 'code', 'g'],
      ['mai', 'code', 'g'],
    ])
    const after = (await ask(codeLoader, { params: { code } })).body as Awaited<ReturnType<typeof codeLoader>>
    expect(after.children).toEqual([])
    expect((await ask(codeAction, { params: { code }, form: { key: randomUUID(), pupils: ['he'] } })).status).toBe(409)
  })

  test('a code is good for its own family, its own day, its own school', async () => {
    const code = await makePickupCode(context(), await actorOf(context(), 'g', 'g'))
    const press = (pupils: string[], as = 't') =>
      ask(codeAction, { as, params: { code }, form: { key: randomUUID(), pupils } })
    expect((await press(['other'])).status).toBe(409)
    expect((await press(['he', 'other'])).status).toBe(409)
    expect((await press(['he'], 'v')).status).toBe(409)
    expect((await press([])).status).toBe(422)
    expect((await ask(codeLoader, { params: { code: 'x'.repeat(22) } })).body).toBe('PICKUP_CODE_UNKNOWN')
    now += 24 * 3_600_000
    expect((await ask(codeLoader, { params: { code } })).body).toBe('PICKUP_CODE_UNKNOWN')
    expect((await press(['he'])).body).toBe('PICKUP_CODE_UNKNOWN')
    expect(await rows()).toEqual([])
  })

  test('a mistake is taken back by who made it, the same day, or by the school; then it can be done again', async () => {
    await hand('he', 'g:g')
    const [first] = await rows()
    const back = (as: string) =>
      ask(as === 'a' ? schoolAction : teacherAction, { as, form: { handover: first?.id ?? '' } })
    expect((await back('u')).status).toBe(409)
    now += 24 * 3_600_000
    expect((await back('t')).status).toBe(409)
    now -= 24 * 3_600_000
    expect((await back('t')).status).toBe(303)
    expect((await open()).open).toEqual(['小禾'])
    expect((await hand('he', 'n:granny', { as: 'a' })).status).toBe(303)
    const second = (await rows()).find(({ takenBackAt }) => takenBackAt === null)
    expect((await ask(schoolAction, { as: 'a', form: { handover: second?.id ?? '' } })).status).toBe(303)
    expect((await rows()).every(({ takenBackAt }) => takenBackAt !== null)).toBe(true)
  })

  test('who is on leave or was absent is not waited for, who came after all is', async () => {
    const { leaveRequest, attendanceMark } = opened.store.tables
    const mark = (id: string, pupil: string, said: 'absent' | 'present', at: number) =>
      write((tx) =>
        tx.insert(attendanceMark).values({
          district: DISTRICT,
          id,
          section: 'chorus',
          day: WEDNESDAY,
          slot: 32,
          pupil,
          mark: said,
          by: 'u',
          at,
          receivedAt: at,
        }),
      )
    await write((tx) =>
      tx.insert(leaveRequest).values({
        district: DISTRICT,
        id: 'l',
        pupil: 'mai',
        day: WEDNESDAY,
        section: '',
        reason: '',
        by: 'g',
        at: 0,
        withdrawnAt: null,
      }),
    )
    const family = (await ask(pickupLoader, { as: 'g' })).body as Awaited<ReturnType<typeof pickupLoader>>
    expect(family.children.map(({ onLeave, out }) => [onLeave, out])).toEqual([
      [false, '17:30'],
      [true, null],
    ])
    await mark('1', 'other', 'absent', 1)
    expect(await open('u')).toEqual({ open: [], handed: [], away: ['小麦', '小满'] })
    await mark('2', 'other', 'present', 2)
    expect((await open('u')).open).toEqual(['小满'])
  })

  test('the school sees who is left and in which sessions, on any day, and nobody else’s school', async () => {
    await hand('he', 'g:g')
    const { children, open: sessions } = await school()
    expect(children.filter(({ standing }) => standing === 'open').map(({ name }) => name)).toEqual(['小麦', '小满'])
    expect(sessions.map(({ title, here, open: left }) => [title, here, left])).toEqual([['合唱', 2, 2]])
    expect((await school(`?day=${addDays(WEDNESDAY, 1)}`)).children).toEqual([])
    expect((await school('?day=2027-02-30')).day).toBe(WEDNESDAY)
    expect((await ask(schoolLoader, { as: 'x', query: '?school=s' })).status).toBe(403)
    const csv = await ask(sheetLoader, { as: 'a', query: `?day=${WEDNESDAY}&as=csv` })
    expect(csv.body).toContain('妈妈 家长g')
  })

  test('whom to call is told in full to the school alone, and every look is in the record', async () => {
    const { emergencyContact, auditEntry } = opened.store.tables
    const contact = { district: DISTRICT, id: 'c', pupil: 'he', name: '李某', relation: '邻居', phone: '0531-88880000' }
    await write((tx) => tx.insert(emergencyContact).values({ ...contact, by: 'g', at: 0, endedAt: null }))
    const look = (as: string) =>
      ask(schoolOfAction, { as, params: { pupil: 'he' }, query: '?act=contacts', form: { act: 'x' } })
    expect((await look('a')).body).toMatchObject({ contacts: [{ name: '李某', phone: '0531-88880000' }] })
    expect((await look('x')).body).toBe('NOT_IN_YOUR_SESSIONS')
    expect((await look('t')).body).toBe('FORBIDDEN')
    const looks = await opened.store.db.select().from(auditEntry).where(eq(auditEntry.action, 'contact.viewed'))
    expect(looks.map(({ actor }) => actor)).toEqual(['a'])
    // Called, never among those who may take the child.
    expect((await hand('he', 'n:c')).status).toBe(409)
  })

  test('in the evening the school is told once, whatever runs again, and only where somebody is left', async () => {
    const chore = openHandoverChore(context())
    now = instantOf(WEDNESDAY, '17:59')
    expect(await chore()).toBe(0)
    now = instantOf(WEDNESDAY, '18:01')
    expect(await chore()).toBe(2)
    expect(await chore()).toBe(0)
    expect(await openHandoverChore(context())()).toBe(0)
    const told = await notices()
    expect(told.map(({ account, kind }) => [account, kind]).sort()).toEqual([
      ['a', 'handover-open'],
      ['b', 'handover-open'],
    ])
    expect(told[0]?.title).toContain('3 个孩子')
    expect(told[0]?.link).toBe(`/school/handover?school=s&day=${WEDNESDAY}`)
  })

  test('nobody is told where all were handed over', async () => {
    await hand('he', 'g:g')
    for (const [pupil, taker] of [
      ['mai', 'g:g'],
      ['other', 'g:h'],
    ] as const)
      await hand(pupil, taker, { as: 'u' })
    now = instantOf(WEDNESDAY, '19:00')
    expect(await openHandoverChore(context())()).toBe(0)
    expect(await notices()).toEqual([])
  })

  /** Counted from the rows alone: held slots of the weekday, less hand-overs that stand. */
  const leftByRows = async () => {
    const { heldSlot } = opened.store.tables
    const held = (await opened.store.db.select().from(heldSlot)).filter(({ slot }) => slot === 32)
    const gone = new Set((await rows()).filter(({ takenBackAt }) => takenBackAt === null).map(({ pupil }) => pupil))
    return held.filter(({ pupil }) => !gone.has(pupil))
  }

  recomputes('days.children-open', async () => {
    await hand('he', 'g:g')
    const shown = (await school()).children.filter(({ standing }) => standing === 'open').length
    expect(shown).toBe(new Set((await leftByRows()).map(({ pupil }) => pupil)).size)
    expect(shown).toBe(2)
  })

  recomputes('days.sessions-open', async () => {
    await hand('mai', 'g:g', { as: 'u' })
    const shown = (await school()).open.length
    expect(shown).toBe(new Set((await leftByRows()).map(({ section }) => section)).size)
    expect(shown).toBe(2)
  })
})
