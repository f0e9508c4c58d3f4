import { parentPort, workerData } from 'node:worker_threads'
import type { WorkerSays } from '../away.server'
import { type ReckonedRun, type RunToReckon, reckonRun } from './reckon-run'

/** Reckons one run away from the server's own thread; an entry of its own in the server's build. */

const say = (says: WorkerSays<ReckonedRun>): void => parentPort?.postMessage(says)

say({ result: reckonRun(workerData as RunToReckon, (done, total) => say({ done, total })) })
