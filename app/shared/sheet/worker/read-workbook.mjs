// @ts-check
import { Parser } from 'saxen'
import { readCsv } from './read-csv.mjs'
import { SheetProblem } from './sheet-problem.mjs'
import {
  COLUMNS_BESIDE,
  cleanCell,
  headOf,
  LINES_ABOVE,
  placeOf,
  tableOf,
  tooManyColumns,
  tooManyRows,
} from './table-of.mjs'
import { openPackage } from './unpack.mjs'

/**
 * A workbook read cell by cell, because formulas, merged cells and numbers that lost digits have to be named with their
 * place, which the libraries for reading values do not tell.
 * @typedef {import('./table-of.mjs').Limits} Limits
 * @typedef {import('./table-of.mjs').Line} Line
 */

/** @typedef {Record<string, string>} Attributes */

/**
 * @param {Uint8Array | undefined} bytes
 * @param {{ open?: (name: string, attributes: () => Attributes) => void, text?: (text: string) => void, close?: (name: string) => void }} on
 */
const parseXml = (bytes, { open, text, close }) => {
  if (!bytes) throw new SheetProblem('SHEET_BROKEN')
  const xml = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  const parser = new Parser()
  const plain = (/** @type {string} */ name) => name.slice(name.indexOf(':') + 1)
  parser.on('openTag', (/** @type {string} */ name, /** @type {() => Attributes} */ attributes) => {
    open?.(plain(name), attributes)
  })
  parser.on('closeTag', (/** @type {string} */ name) => close?.(plain(name)))
  parser.on('text', (/** @type {string} */ value, /** @type {(text: string) => string} */ decode) => {
    text?.(decode(value))
  })
  parser.on('cdata', (/** @type {string} */ value) => text?.(value))
  // Entities of a document's own are how a small file becomes a huge one.
  parser.on('attention', () => {
    throw new SheetProblem('SHEET_BROKEN')
  })
  parser.on('error', () => {
    throw new SheetProblem('SHEET_BROKEN')
  })
  parser.parse(xml)
}

const unescaped = (/** @type {string} */ text) =>
  text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))

/** @param {Uint8Array | undefined} bytes */
const readStrings = (bytes) => {
  /** @type {string[]} */
  const strings = []
  if (!bytes) return strings
  let now = ''
  let inText = false
  let phonetic = false
  parseXml(bytes, {
    open: (name) => {
      if (name === 'si') now = ''
      else if (name === 't') inText = true
      else if (name === 'rPh') phonetic = true
    },
    text: (text) => {
      if (inText && !phonetic) now += text
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') strings.push(unescaped(now))
    },
  })
  return strings
}

const DATE_FORMATS = [14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]
const isDateFormat = (/** @type {number} */ id, /** @type {string | undefined} */ code) =>
  DATE_FORMATS.includes(id) ||
  (id >= 27 && id <= 36) ||
  (id >= 50 && id <= 58) ||
  (code !== undefined && /[ymdhs年月日]/iu.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./gu, '')))

/** For each cell style whether its numbers are days or times. @param {Uint8Array | undefined} bytes */
const readDateStyles = (bytes) => {
  /** @type {boolean[]} */
  const styles = []
  if (!bytes) return styles
  /** @type {Map<number, string>} */
  const formats = new Map()
  let inside = false
  parseXml(bytes, {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        const { numFmtId, formatCode } = attributes()
        formats.set(Number(numFmtId), formatCode ?? '')
      } else if (name === 'cellXfs') inside = true
      else if (name === 'xf' && inside) {
        const id = Number(attributes().numFmtId ?? 0)
        styles.push(isDateFormat(id, formats.get(id)))
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inside = false
    },
  })
  return styles
}

/** @param {ReturnType<typeof openPackage>} book */
const readSheets = (book) => {
  /** @type {{ name: string, id: string, hidden: boolean }[]} */
  const sheets = []
  let from1904 = false
  parseXml(book.read('xl/workbook.xml'), {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') from1904 = ['1', 'true'].includes(attributes().date1904 ?? '')
      if (tag !== 'sheet') return
      const { name = '', state, ...rest } = attributes()
      const id = Object.entries(rest).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? ''
      sheets.push({ name, id, hidden: state === 'hidden' || state === 'veryHidden' })
    },
  })
  /** @type {Map<string, string>} */
  const files = new Map()
  parseXml(book.read('xl/_rels/workbook.xml.rels'), {
    open: (tag, attributes) => {
      if (tag !== 'Relationship') return
      const { Id = '', Target = '' } = attributes()
      files.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//u, '')}`)
    },
  })
  const shown = sheets.filter(({ hidden }) => !hidden).map(({ name, id }) => ({ name, file: files.get(id) ?? '' }))
  return { shown, from1904 }
}

const columnOf = (/** @type {string} */ reference) => {
  let column = 0
  for (const char of reference) {
    const code = char.charCodeAt(0) - 64
    if (code < 1 || code > 26) break
    column = column * 26 + code
  }
  return column - 1
}

const DAY_MS = 86_400_000
/** Day 0 of a spreadsheet's count, its 29 February 1900 taken into account. */
const DAY_ZERO = Date.UTC(1899, 11, 30)

/** 31 December 9999. */
const LAST_DAY = 2_958_465

/** A day, or a time of day. Undefined for a number that no calendar knows: someone typed 20260901. @param {number} serial */
const dayText = (serial) => {
  if (!(serial > 0 && serial < LAST_DAY + 1)) return undefined
  if (serial < 1) return new Date(Math.round(serial * 1440) * 60_000).toISOString().slice(11, 16)
  return new Date(DAY_ZERO + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10)
}

