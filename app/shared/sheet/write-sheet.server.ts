import { Worker } from 'node:worker_threads'
import { stringify } from 'csv-stringify/sync'
import type { SheetCell, SheetColumn, SheetToWrite } from './sheet'
import { neutral, printable } from './worker/sheet-texts.mjs'
import { writeWorkbook } from './worker/write-workbook.mjs'
import { workerFile } from './worker-file.server'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const CSV = 'text/csv; charset=utf-8'
/** Beyond it writing takes longer than anybody else's page may wait: a worker does it. */
const MOST_CELLS_HERE = 10_000

const cellsIn = (sheets: readonly SheetToWrite[]): number =>
  sheets.reduce((sum, { columns, rows }) => sum + columns.length * rows.length, 0)

/**
 * A workbook of one or more sheets with bold heads that stay, real numbers (money in 元 from 分) and texts that stay
 * texts: one that begins like a formula is neutralised. Columns with choices get a drop-down. A large one is written in
 * a worker.
 */
export const workbookOf = async (sheets: readonly SheetToWrite[]): Promise<Buffer> =>
  cellsIn(sheets) <= MOST_CELLS_HERE ? Buffer.from(await writeWorkbook(sheets)) : writeInWorker(sheets)

const writeInWorker = (sheets: readonly SheetToWrite[]): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // Nothing of the server's settings is the worker's business.
    const worker = new Worker(workerFile('sheet-writer.mjs'), { workerData: sheets, env: {}, execArgv: [] })
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)))
    worker.once('error', reject)
    // Settled long ago, unless the worker ended without a word.
    worker.once('exit', (code) => reject(new Error(`the workbook's worker ended with ${code}`)))
  })

const csvCell = (cell: SheetCell, { kind }: SheetColumn): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return kind === 'fen' ? (cell / 100).toFixed(2) : String(cell)
  return neutral(printable(cell))
}

/** The same as a CSV that Excel and WPS read as UTF-8. */
export const csvOf = ({ columns, rows }: SheetToWrite): Buffer => {
  const lines = rows.map((row) => columns.map((column, at) => csvCell(row[at] ?? null, column)))
  return Buffer.from(
    stringify([columns.map(({ head }) => neutral(printable(head))), ...lines], { bom: true, record_delimiter: '\r\n' }),
  )
}

/** A file to save under a name of the person's language. @param name with its ending. */
export const fileAnswer = (name: string, type: string, bytes: Uint8Array): Response => {
  const safe = printable(name).replace(/[\\/:*?"<>|]/gu, ' ')
  const plain = safe.replace(/[^\x20-\x7e]/gu, '_').replace(/[%;]/gu, '_')
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(safe).replace(/['()*]/gu, (char) => `%${char.charCodeAt(0).toString(16)}`)}`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

/** @param name without its ending. */
export const workbookAnswer = async (name: string, sheets: readonly SheetToWrite[]): Promise<Response> =>
  fileAnswer(`${name}.xlsx`, XLSX, await workbookOf(sheets))

/** @param name without its ending. */
export const csvAnswer = (name: string, sheet: SheetToWrite): Response => fileAnswer(`${name}.csv`, CSV, csvOf(sheet))
