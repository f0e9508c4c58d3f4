import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { plainSql } from '#db/makers/plain-sql'
import { makePlanningProject, makePlanningStreet } from '#db/makers/planning-world'
import { recomputes } from '#db/makers/recomputes'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { openEnrolmentDesk } from '~/courses/index.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { defaultAssumptions } from '../plan/assumptions-rules'
import { snapshotOfFacts } from '../plan/read-facts.server'
import { loader as deskPage } from '../routes/places-desk'
import { loader as deskSheet } from '../routes/places-desk-sheet'
import { reckonRun } from '../runs/reckon-run'
import { writeRun } from '../runs/write-run.server'

const NOW = instantOf('2026-11-23', '10:00')
const AUTUMN = 2026
const LUOKOU = '370105015'
const BEIYUAN = '370105014'

type Page = Awaited<ReturnType<typeof deskPage>>
type View = NonNullable<Page['page']['view']>

const opened: { [engine in string]?: TestStore } = {}

describe.each(testEngines)("the planner's screen on %s", (engine) => {
  let world: Scenario
  let ask: ReturnType<typeof askRoutes>
  const desk = { close: async (): Promise<void> => undefined }
  const store = () => {
    const there = opened[engine]
    if (!there) throw new Error('the store is not open')
    return there
  }
  const context = (now = NOW) => ({
    store: store().store,
    clock: fixedClock(now),
    district: DISTRICT,
    origin: 'http://127.0.0.1',
  })
  const look = async (query = ''): Promise<Page> => {
    const { status, body } = await ask(deskPage, { query })
    expect(status).toBe(200)
    return body as Page
  }
  const view = async (query = ''): Promise<View> => {
    const { view: seen } = (await look(query)).page
    if (!seen) throw new Error('there is no view')
    return seen
  }
  const makeVersion = async (now = NOW): Promise<string> => {
    const facts = await snapshotOfFacts(context(now))
    const given = { facts, assumptions: defaultAssumptions, edits: [] }
    return store().store.transaction((tx) =>
      writeRun(context(now), tx, {
        ...given,
        ...reckonRun(given, () => undefined),
        assumptionSet: '',
        scenario: '',
        author: 'o',
        reason: '定期',
      }),
    )
  }

  beforeAll(async () => {
    opened[engine] = await openTestStore(engine)
    world = await startScenario(store().store)
    await world.staff('o', 'officer')
    await world.staff('p', 'officer')
    await world.staff('a', 'school_admin', 's')
    const enrolments = openEnrolmentDesk(context())
    desk.close = () => enrolments.close()
    ask = askRoutes(() => ({ context: context(), world, enrolments }), 'o')
  })
  afterAll(async () => {
    await desk.close()
    await store().drop()
  })

  test('before any version it says what to do first, and there is nothing to export', async () => {
    const { page } = await look()
    expect([page.view, page.versions.newest, page.working]).toEqual([null, null, null])
    expect(page.pipeline).toEqual({ first: [], rest: [] })
    expect(await ask(deskSheet, {})).toMatchObject({ status: 404, body: 'RUN_UNKNOWN' })
  })

  test('a version that is being made is told, how far it is', async () => {
    const { planningWork } = store().store.tables
    const row = { district: DISTRICT, id: 'w', kind: 'forecast', by: 'o', result: '', sentence: '' } as const
    await store().store.transaction(async (tx) => {
      await tx.insert(planningWork).values({ ...row, state: 'running', done: 1, total: 3, at: NOW, changedAt: NOW })
    })
    expect((await look()).page.working).toEqual({ done: 1, total: 3 })
    await store().store.transaction(async (tx) => {
      await tx.update(planningWork).set({ state: 'done' })
    })
    expect((await look()).page.working).toBeNull()
  })

  describe('with two streets, one of them short of 初中', () => {
    let first = ''
    beforeAll(async () => {
      await makePlanningStreet(store().store, AUTUMN, {
        code: LUOKOU,
        name: '泺口街道',
        births: 130,
        phases: {
          kindergarten: { children: 100, places: 140 },
          primary: { children: 120, places: 110 },
          junior: { children: 118, places: 80 },
        },
      })
      await makePlanningStreet(store().store, AUTUMN, {
        code: BEIYUAN,
        name: '北园街道',
        births: 60,
        phases: {
          kindergarten: { children: 50, places: 90 },
          primary: { children: 55, places: 60 },
          junior: { children: 54, places: 56 },
        },
      })
      await makePlanningProject(store().store, {
        id: 'open',
        title: '泺口示例小学',
        street: LUOKOU,
        phase: 'primary',
        places: 60,
        due: '2025-08-20',
        met: '2025-08-20',
      })
      await makePlanningProject(store().store, {
        id: 'coming',
        title: '泺口示例中学',
        street: LUOKOU,
        phase: 'junior',
        places: 150,
        due: '2028-06-01',
        met: null,
      })
      first = await makeVersion()
    })

    test('the street in need stands first, its worst cell open, the finding is its gap', async () => {
      const { heat, worst, opened: open, run } = await view()
      expect(heat.years).toEqual([2026, 2027, 2028, 2029, 2030, 2031, 2032])
      expect(heat.rows.map(({ name }) => name)).toEqual(['泺口街道', '北园街道'])
      expect(worst).toMatchObject({ street: LUOKOU, phase: 'junior', tone: 'short' })
      expect(open).toEqual(worst)
      expect(run).toMatchObject({ number: 1, published: false, scenario: '' })
    })

    test('a cell opens by its link, and the way to look stays', async () => {
      const query = `?street=${BEIYUAN}&phase=primary&year=2027&scope=intake&colour=official`
      const { opened: open, fan, why } = await view(query)
      expect(open).toMatchObject({ street: BEIYUAN, phase: 'primary', year: 2027 })
      expect(fan.where).toBe('北园一年级')
      expect(fan.rows[0]).toMatchObject({ year: 2018, children: 55, probable: 60 })
      expect(why?.result).toBe(open.places)
    })

    test('history counts a project from the autumn it was in use', async () => {
      const { fan } = await view(`?street=${LUOKOU}&phase=primary&year=2027`)
      expect(fan.rows.map(({ year, probable }) => [year, probable]).slice(6, 10)).toEqual([
        [2024, 660],
        [2025, 720],
        [2026, 720],
        [2027, 720],
      ])
      expect(fan.wide).toContain('<svg')
      expect(fan.label).toContain('泺口小学：2026 年 720 个孩子')
    })

    test('the project that is still to come says by when, the one in use does not', async () => {
      const { pipeline } = (await look()).page
      expect(pipeline.first.map(({ id }) => id)).toEqual(['coming'])
      expect(pipeline.rest.map(({ id, sentence }) => [id, sentence.includes('就红了')])).toEqual([['open', false]])
    })

    test('every cell of both scopes adds up in its own waterfall', async () => {
      for (const scope of ['phase', 'intake'])
        for (const phase of ['kindergarten', 'primary', 'junior']) {
          const { why, opened: open } = await view(`?street=${LUOKOU}&phase=${phase}&year=2029&scope=${scope}`)
          if (!why) throw new Error(`there is no why of ${phase} ${scope}`)
          const children = why.bars.find(({ kind }) => kind === 'children')?.amount ?? Number.NaN
          const seats = why.bars.find(({ kind }) => kind === 'seats')?.amount ?? Number.NaN
          const elsewhere = why.bars.find(({ kind }) => kind === 'elsewhere')?.amount ?? 0
          expect(-seats - children + elsewhere).toBe(open.places)
          const steps = why.bars.slice(
            0,
            why.bars.findIndex(({ kind }) => kind === 'children'),
          )
          expect(steps.reduce((sum, { amount }) => sum + amount, 0)).toBe(children)
        }
    })

    test('what stands on the page goes out as a sheet, in its order', async () => {
      const { body } = await ask(deskSheet, { query: '?as=csv' })
      const lines = String(body).trim().split('\r\n')
      expect(lines).toHaveLength(1 + 2 * 3 * 7)
      expect(lines[0]).toContain('街道,学段,范围,秋天,颜色,学位余缺')
      expect(lines[1]).toMatch(/^泺口街道,幼儿园,整个学段,2026,/)
      const intake = String((await ask(deskSheet, { query: '?as=csv&scope=intake' })).body)
      expect(intake).toContain('泺口街道,初中,起始年级,2026,缺,-38,118,80,80,')
    })

    test('only officers see it; what no link asks is refused', async () => {
      for (const handler of [deskPage, deskSheet]) {
        expect((await ask(handler, { as: 'a' })).status).toBe(403)
        expect((await ask(handler, { as: '' })).status).toBe(401)
        for (const query of ['?scope=all', '?colour=__proto__', `?street=${'x'.repeat(81)}`, '?year=20280'])
          expect(await ask(handler, { query })).toMatchObject({ status: 400, body: 'BAD_REQUEST' })
        expect(await ask(handler, { query: '?run=none' })).toMatchObject({ status: 404, body: 'RUN_UNKNOWN' })
      }
      expect((await view('?street=%3Cscript%3E&phase=__proto__&year=NaN')).opened).toMatchObject({ street: LUOKOU })
    })

    test('a newer version that is not published is what planners see, and the published one is a link away', async () => {
      const { forecastRun } = store().store.tables
      await store().store.transaction(async (tx) => {
        await tx.update(forecastRun).set({ publishedBy: 'p', publishedAt: NOW })
      })
      await makeVersion()
      const { page } = await look()
      expect(page.view?.run).toMatchObject({ number: 2, published: false })
      expect(page.versions).toMatchObject({ newest: { number: 2 }, published: { id: first, number: 1 } })
      expect((await view(`?run=${first}`)).run).toMatchObject({ number: 1, published: true })
    })

    const gradesOf = { kindergarten: [-2, -1, 0], primary: [1, 2, 3, 4, 5, 6], junior: [7, 8, 9] }
    const sql = (text: string) => plainSql(store().url, text)
    /** The raw rows behind the newest version. The project that is still to come is left out. */
    const rawRows = async () => ({
      rolls: await sql('select s.street, r.grade, r.year, r.pupils from roll_count r join school s on s.id = r.school'),
      lines: await sql(
        "select l.subject as street, l.grade, l.year, l.p50 from forecast_line l join forecast_run r on r.id = l.run where r.number = 2 and l.level = 'area' and l.grade <> ''",
      ),
      ledger: await sql('select street, phase, places from capacity_event'),
      built: await sql(
        "select j.street, p.phase, p.places from project_places p join project j on j.id = p.project join milestone m on m.project = j.id and m.kind = 'in_use' where m.met_on is not null",
      ),
    })
    type Raw = Awaited<ReturnType<typeof rawRows>>
    /** Children, seats and gap of a cell by plain loops: every grade has an even share of the seats. */
    const gapOf = (raw: Raw, street: string, phase: keyof typeof gradesOf, year: number) => {
      const grades = gradesOf[phase]
      let all = 0
      for (const row of [...raw.ledger, ...raw.built])
        if (row.street === street && row.phase === phase) all += Number(row.places)
      let [short, children] = [0, 0]
      for (const grade of grades) {
        let there = 0
        for (const row of year === AUTUMN ? raw.rolls : raw.lines)
          if (row.street === street && Number(row.grade) === grade && Number(row.year) === year)
            there += Number(row.pupils ?? row.p50)
        children += there
        if (there > all / grades.length) short += there - all / grades.length
      }
      return { children: Math.round(children), seats: all, short: Math.round(short), left: Math.round(all - children) }
    }

    recomputes('places.shortage', async () => {
      const raw = await rawRows()
      const { worst, fan } = await view()
      let most = 0
      for (const street of [LUOKOU, BEIYUAN])
        for (const phase of ['kindergarten', 'primary', 'junior'] as const)
          for (const year of [2026, 2027]) most = Math.max(most, gapOf(raw, street, phase, year).short)
      // The project to come is in use by 2028 at the earliest: until then nothing is weighed.
      expect(worst).toMatchObject({ phase: 'junior', places: -most })
      expect(fan.rows.find(({ year }) => year === 2027)?.short).toBe(gapOf(raw, LUOKOU, 'junior', 2027).short)
    })

    recomputes('places.balance', async () => {
      const raw = await rawRows()
      const { heat } = await view()
      for (const { street, cells } of heat.rows)
        for (const cell of cells)
          if (cell && (cell.phase !== 'junior' || street !== LUOKOU || cell.year < 2028)) {
            const { short, left } = gapOf(raw, street, cell.phase, cell.year)
            const { phase, year, places } = cell
            expect({ street, phase, year, places }).toEqual({ street, phase, year, places: short > 0 ? -short : left })
          }
    })

    recomputes('places.demand', async () => {
      const raw = await rawRows()
      const { fan } = await view(`?street=${LUOKOU}&phase=junior&year=2030`)
      for (const { year, children, wide } of fan.rows)
        if (wide) expect(children).toBe(gapOf(raw, LUOKOU, 'junior', year).children)
    })

    recomputes('places.seats', async () => {
      const raw = await rawRows()
      const { fan } = await view(`?street=${LUOKOU}&phase=primary&year=2030`)
      for (const { year, probable } of fan.rows)
        if (year >= AUTUMN) expect(probable).toBe(gapOf(raw, LUOKOU, 'primary', year).seats)
    })

    recomputes('places.pupils-of-street', async () => {
      const { rolls } = await rawRows()
      const { fan } = await view(`?street=${LUOKOU}&phase=junior&year=2030`)
      const past = fan.rows.filter(({ wide }) => !wide)
      expect(past).toHaveLength(8)
      for (const { year, children } of past) {
        let counted = 0
        for (const row of rolls)
          if (row.street === LUOKOU && Number(row.year) === year && gradesOf.junior.includes(Number(row.grade)))
            counted += Number(row.pupils)
        expect(children).toBe(counted)
      }
    })

    test('it says how far the forecast of a year ago was off', async () => {
      expect((await look()).page.lastError).toBeNull()
      const old = await makeVersion(instantOf('2025-11-23', '10:00'))
      const { forecastRun } = store().store.tables
      await store().store.transaction(async (tx) => {
        await tx.update(forecastRun).set({ publishedBy: 'p', publishedAt: NOW }).where(eq(forecastRun.id, old))
      })
      const came = await sql(
        'select case when grade < 1 then 1 when grade < 7 then 2 else 3 end as phase, sum(pupils) as pupils from roll_count where year = 2026 group by 1 order by 1',
      )
      const said = await sql(
        `select p50 from forecast_line where run = '${old}' and level = 'district' and grade = '' and year = 2026 order by phase = 'kindergarten' desc, phase = 'primary' desc`,
      )
      const errors = came.map(({ pupils }, i) => Math.abs(Number(said[i]?.p50) / Number(pupils) - 1))
      const mean = errors.reduce((sum, one) => sum + one, 0) / 3
      expect((await look()).page.lastError).toEqual({ origin: 2025, percent: Math.round(mean * 1000) / 10 })
    })
  })
})
