import { geoContains } from 'd3-geo'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MilestoneKind } from '#db/schema/index'
import { apportion } from '~/places/apportion-rules'
import { dateFaults, datesOf, milestoneKinds } from '~/places/projects/milestone-rules'
import { fixedClock } from '~/shared/clock'
import { dayOf, instantOf } from '~/shared/day'
import { DISTRICT } from '../../makers/rows'
import { openTestStore, type TestStore, testEngines } from '../../makers/test-store'
import { seedDemo } from '../../seed'
import { NEW_KINDERGARTEN } from '../places'
import { collectRows } from '../rows'
import { degreesOf } from './ground'
import { addPlanning } from './planning'

const now = instantOf('2026-11-23', '10:00')

describe.each(testEngines)('学位规划 of the demo district on %s', (engine) => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await openTestStore(engine)
    await seedDemo({ store: opened.store, clock: fixedClock(now), progress: () => {}, size: 'small' })
  })
  afterAll(() => opened.drop())

  test("this autumn's rolls are the pupils, counted one by one", async () => {
    const { db, tables } = opened.store
    const pupils = await db
      .select({ school: tables.pupil.school, grade: tables.homeClass.grade })
      .from(tables.pupil)
      .innerJoin(
        tables.homeClass,
        and(eq(tables.homeClass.district, tables.pupil.district), eq(tables.homeClass.id, tables.pupil.homeClass)),
      )
    const counted = new Map<string, number>()
    for (const { school, grade } of pupils)
      counted.set(`${school} ${grade}`, (counted.get(`${school} ${grade}`) ?? 0) + 1)
    const rolls = await db.select().from(tables.rollCount).where(eq(tables.rollCount.year, 2026))
    const taught = rolls.filter(({ grade }) => grade >= 1)
    expect(taught.length).toBe(counted.size)
    for (const { school, grade, pupils: count } of taught)
      expect(count, `${school} ${grade}`).toBe(counted.get(`${school} ${grade}`))
  })

  test('what was announced and what is listed stand side by side', async () => {
    const { db, tables } = opened.store
    const totals = await db.select().from(tables.controlTotal)
    expect(Object.fromEntries(totals.map(({ id, amount }) => [id, amount]))).toEqual({
      completed: 4,
      'under-way': 16,
      places: 11_000,
      huicai: 1080,
      upgrade: 14_600_000_000,
    })
    const projects = await db.select().from(tables.project)
    const announced = projects.filter(({ controlTotal }) => controlTotal === 'places')
    expect(announced.filter(({ stage }) => stage === 'running')).toHaveLength(4)
    expect(announced.filter(({ stage }) => stage !== 'running')).toHaveLength(16)
    const upgrades = projects.filter(({ controlTotal }) => controlTotal === 'upgrade')
    expect(upgrades.reduce((sum, { budgetFen }) => sum + (budgetFen ?? 0), 0)).toBe(14_600_000_000)
    const places = await db.select().from(tables.projectPlaces)
    for (const { id } of upgrades) expect(places.some(({ project }) => project === id)).toBe(false)
  })

  test('first promises lie in order, moves are said one after the other; some came earlier, some lost a year', async () => {
    const { db, tables } = opened.store
    const revisions = await db.select().from(tables.milestoneRevision)
    const moved = new Map<string, number>()
    const byAutumns: number[] = []
    for (const project of new Set(revisions.map((one) => one.project))) {
      const of = (kind: MilestoneKind) =>
        revisions.filter((one) => one.project === project && one.kind === kind).sort((a, b) => a.number - b.number)
      const promised = milestoneKinds.map((kind) => of(kind)[0]?.dueOn ?? '')
      expect(promised, project).toEqual([...promised].sort())
      for (const kind of milestoneKinds) {
        const said = of(kind)
        expect(
          said.map(({ at }) => at).every((at, i) => i === 0 || at > (said[i - 1]?.at ?? 0)),
          project,
        ).toBe(true)
        expect(said.every(({ why, by }) => why !== '' && by.startsWith('officer-'))).toBe(true)
        const days = new Set(said.map(({ dueOn }) => dueOn)).size
        moved.set(project, Math.max(moved.get(project) ?? 0, days - 1))
      }
      const use = of('in_use')
      byAutumns.push(Number(use.at(-1)?.dueOn?.slice(0, 4)) - Number(use[0]?.dueOn?.slice(0, 4)))
    }
    expect([...moved.values()].filter((times) => times > 0).length).toBeGreaterThanOrEqual(10)
    expect([...moved.values()].filter((times) => times > 1).length).toBeGreaterThanOrEqual(5)
    expect(byAutumns.filter((autumns) => autumns > 0).length).toBeGreaterThanOrEqual(3)
    expect(byAutumns).toContain(-1)
  })

  test('projects and cells stand inside the outline of the district', async () => {
    const { db, tables } = opened.store
    const [outline] = await db.select().from(tables.mapOutline)
    const shape = outline?.outline as Parameters<typeof geoContains>[0]
    for (const { id, longitude, latitude } of await db.select().from(tables.project))
      expect(geoContains(shape, [longitude ?? 0, latitude ?? 0]), id).toBe(true)
    for (const cell of await db.select().from(tables.gridCell)) {
      const { longitude, latitude } = degreesOf(cell)
      expect(geoContains(shape, [longitude, latitude]), cell.id).toBe(true)
    }
  })

  test('whoever began at a 初中 had left a primary school, and nobody left twice', async () => {
    const { db, tables } = opened.store
    const rolls = new Map(
      (await db.select().from(tables.rollCount)).map((one) => [`${one.school} ${one.year} ${one.grade}`, one.pupils]),
    )
    const feeders = await db.select().from(tables.feederCount)
    const sum = (some: typeof feeders): number => some.reduce((all, { pupils }) => all + pupils, 0)
    const junior = await db.select().from(tables.school).where(eq(tables.school.stage, 'junior'))
    for (const autumn of [2024, 2025, 2026]) {
      const own = feeders.filter(({ year }) => year === autumn)
      for (const { id } of junior)
        expect(sum(own.filter(({ to }) => to === id)), `${id} ${autumn}`).toBe(rolls.get(`${id} ${autumn} 7`))
      for (const from of new Set(own.map((one) => one.from)))
        expect(sum(own.filter((one) => one.from === from))).toBeLessThanOrEqual(
          rolls.get(`${from} ${autumn - 1} 6`) ?? 0,
        )
    }
  })

  test('ten autumns of every school but the new one, and cohorts that age', async () => {
    const { db, tables } = opened.store
    const rolls = await db.select().from(tables.rollCount)
    for (const { id, stage } of await db.select().from(tables.school)) {
      const years = new Set(rolls.filter(({ school }) => school === id).map(({ year }) => year)).size
      expect(years, `${id} ${stage}`).toBe(id === NEW_KINDERGARTEN ? 2 : 10)
    }
    const all = (year: number, grade: number): number =>
      rolls.filter((one) => one.year === year && one.grade === grade).reduce((sum, { pupils }) => sum + pupils, 0)
    for (let year = 2018; year <= 2026; year++)
      for (const grade of [2, 3, 4, 5, 6, 8, 9]) {
        const progression = all(year, grade) / all(year - 1, grade - 1)
        expect(Math.abs(progression - 1), `${year} ${grade}`).toBeLessThan(0.1)
      }
  })

  test('every date stands as its last revision says, none lies out of order, nothing was said later than now', async () => {
    const { db, tables } = opened.store
    const revisions = await db.select().from(tables.milestoneRevision)
    const milestones = await db.select().from(tables.milestone)
    expect(milestones.length).toBeGreaterThan(80)
    for (const { project, kind, dueOn, metOn } of milestones) {
      const said = revisions
        .filter((one) => one.project === project && one.kind === kind)
        .sort((a, b) => a.number - b.number)
      expect(said.map(({ number }) => number)).toEqual(said.map((_, i) => i + 1))
      expect({ dueOn, metOn }).toEqual({ dueOn: said.at(-1)?.dueOn, metOn: said.at(-1)?.metOn })
    }
    for (const { at, project } of revisions) expect(at, project).toBeLessThanOrEqual(now)
    for (const project of new Set(milestones.map((one) => one.project))) {
      const own = milestones.filter((one) => one.project === project).map((one) => ({ ...one, revisions: [] }))
      expect(dateFaults(datesOf({ milestones: own }), dayOf(now)), project).toEqual([])
    }
  })

  test('every street has each phase, and every cell a school of its street in each catchment', async () => {
    const { db, tables } = opened.store
    const streets = await db.select().from(tables.street)
    const schools = await db.select().from(tables.school)
    for (const { code } of streets)
      for (const stages of [['kindergarten'], ['primary', 'nine_year'], ['junior', 'nine_year']])
        expect(
          schools.some(({ street, stage }) => street === code && stages.includes(stage)),
          `${code} ${stages}`,
        ).toBe(true)
    const cells = await db.select().from(tables.gridCell)
    expect(cells).toHaveLength(745)
    expect(cells.every(({ invented }) => invented)).toBe(true)
    const street = new Map(schools.map((one) => [one.id, one.street]))
    const cell = new Map(cells.map((one) => [one.id, one]))
    const belongs = await db.select().from(tables.catchmentCell)
    expect(belongs).toHaveLength(3 * 745)
    const compounds = new Map<string, string>()
    for (const one of belongs) {
      expect(street.get(one.school)).toBe(cell.get(one.cell)?.street)
      const compound = cell.get(one.cell)?.compound ?? ''
      if (compound === '') continue
      const key = `${one.catchment} ${compound}`
      expect(compounds.get(key) ?? one.school, key).toBe(one.school)
      compounds.set(key, one.school)
    }
  })

  test('the children of the cells are the pupils of their street', async () => {
    const { db, tables } = opened.store
    const schools = new Map((await db.select().from(tables.school)).map(({ id, street }) => [id, street]))
    const cells = new Map((await db.select().from(tables.gridCell)).map(({ id, street }) => [id, street]))
    const sums = new Map<string, number>()
    const add = (key: string, count: number): void => void sums.set(key, (sums.get(key) ?? 0) + count)
    for (const one of await db.select().from(tables.rollCount).where(eq(tables.rollCount.year, 2026)))
      add(`${schools.get(one.school)} ${one.grade}`, one.pupils)
    for (const one of await db.select().from(tables.gridCount))
      add(`${cells.get(one.cell)} ${one.grade}`, -one.children)
    expect([...sums.values()].filter((left) => left !== 0)).toEqual([])
  })

  test('births turn: in 2023 fewer than six tenths of 2016', async () => {
    const { db, tables } = opened.store
    const rows = await db.select().from(tables.birthCount)
    const born = (year: number): number =>
      rows.filter((one) => one.year === year).reduce((sum, { births }) => sum + births, 0)
    expect(born(2023) / born(2016)).toBeLessThan(0.6)
    expect(Math.max(...rows.map(({ year }) => year))).toBe(2025)
  })
})

test('the same day gives the same rows, on any day of the year', () => {
  for (const day of ['2026-07-25', '2026-11-23', '2027-07-04']) {
    const rowsOf = () => {
      const rows = collectRows()
      addPlanning(rows, { year: 2026, now: instantOf(day) })
      return rows
    }
    expect(rowsOf().of('project')).toEqual(rowsOf().of('project'))
    const running = rowsOf()
      .of('project')
      .filter(({ controlTotal, stage }) => controlTotal === 'places' && stage === 'running')
    expect(running, day).toHaveLength(4)
    expect(DISTRICT).toBe(running[0]?.district)
  }
})

test('a total is shared out whole', () => {
  expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3])
  expect(apportion(0, [1, 2])).toEqual([0, 0])
  expect(apportion(7, [0, 0]).reduce((sum, one) => sum + one, 0)).toBe(7)
})
