/** What the forecast is reckoned from, kind by kind: the columns of its sheet, and what a cell may hold. Pure. */

export const demandKinds = [
  'rolls',
  'feeders',
  'births',
  'cell_counts',
  'dwellings',
  'yields',
  'standards',
  'rooms',
  'cells',
  'sites',
  'catchments',
] as const
export type DemandKind = (typeof demandKinds)[number]

/** `bounds` are inclusive. A year may lie ahead only where `ahead` says so. */
export type CellRule =
  | { type: 'whole' | 'decimal'; from: number; to: number }
  | { type: 'year'; ahead: boolean }
  | { type: 'month' }
  | { type: 'day' }
  | { type: 'school' }
  | { type: 'street'; whole: boolean }
  | { type: 'grade'; all: boolean }
  | { type: 'phase' }
  | { type: 'cell' }
  | { type: 'code'; most: number }
  | { type: 'text'; least: number; most: number }

export interface DemandColumn {
  /** The column of the table behind it, as the schema calls it. */
  name: string
  head: string
  rule: CellRule
  /** Part of what makes a line this line and no other. */
  key?: true
  /** The column may be missing from a sheet, and a cell of it empty. */
  optional?: true
  /** Goes with the others: by itself it makes no difference. */
  aside?: true
  width?: number
}

export interface KindRules {
  columns: readonly DemandColumn[]
  /** The cell of this head may say 删除: then the line takes away what stands. '' where nothing is ever taken away. */
  removal: string
}

export const EARLIEST_YEAR = 1990
export const LATEST_YEAR = 2100
/** In `standards`: every grade of the phase. */
export const ALL_GRADES = 99
/** Pupils a class. */
const CLASS_SIZES = { from: 10, to: 60 }

const school: CellRule = { type: 'school' }
const past: CellRule = { type: 'year', ahead: false }
const whole = (from: number, to: number): CellRule => ({ type: 'whole', from, to })
const METRES = whole(0, 200_000)

export const kindRules: Record<DemandKind, KindRules> = {
  rolls: {
    columns: [
      { name: 'school', head: '学校', rule: school, key: true, width: 28 },
      { name: 'year', head: '年份', rule: past, key: true },
      { name: 'grade', head: '年级', rule: { type: 'grade', all: false }, key: true },
      { name: 'pupils', head: '人数', rule: whole(0, 5_000) },
    ],
    removal: '人数',
  },
  feeders: {
    columns: [
      { name: 'from', head: '毕业学校', rule: school, key: true, width: 28 },
      { name: 'to', head: '升入学校', rule: school, key: true, width: 28 },
      { name: 'year', head: '年份', rule: past, key: true },
      { name: 'pupils', head: '人数', rule: whole(0, 5_000) },
    ],
    removal: '人数',
  },
  births: {
    columns: [
      { name: 'street', head: '街道', rule: { type: 'street', whole: true }, key: true, width: 18 },
      { name: 'year', head: '年份', rule: past, key: true },
      { name: 'month', head: '月份', rule: { type: 'month' }, key: true, optional: true },
      { name: 'births', head: '出生数', rule: whole(0, 200_000) },
    ],
    removal: '出生数',
  },
  cell_counts: {
    columns: [
      { name: 'cell', head: '网格', rule: { type: 'cell' }, key: true, width: 18 },
      { name: 'year', head: '年份', rule: past, key: true },
      { name: 'grade', head: '年级', rule: { type: 'grade', all: false }, key: true },
      { name: 'children', head: '孩子数', rule: whole(0, 5_000) },
    ],
    removal: '孩子数',
  },
  dwellings: {
    columns: [
      { name: 'id', head: '编号', rule: { type: 'code', most: 40 }, key: true, width: 14 },
      { name: 'name', head: '项目名称', rule: { type: 'text', least: 2, most: 40 }, width: 28 },
      { name: 'street', head: '街道', rule: { type: 'street', whole: false }, width: 18 },
      { name: 'kind', head: '住房类别', rule: { type: 'text', least: 1, most: 20 }, width: 14 },
      { name: 'dwellings', head: '户数', rule: whole(1, 50_000) },
      { name: 'firstYear', head: '开始入住年份', rule: { type: 'year', ahead: true } },
      { name: 'years', head: '几年住满', rule: whole(1, 30) },
    ],
    removal: '户数',
  },
  yields: {
    columns: [
      { name: 'kind', head: '住房类别', rule: { type: 'text', least: 1, most: 20 }, key: true, width: 14 },
      { name: 'phase', head: '学段', rule: { type: 'phase' }, key: true },
      { name: 'yearsSince', head: '入住后第几年', rule: whole(0, 60), key: true },
      { name: 'perHundred', head: '每百户孩子数', rule: { type: 'decimal', from: 0, to: 400 } },
    ],
    removal: '每百户孩子数',
  },
  standards: {
    columns: [
      { name: 'phase', head: '学段', rule: { type: 'phase' }, key: true },
      { name: 'grade', head: '年级', rule: { type: 'grade', all: true }, key: true },
      { name: 'classSize', head: '每班人数', rule: whole(CLASS_SIZES.from, CLASS_SIZES.to) },
      { name: 'document', head: '依据文件', rule: { type: 'text', least: 2, most: 80 }, width: 36 },
      { name: 'effectiveFrom', head: '生效日期', rule: { type: 'day' }, key: true, width: 14 },
    ],
    removal: '每班人数',
  },
  rooms: {
    columns: [
      { name: 'school', head: '学校', rule: school, key: true, width: 28 },
      { name: 'rooms', head: '普通教室', rule: whole(0, 300) },
    ],
    removal: '普通教室',
  },
  cells: {
    columns: [
      { name: 'id', head: '网格', rule: { type: 'code', most: 40 }, key: true, width: 18 },
      { name: 'street', head: '街道', rule: { type: 'street', whole: false }, width: 18 },
      { name: 'community', head: '社区', rule: { type: 'text', least: 1, most: 40 }, width: 18 },
      { name: 'compound', head: '小区', rule: { type: 'text', least: 0, most: 40 }, optional: true, width: 18 },
      { name: 'x', head: '向东(米)', rule: METRES },
      { name: 'y', head: '向北(米)', rule: METRES },
    ],
    removal: '',
  },
  sites: {
    columns: [
      { name: 'school', head: '学校', rule: school, key: true, width: 28 },
      { name: 'x', head: '向东(米)', rule: METRES },
      { name: 'y', head: '向北(米)', rule: METRES },
    ],
    removal: '向东(米)',
  },
  catchments: {
    columns: [
      { name: 'phase', head: '学段', rule: { type: 'phase' }, key: true },
      { name: 'effectiveFrom', head: '生效日期', rule: { type: 'day' }, aside: true, width: 14 },
      { name: 'cell', head: '网格', rule: { type: 'cell' }, key: true, width: 18 },
      { name: 'school', head: '学校', rule: school, width: 28 },
    ],
    removal: '',
  },
}

/** A line of any kind: one value a column. */
export type DemandRow = Record<string, string | number>

/** What makes a line this line and no other, as one text. */
export const keyOf = (kind: DemandKind, row: DemandRow): string =>
  JSON.stringify(kindRules[kind].columns.filter(({ key }) => key).map(({ name }) => row[name]))

/** Both rows say the same. */
export const sameRow = (kind: DemandKind, one: DemandRow, other: DemandRow): boolean =>
  kindRules[kind].columns.every(({ name, aside }) => aside || one[name] === other[name])
