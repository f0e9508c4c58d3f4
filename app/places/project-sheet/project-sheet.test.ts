import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainSql } from '#db/makers/plain-sql'
import { DISTRICT } from '#db/makers/rows'
import { startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { actorOf } from '~/people/index.server'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { csvOf, workbookOf } from '~/shared/sheet/write-sheet.server'
import { emptyRecord, type OpenRecord } from '../open-data/open-record'
import { applyProjects, discardProjects } from './apply-projects.server'
import { loadProjectSheets, loadProjectsIn, loadProjectsPreview } from './load-projects-in.server'
import { previewProjects } from './preview-projects.server'
import { type ColumnKey, cellsOf, columnKeys, headOf, readDay, readNumber, type SheetFrame } from './project-columns'
import { readLines, readTables } from './sheet-line-rules'

const NOW = instantOf('2026-11-23', '09:00')

const frame: SheetFrame = {
  today: '2026-11-23',
  streets: [
    { id: '370105013', name: '药山街道' },
    { id: '370105015', name: '泺口街道' },
  ],
  schools: [
    { id: 'xx01', name: '柳岸小学' },
    { id: 'xx02', name: '同名小学' },
    { id: 'xx03', name: '同名小学' },
  ],
  officers: [{ id: 'officer', number: 'QU0001' }],
  totals: [{ id: 'all', name: '全部项目' }],
}

type Cells = Partial<Record<ColumnKey, string>>

const right: Cells = {
  title: '药山西幼儿园',
  kind: '新建',
  stage: '施工',
  street: '药山街道',
  kindergarten: '360',
  kindergartenClasses: '12',
  dueStarted: '2026-03-01',
  metStarted: '2026/3/9',
  dueInUse: '2027年9月1日',
  why: '区里公布',
}
const full = (cells: Cells): Cells => ({ ...Object.fromEntries(columnKeys.map((key) => [key, ''])), ...cells })
const read = (lines: Cells[], standing: OpenRecord[] = []) =>
  readLines(
    lines.map((cells, i) => ({ line: i + 2, cells: full(cells) })),
    standing.map((record) => ({ record, officer: 'officer' })),
    frame,
    NOW,
  )
const wrongOf = (cells: Cells, standing: OpenRecord[] = []) => read([cells], standing)[0]?.errors ?? []

const standing: OpenRecord = {
  ...emptyRecord('p-1'),
  title: '汇才学校',
  kind: 'enlarged',
  stage: 'building',
  street: '370105015',
  school: 'xx02',
  budgetFen: 14_600_000_050,
  budgetSource: '区财政',
  places: [{ phase: 'primary', places: 1080, classes: 24 }],
  milestones: [
    { kind: 'started', dueOn: '2026-03-01', metOn: '2026-04-09', saidAt: NOW - 1 },
    { kind: 'in_use', dueOn: '2027-08-20', metOn: null, saidAt: NOW - 1 },
  ],
  changedAt: NOW - 1,
}

describe('a line of the sheet', () => {
  test('of a new project says everything about it', () => {
    const [line] = read([right])
    expect(line).toMatchObject({ kind: 'new', project: null, errors: [] })
    expect(line?.after?.record).toMatchObject({
      title: '药山西幼儿园',
      kind: 'new',
      stage: 'building',
      street: '370105013',
      published: true,
      places: [{ phase: 'kindergarten', places: 360, classes: 12 }],
      milestones: [
        { kind: 'started', dueOn: '2026-03-01', metOn: '2026-03-09' },
        { kind: 'in_use', dueOn: '2027-09-01', metOn: null },
      ],
    })
  })

  test('as it went out changes nothing; without columns everything else stays', () => {
    const cells = cellsOf({ record: standing, officer: 'officer' }, frame)
    expect(read([cells], [standing])[0]?.kind).toBe('same')
    const few = { line: 2, cells: { id: 'p-1', title: '汇才新学校', kind: '扩建', stage: '施工', street: '泺口' } }
    const [line] = readLines([few], [{ record: standing, officer: 'officer' }], frame, NOW)
    expect(line).toMatchObject({ kind: 'changed', before: { title: '汇才学校' } })
    expect(line?.after?.record).toMatchObject({ ...standing, title: '汇才新学校', changedAt: NOW })
  })

  test('that moves a date says why; the first promise stays known', () => {
    const cells = cellsOf({ record: standing, officer: 'officer' }, frame)
    const moved = { ...cells, dueInUse: '2027-10-20' }
    expect(wrongOf(moved, [standing])).toEqual([{ column: 'why', sentence: expect.stringContaining('为什么') }])
    const [line] = read([{ ...moved, why: '雨多' }], [standing])
    expect(line).toMatchObject({ kind: 'changed', before: { dueInUse: '2027-08-20' } })
  })

  test.each<[ColumnKey, string, string]>([
    ['title', '', '写上项目的名称'],
    ['title', '长'.repeat(61), '最多 60 个字'],
    ['kind', '重修', '新建、扩建、改造或重建'],
    ['stage', '停工', '立项'],
    ['stage', '运行', '开学启用的实际日子'],
    ['stage', '前期', '对不上'],
    ['street', '天桥', '没有街道“天桥”'],
    ['street', '', '写上街道'],
    ['school', '同名小学', '学校代码'],
    ['school', '<script>', '没有学校'],
    ['kindergarten', '-5', '整数'],
    ['kindergarten', '1e300', '整数'],
    ['kindergarten', '3.5', '整数'],
    ['kindergartenClasses', '很多', '整数'],
    ['dueFinished', '2027-02-30', '日历上要有这一天'],
    ['dueFinished', '2025-01-01', '不能早于开工'],
    ['dueInUse', '2026-03-08', '不能早于开工'],
    ['metFinished', '2026-11-24', '这一天还没到'],
    ['metInUse', '2026-11-01', '对不上'],
    ['budget', '一亿', '数字'],
    ['budget', '100', '从哪里来'],
    ['controlTotal', '别的数', '没有公布过'],
    ['officer', 'JS0001', '没有工号'],
    ['longitude', '116.9', '要么都写'],
    ['latitude', '99', '纬度写 3 到 54'],
    ['published', '随便', '写是或否'],
    ['why', '', '要写为什么'],
    ['why', '长'.repeat(201), '2 到 200 个字'],
    ['about', '长'.repeat(601), '最多 600 个字'],
    ['id', 'p-9', '没有这个编号'],
    ['id', '../x', '编号只用'],
  ])('is wrong in its column: %s %j', (column, text, sentence) => {
    const errors = wrongOf({ ...right, dueInUse: '2027-09-01', [column]: text })
    const said = errors.map((one) => one.sentence).join()
    expect(said).toContain(sentence)
    expect(
      errors.map((one) => one.column).some((key) => key === column || /^(?:budgetSource|latitude|stage)$/u.test(key)),
    ).toBe(true)
  })

  test('several wrong cells are all told, in the columns of the sheet', () => {
    const errors = wrongOf({ ...right, kind: '?', street: '?', kindergarten: '?', dueInUse: '2027-13-01', why: '' })
    expect(errors.map(({ column }) => column)).toEqual(['kind', 'street', 'kindergarten', 'dueInUse'])
  })

  test('two lines of one project, and a title that is taken', () => {
    expect(read([right, right]).map(({ kind }) => kind)).toEqual(['new', 'wrong'])
    expect(read([right, right])[1]?.errors[0]?.sentence).toBe('和第 2 行是同一个项目，留一行。')
    const other = { ...emptyRecord('p-2'), title: '药山西幼儿园' }
    const cells = cellsOf({ record: standing, officer: '' }, frame)
    const taken = read([{ ...cells, title: '药山西幼儿园' }], [standing, other])
    expect(taken[0]?.errors[0]?.sentence).toContain('已经有一个项目')
    const swapped = read(
      [
        { ...cells, title: '药山西幼儿园' },
        { ...cellsOf({ record: other, officer: '' }, frame), title: '汇才学校', street: '泺口街道' },
      ],
      [standing, other],
    )
    expect(swapped.flatMap(({ errors }) => errors.filter(({ column }) => column === 'title'))).toEqual([])
  })
})

describe('a sheet', () => {
  test('needs its four heads; others are told', () => {
    const table = (...header: string[]) => ({ name: '项目', header, rows: [{ line: 2, cells: header.map(() => 'x') }] })
    expect(readTables([table('项目名称', '类别')]).missing).toEqual(['阶段', '街道'])
    const found = readTables([table('怎么填'), table('项目名称', '类别', '阶段', '街道', '开工（计划）', '心情')])
    expect(found).toMatchObject({ missing: [], ignored: ['心情'] })
    expect(found.lines[0]?.cells).toMatchObject({ title: 'x', dueStarted: 'x' })
    expect(readTables([]).missing).toHaveLength(4)
  })

  test('days and numbers are taken as people write them', () => {
    expect(['2027/9/1', '2027.9.1', '2027年9月1日', '2027-09-01', '明年'].map(readDay)).toEqual([
      '2027-09-01',
      '2027-09-01',
      '2027-09-01',
      '2027-09-01',
      '明年',
    ])
    expect(['1,080', '¥3.5', '100元', 'x'].map(readNumber)).toEqual(['1080', '3.5', '100', 'x'])
  })
})

describe.each(testEngines)('a list of projects on %s', (engine) => {
  let opened: TestStore
  let context: { store: TestStore['store']; clock: ReturnType<typeof fixedClock>; district: string; origin: string }

  // One world for all: each test adds to it.
  beforeAll(async () => {
    opened = await openTestStore(engine)
    const world = await startScenario(opened.store)
    context = { store: opened.store, clock: fixedClock(NOW), district: DISTRICT, origin: 'https://xuezai.example' }
    await world.staff('officer', 'officer', '', { staffNumber: 'QU0001' })
    await world.staff('jw', 'school_admin', 'xx01')
    await world.school('xx01', { name: '柳岸小学' })
    const { street } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.insert(street).values(frame.streets.map(({ id, name }) => ({ district: DISTRICT, code: id, name })))
    })
  })
  afterAll(async () => {
    const { brokenAt } = await verifyAudit(opened.store, DISTRICT)
    await opened.drop()
    expect(brokenAt).toBeNull()
  })

  const actor = (account = 'officer') => actorOf(context, account, '')
  const sheet = async (...lines: Cells[]) => ({
    name: '项目.xlsx',
    bytes: new Uint8Array(
      await workbookOf([
        {
          name: '项目',
          columns: columnKeys.map((key) => ({ head: headOf(key) })),
          rows: lines.map((cells) => columnKeys.map((key) => cells[key] ?? null)),
        },
      ]),
    ),
  })
  const see = async (...lines: Cells[]) => {
    const id = await previewProjects(context, await actor(), await sheet(...lines))
    return { id, page: await loadProjectsPreview(context, await actor(), id) }
  }
  const apply = async (id: string) => {
    await applyProjects(context, await actor(), id)
    const { state, sentence } = await loadProjectsPreview(context, await actor(), id)
    return sentence || state
  }

  test('is seen first, applied whole, and the same again changes nothing', async () => {
    const { id, page } = await see(right, {
      ...right,
      title: '桑梓小学',
      kind: '改造',
      officer: 'QU0001',
      budget: '1,200,000',
      budgetSource: '预算',
    })
    expect(page.seen?.counts).toEqual({ fresh: 2, changed: 0, same: 0, wrong: 0 })
    expect(await plainSql(opened.url, 'select id from project')).toEqual([])
    expect(await apply(id)).toBe('applied')
    expect(
      await plainSql(
        opened.url,
        'select title, kind, officer, budget_fen, created_by from project order by budget_fen',
      ),
    ).toEqual(
      expect.arrayContaining([
        {
          title: '桑梓小学',
          kind: 'upgraded',
          officer: 'officer',
          budget_fen: expect.anything(),
          created_by: 'officer',
        },
        { title: '药山西幼儿园', kind: 'new', officer: '', budget_fen: null, created_by: 'officer' },
      ]),
    )
    expect(await plainSql(opened.url, 'select why from milestone_revision')).toEqual(
      Array.from({ length: 4 }, () => ({ why: '区里公布' })),
    )
    expect(
      await plainSql(opened.url, 'select title, effect_places, effect_year from places_change order by title'),
    ).toEqual([
      { title: '新项目：桑梓小学', effect_places: 360, effect_year: 2027 },
      { title: '新项目：药山西幼儿园', effect_places: 360, effect_year: 2027 },
    ])
    await expect(apply(id)).rejects.toMatchObject({ code: 'WRONG_IMPORT_STATE' })
    const again = await see(right)
    expect(again.page.seen?.counts).toMatchObject({ same: 1 })
  })

  test('what goes out comes in again unchanged, as workbook and as text', async () => {
    const { sheets } = await loadProjectSheets(context, await actor(), 'standing')
    const files = [
      { name: '项目.xlsx', bytes: new Uint8Array(await workbookOf(sheets)) },
      { name: '项目.csv', bytes: new Uint8Array(csvOf(sheets[0])) },
    ]
    for (const file of files) {
      const id = await previewProjects(context, await actor(), file)
      const { seen } = await loadProjectsPreview(context, await actor(), id)
      expect(seen?.counts).toEqual({ fresh: 0, changed: 0, same: 2, wrong: 0 })
    }
    const { sheets: template } = await loadProjectSheets(context, await actor(), 'template')
    const chosen = template[0].columns.filter(({ choices }) => choices).map(({ head }) => head)
    expect(chosen).toEqual(['类别', '阶段', '街道', '学校', '负责人工号', '公开'])
    const id = await previewProjects(context, await actor(), {
      name: '空.xlsx',
      bytes: new Uint8Array(await workbookOf(template)),
    })
    expect((await loadProjectsPreview(context, await actor(), id)).state).toBe('failed')
  })

  test('one wrong line and nothing is written', async () => {
    const { id, page } = await see({ ...right, title: '好的' }, { ...right, title: '坏的', dueInUse: '2027-02-30' })
    expect(page.seen?.counts).toMatchObject({ fresh: 1, wrong: 1 })
    expect(page.seen?.lines[1]).toMatchObject({ line: 3, errors: [{ column: 'dueInUse' }] })
    await expect(apply(id)).rejects.toMatchObject({ code: 'SHEET_WRONG_LINES' })
    await discardProjects(context, await actor(), id)
    expect(await plainSql(opened.url, "select id from project where title = '好的'")).toEqual([])
  })

  test('a moved date is one more revision with its reason; places lost are told', async () => {
    context.clock.set(NOW + 60_000)
    const { id, page } = await see({ ...right, dueInUse: '2027-10-20', why: '雨季停工' })
    expect(page.seen?.lines[0]).toMatchObject({ kind: 'changed', before: { dueInUse: '2027-09-01' } })
    expect(await apply(id)).toBe('applied')
    const said = await plainSql(
      opened.url,
      "select number, due_on, why from milestone_revision join project on project.id = milestone_revision.project where title = '药山西幼儿园' and milestone_revision.kind = 'in_use' order by number",
    )
    expect(said).toEqual([
      { number: 1, due_on: '2027-09-01', why: '区里公布' },
      { number: 2, due_on: '2027-10-20', why: '雨季停工' },
    ])
    expect(
      await plainSql(opened.url, "select title, reason, effect_places from places_change where reason = '雨季停工'"),
    ).toEqual([{ title: '药山西幼儿园改到 2028 年启用', reason: '雨季停工', effect_places: -360 }])
  })

  test('where a project moved since it was seen, nothing is written', async () => {
    const { id } = await see({ ...right, dueInUse: '2027-10-20', about: '六层' })
    const { project } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.update(project).set({ changedAt: NOW + 999_999 })
    })
    expect(await apply(id)).toBe('别人刚刚改过，请刷新看看再办。')
    expect(await plainSql(opened.url, "select id from project where about = '六层'")).toEqual([])
  })

  test('only officers bring lists in', async () => {
    const jw = await actor('jw')
    await expect(previewProjects(context, jw, await sheet(right))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(loadProjectsIn(context, jw)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(loadProjectSheets(context, jw, 'standing')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await loadProjectsIn(context, await actor())).toMatchObject({ count: 2 })
  })
})
