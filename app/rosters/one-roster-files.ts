import type { SheetToWrite } from '~/shared/sheet/sheet'

/** The files of a OneRoster 1.2 CSV package as they go out, under the names and in the order of the specification. Pure. */

export interface RosterToWrite {
  district: { id: string; name: string }
  term: { id: string; name: string; startsOn: string; endsOn: string }
  schools: readonly {
    id: string
    name: string
    street: string
    stage: string
    inScope: boolean
    gate: string
  }[]
  classes: readonly { id: string; school: string; grade: number; number: number }[]
  pupils: readonly { id: string; studentNumber: string; name: string; school: string; homeClass: string }[]
  guardians: readonly { account: string; pupil: string; name: string; phone: string; relation: string }[]
  staff: readonly {
    account: string
    staffNumber: string
    name: string
    school: string
    subject: string
    inService: boolean
    roles: readonly ('teacher' | 'school_admin')[]
  }[]
}

/** In a bulk package nothing has a status or a date of its own. */
const bulk = ['sourcedId', 'status', 'dateLastModified']

const heads = {
  academicSessions: [...bulk, 'title', 'type', 'startDate', 'endDate', 'parentSourcedId', 'schoolYear'],
  orgs: [
    ...bulk,
    ...['name', 'type', 'identifier', 'parentSourcedId'],
    ...['metadata.stage', 'metadata.street', 'metadata.inScope', 'metadata.gate'],
  ],
  courses: [
    ...bulk,
    'schoolYearSourcedId',
    'title',
    'courseCode',
    'grades',
    'orgSourcedId',
    'subjects',
    'subjectCodes',
  ],
  classes: [
    ...bulk,
    ...['title', 'grades', 'courseSourcedId', 'classCode', 'classType', 'location', 'schoolSourcedId'],
    ...['termSourcedIds', 'subjects', 'subjectCodes', 'periods'],
  ],
  users: [
    ...bulk,
    ...['enabledUser', 'username', 'userIds', 'givenName', 'familyName', 'middleName', 'identifier', 'email', 'sms'],
    ...['phone', 'agentSourcedIds', 'grades', 'password', 'userMasterIdentifier', 'resourceSourcedIds'],
    ...['preferredGivenName', 'preferredMiddleName', 'preferredFamilyName', 'primaryOrgSourcedId', 'pronouns'],
    ...['metadata.fullName', 'metadata.relations', 'metadata.subject', 'metadata.inService'],
  ],
  roles: [
    ...bulk,
    ...['userSourcedId', 'roleType', 'role', 'beginDate', 'endDate', 'orgSourcedId', 'userProfileSourcedId'],
  ],
  enrollments: [
    ...bulk,
    ...['classSourcedId', 'schoolSourcedId', 'userSourcedId', 'role', 'primary', 'beginDate', 'endDate'],
  ],
} as const

type FileName = keyof typeof heads

/** Every file that a manifest of version 1.2 speaks of, in its order. */
const manifestFiles = [
  ...['academicSessions', 'categories', 'classes', 'classResources', 'courses', 'courseResources', 'demographics'],
  ...['enrollments', 'lineItemLearningObjectiveIds', 'lineItems', 'lineItemScoreScales', 'orgs', 'resources'],
  ...['resultLearningObjectiveIds', 'results', 'resultScoreScales', 'roles', 'scoreScales', 'userProfiles'],
  ...['userResources', 'users'],
]

const file = (name: FileName, entries: readonly Record<string, string>[]): SheetToWrite => ({
  name,
  columns: heads[name].map((head) => ({ head })),
  rows: entries.map((entry) => heads[name].map((head) => entry[head] ?? '')),
})

const manifest = (): SheetToWrite => ({
  name: 'manifest',
  columns: [{ head: 'propertyName' }, { head: 'value' }],
  rows: [
    ['manifest.version', '1.0'],
    ['oneroster.version', '1.2'],
    ...manifestFiles.map((one) => [`file.${one}`, one in heads ? 'bulk' : 'absent']),
    ['source.systemName', '学在天桥'],
    ['source.systemCode', 'xue-zai-tianqiao'],
  ],
})

/** 01 … 09, as the specification's common list of grades has them. */
const gradeCode = (grade: number): string => String(grade).padStart(2, '0')

/** Both parts are required; a name of one letter stands in both, and whole beside them. */
const nameCells = (name: string): Record<string, string> => {
  const [family = '', ...given] = [...name]
  return { familyName: family, givenName: given.join('') || family, 'metadata.fullName': name }
}

const YEAR = 'school-year'

