import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dateFaults, datesOf } from '~/places/projects/milestone-rules'
import { fixedClock } from '~/shared/clock'
import { dayOf, instantOf } from '~/shared/day'
import { DISTRICT } from '../../makers/rows'
import { openTestStore, type TestStore, testEngines } from '../../makers/test-store'
import { seedDemo } from '../../seed'
import { collectRows } from '../rows'
import { apportion } from './cells'
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

  test('births turn: fewer by a third at least than at their height', async () => {
    const { db, tables } = opened.store
    const rows = await db.select().from(tables.birthCount)
    const born = (year: number): number =>
      rows.filter((one) => one.year === year).reduce((sum, { births }) => sum + births, 0)
    expect(born(2024) / born(2016)).toBeLessThan(2 / 3)
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
