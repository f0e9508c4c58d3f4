// @ts-check
import { parse } from 'csv-parse/sync'
import { SheetProblem } from './sheet-problem.mjs'
import { COLUMNS_BESIDE, cleanCell, LINES_ABOVE, placeOf, tableOf, tooManyColumns, tooManyRows } from './table-of.mjs'

/** @typedef {import('./table-of.mjs').Limits} Limits */

const startsWith = (/** @type {Uint8Array} */ bytes, /** @type {number[]} */ mark) =>
  mark.every((byte, i) => bytes[i] === byte)

/** @param {Uint8Array} bytes @param {string} encoding */
const decodeAs = (bytes, encoding) => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/**
 * UTF-8 (with its mark or without), UTF-16 with its mark, else GB18030, which Excel writes in China.
 * @param {Uint8Array} bytes
 */
const decode = (bytes) => {
  const wide = startsWith(bytes, [0xff, 0xfe]) ? 'utf-16le' : startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : undefined
  const text = wide ? decodeAs(bytes, wide) : (decodeAs(bytes, 'utf-8') ?? decodeAs(bytes, 'gb18030'))
  // A text has no zero bytes, and GB18030 finds a character for almost anything: private ones are no names.
  if (text === undefined || text.includes('\0') || /[\ue000-\uf8ff]/u.test(text))
    throw new SheetProblem('SHEET_ENCODING')
  return text
}

/** Comma, semicolon or tab: what the first line that is divided at all is divided by. @param {string} text */
const delimiterOf = (text) => {
  for (const line of text.slice(0, 10_000).split(/\r?\n/u)) {
    const counted = [',', ';', '\t'].map((sign) => ({ sign, many: line.split(sign).length }))
    const most = counted.sort((a, b) => b.many - a.many)[0]
    if (most && most.many > 1) return most.sign
  }
  return ','
}

/** @param {Uint8Array} bytes @param {string} name @param {Limits} limits */
export const readCsv = (bytes, name, limits) => {
  const text = decode(bytes)
  if (/^\s*<(?:!doctype|html|\?xml)/iu.test(text)) throw new SheetProblem('SHEET_WRONG_KIND', { what: '网页' })
  /** @type {import('./table-of.mjs').Line[]} */
  const lines = []
  // As a spreadsheet counts: an empty line is one, a cell of two lines is none more.
  let line = 0
  const take = (/** @type {string[]} */ record) => {
    line += 1
    const cells = record.map(cleanCell)
    if (!cells.some((cell) => cell !== '')) return
    const formula = record.findIndex((cell) => /^\s*=/u.test(cell))
    if (formula >= 0) throw new SheetProblem('SHEET_FORMULA', { place: placeOf(formula, line) })
    if (lines.length > limits.rows + LINES_ABOVE) throw tooManyRows(limits)
    const last = cells.findLastIndex((cell) => cell !== '')
    if (last >= limits.columns + COLUMNS_BESIDE) throw tooManyColumns(last + 1)
    lines.push({ line, cells })
  }
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      max_record_size: 1_000_000,
      // Nothing is kept twice; and no line is left out in silence.
      on_record: (/** @type {string[]} */ record) => {
        take(record)
        return null
      },
    })
  } catch (error) {
    throw error instanceof SheetProblem ? error : new SheetProblem('SHEET_BROKEN')
  }
  const table = tableOf(name, lines, limits)
  if (!table) throw new SheetProblem('SHEET_EMPTY')
  return [table]
}
