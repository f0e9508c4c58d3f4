/** What a spreadsheet is to the rooms, coming in and going out. Pure; reading and writing are in the files beside it. */

export interface UploadedFile {
  /** As the person's computer calls it. */
  name: string
  bytes: Uint8Array
}

export interface SheetRow {
  /** The line in the file as the person counts it: 1 is the first. */
  line: number
  /** One text a column of the header; '' where nothing stands. Trimmed, NFC; days as YYYY-MM-DD. */
  cells: readonly string[]
}

export interface SheetTable {
  /** Name of the sheet; the file's name for CSV. */
  name: string
  header: readonly string[]
  rows: readonly SheetRow[]
}

/** A cell of a sheet that goes out. Money is written in 元 from 分 by columns of kind `fen`. */
export type SheetCell = string | number | null

export interface SheetColumn {
  head: string
  kind?: 'text' | 'number' | 'fen'
  /** In characters. */
  width?: number
  /** A drop-down below the head with these words, for templates. */
  choices?: readonly string[]
}

export interface SheetToWrite {
  name: string
  columns: readonly SheetColumn[]
  rows: readonly (readonly SheetCell[])[]
}
