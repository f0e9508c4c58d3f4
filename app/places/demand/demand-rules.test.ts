import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SheetTable } from '~/shared/sheet/sheet'
import { cellWord } from './demand-cell-words'
import { diffDemand } from './demand-diff-rules'
import { type DemandKind, type DemandRow, demandKinds, keyOf, kindRules } from './demand-kinds'
import { missingHeads, readDemandLines, sheetOfKind } from './demand-line-rules'
import { demandSheet } from './demand-sheets'
import { cellWords } from './demand-words'
import type { DemandFrame } from './read-cell-rules'

const frame: DemandFrame = {
  today: '2026-11-23',
  streets: [
    { code: '370105015', name: '泺口街道' },
    { code: '370105013', name: '药山街道' },
  ],
  schools: [
    { id: 'xx01', name: '柳岸小学', stage: 'primary' },
    { id: 'zx01', name: '远帆中学', stage: 'junior' },
    { id: 'jx01', name: '雁南学校', stage: 'nine_year' },
    { id: 'yey1', name: '小荷幼儿园', stage: 'kindergarten' },
    { id: 'yey2', name: '小荷幼儿园', stage: 'kindergarten' },
  ],
  cells: new Set(['W001', 'W002', 'W003']),
  yieldKinds: new Set(['商品房']),
}

const table = (kind: DemandKind, ...lines: (string | number)[][]): SheetTable => ({
  name: '表',
  header: kindRules[kind].columns.map(({ head }) => head),
  rows: lines.map((cells, i) => ({ line: i + 2, cells: cells.map(String) })),
})
const read = (kind: DemandKind, ...lines: (string | number)[][]) => readDemandLines(kind, table(kind, ...lines), frame)
const errorsOf = (kind: DemandKind, ...lines: (string | number)[][]) =>
  read(kind, ...lines).errors.map(({ line, column, says }) => `${line} ${column} ${says}`)

