import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { Tx } from '#db/store'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import { DAY_MS } from '~/shared/day'
import { activateAccount } from './activate-account.server'
import { checkSlip } from './check-slip.server'
import { guardiansInSchool, guardiansOfClass, staffAboveSchools, teachersOfSchool } from './find-slip-people.server'
import { issueSlips, loadIssuable } from './issue-slips.server'
import { actorOf, loadActor } from './load-actor.server'
import { hashPassword } from './password.server'
import { signIn } from './sign-in.server'
import { newSlip, SLIP_DAYS, SLIP_TRIES } from './slip-code.server'

const NOON = Date.parse('2026-09-02T04:00:00Z')
const PASSWORD = '泉城路上的老槐树'

describe.each(testEngines)('activation slips on %s', (engine) => {
  let test: TestStore
  let scenario: Scenario
  const clock = fixedClock(NOON)
  let last = 0
  let families = 0
  const context = () => ({ store: test.store, clock, district: DISTRICT, origin: 'http://127.0.0.1' })
  const here = () => {
    last += 1
    return { address: `10.0.${last >> 8}.${last & 255}`, device: '安卓手机', oldToken: null }
  }
  const key = (): string => {
    last += 1
    return String(last)
  }
  const write = (body: (tx: Tx) => Promise<unknown>) => test.store.transaction(async (tx) => void (await body(tx)))
  const actor = (account: string) => actorOf(context(), account, account)
  const slipFor = async (account: string, by = 'admin1'): Promise<string> => {
    const [slip] = await issueSlips(context(), await actor(by), { accounts: [account], key: key() })
    return slip?.code ?? ''
  }
  const activate = (login: string, code: string, agreed = true) =>
    activateAccount(context(), { login, code, password: PASSWORD, agreed, ...here() })
  /** A guardian of a child at school s1, without consent. */
  const family = async (): Promise<{ account: string; phone: string }> => {
    families += 1
    const account = `family${families}`
    const phone = `139${String(families).padStart(8, '0')}`
    await scenario.child(`child${families}`, { school: 's1', name: `小${families}` })
    await scenario.guardian(account, [`child${families}`], { phone })
    const { consent } = test.store.tables
    await write((tx) => tx.delete(consent).where(eq(consent.account, account)))
    return { account, phone }
  }
  /** What an activation may leave behind. */
  const traces = async (account: string) => {
    const { account: accounts, session, consent, activationSlip } = test.store.tables
    const [row] = await test.store.db.select().from(accounts).where(eq(accounts.id, account))
    const slips = await test.store.db.select().from(activationSlip).where(eq(activationSlip.account, account))
    return {
      password: row?.passwordHash !== null,
      sessions: await test.store.db.$count(session, eq(session.account, account)),
      consents: await test.store.db.$count(consent, eq(consent.account, account)),
      used: slips.filter(({ usedAt }) => usedAt !== null).length,
    }
  }
  const NOTHING = { password: false, sessions: 0, consents: 0, used: 0 }
  const actionsOf = async (account: string): Promise<string[]> => {
    const { auditEntry } = test.store.tables
    const rows = await test.store.db
      .select()
      .from(auditEntry)
      .where(eq(auditEntry.subject, `account:${account}`))
    return rows.sort((a, b) => a.sequence - b.sequence).map(({ action }) => action)
  }

  beforeAll(async () => {
    test = await openTestStore(engine)
    scenario = await startScenario(test.store)
    await scenario.school('s1')
    await scenario.school('s2')
    await scenario.staff('admin1', 'school_admin', 's1')
    await scenario.staff('admin2', 'school_admin', 's2')
    await scenario.staff('teacher1', 'teacher', 's1')
    await scenario.staff('teacher2', 'teacher', 's2')
    await scenario.staff('officer', 'officer')
    await scenario.staff('officer2', 'officer')
  })
  afterAll(() => test.drop())

  it('opens an account: consent, password, first session, and is used up', async () => {
    const { account, phone } = await family()
    const code = await slipFor(account)
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/)
    expect(await checkSlip(context(), { login: phone, code, address: '10.9.0.1' })).toMatchObject({
      account,
      needsConsent: true,
    })
    expect(await traces(account), 'a look changes nothing').toEqual(NOTHING)
    const { token } = await activate(phone, code.toLowerCase().replace('-', ' '))
    expect(await traces(account)).toEqual({ password: true, sessions: 1, consents: 1, used: 1 })
    expect(await loadActor(context(), `session=${token}`)).toMatchObject({ account, consented: true })
    await signIn(context(), { login: phone, password: PASSWORD, ...here() })
    expect(await actionsOf(account)).toEqual(['slip.issued', 'account.activated', 'consent.given', 'account.signed-in'])
  })

  it('does not open without consent, and stays unused', async () => {
    const { account, phone } = await family()
    const code = await slipFor(account)
    await expect(activate(phone, code, false)).rejects.toMatchObject({ code: 'CONSENT_NEEDED' })
    expect(await traces(account)).toEqual(NOTHING)
    await activate(phone, code)
  })

  it('asks staff without children for no consent', async () => {
    const code = await slipFor('teacher1')
    await activate('TEACHER1', code, false)
    expect(await traces('teacher1')).toEqual({ password: true, sessions: 1, consents: 0, used: 1 })
  })

  describe('one and the same refusal, and nothing left behind', () => {
    const wrong = 'ZZZZ-9999'
    const cases: Record<string, (of: { account: string; phone: string }) => Promise<{ login?: string; code: string }>> =
      {
        'no slip was issued': async () => ({ code: wrong }),
        'a wrong code': async ({ account }) => {
          await slipFor(account)
          return { code: wrong }
        },
        "another's slip": async ({ account }) => {
          await slipFor(account)
          return { code: await slipFor((await family()).account) }
        },
        'an expired slip': async ({ account }) => {
          const code = await slipFor(account)
          clock.advance(SLIP_DAYS * DAY_MS)
          return { code }
        },
        'a slip replaced by a newer one': async ({ account }) => {
          const code = await slipFor(account)
          clock.advance(1)
          await slipFor(account)
          return { code }
        },
        'the right slip after five wrong tries': async ({ account, phone }) => {
          const code = await slipFor(account)
          for (let i = 0; i < SLIP_TRIES; i += 1)
            await expect(activate(phone, wrong)).rejects.toMatchObject({ code: 'SLIP_REFUSED' })
          return { code }
        },
        'a disabled account': async ({ account }) => {
          const code = await slipFor(account)
          const { account: accounts } = test.store.tables
          await write((tx) => tx.update(accounts).set({ disabledAt: 1 }).where(eq(accounts.id, account)))
          return { code }
        },
        'an unknown telephone number': async ({ account }) => ({ login: '13700000000', code: await slipFor(account) }),
      }

    it.each(Object.entries(cases))('%s', async (_, given) => {
      const of = await family()
      const { login = of.phone, code } = await given(of)
      const look = { login, code, address: here().address }
      const refusals = await Promise.all(
        [checkSlip(context(), look), activate(login, code)].map((tried) =>
          tried.then(
            () => null,
            (error: Error) => error,
          ),
        ),
      )
      for (const refusal of refusals)
        expect({ ...refusal, message: refusal?.message }).toEqual({
          name: 'Refusal',
          code: 'SLIP_REFUSED',
          facts: {},
          status: 422,
          message: '手机号和开通码对不上，或者开通码已经用过、过期了。请看看单子，或请学校重新打一张。',
        })
      expect(await traces(of.account)).toEqual(NOTHING)
      clock.set(NOON)
    })

    it('a used slip', async () => {
      const { account, phone } = await family()
      const code = await slipFor(account)
      await activate(phone, code)
      const before = await traces(account)
      await expect(activate(phone, code)).rejects.toMatchObject({ code: 'SLIP_REFUSED', facts: {} })
      expect(await traces(account)).toEqual(before)
    })

    it('the last try still opens', async () => {
      const { account, phone } = await family()
      const code = await slipFor(account)
      for (let i = 1; i < SLIP_TRIES; i += 1) await expect(activate(phone, wrong)).rejects.toThrow()
      await activate(phone, code)
      expect((await actionsOf(account)).filter((action) => action === 'slip.tried')).toHaveLength(SLIP_TRIES - 1)
    })

    it('many at once: one opens', async () => {
      const { account, phone } = await family()
      const code = await slipFor(account)
      const all = await Promise.allSettled(Array.from({ length: 6 }, () => activate(phone, code)))
      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await traces(account)).toEqual({ password: true, sessions: 1, consents: 1, used: 1 })
    })

    it('many wrong at once cost no more tries than there are', async () => {
      const { account, phone } = await family()
      const code = await slipFor(account)
      const tries = Array.from({ length: 12 }, () =>
        activate(phone, wrong).catch((error: { code: string }) => error.code),
      )
      expect(await Promise.all(tries)).toEqual(Array(12).fill('SLIP_REFUSED'))
      await expect(activate(phone, code)).rejects.toMatchObject({ code: 'SLIP_REFUSED' })
      expect((await actionsOf(account)).filter((action) => action === 'slip.tried')).toHaveLength(SLIP_TRIES)
    })
  })

  it('is the way back in: ends sessions, password and the slip before; consent is not asked twice', async () => {
    const { account, phone } = await family()
    const { token } = await activate(phone, await slipFor(account))
    const code = await slipFor(account)
    expect(await loadActor(context(), `session=${token}`)).toBeNull()
    await expect(signIn(context(), { login: phone, password: PASSWORD, ...here() })).rejects.toMatchObject({
      code: 'WRONG_SIGN_IN',
    })
    expect(await checkSlip(context(), { login: phone, code, address: '10.9.0.2' })).toMatchObject({
      needsConsent: false,
    })
    await activate(phone, code, false)
    expect(await traces(account)).toEqual({ password: true, sessions: 1, consents: 1, used: 2 })
  })

  it('the same form sent twice issues once', async () => {
    const { account, phone } = await family()
    const given = { accounts: [account], key: 'the-same' }
    const [slip] = await issueSlips(context(), await actor('admin1'), given)
    await expect(issueSlips(context(), await actor('admin1'), given)).rejects.toMatchObject({ code: 'CONFLICT' })
    await activate(phone, slip?.code ?? '')
  })

  it('the code stands in no table', async () => {
    const { account } = await family()
    const code = await slipFor(account)
    const { activationSlip, auditEntry } = test.store.tables
    const rows = [
      ...(await test.store.db.select().from(activationSlip)),
      ...(await test.store.db.select().from(auditEntry)),
    ]
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${code}|${code.replace('-', '')}`, 'i'))
  })

  it('a link of the installer works like a slip', async () => {
    const slip = newSlip({ district: DISTRICT, account: 'officer2', issuedBy: '', now: NOON, lifetime: DAY_MS })
    await write((tx) => tx.insert(test.store.tables.activationSlip).values(slip.row))
    await activate('OFFICER2', slip.code, false)
  })

  describe('who issues to whom', () => {
    beforeAll(async () => {
      await scenario.child('both1', { school: 's1' })
      await scenario.child('both2', { school: 's2' })
      await scenario.child('left', { school: 's1' })
      const { pupil } = test.store.tables
      await write((tx) => tx.update(pupil).set({ leftOn: '2026-07-01' }).where(eq(pupil.id, 'left')))
      await scenario.guardian('of-both', ['both1', 'both2'], { phone: '13600000001' })
      await scenario.guardian('of-left', ['left'], { phone: '13600000002' })
      const add = async (account: string, role: 'teacher' | 'school_admin' | 'officer', school: string) =>
        write((tx) => tx.insert(test.store.tables.roleGrant).values({ district: DISTRICT, account, role, school }))
      for (const [account, role, school] of [
        ['parent-officer', 'officer', ''],
        ['parent-admin2', 'school_admin', 's2'],
        ['parent-teacher2', 'teacher', 's2'],
      ] as const) {
        await scenario.guardian(account, ['both1'])
        await add(account, role, school)
      }
      await scenario.staff('of-two-schools', 'teacher', 's1')
      await add('of-two-schools', 'teacher', 's2')
    })

    const may: Record<string, readonly string[]> = {
      admin1: ['of-both', 'teacher1', 'of-two-schools'],
      admin2: ['of-both', 'teacher2', 'of-two-schools', 'parent-teacher2'],
      officer: ['admin1', 'admin2', 'officer2', 'parent-officer', 'parent-admin2'],
      teacher1: [],
      'of-both': [],
    }
    const everybody = [
      ...['of-both', 'of-left', 'teacher1', 'teacher2', 'of-two-schools', 'admin1', 'admin2', 'officer', 'officer2'],
      ...['parent-officer', 'parent-admin2', 'parent-teacher2'],
    ]

    it.each(Object.entries(may))('%s', async (by, allowed) => {
      const issuer = await actor(by)
      const offered = await loadIssuable(
        context(),
        issuer,
        everybody.map((account) => ({ account })),
      )
      expect([...offered].sort()).toEqual([...allowed].sort())
      for (const account of everybody) {
        const { activationSlip } = test.store.tables
        const before = await test.store.db.$count(activationSlip)
        const code = await issueSlips(context(), issuer, { accounts: [account], key: key() }).then(
          (slips) => slips.length,
          (error: { code: string }) => error.code,
        )
        expect([by, account, code]).toEqual([by, account, allowed.includes(account) ? 1 : 'FORBIDDEN'])
        expect(await test.store.db.$count(activationSlip)).toBe(before + (allowed.includes(account) ? 1 : 0))
      }
    })

    it('one foreign person among many: nobody gets one, nobody loses anything', async () => {
      const { account, phone } = await family()
      await activate(phone, await slipFor(account))
      const before = await traces(account)
      const accounts = [account, 'teacher2']
      await expect(issueSlips(context(), await actor('admin1'), { accounts, key: key() })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
      expect(await traces(account)).toEqual(before)
      const unknown = { accounts: [account, 'nobody'], key: key() }
      await expect(issueSlips(context(), await actor('admin1'), unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' })
      expect(await traces(account)).toEqual(before)
    })
  })

  describe('finding people', () => {
    it('a class, a name, a number; of the own school only', async () => {
      await scenario.child('f1', { school: 's1', grade: 2, classNumber: 9, name: '泉生' })
      await scenario.child('f2', { school: 's2', grade: 2, classNumber: 9, name: '泉水' })
      await scenario.guardian('fg', ['f1', 'f2'], {
        name: '泉妈妈',
        phone: '13500000001',
        passwordHash: await hashPassword(PASSWORD),
      })
      const line = { account: 'fg', name: '泉妈妈', login: '13500000001', activated: true, slipUntil: null }
      expect(await guardiansOfClass(context(), { school: 's1', homeClass: 's1-2-9' })).toEqual([
        { ...line, of: ['泉生'] },
      ])
      expect(await guardiansOfClass(context(), { school: 's1', homeClass: 's2-2-9' })).toEqual([])
      expect(await guardiansInSchool(context(), 's1', '泉')).toEqual([{ ...line, of: ['泉生'] }])
      expect(await guardiansInSchool(context(), 's2', '1350000')).toEqual([{ ...line, of: ['泉水'] }])
      expect(await guardiansInSchool(context(), 's1', '泉水')).toEqual([])
      expect(await guardiansInSchool(context(), 's1', '%')).toHaveLength(
        await guardiansInSchool(context(), 's1', '').then((all) => all.length),
      )
      expect((await teachersOfSchool(context(), 's1', 'teacher')).map(({ account }) => account)).toEqual(['teacher1'])
      expect((await staffAboveSchools(context(), '')).map(({ account }) => account).sort()).toEqual(
        ['admin1', 'admin2', 'officer', 'officer2', 'parent-admin2', 'parent-officer'].sort(),
      )
    })
  })

  it('keeps the chain of the record whole', async () => {
    expect(await verifyAudit(test.store, DISTRICT)).toMatchObject({ brokenAt: null })
  })
})
