import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { PlanProgress } from '../plan/plan-district'
import { type ReckonedRun, type RunToReckon, reckonRun } from './reckon-run'

/** What the worker says while it reckons, and at its end. */
export type WorkerSays = { done: number; total: number } | { run: ReckonedRun }

const WORKER = 'forecast-worker.js'

/** The built worker, beside or above this file; null where the portal runs from its sources (tests, benchmarks). */
const builtWorker = (): string | null => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, WORKER)
    if (existsSync(candidate)) return candidate
    if (folder === dirname(folder)) return null
  }
}

/** Reckons a run away from the thread that answers families; in this one where the sources run as they are. */
export const reckonAway = async (input: RunToReckon, progress: PlanProgress): Promise<ReckonedRun> => {
  const file = builtWorker()
  return file ? inWorker(file, input, progress) : reckonRun(input, progress)
}

const inWorker = (file: string, input: RunToReckon, progress: PlanProgress): Promise<ReckonedRun> =>
  new Promise((resolve, reject) => {
    // Nothing of the server's settings is the worker's business.
    const worker = new Worker(file, { workerData: input, env: {}, execArgv: [] })
    worker.on('message', (says: WorkerSays) => {
      if ('run' in says) resolve(says.run)
      else progress(says.done, says.total)
    })
    worker.once('error', reject)
    // Settled long ago, unless the worker ended without a word.
    worker.once('exit', (code) => reject(new Error(`the forecast's worker ended with ${code}`)))
  })
