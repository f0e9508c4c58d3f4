import { and, asc, eq, isNull } from 'drizzle-orm'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { openSqliteConnection } from '#db/sqlite-store'
import { checkInvariants, openEnrolmentDesk } from '~/courses/index.server'
import { actorOf } from '~/people/index.server'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { loadImport } from '~/shared/sheet/imports.server'
import { applyRoster } from './apply-roster.server'
import { previewRoster } from './preview-roster.server'
import type { RosterSeen } from './roster-summary'
import { rosterWords } from './roster-words'

const NOW = instantOf('2026-09-06', '08:00')
const HOUR = 3_600_000
const HEADS = '学籍号,姓名,年级,班级,监护人1姓名,监护人1关系,监护人1手机'

describe.each(testEngines)('applying a roster on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let context: Context
  const children = ['he', 'mai', 'dou', 'zao', 'gua']

  beforeEach(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    context = { store: opened.store, clock: fixedClock(NOW), district: DISTRICT }
    await world.school('s', { name: '柳岸小学' })
    await world.school('far', { name: '远山小学' })
    for (const id of children) {
      await world.child(id, { school: 's', name: `王${id}` })
      await world.guardian(`g-${id}`, [id], { phone: phoneOf(id), name: `李${id}` })
    }
    await world.child('away', { school: 'far', name: '王远' })
    await world.staff('jw1', 'school_admin', 's')
    await world.staff('jw2', 'school_admin', 'far')
    const { pupil } = opened.store.tables
    for (const id of [...children, 'away'])
      await opened.store.transaction(async (tx) => {
        await tx
          .update(pupil)
          .set({ studentNumber: numberOf(id) })
          .where(eq(pupil.id, id))
      })
  })
  afterEach(async () => {
    const reports = await checkInvariants(opened.store, DISTRICT)
    const { brokenAt } = await verifyAudit(opened.store, DISTRICT)
    await opened.drop()
    expect([brokenAt, ...reports.flatMap(({ id, broken }) => broken.map((one) => `${id} ${one}`))]).toEqual([null])
  })

  const phoneOf = (id: string): string => `1380000000${children.indexOf(id)}`
  const numberOf = (id: string): string => `G000${id.toUpperCase()}`
  const lineOf = (id: string, classNumber = 2, relation = '妈妈'): string =>
    `${numberOf(id)},王${id},四年级,${classNumber},李${id},${relation},${phoneOf(id)}`
  const sheet = (...lines: string[]) => ({
    name: '学生.csv',
    bytes: new TextEncoder().encode([HEADS, ...lines].join('\n')),
  })
  const until = async (id: string, ...states: string[]) => {
    for (;;) {
      const row = await loadImport(context, id, ['roster'])
      if (states.includes(row.state)) return row
      await new Promise((wake) => setTimeout(wake, 20))
    }
  }
  const seen = async (...lines: string[]) => {
    const id = await previewRoster(context, await actorOf(context, 'jw1', ''), { school: 's', file: sheet(...lines) })
    const { parts } = (await until(id, 'ready')).summary as RosterSeen
    return { id, part: parts[0] }
  }
  const apply = async (id: string, confirmed = { onlyRight: false, manyLeave: false }, as = 'jw1') => {
    const answer = await applyRoster(context, await actorOf(context, as, ''), { id, confirmed })
    if (!answer.ok) return answer.errors
    const { state, summary } = await until(id, 'applied', 'failed')
    return state === 'applied' ? state : summary
  }
  const rows = async () => {
    const { pupil, account, guardianship, homeClass, auditEntry, enrolment } = opened.store.tables
    const { db } = opened.store
    return {
      pupils: await db.select().from(pupil).orderBy(asc(pupil.id)),
      accounts: await db.$count(account),
      links: await db.select().from(guardianship).orderBy(asc(guardianship.account), asc(guardianship.pupil)),
      classes: await db.$count(homeClass),
      audit: await db.$count(auditEntry),
      enrolments: await db.select().from(enrolment).orderBy(asc(enrolment.pupil)),
    }
  }

  test("a leaver's seat goes to the next in line, who is told; the leaver's family sees the child no more", async () => {
    await world.round({ opensAt: NOW - HOUR, closesAt: NOW + 99 * HOUR })
    await world.section('a', { school: 's', slots: [12], capacity: 1, title: '数独' })
    const desk = openEnrolmentDesk(context)
    for (const id of ['he', 'mai', 'dou'])
      await desk.submit({
        key: `press-${id.padEnd(12, '0')}`,
        account: `g-${id}`,
        operation: { kind: 'enrol', lines: [{ pupil: id, section: 'a', alsoWait: true }] },
      })
    await desk.close()
    const { id, part } = await seen(...['dou', 'zao', 'gua'].map((child) => lineOf(child)))
    expect(part).toMatchObject({ left: 2, before: 5 })
    expect(await apply(id)).toEqual({ manyLeave: rosterWords.manyLeaveMissing })
    expect(await apply(id, { onlyRight: false, manyLeave: true })).toBe('applied')
    const { enrolments, pupils } = await rows()
    expect(enrolments.map((one) => [one.pupil, one.state])).toEqual([
      ['dou', 'offered'],
      ['he', 'withdrawn'],
      ['mai', 'withdrawn'],
    ])
    expect(pupils.filter(({ leftOn }) => leftOn !== null).map((one) => [one.id, one.leftOn, one.leftFor])).toEqual([
      ['he', '2026-09-06', 'unlisted'],
      ['mai', '2026-09-06', 'unlisted'],
    ])
    expect((await actorOf(context, 'g-he', '')).children).toEqual([])
    expect((await actorOf(context, 'g-dou', '')).children).toHaveLength(1)
    const { notice, auditEntry } = opened.store.tables
    expect(await opened.store.db.select({ account: notice.account }).from(notice)).toEqual([{ account: 'g-dou' }])
    const entries = await opened.store.db
      .select({ subject: auditEntry.subject })
      .from(auditEntry)
      .where(eq(auditEntry.action, 'pupil.left'))
      .orderBy(asc(auditEntry.subject))
    expect(entries.map(({ subject }) => subject)).toEqual(['pupil:he', 'pupil:mai'])
    // They come back with the next list, and so do their families.
    const back = await seen(...children.map((child) => lineOf(child)))
    expect(back.part?.groups.map(({ kind, count }) => [kind, count])).toEqual([
      ['returned', 2],
      ['same', 3],
    ])
    expect(await apply(back.id)).toBe('applied')
    expect((await actorOf(context, 'g-he', '')).children.map(({ name }) => name)).toEqual(['王he'])
  })

  test('half a roster is impossible: a rule of the database fires in the middle, and nothing has changed', async () => {
    const text =
      engine === 'sqlite'
        ? `create trigger stop before insert on guardianship when new.relation = '停' begin select raise(abort, 'stop'); end`
        : `alter table guardianship add constraint stop check (relation <> '停')`
    if (engine === 'sqlite') {
      const connection = openSqliteConnection(opened.url.slice('sqlite:'.length))
      connection.exec(text)
      connection.close()
    } else {
      const client = new pg.Client({ connectionString: opened.url })
      await client.connect()
      await client.query(text)
      await client.end()
    }
    const before = await rows()
    const { id } = await seen(
      ...['he', 'mai', 'dou', 'zao'].map((child) => lineOf(child, 3)),
      'G00099,王新,五年级,1,李新,停,13800000099',
    )
    expect(await apply(id)).toMatchObject({ code: 'IMPORT_BROKEN' })
    expect(await rows()).toEqual(before)
  })

  test('nobody of another school looks, applies or brings in; nothing is written when the world moved', async () => {
    const other = await actorOf(context, 'jw2', '')
    await expect(
      (async () => previewRoster(context, other, { school: 's', file: sheet(lineOf('he')) }))(),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(
      (async () => previewRoster(context, other, { school: '', file: sheet(lineOf('he')) }))(),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const { id } = await seen(...children.map((child) => lineOf(child, 3)))
    await expect(apply(id, undefined, 'jw2')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await world.child('late', { school: 's', name: '王迟' })
    const before = await rows()
    expect(await apply(id)).toMatchObject({ code: 'CONFLICT' })
    expect(await rows()).toEqual(before)
    await expect(apply(id)).rejects.toMatchObject({ code: 'WRONG_IMPORT_STATE' })
  })

  test('a file with errors is applied only when its right lines are asked for, and then nobody leaves', async () => {
    const { id, part } = await seen(lineOf('he', 3), lineOf('mai').replace('四年级', '七年级'))
    expect(part).toMatchObject({ right: 1, wrong: 1, left: 0 })
    expect(part?.errors).toMatchObject([{ line: 3, column: '年级' }])
    expect(await apply(id)).toEqual({ onlyRight: rosterWords.onlyRightMissing })
    expect(await apply(id, { onlyRight: true, manyLeave: false })).toBe('applied')
    const { pupils, links } = await rows()
    expect(pupils.filter(({ leftOn }) => leftOn !== null)).toEqual([])
    expect(links.every(({ endedAt }) => endedAt === null)).toBe(true)
    const { homeClass } = opened.store.tables
    const [third] = await opened.store.db
      .select({ id: homeClass.id })
      .from(homeClass)
      .where(and(eq(homeClass.school, 's'), eq(homeClass.number, 3), eq(homeClass.leftYear, 0)))
    expect(pupils.filter((one) => one.homeClass === third?.id).map((one) => one.id)).toEqual(['he'])
  })

  test('a child that moves to another school loses what it held there, and keeps its family and its past', async () => {
    await world.round({ opensAt: NOW - HOUR, closesAt: NOW + 99 * HOUR })
    await world.guardian('g-away', ['away'], { phone: '13800000008', name: '李远' })
    await world.section('b', { school: 'far', slots: [12], capacity: 1, title: '远足' })
    const desk = openEnrolmentDesk(context)
    await desk.submit({
      key: 'press-away-000000',
      account: 'g-away',
      operation: { kind: 'enrol', lines: [{ pupil: 'away', section: 'b', alsoWait: true }] },
    })
    await desk.close()
    const { id, part } = await seen(
      ...children.map((child) => lineOf(child)),
      `${numberOf('away')},王远,四年级,2,李远,妈妈,13800000008`,
    )
    expect(part?.groups.map(({ kind, count }) => [kind, count])).toEqual([
      ['transferred', 1],
      ['same', 5],
    ])
    expect(await apply(id)).toBe('applied')
    const { pupils, enrolments } = await rows()
    expect(pupils.find((one) => one.id === 'away')).toMatchObject({ school: 's', leftOn: null })
    expect(enrolments.map((one) => [one.pupil, one.state])).toEqual([['away', 'withdrawn']])
    const { guardianship } = opened.store.tables
    const mine = and(eq(guardianship.pupil, 'away'), isNull(guardianship.endedAt))
    expect(await opened.store.db.$count(guardianship, mine)).toBe(1)
  })
})
