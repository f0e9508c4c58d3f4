// @ts-check
import { parentPort, workerData } from 'node:worker_threads'
import { readCsv } from './worker/read-csv.mjs'
import { readPackage, readWorkbook } from './worker/read-workbook.mjs'
import { SheetProblem } from './worker/sheet-problem.mjs'

/** Reads one file away from the server's own thread and memory; plain JavaScript, so that it runs as it stands. */

const { kind, name, bytes, limits } = workerData

try {
  const read = { xlsx: readWorkbook, zip: readPackage, csv: readCsv }[/** @type {'xlsx' | 'zip' | 'csv'} */ (kind)]
  parentPort?.postMessage({ tables: read(bytes, name, limits) })
} catch (error) {
  const problem = error instanceof SheetProblem ? error : new SheetProblem('SHEET_BROKEN')
  parentPort?.postMessage({ refused: problem.code, facts: problem.facts })
}
