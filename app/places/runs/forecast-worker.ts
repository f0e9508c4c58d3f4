import { parentPort, workerData } from 'node:worker_threads'
import type { WorkerSays } from './reckon-away.server'
import { type RunToReckon, reckonRun } from './reckon-run'

/** Reckons one run away from the server's own thread; an entry of its own in the server's build. */

const say = (says: WorkerSays): void => parentPort?.postMessage(says)

say({ run: reckonRun(workerData as RunToReckon, (done, total) => say({ done, total })) })
