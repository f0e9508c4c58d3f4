// @ts-check
import { parentPort, workerData } from 'node:worker_threads'
import { writeWorkbook } from './worker/write-workbook.mjs'

/** Writes one large workbook away from the server's own thread; plain JavaScript, so that it runs as it stands. */

parentPort?.postMessage(new Uint8Array(await writeWorkbook(workerData)))
