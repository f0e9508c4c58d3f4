// @ts-check
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import writeSheets from 'write-excel-file/node'
import { neutral, printable } from './sheet-texts.mjs'

/**
 * @typedef {import('../sheet').SheetToWrite} SheetToWrite
 * @typedef {import('../sheet').SheetColumn} SheetColumn
 * @typedef {import('../sheet').SheetCell} SheetCell
 */

/** Drop-downs reach so far below the head. */
const LINES_WITH_CHOICES = 1_000
const LIST_SHEET = '选项'
const HEAD = '#E7EFEA'
const NOT_IN_NAMES = /[\\/?*[\]:']/gu
const NAME_LENGTH = 31

/** @param {SheetCell} cell @param {SheetColumn} column @returns {import('write-excel-file/node').Row[number]} */
const workbookCell = (cell, { kind = 'text' }) => {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number' && kind === 'fen') return { type: Number, value: cell / 100, format: '#,##0.00' }
  if (typeof cell === 'number') return { type: Number, value: cell }
  return { type: String, value: neutral(printable(cell)), wrap: cell.includes('\n'), alignVertical: 'top' }
}

/** 31 characters at most, none that Excel refuses, no two alike. @param {readonly SheetToWrite[]} sheets */
const sheetNames = (sheets) => {
  const taken = new Set([LIST_SHEET])
  return sheets.map(({ name }) => {
    const plain = printable(name.replace(/\s/gu, ' ')).replace(NOT_IN_NAMES, ' ').trim() || '表'
    for (let nth = 1; ; nth++) {
      const tail = nth === 1 ? '' : ` ${nth}`
      const tried = `${plain.slice(0, NAME_LENGTH - tail.length)}${tail}`
      if (taken.has(tried.toLowerCase())) continue
      taken.add(tried.toLowerCase())
      return tried
    }
  })
}

/** @param {SheetColumn} column */
const widthOf = ({ head, width }) => width ?? Math.max(10, [...head].length * 2 + 2)

/**
 * The bytes of a workbook with bold heads that stay; columns with choices get a drop-down.
 * @param {readonly SheetToWrite[]} sheets
 */
export const writeWorkbook = async (sheets) => {
  const names = sheetNames(sheets)
  const parts = sheets.map(({ columns, rows }, i) => ({
    sheet: names[i] ?? '',
    columns: columns.map((column) => ({ width: widthOf(column) })),
    stickyRowsCount: 1,
    data: [
      columns.map(({ head }) => ({
        type: String,
        value: neutral(printable(head)),
        fontWeight: /** @type {const} */ ('bold'),
        backgroundColor: HEAD,
      })),
      ...rows.map((row) => columns.map((column, at) => workbookCell(row[at] ?? null, column))),
    ],
  }))
  const lists = sheets.flatMap(({ columns }, sheet) =>
    columns.flatMap(({ choices = [] }, column) => (choices.length > 0 ? [{ sheet, column, choices }] : [])),
  )
  if (lists.length === 0) return writeSheets(parts).toBuffer()
  const longest = Math.max(...lists.map(({ choices }) => choices.length))
  const listSheet = {
    sheet: LIST_SHEET,
    columns: lists.map(() => ({ width: 20 })),
    stickyRowsCount: 0,
    data: Array.from({ length: longest }, (_, line) =>
      lists.map(({ choices }) => {
        const choice = choices[line]
        return choice === undefined ? null : { type: String, value: neutral(printable(choice)) }
      }),
    ),
  }
  const book = await writeSheets([...parts, listSheet]).toBuffer()
  return withDropDowns(book, sheets.length, lists)
}

/** @param {number} column @returns {string} */
const letterOf = (column) =>
  column < 26
    ? String.fromCharCode(65 + column)
    : `${letterOf(Math.floor(column / 26) - 1)}${String.fromCharCode(65 + (column % 26))}`

/**
 * The library writes no drop-downs: they are added to its file, and the sheet with their words is hidden.
 * @param {Uint8Array} book @param {number} listSheet
 * @param {readonly { sheet: number, column: number, choices: readonly string[] }[]} lists
 */
const withDropDowns = (book, listSheet, lists) => {
  const files = unzipSync(book)
  const edit = (/** @type {string} */ name, /** @type {(xml: string) => string} */ change) => {
    const file = files[name]
    if (!file) throw new Error(`the workbook has no ${name}`)
    files[name] = strToU8(change(strFromU8(file)))
  }
  for (const sheet of new Set(lists.map((list) => list.sheet))) {
    const own = lists.flatMap((list, nth) => (list.sheet === sheet ? [{ ...list, nth }] : []))
    const rules = own.map(({ column, choices, nth }) => {
      const at = letterOf(column)
      const from = letterOf(nth)
      return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${at}2:${at}${LINES_WITH_CHOICES + 1}"><formula1>${LIST_SHEET}!$${from}$1:$${from}$${choices.length}</formula1></dataValidation>`
    })
    const said = `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`
    edit(`xl/worksheets/sheet${sheet + 1}.xml`, (xml) => xml.replace('</sheetData>', `</sheetData>${said}`))
  }
  let nth = -1
  edit('xl/workbook.xml', (xml) =>
    xml.replace(/<sheet /gu, (tag) => {
      nth += 1
      return nth === listSheet ? '<sheet state="hidden" ' : tag
    }),
  )
  return Buffer.from(zipSync(files))
}
