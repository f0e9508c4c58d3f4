import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type AreaOutcome, type SimulatedArea, type Simulation, simulateArea } from './simulate-areas.mjs'

/** How often and how far a district is simulated. */
export type WantedSimulation = Simulation

/** Workers that stay ready between simulations. */
export interface SimulationWorkers {
  simulate(areas: readonly SimulatedArea[], wanted: WantedSimulation): Promise<AreaOutcome[]>
  close(): Promise<void>
}

/** The worker's file as it stands in the sources, found upwards from here: it runs for the built server, too. */
const workerFile = (): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'app', 'places', 'simulation', 'simulation-worker.mjs')
    if (existsSync(candidate)) return candidate
    if (folder === dirname(folder)) throw new Error('app/places/simulation is missing beside the build')
  }
}

/** Sends every area to the worker that is free next, the largest first; waits for all. */
const shareOut = (
  workers: readonly Worker[],
  areas: readonly SimulatedArea[],
  wanted: WantedSimulation,
): Promise<AreaOutcome[]> =>
  new Promise((resolve, reject) => {
    const waiting = [...areas].sort((a, b) => b.cells.length - a.cells.length || a.index - b.index)
    const outcomes: AreaOutcome[] = []
    const undo: (() => void)[] = []
    const settle = (end: () => void): void => {
      for (const one of undo) one()
      end()
    }
    const fail = (error: Error): void => settle(() => reject(error))
    const gone = (code: number): void => fail(new Error(`a worker of the simulation ended with ${code}`))
    for (const worker of workers) {
      const next = (): void => {
        const area = waiting.shift()
        if (area) worker.postMessage({ area, wanted })
      }
      const take = (outcome: AreaOutcome): void => {
        outcomes.push(outcome)
        if (outcomes.length === areas.length) settle(() => resolve(outcomes.sort((a, b) => a.index - b.index)))
        else next()
      }
      worker.on('message', take).on('error', fail).on('exit', gone)
      // Only what was added here: a worker hears of its messages by listeners of its own.
      undo.push(() => worker.off('message', take).off('error', fail).off('exit', gone))
      next()
    }
    if (areas.length === 0) settle(() => resolve([]))
  })

/** Opens workers for simulations, one simulation at a time. @param many at least 1 */
export const openSimulationWorkers = (many: number): SimulationWorkers => {
  const file = workerFile()
  // Nothing of the server's settings is a worker's business.
  const workers = Array.from({ length: many }, () => new Worker(file, { env: {}, execArgv: [] }))
  let last: Promise<unknown> = Promise.resolve()
  return {
    simulate: (areas, wanted) => {
      const turn = last.then(() => shareOut(workers, areas, wanted))
      last = turn.catch(() => undefined)
      return turn
    },
    close: async () => {
      await last
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/** The same on the caller's own thread. */
export const simulateHere = (areas: readonly SimulatedArea[], wanted: WantedSimulation): AreaOutcome[] =>
  areas.map((area) => simulateArea(area, wanted))
