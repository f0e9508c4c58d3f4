import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from '@remix-run/node'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DISTRICT, TERM } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { loadActor } from '~/people/index.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { roundWords } from './bureau-words'
import { draftWords, planWords } from './publishing-words'
import * as bureauDesk from './routes/bureau-desk'
import * as editSection from './routes/edit-section'
import * as filing from './routes/filing'
import * as newSection from './routes/new-section'
import * as propose from './routes/propose'
import * as rounds from './routes/rounds'
import * as schoolDesk from './routes/school-desk'
import * as schoolPlan from './routes/school-plan'

const NOON = instantOf('2026-09-01', '12:00')
const ORIGIN = 'https://portal.example'

/** A form as a browser without JavaScript sends it. */
const COURSE = {
  title: '版画',
  label: '',
  category: 'art',
  description: '用木板刻一幅泉城的画。',
  bring: '',
  outline: '1–4：认识刻刀',
  grades: ['4', '5'],
  slots: ['42'],
  room: '美术室',
  instructor: 's1-instructor',
  minimum: '2',
  capacity: '3',
  lessonFen: '3.5',
  materialFen: '8',
  startsOn: '2026-09-07',
  endsOn: '2027-01-15',
  cutOffOn: '2026-12-31',
}

interface Given {
  as?: string
  form?: Record<string, string | readonly string[]>
  query?: string
  params?: Record<string, string>
}

interface Said {
  status: number
  body: unknown
  location: string | null
}

