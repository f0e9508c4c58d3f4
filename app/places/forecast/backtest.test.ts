import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ENTRY_AGE, FIRST_YEAR, syntheticDistrict, syntheticKinds } from '#db/makers/synthetic-district'
import { backtest, type Method, type Score } from './backtest'
import { readBirths } from './commands/read-births'
import { readRolls } from './commands/read-rolls'
import type { Births, Level, Roll } from './nouns'

/** How well the engine does: bars on a real district's rolls, looser ones on districts it was never shown. */

const HORIZONS = [1, 2, 3, 4, 5]

const scoreOf = (scores: readonly Score[], level: Level, horizon: number, method: Method = 'engine'): Score => {
  const score = scores.find((one) => one.level === level && one.horizon === horizon && one.method === method)
  if (!score) throw new Error(`${level} ${horizon} ${method} is not scored`)
  return score
}

/** What a level is judged by, in %. */
const errorOf = (scores: readonly Score[], level: Level, horizon: number, method: Method = 'engine'): number => {
  const { mape, wape } = scoreOf(scores, level, horizon, method)
  return (level === 'grade' ? wape : mape) ?? Number.NaN
}

const coverOf = (scores: readonly Score[], level: Level, horizon: number): number =>
  scoreOf(scores, level, horizon).cover80 ?? Number.NaN

describe('on the rolls of a real district (ecasd/README.md), origins 2004–2018, targets to 2019', () => {
  const grades = ['K', '1', '2', '3', '4', '5']
  const bytes = (name: string): Uint8Array => readFileSync(new URL(`ecasd/${name}.csv`, import.meta.url))
  const { rolls } = readRolls(bytes('rolls'), 'rolls.csv', { grades, until: 2019 })
  const { births } = readBirths(bytes('births'), 'births.csv', { rolls, until: 2019 })
  const scores = backtest({
    rolls,
    births,
    grades,
    entryAge: 5,
    horizon: 5,
    firstOrigin: 2004,
    lastOrigin: 2018,
    targetsTo: 2019,
  })

  it.each([
    ['district', 3, 1.5],
    ['district', 5, 1.85],
    ['school', 3, 6.7],
    ['school', 5, 8],
    ['grade', 1, 7.3],
  ] as const)('%s at %i years: at most %f %%', (level, horizon, most) => {
    expect(errorOf(scores, level, horizon)).toBeLessThanOrEqual(most)
  })

  it.each(['grade', 'school'] as const)('80 %% intervals of a %s hold 74–86 %% of what came', (level) => {
    for (const horizon of [1, 3, 5]) {
      expect(coverOf(scores, level, horizon)).toBeGreaterThanOrEqual(74)
      expect(coverOf(scores, level, horizon)).toBeLessThanOrEqual(86)
    }
  })

  it.each(['grade', 'school', 'area', 'district'] as const)('%s: ahead of the last value at every horizon', (level) => {
    for (const horizon of HORIZONS) {
      expect(errorOf(scores, level, horizon)).toBeLessThan(errorOf(scores, level, horizon, 'last'))
      expect(scoreOf(scores, level, horizon).skill).toBeGreaterThan(0)
    }
  })

  it('the last value errs as it does when it is counted by hand', () => {
    const total = new Map<string, number>()
    const cells = new Set(rolls.map(({ school, grade, year }) => `${school} ${grade} ${year}`))
    for (const { school, year, pupils } of rolls)
      total.set(`${school} ${year}`, (total.get(`${school} ${year}`) ?? 0) + pupils)
    const misses: number[] = []
    for (let origin = 2004; origin <= 2016; origin++)
      for (const school of new Set(rolls.map((row) => row.school))) {
        const years = Array.from({ length: 8 }, (_, i) => origin - 4 + i)
        if (!years.every((year) => grades.every((grade) => cells.has(`${school} ${grade} ${year}`)))) continue
        const [then, came] = [total.get(`${school} ${origin}`) ?? 0, total.get(`${school} ${origin + 3}`) ?? 0]
        misses.push((100 * Math.abs(then - came)) / came)
      }
    const counted = scoreOf(scores, 'school', 3, 'last')
    expect(counted.n).toBe(misses.length)
    expect(counted.mape).toBeCloseTo(misses.reduce((sum, miss) => sum + miss, 0) / misses.length, 9)
  })
})

describe('on invented districts', () => {
  const SEED = 1
  /** Totals that hardly change: whether the same number again is nearer to them is chance. */
  const still = new Set(['steady', 'small'])
  /** Of fewer lines than these, chance says more about the share within the interval than the engine does. */
  const MANY = 400

  const scoresOf = ({ rolls, births }: { rolls: Roll[]; births: Births[] }, grades: readonly string[]): Score[] => {
    const last = rolls.reduce((latest, { year }) => Math.max(latest, year), 0)
    const firstOrigin = Math.min(FIRST_YEAR + 6, last - 4)
    const span = { firstOrigin, lastOrigin: last - 1, targetsTo: last }
    return backtest({ rolls, births, grades, entryAge: ENTRY_AGE, horizon: 5, ...span })
  }

  it.each(Object.keys(syntheticKinds))('%s: ahead of the last value, and as sure as it may be', (name) => {
    const kind = syntheticKinds[name]
    if (!kind) throw new Error(name)
    const scores = scoresOf(syntheticDistrict(kind, SEED), kind.grades)
    const levels: Level[] = still.has(name) ? ['grade', 'school'] : ['grade', 'school', 'area', 'district']
    for (const level of levels)
      for (const horizon of HORIZONS.filter((ahead) => scores.some((one) => one.horizon === ahead)))
        expect(`${level} ${horizon} ${errorOf(scores, level, horizon) < errorOf(scores, level, horizon, 'last')}`).toBe(
          `${level} ${horizon} true`,
        )
    for (const horizon of HORIZONS) {
      const grade = scores.find((one) => one.level === 'grade' && one.horizon === horizon && one.method === 'engine')
      if ((grade?.n ?? 0) < MANY) continue
      expect(grade?.cover80).toBeGreaterThan(70)
      expect(grade?.cover80).toBeLessThan(90)
    }
  })
})
