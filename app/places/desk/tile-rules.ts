/** Where the streets stand on the schematic map. Configuration of a district, and a grid for any other. Pure. */

export interface TileBox {
  x: number
  y: number
  width: number
  height: number
}

export interface TileLayout {
  width: number
  height: number
  /** By street code. */
  tiles: ReadonlyMap<string, TileBox>
  /** The water that runs through, as a path, with the middle of its name; null for a district without. */
  river: { path: string; name: string; x: number; y: number } | null
}

const WIDTH = 404
const GAP = 8
const TALL = 64
const ROW = TALL + GAP

/** Rows of streets from north to south; the river runs below row `bank`. Codes as of 2023-06-30. */
interface Arrangement {
  rows: readonly (readonly string[])[]
  bank: number
  river: string
}

/** 天桥区: two streets north of the 黄河, the large ones on its bank, the old town in the south. */
const arrangements: Readonly<Record<string, Arrangement>> = {
  '370105': {
    bank: 1,
    river: '黄 河',
    rows: [
      ['370105016', '370105017'],
      ['370105013', '370105015', '370105014'],
      ['370105006', '370105001', '370105004', '370105005'],
      ['370105012', '370105010', '370105011', '370105007'],
      ['', '', '370105003', '370105009'],
    ],
  },
}

const RIVER_TALL = 40
const IN_A_ROW = 4

/** Boxes of equal width that fill a row; '' leaves its place empty. */
const rowBoxes = (codes: readonly string[], y: number): [string, TileBox][] => {
  const width = (WIDTH - GAP * (codes.length - 1)) / codes.length
  return codes.flatMap((code, i) => (code === '' ? [] : [[code, { x: i * (width + GAP), y, width, height: TALL }]]))
}

const inRows = (codes: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(codes.length / IN_A_ROW) }, (_, row) => {
    const some = codes.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW)
    return [...some, ...Array.from({ length: row === 0 ? 0 : IN_A_ROW - some.length }, () => '')]
  })

/**
 * Boxes for every street given: as the district is known to lie, else in rows by code. A street that the configuration
 * does not know stands in rows below.
 * @param district its id. @param codes of its streets.
 */
export const tileLayout = (district: string, codes: readonly string[]): TileLayout => {
  const arranged = arrangements[district]
  const known = new Set(arranged?.rows.flat())
  const wanted = new Set(codes)
  const rows = [
    ...(arranged?.rows.map((row) => row.map((code) => (wanted.has(code) ? code : ''))) ?? []),
    ...inRows(codes.filter((code) => !known.has(code))),
  ]
  const bank = arranged?.bank ?? 0
  const topOf = (row: number): number => row * ROW + (arranged && row >= bank ? RIVER_TALL : 0)
  const water = topOf(bank) - RIVER_TALL / 2 - GAP / 2
  return {
    width: WIDTH,
    height: Math.max(1, topOf(rows.length) - GAP),
    tiles: new Map(rows.flatMap((codes, row) => rowBoxes(codes, topOf(row)))),
    river: arranged
      ? {
          path: `M-8 ${water}c60 -14 120 12 200 0s140 -10 226 2`,
          name: arranged.river,
          x: WIDTH / 2,
          y: water,
        }
      : null,
  }
}
