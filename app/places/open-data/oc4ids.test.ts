import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { plainSql } from '#db/makers/plain-sql'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { Schema } from '#db/schema/index'
import type { Store } from '#db/store'
import type { EnrolmentDesk } from '~/courses'
import { actorOf } from '~/people/index.server'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { loader as data } from '../routes/project-data'
import { loader as file } from '../routes/project-file'
import { loader as feed } from '../routes/projects-feed'
import { applyOc4ids, discardOc4ids } from './apply-oc4ids.server'
import { exportOc4ids, publicOc4ids } from './export-oc4ids.server'
import { loadOc4idsPage, loadOc4idsPreview } from './load-oc4ids-page.server'
import { previewOc4ids } from './preview-oc4ids.server'
import { schemaErrors } from './validate-oc4ids.server'

const NOW = instantOf('2026-11-23', '09:00')
const ORIGIN = 'https://xuezai.example'
const HOSTILE = '</script><script>alert(1)</script> =1+1 🏫\u202e\u2028'

type Row<Name extends keyof Schema> = Schema[Name]['$inferInsert']

const projectRow = (id: string, given: Partial<Row<'project'>> = {}): Row<'project'> => ({
  district: DISTRICT,
  id,
  title: `项目${id}`,
  kind: 'new',
  stage: 'building',
  street: '370105015',
  more: {},
  createdBy: 'officer',
  createdAt: NOW - 9_000_000,
  changedAt: NOW - 5_000_000,
  ...given,
})

/** Two projects with everything that stays inside, and one that nobody may see. */
const fill = async (store: Store): Promise<void> => {
  const { tables } = store
  await store.transaction(async (tx) => {
    await tx.insert(tables.street).values([
      { district: DISTRICT, code: '370105013', name: '药山街道' },
      { district: DISTRICT, code: '370105015', name: '泺口街道' },
    ])
    await tx.insert(tables.project).values([
      projectRow('p-1', {
        title: `汇才 ${HOSTILE}`,
        about: `第一行\n${HOSTILE}`,
        school: 'xx01',
        longitude: 116.98765432,
        latitude: 36.7,
        budgetFen: 14_600_000_001,
        budgetSource: '区财政公告',
        officer: 'SECRET-OFFICER',
        internalNote: 'SECRET-NOTE',
        invented: true,
        controlTotal: 'places',
      }),
      projectRow('p-2', { stage: 'running', kind: 'enlarged', street: '370105013', changedAt: NOW - 4_000_000 }),
      projectRow('p-3', { title: 'SECRET-PROJECT', published: false, changedAt: NOW - 3_000_000 }),
    ])
    await tx.insert(tables.projectPlaces).values([
      { district: DISTRICT, project: 'p-1', phase: 'primary', places: 1080, classes: 24 },
      { district: DISTRICT, project: 'p-1', phase: 'junior', places: 0, classes: 0 },
      { district: DISTRICT, project: 'p-2', phase: 'kindergarten', places: 360, classes: 12 },
    ])
    const dates = (project: string, kind: Row<'milestone'>['kind'], dueOn: string | null, metOn: string | null) => ({
      district: DISTRICT,
      project,
      kind,
      dueOn,
      metOn,
    })
    await tx
      .insert(tables.milestone)
      .values([
        dates('p-1', 'started', '2026-03-01', '2026-04-09'),
        dates('p-1', 'in_use', '2027-09-01', null),
        dates('p-1', 'handed_over', null, null),
        dates('p-2', 'in_use', '2026-09-01', '2026-09-01'),
      ])
    const said = (number: number, dueOn: string, why: string) => ({
      ...dates('p-1', 'in_use', dueOn, null),
      number,
      why,
      by: 'officer',
      at: NOW - 8_000_000 + number,
    })
    await tx
      .insert(tables.milestoneRevision)
      .values([said(1, '2027-08-20', 'SECRET-FIRST'), said(2, '2027-09-01', 'SECRET-WHY')])
    await tx.insert(tables.projectPayment).values({
      district: DISTRICT,
      project: 'p-1',
      number: 1,
      contract: 'SECRET-CONTRACT',
      payee: 'SECRET-PAYEE',
      amountFen: 55_512_300,
      paidOn: '2026-10-01',
      by: 'officer',
      at: NOW,
    })
    await tx.insert(tables.projectFunding).values({
      district: DISTRICT,
      project: 'p-1',
      number: 1,
      source: 'SECRET-SOURCE',
      amountFen: 44_412_300,
      document: 'SECRET-PAPER',
    })
    await tx.insert(tables.projectDocument).values(
      (['open', 'shut'] as const).map((id) => ({
        district: DISTRICT,
        id,
        project: 'p-1',
        kind: 'photo' as const,
        title: id === 'open' ? '封顶' : 'SECRET-PHOTO',
        day: '2026-08-14',
        published: id === 'open',
        by: 'officer',
        at: NOW - 1_000,
        removedAt: null,
      })),
    )
    await tx.insert(tables.projectDocumentFile).values(
      (['open', 'shut'] as const).map((document) => ({
        district: DISTRICT,
        document,
        size: 'large' as const,
        mime: 'image/webp',
        width: 4,
        height: 3,
        bytes: Buffer.from([1, 2, 3]),
      })),
    )
  })
}

