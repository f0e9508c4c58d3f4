import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { recomputes } from '#db/makers/recomputes'
import { DISTRICT } from '#db/makers/rows'
import { startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { makeTwoStreets } from '#db/makers/two-streets'
import type { Actor } from '~/people'
import { actorOf } from '~/people/index.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { gradesOfPhase } from '../phases'
import { loadRun, type RunPage } from './load-run.server'
import { loadTrackRecord, type TrackRecord } from './load-track-record.server'
import { makeRun } from './make-run.server'
import { loadPlanningWork } from './planning-work.server'
import { publishRun } from './publish-run.server'

describe.each(testEngines)('figures of runs on %s', (engine) => {
  let opened: TestStore
  let context: Context
  let maker: Actor
  let page: RunPage

  const run = async (day: string): Promise<string> => {
    const then = { ...context, clock: fixedClock(instantOf(day, '10:00')) }
    const work = await makeRun(then, maker, { reason: '按当时的数据', assumptionSet: '' })
    const id = (await loadPlanningWork(then, work))?.result ?? ''
    await publishRun(then, await actorOf(then, 'second', ''), { run: id, reason: '看过了' })
    return id
  }
  const track = (): Promise<TrackRecord> => loadTrackRecord(context, maker, { phase: '', size: '', run: '' })
  let vintage = ''

  beforeAll(async () => {
    opened = await openTestStore(engine)
    const world = await startScenario(opened.store)
    context = { store: opened.store, clock: fixedClock(instantOf('2026-11-23', '10:00')), district: DISTRICT }
    await makeTwoStreets(opened.store)
    await world.staff('maker', 'officer')
    await world.staff('second', 'officer')
    maker = await actorOf(context, 'maker', '')
    vintage = await run('2025-11-20')
    page = await loadRun(context, maker, await run('2026-11-23'))
    // A vintage that is wrong by known amounts.
    await opened.store.transaction(async (tx) => {
      const { forecastLine: line } = opened.store.tables
      const of = (level: 'grade' | 'district') => and(eq(line.run, vintage), eq(line.level, level))
      await tx.update(line).set({ p50: 120, p10: 100, p90: 140 }).where(of('grade'))
      await tx.update(line).set({ p50: 1_000, p10: 900, p90: 1_100 }).where(of('district'))
    })
  })
  afterAll(() => opened.drop())

  const tables = () => opened.store.tables
  const linesIn = (id: string) =>
    opened.store.db.select().from(tables().forecastLine).where(eq(tables().forecastLine.run, id))
  const balancesIn = (id: string) =>
    opened.store.db.select().from(tables().forecastBalance).where(eq(tables().forecastBalance.run, id))
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
  const rollsOf = async (year: number) =>
    (await opened.store.db.select().from(tables().rollCount)).filter((row) => row.year === year)

  recomputes('places.run-total', async () => {
    const { totals, id } = page
    const rows = (await linesIn(id)).filter(
      ({ level, grade, year }) => level === 'grade' && grade !== '' && year === 2032,
    )
    expect(totals.at(-1)?.children).toBeCloseTo(sum(rows.map(({ p50 }) => p50)), 0)
  })

  recomputes('places.run-children', async () => {
    const { totals, id } = page
    for (const { year, bands } of totals)
      for (const { phase, p50 } of bands) {
        const rows = (await linesIn(id)).filter(
          (row) => row.level === 'area' && row.phase === phase && row.grade !== '' && row.year === year,
        )
        expect(p50).toBeCloseTo(sum(rows.map((row) => row.p50)), 0)
      }
  })

  recomputes('places.run-short', async () => {
    const { gaps, id } = page
    const gap = gaps.find(({ street, phase, year }) => street === 'beiyuan' && phase === 'primary' && year === 2027)
    const children = (await linesIn(id)).filter(
      (row) => row.level === 'area' && row.subject === 'beiyuan' && row.phase === 'primary' && row.year === 2027,
    )
    let short = 0
    for (const grade of gradesOfPhase.primary)
      short += Math.max(0, (children.find((row) => row.grade === String(grade))?.p50 ?? 0) - 45)
    expect(gap?.short).toBeCloseTo(short, 1)
  })

  recomputes('places.track-wape', async () => {
    const seen = await track()
    const rows = await rollsOf(2026)
    const expected = sum(rows.map(({ pupils }) => Math.abs(120 - pupils))) / sum(rows.map(({ pupils }) => pupils))
    expect(seen.scores.find(({ level }) => level === 'grade')?.score.wape).toBeCloseTo(expected)
  })

  recomputes('places.track-mape', async () => {
    const seen = await track()
    const rows = await rollsOf(2026)
    const expected = sum(rows.map(({ pupils }) => Math.abs(120 - pupils) / pupils)) / rows.length
    expect(seen.scores.find(({ level }) => level === 'grade')?.score.mape).toBeCloseTo(expected)
  })

  recomputes('places.track-error', async () => {
    const seen = await track()
    const rows = await rollsOf(2026)
    const totals = Object.values(gradesOfPhase).map((grades) =>
      sum(rows.filter(({ grade }) => grades.includes(grade)).map(({ pupils }) => pupils)),
    )
    expect(seen.latest?.mape).toBeCloseTo(sum(totals.map((total) => Math.abs(1_000 - total) / total)) / 3)
  })

  recomputes('places.track-hits', async () => {
    const { alerts } = await track()
    const rows = await rollsOf(2026)
    const places: Record<string, number> = { 'luokou junior': 100, 'beiyuan primary': 45 }
    let hits = 0
    for (const { street, phase, year, scope, pShort } of await balancesIn(vintage)) {
      if (year !== 2026 || scope !== 'phase' || pShort <= 0.5) continue
      const most = places[`${street} ${phase}`]
      if (most !== undefined && rows.some(({ school, pupils }) => school === `${street}-${phase}` && pupils > most))
        hits += 1
    }
    expect(sum(alerts.map(({ score }) => score.hits))).toBe(hits)
  })
})
