import { CsvError, parse } from 'csv-parse/sync'
import { commandWords } from './command-words'
import type { InputError } from './input-error'

const words = commandWords.input

/** A row of a CSV file: its line, and the cell of a column, trimmed. */
export interface TableRow {
  line: number
  cell(column: string): string
}

export interface Table {
  rows: TableRow[]
  errors: InputError[]
}

interface Parsed {
  record: string[]
  info: { lines: number }
}

const newlines = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0)

/**
 * A CSV file as rows with their lines: UTF-8 with or without a mark at its beginning, any line ends, quoted cells; columns
 * by header in any order, further ones ignored, empty rows skipped.
 * @param file what its errors call it. @param columns that must be there. @returns no row where the file is broken.
 */
export const readTable = (bytes: Uint8Array, file: string, columns: readonly string[]): Table => {
  const broken = (line: number, column: string, message: string): Table => ({
    rows: [],
    errors: [{ file, line, column, message }],
  })
  let parsed: Parsed[]
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n')
    // The library's types do not know that `info` changes what comes back.
    parsed = parse(text, {
      bom: true,
      info: true,
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Parsed[]
  } catch (error) {
    if (error instanceof CsvError) return broken(Number(error.lines ?? 1), 'file', words.quotes)
    if (error instanceof TypeError) return broken(1, 'file', words.encoding)
    throw error
  }
  const header = parsed[0]?.record.map((name) => name.trim().toLowerCase()) ?? []
  const errors: InputError[] = columns.flatMap((column) => {
    const message = header.includes(column)
      ? header.indexOf(column) !== header.lastIndexOf(column) && words.columnTwice
      : words.noColumn
    return message ? [{ file, line: 1, column, message }] : []
  })
  if (errors.length > 0) return { rows: [], errors }
  const place = new Map(columns.map((column) => [column, header.indexOf(column)]))
  const rows = parsed.slice(1).flatMap(({ record, info }): TableRow[] => {
    if (record.every((cell) => cell.trim() === '')) return []
    const line = info.lines - newlines(record)
    if (record.slice(header.length).some((cell) => cell.trim() !== '')) {
      errors.push({ file, line, column: 'file', message: words.tooLong })
      return []
    }
    return [{ line, cell: (column) => record[place.get(column) ?? -1]?.trim() ?? '' }]
  })
  if (rows.length === 0 && errors.length === 0) return broken(1, 'file', words.nothing)
  return { rows, errors }
}

/** A calendar year as it is written; undefined where it is none. */
export const yearIn = (text: string): number | undefined => (/^(?:19|20|21)\d\d$/.test(text) ? Number(text) : undefined)

/** A whole number ≥ 0 as it is written; undefined where it is none, or more children than there are. */
export const wholeIn = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined)
