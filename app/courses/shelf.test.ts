import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DISTRICT, gradeMask } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { Actor } from '~/people'
import { loadActor } from '~/people/index.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { openEnrolmentDesk } from './enrolment-desk.server'
import { loadShelf, type ShelfView } from './load-shelf.server'
import { putInBasket } from './put-in-basket.server'
import { searchTextOf } from './search-text'
import { CARDS_A_PAGE, readShelfFilters } from './shelf-filters'

const NOW = instantOf('2026-09-03', '10:00')
const ORIGIN = 'https://portal.example'
const CARE_DAYS = [12, 22, 32, 42, 52]

describe.each(testEngines)('the shelf on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let parent: Actor | null
  const clock = fixedClock(NOW)
  const context = () => ({ store: opened.store, clock, district: DISTRICT, origin: ORIGIN })
  const actorOf = async (account: string) =>
    loadActor(context(), await world.signIn(account, { at: NOW, origin: ORIGIN }))
  const shelf = (query = '', actor: Actor | null = parent, elder = false): Promise<ShelfView> =>
    loadShelf(context(), actor, readShelfFilters(new URLSearchParams(query)), elder)
  const found = async (query: string, actor: Actor | null = parent): Promise<string[]> =>
    (await shelf(query, actor)).grid?.wares.map(({ id }) => id).sort() ?? []
  const course = (id: string, title: string, given: Partial<Parameters<Scenario['section']>[1]> = {}) =>
    world.section(id, {
      school: 's',
      slots: [32],
      title,
      searchText: searchTextOf({ title, category: '科创', instructor: '林老师（示例）' }),
      ...given,
    })

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.school('s', { name: '柳岸小学（示例）' })
    await world.school('far', { name: '远山小学（示例）' })
    await world.round({ courseLimit: 3 })
    await world.child('he', { school: 's', name: '小禾' })
    await world.child('mai', { school: 's', grade: 1, classNumber: 5, name: '小麦' })
    await world.child('other', { school: 's', name: '小满' })
    await world.guardian('g', ['he', 'mai'])
    await world.guardian('h', ['other'])
    const care = { capacity: null, base: true, grades: gradeMask(4), feeFen: 0, category: 'care' }
    await course('care', '看护', { ...care, slots: CARE_DAYS, homeClass: 's-4-2' })
    await course('care-else', '看护', { ...care, slots: CARE_DAYS, homeClass: 's-4-1' })
    await course('code', '趣味编程', { slots: [12], category: 'tech', feeFen: 9_000 })
    await course('robot', '机器人社', { slots: [12, 31], category: 'tech', feeFen: 12_000, capacity: 1 })
    await course('chess', '围棋', { slots: [22], category: 'mind', feeFen: 0 })
    await course('paint', '绘本小画家', { slots: [22], category: 'art', feeFen: 5_000, grades: gradeMask(1, 2) })
    await course('sale', '满分 100% 数学', { slots: [41], category: 'mind' })
    await course('under', '下划_线', { slots: [41], category: 'mind' })
    await course('draft', '编程草稿', { slots: [12], category: 'tech', state: 'draft' })
    await course('filed', '编程备案', { slots: [12], category: 'tech', state: 'filed' })
    await course('away', '编程远足', { school: 'far', slots: [12], category: 'tech' })
    const desk = openEnrolmentDesk({ ...context() })
    const enrol = (account: string, key: string, pupil: string, section: string) =>
      desk.submit({ key, account, operation: { kind: 'enrol', lines: [{ pupil, section, alsoWait: true }] } })
    await enrol('h', 'press-other-robot', 'other', 'robot')
    await enrol('g', 'press-he-chess-00', 'he', 'chess')
    await desk.close()
    parent = await actorOf('g')
  })
  afterAll(() => opened.drop())

  it('stands open by weekday for the first child of the family', async () => {
    const view = await shelf()
    expect(view.child).toMatchObject({ pupil: 'he', name: '小禾', grade: '四年级', classNumber: 2 })
    expect(view.children.map(({ pupil }) => pupil)).toEqual(['he', 'mai'])
    expect(view.days.map(({ state }) => state)).toEqual(['open', 'course', 'open', 'open', 'open'])
    expect(view.chosen).toMatchObject([{ weekday: 2, section: 'chess' }])
    expect(view.aisles?.map(({ weekday }) => weekday).sort()).toEqual([1, 3, 4, 5])
    const monday = view.aisles?.find(({ weekday }) => weekday === 1)
    expect(monday).toMatchObject({ total: 2 })
    expect(monday?.wares.map(({ id, state }) => [id, state])).toEqual([
      ['code', 'free'],
      ['robot', 'wait'],
      ['care', 'free'],
    ])
    expect(monday?.wares[2]?.line).toBe('he:care:12')
    expect(view.grid).toBeNull()
    expect(view.basket).toBeNull()
    expect(view.round?.phase).toBe('open')
  })

  it('is set up for the child that is asked for, and for nobody else’s', async () => {
    expect((await shelf('child=mai')).child?.pupil).toBe('mai')
    expect((await shelf('child=other')).child?.pupil).toBe('he')
    expect(await found('child=mai&day=2')).toEqual(['chess', 'paint'])
  })

  it.each([
    ['q=编程', ['code']],
    ['q=biancheng', ['code']],
    ['q=bc', ['code']],
    ['q=BC', ['code']],
    ['q=ｂｃ', ['code']],
    ['q=趣味 编程', ['code']],
    ['q=编程 围棋', []],
    ['q=林老师&category=tech', ['code', 'robot']],
    ['q=100%25', ['sale']],
    ['q=%25%25', []],
    ['q=划_线', ['under']],
    ['q=__', []],
    ['q=\\', []],
    ["q=' or '1'='1", []],
    ['category=tech', ['code', 'robot']],
    ['category=nothing', []],
    ['day=1', ['care', 'code', 'robot']],
    ['day=3', ['care', 'robot']],
    ['period=1', ['robot', 'sale', 'under']],
    ['day=1&period=1', []],
    ['price=free', ['care', 'chess']],
    ['price=50', ['care', 'chess']],
    ['price=50&fit=all', ['care', 'chess', 'paint']],
    ['price=100&category=tech', ['code']],
    ['left=1&category=tech', ['code']],
    ['left=1&day=1', ['care', 'code']],
    ['fit=only&day=2', []],
    ['fit=only&category=mind', ['sale', 'under']],
    ['fit=all&day=2', ['care', 'chess', 'paint']],
    ['fit=all&school=far&day=1', ['away']],
    ['school=far&day=1', ['care', 'code', 'robot']],
  ])('finds by %s', async (query, ids) => {
    expect(await found(query)).toEqual(ids)
  })

  it('meets a slot only where day and period are one', async () => {
    // Monday’s second and Wednesday’s first period make no Monday’s first.
    expect(await found('day=1&period=1&category=tech')).toEqual([])
    expect(await found('day=3&period=1&category=tech')).toEqual(['robot'])
  })

  it('shows the public every school, and no child', async () => {
    const view = await shelf('', null)
    expect(view).toMatchObject({ child: null, children: [], days: [], basket: null })
    expect(view.schools.map(({ id }) => id)).toEqual(['far', 's'])
    expect(view.aisles?.find(({ weekday }) => weekday === 1)?.wares.map(({ id }) => id)).toEqual([
      'away',
      'code',
      'robot',
    ])
    expect(
      view.aisles?.flatMap(({ wares }) => wares).every(({ state, line }) => state === 'public' && line === ''),
    ).toBe(true)
    expect(await found('q=bc', null)).toEqual(['away', 'code'])
    expect(await found('q=bc&school=far', null)).toEqual(['away'])
    expect(await found('school=far&day=1', null)).toEqual(['away'])
  })

  it('shows nothing but the public shelf before consent', async () => {
    expect((await shelf('', parent && { ...parent, consented: false })).child).toBeNull()
  })

  it('shows elders one day at a time, the first that is open', async () => {
    const view = await shelf('', parent, true)
    expect(view.filters.day).toBe(1)
    expect(view.grid?.wares[0]?.time).toBe('下午 4:30 到 5:30')
  })

  it('keeps the order of the shelf and the days when something is put into the basket', async () => {
    const order = (view: ShelfView) => view.aisles?.map(({ weekday, wares }) => [weekday, ...wares.map(({ id }) => id)])
    const before = await shelf('child=he')
    if (!parent) throw new Error('nobody signed in')
    await putInBasket(context(), parent, { pupil: 'he', section: 'code' })
    const after = await shelf('child=he')
    const monday = after.aisles?.find(({ weekday }) => weekday === 1)
    expect(order(after)?.flat().sort()).toEqual(order(before)?.flat().sort())
    expect(monday?.wares[0]).toMatchObject({ id: 'code', state: 'basket' })
    expect(after.days[0]).toMatchObject({ state: 'course', section: 'code', pending: true })
    expect(after.basket).toMatchObject({ feeFen: 9_000, fixes: 0, lines: [{ section: 'code' }] })
    // What is in the basket stays in sight under 能上的: there it is taken out again.
    expect(await found('child=he&fit=only&category=tech')).toContain('code')
  })

  it('puts what can be had before what cannot', async () => {
    const view = await shelf('category=tech&child=mai')
    expect(view.grid?.wares.map(({ id }) => id)).toEqual(['code', 'robot'])
  })

  it('turns pages without losing or showing anything twice', async () => {
    for (let i = 0; i < CARDS_A_PAGE + 6; i += 1) {
      await course(`many-${String(i).padStart(2, '0')}`, `合唱${i}`, { school: 'far', slots: [51], category: 'music' })
    }
    const pages = await Promise.all([1, 2, 3, 500].map((page) => shelf(`category=music&page=${page}`, null)))
    const [first, second, third, far] = pages.map(({ grid }) => grid)
    expect(first).toMatchObject({ total: CARDS_A_PAGE + 6, page: 1, pages: 2 })
    expect(first?.wares).toHaveLength(CARDS_A_PAGE)
    expect(second?.wares).toHaveLength(6)
    expect(new Set([...(first?.wares ?? []), ...(second?.wares ?? [])].map(({ id }) => id)).size).toBe(CARDS_A_PAGE + 6)
    expect(third).toMatchObject({ page: 2, pages: 2 })
    expect(far?.wares.map(({ id }) => id)).toEqual(second?.wares.map(({ id }) => id))
    const friday = (await shelf('', null)).aisles?.find(({ weekday }) => weekday === 5)
    expect(friday).toMatchObject({ total: CARDS_A_PAGE + 6 })
    expect(friday?.wares.length).toBeLessThan(CARDS_A_PAGE)
  })

  it('answers any address', async () => {
    const name = fc.constantFrom('child', 'q', 'day', 'period', 'category', 'school', 'price', 'left', 'fit', 'page')
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '1',
        '2',
        'he',
        'mai',
        's',
        'tech',
        'only',
        'all',
        'free',
        '50',
        '%',
        '_',
        '\\',
        "';--",
        '😀',
        '\0',
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 8 }), fc.boolean(), async (pairs, home) => {
        const filters = readShelfFilters(new URLSearchParams(pairs))
        const view = await loadShelf(context(), home ? parent : null, filters, false)
        const wares = [...(view.aisles ?? []).flatMap((aisle) => aisle.wares), ...(view.grid?.wares ?? [])]
        const ids = wares.map(({ id }) => id)
        for (const hidden of ['draft', 'filed', 'care-else']) expect(ids).not.toContain(hidden)
        expect(view.grid?.wares.length ?? 0).toBeLessThanOrEqual(CARDS_A_PAGE)
      }),
      { numRuns: 80 },
    )
  })
})

describe.each(testEngines)('a shelf with nothing on it, on %s', (engine) => {
  it('says so', async () => {
    const opened = await openTestStore(engine)
    try {
      const world = await startScenario(opened.store)
      const context = { store: opened.store, clock: fixedClock(NOW), district: DISTRICT, origin: ORIGIN }
      const nobody = await loadShelf(context, null, readShelfFilters(new URLSearchParams()), false)
      expect(nobody).toMatchObject({ stocked: false, round: null, aisles: [] })
      await world.school('s')
      await world.child('he', { school: 's' })
      await world.guardian('g', ['he'])
      const actor = await loadActor(context, await world.signIn('g', { at: NOW, origin: ORIGIN }))
      const home = await loadShelf(context, actor, readShelfFilters(new URLSearchParams()), false)
      expect(home).toMatchObject({ stocked: false, round: null, aisles: [], child: { pupil: 'he' } })
      const elsewhere = await loadShelf(
        { ...context, district: 'none' },
        null,
        readShelfFilters(new URLSearchParams()),
        true,
      )
      expect(elsewhere.stocked).toBe(false)
    } finally {
      await opened.drop()
    }
  })
})
