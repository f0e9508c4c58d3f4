import { refuse } from '~/shared/refusal'
import type { SheetRow, SheetTable } from '~/shared/sheet/sheet'

/**
 * OneRoster 1.2 CSV: what the files of a package say, put into the same sheets that schools fill in, so that every check
 * and every difference is the same. Pure. Bulk packages only; demographics and results are not read.
 */

type Cells = Record<string, string>
type Entry = Cells & { line: string }

/** Files without which nothing can be read, and their columns. */
const needed: Record<string, readonly string[]> = {
  orgs: ['sourcedId', 'name', 'type'],
  classes: ['sourcedId', 'title', 'grades', 'classType', 'schoolSourcedId'],
  users: ['sourcedId', 'givenName', 'familyName', 'identifier', 'phone', 'agentSourcedIds'],
  enrollments: ['classSourcedId', 'userSourcedId', 'role'],
}

/** The file a table came from: `users` for `users.csv`. */
const fileOf = ({ name }: SheetTable): string => name.replace(/\.csv$/iu, '').toLowerCase()

/** A package says so itself. */
export const isOneRoster = (tables: readonly SheetTable[]): boolean =>
  tables.some((table) => fileOf(table) === 'manifest' && table.header[0] === 'propertyName')

/** The version a package names, `1.2`; '' where it names none. */
const versionOf = (tables: readonly SheetTable[]): string => {
  const manifest = tables.find((table) => fileOf(table) === 'manifest')
  return manifest?.rows.find(({ cells }) => cells[0] === 'oneroster.version')?.cells[1] ?? ''
}

const entriesOf = (table: SheetTable | undefined): Entry[] =>
  (table?.rows ?? [])
    .map(({ line, cells }) => {
      const entry: Entry = Object.assign(Object.create(null) as Cells, { line: String(line) })
      for (const [i, head] of (table?.header ?? []).entries()) if (head !== 'line') entry[head] = cells[i] ?? ''
      return entry
    })
    .filter(({ status }) => status !== 'tobedeleted')

/** Several ids in one cell are divided by commas. */
const listOf = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

/** Chinese names are written together, family name first; others with a blank between. */
const nameOf = (user: Entry): string => {
  const full = user['metadata.fullName']
  if (full) return full
  const [family = '', given = ''] = [user.familyName, user.givenName]
  return /\p{Script=Han}/u.test(family + given) ? family + given : [given, family].filter(Boolean).join(' ')
}

const relations: Record<string, string> = { parent: '家长', guardian: '监护人', relative: '亲属' }

/** Roles of staff in the portal's words. */
const staffRoles: Record<string, string> = { teacher: '老师', siteAdministrator: '教务' }

const stages: Record<string, string> = {
  primary: '小学',
  junior: '初中',
  nine_year: '九年一贯制',
  kindergarten: '幼儿园',
}

/** What a school's classes say about it, where the package does not: the stage that has all their grades. */
const stageFrom = (grades: readonly number[]): string => {
  const [lowest, highest] = [Math.min(...grades), Math.max(...grades)]
  if (highest <= 6) return 'primary'
  return lowest >= 7 ? 'junior' : 'nine_year'
}

const sheet = (name: string, header: readonly string[], rows: SheetRow[]): SheetTable => ({ name, header, rows })

class Package {
  readonly orgs: Map<string, Entry>
  readonly homerooms: Map<string, Entry>
  readonly users: Map<string, Entry>
  readonly enrollments: Entry[]
  readonly roles: Entry[]

  constructor(tables: readonly SheetTable[]) {
    const byFile = new Map(tables.map((table) => [fileOf(table), table]))
    const byId = (file: string): Map<string, Entry> =>
      new Map(entriesOf(byFile.get(file)).map((entry) => [entry.sourcedId ?? '', entry]))
    this.orgs = byId('orgs')
    this.users = byId('users')
    this.homerooms = new Map([...byId('classes')].filter(([, { classType }]) => classType === 'homeroom'))
    this.enrollments = entriesOf(byFile.get('enrollments'))
    this.roles = entriesOf(byFile.get('roles'))
  }

  /** The code by which the portal knows a school. */
  codeOf(org: string | undefined): string {
    const entry = this.orgs.get(org ?? '')
    return entry?.identifier || entry?.sourcedId || (org ?? '')
  }
}

const schoolRows = (of: Package): SheetRow[] =>
  [...of.orgs.values()]
    .filter(({ type }) => type === 'school')
    .map((org) => {
      const grades = [...of.homerooms.values()]
        .filter(({ schoolSourcedId }) => schoolSourcedId === org.sourcedId)
        .flatMap((one) => listOf(one.grades).map(Number))
        .filter((grade) => grade > 0)
      const stage = org['metadata.stage'] || (grades.length > 0 ? stageFrom(grades) : 'primary')
      const inScope = org['metadata.inScope'] || (stage === 'kindergarten' ? 'false' : 'true')
      return {
        line: Number(org.line),
        cells: [
          of.codeOf(org.sourcedId),
          org.name ?? '',
          org['metadata.street'] ?? '',
          stages[stage] ?? stage,
          inScope === 'true' ? '是' : '否',
          org['metadata.gate'] ?? '',
        ],
      }
    })