const sessions = ({ term }: RosterToWrite): Record<string, string>[] => {
  // The school year that holds the term: it ends in the year after it began. Ends are the first day that is outside.
  const begins = Number(term.startsOn.slice(0, 4)) - (Number(term.startsOn.slice(5, 7)) < 7 ? 1 : 0)
  const schoolYear = String(begins + 1)
  const after = new Date(Date.parse(`${term.endsOn}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return [
    {
      sourcedId: YEAR,
      title: `${begins} 学年`,
      type: 'schoolYear',
      startDate: `${begins}-09-01`,
      endDate: `${begins + 1}-09-01`,
      schoolYear,
    },
    {
      sourcedId: term.id,
      title: term.name,
      type: 'semester',
      startDate: term.startsOn,
      endDate: after,
      parentSourcedId: YEAR,
      schoolYear,
    },
  ]
}

const orgs = ({ district, schools }: RosterToWrite) => [
  { sourcedId: district.id, name: district.name, type: 'district', identifier: district.id },
  ...schools.map(({ id, name, stage, street, inScope, gate }) => ({
    sourcedId: id,
    name,
    type: 'school',
    identifier: id,
    parentSourcedId: district.id,
    'metadata.stage': stage,
    'metadata.street': street,
    'metadata.inScope': String(inScope),
    'metadata.gate': gate,
  })),
]

const homeCourse = (school: string): string => `home-${school}`

const classes = ({ classes: all, term }: RosterToWrite) =>
  all.map(({ id, school, grade, number }) => ({
    sourcedId: `class-${id}`,
    title: `${grade} 年级 ${number} 班`,
    grades: gradeCode(grade),
    courseSourcedId: homeCourse(school),
    classCode: String(number),
    classType: 'homeroom',
    schoolSourcedId: school,
    termSourcedIds: term.id,
  }))

interface Written {
  users: Record<string, string>[]
  roles: Record<string, string>[]
  enrollments: Record<string, string>[]
}

const people = ({ district, classes: all, pupils, guardians, staff }: RosterToWrite): Written => {
  const written: Written = { users: [], roles: [], enrollments: [] }
  const gradeOf = new Map(all.map(({ id, grade }) => [id, grade]))
  const byPupil = new Map<string, (typeof guardians)[number][]>()
  for (const one of guardians) byPupil.set(one.pupil, [...(byPupil.get(one.pupil) ?? []), one])
  const roles = new Map<string, number>()
  const addRole = (user: string, role: string, org: string): void => {
    const nth = (roles.get(user) ?? 0) + 1
    roles.set(user, nth)
    const roleType = nth === 1 ? 'primary' : 'secondary'
    written.roles.push({ sourcedId: `role-${user}-${nth}`, userSourcedId: user, roleType, role, orgSourcedId: org })
  }
  for (const { id, studentNumber, name, school, homeClass } of pupils) {
    const user = `pupil-${id}`
    const theirs = byPupil.get(id) ?? []
    written.users.push({
      sourcedId: user,
      enabledUser: 'true',
      username: studentNumber,
      ...nameCells(name),
      identifier: studentNumber,
      agentSourcedIds: theirs.map(({ account }) => `person-${account}`).join(','),
      grades: gradeCode(gradeOf.get(homeClass) ?? 0),
      primaryOrgSourcedId: school,
      'metadata.relations': theirs.map(({ relation }) => relation.replaceAll(',', ' ')).join(','),
    })
    addRole(user, 'student', school)
    written.enrollments.push({
      sourcedId: `in-${id}`,
      classSourcedId: `class-${homeClass}`,
      schoolSourcedId: school,
      userSourcedId: user,
      role: 'student',
      primary: 'false',
    })
  }
  const numbers = new Map(staff.map((one) => [one.account, one]))
  const guardianAccounts = new Set<string>()
  for (const { account, name, phone } of guardians) {
    if (guardianAccounts.has(account)) continue
    guardianAccounts.add(account)
    const user = `person-${account}`
    const own = numbers.get(account)
    written.users.push({
      sourcedId: user,
      enabledUser: 'true',
      username: own?.staffNumber ?? phone,
      ...nameCells(name),
      identifier: own?.staffNumber ?? '',
      sms: phone,
      phone,
      primaryOrgSourcedId: own?.school ?? district.id,
      ...(own ? { 'metadata.subject': own.subject, 'metadata.inService': String(own.inService) } : {}),
    })
    if (!own) addRole(user, 'guardian', district.id)
  }
  for (const { account, staffNumber, name, school, subject, inService, roles: theirs } of staff) {
    const user = `person-${account}`
    if (!guardianAccounts.has(account)) {
      written.users.push({
        sourcedId: user,
        enabledUser: 'true',
        username: staffNumber,
        ...nameCells(name),
        identifier: staffNumber,
        primaryOrgSourcedId: school,
        'metadata.subject': subject,
        'metadata.inService': String(inService),
      })
    }
    for (const role of theirs) addRole(user, role === 'school_admin' ? 'siteAdministrator' : 'teacher', school)
    if (guardianAccounts.has(account)) addRole(user, 'guardian', district.id)
  }
  return written
}

/** All files of a package, manifest first. */
export const oneRosterFiles = (roster: RosterToWrite): SheetToWrite[] => {
  const { users, roles, enrollments } = people(roster)
  const courses = roster.schools.map(({ id }) => ({
    sourcedId: homeCourse(id),
    schoolYearSourcedId: YEAR,
    title: '行政班',
    orgSourcedId: id,
  }))
  return [
    manifest(),
    file('academicSessions', sessions(roster)),
    file('orgs', orgs(roster)),
    file('courses', courses),
    file('classes', classes(roster)),
    file('users', users),
    file('roles', roles),
    file('enrollments', enrollments),
  ]
}
