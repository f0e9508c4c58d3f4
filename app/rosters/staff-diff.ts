import type { LineError, SchoolLine, StaffLine, StaffRole } from './roster-rules'
import { lineWords as words } from './roster-words'

/** What sheets of teachers and of schools change against what stands. Pure. */

export interface StandingStaff {
  account: string
  staffNumber: string
  name: string
  /** '' for an account that is no school's staff, such as an officer's. */
  school: string
  subject: string
  inService: boolean
  left: boolean
  roles: readonly StaffRole[]
}

export interface StaffChange {
  kind: 'new' | 'changed' | 'returned' | 'same'
  line: StaffLine
  account: string | null
}

export interface StaffDiff {
  changes: StaffChange[]
  left: StandingStaff[]
  wrong: LineError[]
}

const sameStaff = (one: StandingStaff, line: StaffLine): boolean =>
  one.name === line.name &&
  one.subject === line.subject &&
  one.inService === line.inService &&
  [...one.roles].sort().join() === [...line.roles].sort().join()

/** @param complete false where some lines were wrong: then nobody is made to leave. */
export const diffStaff = (
  lines: readonly StaffLine[],
  standing: readonly StandingStaff[],
  complete: boolean,
): StaffDiff => {
  const byNumber = new Map(standing.map((one) => [one.staffNumber, one]))
  const diff: StaffDiff = { changes: [], left: [], wrong: [] }
  for (const line of lines) {
    const known = byNumber.get(line.staffNumber)
    if (known && known.school !== line.school && !(known.left && known.school !== ''))
      diff.wrong.push({ line: line.line, column: '工号', says: words.staffElsewhere })
    else {
      const kind = !known ? 'new' : known.left ? 'returned' : sameStaff(known, line) ? 'same' : 'changed'
      diff.changes.push({ kind, line, account: known?.account ?? null })
    }
  }
  if (complete && diff.wrong.length === 0) {
    const schools = new Set(lines.map(({ school }) => school))
    const listed = new Set(lines.map(({ staffNumber }) => staffNumber))
    diff.left = standing.filter(
      ({ school, left, staffNumber }) => !left && schools.has(school) && !listed.has(staffNumber),
    )
  }
  return diff
}

export interface StandingSchool extends Omit<SchoolLine, 'line'> {
  /** Has pupils: its stage stands. */
  attended: boolean
}

export interface SchoolChange {
  kind: 'new' | 'changed' | 'same'
  line: SchoolLine
}

/** Schools come and change by file; none is ever taken away by one. */
export const diffSchools = (
  lines: readonly SchoolLine[],
  standing: readonly StandingSchool[],
): { changes: SchoolChange[]; wrong: LineError[] } => {
  const known = new Map(standing.map((school) => [school.id, school]))
  const wrong: LineError[] = []
  const changes: SchoolChange[] = []
  for (const line of lines) {
    const before = known.get(line.id)
    if (before?.attended && before.stage !== line.stage) {
      wrong.push({ line: line.line, column: '学段', says: words.stageTaken })
      continue
    }
    const same =
      before !== undefined &&
      (['name', 'street', 'stage', 'inScope', 'gate'] as const).every((field) => before[field] === line[field])
    changes.push({ kind: !before ? 'new' : same ? 'same' : 'changed', line })
  }
  return { changes, wrong }
}
