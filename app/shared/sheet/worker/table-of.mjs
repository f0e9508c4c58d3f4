// @ts-check
import { SheetProblem } from './sheet-problem.mjs'

/**
 * @typedef {{ line: number, cells: string[] }} Line
 * @typedef {{ rows: number, columns: number, cell: number, entries: number, unpacked: number }} Limits
 */

/** Titles and notes may stand above the head, and columns without a head beside the others; so many are held. */
export const LINES_ABOVE = 20
export const COLUMNS_BESIDE = 400

const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ]/gu
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff]/gu
/** What our own exports put before a text that a spreadsheet would take for a formula. */
const NEUTRALISED = /^'(?=\s*[=+\-@＝＋－＠\t\r\n])/u
/** How a spreadsheet writes a long number when its last digits are gone. */
const CUT_NUMBER = /^[+-]?\d(?:\.\d+)?E\+\d{2,3}$/iu

/** A cell as a person means it: trimmed, full-width letters and digits as plain ones. @param {string} text */
export const cleanCell = (text) =>
  text
    .normalize('NFC')
    .replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(INVISIBLE, '')
    .replace(/\r\n?/gu, '\n')
    .replace(/[\u3000\u00a0]/gu, ' ')
    .trim()
    .replace(NEUTRALISED, '')
    .trim()

/** B5 for column 1, line 5. @param {number} column @param {number} line */
export const placeOf = (column, line) => {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return `${letters}${line}`
}

const isFilled = (/** @type {string} */ cell) => cell !== ''

/** The line of the heads: a title across the top has one cell only. @param {readonly Line[]} lines */
export const headOf = (lines) => lines.find(({ cells }) => cells.filter(isFilled).length > 1) ?? lines[0]

/**
 * A table from clean lines that are not empty. Columns without a head are left out.
 * @param {string} name @param {readonly Line[]} lines @param {Limits} limits
 */
export const tableOf = (name, lines, limits) => {
  const head = headOf(lines)
  if (!head) return undefined
  const columns = head.cells.flatMap((cell, i) => (cell === '' ? [] : [i]))
  if (columns.length > limits.columns) throw tooManyColumns(columns.length)
  const header = columns.map((i) => head.cells[i] ?? '')
  const twice = header.find((one, i) => header.indexOf(one) !== i)
  if (twice !== undefined) throw new SheetProblem('SHEET_TWO_HEADS', { head: twice.slice(0, 40) })
  const rows = lines
    .filter(({ line }) => line > head.line)
    .map(({ line, cells }) => ({
      line,
      cells: columns.map((i) => {
        const cell = cells[i] ?? ''
        if (CUT_NUMBER.test(cell)) throw new SheetProblem('SHEET_NUMBER_CUT', { place: placeOf(i, line) })
        if (cell.length > limits.cell)
          throw new SheetProblem('SHEET_CELL_LONG', { place: placeOf(i, line), most: limits.cell })
        return cell
      }),
    }))
    .filter(({ cells }) => cells.some(isFilled))
  if (rows.length > limits.rows) throw tooManyRows(limits)
  return { name, header, rows }
}

/** @param {number} many */
export const tooManyColumns = (many) => new SheetProblem('SHEET_TOO_LARGE', { what: `有 ${many} 列` })

/** @param {Limits} limits */
export const tooManyRows = (limits) => new SheetProblem('SHEET_TOO_LARGE', { what: `超过 ${limits.rows} 行` })
