import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

/** Long reckonings away from the thread that answers families. */

/** Tells how far a reckoning is. */
export type Progress = (done: number, total: number) => void

/** What a worker says while it reckons, and at its end. */
export type WorkerSays<Result> = { done: number; total: number } | { result: Result }

/** The built worker, beside or above this file; null where the portal runs from its sources (tests, benchmarks). */
const builtWorker = (name: string): string | null => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, name)
    if (existsSync(candidate)) return candidate
    if (folder === dirname(folder)) return null
  }
}

/**
 * Reckons in a worker of the server's build; in this thread where the sources run as they are.
 * @param worker its name in the build. @param here does the same in this thread.
 */
export const away = async <Input, Result>(
  worker: string,
  input: Input,
  here: (input: Input, progress: Progress) => Result | Promise<Result>,
  progress: Progress,
): Promise<Result> => {
  const file = builtWorker(worker)
  return file ? inWorker(file, input, progress) : here(input, progress)
}

const inWorker = <Result>(file: string, input: unknown, progress: Progress): Promise<Result> =>
  new Promise((resolve, reject) => {
    // Nothing of the server's settings is the worker's business.
    const worker = new Worker(file, { workerData: input, env: {}, execArgv: [] })
    worker.on('message', (says: WorkerSays<Result>) => {
      if ('result' in says) resolve(says.result)
      else progress(says.done, says.total)
    })
    worker.once('error', reject)
    // Settled long ago, unless the worker ended without a word.
    worker.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
  })
