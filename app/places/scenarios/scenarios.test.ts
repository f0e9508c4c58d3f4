import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { plainSql } from '#db/makers/plain-sql'
import { makePlanningProject, makePlanningStreet } from '#db/makers/planning-world'
import { recomputes } from '#db/makers/recomputes'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { openEnrolmentDesk } from '~/courses/index.server'
import { actorOf } from '~/people/index.server'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { defaultAssumptions } from '../plan/assumptions-rules'
import type { ScenarioEdit } from '../plan/district-facts'
import { type PlanRecord, planDistrict } from '../plan/plan-district'
import { readDistrictFacts, snapshotOfFacts } from '../plan/read-facts.server'
import { action as saveSet, loader as setsPage } from '../routes/assumptions'
import { loader as comparePage } from '../routes/compare-scenarios'
import { loader as compareSheet } from '../routes/compare-sheet'
import { action as make } from '../routes/new-scenario'
import { action as decide } from '../routes/scenario'
import { action as list } from '../routes/scenarios'
import { loadLatestPlan } from '../runs/load-latest-plan.server'
import { publishRun } from '../runs/publish-run.server'
import { reckonRun } from '../runs/reckon-run'
import { writeRun } from '../runs/write-run.server'
import { saveAssumptionSet } from './assumption-sets.server'
import { decideScenario } from './decide-scenario.server'
import { loadComparison } from './load-comparison.server'
import { loadScenario, loadScenarios, scenariosSheet } from './load-scenarios.server'
import { saveScenario } from './save-scenario.server'

const NOW = instantOf('2026-11-23', '10:00')
const LUOKOU = '370105015'

