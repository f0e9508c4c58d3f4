import type { PupilStanding } from './pupil-diff'
import type { LineError, PupilLine, StaffLine } from './roster-rules'
import { lineWords as words } from './roster-words'
import type { StandingStaff } from './staff-diff'

/**
 * What a school's own file may not do, because whoever prints a slip could use it: pull over a child it hardly knows,
 * link a child to somebody else's account of work, or make administrators. Officers may. Pure.
 */

interface Guarded<Line> {
  lines: Line[]
  wrong: LineError[]
}

const divide = <Line extends { line: number }>(
  lines: readonly Line[],
  troubleOf: (line: Line) => Omit<LineError, 'line'> | null,
): Guarded<Line> => {
  const wrong: LineError[] = []
  const right = lines.filter((line) => {
    const trouble = troubleOf(line)
    if (trouble) wrong.push({ line: line.line, ...trouble })
    return !trouble
  })
  return { lines: right, wrong }
}

/** @param officer the bureau's own file: it only has to name a child of another school as that school does. */
export const guardPupils = (
  lines: readonly PupilLine[],
  { pupils, accounts, guardianships }: PupilStanding,
  officer: boolean,
): Guarded<PupilLine> => {
  const byNumber = new Map(pupils.map((pupil) => [pupil.studentNumber, pupil]))
  const atWork = new Map(accounts.flatMap(({ id, phone, staff }) => (staff && phone ? [[phone, id] as const] : [])))
  const links = new Set(guardianships.map(({ account, pupil }) => `${account} ${pupil}`))
  return divide(lines, ({ school, studentNumber, name, guardians }) => {
    const known = byNumber.get(studentNumber)
    if (known && known.school !== school && known.name !== name)
      return { column: '学籍号', says: words.numberElsewhere }
    const nth = guardians.findIndex(({ phone }) => {
      const account = atWork.get(phone)
      return account !== undefined && !links.has(`${account} ${known?.id ?? ''}`)
    })
    return nth >= 0 && !officer ? { column: `监护人${nth + 1}手机`, says: words.staffPhone } : null
  })
}

/** Administrators get their slips from the bureau, so only the bureau makes new ones. */
export const guardStaff = (
  lines: readonly StaffLine[],
  standing: readonly StandingStaff[],
  officer: boolean,
): Guarded<StaffLine> => {
  const admins = new Set(
    standing
      .filter(({ roles, left }) => !left && roles.includes('school_admin'))
      .map(({ school, staffNumber }) => `${school} ${staffNumber}`),
  )
  return divide(lines, ({ school, staffNumber, roles }) =>
    officer || !roles.includes('school_admin') || admins.has(`${school} ${staffNumber}`)
      ? null
      : { column: '角色', says: words.adminByOfficer },
  )
}
