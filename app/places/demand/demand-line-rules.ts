import type { SheetRow, SheetTable } from '~/shared/sheet/sheet'
import { autumnOf } from '../autumn-rules'
import { gradesOfPhase, type Phase, phaseOfGrade } from '../phases'
import { ALL_GRADES, type DemandColumn, type DemandKind, type DemandRow, keyOf, kindRules } from './demand-kinds'
import { REMOVE, cellWords as words } from './demand-words'
import { type DemandFrame, phasesOfStage, readCell } from './read-cell-rules'

/** The lines of a demand sheet, and everything that is wrong with them. Pure. */

export interface LineError {
  line: number
  column: string
  says: string
}

export interface DemandLine {
  line: number
  key: string
  /** The whole row; of a line that takes one away only the key's columns hold. */
  row: DemandRow
  remove: boolean
}

export interface DemandRead {
  lines: DemandLine[]
  errors: LineError[]
  /** Heads that nobody asked for. */
  extra: string[]
}

const plainHead = (head: string): string => head.normalize('NFKC').replace(/\s+/gu, '')

const placeOf = (table: SheetTable, { head }: DemandColumn): number =>
  table.header.findIndex((one) => plainHead(one) === plainHead(head))

/** The sheet of a file that has most of a kind's heads. */
export const sheetOfKind = (kind: DemandKind, tables: readonly SheetTable[]): SheetTable | undefined => {
  const known = (table: SheetTable): number =>
    kindRules[kind].columns.filter((column) => placeOf(table, column) >= 0).length
  return [...tables].sort((a, b) => known(b) - known(a))[0]
}

/** Heads that a sheet must have and has not. */
export const missingHeads = (kind: DemandKind, table: SheetTable): string[] =>
  kindRules[kind].columns.filter((column) => !column.optional && placeOf(table, column) < 0).map(({ head }) => head)

/**
 * Reads every line by the closed list of checks: each cell by its rule, the cells of a line against each other, and the
 * lines against each other (twice the same; catchments whole). @param table has all heads of the kind.
 */
export const readDemandLines = (kind: DemandKind, table: SheetTable, frame: DemandFrame): DemandRead => {
  const { columns } = kindRules[kind]
  const errors: LineError[] = []
  const lines: DemandLine[] = []
  const seen = new Map<string, number>()
  const firstHead = columns[0]?.head ?? ''
  for (const row of table.rows) {
    const { line, wrong } = readLine(kind, table, row, frame)
    errors.push(...wrong)
    if (!line) continue
    const before = seen.get(line.key)
    if (before !== undefined) errors.push({ line: row.line, column: firstHead, says: words.twice(before) })
    else {
      seen.set(line.key, row.line)
      lines.push(line)
    }
  }
  errors.push(...wholeFileErrors(kind, lines, frame, errors.length === 0))
  const known = new Set(columns.map(({ head }) => plainHead(head)))
  const extra = table.header.filter((head) => head !== '' && !known.has(plainHead(head)))
  return { lines, errors: errors.sort((a, b) => a.line - b.line), extra }
}

const readLine = (
  kind: DemandKind,
  table: SheetTable,
  { line, cells }: SheetRow,
  frame: DemandFrame,
): { line: DemandLine | null; wrong: LineError[] } => {
  const { columns, removal } = kindRules[kind]
  const textOf = (column: DemandColumn): string => (cells[placeOf(table, column)] ?? '').trim()
  const remove = columns.some((column) => column.head === removal && textOf(column) === REMOVE)
  const row: DemandRow = {}
  const wrong: LineError[] = []
  for (const column of columns) {
    if (remove && !column.key) continue
    const answer = readCell(column.rule, textOf(column), frame)
    if ('value' in answer) row[column.name] = answer.value
    else wrong.push({ line, column: column.head, says: answer.says })
  }
  if (wrong.length === 0 && !remove)
    wrong.push(...lineChecks[kind](row, frame).map(({ column, says }) => ({ line, column, says })))
  return wrong.length > 0 ? { line: null, wrong } : { line: { line, key: keyOf(kind, row), row, remove }, wrong }
}

type Found = { column: string; says: string }[]

/** What its cells, each right, must not say together. */
const lineChecks: Record<DemandKind, (row: DemandRow, frame: DemandFrame) => Found> = {
  rolls: ({ school, grade, year }, frame) => [
    ...found('年级', words.foreignGrade, !has(frame, school, (phase) => phaseOfGrade(Number(grade)) === phase)),
    ...found('年份', words.yearAhead(autumnOf(frame.today)), Number(year) > autumnOf(frame.today)),
  ],
  feeders: ({ from, to, year }, frame) => [
    ...found('毕业学校', words.noSixth, !has(frame, from, (phase) => phase === 'primary')),
    ...found('升入学校', words.noSeventh, !has(frame, to, (phase) => phase === 'junior')),
    ...found('年份', words.yearAhead(autumnOf(frame.today)), Number(year) > autumnOf(frame.today)),
  ],
  births: () => [],
  cell_counts: ({ year }, frame) =>
    found('年份', words.yearAhead(autumnOf(frame.today)), Number(year) > autumnOf(frame.today)),
  dwellings: ({ kind }, { yieldKinds }) => found('住房类别', words.noYield, !yieldKinds.has(String(kind))),
  yields: () => [],
  standards: ({ phase, grade }) =>
    found('年级', words.gradeOfPhase, grade !== ALL_GRADES && !gradesOfPhase[phase as Phase].includes(Number(grade))),
  rooms: () => [],
  cells: () => [],
  sites: () => [],
  catchments: ({ school, phase }, frame) =>
    found('学校', words.foreignPhase, !has(frame, school, (one) => one === phase)),
}

const found = (column: string, says: string, wrong: boolean): Found => (wrong ? [{ column, says }] : [])

const has = ({ schools }: DemandFrame, school: unknown, fits: (phase: Phase) => boolean): boolean => {
  const stage = schools.find(({ id }) => id === school)?.stage
  return stage !== undefined && phasesOfStage[stage].some(fits)
}

/** What is only seen of the file as a whole. @param whole every line could be read. */
const wholeFileErrors = (
  kind: DemandKind,
  lines: readonly DemandLine[],
  { cells }: DemandFrame,
  whole: boolean,
): LineError[] => {
  const first = lines[0]
  if (kind !== 'catchments' || !first) return []
  const other = (name: string, column: string, says: string): LineError[] =>
    lines.flatMap(({ line, row }) => (row[name] === first.row[name] ? [] : [{ line, column, says }])).slice(0, 1)
  const mixed = [...other('phase', '学段', words.onePhase), ...other('effectiveFrom', '生效日期', words.oneDay)]
  if (mixed.length > 0 || !whole) return mixed
  const given = new Set(lines.map(({ row }) => row.cell))
  const missing = [...cells].filter((cell) => !given.has(cell)).sort()
  return missing[0] === undefined
    ? []
    : [{ line: 1, column: '网格', says: words.missingCells(missing.length, missing[0]) }]
}
