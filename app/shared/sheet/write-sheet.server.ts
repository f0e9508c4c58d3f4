import { stringify } from 'csv-stringify/sync'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import writeWorkbook, { type Row } from 'write-excel-file/node'
import type { SheetCell, SheetColumn, SheetToWrite } from './sheet'

/** Drop-downs reach so far below the head. */
const LINES_WITH_CHOICES = 1_000
const LIST_SHEET = '选项'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const CSV = 'text/csv; charset=utf-8'
const HEAD = '#E7EFEA'
/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection). */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r\n]/u
const NOT_IN_NAMES = /[\\/?*[\]:']/gu
const NAME_LENGTH = 31

/** A text that no spreadsheet runs; reading it in again gives the text back. */
const neutral = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu

/** What XML or an address cannot carry, halves of characters among it, is left out rather than breaking the file. */
const printable = (text: string): string => text.replace(UNPRINTABLE, '')

const workbookCell = (cell: SheetCell, { kind = 'text' }: SheetColumn): Row[number] => {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number' && kind === 'fen') return { type: Number, value: cell / 100, format: '#,##0.00' }
  if (typeof cell === 'number') return { type: Number, value: cell }
  return { type: String, value: neutral(printable(cell)), wrap: cell.includes('\n'), alignVertical: 'top' }
}

/** 31 characters at most, none that Excel refuses, no two alike. */
const sheetNames = (sheets: readonly SheetToWrite[]): string[] => {
  const taken = new Set<string>([LIST_SHEET])
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

const widthOf = ({ head, width }: SheetColumn): number => width ?? Math.max(10, [...head].length * 2 + 2)

/**
 * A workbook of one or more sheets with bold heads that stay, real numbers (money in 元 from 分) and texts that stay
 * texts: one that begins like a formula is neutralised. Columns with choices get a drop-down.
 */
export const workbookOf = async (sheets: readonly SheetToWrite[]): Promise<Buffer> => {
  const names = sheetNames(sheets)
  const parts = sheets.map(({ columns, rows }, i) => ({
    sheet: names[i] ?? '',
    columns: columns.map((column) => ({ width: widthOf(column) })),
    stickyRowsCount: 1,
    data: [
      columns.map(({ head }) => ({
        type: String,
        value: neutral(printable(head)),
        fontWeight: 'bold' as const,
        backgroundColor: HEAD,
      })),
      ...rows.map((row) => columns.map((column, at) => workbookCell(row[at] ?? null, column))),
    ],
  }))
  const lists = sheets.flatMap(({ columns }, sheet) =>
    columns.flatMap(({ choices = [] }, column) => (choices.length > 0 ? [{ sheet, column, choices }] : [])),
  )
  if (lists.length === 0) return writeWorkbook(parts).toBuffer()
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
  const book = await writeWorkbook([...parts, listSheet]).toBuffer()
  return withDropDowns(book, sheets.length, lists)
}

const letterOf = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : `${letterOf(Math.floor(column / 26) - 1)}${String.fromCharCode(65 + (column % 26))}`

/** The library writes no drop-downs: they are added to its file, and the sheet with their words is hidden. */
const withDropDowns = (
  book: Buffer,
  listSheet: number,
  lists: readonly { sheet: number; column: number; choices: readonly string[] }[],
): Buffer => {
  const files = unzipSync(book)
  const edit = (name: string, change: (xml: string) => string): void => {
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
