import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { plainSql } from '#db/makers/plain-sql'
import { recomputes } from '#db/makers/recomputes'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { EnrolmentDesk } from '~/courses'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import * as fileRoute from '../routes/desk-project-file'
import * as newRoute from '../routes/new-project'
import * as oneRoute from '../routes/project'
import * as documentsRoute from '../routes/project-documents'
import * as outlineRoute from '../routes/project-outline'
import * as listRoute from '../routes/projects'
import * as sheetRoute from '../routes/projects-sheet'

const NOON = instantOf('2026-11-23', '12:00')
const ORIGIN = 'http://127.0.0.1'

type List = Awaited<ReturnType<typeof listRoute.loader>>
type One = Awaited<ReturnType<typeof oneRoute.loader>>

const typed = (title: string, over: Record<string, string> = {}): Record<string, string> => ({
  deed: 'create',
  title,
  kind: 'new',
  stage: 'building',
  street: '370105015',
  why: '区政府批复',
  published: 'on',
  ...over,
})

describe.each(testEngines)('the desk of projects, on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  const clock = fixedClock(NOON)
  const context = () => ({ store: opened.store, clock, district: DISTRICT, origin: ORIGIN })
  const ask = askRoutes(() => ({ context: context(), world, enrolments: {} as EnrolmentDesk }), 'o1')
  const list = async (query = ''): Promise<List> => (await ask(listRoute.loader, { query })).body as List
  const one = async (project: string): Promise<One> => (await ask(oneRoute.loader, { params: { project } })).body as One
  const create = async (title: string, over: Record<string, string> = {}): Promise<string> => {
    const answer = await ask(newRoute.action, { form: typed(title, over) })
    expect([answer.status, answer.body]).toEqual([303, ''])
    return decodeURIComponent(answer.location?.split('/').at(-1) ?? '')
  }
  const press = async (project: string, form: Record<string, string>) =>
    ask(oneRoute.action, {
      params: { project },
      form: { seen: String((await one(project)).page.seen), ...form },
    })
  const number = async (sql: string): Promise<number> => Number((await plainSql(opened.url, sql))[0]?.n ?? 0)
  let school = ''
  let waiting = ''
  let done = ''
  let upgrade = ''

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    for (const id of ['o1', 'o2']) await world.staff(id, 'officer')
    await world.school('s')
    await world.staff('head', 'school_admin', 's')
    const { street, controlTotal } = opened.store.tables
    const total = { district: DISTRICT, source: '区里公布', publishedOn: '2026-03-01' }
    await opened.store.transaction(async (tx) => {
      await tx.insert(street).values([
        { district: DISTRICT, code: '370105015', name: '泺口街道' },
        { district: DISTRICT, code: '370105013', name: '药山街道' },
      ])
      await tx.insert(controlTotal).values([
        { ...total, id: 'places', kind: 'places', name: '新增学位', amount: 2500 },
        { ...total, id: 'apart', kind: 'places_apart', name: '汇才', amount: 1080 },
        { ...total, id: 'completed', kind: 'completed', name: '已完工', amount: 1 },
        { ...total, id: 'under', kind: 'under_way', name: '在建', amount: 2 },
        { ...total, id: 'old', kind: 'upgrade_fen', name: '老校改造', amount: 14_600_000_000 },
      ])
    })
    const announced = { controlTotal: 'places', budgetSource: '示例' }
    school = await create('泺口示例小学', {
      ...announced,
      primary: '1620',
      budget: '180000000',
      dueInUse: '2027-09-01',
      longitude: '116.98',
      latitude: '36.70',
    })
    waiting = await create('药山示例幼儿园', { ...announced, street: '370105013', stage: 'proposed' })
    done = await create('药山西地块幼儿园', {
      ...announced,
      street: '370105013',
      kindergarten: '360',
      budget: '32000000.50',
      dueInUse: '2025-09-01',
    })
    await create('济南汇才学校', { kind: 'enlarged', controlTotal: 'apart', primary: '1080', dueInUse: '2027-08-20' })
    upgrade = await create('天成路小学改造', {
      kind: 'upgraded',
      controlTotal: 'old',
      budget: '46000000',
      budgetSource: '区里公布',
    })
    await press(done, { deed: 'dates', dueInUse: '2025-09-01', metInUse: '2025-09-01', why: '开学了' })
  })
  afterAll(() => opened.drop())

  it('is for officers only, whatever is asked', async () => {
    const of = { params: { project: school, document: 'x', size: 'file' } }
    for (const [as, status] of [
      ['', 401],
      ['head', 403],
    ] as const) {
      for (const route of [listRoute, sheetRoute, newRoute, oneRoute, documentsRoute, outlineRoute, fileRoute])
        expect((await ask(route.loader, { as, ...of })).status).toBe(status)
      expect((await ask(newRoute.action, { as, form: typed('另一个') })).status).toBe(status)
      expect((await ask(oneRoute.action, { as, ...of, form: { deed: 'show', document: 'x' } })).status).toBe(status)
    }
    const kept = await ask(oneRoute.loader, { params: { project: 'none' } })
    expect([kept.status, kept.body]).toEqual([404, 'PROJECT_UNKNOWN'])
  })

  it('shows what an address asks for, in its order', async () => {
    const titles = async (query: string) => (await list(query)).page.lines.map(({ title }) => title)
    expect(await titles('?street=370105013')).toEqual(['药山示例幼儿园', '药山西地块幼儿园'])
    expect(await titles('?kind=upgraded')).toEqual(['天成路小学改造'])
    expect(await titles('?stage=running')).toEqual(['药山西地块幼儿园'])
    expect(await titles('?phase=kindergarten')).toEqual(['药山西地块幼儿园'])
    expect(await titles('?total=apart')).toEqual(['济南汇才学校'])
    expect(await titles('?street=nowhere')).toEqual([])
    expect((await titles('?sort=places')).at(-1)).toBe('泺口示例小学')
    expect((await titles('?sort=-places'))[0]).toBe('泺口示例小学')
    for (const query of ['?view=pie', '?sort=secret', '?kind=evil', `?street=${'x'.repeat(65)}`])
      expect((await ask(listRoute.loader, { query })).status).toBe(400)
    const map = (await list('?view=map')).map
    expect(map?.marks.map(({ title }) => title)).toEqual(['泺口示例小学'])
    expect(map?.unplaced).toHaveLength(4)
  })

  it('goes out as shown, with no formula in it', async () => {
    const { body } = await ask(sheetRoute.loader, { query: '?as=csv&kind=upgraded' })
    expect(
      String(body)
        .split('\n')
        .filter((line) => line.trim() !== ''),
    ).toHaveLength(2)
    expect(String(body)).toContain('天成路小学改造')
    const evil = await create('=1+1', { stage: 'proposed' })
    expect(String((await ask(sheetRoute.loader, { query: '?as=csv' })).body)).not.toMatch(/(^|,)"?=1\+1/mu)
    await press(evil, { ...typed('改个名字', { stage: 'cancelled' }), deed: 'facts', why: '写错了' })
  })

  it('says beside each field what is wrong, keeps what was typed, and writes nothing', async () => {
    const before = await number('select count(*) as n from project')
    const answer = await ask(newRoute.action, {
      form: typed('<script>alert(1)</script>', { primary: '-5', dueInUse: '2027-02-30', budget: '1e300', street: 'x' }),
    })
    expect(answer.status).toBe(422)
    const { errors, values } = answer.body as { errors: Record<string, string>; values: Record<string, string> }
    expect(Object.keys(errors).sort()).toEqual(['budget', 'dueInUse', 'primary'])
    expect(values).toMatchObject({ title: '<script>alert(1)</script>', primary: '-5' })
    const foreign = await ask(newRoute.action, { form: typed('又一个', { street: 'x' }) })
    expect((foreign.body as { errors: object }).errors).toEqual({ street: '请选一个街道。' })
    expect((await ask(newRoute.action, { form: { ...typed('又一个'), constructor: 'x' } })).status).toBe(400)
    expect((await press(school, { deed: 'destroy' })).status).toBe(400)
    expect(await number('select count(*) as n from project')).toBe(before)
  })

  it('tells who saw an older state, and keeps what was typed', async () => {
    const old = String((await one(waiting)).page.seen)
    const form = { deed: 'places', seen: old, kindergarten: '180', why: '设计定了' }
    expect((await ask(oneRoute.action, { params: { project: waiting }, form })).status).toBe(303)
    const late = await ask(oneRoute.action, {
      as: 'o2',
      params: { project: waiting },
      form: { ...form, kindergarten: '270' },
    })
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({
      form: 'places',
      errors: { form: expect.any(String) },
      values: { kindergarten: '270' },
    })
    expect((await one(waiting)).page.split).toEqual([{ phase: 'kindergarten', places: 180, classes: 0 }])
    await press(waiting, { deed: 'places', kindergarten: '', why: '还没有批' })
  })

  it('takes a paper, gives it back as an attachment only, and shows it where it is asked to', async () => {
    const bytes = Buffer.from('%PDF-1.7\n%%EOF')
    const form = { kind: 'document', title: '可研 批复', day: '2026-05-01' }
    const of = { params: { project: school } }
    const put = (file: { name: string; bytes: Uint8Array }, over: Record<string, string> = {}) =>
      ask(documentsRoute.action, { ...of, form: { ...form, ...over }, files: { file } })
    expect((await put({ name: 'a.pdf', bytes: Buffer.from('MZ') })).body).toMatchObject({
      errors: { file: expect.stringContaining('这是程序') },
    })
    expect((await ask(documentsRoute.action, { ...of, form, files: {} })).body).toMatchObject({
      errors: { file: '先选一个文件。' },
    })
    expect((await put({ name: 'a.pdf', bytes }, { title: '' })).body).toMatchObject({ errors: { title: '要写。' } })
    expect((await put({ name: 'a.pdf', bytes }, { kind: 'evil' })).status).toBe(400)
    expect((await put({ name: 'a.pdf', bytes })).status).toBe(303)
    const [document] = (await one(school)).page.documents
    expect(document).toMatchObject({ title: '可研 批复', published: false })
    const params = { project: school, document: document?.id ?? '', size: 'file' }
    const answer = (await fileRoute.loader({
      request: new Request(ORIGIN),
      params,
      context: { ...context(), actor: { account: 'o1', officer: true } },
    } as never)) as Response
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-disposition': "attachment; filename*=UTF-8''%E5%8F%AF%E7%A0%94%20%E6%89%B9%E5%A4%8D.pdf",
    })
    await press(school, { deed: 'show', document: params.document })
    expect((await one(school)).page.documents[0]?.published).toBe(true)
    await press(school, { deed: 'remove', document: params.document })
    expect((await ask(fileRoute.loader, { params })).status).toBe(404)
    expect((await press(school, { deed: 'remove', document: 'none' })).status).toBe(404)
  })

  it('takes a map in the place of the former one, and says what is wrong with another', async () => {
    const ring = [
      [116.9, 36.6],
      [117.1, 36.6],
      [117.1, 36.8],
      [116.9, 36.8],
      [116.9, 36.6],
    ]
    const good = JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { name: '泺口' }, geometry: { type: 'Polygon', coordinates: [ring] } }],
    })
    const put = (name: string, text: string | Uint8Array, over: Record<string, string> = {}) =>
      ask(outlineRoute.action, {
        form: { kind: 'streets', name: '街道线', source: '区里', ...over },
        files: { file: { name, bytes: Buffer.from(text) } },
      })
    expect((await put('a.geojson', good)).status).toBe(303)
    expect((await put('b.json', good, { name: '新街道线' })).status).toBe(303)
    expect(await number('select count(*) as n from map_outline')).toBe(1)
    expect((await list('?view=map')).map).toMatchObject({ streets: [{ name: '泺口' }], sources: ['新街道线（区里）'] })
    for (const [name, text, said] of [
      ['a.kml', good, '结尾'],
      ['a.json', '{"type":', '没有存完整'],
      ['a.json', good.replaceAll('116.9', '16.9'), '经度在前'],
      ['a.json', Buffer.from([0x7b, 0xff, 0xfe]), 'UTF-8'],
      ['a.json', Buffer.alloc(2 * 1024 * 1024 + 1, ' '), '2 MB'],
    ] as const)
      expect((await put(name, text)).body).toMatchObject({ errors: { file: expect.stringContaining(said) } })
    expect((await put('a.json', good, { kind: 'world' })).status).toBe(400)
    expect((await put('a.json', good, { source: '' })).body).toMatchObject({ errors: { source: '要写。' } })
  })

  const placesOf = (total: string): Promise<number> =>
    number(
      `select coalesce(sum(pp.places), 0) as n from project_places pp join project p on p.district = pp.district and p.id = pp.project
       where p.control_total = '${total}' and p.stage <> 'cancelled'`,
    )
  const amountOf = (kind: string): Promise<number> =>
    number(`select amount as n from control_total where kind = '${kind}'`)

  recomputes('places.listed-places', async () => {
    const { reconciliation } = (await list()).page
    expect(reconciliation.places.map(({ listed }) => listed)).toEqual([await placesOf('places')])
    expect(reconciliation.places[0]).toMatchObject({ projects: 3, unstated: 1 })
  })
  recomputes('places.announced-places', async () => {
    expect((await list()).page.reconciliation.places[0]?.total.amount).toBe(await amountOf('places'))
  })
  recomputes('places.places-difference', async () => {
    const difference = (await placesOf('places')) - (await amountOf('places'))
    expect((await list()).page.reconciliation.places[0]?.difference).toBe(difference)
  })
  recomputes('places.places-apart', async () => {
    expect((await list()).page.reconciliation.apart[0]?.total.amount).toBe(await amountOf('places_apart'))
  })
  recomputes('places.places-counted', async () => {
    const { places, apart } = (await list()).page.reconciliation
    expect([...places, ...apart].map(({ listed }) => listed)).toEqual([
      await placesOf('places'),
      await placesOf('apart'),
    ])
  })
  recomputes('places.projects-counted', async () => {
    const { completed, underWay } = (await list()).page.reconciliation
    const counted = (sign: string) =>
      number(`select count(*) as n from project where control_total = 'places' and stage ${sign} 'running'`)
    expect([completed[0]?.listed, underWay[0]?.listed]).toEqual([await counted('='), await counted('<>')])
  })
  recomputes('places.upgrade-money', async () => {
    const sum = await number("select sum(budget_fen) as n from project where control_total = 'old'")
    expect((await list()).page.reconciliation.upgrades[0]).toMatchObject({
      listed: sum,
      difference: sum - 14_600_000_000,
    })
  })
  recomputes('places.promised-by-projects', async () => {
    const { expected } = (await list()).page
    for (const { autumn, promised } of expected)
      expect(promised).toBe(
        await number(
          `select coalesce(sum(pp.places), 0) as n from project_places pp
           join project p on p.district = pp.district and p.id = pp.project
           join milestone m on m.district = pp.district and m.project = pp.project and m.kind = 'in_use'
           where p.stage <> 'cancelled' and coalesce(m.met_on, m.due_on) <= '${autumn}-09-01'`,
        ),
      )
  })
  recomputes('places.expected-of-projects', async () => {
    // One project passed every step in time: of ten assumed and one seen, so many are on time.
    const onTime = (slips: number): number => 1 - (slips * 10) / 11
    const sure = onTime(0.4) * onTime(0.2) * onTime(0.05)
    const days = 12 / 30.4375
    const { expected } = (await list()).page
    expect(expected[0]).toMatchObject({ autumn: 2026, promised: 360, expected: 360 })
    const in2027 = expected[1]?.expected ?? 0
    // 汇才 has twelve days of room: a little surer than nothing, by the share of a month that they are.
    expect(in2027).toBeGreaterThan(360 + (1620 + 1080) * sure)
    expect(in2027).toBeLessThan(360 + 1620 * sure + 1080 * (sure + days * (1 - sure)))
    expect((await one(school)).page.line.chance).toBeCloseTo(sure, 9)
  })
  recomputes('places.cost-per-place', async () => {
    const sums = `from project p join project_places pp on pp.district = p.district and pp.project = p.id
      where p.kind = 'new' and p.stage <> 'cancelled' and p.budget_fen is not null and pp.places > 0`
    const fen = await number(`select sum(p.budget_fen) as n ${sums}`)
    const places = await number(`select sum(pp.places) as n ${sums}`)
    const { costs } = (await list()).page
    expect(costs).toEqual([{ kind: 'new', projects: 2, places, budgetFen: fen, fenPerPlace: Math.round(fen / places) }])
  })
  recomputes('places.project-places', async () => {
    const sum = await number(`select sum(places) as n from project_places where project = '${school}'`)
    expect((await one(school)).page.line.places).toBe(sum)
  })
  recomputes('places.project-budget', async () => {
    const budget = await number(`select budget_fen as n from project where id = '${done}'`)
    expect([(await one(done)).page.money.budgetFen, budget]).toEqual([3_200_000_050, 3_200_000_050])
  })
  recomputes('places.project-paid', async () => {
    const pay = { deed: 'pay', payee: '示例建工', paidOn: '2026-10-01' }
    for (const amount of ['1000000', '-250000.25', '37'])
      expect((await press(upgrade, { ...pay, amount })).status).toBe(303)
    const sum = await number(`select sum(amount_fen) as n from project_payment where project = '${upgrade}'`)
    expect((await one(upgrade)).page.money.paidFen).toBe(sum)
  })
  recomputes('places.project-rest', async () => {
    const paid = await number(
      `select coalesce(sum(amount_fen), 0) as n from project_payment where project = '${upgrade}'`,
    )
    const budget = await number(`select budget_fen as n from project where id = '${upgrade}'`)
    expect((await one(upgrade)).page.money.restFen).toBe(budget - paid)
  })
})
