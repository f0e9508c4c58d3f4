import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { fixedClock } from '~/shared/clock'
import { activateAccount } from './activate-account.server'
import { addOfficer } from './add-officer.server'
import { endOfficer } from './end-officer.server'
import { issueSlips } from './issue-slips.server'
import { actorOf } from './load-actor.server'
import { loadOfficers } from './load-officers.server'
import { officerForm } from './officer-form'

const clock = fixedClock(Date.parse('2026-11-23T04:00:00Z'))
const PASSWORD = '泉城路上的老槐树'

describe.each(testEngines)('the bureau’s own people on %s', (engine) => {
  let opened: TestStore
  let scenario: Scenario
  const context = () => ({ store: opened.store, clock, district: DISTRICT, origin: 'http://127.0.0.1' })
  const actor = (account: string) => actorOf(context(), account, account)
  const linesOf = async (who: string) =>
    (await loadOfficers(context(), await actor(who))).map(({ name, staffNumber, state, mine, added }) => [
      name,
      staffNumber,
      state,
      mine,
      added?.by ?? null,
    ])

  beforeAll(async () => {
    opened = await openTestStore(engine)
    scenario = await startScenario(opened.store)
    await scenario.school('s1')
    await scenario.staff('first', 'officer', '', { name: '区教育局', staffNumber: 'QU0001' })
    await scenario.staff('teacher', 'teacher', 's1', { staffNumber: 'LS0001' })
    await scenario.staff('admin', 'school_admin', 's1', { staffNumber: 'JW0001' })
  })
  afterAll(() => opened.drop())

  test('one adds another, who comes in by a slip and can add a third; each is named with who added them', async () => {
    const added = await addOfficer(context(), await actor('first'), { name: '规划科 王芳', staffNumber: 'QU0002' })
    if (!added.ok) throw new Error('not added')
    expect(await linesOf('first')).toEqual([
      ['区教育局', 'QU0001', 'waiting', true, null],
      ['规划科 王芳', 'QU0002', 'waiting', false, '区教育局'],
    ])
    const [slip] = await issueSlips(context(), await actor('first'), { accounts: [added.account], key: 'k1' })
    await activateAccount(context(), {
      ...{ login: 'QU0002', code: slip?.code ?? '', password: PASSWORD, agreed: true },
      ...{ address: '10.0.0.1', device: '电脑', oldToken: null },
    })
    expect((await linesOf('first'))[1]).toEqual(['规划科 王芳', 'QU0002', 'open', false, '区教育局'])
    const third = await addOfficer(context(), await actor(added.account), {
      name: '基教科 李明',
      staffNumber: 'QU0003',
    })
    expect(third.ok).toBe(true)
    expect((await linesOf('first')).at(-1)).toEqual(['基教科 李明', 'QU0003', 'waiting', false, '规划科 王芳'])
  })

  test('a number that is somebody’s is refused beside the field, a teacher’s never turns into an officer', async () => {
    for (const staffNumber of ['QU0001', 'LS0001', 'JW0001'])
      expect(await addOfficer(context(), await actor('first'), { name: '某某', staffNumber })).toMatchObject({
        ok: false,
      })
    expect((await actor('teacher')).officer).toBe(false)
  })

  test('who is ended loses everything at once, and may come back under the same number', async () => {
    const added = await addOfficer(context(), await actor('first'), { name: '督导科 赵六', staffNumber: 'QU0009' })
    if (!added.ok) throw new Error('not added')
    const id = added.account
    await scenario.signIn(id)
    await endOfficer(context(), await actor('first'), { account: id })
    expect((await actor(id)).officer).toBe(false)
    const { session } = opened.store.tables
    expect(await opened.store.db.$count(session, eq(session.account, id))).toBe(0)
    expect((await linesOf('first')).at(-1)).toEqual(['督导科 赵六', 'QU0009', 'ended', false, '区教育局'])
    await expect(endOfficer(context(), await actor('first'), { account: id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await addOfficer(context(), await actor('first'), { name: '督导科 赵六', staffNumber: 'QU0009' })).toEqual({
      ok: true,
      account: id,
    })
    expect((await actor(id)).officer).toBe(true)
  })

  test('nobody ends their own account; of two who end each other one remains', async () => {
    const [a, b] = await Promise.all([actor('first'), actor('first')])
    await expect(endOfficer(context(), a, { account: 'first' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await scenario.staff('one', 'officer', '', { staffNumber: 'QU0011' })
    await scenario.staff('other', 'officer', '', { staffNumber: 'QU0012' })
    const [one, other] = await Promise.all([actor('one'), actor('other')])
    const ends = await Promise.allSettled([
      endOfficer(context(), one, { account: 'other' }),
      endOfficer(context(), other, { account: 'one' }),
    ])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(b.officer).toBe(true)
  })

  test('teachers and administrators may do none of it', async () => {
    for (const who of ['teacher', 'admin']) {
      const person = await actor(who)
      await expect(loadOfficers(context(), person)).rejects.toMatchObject({ code: 'FORBIDDEN' })
      await expect(addOfficer(context(), person, { name: '某某', staffNumber: 'QU0099' })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
      await expect(endOfficer(context(), person, { account: 'first' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
  })
})

test.each([
  ['', '', ['name', 'staffNumber']],
  ['王', 'QU0002', ['name']],
  ['王芳'.repeat(11), 'QU0002', ['name']],
  ['王芳', '工号一', ['staffNumber']],
  ['王芳', '=1+1', ['staffNumber']],
  ['王芳', ' qu0002 ', []],
  ['<b>王芳</b>', 'QU0002', []],
])('the form reads %j, %j', (name, staffNumber, wrong) => {
  const read = officerForm.safeParse({ deed: 'add', name, staffNumber })
  expect(read.success ? [] : [...new Set(read.error.issues.map(({ path }) => path[0]))]).toEqual(wrong)
})
