import { and, eq, isNull } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { installEmpty } from '#db/install-empty'
import { DISTRICT } from '#db/makers/rows'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { checkInvariants } from '~/courses/index.server'
import { guardiansOfClass } from '~/people/find-slip-people.server'
import { actorOf } from '~/people/index.server'
import { issueSlips } from '~/people/issue-slips.server'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { loadImport } from '~/shared/sheet/imports.server'
import { readSheet } from '~/shared/sheet/read-sheet.server'
import { applyRoster } from './apply-roster.server'
import { exportRoster, oneRosterPackage } from './export-roster.server'
import { loadRoster } from './load-roster.server'
import { previewRoster } from './preview-roster.server'
import type { RosterSeen } from './roster-summary'

const NOW = instantOf('2026-09-02', '09:00')

const SCHOOLS = `学校代码,学校名称,街道,学段,是否义务教育,接送地点
xx01,柳岸小学,泺口街道,小学,是,西门
zx01,远帆中学,北园街道,初中,是,南门`

const STAFF = `学校,工号,姓名,学科,在编,角色
xx01,LS0001,王强,劳动,是,老师、教务
xx01,LS0002,林芳,科学,是,老师
zx01,LS0101,赵敏,数学,否,老师、教务`

const PUPILS = `学校,学籍号,姓名,年级,班级,监护人1姓名,监护人1关系,监护人1手机,监护人2姓名,监护人2关系,监护人2手机
xx01,G37010500001,王小禾,四年级,2,李梅,妈妈,13800000001,王海,爸爸,13800000002
xx01,G37010500002,王小麦,一年级,1,李梅,妈妈,13800000001,,,
xx01,G37010500003,Anna Schmidt,四年级,2,,,,,,
zx01,G37010500101,阿依古丽·买买提,初一,11,李梅,姑姑,13800000001,,,`

