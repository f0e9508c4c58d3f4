import type { PupilDiff, StandingPupil } from './pupil-diff'
import type { RosterPart } from './roster-columns'
import type { LineError } from './roster-rules'
import { changeNames, rosterWords as words } from './roster-words'
import type { SchoolChange, StaffDiff } from './staff-diff'

/** What the page of an import shows, made of a difference; small, whatever the size of the sheet. Pure. */

export type ChangeKind = keyof typeof changeNames

export interface ChangeGroup {
  kind: ChangeKind
  count: number
  /** The first of them. */
  examples: { name: string; note: string }[]
}

export interface RosterSummary {
  part: RosterPart
  /** Lines without an error. */
  right: number
  wrong: number
  /** The first of the errors. */
  errors: LineError[]
  /** Heads nobody looked at. */
  extra: string[]
  groups: ChangeGroup[]
  /** Names of classes that are new. */
  newClasses: string[]
  guardians: { added: number; ended: number; phones: number; relations: number }
  left: number
  /** People at the schools of the sheet before. */
  before: number
  /** What the difference is, for seeing whether it still is the same when it is applied. */
  fingerprint: string
}

/** An import as it waits to be confirmed: one sheet, or the sheets of a package. */
export interface RosterSeen {
  parts: RosterSummary[]
}

const MOST_ERRORS = 200
const MOST_EXAMPLES = 60
const MOST_CLASSES = 60

/** In the order of `changeNames`; empty groups are left out. */
const groupsOf = (items: readonly { kind: ChangeKind; name: string; note: string }[]): ChangeGroup[] =>
  (Object.keys(changeNames) as ChangeKind[]).flatMap((kind) => {
    const of = items.filter((item) => item.kind === kind)
    const examples = kind === 'same' ? [] : of.slice(0, MOST_EXAMPLES).map(({ name, note }) => ({ name, note }))
    return of.length > 0 ? [{ kind, count: of.length, examples }] : []
  })

export interface ReadFacts {
  right: number
  errors: readonly LineError[]
  extra: readonly string[]
  before: number
  fingerprint: string
}

const basics = (part: RosterPart, { right, errors, extra, before, fingerprint }: ReadFacts) => ({
  part,
  right,
  wrong: errors.length,
  errors: errors.slice(0, MOST_ERRORS),
  extra: [...extra],
  before,
  fingerprint,
  newClasses: [],
  guardians: { added: 0, ended: 0, phones: 0, relations: 0 },
  left: 0,
})

/** @param classNames of the standing classes by id. */
export const summaryOfPupils = (
  diff: PupilDiff,
  facts: ReadFacts,
  classNames: ReadonlyMap<string, string>,
): RosterSummary => {
  const nameOf = ({ name, studentNumber }: Pick<StandingPupil, 'name' | 'studentNumber'>): string =>
    `${name} ${studentNumber}`
  const from = (id: string): string => {
    const known = classNames.get(id)
    return known ? words.wasIn(known) : ''
  }
  const many = (kind: PupilDiff['guardians'][number]['kind']): number =>
    diff.guardians.filter((change) => change.kind === kind).length
  return {
    ...basics('pupils', facts),
    groups: groupsOf([
      ...diff.changes.map(({ kind, line, from: before }) => ({
        kind,
        name: nameOf(line),
        note: [words.className(line.grade, line.classNumber), kind === 'new' ? '' : from(before)]
          .filter(Boolean)
          .join('，'),
      })),
      ...diff.left.map((pupil) => ({ kind: 'left' as const, name: nameOf(pupil), note: from(pupil.homeClass) })),
    ]),
    newClasses: diff.newClasses.slice(0, MOST_CLASSES).map(({ grade, number }) => words.className(grade, number)),
    guardians: { added: many('added'), ended: many('ended'), phones: many('phone'), relations: many('relation') },
    left: diff.left.length,
  }
}

export const summaryOfStaff = (diff: StaffDiff, facts: ReadFacts): RosterSummary => ({
  ...basics('staff', facts),
  groups: groupsOf([
    ...diff.changes.map(({ kind, line }) => ({ kind, name: `${line.name} ${line.staffNumber}`, note: line.subject })),
    ...diff.left.map(({ name, staffNumber, subject }) => ({
      kind: 'left' as const,
      name: `${name} ${staffNumber}`,
      note: subject,
    })),
  ]),
  left: diff.left.length,
})

export const summaryOfSchools = (changes: readonly SchoolChange[], facts: ReadFacts): RosterSummary => ({
  ...basics('schools', facts),
  groups: groupsOf(changes.map(({ kind, line }) => ({ kind, name: line.name, note: line.street }))),
})

/** More than three in ten leaving looks like half a sheet. */
export const manyLeave = ({ left, before }: Pick<RosterSummary, 'left' | 'before'>): boolean => left * 10 > before * 3

/** Nothing would change. */
export const changesNothing = ({ groups, guardians, newClasses }: RosterSummary): boolean =>
  groups.every(({ kind }) => kind === 'same') &&
  guardians.added + guardians.ended + guardians.phones + guardians.relations + newClasses.length === 0
