import { Worker } from 'node:worker_threads'
import { type RefusalCode, type RefusalFacts, refuse } from '../refusal'
import type { SheetTable, UploadedFile } from './sheet'
import { type SheetLimits, sheetLimits } from './sheet-limits'
import { workerFile } from './worker-file.server'

/** Memory of one worker, in MB; a file that needs more ends its worker, not the server. */
const WORKER_MEMORY = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64 }
/** Files read at the same time; the others wait their turn. */
const MOST_WORKERS = 2
/** Each that waits is held in memory. */
const MOST_WAITING = 8

const magics: readonly { bytes: readonly number[]; what: string }[] = [
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: '程序' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: ' PDF' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: '图片' },
  { bytes: [0xff, 0xd8, 0xff], what: '图片' },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: '图片' },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: '压缩包' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: '压缩包' },
]

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte)

const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0]
const ZIPS = [
  [0x50, 0x4b, 3, 4],
  [0x50, 0x4b, 5, 6],
]
/** A workbook with a password lies in a file of the old kind, under this name. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

/** MZ may also be how a text begins (民族); a program has zeros soon after. */
const isProgram = (bytes: Uint8Array): boolean => startsWith(bytes, [0x4d, 0x5a]) && bytes.subarray(0, 64).includes(0)

/** By extension and by the first bytes; both have to say the same. Refuses SHEET_EMPTY, SHEET_WRONG_KIND, SHEET_LOCKED. */
const kindOf = ({ name, bytes }: UploadedFile): 'xlsx' | 'zip' | 'csv' => {
  if (bytes.length === 0) throw refuse('SHEET_EMPTY')
  const known = magics.find((magic) => startsWith(bytes, magic.bytes))
  if (known) throw refuse('SHEET_WRONG_KIND', { what: known.what })
  if (isProgram(bytes)) throw refuse('SHEET_WRONG_KIND', { what: '程序' })
  if (startsWith(bytes, OLD_OFFICE))
    throw Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(ENCRYPTED)
      ? refuse('SHEET_LOCKED')
      : refuse('SHEET_WRONG_KIND', { what: '旧版的 .xls 或 .et' })
  const extension = /\.([a-z0-9]{1,5})$/iu.exec(name)?.[1]?.toLowerCase() ?? ''
  const zipped = ZIPS.some((mark) => startsWith(bytes, mark))
  if (extension === 'xlsm') throw refuse('SHEET_WRONG_KIND', { what: '带宏的 Excel' })
  if (extension === 'xlsx' && zipped) return 'xlsx'
  if (extension === 'zip' && zipped) return 'zip'
  if ((extension === 'csv' || extension === 'txt') && !zipped) return 'csv'
  if (zipped) throw refuse('SHEET_WRONG_KIND', { what: '压缩包' })
  const html = /^\s*<(?:!doctype|html|\?xml)/iu.test(new TextDecoder().decode(bytes.subarray(0, 200)))
  throw refuse('SHEET_WRONG_KIND', { what: html ? '网页' : `${extension ? ` .${extension} ` : '没有后缀的'}文件` })
}

const waiting: (() => void)[] = []
let working = 0

const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (working < MOST_WORKERS) working += 1
  else if (waiting.length >= MOST_WAITING) throw refuse('UPLOADS_BUSY')
  else await new Promise<void>((next) => waiting.push(next))
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    // The place is handed on, so that nobody takes it in between.
    if (next) next()
    else working -= 1
  }
}

type Told = { tables: SheetTable[] } | { refused: RefusalCode; facts: RefusalFacts }

/**
 * Reads a file from outside into tables of clean texts, in a worker of its own with limits on size, entries, rows and
 * time: .xlsx (the sheets that are shown), .csv in UTF-8, UTF-16 or GB18030, or a .zip of CSV files.
 * Refuses with a SHEET_ code that says what to do: another kind of file, too large, broken, formulas, merged cells …;
 * UPLOADS_BUSY when too many files wait already.
 * @param signal ends the reading: its reason is thrown.
 */
export const readSheet = async (
  file: UploadedFile,
  given: Partial<SheetLimits> = {},
  signal?: AbortSignal,
): Promise<SheetTable[]> => {
  const limits = { ...sheetLimits, ...given }
  if (file.bytes.length > limits.bytes)
    throw refuse('SHEET_TOO_LARGE', { what: `文件超过 ${Math.round(limits.bytes / 1024 / 1024)} MB` })
  const kind = kindOf(file)
  return inTurn(() => {
    signal?.throwIfAborted()
    return readInWorker(kind, file, limits, signal)
  })
}

const readInWorker = (
  kind: string,
  { name, bytes }: UploadedFile,
  limits: SheetLimits,
  signal: AbortSignal | undefined,
): Promise<SheetTable[]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('sheet-worker.mjs'), {
      workerData: { kind, name: name.replace(/\.[a-z0-9]+$/iu, ''), bytes, limits },
      resourceLimits: WORKER_MEMORY,
      // Nothing of the server's settings is the worker's business.
      env: {},
      execArgv: [],
    })
    const timer = setTimeout(() => {
      reject(refuse('SHEET_SLOW'))
      void worker.terminate()
    }, limits.time)
    const stop = (): void => {
      reject(signal?.reason)
      void worker.terminate()
    }
    signal?.addEventListener('abort', stop, { once: true })
    worker.once('message', (told: Told) => {
      if ('tables' in told) resolve(told.tables)
      else reject(refuse(told.refused, told.facts))
    })
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const full = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      reject(full ? refuse('SHEET_TOO_LARGE', { what: '内容太多' }) : error)
    })
    worker.once('exit', () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      // Settled long ago, unless the worker ended without a word.
      reject(refuse('SHEET_BROKEN'))
    })
  })
