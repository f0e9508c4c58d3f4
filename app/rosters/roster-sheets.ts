import type { SheetToWrite } from '~/shared/sheet/sheet'
import type { RosterToWrite } from './one-roster-files'
import { gradeWord, isRare, type RosterPart, roleWords, rosterColumns, yesNoWord } from './roster-columns'
import { stageNames } from './roster-words'

/** Lists of who is there under the heads that files come in by: taken out, changed and brought in again. Pure. */

const names: Record<RosterPart, string> = { pupils: '学生', staff: '老师', schools: '学校' }

const GUARDIAN = /^监护人/u

/** By name; by code where two schools have one name. */
const schoolWords = ({ schools }: RosterToWrite): Map<string, string> =>
  new Map(
    schools.map(({ id, name }) => [id, schools.filter((other) => other.name === name).length > 1 ? id : name] as const),
  )

const pupilRows = (roster: RosterToWrite, most: number): string[][] => {
  const words = schoolWords(roster)
  const classOf = new Map(roster.classes.map((one) => [one.id, one]))
  const byPupil = new Map<string, string[]>()
  for (const { pupil, name, relation, phone } of roster.guardians)
    byPupil.set(pupil, [...(byPupil.get(pupil) ?? []), name, relation, phone])
  return roster.pupils.map(({ id, studentNumber, name, school, homeClass }) => {
    const { grade = 0, number = 0 } = classOf.get(homeClass) ?? {}
    const theirs = (byPupil.get(id) ?? []).slice(0, most * 3)
    return [words.get(school) ?? school, studentNumber, name, gradeWord(grade), String(number), ...theirs]
  })
}

const rowsOf = (part: RosterPart, roster: RosterToWrite): string[][] => {
  if (part === 'pupils') {
    const most = rosterColumns.pupils.filter(({ head }) => GUARDIAN.test(head)).length / 3
    return pupilRows(roster, most)
  }
  if (part === 'schools')
    return roster.schools.map(({ id, name, street, stage, inScope, gate }) => {
      const word = (stageNames as Record<string, string>)[stage] ?? stage
      return [id, name, street, word, yesNoWord(inScope), gate]
    })
  const words = schoolWords(roster)
  return roster.staff.map(({ school, staffNumber, name, subject, inService, roles }) => [
    words.get(school) ?? school,
    staffNumber,
    name,
    subject,
    yesNoWord(inService),
    // 老师 before 教务, as the template's choices have it.
    [...roles]
      .sort()
      .reverse()
      .map((role) => roleWords[role])
      .join('、'),
  ])
}

/** The list of one part as it stands. */
export const rosterSheet = (part: RosterPart, roster: RosterToWrite): SheetToWrite => ({
  name: names[part],
  columns: rosterColumns[part],
  rows: rowsOf(part, roster).map((row) => rosterColumns[part].map((_, i) => row[i] ?? '')),
})

/** An empty sheet to fill in, with drop-downs. @param withSchool a column that names the school of each line. */
export const rosterTemplate = (part: RosterPart, withSchool: boolean): SheetToWrite => ({
  name: names[part],
  columns: rosterColumns[part].filter(({ head }) => !isRare(head) && (withSchool || head !== '学校')),
  rows: [],
})
