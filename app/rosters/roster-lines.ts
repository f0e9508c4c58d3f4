import type { Schema } from '#db/schema/index'

/** What a file says, line by line, in the portal's own terms: what the spreadsheets and OneRoster are read into. Pure. */

export type Stage = Schema['school']['$inferSelect']['stage']
export type StaffRole = 'teacher' | 'school_admin'

/** Where a line stands: the sheet's name where there are several, and the line as the person counts it. */
export interface Spot {
  sheet: string
  line: number
}

export interface GuardianLine {
  name: string
  relation: string
  /** 11 digits. */
  phone: string
}

export interface PupilLine extends Spot {
  kind: 'pupil'
  school: string
  number: string
  name: string
  grade: number
  classNumber: number
  /** Empty where the file says nothing: then the guardians stay as they stand. */
  guardians: GuardianLine[]
}

export interface TeacherLine extends Spot {
  kind: 'teacher'
  school: string
  staffNumber: string
  name: string
  subject: string
  inService: boolean
  role: StaffRole
}

export interface SchoolLine extends Spot {
  kind: 'school'
  school: string
  name: string
  street: string
  /** null where the file does not know (OneRoster of others): the school's own stays, or its grades tell. */
  stage: Stage | null
  inScope: boolean
  gate: string
}

export type RosterLine = PupilLine | TeacherLine | SchoolLine

/** One thing that is wrong in the file, for a person who has it open. */
export interface LineError extends Spot {
  column: string
  says: string
}

/** A file as it was read. */
export interface RosterRead {
  lines: RosterLine[]
  errors: LineError[]
  /** Lines that carry an error; they are not among `lines`. */
  wrongLines: number
  /** Columns that nobody asked for, by sheet. */
  ignored: string[]
}

/** What the reader has to know of the place it reads for. */
export interface ReadingFor {
  /** The school whose file it is; '' when the file names the school of each line. */
  school: string
  /** Stages of all schools of the district. */
  stages: ReadonlyMap<string, Stage>
  /** Only the district's officers bring schools, administrators, and lines of several schools. */
  officer: boolean
}

export const spotOf = ({ sheet, line }: Spot): string => `${sheet}\n${line}`

const gradesOf: Record<Stage, readonly [number, number]> = {
  kindergarten: [0, 0],
  primary: [1, 6],
  junior: [7, 9],
  nine_year: [1, 9],
}

/** The last grade of a stage: who is in it graduates. */
export const lastGradeOf = (stage: Stage): number => gradesOf[stage][1]

export const gradeFits = (stage: Stage, grade: number): boolean => {
  const [first, last] = gradesOf[stage]
  return grade >= first && grade <= last && grade > 0
}
