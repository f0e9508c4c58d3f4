import { describe, expect, it } from 'vitest'
import type { SheetTable, SheetToWrite } from '~/shared/sheet/sheet'
import { fromOneRoster, isOneRoster } from './one-roster'
import { oneRosterFiles, type RosterToWrite } from './one-roster-files'

const roster: RosterToWrite = {
  district: { id: '370105', name: '济南市天桥区' },
  term: { id: '2026-autumn', name: '2026 年秋季学期', startsOn: '2026-09-01', endsOn: '2027-01-22' },
  schools: [
    { id: 'xx01', name: '柳岸小学', street: '泺口街道', stage: 'primary', inScope: true, gate: '西门' },
    { id: 'zx01', name: '远帆中学', street: '北园街道', stage: 'junior', inScope: true, gate: '南门' },
  ],
  classes: [
    { id: 'c1', school: 'xx01', grade: 4, number: 2 },
    { id: 'c2', school: 'zx01', grade: 7, number: 11 },
  ],
  pupils: [
    { id: 'p1', studentNumber: 'G3701050001', name: '王小禾', school: 'xx01', homeClass: 'c1' },
    { id: 'p2', studentNumber: 'G3701050002', name: '阿依古丽·买买提', school: 'zx01', homeClass: 'c2' },
    { id: 'p3', studentNumber: 'G3701050003', name: 'Anna Schmidt', school: 'zx01', homeClass: 'c2' },
  ],
  guardians: [
    { account: 'g1', pupil: 'p1', name: '李梅', phone: '13800000001', relation: '妈妈' },
    { account: 't1', pupil: 'p1', name: '王强', phone: '13800000002', relation: '爸爸' },
    { account: 'g1', pupil: 'p2', name: '李梅', phone: '13800000001', relation: '姑姑' },
  ],
  staff: [
    {
      account: 't1',
      staffNumber: 'LS0001',
      name: '王强',
      school: 'xx01',
      subject: '劳动',
      inService: true,
      roles: ['teacher', 'school_admin'],
    },
    {
      account: 't2',
      staffNumber: 'LS0002',
      name: '林',
      school: 'zx01',
      subject: '',
      inService: false,
      roles: ['teacher'],
    },
  ],
}

/** As the files are read in again: heads and texts, lines counted from 2. */
const tablesOf = (sheets: readonly SheetToWrite[]): SheetTable[] =>
  sheets.map(({ name, columns, rows }) => ({
    name,
    header: columns.map(({ head }) => head),
    rows: rows.map((cells, i) => ({ line: i + 2, cells: cells.map(String) })),
  }))

const cellsOf = (tables: readonly SheetTable[], head: string): readonly (readonly string[])[] =>
  tables.find(({ header }) => header.includes(head))?.rows.map(({ cells }) => cells) ?? []

