import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Asked, askRoutes } from '#db/makers/ask-routes'
import { makeFamilyAndShelf } from '#db/makers/family-and-shelf'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { loadActor } from '~/people/index.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import type { EnrolmentDesk, EnrolmentOperation } from './enrolment'
import { openEnrolmentDesk } from './enrolment-desk.server'
import type { FamilyView } from './load-family.server'
import { loadHousehold } from './load-household.server'
import type { SectionView } from './load-section.server'
import * as basket from './routes/basket'
import * as family from './routes/family'
import * as seats from './routes/seats'
import * as section from './routes/section'

const HOUR = 3_600_000
// A Thursday before the first session.
const NOW = instantOf('2026-09-03', '10:00')
const ORIGIN = 'https://portal.example'

let presses = 0
const newKey = (): string => `press-${String(presses++).padStart(12, '0')}`

describe.each(testEngines)('section and household, on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let desk: EnrolmentDesk
  const clock = fixedClock(NOW)
  const base = () => ({ store: opened.store, clock, district: DISTRICT, origin: ORIGIN })

  beforeEach(async () => {
    clock.set(NOW)
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await makeFamilyAndShelf(world, NOW)
    desk = openEnrolmentDesk(base())
  })
  afterEach(async () => {
    await desk.close()
    await opened.drop()
  })

  const ask = askRoutes(() => ({ context: base(), world, enrolments: desk }))
  const put = (line: string, given: Asked = {}) => ask(basket.action, { form: { put: line }, ...given })
  const take = (line: string, given: Asked = {}) => ask(basket.action, { form: { take: line }, ...given })
  const sectionOf = async (id: string, given: Asked = {}) =>
    (await ask(section.loader, { params: { section: id }, ...given })).body as SectionView
  const familyOf = async () => (await ask(family.loader, {})).body as FamilyView
  const submit = (account: string, operation: EnrolmentOperation) => desk.submit({ key: newKey(), account, operation })
  const enrolled = (account: string, pupil: string, ...sections: string[]) =>
    submit(account, { kind: 'enrol', lines: sections.map((id) => ({ pupil, section: id, alsoWait: true })) })

  describe('a section', () => {
    it('shows the public everything that was published', async () => {
      expect(await sectionOf('noodle', { as: '' })).toMatchObject({
        title: '面食工坊',
        school: { id: 's', name: '柳岸小学（示例）' },
        times: '周三 16:30–17:30',
        grades: '三到五年级',
        feeFen: 6_400,
        capacity: 24,
        left: 24,
        waiting: 0,
        children: [],
        child: null,
        basket: null,
      })
    })

    it('dates every session, holidays left out', async () => {
      const { dates } = await sectionOf('noodle')
      expect(dates[0]).toBe('2026-09-09')
      expect(dates.at(-1)).toBe('2027-01-13')
      expect(dates).toContain('2026-09-30')
      expect(dates).not.toContain('2026-10-07')
      expect(new Set(dates).size).toBe(dates.length)
    })

    it('hides what is not published', async () => {
      for (const id of ['draft', 'nothing', '', "x' or 1=1", '%00']) {
        expect(await ask(section.loader, { params: { section: id } }), id).toMatchObject({
          status: 404,
          body: 'NOT_FOUND',
        })
      }
    })

    it('says of every own child whether it can, and why not', async () => {
      const kinds = async (id: string) => (await sectionOf(id)).children.map(({ pupil, kind }) => [pupil, kind])
      expect(await kinds('noodle')).toEqual([
        ['he', 'free'],
        ['mai', 'no'],
      ])
      expect((await sectionOf('noodle')).children[1]?.text).toBe('这门课收三到五年级，小麦上一年级。')
      await put('he:robot')
      expect(await kinds('noodle')).toEqual([
        ['he', 'clash'],
        ['mai', 'no'],
      ])
      expect(await kinds('robot')).toEqual([
        ['he', 'basket'],
        ['mai', 'free'],
      ])
      await enrolled('h', 'other', 'robot')
      await enrolled('g', 'mai', 'robot')
      expect(await kinds('robot')).toEqual([
        ['he', 'basket'],
        ['mai', 'mine'],
      ])
      expect(await sectionOf('robot')).toMatchObject({ left: 0, waiting: 1 })
      await take('he:robot')
      expect(await kinds('robot')).toEqual([
        ['he', 'wait'],
        ['mai', 'mine'],
      ])
      expect(await kinds('away')).toEqual([
        ['he', 'no'],
        ['mai', 'no'],
      ])
    })

    it('opens for the child that is asked for, never for another family’s', async () => {
      expect((await sectionOf('art', { query: '?child=mai' })).child?.pupil).toBe('mai')
      expect((await sectionOf('art', { query: '?child=other' })).child?.pupil).toBe('he')
      expect((await sectionOf('noodle', { as: 'h', query: '?child=he' })).child?.pupil).toBe('other')
    })

    it('tells the phones its places, of published sections only', async () => {
      await enrolled('h', 'other', 'robot')
      await enrolled('g', 'he', 'robot')
      const answer = await ask(seats.loader, { as: '', query: '?s=robot,noodle,care,draft,nothing' })
      expect(JSON.parse(String(answer.body))).toEqual({ robot: [0, 1], noodle: [24, 0], care: [null, 0] })
    })
  })

  describe('the household', () => {
    it('has everything of every child on one screen', async () => {
      await enrolled('h', 'other', 'robot')
      await enrolled('g', 'he', 'noodle', 'art')
      await submit('g', { kind: 'enrol', lines: [{ pupil: 'he', section: 'care', slots: [12, 22], alsoWait: true }] })
      await enrolled('g', 'mai', 'robot')
      await put('mai:chess')
      const { children, basket: bar } = await familyOf()
      const week = (index: number) =>
        children[index]?.week.map(({ lines: of }) => of.map(({ section: id, kind }) => `${kind} ${id}`))
      expect(children.map(({ pupil }) => pupil)).toEqual(['he', 'mai'])
      expect(week(0)).toEqual([['care care'], ['course art'], ['course noodle'], [], []])
      expect(week(1)).toEqual([['basket chess'], [], ['waiting robot'], [], []])
      expect(children[1]?.week[2]?.lines[0]?.position).toBe(1)
      expect(children[0]?.limit).toEqual({ held: 2, limit: 2 })
      expect(bar?.lines.map(({ section: id }) => id)).toEqual(['chess'])
    })

    it('shows an offered place with its deadline', async () => {
      await enrolled('h', 'other', 'robot')
      await enrolled('g', 'he', 'robot')
      await submit('h', { kind: 'withdraw', pupil: 'other', section: 'robot' })
      const [he] = (await familyOf()).children
      const [line] = he?.week[2]?.lines ?? []
      expect(line).toMatchObject({ kind: 'offer', section: 'robot', offerEndsAt: NOW + 24 * HOUR })
      expect(he?.limit).toEqual({ held: 1, limit: 2 })
    })

    it('is read in the same number of queries whatever its size', async () => {
      const actor = await loadActor(base(), await world.signIn('g', { at: NOW, origin: ORIGIN }))
      if (!actor) throw new Error('nobody signed in')
      await enrolled('g', 'he', 'noodle', 'art')
      let queries = 0
      const counted = new Proxy(opened.store.db, {
        get: (db, name, self) => {
          if (name === 'select') queries += 1
          return Reflect.get(db, name, self)
        },
      })
      const read = async (children: typeof actor.children) => {
        queries = 0
        const store = { ...opened.store, db: counted }
        const home = await loadHousehold({ ...base(), store }, { ...actor, children })
        return [home?.children.length, queries]
      }
      const [first] = actor.children
      const [, one] = await read(first ? [first] : [])
      expect(await read(actor.children)).toEqual([2, one])
    })

    it('holds nothing of another family', async () => {
      await put('other:art', { as: 'h' })
      await enrolled('h', 'other', 'chess')
      const home = await familyOf()
      expect(home.children.flatMap(({ week }) => week.flatMap(({ lines: of }) => of))).toEqual([])
      expect(home.basket).toBeNull()
    })
  })
})
