import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { plainSql } from '#db/makers/plain-sql'
import { recomputes } from '#db/makers/recomputes'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { actorOf } from '~/people/index.server'
import { AUDIT_START, verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { csvOf, workbookOf } from '~/shared/sheet/write-sheet.server'
import { applyDemand, discardDemand } from './apply-demand.server'
import type { DemandSeen } from './demand-diff-rules'
import { type DemandKind, kindRules } from './demand-kinds'
import { loadDataPage, loadDemandPreview, loadDemandSheet } from './load-demand.server'
import { previewDemand } from './preview-demand.server'
import { countRolls, takeRollSnapshot } from './take-roll-snapshot.server'

const NOW = instantOf('2026-11-23', '09:00')

describe.each(testEngines)('the data of the forecast on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let context: Context

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    context = { store: opened.store, clock: fixedClock(NOW), district: DISTRICT }
    await world.school('xx01', { name: '柳岸小学' })
    await world.school('zx01', { name: '远帆中学', stage: 'junior' })
    await world.school('yey01', { name: '小荷幼儿园', stage: 'kindergarten' })
    await world.staff('officer', 'officer')
    await world.staff('jw', 'school_admin', 'xx01')
    const { street } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.insert(street).values([
        { district: DISTRICT, code: '370105013', name: '药山街道' },
        { district: DISTRICT, code: '370105015', name: '泺口街道' },
      ])
    })
  })
  afterEach(async () => {
    const { tables } = opened.store
    const { brokenAt } = await verifyAudit(opened.store, DISTRICT)
    const written = [
      ...[tables.rollCount, tables.feederCount, tables.birthCount, tables.gridCount, tables.dwellingScheme],
      ...[tables.yieldCurve, tables.placeStandard, tables.schoolRooms, tables.schoolSite, tables.catchmentCell],
      ...[tables.catchment, tables.gridCell, tables.pupil, tables.placesChange, tables.auditEntry],
    ]
    await opened.store.transaction(async (tx) => {
      for (const table of written) await tx.delete(table)
      await tx.update(tables.auditHead).set({ sequence: 0, hash: AUDIT_START })
    })
    expect(brokenAt).toBeNull()
  })
  afterAll(() => opened.drop())

  const as = (account: string) => actorOf(context, account, '')
  const csv = (kind: DemandKind, ...lines: string[]) => ({
    name: '数据.csv',
    bytes: new TextEncoder().encode([kindRules[kind].columns.map(({ head }) => head).join(','), ...lines].join('\n')),
  })
  const preview = async (kind: DemandKind, ...lines: string[]) => {
    const id = await previewDemand(context, await as('officer'), { kind, file: csv(kind, ...lines) })
    return { id, page: await loadDemandPreview(context, await as('officer'), id) }
  }
  const apply = async (id: string, reason = '示例来函') => {
    await applyDemand(context, await as('officer'), { id, reason })
    const { state, sentence } = await loadDemandPreview(context, await as('officer'), id)
    return sentence || state
  }
  const bring = async (kind: DemandKind, ...lines: string[]) => {
    const { id, page } = await preview(kind, ...lines)
    expect(page.seen?.errors ?? page.sentence).toEqual([])
    expect(await apply(id)).toBe('applied')
  }

  test('a sheet is shown first, applied whole with its reason, and a second time changes nothing', async () => {
    const lines = ['泺口街道,2024,,100', '泺口街道,2025,,90', '药山街道,2025,,40']
    const { id, page } = await preview('births', ...lines)
    expect(page).toMatchObject({ kind: 'births', state: 'ready', seen: { wrong: 0, counts: { fresh: 3, same: 0 } } })
    expect(page.seen?.shown[0]).toMatchObject({ kind: 'fresh', line: 2, name: '泺口街道 2024', was: '', now: '100' })
    expect(await plainSql(opened.url, 'select * from birth_count')).toEqual([])
    expect(await apply(id, '区统计局来函')).toBe('applied')
    const rows = await plainSql(opened.url, 'select street, year, month, births from birth_count order by street, year')
    expect(rows).toEqual([
      { street: '370105013', year: 2025, month: 0, births: 40 },
      { street: '370105015', year: 2024, month: 0, births: 100 },
      { street: '370105015', year: 2025, month: 0, births: 90 },
    ])
    expect(await plainSql(opened.url, 'select subject, "of", reason, "by" from places_change')).toEqual([
      { subject: 'demand', of: 'births', reason: '区统计局来函', by: 'officer' },
    ])
    expect(await plainSql(opened.url, "select subject from audit_entry where action = 'demand.imported'")).toEqual([
      { subject: 'demand:births' },
    ])
    const again = await preview('births', ...lines)
    expect(again.page.seen?.counts).toEqual({ fresh: 0, changed: 0, removed: 0, same: 3 })
    await expect(apply(id)).rejects.toMatchObject({ code: 'WRONG_IMPORT_STATE' })
  })

  test('a change says old and new, 删除 takes a line away, both at once', async () => {
    await bring('births', '泺口街道,2024,,100', '泺口街道,2025,,90')
    const { id, page } = await preview('births', '泺口街道,2024,,删除', '泺口街道,2025,,95')
    expect(page.seen?.shown.map(({ kind, was, now }) => [kind, was, now])).toEqual([
      ['changed', '90', '95'],
      ['removed', '100', ''],
    ])
    expect(await apply(id)).toBe('applied')
    expect(await plainSql(opened.url, 'select year, births from birth_count')).toEqual([{ year: 2025, births: 95 }])
  })

  test('one wrong cell and not a line is written', async () => {
    const { id, page } = await preview('births', '泺口街道,2024,,100', '泺口街道,2025,,-1', '北街,2025,,<script>')
    expect(page.seen).toMatchObject({ wrong: 3, errors: [{ line: 3 }, { line: 4 }, { line: 4 }] })
    await expect(apply(id)).rejects.toMatchObject({ code: 'SHEET_WRONG_LINES' })
    expect(await plainSql(opened.url, 'select * from birth_count')).toEqual([])
    await discardDemand(context, await as('officer'), id)
    await expect(loadDemandPreview(context, await as('officer'), id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('where the data moved since it was seen, nothing is written', async () => {
    const first = await preview('births', '泺口街道,2025,,90')
    await bring('births', '泺口街道,2025,,70')
    expect(await apply(first.id)).toBe('别人刚刚改过，请刷新看看再办。')
    expect(await plainSql(opened.url, 'select births from birth_count')).toEqual([{ births: 70 }])
  })

  test('a sheet without its columns, or of nothing, says so', async () => {
    const id = await previewDemand(context, await as('officer'), {
      kind: 'births',
      file: { name: '数.csv', bytes: new TextEncoder().encode('街道,数\n泺口街道,5\n') },
    })
    const { state, sentence } = await loadDemandPreview(context, await as('officer'), id)
    expect([state, sentence]).toEqual(['failed', '表头里少了“年份、出生数”。请下载模板，第一行的列名照模板写。'])
  })

  test('nobody but an officer brings in, looks, or takes out', async () => {
    const { id } = await preview('births', '泺口街道,2025,,90')
    const admin = await as('jw')
    const file = csv('births', '泺口街道,2025,,1')
    const forbidden = { code: 'FORBIDDEN' }
    await expect(previewDemand(context, admin, { kind: 'births', file })).rejects.toMatchObject(forbidden)
    await expect(applyDemand(context, admin, { id, reason: '我来' })).rejects.toMatchObject(forbidden)
    await expect(discardDemand(context, admin, id)).rejects.toMatchObject(forbidden)
    await expect(loadDemandPreview(context, admin, id)).rejects.toMatchObject(forbidden)
    await expect(loadDataPage(context, admin)).rejects.toMatchObject(forbidden)
    await expect(loadDemandSheet(context, admin, { kind: 'births', what: 'standing' })).rejects.toMatchObject(forbidden)
    await expect(takeRollSnapshot(context, admin, { seen: '', reason: '我来' })).rejects.toMatchObject(forbidden)
  })

  test('every kind comes in, and what goes out as a workbook or as text comes in again unchanged', async () => {
    const given: [DemandKind, string[]][] = [
      ['rolls', ['柳岸小学,2025,一年级,80', '小荷幼儿园,2026,小班,28']],
      ['feeders', ['柳岸小学,远帆中学,2025,76']],
      ['births', ['全区,2023,,900', '泺口街道,2025,3,8']],
      ['cells', ['W1,泺口街道,泺口社区,滨河小区,1200,3400', 'W2,药山街道,药山社区,,1500,3600']],
      ['cell_counts', ['W1,2026,小班,12', 'W2,2026,一年级,9']],
      ['yields', ['商品房,小学,3,11.25', '商品房,幼儿园,0,4']],
      ['dwellings', ['Z1,滨河新苑,泺口街道,商品房,820,2027,3']],
      ['standards', ['小学,全部年级,45,示例文件 1 号,2026-09-01', '初中,七年级,50,示例文件 1 号,2026-09-01']],
      ['rooms', ['柳岸小学,24']],
      ['sites', ['柳岸小学,1250,3450']],
      ['catchments', ['小学,2027-09-01,W1,柳岸小学', '小学,2027-09-01,W2,柳岸小学']],
    ]
    const officer = await as('officer')
    for (const [kind, lines] of given) await bring(kind, ...lines)
    for (const [kind, lines] of given) {
      const sheet = await loadDemandSheet(context, officer, { kind, what: 'standing' })
      expect(sheet.rows).toHaveLength(lines.length)
      const files = [
        { name: '导出.xlsx', bytes: new Uint8Array(await workbookOf([sheet])) },
        { name: '导出.csv', bytes: new Uint8Array(csvOf(sheet)) },
      ]
      for (const file of files) {
        const id = await previewDemand(context, officer, { kind, file })
        const { seen, sentence } = await loadDemandPreview(context, officer, id)
        const same = { fresh: 0, changed: 0, removed: 0, same: lines.length }
        expect([kind, file.name, sentence, seen?.errors, seen?.counts]).toEqual([kind, file.name, '', [], same])
      }
      const template = await loadDemandSheet(context, officer, { kind, what: 'template' })
      expect(template.columns.map(({ head }) => head)).toEqual(sheet.columns.map(({ head }) => head))
    }
    const { kinds } = await loadDataPage(context, officer)
    expect(kinds.map(({ kind, rows, changed }) => [kind, rows, changed?.by]).sort()).toEqual(
      given.map(([kind, lines]) => [kind, lines.length, '老师officer']).sort(),
    )
  })

  test('catchments are a new version, the old one stays', async () => {
    await bring('cells', 'W1,泺口街道,泺口社区,,1,1', 'W2,泺口街道,泺口社区,,2,2')
    await world.school('xx02', { name: '荷风小学' })
    await bring('catchments', '小学,2026-09-01,W1,柳岸小学', '小学,2026-09-01,W2,柳岸小学')
    const { id, page } = await preview('catchments', '小学,2027-09-01,W1,柳岸小学', '小学,2027-09-01,W2,荷风小学')
    expect(page.seen?.counts).toEqual({ fresh: 0, changed: 1, removed: 0, same: 1 })
    expect(await apply(id)).toBe('applied')
    const rows = await plainSql(
      opened.url,
      'select effective_from, cell, school from catchment c join catchment_cell l on l.catchment = c.id order by 1, 2',
    )
    expect(rows.map(({ effective_from, cell, school }) => [effective_from, cell, school])).toEqual([
      ['2026-09-01', 'W1', 'xx01'],
      ['2026-09-01', 'W2', 'xx01'],
      ['2027-09-01', 'W1', 'xx01'],
      ['2027-09-01', 'W2', 'xx02'],
    ])
    expect(
      (await preview('catchments', '小学,2026-09-01,W1,荷风小学', '小学,2026-09-01,W2,荷风小学')).page.seen?.wrong,
    ).toBe(1)
  })

  describe('this autumn’s rolls', () => {
    const children = async () => {
      for (const id of ['a', 'b', 'c']) await world.child(id, { school: 'xx01', grade: 4 })
      await world.child('d', { school: 'xx01', grade: 5, classNumber: 1 })
      await world.child('e', { school: 'zx01', grade: 7 })
      await world.child('left', { school: 'zx01', grade: 8 })
      const { pupil } = opened.store.tables
      await opened.store.transaction(async (tx) => {
        await tx
          .update(pupil)
          .set({ leftOn: '2026-10-01' })
          .where(and(eq(pupil.district, DISTRICT), eq(pupil.id, 'left')))
      })
    }
    const recorded = () =>
      plainSql(opened.url, 'select school, grade, pupils from roll_count where year = 2026 order by school, grade')
    const counted = () =>
      plainSql(
        opened.url,
        `select h.school, h.grade, count(*) as pupils from pupil p join home_class h on h.id = p.home_class
         where p.left_on is null group by h.school, h.grade order by h.school, h.grade`,
      )
    const plain = (rows: Record<string, unknown>[]) =>
      rows.map(({ school, grade, pupils }) => [school, grade, Number(pupils)])

    test('are what plain SQL counts; kindergartens and other years stay', async () => {
      await children()
      await bring('rolls', '小荷幼儿园,2026,小班,28', '柳岸小学,2025,四年级,7', '柳岸小学,2026,一年级,9')
      const { changes, fingerprint, counted: many, recorded: before } = await countRolls(context, context.store.db)
      expect(changes.map(({ kind, row }) => [kind, row.school, row.grade])).toEqual([
        ['removed', 'xx01', 1],
        ['fresh', 'xx01', 4],
        ['fresh', 'xx01', 5],
        ['fresh', 'zx01', 7],
      ])
      expect([many, before]).toEqual([5, 9])
      await takeRollSnapshot(context, await as('officer'), { seen: fingerprint, reason: '分班已定' })
      const now = plain(await recorded())
      expect(now.filter(([school]) => school !== 'yey01')).toEqual(plain(await counted()))
      expect(now.filter(([school]) => school === 'yey01')).toEqual([['yey01', -2, 28]])
      expect(await plainSql(opened.url, 'select pupils from roll_count where year = 2025')).toEqual([{ pupils: 7 }])
      expect((await countRolls(context, context.store.db)).changes).toEqual([])
    })

    test('are not recorded where a pupil came meanwhile', async () => {
      await children()
      const { fingerprint } = await countRolls(context, context.store.db)
      await world.child('f', { school: 'xx01', grade: 4 })
      const press = async () =>
        takeRollSnapshot(context, await as('officer'), { seen: fingerprint, reason: '分班已定' })
      await expect(press()).rejects.toMatchObject({ code: 'CONFLICT' })
      expect(await recorded()).toEqual([])
    })
  })

  recomputes('places.roll-pupils', async () => {
    await bring('rolls', '小荷幼儿园,2026,小班,28', '柳岸小学,2026,一年级,80', '柳岸小学,2025,一年级,9')
    const { pupils, autumn, births } = await loadDataPage(context, await as('officer'))
    const rows = await plainSql(opened.url, 'select year, pupils from roll_count')
    let last = 0
    for (const { year } of rows) last = Math.max(last, Number(year))
    let sum = 0
    for (const row of rows) if (row.year === last) sum += Number(row.pupils)
    expect([pupils, autumn, births]).toEqual([sum, 2026, 0])
  })

  test('a page shows what a file is, however hostile its words', async () => {
    const { page } = await preview('dwellings', '-1+1,<script>,泺口街道,__proto__,1e300,2027-02-30,-1')
    const seen = page.seen as DemandSeen
    expect(seen.errors.map(({ column }) => column)).toEqual(['编号', '项目名称', '户数', '开始入住年份', '几年住满'])
  })
})
