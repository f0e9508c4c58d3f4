import type { SheetColumn, SheetTable } from '~/shared/sheet/sheet'
import { rosterWords as words } from './roster-words'

/** The columns of the three sheets, under the names that schools use. Pure. */

export type SheetKind = 'pupils' | 'teachers' | 'schools'

/** As many guardians as a line may have; files usually bring three. */
export const MOST_GUARDIANS = 9
export const USUAL_GUARDIANS = 3

/** The names of a column; the first is the one that templates and sentences use. */
const heads = {
  school: ['学校代码', '学校标识码'],
  number: ['学籍号', '全国学籍号', '学生学籍号'],
  name: ['姓名', '学生姓名', '教师姓名', '老师姓名'],
  grade: ['年级'],
  classNumber: ['班级', '班', '班号'],
  staffNumber: ['工号', '教师工号'],
  subject: ['学科', '任教学科'],
  inService: ['在编', '在编(是/否)', '在编（是/否）', '是否在编'],
  role: ['角色', '身份'],
  schoolName: ['学校名称', '学校'],
  street: ['街道', '所属街道'],
  stage: ['学段'],
  inScope: ['是否义务教育', '义务教育'],
  gate: ['接送地点', '接送门'],
} as const

export type ColumnKey = keyof typeof heads

export const headOf = (key: ColumnKey): string => heads[key][0]

export const guardianHeads = (nth: number): { name: string; relation: string; phone: string } => ({
  name: `监护人${nth}姓名`,
  relation: `监护人${nth}关系`,
  phone: `监护人${nth}手机`,
})

const needed: Record<SheetKind, readonly ColumnKey[]> = {
  pupils: ['number', 'name', 'grade', 'classNumber'],
  teachers: ['staffNumber', 'name'],
  schools: ['school', 'schoolName', 'stage'],
}

const known: Record<SheetKind, readonly ColumnKey[]> = {
  pupils: ['school', 'number', 'name', 'grade', 'classNumber'],
  teachers: ['school', 'staffNumber', 'name', 'subject', 'inService', 'role'],
  schools: ['school', 'schoolName', 'street', 'stage', 'inScope', 'gate'],
}

/** Blanks and the width of brackets make no difference in a head. */
const plainHead = (head: string): string => head.normalize('NFKC').replace(/\s/gu, '').toLowerCase()

const plainHeads = new Map(
  (Object.keys(heads) as ColumnKey[]).map((key) => [key, new Set(heads[key].map((head) => plainHead(head)))]),
)

/** Where a table keeps what; `cell` gives '' for a column that is not there. */
export interface Layout {
  kind: SheetKind
  at: ReadonlyMap<ColumnKey, number>
  /** Of guardian 1, 2, …; -1 where a column is missing. */
  guardians: readonly { nth: number; name: number; relation: number; phone: number }[]
  ignored: string[]
}

/** What stands in the way of reading a table at all. */
export interface Unreadable {
  missing: string[]
}

const indexOf = (plain: readonly string[], key: ColumnKey): number =>
  plain.findIndex((head) => plainHeads.get(key)?.has(head))

const kindOf = (plain: readonly string[]): SheetKind | null => {
  const has = (key: ColumnKey): boolean => indexOf(plain, key) >= 0
  if (has('number')) return 'pupils'
  if (has('staffNumber')) return 'teachers'
  if (has('school') && has('schoolName')) return 'schools'
  return null
}

/** Recognises a sheet by its heads, whatever their order. @returns null for a sheet of something else. */
export const layoutOf = ({ header }: Pick<SheetTable, 'header'>): Layout | Unreadable | null => {
  const plain = header.map(plainHead)
  const kind = kindOf(plain)
  if (!kind) return null
  const missing = needed[kind].filter((key) => indexOf(plain, key) < 0).map(headOf)
  if (missing.length > 0) return { missing }
  const at = new Map(
    known[kind].flatMap((key) => (indexOf(plain, key) < 0 ? [] : [[key, indexOf(plain, key)] as const])),
  )
  const guardians = kind === 'pupils' ? guardianColumns(plain) : []
  const used = new Set([...at.values(), ...guardians.flatMap(({ name, relation, phone }) => [name, relation, phone])])
  return { kind, at, guardians, ignored: header.filter((head, i) => !used.has(i) && head !== '') }
}

const guardianColumns = (plain: readonly string[]): Layout['guardians'] =>
  Array.from({ length: MOST_GUARDIANS }, (_, i) => i + 1).flatMap((nth) => {
    const { name, relation, phone } = guardianHeads(nth)
    const found = { nth, name: plain.indexOf(name), relation: plain.indexOf(relation), phone: plain.indexOf(phone) }
    return found.name < 0 && found.phone < 0 ? [] : [found]
  })

/**
 * The columns of a sheet that goes out: templates and lists of who is there.
 * @param guardians how many; @param withSchool names the school of each line.
 */
export const columnsOf = (
  kind: SheetKind,
  { withSchool = false, guardians = USUAL_GUARDIANS }: { withSchool?: boolean; guardians?: number } = {},
): SheetColumn[] => {
  const choices: Partial<Record<ColumnKey, readonly string[]>> = {
    inService: words.yesNo,
    inScope: words.yesNo,
    role: Object.values(words.roles),
    stage: Object.values(words.stages),
    grade: words.grades.slice(1),
  }
  const own = known[kind].filter((key) => kind === 'schools' || withSchool || key !== 'school')
  const columns: SheetColumn[] = own.map((key) => {
    const list = choices[key]
    return { head: headOf(key), ...(list ? { choices: list } : {}), ...(key === 'number' ? { width: 24 } : {}) }
  })
  if (kind !== 'pupils') return columns
  const theirs = Array.from({ length: guardians }, (_, i) => Object.values(guardianHeads(i + 1))).flat()
  return [...columns, ...theirs.map((head) => ({ head }))]
}
