import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type SimulatedArea, select, simulateArea } from './simulate-areas.mjs'
import { openSimulationWorkers, simulateHere, type WantedSimulation } from './simulate-district.server'

const wanted: WantedSimulation = {
  spreads: { district: 0.02, area: 0.03 },
  seed: 7,
  grades: 3,
  years: 4,
  draws: 1000,
  groups: [0, 0, 1],
}

const areaOf = (index: number, cells: number, given: Partial<SimulatedArea> = {}): SimulatedArea => ({
  index,
  cells: Array.from({ length: cells }, (_, i) => index * 100 + i),
  children: new Float32Array(cells * 3).fill(40),
  entries: new Float32Array(cells * 4).fill(40),
  entryBelow: new Float32Array(4),
  entryAbove: new Float32Array(4),
  progression: new Float32Array(12).fill(1),
  cellSpread: new Float32Array(cells).fill(0.1),
  places: new Float32Array(12).fill(40 * cells),
  openings: [],
  ...given,
})

describe('a simulated district', () => {
  test('gives the same numbers here, with one worker and with three', async () => {
    const areas = [areaOf(0, 5), areaOf(1, 2), areaOf(2, 9), areaOf(3, 1)]
    const here = simulateHere(areas, wanted)
    for (const many of [1, 3]) {
      const workers = openSimulationWorkers(many)
      expect(await workers.simulate(areas, wanted)).toEqual(here)
      // The same workers, once more.
      expect(await workers.simulate([...areas].reverse(), wanted)).toEqual(here)
      await workers.close()
    }
    expect(simulateHere(areas, { ...wanted, seed: 8 })).not.toEqual(here)
  })

  test('without spreads every draw is the cohort itself', () => {
    const still = { ...wanted, spreads: { district: 0, area: 0 } }
    const area = areaOf(0, 2, {
      children: new Float32Array([10, 20, 30, 10, 20, 30]),
      progression: new Float32Array([0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 2, 2, 2, 2]),
      cellSpread: new Float32Array(2),
    })
    const { p10, p50, p90 } = simulateArea(area, still)
    // Grade by grade, four years each: entry; half of the grade below; twice the grade below that.
    expect([...p50]).toEqual([80, 80, 80, 80, 10, 40, 40, 40, 80, 20, 80, 80])
    expect(p10).toEqual(p50)
    expect(p90).toEqual(p50)
  })

  test('errors of cells even out, errors of the area and the district do not', () => {
    const width = (cells: number, spreads: WantedSimulation['spreads'], cell: number): number => {
      const area = areaOf(0, cells, { cellSpread: new Float32Array(cells).fill(cell) })
      const { p10, p50, p90 } = simulateArea(area, { ...wanted, spreads })
      return ((p90[0] ?? 0) - (p10[0] ?? 0)) / (p50[0] ?? 1)
    }
    // 80 % of a normal lie within ±1.2816 of its spread.
    const own = width(100, { district: 0, area: 0 }, 0.2)
    expect(own / (2 * 1.2816 * 0.02)).toBeGreaterThan(0.8)
    expect(own / (2 * 1.2816 * 0.02)).toBeLessThan(1.2)
    const shared = width(100, { district: 0.03, area: 0.04 }, 0)
    expect(shared / (2 * 1.2816 * 0.05)).toBeGreaterThan(0.9)
    expect(shared / (2 * 1.2816 * 0.05)).toBeLessThan(1.1)
  })

  test('a shortage is as likely as the places are few, and a project that may come helps as far as it may', () => {
    const chance = (given: Partial<SimulatedArea>): number => simulateArea(areaOf(0, 4, given), wanted).pShort[0] ?? -1
    expect(chance({ places: new Float32Array(12).fill(1e6) })).toBe(0)
    expect(chance({ places: new Float32Array(12) })).toBe(1)
    const even = chance({})
    expect(even).toBeGreaterThan(0.4)
    expect(even).toBeLessThan(0.6)
    const opening = { index: 0, chanceBy: new Float32Array(4).fill(0.5), places: new Float32Array(48).fill(1e6) }
    const helped = chance({ places: new Float32Array(12), openings: [opening] })
    expect(helped).toBeGreaterThan(0.45)
    expect(helped).toBeLessThan(0.55)
  })

  test('what has lacked once has lacked for good, in the grades that are asked about together', () => {
    // Grades 0 and 1 just have room, the last has plenty: it is a group of its own.
    const { pEver, pShort } = simulateArea(
      areaOf(0, 4, { places: Float32Array.from({ length: 12 }, (_, i) => (i < 8 ? 165 : 1e6)) }),
      wanted,
    )
    const [together, alone] = [[...pEver.slice(0, 4)], [...pEver.slice(4)]]
    expect(alone).toEqual([0, 0, 0, 0])
    for (const [t, chance] of together.entries()) {
      expect(chance).toBeGreaterThanOrEqual(together[t - 1] ?? 0)
      expect(chance).toBeGreaterThanOrEqual(Math.max(pShort[t] ?? 0, pShort[4 + t] ?? 0))
    }
    expect(together.at(-1)).toBeGreaterThan(pShort[3] ?? 1)
    expect(together.at(-1)).toBeLessThan(1)
  })

  test('what intakes stray below and above their middle is told apart, and goes on from year to year', () => {
    const { p10, p50, p90 } = simulateArea(
      areaOf(0, 50, {
        entryBelow: new Float32Array(4).fill(0.2),
        entryAbove: new Float32Array(4),
        cellSpread: new Float32Array(50),
      }),
      { ...wanted, spreads: { district: 0, area: 0 } },
    )
    for (const t of [0, 3]) {
      expect(p90[t]).toBe(2000)
      expect(p50[t]).toBeGreaterThan(1950)
      expect(1 - (p10[t] ?? 0) / 2000).toBeCloseTo(1.2816 * 0.2, 1)
    }
  })

  test('what is selected is what sorting finds', () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 1, noNaN: true }), fc.nat(), (numbers, at) => {
        const k = at % numbers.length
        const sorted = Float32Array.from(numbers).sort()
        // −0 and 0 are one place.
        expect(select(Float32Array.from(numbers), 0, numbers.length - 1, k) + 0).toBe((sorted[k] ?? 0) + 0)
      }),
    )
  })
})
