import type { SheetRow, SheetTable } from '~/shared/sheet/sheet'
import { MOST_GUARDIANS, type RosterPart } from './roster-columns'
import { stageNames, lineWords as words } from './roster-words'

/** What one line of a roster says, or the sentence that says what is wrong with it. Pure. */

export type Stage = keyof typeof stageNames
export type StaffRole = 'teacher' | 'school_admin'

export interface GuardianLine {
  name: string
  relation: string
  phone: string
}

export interface PupilLine {
  line: number
  school: string
  studentNumber: string
  name: string
  grade: number
  classNumber: number
  guardians: GuardianLine[]
}

export interface StaffLine {
  line: number
  school: string
  staffNumber: string
  name: string
  subject: string
  inService: boolean
  roles: StaffRole[]
}

export interface SchoolLine {
  line: number
  id: string
  name: string
  street: string
  stage: Stage
  inScope: boolean
  gate: string
}

export interface LineError {
  line: number
  column: string
  says: string
}

export interface Read<Line> {
  lines: Line[]
  errors: LineError[]
  /** Lines of the sheet, right and wrong. */
  all: number
}

/** What a line is checked against. */
export interface RosterFrame {
  /** The school whose roster it is; '' where the sheet says it line by line. */
  school: string
  schools: { id: string; name: string; stage: Stage }[]
}

export const gradesOf: Record<Stage, readonly number[]> = {
  kindergarten: [],
  primary: [1, 2, 3, 4, 5, 6],
  junior: [7, 8, 9],
  nine_year: [1, 2, 3, 4, 5, 6, 7, 8, 9],
}

const DIGITS = '一二三四五六七八九'
const NUMBER = /^[\p{L}\p{N}-]{4,24}$/u
const STAFF_NUMBER = /^[A-Z0-9-]{2,20}$/u
const SCHOOL_CODE = /^[A-Za-z0-9-]{2,24}$/u
const PHONE = /^1\d{10}$/u
const MOST_CLASSES = 40

const isName = (text: string, most: number): boolean =>
  text !== '' && [...text].length <= most && !/[\p{Cc}\p{Nd}<>]/u.test(text)
const isText = (text: string, least: number, most: number): boolean =>
  [...text].length >= least && [...text].length <= most && !/[\p{Cc}<>]/u.test(text)

/** 四年级, 四, 4, 4年级 → 4; 初一 → 7. @returns null for anything else */
export const readGrade = (text: string): number | null => {
  const plain = text.replace(/\s|年级|级/gu, '')
  if (/^[1-9]$/u.test(plain)) return Number(plain)
  const junior = /^初([一二三])$/u.exec(plain)?.[1]
  if (junior) return 6 + DIGITS.indexOf(junior) + 1
  return plain.length === 1 && DIGITS.includes(plain) ? DIGITS.indexOf(plain) + 1 : null
}

/** 2, 2班, （2）班, 四（2）班 → 2. @returns null for anything else */
export const readClassNumber = (text: string): number | null => {
  const digits = /^\D{0,8}(\d{1,2})\D{0,3}$/u.exec(text.trim())?.[1]
  const number = Number(digits)
  return digits && number >= 1 && number <= MOST_CLASSES ? number : null
}

/** Reads cells by their heads, and keeps what is wrong. */
const lineReader = (table: SheetTable, row: SheetRow, errors: LineError[]) => ({
  has: (head: string): boolean => table.header.includes(head),
  cell: (head: string): string => row.cells[table.header.indexOf(head)] ?? '',
  wrong: (column: string, says: string): void => {
    errors.push({ line: row.line, column, says })
  },
})
type LineReader = ReturnType<typeof lineReader>

const readEach = <Line>(table: SheetTable, read: (reader: LineReader, line: number) => Line): Read<Line> => {
  const errors: LineError[] = []
  const lines: Line[] = []
  for (const row of table.rows) {
    const before = errors.length
    const line = read(lineReader(table, row, errors), row.line)
    if (errors.length === before) lines.push(line)
  }
  return { lines, errors, all: table.rows.length }
}

/** By code or full name; a school's own file need not say it. */
const schoolReader = ({ school, schools }: RosterFrame) => {
  const byWord = new Map(schools.flatMap((one) => [[one.id, one] as const, [one.name, one] as const]))
  const own = schools.find(({ id }) => id === school)
  return ({ cell, wrong }: LineReader) => {
    const said = cell('学校')
    if (said === '' && own) return own
    const found = byWord.get(said)
    if (!found) wrong('学校', words.school)
    else if (own && found.id !== own.id) wrong('学校', words.otherSchool)
    return found
  }
}

const readGuardians = ({ cell, wrong }: LineReader, line: number, phones: Map<string, [string, number]>) => {
  const guardians: GuardianLine[] = []
  for (let nth = 1; nth <= MOST_GUARDIANS; nth++) {
    const name = cell(`监护人${nth}姓名`)
    const phone = cell(`监护人${nth}手机`).replace(/[\s-]/gu, '')
    const relation = cell(`监护人${nth}关系`) || '家长'
    if (name === '' && phone === '') continue
    if (name === '') wrong(`监护人${nth}姓名`, words.guardianName)
    else if (!isName(name, 30)) wrong(`监护人${nth}姓名`, words.name)
    if (phone === '') wrong(`监护人${nth}手机`, words.guardianPhone)
    else if (!PHONE.test(phone)) wrong(`监护人${nth}手机`, words.phone)
    else if (guardians.some((one) => one.phone === phone)) wrong(`监护人${nth}手机`, words.phoneTwice)
    else {
      const known = phones.get(phone)
      if (known && known[0] !== name) wrong(`监护人${nth}手机`, words.phoneOfAnother(known[0], known[1]))
      else phones.set(phone, [name, line])
    }
    if (!isText(relation, 1, 8)) wrong(`监护人${nth}关系`, words.relation)
    guardians.push({ name, relation, phone })
  }
  return guardians
}

