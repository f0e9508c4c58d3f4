import type { GuardianLine, PupilLine } from './roster-rules'

/** What a sheet of pupils changes against what stands: pure, and applied twice it changes nothing the second time. */

export interface StandingPupil {
  id: string
  studentNumber: string
  name: string
  school: string
  homeClass: string
  left: boolean
}

export interface StandingClass {
  id: string
  school: string
  grade: number
  number: number
}

export interface StandingGuardian {
  id: string
  phone: string | null
  name: string
  /** Works at a school or at the bureau. */
  staff?: boolean
  /** Also has children at schools that are not of the sheet. */
  elsewhere?: boolean
}

export interface PupilStanding {
  /** Classes that are at the schools of the sheet now. */
  classes: readonly StandingClass[]
  /** Pupils of these schools, and whoever else has a student number of the sheet. */
  pupils: readonly StandingPupil[]
  /** Living ones of these pupils. */
  guardianships: readonly { account: string; pupil: string; relation: string }[]
  /** Everybody with a telephone of the sheet, and the guardians above. */
  accounts: readonly StandingGuardian[]
}

export type PupilKind = 'new' | 'moved' | 'promoted' | 'transferred' | 'returned' | 'renamed' | 'same'

export interface PupilChange {
  kind: PupilKind
  line: PupilLine
  /** null for a pupil whom nobody knows yet. */
  pupil: string | null
  /** The class the pupil was in; '' for a new one. */
  from: string
}

export type GuardianChange =
  | { kind: 'added'; studentNumber: string; guardian: GuardianLine; account: string | null }
  | { kind: 'relation'; studentNumber: string; account: string; relation: string }
  | { kind: 'phone'; studentNumber: string; account: string; phone: string }
  | { kind: 'ended'; studentNumber: string; account: string }

export interface PupilDiff {
  changes: PupilChange[]
  /** At a school of the sheet, and not in it. */
  left: StandingPupil[]
  newClasses: { school: string; grade: number; number: number }[]
  guardians: GuardianChange[]
  /** Telephones that no account has; one account each. */
  newAccounts: { phone: string; name: string }[]
}

const classKey = ({ school, grade, number }: { school: string; grade: number; number: number }): string =>
  `${school} ${grade} ${number}`

const kindOf = (line: PupilLine, known: StandingPupil | undefined, before: StandingClass | undefined): PupilKind => {
  if (!known) return 'new'
  if (known.left) return 'returned'
  if (known.school !== line.school) return 'transferred'
  const same = before?.grade === line.grade && before.number === line.classNumber
  if (same) return known.name === line.name ? 'same' : 'renamed'
  return before && line.grade === before.grade + 1 ? 'promoted' : 'moved'
}

const guardianChanges = (
  line: PupilLine,
  known: StandingPupil | undefined,
  { guardianships, byAccount, byPhone }: Index,
): GuardianChange[] => {
  const { studentNumber } = line
  // A line without guardians says nothing about them, and none can name a guardian who has no telephone.
  if (line.guardians.length === 0) return []
  const standing = (known ? (guardianships.get(known.id) ?? []) : [])
    .map((link) => ({ ...link, person: byAccount.get(link.account) }))
    .filter(({ person }) => person?.phone)
  const changes: GuardianChange[] = []
  const kept = new Set<string>()
  for (const guardian of line.guardians) {
    const owner = byPhone.get(guardian.phone)
    const link = owner && standing.find(({ account }) => account === owner)
    if (link) {
      kept.add(link.account)
      if (link.relation !== guardian.relation)
        changes.push({ kind: 'relation', studentNumber, account: link.account, relation: guardian.relation })
      continue
    }
    // The same person with another telephone that is nobody's yet: the account goes on, where it is this sheet's alone.
    const same = owner
      ? undefined
      : standing.find(
          ({ account, relation, person }) =>
            !kept.has(account) &&
            !person?.staff &&
            !person?.elsewhere &&
            relation === guardian.relation &&
            person?.name === guardian.name &&
            !line.guardians.some(({ phone }) => phone === person.phone),
        )
    if (same) {
      kept.add(same.account)
      changes.push({ kind: 'phone', studentNumber, account: same.account, phone: guardian.phone })
    } else changes.push({ kind: 'added', studentNumber, guardian, account: owner ?? null })
  }
  for (const { account } of standing) if (!kept.has(account)) changes.push({ kind: 'ended', studentNumber, account })
  return changes
}

interface Index {
  guardianships: ReadonlyMap<string, { account: string; relation: string }[]>
  byAccount: ReadonlyMap<string, StandingGuardian>
  byPhone: Map<string, string>
}

/** Two lines may give one account two new telephones; the first one counts, the others change nothing. */
const oncePerAccount = (changes: readonly GuardianChange[]): GuardianChange[] => {
  const moved = new Set<string>()
  return changes.filter((change) => {
    if (change.kind !== 'phone') return true
    if (moved.has(change.account)) return false
    moved.add(change.account)
    return true
  })
}

/**
 * @param lines right lines of the sheet. @param complete false where some lines were wrong: then nobody is made to leave.
 */
export const diffPupils = (lines: readonly PupilLine[], standing: PupilStanding, complete: boolean): PupilDiff => {
  const byNumber = new Map(standing.pupils.map((pupil) => [pupil.studentNumber, pupil]))
  const byClass = new Map(standing.classes.map((one) => [one.id, one]))
  const classes = new Set(standing.classes.map(classKey))
  const guardianships = new Map<string, { account: string; relation: string }[]>()
  for (const { pupil, account, relation } of standing.guardianships)
    guardianships.set(pupil, [...(guardianships.get(pupil) ?? []), { account, relation }])
  const index: Index = {
    guardianships,
    byAccount: new Map(standing.accounts.map((one) => [one.id, one])),
    byPhone: new Map(standing.accounts.flatMap(({ id, phone }) => (phone === null ? [] : [[phone, id] as const]))),
  }
  const diff: PupilDiff = { changes: [], left: [], newClasses: [], guardians: [], newAccounts: [] }
  for (const line of lines) {
    const known = byNumber.get(line.studentNumber)
    const before = known && byClass.get(known.homeClass)
    const wanted = { school: line.school, grade: line.grade, number: line.classNumber }
    if (!classes.has(classKey(wanted))) {
      classes.add(classKey(wanted))
      diff.newClasses.push(wanted)
    }
    diff.changes.push({
      kind: kindOf(line, known, before),
      line,
      pupil: known?.id ?? null,
      from: known?.homeClass ?? '',
    })
    diff.guardians.push(...guardianChanges(line, known, index))
  }
  diff.guardians = oncePerAccount(diff.guardians)
  const fresh = new Map<string, string>()
  for (const change of diff.guardians)
    if (change.kind === 'added' && change.account === null && !fresh.has(change.guardian.phone))
      fresh.set(change.guardian.phone, change.guardian.name)
  diff.newAccounts = [...fresh].map(([phone, name]) => ({ phone, name }))
  if (complete) {
    const schools = new Set(lines.map(({ school }) => school))
    const listed = new Set(lines.map(({ studentNumber }) => studentNumber))
    diff.left = standing.pupils.filter(
      ({ school, left, studentNumber }) => !left && schools.has(school) && !listed.has(studentNumber),
    )
  }
  return diff
}
