/** How much of a file from outside is worked on. */
export interface SheetLimits {
  /** Of the file itself. */
  bytes: number
  /** Files inside a workbook or package. */
  entries: number
  /** Bytes of all that is unpacked, counted while unpacking: what a header says of itself may be a lie. */
  unpacked: number
  rows: number
  columns: number
  /** Characters of one cell. */
  cell: number
  /** Milliseconds until the worker is ended. */
  time: number
}

export const sheetLimits: SheetLimits = {
  bytes: 16 * 1024 * 1024,
  entries: 200,
  unpacked: 192 * 1024 * 1024,
  rows: 60_000,
  columns: 100,
  cell: 3_000,
  time: 60_000,
}
