import { createHash } from 'node:crypto'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { diffPupils, type PupilDiff, type PupilStanding } from './pupil-diff'
import type { PupilLine, SchoolLine, StaffLine } from './roster-rules'
import { loadPupilStanding, loadSchoolStanding, loadStaffStanding } from './roster-standing.server'
import { diffSchools, diffStaff, type SchoolChange, type StaffDiff } from './staff-diff'

/** The difference a sheet makes now: worked out for the page, and again inside the transaction that writes it. */

const fingerprintOf = (facts: unknown): string =>
  createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 22)

export interface PreparedPupils {
  diff: PupilDiff
  standing: PupilStanding
  before: number
  fingerprint: string
}

export const preparePupils = async (
  context: Context,
  db: Db,
  lines: readonly PupilLine[],
  complete: boolean,
): Promise<PreparedPupils> => {
  const standing = await loadPupilStanding(context, db, lines)
  const diff = diffPupils(lines, standing, complete)
  const schools = new Set(lines.map(({ school }) => school))
  const fingerprint = fingerprintOf([
    diff.changes.map(({ kind, line, from }) => [kind, line.studentNumber, from]),
    diff.left.map(({ studentNumber }) => studentNumber).sort(),
    diff.guardians.map(({ kind, studentNumber }) => [kind, studentNumber]),
    diff.newClasses,
  ])
  const before = standing.pupils.filter(({ left, school }) => !left && schools.has(school)).length
  return { diff, standing, before, fingerprint }
}

export interface PreparedStaff {
  diff: StaffDiff
  before: number
  fingerprint: string
}

export const prepareStaff = async (
  context: Context,
  db: Db,
  lines: readonly StaffLine[],
  complete: boolean,
): Promise<PreparedStaff> => {
  const standing = await loadStaffStanding(context, db, lines)
  const diff = diffStaff(lines, standing, complete)
  const schools = new Set(lines.map(({ school }) => school))
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