/** A number as it was typed: no exponent, no noise of binary fractions. @param {string} text @param {string} place */
const numberText = (text, place) => {
  const number = Number(text)
  if (!Number.isFinite(number)) return text
  if (Math.abs(number) >= 1e15) throw new SheetProblem('SHEET_NUMBER_CUT', { place })
  const plain = String(Number(number.toPrecision(15)))
  return plain.includes('e') ? number.toFixed(15).replace(/\.?0+$/u, '') : plain
}

/**
 * @param {Uint8Array | undefined} bytes
 * @param {{ strings: string[], dates: boolean[], from1904: boolean, limits: Limits }} book
 */
const readLines = (bytes, { strings, dates, from1904, limits }) => {
  /** @type {Line[]} */
  const lines = []
  /** @type {{ column: number, line: number }[]} */
  const formulas = []
  /** @type {string[]} */
  const merged = []
  let line = 0
  /** @type {string[]} */
  let cells = []
  let column = -1
  let type = ''
  let style = 0
  let value = ''
  let reading = false
  const stringAt = (/** @type {number} */ index) => {
    const found = strings[index]
    if (found === undefined) throw new SheetProblem('SHEET_BROKEN')
    return found
  }
  const finish = () => {
    if (value === '') return
    const place = placeOf(column, line)
    const text =
      type === 's'
        ? stringAt(Number(value))
        : type === 'str' || type === 'inlineStr'
          ? unescaped(value)
          : type === 'b'
            ? value === '1'
              ? '是'
              : '否'
            : type === 'e'
              ? value
              : type === 'd'
                ? value.slice(0, 10)
                : ((dates[style] ? dayText(Number(value) + (from1904 && Number(value) >= 1 ? 1462 : 0)) : undefined) ??
                  numberText(value, place))
    const clean = cleanCell(text)
    if (clean === '') return
    if (column >= limits.columns + COLUMNS_BESIDE) throw tooManyColumns(column + 1)
    cells[column] = clean
  }
  parseXml(bytes, {
    open: (name, attributes) => {
      if (name === 'row') {
        const next = Number(attributes().r ?? line + 1)
        // Also a line that comes twice would hide what stands in it.
        if (!Number.isInteger(next) || next <= line) throw new SheetProblem('SHEET_BROKEN')
        line = next
        cells = []
        column = -1
      } else if (name === 'c') {
        const { r, t = '', s = '0' } = attributes()
        column = r ? columnOf(r) : column + 1
        if (column < 0 || column >= 16_384) throw new SheetProblem('SHEET_BROKEN')
        type = t
        style = Number(s)
        value = ''
      } else if (name === 'v' || name === 't') reading = true
      else if (name === 'f' && formulas.at(-1)?.line !== line) formulas.push({ column, line })
      else if (name === 'mergeCell') merged.push(attributes().ref ?? '')
    },
    text: (text) => {
      if (reading) value += text
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading = false
      else if (name === 'c') finish()
      else if (name === 'row' && cells.length > 0) {
        lines.push({ line, cells: Array.from(cells, (cell) => cell ?? '') })
        if (lines.length > limits.rows + LINES_ABOVE) throw tooManyRows(limits)
      }
    },
  })
  const head = headOf(lines)
  if (head) {
    const formula = formulas.find((one) => one.line >= head.line)
    if (formula) throw new SheetProblem('SHEET_FORMULA', { place: placeOf(formula.column, formula.line) })
    const last = lines.at(-1)?.line ?? 0
    const across = merged.find((ref) => {
      const from = Number(/\d+/u.exec(ref)?.[0])
      return from >= head.line && from <= last
    })
    if (across) throw new SheetProblem('SHEET_MERGED', { place: across })
  }
  return lines
}

/** With several sheets a place says in which. @param {unknown} error @param {string} name */
const inSheet = (error, name) => {
  if (!(error instanceof SheetProblem) || error.facts.place === undefined) return error
  return new SheetProblem(error.code, { ...error.facts, place: `“${name.slice(0, 31)}”里的 ${error.facts.place}` })
}

/** The sheets of a workbook that are shown. @param {Uint8Array} bytes @param {string} _name @param {Limits} limits */
export const readWorkbook = (bytes, _name, limits) => {
  const book = openPackage(bytes, limits)
  if (!book.names.includes('xl/workbook.xml'))
    throw new SheetProblem('SHEET_WRONG_KIND', { what: kindOfPackage(book.names) })
  const strings = readStrings(book.read('xl/sharedStrings.xml'))
  const dates = readDateStyles(book.read('xl/styles.xml'))
  const { shown, from1904 } = readSheets(book)
  const tables = shown.flatMap(({ name, file }) => {
    try {
      const table = tableOf(name, readLines(book.read(file), { strings, dates, from1904, limits }), limits)
      return table ? [table] : []
    } catch (error) {
      throw shown.length > 1 ? inSheet(error, name) : error
    }
  })
  if (tables.length === 0) throw new SheetProblem('SHEET_EMPTY')
  return tables
}

/** @param {readonly string[]} names */
const kindOfPackage = (names) =>
  names.some((name) => name.startsWith('word/'))
    ? 'Word 文档'
    : names.some((name) => name.startsWith('ppt/'))
      ? '幻灯片'
      : '压缩包'

/** The CSV files of a package, each a table of its file's name. @param {Uint8Array} bytes @param {string} _name @param {Limits} limits */
export const readPackage = (bytes, _name, limits) => {
  const files = openPackage(bytes, limits)
  const tables = files.names
    .filter((name) => /\.csv$/iu.test(name) && !name.startsWith('__MACOSX/'))
    .flatMap((name) => {
      const data = files.read(name)
      return data && data.length > 0 ? readCsv(data, name.replace(/^.*\//u, ''), limits) : []
    })
  if (tables.length === 0) throw new SheetProblem('SHEET_EMPTY')
  return tables
}