const staffRows = (of: Package): SheetRow[] => {
  const roles = new Map<string, { school: string; words: Set<string> }>()
  const add = (user: string, org: string, role: string): void => {
    const word = staffRoles[role]
    if (!word) return
    const known = roles.get(user)
    if (!known) roles.set(user, { school: org, words: new Set([word]) })
    else if (known.school === org) known.words.add(word)
  }
  for (const { userSourcedId = '', orgSourcedId = '', role = '' } of of.roles)
    add(userSourcedId, of.codeOf(orgSourcedId), role)
  for (const { userSourcedId = '', classSourcedId = '', schoolSourcedId, role = '' } of of.enrollments)
    if (!roles.has(userSourcedId) && role === 'teacher')
      add(userSourcedId, of.codeOf(schoolSourcedId || of.homerooms.get(classSourcedId)?.schoolSourcedId), role)
  return [...roles].flatMap(([id, { school, words }]) => {
    const user = of.users.get(id)
    if (!user) return []
    const inService = user['metadata.inService'] === 'false' ? '否' : '是'
    const number = user.identifier || user.username || ''
    const cells = [
      school,
      number,
      nameOf(user),
      user['metadata.subject'] ?? '',
      inService,
      [...words].sort().join('、'),
    ]
    return [{ line: Number(user.line), cells }]
  })
}

const guardianCells = (of: Package, pupil: Entry): string[] => {
  const said = listOf(pupil['metadata.relations'])
  const roleOf = (id: string): string => of.roles.find(({ userSourcedId }) => userSourcedId === id)?.role ?? 'guardian'
  return listOf(pupil.agentSourcedIds).flatMap((id, i) => {
    const user = of.users.get(id)
    if (!user) return []
    return [nameOf(user), said[i] || relations[roleOf(id)] || '家长', user.phone || user.sms || '']
  })
}

const pupilRows = (of: Package): SheetRow[] => {
  const seen = new Set<string>()
  return of.enrollments.flatMap(({ classSourcedId = '', userSourcedId = '', role }) => {
    const homeroom = of.homerooms.get(classSourcedId)
    const user = of.users.get(userSourcedId)
    // A child stands in one homeroom; any other is a class of a subject.
    if (role !== 'student' || !homeroom || !user || seen.has(userSourcedId)) return []
    seen.add(userSourcedId)
    const [grade = ''] = listOf(homeroom.grades)
    const cells = [
      of.codeOf(homeroom.schoolSourcedId),
      user.identifier || user.username || '',
      nameOf(user),
      grade.replace(/^0/u, ''),
      homeroom.classCode || homeroom.title || '',
      ...guardianCells(of, user),
    ]
    return [{ line: Number(user.line), cells }]
  })
}

const guardianHeads = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => [`监护人${i + 1}姓名`, `监护人${i + 1}关系`, `监护人${i + 1}手机`]).flat()

/** What is missing of a package; '' when it can be read. */
const missingOf = (tables: readonly SheetTable[]): string => {
  const missing = Object.entries(needed).flatMap(([file, columns]) => {
    const table = tables.find((one) => fileOf(one) === file)
    if (!table) return [`${file}.csv`]
    const heads = columns.filter((column) => !table.header.includes(column))
    return heads.length > 0 ? [`${file}.csv 的 ${heads.join('、')}`] : []
  })
  return missing.join('，')
}

/**
 * Puts a OneRoster package into sheets of schools, staff and pupils under our own heads; a line is the line in `orgs.csv`
 * or `users.csv`. Sheets without lines are left out. Tables that are no package come back as they are.
 * Refuses ONE_ROSTER_PARTS (a file or column is missing), ONE_ROSTER_VERSION (not 1.2).
 */
export const fromOneRoster = (tables: readonly SheetTable[]): SheetTable[] => {
  if (!isOneRoster(tables)) return [...tables]
  const version = versionOf(tables)
  if (version !== '1.2') throw refuse('ONE_ROSTER_VERSION', { version: version.slice(0, 20) })
  const missing = missingOf(tables)
  if (missing !== '') throw refuse('ONE_ROSTER_PARTS', { missing })
  const of = new Package(tables)
  const pupils = pupilRows(of)
  const most = pupils.reduce((longest, { cells }) => Math.max(longest, cells.length - 5), 0) / 3
  return [
    sheet('orgs.csv', ['学校代码', '学校名称', '街道', '学段', '是否义务教育', '接送地点'], schoolRows(of)),
    sheet('users.csv 老师', ['学校', '工号', '姓名', '学科', '在编', '角色'], staffRows(of)),
    sheet('users.csv 学生', ['学校', '学籍号', '姓名', '年级', '班级', ...guardianHeads(most)], pupils),
  ].filter(({ rows }) => rows.length > 0)
}