describe('OneRoster 1.2 CSV', () => {
  const files = tablesOf(oneRosterFiles(roster))
  const file = (name: string): SheetTable => {
    const found = files.find((one) => one.name === name)
    if (!found) throw new Error(name)
    return found
  }

  it('writes the heads of the specification, and nothing for status and date in bulk', () => {
    expect(
      file('manifest')
        .rows.map(({ cells }) => cells.join('='))
        .slice(0, 4),
    ).toEqual(['manifest.version=1.0', 'oneroster.version=1.2', 'file.academicSessions=bulk', 'file.categories=absent'])
    expect(file('manifest').rows).toHaveLength(25)
    expect(file('users').header.slice(0, 23).join()).toBe(
      'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns',
    )
    for (const { name, header, rows } of files.filter((one) => one.name !== 'manifest')) {
      expect([name, ...header.slice(0, 3)]).toEqual([name, 'sourcedId', 'status', 'dateLastModified'])
      const ids = rows.map(({ cells }) => cells[0])
      expect([name, new Set(ids).size]).toEqual([name, rows.length])
      for (const { cells } of rows) expect([cells[1], cells[2]]).toEqual(['', ''])
    }
  })

  it('names nothing that is not in the package', () => {
    const ids = (name: string): Set<string | undefined> => new Set(file(name).rows.map(({ cells }) => cells[0]))
    const refers = (from: string, column: string, to: string): void => {
      const { header, rows } = file(from)
      const at = header.indexOf(column)
      expect([from, column, at >= 0]).toEqual([from, column, true])
      const known = ids(to)
      for (const { cells } of rows)
        for (const id of (cells[at] ?? '').split(',').filter(Boolean))
          expect([from, column, known.has(id)]).toEqual([from, column, true])
    }
    refers('classes', 'schoolSourcedId', 'orgs')
    refers('classes', 'courseSourcedId', 'courses')
    refers('classes', 'termSourcedIds', 'academicSessions')
    refers('enrollments', 'classSourcedId', 'classes')
    refers('enrollments', 'userSourcedId', 'users')
    refers('users', 'agentSourcedIds', 'users')
    refers('users', 'primaryOrgSourcedId', 'orgs')
    refers('roles', 'userSourcedId', 'users')
    refers('roles', 'orgSourcedId', 'orgs')
    refers('orgs', 'parentSourcedId', 'orgs')
    refers('courses', 'schoolYearSourcedId', 'academicSessions')
    refers('academicSessions', 'parentSourcedId', 'academicSessions')
  })

  it('reads what it wrote, every name whole', () => {
    expect(isOneRoster(files)).toBe(true)
    const read = fromOneRoster(files)
    expect(cellsOf(read, '学段')).toEqual([
      ['xx01', '柳岸小学', '泺口街道', '小学', '是', '西门'],
      ['zx01', '远帆中学', '北园街道', '初中', '是', '南门'],
    ])
    expect(cellsOf(read, '工号')).toEqual([
      ['xx01', 'LS0001', '王强', '劳动', '是', '教务、老师'],
      ['zx01', 'LS0002', '林', '', '否', '老师'],
    ])
    expect(cellsOf(read, '学籍号')).toEqual([
      ['xx01', 'G3701050001', '王小禾', '4', '2', '李梅', '妈妈', '13800000001', '王强', '爸爸', '13800000002'],
      ['zx01', 'G3701050002', '阿依古丽·买买提', '7', '11', '李梅', '姑姑', '13800000001'],
      ['zx01', 'G3701050003', 'Anna Schmidt', '7', '11'],
    ])
  })

  it('reads a package of others: no extensions, no roles, people of several roles', () => {
    const table = (name: string, text: string): SheetTable => {
      const [header = [], ...lines] = text
        .trim()
        .split('\n')
        .map((line) => line.trim().split('|'))
      return { name, header, rows: lines.map((cells, i) => ({ line: i + 2, cells })) }
    }
    const theirs = [
      table('manifest.csv', 'propertyName|value\noneroster.version|1.2'),
      table('orgs.csv', 'sourcedId|name|type|identifier\no1|柳岸学校|school|\no2|天桥区|district|'),
      table(
        'classes.csv',
        'sourcedId|title|grades|classType|schoolSourcedId|classCode\nc|四（2）班|04|homeroom|o1|\nd|数学|04|scheduled|o1|\ne|七年级1班|07|homeroom|o1|1',
      ),
      table(
        'users.csv',
        `sourcedId|status|username|givenName|familyName|identifier|phone|agentSourcedIds
         u1||he|小禾|王|G001|| g1
         u2||lin|老师|林|||
         g1||m|梅|李||13800000001|
         u3|tobedeleted|x|走|了|G002||
         u4||b|Ben|Li|G003||`,
      ),
      table(
        'enrollments.csv',
        'classSourcedId|userSourcedId|role\nc|u1|student\nd|u1|student\nd|u2|teacher\nc|u3|student\ne|u4|student',
      ),
    ]
    const read = fromOneRoster(theirs)
    expect(cellsOf(read, '学段')).toEqual([['o1', '柳岸学校', '', '九年一贯制', '是', '']])
    expect(cellsOf(read, '学籍号')).toEqual([
      ['o1', 'G001', '王小禾', '4', '四（2）班', '李梅', '监护人', '13800000001'],
      ['o1', 'G003', 'Ben Li', '7', '1'],
    ])
  })

  it('says what is missing, and leaves every other file alone', () => {
    const without = files.filter(({ name }) => name !== 'enrollments')
    expect(() => fromOneRoster(without)).toThrow('少了enrollments.csv')
    const old = files.map((one) =>
      one.name === 'manifest' ? { ...one, rows: [{ line: 2, cells: ['oneroster.version', '1.1'] }] } : one,
    )
    expect(() => fromOneRoster(old)).toThrow('1.1')
    const ours = [{ name: '学生', header: ['学籍号', '姓名'], rows: [] }]
    expect(fromOneRoster(ours)).toEqual(ours)
  })
})