describe.each(testEngines)('scenarios on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let context: Context & { origin: string }
  let ask: ReturnType<typeof askRoutes>
  let close: () => Promise<void>

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    context = { store: opened.store, clock: fixedClock(NOW), district: DISTRICT, origin: 'http://127.0.0.1' }
    for (const id of ['jia', 'yi']) await world.staff(id, 'officer', '', { name: `规划${id}` })
    await world.staff('jw', 'school_admin', 'xx01')
    const enrolments = openEnrolmentDesk(context)
    close = () => enrolments.close()
    ask = askRoutes(() => ({ context, world, enrolments }), 'jia')
    await makePlanningStreet(opened.store, 2026, {
      code: LUOKOU,
      name: '泺口街道',
      births: 130,
      phases: {
        kindergarten: { children: 100, places: 140 },
        primary: { children: 120, places: 110 },
        junior: { children: 118, places: 80 },
      },
    })
    await makePlanningProject(opened.store, {
      id: 'coming',
      title: '泺口示例中学',
      street: LUOKOU,
      phase: 'junior',
      places: 150,
      due: '2028-06-01',
      met: null,
    })
    const given = { facts: await snapshotOfFacts(context), assumptions: defaultAssumptions, edits: [] }
    const run = await opened.store.transaction((tx) =>
      writeRun(context, tx, {
        ...given,
        ...reckonRun(given, () => undefined),
        ...{ assumptionSet: '', scenario: '', author: 'jia', reason: '定期' },
      }),
    )
    await publishRun(context, await actorOf(context, 'yi', ''), { run, reason: '核对过' })
  })
  afterEach(async () => {
    const { scenario, assumptionSet, placesChange } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      for (const table of [scenario, assumptionSet, placesChange]) await tx.delete(table)
    })
    expect((await verifyAudit(opened.store, DISTRICT)).brokenAt).toBeNull()
  })
  afterAll(async () => {
    await close()
    await opened.drop()
  })

  const as = (account: string) => actorOf(context, account, '')
  const cancelled: ScenarioEdit[] = [{ kind: 'cancel', project: 'coming' }]
  const save = async (name: string, edits: readonly ScenarioEdit[]) => {
    const draft = { name, why: '看看会怎样', assumptionSet: '', edits, source: 'planner' as const }
    return saveScenario(context, await as('jia'), draft)
  }

  test('are kept as they were made, with 留痕 and audit, and change nothing else', async () => {
    const before = await plainSql(opened.url, 'select due_on from milestone order by kind')
    const id = await save('不建了', cancelled)
    expect(await loadScenario(context, await as('yi'), id)).toMatchObject({
      name: '不建了',
      state: 'draft',
      by: '规划jia',
      says: ['取消泺口示例中学'],
      edits: cancelled,
    })
    expect(
      await plainSql(opened.url, `select "of", title, reason from places_change where subject = 'scenario'`),
    ).toEqual([{ of: id, title: '新方案：不建了', reason: '看看会怎样' }])
    expect(await plainSql(opened.url, 'select due_on from milestone order by kind')).toEqual(before)
  })

  test('say where what lacks changes most, beside what stands now', async () => {
    const later = await save('晚一年', [{ kind: 'delay', project: 'coming', months: 12 }])
    const never = await save('不建了', cancelled)
    const page = await loadComparison(context, await as('jia'), [later, never])
    const [first, second] = page.scenarios
    expect(first?.largest).toMatchObject({ street: LUOKOU, phase: 'junior', year: 2028 })
    expect(second?.largest).toMatchObject({ street: LUOKOU, phase: 'junior' })
    const lacks = (nth: number): number =>
      page.comparison.totals.reduce((sum, { sums }) => sum + (sums[nth]?.short ?? Number.NaN), 0)
    expect(lacks(1)).toBeGreaterThan(lacks(0))
    expect(lacks(2)).toBeGreaterThan(lacks(1))
    expect(page.comparison.differences.every(({ phase }) => phase === 'junior')).toBe(true)
    expect(page.lead).toContain('第 1 版')
  })

  test('with an edit of something that is gone say so', async () => {
    const id = await save('旧的', [{ kind: 'cancel', project: 'gone' }])
    const { scenarios, comparison } = await loadComparison(context, await as('jia'), [id])
    expect([scenarios[0]?.gone, scenarios[0]?.largest, comparison.differences]).toEqual([true, null, []])
  })

  test('reckoned by another set of assumptions differ from now', async () => {
    const many = { name: '挤一挤', reason: '示例', assumptions: { ...defaultAssumptions, shortFrom: 1, tightFrom: 1 } }
    const set = await saveAssumptionSet(context, await as('jia'), many)
    const draft = { name: '宽的', why: '看颜色', edits: [], source: 'planner' as const }
    const id = await saveScenario(context, await as('jia'), { ...draft, assumptionSet: set.ok ? set.id : '' })
    const { comparison } = await loadComparison(context, await as('jia'), [id])
    expect(comparison.differences[0]?.cells.map(({ tone }) => tone)).toEqual(['short', 'tight'])
  })

  test('are decided once, by an officer, with a reason', async () => {
    const id = await save('不建了', cancelled)
    await decideScenario(context, await as('yi'), { id, decision: 'left', reason: '会上没通过' })
    expect(await loadScenario(context, await as('jia'), id)).toMatchObject({
      state: 'left',
      decidedBy: '规划yi',
      reason: '会上没通过',
    })
    const again = async () => decideScenario(context, await as('jia'), { id, decision: 'accepted', reason: '再议' })
    await expect(again()).rejects.toMatchObject({ code: 'SCENARIO_DECIDED' })
    const missing = async () => decideScenario(context, await as('jia'), { id: 'x', decision: 'left', reason: '再议' })
    await expect(missing()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(scenariosSheet(await loadScenarios(context, await as('jia'))).rows).toEqual([
      ['不建了', '取消泺口示例中学', '规划jia', '2026-11-23', '不用了', '会上没通过'],
    ])
  })

  test('and sets of assumptions are the bureau’s alone', async () => {
    const id = await save('不建了', cancelled)
    const forbidden = { code: 'FORBIDDEN' }
    const admin = await as('jw')
    const draft = { name: '我的', why: '看看', assumptionSet: '', edits: cancelled, source: 'planner' as const }
    await expect(saveScenario(context, admin, draft)).rejects.toMatchObject(forbidden)
    await expect(decideScenario(context, admin, { id, decision: 'left', reason: '不要' })).rejects.toMatchObject(
      forbidden,
    )
    await expect(loadScenarios(context, admin)).rejects.toMatchObject(forbidden)
    await expect(loadComparison(context, admin, [id])).rejects.toMatchObject(forbidden)
    const set = { name: '我的', reason: '看看', assumptions: defaultAssumptions }
    await expect(saveAssumptionSet(context, admin, set)).rejects.toMatchObject(forbidden)
    expect((await ask(setsPage, { as: 'jw' })).status).toBe(403)
  })

  describe('pages', () => {
    const row = { 'e0-kind': 'delay', 'e0-project': 'coming', 'e0-months': '6' }
    const head = { name: '晚半年', why: '看赶不赶得上', assumptionSet: '' }

    test('a row more and a row less keep what was typed, without a script', async () => {
      const more = await ask(make, { form: { ...head, ...row, deed: 'add', add: 'births' } })
      expect(more.body).toMatchObject({
        typed: { name: '晚半年', rows: [{ kind: 'delay', values: { months: '6' } }, { kind: 'births' }] },
      })
      const less = await ask(make, {
        form: { ...row, 'e1-kind': 'births', 'e1-factor': 'x', deed: 'remove-0', add: 'cancel' },
      })
      expect(less.body).toMatchObject({ typed: { rows: [{ kind: 'births', values: { factor: 'x' } }] } })
      expect(await plainSql(opened.url, 'select * from scenario')).toEqual([])
    })

    test('a try shows the effect and keeps nothing, saving keeps it', async () => {
      const tried = await ask(make, {
        form: { ...row, name: '', why: '', assumptionSet: '', deed: 'try', add: 'cancel' },
      })
      expect(tried.status).toBe(200)
      expect(tried.body).toMatchObject({
        tried: { scenarios: [{ name: '照这样改', says: ['泺口示例中学晚 6 个月'] }] },
      })
      expect(await plainSql(opened.url, 'select * from scenario')).toEqual([])
      const kept = await ask(make, { form: { ...head, ...row, deed: 'save', add: 'cancel' } })
      expect(kept.location).toMatch(/^\/bureau\/scenarios\/[0-9a-f-]{36}$/u)
    })

    test.each([
      [{ ...head, ...row, 'e0-months': '1e300' }, ['e0-months']],
      [{ ...head, ...row, 'e0-project': '__proto__' }, ['e0-project']],
      [{ ...head, ...row, name: '<script>', assumptionSet: 'x' }, ['assumptionSet', 'name']],
      [{ ...row, name: '长'.repeat(41), why: '', assumptionSet: '' }, ['name', 'why']],
      [head, ['add']],
    ])('%j is refused beside its fields, nothing kept', async (form, fields) => {
      const answer = await ask(make, { form: { ...form, deed: 'save', add: 'cancel' } })
      expect(answer.status).toBe(422)
      expect(Object.keys((answer.body as { errors: object }).errors).sort()).toEqual(fields)
      expect(await plainSql(opened.url, 'select * from scenario')).toEqual([])
    })

    test('compare one to three, and their sheet has every street, phase and autumn', async () => {
      const id = await save('不建了', cancelled)
      expect(await ask(comparePage, {})).toMatchObject({ status: 200, body: { page: null } })
      expect(await ask(comparePage, { query: '?with=nowhere' })).toMatchObject({ status: 404 })
      expect(await ask(comparePage, { query: '?with=a,b,c,d' })).toMatchObject({ status: 400 })
      const pressed = await ask(list, { form: { with: [id, 'other'] } })
      expect(pressed.location).toBe(`/bureau/scenarios/compare?with=${encodeURIComponent(`${id},other`)}`)
      expect((await ask(list, { form: {} })).status).toBe(422)
      const sheet = await ask(compareSheet, { query: `?with=${id}&as=csv` })
      const lines = String(sheet.body).trim().split('\r\n')
      expect(lines).toHaveLength(1 + 2 * 3 * 7)
      expect(lines[1]).toContain('现在,泺口,')
    })

    test('a decision needs its reason', async () => {
      const id = await save('不建了', cancelled)
      const silent = await ask(decide, { params: { scenario: id }, form: { decision: 'accepted', reason: ' ' } })
      expect(silent.status).toBe(422)
      const said = await ask(decide, {
        params: { scenario: id },
        form: { decision: 'accepted', reason: '区里会上定的' },
      })
      expect(said.location).toBe(`/bureau/scenarios/${id}`)
    })

    test('a new set of assumptions is checked, named once, and logged', async () => {
      const form = {
        ...{ setName: '低出生', reason: '按低方案', horizon: '6', shockYears: '', futureBirths: '0.9' },
        ...{ movesWithin: '50', tier: 'standard', tightFrom: '20', shortFrom: '50', surplusFrom: '50' },
        ...{ spareShare: '15', officialYellow: '0.9', officialRed: '1' },
      }
      expect((await ask(saveSet, { form: { ...form, futureBirths: '99' } })).status).toBe(422)
      expect((await ask(saveSet, { form })).location).toBe('/bureau/scenarios/assumptions')
      expect((await ask(saveSet, { form })).body).toMatchObject({ errors: { setName: '已经有叫这个名字的假设集。' } })
      const { body } = await ask(setsPage, {})
      expect(body).toMatchObject({ sets: [{ name: '低出生', by: '规划jia', assumptions: { futureBirths: 0.9 } }] })
    })
  })

  recomputes('places.scenario-short', async () => {
    const id = await save('不建了', cancelled)
    const { comparison } = await loadComparison(context, await as('jia'), [id])
    const facts = await readDistrictFacts(context, context.store.db)
    const record = (await loadLatestPlan(context))?.record as PlanRecord
    for (const [nth, edits] of [[], cancelled].entries()) {
      // From children and places a grade, which the sums on the page never see.
      const { demand } = planDistrict(facts, defaultAssumptions, edits, record)
      for (const { phase, year, sums } of comparison.totals) {
        let short = 0
        for (const line of demand)
          if (line.phase === phase && line.year === year) short += Math.max(0, line.p50 - line.probable)
        expect([phase, year, sums[nth]?.short]).toEqual([phase, year, Math.round(short)])
      }
    }
  })
})