describe.each(testEngines)('the desks on %s', (engine) => {
  let opened: TestStore
  let world: Scenario

  beforeEach(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.school('s1', { name: '柳岸小学' })
    await world.school('s2')
    await world.child('1', { school: 's1' })
    await world.soundPlan('s1')
    await world.staff('t1', 'teacher', 's1')
    await world.staff('a1', 'school_admin', 's1')
    await world.staff('a2', 'school_admin', 's2')
    await world.staff('o1', 'officer')
  })
  afterEach(() => opened.drop())

  const ask = async (handler: unknown, { as = '', form, query = '', params = {} }: Given): Promise<Said> => {
    const base = { store: opened.store, clock: fixedClock(NOON), district: DISTRICT, origin: ORIGIN }
    const cookie = as === '' ? '' : await world.signIn(as, { at: NOON, origin: ORIGIN })
    const actor = await loadActor(base, cookie)
    const pairs = Object.entries(form ?? {}).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, String(one)]),
    )
    const request = new Request(`${ORIGIN}/${query}`, {
      ...(form ? { method: 'POST', body: new URLSearchParams(pairs) } : {}),
    })
    const args = { request, params, context: { ...base, actor } as unknown as AppLoadContext }
    const answer: unknown = await (handler as (args: ActionFunctionArgs & LoaderFunctionArgs) => Promise<unknown>)(
      args as ActionFunctionArgs,
    ).catch((thrown: unknown) => thrown)
    if (answer instanceof Error) throw answer
    if (answer instanceof Response)
      return { status: answer.status, body: null, location: answer.headers.get('location') }
    const wrapped = answer as { type?: string; data: unknown; init: { status?: number } | null }
    if (wrapped?.type === 'DataWithResponseInit')
      return { status: wrapped.init?.status ?? 200, body: wrapped.data, location: null }
    return { status: 200, body: answer, location: null }
  }
  const sections = async () => {
    const { section } = opened.store.tables
    return opened.store.db.select().from(section).where(eq(section.base, false))
  }
  const onlySection = async () => {
    const [section] = await sections()
    if (!section) throw new Error('no section')
    return section
  }
  const lineOf = async (id: string): Promise<string> => {
    const { sectionStep } = opened.store.tables
    const steps = await opened.store.db.select().from(sectionStep).where(eq(sectionStep.section, id))
    return `${id}:${steps.length}`
  }

  it('carries a course from desk to desk by plain forms', async () => {
    expect(await ask(propose.action, { as: 't1', form: COURSE })).toMatchObject({ status: 303, location: '/teacher' })
    const { id, lessonFen, grades } = await onlySection()
    expect([lessonFen, grades]).toEqual([350, (1 << 4) | (1 << 5)])
    const approve = { section: id, deed: 'approve' }
    expect(await ask(schoolDesk.action, { as: 'a1', form: approve })).toMatchObject({ status: 303 })
    expect(await ask(schoolPlan.action, { as: 'a1', form: { deed: 'send' } })).toMatchObject({ status: 303 })
    const waiting = await ask(bureauDesk.loader, { as: 'o1' })
    expect(waiting.body).toMatchObject({ queue: [{ school: 's1', waiting: 1 }], without: [{ school: 's2' }] })
    const file = { deed: 'file', line: [await lineOf(id)] }
    expect(await ask(filing.action, { as: 'o1', form: file, params: { school: 's1' } })).toMatchObject({ status: 303 })
    const publish = { deed: 'publish', section: [id] }
    expect(await ask(schoolPlan.action, { as: 'a1', form: publish })).toMatchObject({ status: 303 })
    expect(await onlySection()).toMatchObject({ state: 'published', suffix: 1 })
    const page = await ask(editSection.loader, { as: 'a1', params: { section: id } })
    expect(page.body).toMatchObject({ page: { open: 'adjust', steps: [{}, {}, {}, {}, { step: 'published' }] } })
  })

  it('keeps what was typed when something is to be changed', async () => {
    const form = { ...COURSE, title: '', capacity: '1', slots: ['42', '52'] }
    expect(await ask(propose.action, { as: 't1', form })).toMatchObject({
      status: 422,
      body: {
        errors: { title: draftWords.titleMissing },
        values: { room: '美术室', lessonFen: '3.5', slots: ['42', '52'], grades: ['4', '5'] },
      },
    })
    expect(await sections()).toEqual([])
  })

  it.each([
    ['a field twice', { title: ['版画', '书法'] }, 400],
    ['a field named __proto__', { ['__proto__x'.slice(0, 9)]: 'x' }, 400],
    ['money in scientific notation', { lessonFen: '1e3' }, 422],
    ['negative money', { materialFen: '-8' }, 422],
    ['places that are no number', { capacity: '3; drop table section' }, 422],
    ['more places than a school has', { capacity: '99999' }, 422],
    ['a category set up with the classes', { category: 'care' }, 422],
    ['a category from the prototype', { category: 'constructor' }, 422],
    ['a weekday that does not exist', { slots: ['92'] }, 422],
    ['a grade the school does not have', { grades: ['9'] }, 422],
    ['a day that does not exist', { startsOn: '2026-02-30' }, 422],
    ['a teacher of another school', { instructor: 's2-instructor' }, 422],
    ['a very long outline', { outline: '1：刻\n'.repeat(41) }, 422],
    ['a null byte', { room: '美术\0室' }, 400],
  ] as const)('refuses %s', async (_, wrong, status) => {
    expect(
      (await ask(propose.action, { as: 't1', form: { ...COURSE, ...wrong } as Given['form'] & object })).status,
    ).toBe(status)
    expect(
      (await ask(newSection.action, { as: 'a1', form: { ...COURSE, ...wrong } as Given['form'] & object })).status,
    ).toBe(status)
    expect(await sections()).toEqual([])
  })

  it('decides school, state and number itself, whatever a form says', async () => {
    const form = { ...COURSE, school: 's2', state: 'published', suffix: '1', supplement: '0', feeFen: '0' }
    expect(await ask(newSection.action, { as: 'a1', form })).toMatchObject({ status: 303 })
    expect(await onlySection()).toMatchObject({ school: 's1', state: 'approved', suffix: null, supplement: null })
    expect((await onlySection()).feeFen).toBeGreaterThan(0)
  })

  it('asks for a remark before it sends anything back', async () => {
    await ask(propose.action, { as: 't1', form: COURSE })
    const { id } = await onlySection()
    const empty = { section: id, deed: 'return', remark: '  ' }
    expect(await ask(schoolDesk.action, { as: 'a1', form: empty })).toMatchObject({
      status: 422,
      body: { section: id, error: draftWords.remarkMissing },
    })
    expect(await ask(schoolDesk.action, { as: 'a1', form: { section: id, deed: 'publish' } })).toMatchObject({
      status: 400,
    })
    expect(await onlySection()).toMatchObject({ state: 'submitted' })
  })

  it('opens no page and takes no form of another school', async () => {
    await ask(newSection.action, { as: 'a1', form: COURSE })
    const { id } = await onlySection()
    const foreign = { as: 'a2', params: { section: id } }
    expect(await ask(editSection.loader, foreign)).toMatchObject({ status: 403 })
    expect(await ask(editSection.action, { ...foreign, form: COURSE })).toMatchObject({ status: 403 })
    for (const page of [schoolDesk, schoolPlan, newSection])
      expect(await ask(page.loader, { as: 'a2', query: '?school=s1' })).toMatchObject({ status: 403 })
    const send = { as: 'a2', query: '?school=s1', form: { deed: 'send' } }
    expect(await ask(schoolPlan.action, send)).toMatchObject({ status: 403 })
    expect(await ask(propose.loader, { as: 't1', query: '?school=s2' })).toMatchObject({ status: 403 })
    expect(await ask(filing.loader, { as: 'a1', params: { school: 's1' } })).toMatchObject({ status: 403 })
    expect(await ask(filing.loader, { as: 'o1', params: { school: 'nowhere' } })).toMatchObject({ status: 404 })
    expect(await ask(editSection.loader, { as: 'a1', params: { section: 'nothing' } })).toMatchObject({ status: 404 })
  })

  it('publishes nothing without a tick, and files only lines that look like lines', async () => {
    expect(await ask(schoolPlan.action, { as: 'a1', form: { deed: 'publish' } })).toMatchObject({
      status: 422,
      body: { error: planWords.nothingTicked },
    })
    const file = (line: string) =>
      ask(filing.action, { as: 'o1', params: { school: 's1' }, form: { deed: 'file', line } })
    expect(await file('x:1 or 1=1')).toMatchObject({ status: 400 })
    expect(await file('unknown:1')).toMatchObject({ status: 404 })
  })

  describe('rounds', () => {
    const round = {
      round: '',
      name: '第一轮',
      school: '',
      opensAt: '2026-09-02T08:00',
      closesAt: '2026-09-05T17:00',
      courseLimit: '5',
    }
    const set = (given: Partial<typeof round>, as = 'o1') => ask(rounds.action, { as, form: { ...round, ...given } })
    const all = async () => opened.store.db.select().from(opened.store.tables.round)

    it('sets the district’s and one school’s, and changes them later', async () => {
      expect(await set({})).toMatchObject({ status: 303 })
      expect(await set({ school: 's1', name: '补报' })).toMatchObject({ status: 303 })
      const [whole] = (await all()).filter(({ school }) => school === null)
      expect(whole).toMatchObject({ term: TERM, opensAt: instantOf('2026-09-02', '08:00'), courseLimit: 5 })
      expect(await set({ round: whole?.id ?? '', closesAt: '2026-09-06 12:00' })).toMatchObject({ status: 303 })
      expect((await all()).find(({ id }) => id === whole?.id)?.closesAt).toBe(instantOf('2026-09-06', '12:00'))
    })

    it('says what cannot be, and writes nothing', async () => {
      await set({})
      const wrongs: [Partial<typeof round>, object][] = [
        [{ name: '' }, { name: roundWords.nameMissing }],
        [{ opensAt: 'tomorrow' }, { opensAt: roundWords.moment }],
        [{ closesAt: '2026-09-02T07:00' }, { closesAt: roundWords.endFirst }],
        [{ closesAt: '2027-03-01T07:00' }, { closesAt: expect.stringContaining('学期') }],
        [{ courseLimit: '0' }, { courseLimit: roundWords.limitShape }],
        [{ school: 'nowhere' }, { school: roundWords.foreignSchool }],
        [{}, { opensAt: roundWords.overlaps('第一轮') }],
      ]
      for (const [given, errors] of wrongs) expect(await set(given)).toMatchObject({ status: 422, body: { errors } })
      expect(await set({ round: 'unknown' })).toMatchObject({ status: 404 })
      expect(await set({}, 'a1')).toMatchObject({ status: 403 })
      expect(await all()).toHaveLength(1)
    })

    it('does not move an opening that has passed', async () => {
      await world.round({ id: 'now', opensAt: NOON - 1, closesAt: NOON + 60_000 })
      const given = { round: 'now', opensAt: '2026-09-02T08:00' }
      expect(await set(given)).toMatchObject({ status: 422, body: { errors: { opensAt: roundWords.opened } } })
    })
  })
})
