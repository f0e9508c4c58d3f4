import { openSimulationWorkers, simulateHere, type WantedSimulation } from '~/places/index.server'
import { median } from './median'

/** 745 cells × 12 grades × 15 years × 1,000 chained draws with cell, area and district errors, on two workers. */

const CELLS = 745
const AREAS = 15
const GRADES = 12
const YEARS = 15
const DRAWS = 1000
const ROUNDS = 9
const MUST_MS = 1000
const AMBITION_MS = 300

const wanted: WantedSimulation = {
  spreads: { district: 0.01, area: 0.02 },
  seed: 370_105,
  grades: GRADES,
  years: YEARS,
  draws: DRAWS,
  groups: Array.from({ length: GRADES }, (_, g) => (g < 6 ? 0 : 1)),
}

/** An even district: what is measured is the counting, not the children. */
const areas = Array.from({ length: AREAS }, (_, index) => {
  const cells = Array.from({ length: CELLS }, (__, cell) => cell).filter((cell) => cell % AREAS === index)
  return {
    index,
    cells,
    children: new Float32Array(cells.length * GRADES).fill(55),
    entries: new Float32Array(cells.length * YEARS).fill(50),
    entryBelow: Float32Array.from({ length: YEARS }, (__, t) => 0.005 * t),
    entryAbove: Float32Array.from({ length: YEARS }, (__, t) => 0.004 * t),
    progression: new Float32Array(GRADES * YEARS).fill(0.995),
    cellSpread: new Float32Array(cells.length).fill(0.12),
    places: new Float32Array(GRADES * YEARS).fill(cells.length * 54),
    openings: [
      {
        index,
        chanceBy: Float32Array.from({ length: YEARS }, (__, t) => t / YEARS),
        places: new Float32Array(YEARS * GRADES * YEARS).fill(40),
      },
    ],
  }
})

const timed = async (work: () => unknown): Promise<number> => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Both sides interleaved; workers cold (opened for it) and warm. */
export const run = async (): Promise<void> => {
  const warm = openSimulationWorkers(2)
  const times: Record<'warm' | 'cold' | 'alone', number[]> = { warm: [], cold: [], alone: [] }
  await warm.simulate(areas, wanted)
  for (let round = 0; round < ROUNDS; round++) {
    times.warm.push(await timed(() => warm.simulate(areas, wanted)))
    times.alone.push(await timed(() => simulateHere(areas, wanted)))
    times.cold.push(
      await timed(async () => {
        const cold = openSimulationWorkers(2)
        await cold.simulate(areas, wanted)
        await cold.close()
      }),
    )
  }
  await warm.close()
  const [two, cold, one] = [median(times.warm), median(times.cold), median(times.alone)]
  const steps = CELLS * GRADES * YEARS * DRAWS
  console.log(`${(steps / 1e6).toFixed(0)} million steps, ${ROUNDS} rounds, medians`)
  console.log(`two workers, warm  ${two.toFixed(0)} ms  (must ${MUST_MS}, ambition ${AMBITION_MS})`)
  console.log(`two workers, cold  ${cold.toFixed(0)} ms`)
  console.log(`one thread         ${one.toFixed(0)} ms  (÷ two workers: ${(one / two).toFixed(2)})`)
  if (two > MUST_MS) process.exitCode = 1
}