describe.each(testEngines)('OC4IDS on %s', (engine) => {
  const opened: TestStore[] = []
  let world: Scenario
  let context: ReturnType<typeof contextOf>

  const contextOf = (store: Store) => ({ store, clock: fixedClock(NOW), district: DISTRICT, origin: ORIGIN })
  const start = async () => {
    const one = await openTestStore(engine)
    opened.push(one)
    const scenario = await startScenario(one.store)
    await scenario.staff('officer', 'officer')
    await scenario.staff('jw', 'school_admin', 'xx01')
    return { scenario, context: contextOf(one.store), url: one.url }
  }
  let url: string

  // One world for all: what writes comes last.
  beforeAll(async () => {
    ;({ scenario: world, context, url } = await start())
    await fill(context.store)
  })
  afterAll(async () => {
    for (const one of opened.splice(0)) {
      const { brokenAt } = await verifyAudit(one.store, DISTRICT)
      await one.drop()
      expect(brokenAt).toBeNull()
    }
  })

  type Where = typeof context
  const actor = (where: Where = context, account = 'officer') => actorOf(where, account, '')
  const upload = (content: string | object) => ({
    name: '项目.json',
    bytes: new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
  })
  const see = async (content: string | object, where: Where = context) => {
    const id = await previewOc4ids(where, await actor(where), upload(content))
    return { id, page: await loadOc4idsPreview(where, await actor(where), id) }
  }
  const apply = async (id: string, where: Where = context) => {
    await applyOc4ids(where, await actor(where), id)
    const { state, sentence } = await loadOc4idsPreview(where, await actor(where), id)
    return sentence || state
  }
  const everything = async (where: Where = context) => exportOc4ids(where, await actor(where))

  test('all projects go out, valid, into an empty district, and out again: the same bytes', async () => {
    const first = await everything()
    const { projects, publishedDate } = JSON.parse(first)
    for (const project of projects) expect(schemaErrors(project)).toEqual([])
    expect(projects.map(({ id }: { id: string }) => id)).toEqual(['p-1', 'p-2', 'p-3'])
    expect(publishedDate).toBe('2026-11-23T08:10:00.000+08:00')
    const empty = (await start()).context
    empty.clock.set(NOW + 86_400_000)
    const { id, page } = await see(first, empty)
    expect(page.seen).toMatchObject({ wrong: 0, counts: { fresh: 3 }, streets: ['泺口街道', '药山街道'] })
    expect(await apply(id, empty)).toBe('applied')
    expect(await everything(empty)).toBe(first)
    expect((await see(first, empty)).page.seen?.counts).toEqual({ fresh: 0, changed: 0, same: 3, wrong: 0 })
  })

  test('nothing internal goes out, nor what is not public', async () => {
    const all = await everything()
    const open = await publicOc4ids(context)
    for (const secret of ['SECRET-OFFICER', 'SECRET-NOTE', 'SECRET-FIRST', 'SECRET-WHY', 'SECRET-CONTRACT'])
      expect(all).not.toContain(secret)
    for (const secret of ['SECRET-PAYEE', 'SECRET-SOURCE', 'SECRET-PAPER', 'SECRET-PHOTO', '555123', '444123'])
      expect(all).not.toContain(secret)
    expect(all).toContain('SECRET-PROJECT')
    expect(open).not.toContain('SECRET')
    expect(JSON.parse(open).projects).toHaveLength(2)
  })

  test('one wrong project and nothing is written; every fault has its place', async () => {
    const { id, page } = await see({
      projects: [
        { id: 'p-1', title: '好的' },
        { id: 'new', title: '坏的', milestones: [{ id: 'started', dateMet: '2027-02-30T00:00:00Z' }] },
        { id: 'p-1', title: '又一个' },
      ],
    })
    expect(page.seen).toMatchObject({ wrong: 2, counts: { fresh: 0, changed: 0 } })
    expect(page.seen?.faults.map(({ number, at }) => [number, at])).toEqual([
      [2, 'milestones[0].dateMet'],
      [3, 'id'],
    ])
    await expect(apply(id)).rejects.toMatchObject({ code: 'SHEET_WRONG_LINES' })
    await discardOc4ids(context, await actor(), id)
    expect((await see({ id: '' })).page.seen).toMatchObject({ wrong: 1, faults: [{ number: 1, id: '', at: 'id' }] })
    expect((await see('{"id":')).page).toMatchObject({ state: 'failed', sentence: expect.stringContaining('JSON') })
  })

  test('at most twenty faults are told', async () => {
    const projects = Array.from({ length: 50 }, (_, i) => ({ id: `q${i}`, title: '' }))
    const { page } = await see({ projects })
    expect(page.seen).toMatchObject({ wrong: 50 })
    expect(page.seen?.faults).toHaveLength(20)
  })

  test('only officers take and bring', async () => {
    const jw = await actor(context, 'jw')
    await expect(exportOc4ids(context, jw)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(previewOc4ids(context, jw, upload({ id: 'x' }))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(loadOc4idsPage(context, jw)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await loadOc4idsPage(context, await actor())).toMatchObject({ all: 3, open: 2 })
  })

  test('the feed is for everybody, and says when nothing changed', async () => {
    const get = (headers: Record<string, string> = {}) =>
      (feed as (args: unknown) => Promise<Response>)({
        request: new Request(`${ORIGIN}/projects.json`, { headers }),
        params: {},
        context: { ...context, actor: null },
      })
    const first = await get()
    expect(first.status).toBe(200)
    expect(first.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(first.headers.get('Cache-Control')).toBe('public, max-age=300')
    const body = await first.text()
    expect(body).toBe(await publicOc4ids(context))
    const etag = first.headers.get('ETag') ?? ''
    expect((await get({ 'If-None-Match': etag })).status).toBe(304)
    expect((await get({ 'If-None-Match': '"other"' })).status).toBe(200)
  })

  test('data and pictures of what is not public are nowhere', async () => {
    const ask = askRoutes(() => ({ context, world, enrolments: {} as EnrolmentDesk }), '')
    expect(await ask(data, { params: { project: 'p-1' } })).toMatchObject({ status: 200 })
    for (const project of ['p-3', 'none', '__proto__', '']) {
      expect(await ask(data, { params: { project } })).toMatchObject({ status: 404, body: 'PROJECT_UNKNOWN' })
      expect(await ask(file, { params: { project, document: 'open' } })).toMatchObject({ status: 404 })
    }
    expect(await ask(file, { params: { project: 'p-1', document: 'open' } })).toMatchObject({ status: 200 })
    expect(await ask(file, { params: { project: 'p-1', document: 'shut' } })).toMatchObject({ status: 404 })
    expect(await ask(file, { params: { project: 'p-1', document: 'open' }, query: '?size=file' })).toMatchObject({
      status: 404,
    })
  })

  test('where a project moved since it was seen, nothing is written', async () => {
    const { id } = await see({ id: 'p-2', title: '新名' })
    const { project } = context.store.tables
    await context.store.transaction(async (tx) => {
      await tx.update(project).set({ changedAt: NOW }).where(eq(project.id, 'p-2'))
    })
    expect(await apply(id)).toBe('别人刚刚改过，请刷新看看再办。')
    expect(await plainSql(url, "select id from project where title = '新名'")).toEqual([])
  })

  test('a file changes what it says and deletes nothing', async () => {
    const { id, page } = await see({
      id: 'p-1',
      title: '汇才学校',
      'x-crane': { count: 2 },
      milestones: [
        { id: 'in_use', dueDate: '2027-10-20T00:00:00+08:00' },
        { id: 'roof', title: '封顶', type: 'delivery' },
      ],
    })
    expect(page.seen?.counts).toEqual({ fresh: 0, changed: 1, same: 0, wrong: 0 })
    expect(page.seen?.shown[0]?.changes).toContainEqual({
      name: '开学启用，计划',
      was: '2027-09-01',
      now: '2027-10-20',
    })
    expect(await plainSql(url, "select title from project where title = '汇才学校'")).toEqual([])
    expect(await apply(id)).toBe('applied')
    const said = await plainSql(
      url,
      "select number, due_on, why from milestone_revision where project = 'p-1' and kind = 'in_use' order by number",
    )
    expect(said).toEqual([
      { number: 1, due_on: '2027-08-20', why: 'SECRET-FIRST' },
      { number: 2, due_on: '2027-09-01', why: 'SECRET-WHY' },
      { number: 3, due_on: '2027-10-20', why: '来自 OC4IDS 文件' },
    ])
    for (const [table, many] of [
      ['project_payment', 1],
      ['project_funding', 1],
      ['project_document', 2],
      ['project', 3],
    ] as const)
      expect(await plainSql(url, `select 1 as one from ${table}`)).toHaveLength(many)
    expect(
      await plainSql(url, "select officer, internal_note, budget_fen, about from project where id = 'p-1'"),
    ).toMatchObject([{ officer: 'SECRET-OFFICER', internal_note: 'SECRET-NOTE', about: `第一行\n${HOSTILE}` }])
    expect(await plainSql(url, 'select title, reason, effect_places, effect_year from places_change')).toEqual([
      {
        title: '汇才学校：按 OC4IDS 文件改',
        reason: 'OC4IDS 文件 项目.json',
        effect_places: -1080,
        effect_year: 2027,
      },
    ])
    const [project] = JSON.parse(await everything()).projects
    expect(project).toMatchObject({ 'x-crane': { count: 2 } })
    expect(project.milestones.at(-1)).toEqual({ id: 'roof', title: '封顶', type: 'delivery' })
  })
})