describe('reading a line', () => {
  it('takes schools and streets by name or code, months left empty, and the words of grades', () => {
    const { lines, errors } = read('births', ['泺口街道', 2025, '', 812], ['370105013', '2024', '7', '60'])
    expect(errors).toEqual([])
    expect(lines.map(({ row }) => row)).toEqual([
      { street: '370105015', year: 2025, month: 0, births: 812 },
      { street: '370105013', year: 2024, month: 7, births: 60 },
    ])
    expect(read('births', ['全区', 2025, '', 5]).lines[0]?.row.street).toBe('')
    expect(
      read('rolls', ['xx01', 2026, '三年级', 40], ['雁南学校', 2026, '初一', 0]).lines.map(({ row }) => row),
    ).toEqual([
      { school: 'xx01', year: 2026, grade: 3, pupils: 40 },
      { school: 'jx01', year: 2026, grade: 7, pupils: 0 },
    ])
  })

  it.each<[DemandKind, (string | number)[], string]>([
    ['rolls', ['没有小学', 2026, '一年级', 1], `2 学校 ${cellWords.school}`],
    ['rolls', ['小荷幼儿园', 2026, '小班', 1], `2 学校 ${cellWords.school}`],
    ['rolls', ['柳岸小学', 1989, '一年级', 1], `2 年份 ${cellWords.year}`],
    ['rolls', ['柳岸小学', 2101, '一年级', 1], `2 年份 ${cellWords.year}`],
    ['rolls', ['柳岸小学', 2027, '一年级', 1], `2 年份 ${cellWords.yearAhead(2026)}`],
    ['rolls', ['柳岸小学', 2026, '七年级', 1], `2 年级 ${cellWords.foreignGrade}`],
    ['rolls', ['柳岸小学', 2026, '十年级', 1], `2 年级 ${cellWords.grade}`],
    ['rolls', ['柳岸小学', 2026, '一年级', -3], `2 人数 ${cellWords.whole(0, 5000)}`],
    ['rolls', ['柳岸小学', 2026, '一年级', 3.5], `2 人数 ${cellWords.whole(0, 5000)}`],
    ['rolls', ['柳岸小学', 2026, '一年级', '1e300'], `2 人数 ${cellWords.whole(0, 5000)}`],
    ['rolls', ['柳岸小学', 2026, '一年级', ''], `2 人数 ${cellWords.whole(0, 5000)}`],
    ['rolls', ['柳岸小学', 2026, '一年级', '=1+1'], `2 人数 ${cellWords.whole(0, 5000)}`],
    ['feeders', ['远帆中学', '远帆中学', 2026, 4], `2 毕业学校 ${cellWords.noSixth}`],
    ['feeders', ['柳岸小学', '柳岸小学', 2026, 4], `2 升入学校 ${cellWords.noSeventh}`],
    ['births', ['没有街道', 2025, '', 1], `2 街道 ${cellWords.streetOrWhole}`],
    ['births', ['', 2025, '', 1], `2 街道 ${cellWords.streetOrWhole}`],
    ['births', ['泺口街道', 2025, 13, 1], `2 月份 ${cellWords.month}`],
    ['births', ['泺口街道', 2025, 0, 1], `2 月份 ${cellWords.month}`],
    ['cell_counts', ['W009', 2026, '一年级', 1], `2 网格 ${cellWords.cell}`],
    ['dwellings', ['A1', '<script>', '泺口街道', '商品房', 10, 2027, 3], `2 项目名称 ${cellWords.text(2, 40)}`],
    ['dwellings', ['A1', '长'.repeat(41), '泺口街道', '商品房', 10, 2027, 3], `2 项目名称 ${cellWords.text(2, 40)}`],
    ['dwellings', ['A1', '新苑', '全区', '商品房', 10, 2027, 3], `2 街道 ${cellWords.street}`],
    ['dwellings', ['A1', '新苑', '泺口街道', '别墅', 10, 2027, 3], `2 住房类别 ${cellWords.noYield}`],
    ['dwellings', ['=A1', '新苑', '泺口街道', '商品房', 10, 2027, 3], `2 编号 ${cellWords.code(40)}`],
    ['yields', ['商品房', '小学', 3, '400.1'], `2 每百户孩子数 ${cellWords.decimal(0, 400)}`],
    ['yields', ['商品房', '高中', 3, 12], `2 学段 ${cellWords.phase}`],
    ['standards', ['小学', '全部年级', 61, '示例文件', '2026-09-01'], `2 每班人数 ${cellWords.whole(10, 60)}`],
    ['standards', ['小学', '七年级', 45, '示例文件', '2026-09-01'], `2 年级 ${cellWords.gradeOfPhase}`],
    ['standards', ['小学', '一年级', 45, '示例文件', '2027-02-30'], `2 生效日期 ${cellWords.day}`],
    ['standards', ['小学', '一年级', 45, '', '2026-09-01'], `2 依据文件 ${cellWords.text(2, 80)}`],
    ['cells', ['W9', '泺口街道', '', '', 1, 1], `2 社区 ${cellWords.text(1, 40)}`],
  ])('says of %s %j what to write', (kind, line, said) => {
    expect(errorsOf(kind, line)).toEqual([said])
  })

  it('refuses the same line twice, naming the first', () => {
    expect(errorsOf('rooms', ['柳岸小学', 24], ['xx01', 25])).toEqual([`3 学校 ${cellWords.twice(2)}`])
  })

  it('leaves columns alone that nobody asked for, and names those that lack', () => {
    const given = { ...table('rooms', ['柳岸小学', 24, '好']), header: ['学校', '普通教室', '备注'] }
    expect(readDemandLines('rooms', given, frame).extra).toEqual(['备注'])
    expect(missingHeads('rooms', { ...given, header: ['学校'] })).toEqual(['普通教室'])
    expect(missingHeads('births', { ...given, header: ['街道', '年份', '出生数'] })).toEqual([])
    expect(sheetOfKind('rooms', [{ ...given, name: '说明', header: ['怎么填'] }, given])?.name).toBe('表')
  })
})

describe('catchments', () => {
  const whole = [
    ['小学', '2027-09-01', 'W001', '柳岸小学'],
    ['小学', '2027-09-01', 'W002', '柳岸小学'],
    ['小学', '2027-09-01', 'W003', '雁南学校'],
  ]
  it('cover every cell exactly once, one phase and one day a file', () => {
    expect(errorsOf('catchments', ...whole)).toEqual([])
    expect(errorsOf('catchments', ...whole.slice(1))).toEqual([`1 网格 ${cellWords.missingCells(1, 'W001')}`])
    expect(errorsOf('catchments', ...whole, whole[0] ?? [])).toEqual([`5 学段 ${cellWords.twice(2)}`])
    expect(errorsOf('catchments', ...whole.slice(0, 2), ['小学', '2028-09-01', 'W003', '雁南学校'])).toEqual([
      `4 生效日期 ${cellWords.oneDay}`,
    ])
    expect(errorsOf('catchments', ...whole.slice(0, 2), ['初中', '2027-09-01', 'W003', '雁南学校'])).toEqual([
      `4 学段 ${cellWords.onePhase}`,
    ])
    expect(errorsOf('catchments', ...whole.slice(0, 2), ['小学', '2027-09-01', 'W003', '远帆中学'])).toEqual([
      `4 学校 ${cellWords.foreignPhase}`,
    ])
  })

  it('never begin before the version that stands', () => {
    const { lines } = read('catchments', ...whole)
    const standing: DemandRow[] = [{ phase: 'primary', effectiveFrom: '2028-09-01', cell: 'W001', school: 'jx01' }]
    expect(diffDemand('catchments', lines, standing).errors).toEqual([
      { line: 2, column: '生效日期', says: cellWords.olderVersion('2028-09-01') },
    ])
    expect(diffDemand('catchments', lines, []).errors).toEqual([])
  })
})

