import { createHash } from 'node:crypto'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { diffPupils, type PupilDiff, type PupilStanding } from './pupil-diff'
import { guardPupils, guardStaff } from './roster-guards'
import type { LineError, PupilLine, SchoolLine, StaffLine } from './roster-rules'
import { loadPupilStanding, loadSchoolStanding, loadStaffStanding } from './roster-standing.server'
import { diffSchools, diffStaff, type SchoolChange, type StaffDiff } from './staff-diff'

/** The difference a sheet makes now: worked out for the page, and again inside the transaction that writes it. */

const fingerprintOf = (facts: unknown): string =>
  createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 22)

interface HowToRead {
  /** False where some lines were wrong: then nobody is made to leave. */
  complete: boolean
  /** The bureau's own people may bring in more than a school's. */
  officer: boolean
}

export interface PreparedPupils {
  diff: PupilDiff
  standing: PupilStanding
  /** Lines that this person may not bring in. */
  wrong: LineError[]
  before: number
  fingerprint: string
}

export const preparePupils = async (
  context: Context,
  db: Db,
  given: readonly PupilLine[],
  { complete, officer }: HowToRead,
): Promise<PreparedPupils> => {
  const standing = await loadPupilStanding(context, db, given)
  const { lines, wrong } = guardPupils(given, standing, officer)
  const diff = diffPupils(lines, standing, complete && wrong.length === 0)
  const schools = new Set(given.map(({ school }) => school))
  const fingerprint = fingerprintOf([
    diff.changes.map(({ kind, line, from }) => [kind, line.studentNumber, from]),
    diff.left.map(({ studentNumber }) => studentNumber).sort(),
    diff.guardians.map(({ kind, studentNumber }) => [kind, studentNumber]),
    diff.newClasses,
    wrong.map(({ line }) => line),
  ])
  const before = standing.pupils.filter(({ left, school }) => !left && schools.has(school)).length
  return { diff, standing, wrong, before, fingerprint }
}

export interface PreparedStaff {
  diff: StaffDiff
  before: number
  fingerprint: string
}

export const prepareStaff = async (
  context: Context,
  db: Db,
  given: readonly StaffLine[],
  { complete, officer }: HowToRead,
): Promise<PreparedStaff> => {
  const standing = await loadStaffStanding(context, db, given)
  const { lines, wrong } = guardStaff(given, standing, officer)
  const diff = diffStaff(lines, standing, complete && wrong.length === 0)
  diff.wrong = [...wrong, ...diff.wrong].sort((a, b) => a.line - b.line)
  const schools = new Set(given.map(({ school }) => school))
  const fingerprint = fingerprintOf([
    diff.changes.map(({ kind, line }) => [kind, line.staffNumber]),
    diff.left.map(({ account }) => account).sort(),
  ])
  const before = standing.filter(({ left, school }) => !left && schools.has(school)).length
  return { diff, before, fingerprint }
}

export interface PreparedSchools {
  changes: SchoolChange[]
  wrong: ReturnType<typeof diffSchools>['wrong']
  before: number
  fingerprint: string
}

export const prepareSchools = async (
  context: Context,
  db: Db,
  lines: readonly SchoolLine[],
): Promise<PreparedSchools> => {
  const standing = await loadSchoolStanding(context, db)
  const { changes, wrong } = diffSchools(lines, standing)
  const fingerprint = fingerprintOf(changes.map(({ kind, line }) => [kind, line.id]))
  return { changes, wrong, before: standing.length, fingerprint }
}
