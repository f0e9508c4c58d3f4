import { parentPort, workerData } from 'node:worker_threads'
import type { WorkerSays } from '../away.server'
import type { AdviceToReckon, ReckonedAdvice } from './advice-nouns'
import { advise } from './advise.server'

/** Works out one piece of advice away from the server's own thread; an entry of its own in the server's build. */

const say = (says: WorkerSays<ReckonedAdvice>): void => parentPort?.postMessage(says)

say({ result: await advise(workerData as AdviceToReckon, (done, total) => say({ done, total })) })
