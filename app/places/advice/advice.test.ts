import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { makePlanningProject } from '#db/makers/planning-world'
import { recomputes } from '#db/makers/recomputes'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { makeTwoStreets } from '#db/makers/two-streets'
import { openEnrolmentDesk } from '~/courses/index.server'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { action, loader } from '../routes/advice'
import { loader as sheetLoader } from '../routes/advice-sheet'
import { action as decideAction, loader as proposalLoader } from '../routes/proposal'
import { loader as proposalSheetLoader } from '../routes/proposal-sheet'
import { patience } from '../runs/planning-work.server'
import type { AdvicePage } from './load-advice.server'
import type { CatchmentPage, TimingPage } from './load-proposal.server'

const NOW = instantOf('2026-11-23', '10:00')

const timing = {
  ...{ deed: 'timing', horizon: '6', budgets: '10000', sites: '2', profile: '40、60', why: '看看先建哪个' },
  'cost-0': '5000',
}
const catchments = {
  ...{ deed: 'catchments', phase: 'junior', autumn: '2027', scope: 'intake', limit: '3000', change: '100' },
  why: '看看怎么划',
}

describe.each(testEngines)('advice on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let context: Context & { origin: string }
  let enrolments: ReturnType<typeof openEnrolmentDesk>
  const ask = askRoutes(() => ({ context, world, enrolments }), 'maker')
  const patient = patience.ms

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    context = { store: opened.store, clock: fixedClock(NOW), district: DISTRICT, origin: 'http://127.0.0.1:1' }
    enrolments = openEnrolmentDesk(context)
    patience.ms = 60_000
    await makeTwoStreets(opened.store)
    await makePlanningProject(opened.store, {
      ...{ id: 'later', title: '北园第二小学', street: 'beiyuan', phase: 'primary', places: 90 },
      ...{ due: '2032-08-20', met: null },
      given: { stage: 'proposed' },
    })
    const { store } = opened
    const { milestone, milestoneRevision, gridCell, gridCount, schoolSite } = store.tables
    await store.transaction(async (tx) => {
      for (const table of [milestone, milestoneRevision])
        await tx.update(table).set({ metOn: null }).where(eq(table.project, 'later'))
      const own = { district: DISTRICT, community: '一', invented: true }
      await tx.insert(gridCell).values([
        { ...own, id: 'c1', street: 'luokou', compound: '', x: 0, y: 0 },
        { ...own, id: 'c2', street: 'luokou', compound: '云锦里', x: 700, y: 0 },
        { ...own, id: 'c3', street: 'luokou', compound: '云锦里', x: 900, y: 0 },
        { ...own, id: 'c4', street: 'beiyuan', compound: '', x: 2_000, y: 0 },
      ])
      await tx
        .insert(gridCount)
        .values(
          ['c1', 'c2', 'c3', 'c4'].flatMap((cell) =>
            [6, 7].map((grade) => ({ district: DISTRICT, cell, year: 2026, grade, children: 40 })),
          ),
        )
      await tx.insert(schoolSite).values([
        { district: DISTRICT, school: 'luokou-junior', x: 100, y: 0, invented: true },
        { district: DISTRICT, school: 'beiyuan-junior', x: 1_500, y: 0, invented: true },
      ])
    })
    await world.staff('maker', 'officer', '', { name: '甲' })
    await world.staff('teacher', 'teacher', 's')
  })
  afterEach(async () => {
    const { scenario, planningWork, placesChange, catchment, catchmentCell } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      for (const table of [catchmentCell, catchment, scenario, planningWork, placesChange]) await tx.delete(table)
    })
  })
  afterAll(() => {
    patience.ms = patient
    return opened.drop()
  })

  const proposed = async (form: Record<string, string>): Promise<string> => {
    const { status, location } = await ask(action, { form })
    expect(status).toBe(303)
    return location?.split('/').at(-1) ?? ''
  }
  const pageOf = async <Page>(id: string): Promise<Page> =>
    ((await ask(proposalLoader, { params: { scenario: id } })).body as { page: Page }).page
  const stored = async (id: string) => {
    const { scenario } = opened.store.tables
    const [row] = await opened.store.db.select().from(scenario).where(eq(scenario.id, id))
    return row?.advice as {
      unmet: { before: number; after: number }[]
      cells: { from: string; to: string }[]
      schools: { before: number; after: number; seats: number }[]
    }
  }

  test('a timetable brings a project forward where children lack seats, and leaves what is under way', async () => {
    const id = await proposed(timing)
    const page = await pageOf<TimingPage>(id)
    expect(page.totals.after).toBeLessThan(page.totals.before)
    expect(page.lines).toMatchObject([{ project: 'later', start: 2027, inUse: 2029, was: 2032 }])
    expect(page.spending[0]).toMatchObject({ year: 2027, spent: 2_000, budget: 10_000, started: 1 })
    const { page: list } = (await ask(loader, {})).body as { page: AdvicePage }
    expect(list.rows).toMatchObject([{ id, kind: 'timing', state: 'draft', reason: '看看先建哪个', by: '甲' }])
    expect(list.work).toMatchObject({ state: 'done' })
  })

  test('without enough money nothing is begun; the year whose money keeps children without a seat is named', async () => {
    const none = await pageOf<TimingPage>(await proposed({ ...timing, budgets: '100' }))
    expect(none.lines[0]).toMatchObject({ start: null, inUse: null })
    const later = await pageOf<TimingPage>(await proposed({ ...timing, budgets: '100、10000' }))
    expect(later.lines[0]).toMatchObject({ start: 2028, inUse: 2030 })
    expect(later.binding).toEqual([2027])
  })

  test('catchments: children go where seats are, and accepting makes a version that the next one starts from', async () => {
    const id = await proposed(catchments)
    const page = await pageOf<CatchmentPage>(id)
    expect(page.cells.map(({ to }) => to).every((to) => to !== '')).toBe(true)
    expect(new Set(page.cells.filter(({ compound }) => compound === '云锦里').map(({ to }) => to)).size).toBe(1)
    expect(page.schools.reduce((sum, { after }) => sum + after, 0)).toBe(
      page.cells.reduce((sum, { children }) => sum + children, 0),
    )
    const second = await proposed(catchments)
    const decide = (scenario: string, form: Record<string, string>) => ask(decideAction, { form, params: { scenario } })
    expect((await decide(id, { decision: 'accepted', reason: '' })).status).toBe(422)
    expect((await decide(id, { decision: 'accepted', reason: '办公会定的' })).status).toBe(303)
    const { catchment, catchmentCell } = opened.store.tables
    expect(await opened.store.db.select().from(catchment)).toMatchObject([
      { phase: 'junior', effectiveFrom: '2027-09-01', by: 'maker' },
    ])
    expect(await opened.store.db.$count(catchmentCell)).toBe(4)
    expect(await decide(id, { decision: 'left', reason: '改主意了' })).toMatchObject({
      status: 409,
      body: 'SCENARIO_DECIDED',
    })
    expect(await decide(second, { decision: 'accepted', reason: '再来一次' })).toMatchObject({
      status: 409,
      body: 'CATCHMENT_MOVED',
    })
    expect((await decide(second, { decision: 'left', reason: '用前一条' })).status).toBe(303)
    const { page: list } = (await ask(loader, {})).body as { page: AdvicePage }
    expect(list.rows.map(({ state }) => state).sort()).toEqual(['accepted', 'left'])
    expect((await verifyAudit(opened.store, DISTRICT)).brokenAt).toBeNull()
  })

  test('both leave as sheets', async () => {
    const [first, second] = [await proposed(timing), await proposed(catchments)]
    const csv = (id: string, what: string) =>
      ask(proposalSheetLoader, { params: { scenario: id }, query: `?as=csv&what=${what}` })
    expect((await csv(first, 'timetable')).body).toContain('北园第二小学')
    expect((await csv(first, 'money')).body).toContain('2027')
    expect((await csv(second, 'cells')).body).toContain('云锦里')
    expect((await csv(second, 'schools')).body).toContain('北园街道')
    expect((await csv(second, 'nothing')).status).toBe(200)
    expect((await ask(sheetLoader, { query: '?as=csv' })).body).toContain('看看怎么划')
  })

  test('what is wrong stands beside its field, and nothing is worked out', async () => {
    const wrong = await ask(action, { form: { ...timing, budgets: '很多钱', why: '' } })
    expect(wrong).toMatchObject({ status: 422, body: { deed: 'timing' } })
    expect(Object.keys((wrong.body as { errors: object }).errors).sort()).toEqual(['budgets', 'why'])
    expect(await ask(action, { form: { deed: 'everything' } })).toMatchObject({ status: 400 })
    expect(await opened.store.db.$count(opened.store.tables.planningWork)).toBe(0)
  })

  test('without cells the page says what is missing', async () => {
    const { status } = await ask(action, { form: { ...catchments, phase: 'primary' } })
    expect(status).toBe(303)
    const { page } = (await ask(loader, {})).body as { page: AdvicePage }
    expect(page.work).toMatchObject({ state: 'failed' })
    expect(page.work?.sentence).toContain('学校的位置')
  })

  test('only officers see it and ask for it', async () => {
    const id = await proposed(timing)
    for (const as of ['teacher', '']) {
      const status = as === '' ? 401 : 403
      expect((await ask(loader, { as })).status).toBe(status)
      expect((await ask(proposalLoader, { as, params: { scenario: id } })).status).toBe(status)
      expect((await ask(action, { as, form: timing })).status).toBe(status)
      expect(
        (await ask(decideAction, { as, form: { decision: 'left', reason: '不要了' }, params: { scenario: id } }))
          .status,
      ).toBe(status)
    }
    expect((await ask(proposalLoader, { params: { scenario: 'none' } })).status).toBe(404)
  })

  recomputes('places.advice-unmet', async () => {
    const id = await proposed(timing)
    const { unmet } = await stored(id)
    let [before, after] = [0, 0]
    for (const line of unmet) {
      before += line.before
      after += line.after
    }
    expect((await pageOf<TimingPage>(id)).totals).toEqual({ before: Math.round(before), after: Math.round(after) })
  })

  recomputes('places.advice-moved', async () => {
    const id = await proposed(catchments)
    let moved = 0
    for (const { from, to } of (await stored(id)).cells) if (from !== to) moved += 1
    expect((await pageOf<CatchmentPage>(id)).totals.moved).toBe(moved)
  })

  recomputes('places.advice-seatless', async () => {
    const id = await proposed(catchments)
    let [before, after] = [0, 0]
    for (const school of (await stored(id)).schools) {
      if (school.before > school.seats) before += school.before - school.seats
      if (school.after > school.seats) after += school.after - school.seats
    }
    expect((await pageOf<CatchmentPage>(id)).totals).toMatchObject({ before, after })
  })
})