describe.each(testEngines)('an empty installation on %s', (engine) => {
  const opened: TestStore[] = []
  let first: Context
  let second: Context

  const install = async (): Promise<Context> => {
    const made = await openTestStore(engine)
    opened.push(made)
    const clock = fixedClock(NOW)
    await installEmpty({ store: made.store, clock })
    return { store: made.store, clock, district: DISTRICT }
  }
  beforeEach(async () => {
    opened.length = 0
    first = await install()
    second = await install()
  })
  afterEach(async () => {
    for (const { store, drop } of opened) {
      const reports = await checkInvariants(store, DISTRICT)
      const { brokenAt } = await verifyAudit(store, DISTRICT)
      await drop()
      expect([brokenAt, ...reports.flatMap(({ id, broken }) => broken.map((one) => `${id} ${one}`))]).toEqual([null])
    }
  })

  const byNumber = async (context: Context, staffNumber: string) => {
    const { account } = context.store.tables
    const [row] = await context.store.db.select().from(account).where(eq(account.staffNumber, staffNumber))
    return actorOf(context, row?.id ?? '', row?.name ?? '')
  }
  const seen = async (context: Context, as: string, school: string, name: string, bytes: Uint8Array) => {
    const id = await previewRoster(context, await byNumber(context, as), { school, file: { name, bytes } })
    for (;;) {
      const { state, summary } = await loadImport(context, id, ['roster'])
      if (state === 'failed') throw new Error(JSON.stringify(summary))
      if (state === 'ready') return { id, parts: (summary as RosterSeen).parts }
      await new Promise((wake) => setTimeout(wake, 20))
    }
  }
  const bring = async (context: Context, as: string, school: string, name: string, bytes: Uint8Array) => {
    const { id, parts } = await seen(context, as, school, name, bytes)
    expect(parts.flatMap(({ errors }) => errors)).toEqual([])
    const confirmed = { onlyRight: false, manyLeave: false }
    expect(await applyRoster(context, await byNumber(context, as), { id, confirmed })).toEqual({ ok: true })
    for (;;) {
      const { state, summary } = await loadImport(context, id, ['roster'])
      if (state === 'failed') throw new Error(JSON.stringify(summary))
      if (state === 'applied') return parts
      await new Promise((wake) => setTimeout(wake, 20))
    }
  }
  const csv = (text: string): Uint8Array => new TextEncoder().encode(text)
  const fill = async (context: Context): Promise<void> => {
    await bring(context, 'QU0001', '', '学校.csv', csv(SCHOOLS))
    await bring(context, 'QU0001', '', '老师.csv', csv(STAFF))
    await bring(context, 'QU0001', '', '学生.csv', csv(PUPILS))
  }
  const groups = (parts: RosterSeen['parts']) =>
    parts.map(({ part, groups: of, guardians }) => [
      part,
      Object.fromEntries(of.map((one) => [one.kind, one.count])),
      guardians,
    ])
  const none = { added: 0, ended: 0, phones: 0, relations: 0 }

  test('schools, then their administrators, then classes, pupils and families, then slips for a class', async () => {
    await fill(first)
    const admin = await byNumber(first, 'LS0001')
    expect(admin.administers).toEqual(['xx01'])
    const { homeClass, account } = first.store.tables
    const [fourTwo] = await first.store.db
      .select()
      .from(homeClass)
      .where(and(eq(homeClass.school, 'xx01'), eq(homeClass.grade, 4), eq(homeClass.number, 2)))
    const people = await guardiansOfClass(first, { school: 'xx01', homeClass: fourTwo?.id ?? '' })
    expect(people.map(({ name, login, of }) => [name, login, of])).toEqual(
      expect.arrayContaining([
        ['李梅', '13800000001', ['王小禾']],
        ['王海', '13800000002', ['王小禾']],
      ]),
    )
    const slips = await issueSlips(first, admin, { accounts: people.map((one) => one.account), key: 'a' })
    expect(slips.map(({ homeClass: of }) => [of?.grade, of?.number])).toEqual([
      [4, 2],
      [4, 2],
    ])
    // One mother of three children is one account, without a password until her slip is used.
    const mothers = await first.store.db.select().from(account).where(eq(account.phone, '13800000001'))
    expect(mothers.map(({ passwordHash }) => passwordHash)).toEqual([null])
    const mother = await actorOf(first, mothers[0]?.id ?? '', '')
    expect(mother.children.map(({ name, position }) => [name, position])).toEqual([
      ['王小禾', 1],
      ['王小麦', 2],
      ['阿依古丽·买买提', 3],
    ])
  })

  test('a OneRoster package leaves one district, builds up another, and changes nothing a second time', async () => {
    await fill(first)
    const bytes = oneRosterPackage(await loadRoster(first, first.store.db, null))
    const tables = await readSheet({ name: '天桥.zip', bytes })
    expect(tables.map(({ name }) => name.replace('.csv', '')).sort()).toEqual(
      ['academicSessions', 'classes', 'courses', 'enrollments', 'manifest', 'orgs', 'roles', 'users'].sort(),
    )
    expect(groups((await seen(first, 'QU0001', '', '天桥.zip', bytes)).parts)).toEqual([
      ['schools', { same: 2 }, none],
      ['staff', { same: 3 }, none],
      ['pupils', { same: 4 }, none],
    ])
    expect(groups(await bring(second, 'QU0001', '', '天桥.zip', bytes))).toEqual([
      ['schools', { new: 2 }, none],
      ['staff', { new: 3 }, none],
      ['pupils', { new: 4 }, { added: 4, ended: 0, phones: 0, relations: 0 }],
    ])
    expect(groups((await seen(second, 'QU0001', '', '天桥.zip', bytes)).parts)).toEqual([
      ['schools', { same: 2 }, none],
      ['staff', { same: 3 }, none],
      ['pupils', { same: 4 }, none],
    ])
    const again = oneRosterPackage(await loadRoster(second, second.store.db, null))
    const names = (from: Awaited<ReturnType<typeof readSheet>>) =>
      from
        .find(({ name }) => name.startsWith('users'))
        ?.rows.map(({ cells }) => cells.at(-4))
        .sort()
    expect(names(await readSheet({ name: '天桥.zip', bytes: again }))).toEqual(names(tables))
  })

  test("a school's own lists come in again unchanged, as workbook, as text and as a package", async () => {
    await fill(first)
    const admin = await byNumber(first, 'LS0001')
    const ask = async (query: string): Promise<Uint8Array> => {
      const answer = await exportRoster(first, admin, new Request(`http://127.0.0.1/?${query}`))
      return new Uint8Array(await answer.arrayBuffer())
    }
    const same = async (name: string, bytes: Uint8Array, expected: unknown) =>
      expect(groups((await seen(first, 'LS0001', 'xx01', name, bytes)).parts)).toEqual(expected)
    await same('学生.xlsx', await ask('what=pupils'), [['pupils', { same: 3 }, none]])
    await same('学生.csv', await ask('what=pupils&as=csv'), [['pupils', { same: 3 }, none]])
    await same('老师.xlsx', await ask('what=staff'), [['staff', { same: 2 }, none]])
    await same('柳岸.zip', await ask('what=one-roster'), [
      ['staff', { same: 2 }, none],
      ['pupils', { same: 3 }, none],
    ])
    await expect(ask('what=pupils&school=zx01')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(ask('what=schools')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(ask('what=everything')).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    const { auditEntry, guardianship } = first.store.tables
    expect(await first.store.db.$count(auditEntry, eq(auditEntry.action, 'roster.exported'))).toBe(4)
    expect(await first.store.db.$count(guardianship, isNull(guardianship.endedAt))).toBe(4)
  })
})
