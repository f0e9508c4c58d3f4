import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { plainSql } from '#db/makers/plain-sql'
import { recomputes } from '#db/makers/recomputes'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { Schema } from '#db/schema/index'
import type { EnrolmentDesk } from '~/courses'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { loader as calendar } from '../routes/project-calendar'
import { loader as one } from '../routes/public-project'
import { loader as list } from '../routes/public-projects'
import type { PublicProject } from './load-public-project.server'
import type { PublicProjects } from './load-public-projects.server'

const NOW = instantOf('2026-11-23', '09:00')
const ORIGIN = 'https://xuezai.example'
const HOSTILE = '</script><script>alert(1)</script>=1+1'

type Row<Name extends keyof Schema> = Schema[Name]['$inferInsert']

/** Far, near and here; one that runs, one that nobody may see, one that was given up. */
const projects: Row<'project'>[] = (
  [
    ['here', 'building', '370105015'],
    ['near', 'building', '370105013'],
    ['far', 'preparing', '370105009'],
    ['runs', 'running', '370105015'],
    ['gone', 'cancelled', '370105015'],
    ['hidden', 'building', '370105015'],
  ] as const
).map(([id, stage, street], i) => ({
  district: DISTRICT,
  id,
  title: id === 'hidden' ? 'SECRET-HIDDEN' : `${id}${HOSTILE}`,
  kind: 'new' as const,
  stage,
  street,
  about: HOSTILE,
  controlTotal: 'all',
  officer: 'SECRET-OFFICER',
  internalNote: 'SECRET-NOTE',
  budgetFen: id === 'here' ? 14_600_000_000 : null,
  budgetSource: id === 'here' ? '区财政公告' : '',
  published: id !== 'hidden',
  more: { oc4ids: [{ at: ['x'], is: 'SECRET-KEPT' }] },
  createdBy: 'SECRET-MAKER',
  createdAt: NOW - 1_000,
  changedAt: NOW - i,
}))