describe('the difference', () => {
  const standing: DemandRow[] = [
    { street: '370105015', year: 2024, month: 0, births: 100 },
    { street: '370105015', year: 2025, month: 0, births: 90 },
  ]
  const diff = (...lines: (string | number)[][]) => diffDemand('births', read('births', ...lines).lines, standing)

  it('tells new, changed, removed and unchanged apart', () => {
    const { changes, errors } = diff(
      ['泺口街道', 2024, '', 100],
      ['泺口街道', 2025, '', 91],
      ['药山街道', 2025, '', 40],
    )
    expect(errors).toEqual([])
    expect(changes.map(({ kind, was }) => [kind, was?.births ?? null])).toEqual([
      ['same', 100],
      ['changed', 90],
      ['fresh', null],
    ])
    expect(diff(['泺口街道', 2024, '', '删除']).changes.map(({ kind }) => kind)).toEqual(['removed'])
  })

  it('refuses to remove what is not there', () => {
    expect(diff(['药山街道', 2024, '', '删除']).errors).toEqual([
      { line: 2, column: '出生数', says: cellWords.nothingToRemove },
    ])
  })

  it('never lets a street count a year as a whole and by months', () => {
    const says = cellWords.monthsAndYear
    expect(diff(['泺口街道', 2025, 3, 8]).errors).toEqual([{ line: 2, column: '月份', says }])
    expect(diff(['泺口街道', 2025, '', '删除'], ['泺口街道', 2025, 3, 8]).errors).toEqual([])
    expect(diff(['药山街道', 2025, 3, 8], ['药山街道', 2025, '', 90]).errors).toHaveLength(2)
  })
})

describe('what goes out comes in again', () => {
  const some = <Value>(...values: Value[]) => fc.constantFrom(...values)
  const anyValue = (kind: DemandKind, name: string): fc.Arbitrary<string | number> => {
    const { rule } = kindRules[kind].columns.find((column) => column.name === name) ?? { rule: undefined }
    switch (rule?.type) {
      case 'whole':
        return fc.integer({ min: rule.from, max: rule.to })
      case 'decimal':
        return fc.integer({ min: rule.from * 100, max: rule.to * 100 }).map((hundredths) => hundredths / 100)
      case 'year':
        return fc.integer({ min: 1990, max: 2026 })
      case 'month':
        return fc.integer({ min: 0, max: 12 })
      case 'day':
        return some('2026-09-01', '1990-01-01')
      case 'street':
        return rule.whole ? some('370105015', '') : some('370105015', '370105013')
      case 'grade':
        return some(1, 2, 6)
      case 'phase':
        return some('primary')
      case 'cell':
        return some('W001', 'W002', 'W003')
      case 'school':
        return name === 'to' ? some('zx01', 'jx01') : some('xx01', 'jx01')
      case 'code':
        return some('A-1', 'b2')
      default:
        return name === 'kind' ? some('商品房') : some('示例 1', '示例（二）')
    }
  }
  const rowOf = (kind: DemandKind): fc.Arbitrary<DemandRow> =>
    fc.record(Object.fromEntries(kindRules[kind].columns.map(({ name }) => [name, anyValue(kind, name)])))

  it.each(demandKinds.filter((kind) => kind !== 'catchments'))('%s', (kind) => {
    const rows = fc.uniqueArray(rowOf(kind), { selector: (row) => keyOf(kind, row), maxLength: 6 })
    fc.assert(
      fc.property(rows, (standing) => {
        const { columns, rows: written } = demandSheet(kind, frame, standing)
        const again: SheetTable = {
          name: '',
          header: columns.map(({ head }) => head),
          rows: written.map((cells, i) => ({ line: i + 2, cells: cells.map(String) })),
        }
        const { lines, errors } = readDemandLines(kind, again, frame)
        expect(errors).toEqual([])
        expect(lines.map(({ row }) => row)).toEqual(standing)
        expect(diffDemand(kind, lines, standing).changes.every((change) => change.kind === 'same')).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('a school that shares its name is written by its code', () => {
    expect(cellWord({ type: 'school' }, 'yey2', frame)).toBe('yey2')
    expect(cellWord({ type: 'school' }, 'xx01', frame)).toBe('柳岸小学')
  })

  it('no text makes the reading fall over', () => {
    const anything = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 7, maxLength: 7 }), { maxLength: 3 })
    fc.assert(
      fc.property(fc.constantFrom(...demandKinds), anything, (kind, lines) => {
        const { errors, lines: right } = read(kind, ...lines)
        expect(errors.length + right.length).toBeGreaterThanOrEqual(lines.length)
      }),
    )
  })
})