/** Reads the sheet of pupils. */
export const readPupils = (table: SheetTable, frame: RosterFrame): Read<PupilLine> => {
  const seen = new Map<string, number>()
  const phones = new Map<string, [string, number]>()
  const schoolOf = schoolReader(frame)
  return readEach(table, (reader, line) => {
    const { cell, wrong } = reader
    const school = schoolOf(reader)
    const studentNumber = cell('学籍号')
    const before = seen.get(studentNumber)
    if (!NUMBER.test(studentNumber)) wrong('学籍号', words.studentNumber)
    else if (before !== undefined) wrong('学籍号', words.studentNumberTwice(before))
    else seen.set(studentNumber, line)
    const name = cell('姓名')
    if (!isName(name, 30)) wrong('姓名', words.name)
    const grade = readGrade(cell('年级')) ?? 0
    if (grade === 0) wrong('年级', words.grade)
    else if (school && !gradesOf[school.stage].includes(grade)) wrong('年级', words.foreignGrade(grade))
    const classNumber = readClassNumber(cell('班级')) ?? 0
    if (classNumber === 0) wrong('班级', words.classNumber)
    const guardians = readGuardians(reader, line, phones)
    return { line, school: school?.id ?? '', studentNumber, name, grade, classNumber, guardians }
  })
}

const yesNo = (text: string): boolean | undefined => (text === '是' ? true : text === '否' ? false : undefined)

const readRoles = (text: string): StaffRole[] => {
  const said = text.split(/[、,，/\s]+/u).filter(Boolean)
  const roles = said.map((word): StaffRole | undefined =>
    word === '老师' || word === '教师' ? 'teacher' : word === '教务' ? 'school_admin' : undefined,
  )
  return roles.some((role) => role === undefined) ? [] : [...new Set(roles as StaffRole[])]
}

/** Reads the sheet of teachers and administrators. */
export const readStaff = (table: SheetTable, frame: RosterFrame): Read<StaffLine> => {
  const seen = new Map<string, number>()
  const schoolOf = schoolReader(frame)
  return readEach(table, (reader, line) => {
    const { cell, wrong, has } = reader
    const school = schoolOf(reader)
    const staffNumber = cell('工号').toUpperCase()
    const before = seen.get(staffNumber)
    if (!STAFF_NUMBER.test(staffNumber)) wrong('工号', words.staffNumber)
    else if (before !== undefined) wrong('工号', words.staffNumberTwice(before))
    else seen.set(staffNumber, line)
    const name = cell('姓名')
    if (!isName(name, 30)) wrong('姓名', words.name)
    const subject = cell('学科')
    if (!isText(subject, 0, 12)) wrong('学科', words.subject)
    const inService = has('在编') ? yesNo(cell('在编')) : true
    if (inService === undefined) wrong('在编', words.yesNo)
    const roles = readRoles(cell('角色'))
    if (roles.length === 0) wrong('角色', words.role)
    return { line, school: school?.id ?? '', staffNumber, name, subject, inService: inService ?? true, roles }
  })
}

/** Reads the sheet of schools. */
export const readSchools = (table: SheetTable): Read<SchoolLine> => {
  const seen = new Map<string, number>()
  return readEach(table, ({ cell, wrong, has }, line) => {
    const id = cell('学校代码')
    const before = seen.get(id)
    if (!SCHOOL_CODE.test(id)) wrong('学校代码', words.schoolCode)
    else if (before !== undefined) wrong('学校代码', words.schoolCodeTwice(before))
    else seen.set(id, line)
    const name = cell('学校名称')
    if (!isText(name, 2, 40)) wrong('学校名称', words.schoolName)
    const street = cell('街道')
    if (!isText(street, 2, 20)) wrong('街道', words.street)
    const stage = (Object.keys(stageNames) as Stage[]).find((key) => stageNames[key] === cell('学段'))
    if (!stage) wrong('学段', words.stage)
    const inScope = has('是否义务教育') ? yesNo(cell('是否义务教育')) : stage !== 'kindergarten'
    if (inScope === undefined) wrong('是否义务教育', words.yesNo)
    const gate = cell('接送地点')
    if (!isText(gate, 0, 30)) wrong('接送地点', words.gate)
    return { line, id, name, street, stage: stage ?? 'primary', inScope: inScope ?? true, gate: gate || '校门口' }
  })
}

/** A line of any part, as it waits to be applied. */
export type RosterLine =
  | ({ part: 'pupils' } & PupilLine)
  | ({ part: 'staff' } & StaffLine)
  | ({ part: 'schools' } & SchoolLine)

/** Reads a sheet of a known part. */
export const readPart = (part: RosterPart, table: SheetTable, frame: RosterFrame): Read<RosterLine> => {
  const named = <Line>(read: Read<Line>) => ({
    ...read,
    lines: read.lines.map((line) => ({ part, ...line }) as unknown as RosterLine),
  })
  if (part === 'pupils') return named(readPupils(table, frame))
  return part === 'staff' ? named(readStaff(table, frame)) : named(readSchools(table))
}
