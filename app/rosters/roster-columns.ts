import type { SheetColumn, SheetTable } from '~/shared/sheet/sheet'
import { stageNames } from './roster-words'

/** The columns of the three sheets people come in by: for the templates, the exports and the reading. Pure. */

export type RosterPart = 'pupils' | 'staff' | 'schools'

/** As many guardians as a line may have. */
export const MOST_GUARDIANS = 6
/** What a sheet to fill in offers. */
const USUAL_GUARDIANS = 3

const GRADES = ['一年级', '二年级', '三年级', '四年级', '五年级', '六年级', '七年级', '八年级', '九年级']
export const gradeWord = (grade: number): string => GRADES[grade - 1] ?? String(grade)
export const roleWords = { teacher: '老师', school_admin: '教务' } as const
export const yesNoWord = (yes: boolean): string => (yes ? '是' : '否')

const guardianColumns = Array.from({ length: MOST_GUARDIANS }, (_, i): SheetColumn[] => [
  { head: `监护人${i + 1}姓名`, width: 14 },
  { head: `监护人${i + 1}关系`, width: 12, choices: ['妈妈', '爸爸', '奶奶', '爷爷', '姥姥', '姥爷', '其他'] },
  { head: `监护人${i + 1}手机`, width: 16 },
]).flat()

export const rosterColumns: Record<RosterPart, readonly SheetColumn[]> = {
  pupils: [
    { head: '学校', width: 24 },
    { head: '学籍号', width: 24 },
    { head: '姓名', width: 14 },
    { head: '年级', width: 10, choices: GRADES },
    { head: '班级', width: 8 },
    ...guardianColumns,
  ],
  staff: [
    { head: '学校', width: 24 },
    { head: '工号', width: 14 },
    { head: '姓名', width: 14 },
    { head: '学科', width: 14 },
    { head: '在编', width: 8, choices: ['是', '否'] },
    { head: '角色', width: 14, choices: ['老师', '教务', '老师、教务'] },
  ],
  schools: [
    { head: '学校代码', width: 16 },
    { head: '学校名称', width: 28 },
    { head: '街道', width: 16 },
    { head: '学段', width: 14, choices: Object.values(stageNames) },
    { head: '是否义务教育', width: 14, choices: ['是', '否'] },
    { head: '接送地点', width: 20 },
  ],
}

/** The columns a sheet to fill in leaves out: few families name so many. */
export const isRare = (head: string): boolean =>
  guardianColumns.slice(USUAL_GUARDIANS * 3).some((column) => column.head === head)

/** Without these a sheet is not of the kind. */
const needed: Record<RosterPart, readonly string[]> = {
  pupils: ['学籍号', '姓名', '年级', '班级'],
  staff: ['工号', '姓名', '角色'],
  schools: ['学校代码', '学校名称', '学段'],
}

/** Other names that schools' own systems give the columns. */
const otherNames: Record<string, string> = {
  全国学籍号: '学籍号',
  学生姓名: '姓名',
  教师姓名: '姓名',
  教师工号: '工号',
  任教学科: '学科',
  是否在编: '在编',
  班号: '班级',
  学校标识码: '学校代码',
  所属街道: '街道',
}

/** The table with its heads in our words. */
export const named = (table: SheetTable): SheetTable => ({
  ...table,
  header: table.header.map((head) => {
    const plain = head.replace(/\s|[（(].*[）)]$/gu, '')
    const ours = otherNames[plain] ?? plain
    return table.header.includes(ours) && ours !== head ? head : ours
  }),
})

/** What a sheet is about, by its heads; undefined for any other sheet. */
export const partOf = ({ header }: Pick<SheetTable, 'header'>): RosterPart | undefined =>
  (Object.keys(needed) as RosterPart[]).find((part) => needed[part].every((head) => header.includes(head)))

/** Heads that nobody reads. */
export const extraHeads = (part: RosterPart, header: readonly string[]): string[] =>
  header.filter((head) => !rosterColumns[part].some((column) => column.head === head))
