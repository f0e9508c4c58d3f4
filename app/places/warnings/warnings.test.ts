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
import { entryGradeOf, type Phase } from '../phases'
import { loadPrepare } from './load-prepare.server'
import { loadStreetPage, loadStreetsPage } from './load-street.server'
import { loadWarning, loadWarnings, warningsSheet } from './load-warnings.server'
import { prepareWarning, prepareWarnings, rewordWarning } from './prepare-warnings.server'
import { publishWarnings } from './publish-warnings.server'
import { withdrawWarning } from './withdraw-warning.server'

const NOW = instantOf('2026-11-23', '09:00')
const LUOKOU = '370105015'
const YAOSHAN = '370105013'

interface Given {
  street: string
  phase?: Phase
  year?: number
  demand: number
  promised: number
}

describe.each(testEngines)('warnings on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let context: Context
  const clock = fixedClock(NOW)

  const write = async (name: 'forecastRun' | 'forecastBalance' | 'street', rows: Record<string, unknown>[]) =>
    opened.store.transaction(async (tx) => {
      await tx
        .insert(opened.store.tables[name] as never)
        .values(rows.map((row) => ({ district: DISTRICT, ...row })) as never)
    })
  const run = (id: string, number: number, published: boolean) =>
    write('forecastRun', [
      {
        id,
        number,
        origin: 2026,
        horizon: 6,
        dataHash: 'x',
        assumptionSet: '',
        assumptions: {},
        scenario: '',
        author: 'jia',
        reason: '',
        at: NOW,
        errors: {},
        publishedBy: published ? 'yi' : null,
        publishedAt: published ? NOW : null,
      },
    ])
  const balances = (id: string, given: Given[]) =>
    write(
      'forecastBalance',
      given.flatMap(({ street, phase = 'junior', year = 2028, demand, promised }) =>
        (['intake', 'phase'] as const).map((scope) => ({
          ...{ run: id, street, phase, year, scope },
          demandP10: demand * 0.9,
          demandP50: scope === 'intake' ? demand : demand * 3,
          demandP90: demand * 1.1,
          promised: scope === 'intake' ? promised : promised * 3,
          probable: promised * 0.9,
          short: Math.max(0, demand - promised),
          surplus: promised - demand,
          pShort: demand > promised ? 0.81 : 0.05,
          pSurplus: demand * 2 < promised ? 0.95 : 0,
        })),
      ),
    )

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    context = { store: opened.store, clock, district: DISTRICT }
    for (const id of ['jia', 'yi']) await world.staff(id, 'officer', '', { name: `规划${id}` })
    await world.school('xx01', { street: LUOKOU })
    await world.school('xx02', { street: YAOSHAN })
    await world.staff('jw', 'school_admin', 'xx01')
    for (const [child, school] of [
      ['he', 'xx01'],
      ['mai', 'xx02'],
    ] as const) {
      await world.child(child, { school })
      await world.guardian(`g-${child}`, [child])
    }
    await write('street', [
      { code: YAOSHAN, name: '药山街道' },
      { code: LUOKOU, name: '泺口街道' },
    ])
    await run('old', 1, true)
    await balances('old', [{ street: LUOKOU, demand: 1, promised: 900 }])
    await run('now', 2, true)
    await balances('now', [
      { street: LUOKOU, demand: 430.4, promised: 216 },
      { street: LUOKOU, demand: 7.2, promised: 60, phase: 'kindergarten' },
      { street: YAOSHAN, demand: 95, promised: 100 },
      { street: YAOSHAN, demand: 80, promised: 100, year: 2027 },
      { street: YAOSHAN, demand: 80, promised: 100, year: 2030 },
    ])
    await run('unpublished', 3, false)
    await balances('unpublished', [{ street: LUOKOU, demand: 999, promised: 1 }])
  })
  afterEach(async () => {
    const { placeWarning, placesChange, notice, auditEntry, auditHead } = opened.store.tables
    const { brokenAt } = await verifyAudit(opened.store, DISTRICT)
    await opened.store.transaction(async (tx) => {
      for (const table of [placeWarning, placesChange, notice, auditEntry]) await tx.delete(table)
      await tx.update(auditHead).set({ sequence: 0, hash: AUDIT_START })
    })
    expect(brokenAt).toBeNull()
  })
  afterAll(() => opened.drop())

  const as = (account: string) => actorOf(context, account, '')
  const cell = { street: LUOKOU, phase: 'junior' as const, year: 2028 }
  const texts = { sentence: '2028 年秋天，泺口要上初一的孩子多，位子不够。', alternatives: '看清楚招生通知。' }
  const prepare = async (by = 'jia', asked: typeof cell = cell) => {
    const answer = await prepareWarning(context, await as(by), { ...asked, ...texts })
    return answer.ok ? answer.id : ''
  }
  const publish = async (by: string, ...ids: string[]) => publishWarnings(context, await as(by), ids)

  test('go by the latest published run, three years ahead', async () => {
    const { lines, red, run: by } = await loadWarnings(context, await as('jia'), { phase: '' })
    expect(by).toMatchObject({ number: 2, yellow: 0.9, red: 1 })
    expect(lines.map(({ streetName, phase, year, colour, kind }) => [streetName, phase, year, colour, kind])).toEqual([
      ['泺口', 'junior', 2028, 'red', 'short'],
      ['药山', 'junior', 2028, 'yellow', 'short'],
      ['药山', 'junior', 2027, 'green', 'short'],
      ['泺口', 'kindergarten', 2028, 'green', 'surplus'],
    ])
    expect(red).toBe(1)
    const page = await loadWarnings(context, await as('jia'), { phase: 'kindergarten' })
    expect(page.lines).toHaveLength(1)
    expect(warningsSheet(page).rows).toEqual([['泺口', '幼儿园', 2028, 7, 60, '有富余', 5, 53, '没有']])
  })

  test('are prepared by one, published by another, and then families read them', async () => {
    const id = await prepare()
    expect((await loadStreetPage(context, LUOKOU)).cells).toEqual([])
    await expect(publish('jia', id)).rejects.toMatchObject({ code: 'SECOND_PERSON' })
    expect(await loadWarning(context, await as('jia'), id)).toMatchObject({
      state: 'prepared',
      prepared: { by: '规划jia', mine: true },
    })
    await publish('yi', id)
    const { cells, publishedAt } = await loadStreetPage(context, LUOKOU)
    expect(cells).toEqual([
      {
        phase: 'junior',
        year: 2028,
        colour: 'red',
        surplus: false,
        numbers: { registered: 430, plan: 216 },
        ...texts,
        publishedAt: NOW,
      },
    ])
    expect(publishedAt).toBe(NOW)
    const log = await plainSql(opened.url, 'select title, "by" from places_change order by at, title')
    expect(log).toEqual([
      { title: '准备预警：泺口 2028 年初中，红', by: 'jia' },
      { title: '发布预警：泺口 2028 年初中，红', by: 'yi' },
    ])
    const audit = await plainSql(
      opened.url,
      "select action from audit_entry where action like 'warning%' order by sequence",
    )
    expect(audit.map(({ action }) => action)).toEqual(['warning.prepared', 'warning.published'])
    const notices = await plainSql(opened.url, 'select account, kind, link from notice')
    expect(notices).toEqual([{ account: 'g-he', kind: 'place-warning', link: `/streets/${LUOKOU}` }])
  })

  test('the schema itself refuses one person for both', async () => {
    const id = await prepare()
    const { placeWarning } = opened.store.tables
    const press = opened.store.transaction(async (tx) => {
      await tx
        .update(placeWarning)
        .set({ publishedBy: 'jia', publishedAt: NOW })
        .where(and(eq(placeWarning.district, DISTRICT), eq(placeWarning.id, id)))
    })
    await expect(press).rejects.toMatchObject({ name: 'ConstraintError' })
  })

  test('withdrawn are gone for families and kept for the bureau, once', async () => {
    const id = await prepare()
    await publish('yi', id)
    await withdrawWarning(context, await as('jia'), { id, why: '数据有误' })
    expect((await loadStreetPage(context, LUOKOU)).cells).toEqual([])
    expect(await loadWarning(context, await as('yi'), id)).toMatchObject({
      state: 'withdrawn',
      withdrawn: { by: '规划jia', why: '数据有误' },
    })
    const again = async () => withdrawWarning(context, await as('jia'), { id, why: '再撤一次' })
    await expect(again()).rejects.toMatchObject({ code: 'WRONG_WARNING_STATE' })
    await expect(publish('yi', id)).rejects.toMatchObject({ code: 'WRONG_WARNING_STATE' })
  })

  test('a new one takes the place of the old, and a cell has one draft at a time', async () => {
    const first = await prepare()
    await expect(prepare('yi')).rejects.toMatchObject({ code: 'WRONG_WARNING_STATE' })
    await publish('yi', first)
    const second = await prepare('yi')
    await publish('jia', second)
    expect((await loadStreetPage(context, LUOKOU)).cells).toHaveLength(1)
    expect(await loadWarning(context, await as('jia'), first)).toMatchObject({
      state: 'withdrawn',
      withdrawn: { why: '换成了新的一条' },
    })
  })

  test('whoever changes the words has prepared it', async () => {
    const id = await prepare()
    const sentence = '2028 年秋天，泺口上初一的位子不够，请早看通知。'
    expect(await rewordWarning(context, await as('yi'), { id, ...texts, sentence })).toEqual({ ok: true, id })
    await expect(publish('yi', id)).rejects.toMatchObject({ code: 'SECOND_PERSON' })
    await publish('jia', id)
    expect((await loadStreetPage(context, LUOKOU)).cells[0]?.sentence).toBe(sentence)
    const late = async () => rewordWarning(context, await as('yi'), { id, ...texts })
    await expect(late()).rejects.toMatchObject({ code: 'WRONG_WARNING_STATE' })
  })

  test('never promise a school', async () => {
    const promise = { ...cell, sentence: '保证泺口的孩子都有位子上初一。', alternatives: '看通知。' }
    const answer = await prepareWarning(context, await as('jia'), promise)
    expect(answer).toMatchObject({ ok: false, errors: { sentence: expect.stringContaining('保证') } })
    expect(await plainSql(opened.url, 'select * from place_warning')).toEqual([])
  })

  test('many are prepared and published at once, all or none', async () => {
    const kindergarten = { street: LUOKOU, phase: 'kindergarten' as const, year: 2028 }
    const yaoshan = { street: YAOSHAN, phase: 'junior' as const, year: 2028 }
    expect(await prepareWarnings(context, await as('jia'), [cell, kindergarten, yaoshan])).toBe(3)
    const { lines } = await loadWarnings(context, await as('yi'), { phase: '' })
    const ids = lines.flatMap(({ draft }) => (draft ? [draft.id] : []))
    expect(lines.filter(({ draft }) => draft?.mine)).toEqual([])
    await expect(publish('jia', ...ids)).rejects.toMatchObject({ code: 'SECOND_PERSON' })
    await expect(publish('yi', ...ids, 'none')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await publish('yi', ...ids)
    const { cells } = await loadStreetPage(context, LUOKOU)
    expect(cells.map(({ phase, numbers }) => [phase, numbers])).toEqual([
      ['kindergarten', null],
      ['junior', { registered: 430, plan: 216 }],
    ])
    expect(JSON.stringify(cells)).not.toContain('0.81')
    const noticed = await plainSql(opened.url, 'select account, title from notice order by account')
    expect(noticed).toEqual([
      { account: 'g-he', title: '泺口的学位预警有更新' },
      { account: 'g-mai', title: '药山的学位预警有更新' },
    ])
    const half = prepareWarnings(context, await as('jia'), [
      { ...yaoshan, year: 2027 },
      { ...cell, year: 2031 },
    ])
    await expect(half).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await plainSql(opened.url, 'select year from place_warning where year = 2027')).toEqual([])
  })

  test('a guardian finds the street of the child’s school first, a stranger the list', async () => {
    await publish('yi', await prepare())
    const mother = await loadStreetsPage(context, await as('g-mai'))
    expect(mother.mine.map(({ name }) => name)).toEqual(['药山'])
    const stranger = await loadStreetsPage(context, null)
    expect(stranger.mine).toEqual([])
    expect(stranger.streets.map(({ name, next }) => [name, next.map(({ year, colour }) => [year, colour])])).toEqual([
      ['药山', []],
      ['泺口', [[2028, 'red']]],
    ])
    await expect(loadStreetPage(context, 'nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('an autumn that has come is told no more', async () => {
    await publish('yi', await prepare())
    const later = { ...context, clock: fixedClock(instantOf('2028-09-01', '08:00')) }
    expect((await loadStreetPage(later, LUOKOU)).cells).toEqual([])
  })

  test('nobody but an officer prepares, publishes, withdraws or looks behind', async () => {
    const id = await prepare()
    const forbidden = { code: 'FORBIDDEN' }
    for (const who of ['jw', 'g-he']) {
      const actor = await as(who)
      await expect(prepareWarning(context, actor, { ...cell, ...texts })).rejects.toMatchObject(forbidden)
      await expect(prepareWarnings(context, actor, [cell])).rejects.toMatchObject(forbidden)
      await expect(rewordWarning(context, actor, { id, ...texts })).rejects.toMatchObject(forbidden)
      await expect(publishWarnings(context, actor, [id])).rejects.toMatchObject(forbidden)
      await expect(withdrawWarning(context, actor, { id, why: '不要' })).rejects.toMatchObject(forbidden)
      await expect(loadWarnings(context, actor, { phase: '' })).rejects.toMatchObject(forbidden)
      await expect(loadWarning(context, actor, id)).rejects.toMatchObject(forbidden)
      await expect(loadPrepare(context, actor, cell)).rejects.toMatchObject(forbidden)
    }
  })

  const shownByHand = async (column: 'demand_p50' | 'promised') => {
    const rows = await plainSql(
      opened.url,
      `select street, phase, year, ${column} as amount from forecast_balance where scope = 'intake' and run = (
         select id from forecast_run where published_at is not null order by number desc limit 1)`,
    )
    const shown: string[] = []
    for (const { street, phase, year, amount } of rows)
      if (Number(year) > 2026 && Number(year) < 2030)
        shown.push(`${street} ${phase} ${year} ${Math.floor(Number(amount) + 0.5)}`)
    return shown.sort()
  }

  recomputes('places.registered', async () => {
    const { lines } = await loadWarnings(context, await as('jia'), { phase: '' })
    const said = lines.map(({ street, phase, year, registered }) => `${street} ${phase} ${year} ${registered}`)
    expect(said.sort()).toEqual(await shownByHand('demand_p50'))
    await publish('yi', await prepare())
    const told = (await loadStreetPage(context, LUOKOU)).cells[0]
    expect(await shownByHand('demand_p50')).toContain(`${LUOKOU} junior 2028 ${told?.numbers?.registered}`)
  })

  recomputes('places.intake-plan', async () => {
    const { lines } = await loadWarnings(context, await as('jia'), { phase: '' })
    const said = lines.map(({ street, phase, year, plan }) => `${street} ${phase} ${year} ${plan}`)
    expect(said.sort()).toEqual(await shownByHand('promised'))
    await publish('yi', await prepare())
    const told = (await loadStreetPage(context, LUOKOU)).cells[0]
    expect(await shownByHand('promised')).toContain(`${LUOKOU} junior 2028 ${told?.numbers?.plan}`)
  })

  test('of a phase speak of those who enter it', async () => {
    const page = await loadPrepare(context, await as('jia'), cell)
    expect(page).toMatchObject({ streetName: '泺口', run: 2, cell: { registered: 430, plan: 216 } })
    expect([entryGradeOf.junior, page.sentence]).toEqual([
      7,
      '2028 年秋天，泺口要上初一的孩子比正常能招的多，位子不够。',
    ])
  })

  test('without a published run there is nothing to warn of', async () => {
    const { forecastRun } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx
        .update(forecastRun)
        .set({ publishedBy: null, publishedAt: null })
        .where(eq(forecastRun.district, DISTRICT))
    })
    expect(await loadWarnings(context, await as('jia'), { phase: '' })).toMatchObject({ run: null, lines: [] })
    await expect(prepare()).rejects.toMatchObject({ code: 'RUN_UNKNOWN' })
  })
})