describe.each(testEngines)('what everybody sees of projects on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let context: { store: TestStore['store']; clock: ReturnType<typeof fixedClock>; district: string; origin: string }
  const ask = askRoutes(() => ({ context, world, enrolments: {} as EnrolmentDesk }), '')
  const see = async (street = ''): Promise<PublicProjects> =>
    (await ask(list, { query: street ? `?street=${street}` : '' })).body as PublicProjects
  const seeOne = async (project: string): Promise<PublicProject> =>
    (await ask(one, { params: { project } })).body as PublicProject

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    context = { store: opened.store, clock: fixedClock(NOW), district: DISTRICT, origin: ORIGIN }
    await world.staff('officer', 'officer')
    const { tables } = opened.store
    await opened.store.transaction(async (tx) => {
      await tx.insert(tables.street).values([
        { district: DISTRICT, code: '370105009', name: '制锦市街道' },
        { district: DISTRICT, code: '370105013', name: '药山街道' },
        { district: DISTRICT, code: '370105015', name: '泺口街道' },
      ])
      await tx.insert(tables.controlTotal).values({
        district: DISTRICT,
        id: 'all',
        kind: 'places',
        name: '全部',
        amount: 11_000,
        source: '区政府工作报告',
        publishedOn: '2026-02-01',
      })
      await tx.insert(tables.project).values(projects)
      await tx.insert(tables.projectPlaces).values(
        projects.map(({ id }, i) => ({
          district: DISTRICT,
          project: id,
          phase: 'primary' as const,
          places: 360 + i,
          classes: 8,
        })),
      )
      await tx.insert(tables.milestone).values(
        projects.map(({ id }) => ({
          district: DISTRICT,
          project: id,
          kind: 'in_use' as const,
          dueOn: '2027-10-20',
          metOn: null,
        })),
      )
      await tx.insert(tables.milestoneRevision).values(
        projects.flatMap(({ id }) =>
          ['2027-08-20', '2027-10-20'].map((dueOn, i) => ({
            district: DISTRICT,
            project: id,
            kind: 'in_use' as const,
            number: i + 1,
            dueOn,
            metOn: null,
            why: i === 0 ? '公布' : `雨多 ${HOSTILE}`,
            by: 'SECRET-WHO',
            at: NOW - 10 + i,
          })),
        ),
      )
      await tx.insert(tables.projectPayment).values({
        district: DISTRICT,
        project: 'here',
        number: 1,
        contract: 'SECRET-CONTRACT',
        payee: 'SECRET-PAYEE',
        amountFen: 55_512_300,
        paidOn: '2026-10-01',
        by: 'SECRET-WHO',
        at: NOW,
      })
      await tx.insert(tables.projectFunding).values({
        district: DISTRICT,
        project: 'here',
        number: 1,
        source: 'SECRET-SOURCE',
        amountFen: 44_412_300,
        document: 'SECRET-PAPER',
      })
      await tx.insert(tables.contractVariation).values({
        district: DISTRICT,
        project: 'here',
        number: 1,
        contract: 'SECRET-CONTRACT',
        amountFen: 33_312_300,
        days: 9,
        agreedOn: '2026-10-01',
        why: 'SECRET-VARIED',
        by: 'SECRET-WHO',
        at: NOW,
      })
    })
  })
  afterAll(() => opened.drop())

  test('the street first, then the nearest; what runs and what was given up apart', async () => {
    const { groups, street } = await see('370105015')
    expect(street?.name).toBe('泺口')
    expect(groups.map(({ group, cards }) => [group, cards.map(({ id }) => id)])).toEqual([
      ['building', ['here', 'near', 'far']],
      ['running', ['runs']],
      ['cancelled', ['gone']],
    ])
    const other = await see('370105009')
    expect(other.groups[0]?.cards[0]?.id).toBe('far')
    for (const asked of ['', 'nowhere', '__proto__', 'x'.repeat(9_999)]) expect((await see(asked)).street).toBeNull()
  })

  test('where cells of the grid say where streets lie, these decide', async () => {
    const { gridCell } = opened.store.tables
    const cells = [
      ['370105015', 0],
      ['370105009', 100],
      ['370105013', 900],
    ] as const
    await opened.store.transaction(async (tx) => {
      await tx.insert(gridCell).values(
        cells.map(([street, x]) => ({
          district: DISTRICT,
          id: street,
          street,
          community: '一',
          compound: '',
          x,
          y: 0,
        })),
      )
    })
    expect((await see('370105015')).groups[0]?.cards.map(({ id }) => id)).toEqual(['here', 'far', 'near'])
  })

  test('a page says from which day, what moved and why', async () => {
    const page = await seeOne('here')
    expect(page).toMatchObject({
      places: 360,
      classes: 8,
      classSize: 45,
      answer: { day: '2028-09-01', late: '2027-10-20', tone: 'bad' },
      budget: { fen: 14_600_000_000, source: '区财政公告' },
      whyLate: `雨多 ${HOSTILE}`,
      underWay: 3,
      updatedOn: '2026-11-23',
    })
    expect(page.changes).toHaveLength(1)
  })

  test('no internal value is in any page, data or calendar', async () => {
    const said = [
      JSON.stringify(await see()),
      JSON.stringify(await see('370105015')),
      JSON.stringify(await seeOne('here')),
      String((await ask(calendar, { params: { project: 'here' } })).body),
    ]
    for (const text of said)
      for (const secret of ['SECRET', '555123', '444123', '333123']) expect(text).not.toContain(secret)
  })

  test('what is not public is nowhere, for officers as well', async () => {
    for (const project of ['hidden', 'none', '', '__proto__', '..'])
      for (const page of [one, calendar])
        expect(await ask(page, { params: { project }, as: 'officer' })).toMatchObject({
          status: 404,
          body: 'PROJECT_UNKNOWN',
        })
  })

  test('the calendar keeps a day under its name when it moves, and says when nothing changed', async () => {
    const read = async (headers: Record<string, string> = {}) =>
      (calendar as (args: unknown) => Promise<Response>)({
        request: new Request(`${ORIGIN}/`, { headers }),
        params: { project: 'here' },
        context: { ...context, actor: null },
      })
    const first = await read()
    const text = await first.text()
    expect(first.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8')
    expect(text).toContain('DTSTART;VALUE=DATE:20271020')
    expect(text).toContain('STATUS:CONFIRMED')
    expect(await (await read()).text()).toBe(text)
    expect((await read({ 'If-None-Match': first.headers.get('ETag') ?? '' })).status).toBe(304)
    const gone = String((await ask(calendar, { params: { project: 'gone' } })).body)
    expect(gone).toContain('STATUS:CANCELLED')
    const { milestone } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.update(milestone).set({ dueOn: '2027-11-05' })
    })
    const moved = await (await read()).text()
    expect(moved).toContain('DTSTART;VALUE=DATE:20271105')
    expect(/UID:(\S+)/u.exec(moved)?.[1]).toBe(/UID:(\S+)/u.exec(text)?.[1])
  })

  const sumWhere = async (where: string): Promise<number> => {
    const rows = await plainSql(
      opened.url,
      `select places from project_places join project on project.id = project_places.project where ${where}`,
    )
    return rows.reduce((sum, row) => sum + Number(row.places), 0)
  }
  const open = engine === 'sqlite' ? 'published = 1' : 'published'

  recomputes('places.public-places', async () => {
    const under = "stage not in ('running', 'cancelled')"
    expect((await see()).building.places).toBe(await sumWhere(`${open} and ${under}`))
    expect((await see('370105015')).building.places).toBe(
      await sumWhere(`${open} and ${under} and street = '370105015'`),
    )
  })
  recomputes('places.public-listed', async () => {
    expect((await see()).announced[0]?.listed).toBe(
      await sumWhere(`${open} and control_total = 'all' and stage <> 'cancelled'`),
    )
  })
  recomputes('places.public-announced', async () => {
    const rows = await plainSql(opened.url, "select amount from control_total where kind = 'places'")
    expect((await see()).announced.map(({ amount }) => amount)).toEqual(rows.map((row) => Number(row.amount)))
  })
  recomputes('places.public-difference', async () => {
    const listed = await sumWhere(`${open} and control_total = 'all' and stage <> 'cancelled'`)
    expect((await see()).announced[0]?.difference).toBe(listed - 11_000)
  })
  recomputes('places.public-project-places', async () => {
    expect((await seeOne('far')).places).toBe(await sumWhere("project.id = 'far'"))
  })
})
