import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import { changePassword } from './change-password.server'
import { CONSENT_VERSION } from './consent-text'
import { endAllSessions, listSessions, signOut } from './end-sessions.server'
import { loadActor } from './load-actor.server'
import { LIMITS } from './login-limits.server'
import { hashPassword } from './password.server'
import { recordConsent } from './record-consent.server'
import { noSessionCookie, readSessionToken, sessionCookie } from './session-cookie.server'
import { FAMILY_SESSION, STAFF_SESSION } from './session-rules'
import { signIn } from './sign-in.server'

const NOON = Date.parse('2026-09-02T04:00:00Z')
const ORIGIN = 'http://127.0.0.1:3000'
const PASSWORD = '泉城路上的老槐树'

describe.each(testEngines)('sessions on %s', (engine) => {
  let test: TestStore
  let scenario: Scenario
  const clock = fixedClock(NOON)
  let last = 0
  /** A fresh address each time: the counts of one test are not another's. */
  const here = () => {
    last += 1
    return { address: `10.0.0.${last}`, device: 'iPhone', oldToken: null }
  }
  const context = () => ({ store: test.store, clock, district: DISTRICT, origin: ORIGIN })
  const ask = (cookie: string | undefined) => loadActor(context(), cookie)
  const cookieOf = (token: string): string => `elder=1; session=${token}`
  const sessionsOf = (account: string) =>
    test.store.db.$count(test.store.tables.session, eq(test.store.tables.session.account, account))
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
    await scenario.child('he', { school: 's1', grade: 4, name: '小禾' })
    await scenario.child('mai', { school: 's2', grade: 1, name: '小麦' })
    const passwordHash = await hashPassword(PASSWORD)
    await scenario.guardian('mother', ['he', 'mai'], { name: '示例妈妈', phone: '13800000001', passwordHash })
    await scenario.guardian('father', ['he'], { phone: '13800000002' })
    await scenario.staff('teacher', 'teacher', 's1', { staffNumber: 'T001', passwordHash })
    await scenario.staff('gone', 'officer', '', { staffNumber: 'G001', passwordHash, disabledAt: 1 })
    await scenario.guardian('guessed', [], { phone: '13800000009', passwordHash })
  })
  afterAll(() => test.drop())

  it('signs in, and knows who asks', async () => {
    const { token, account } = await signIn(context(), { login: '13800000001', password: PASSWORD, ...here() })
    expect(account).toBe('mother')
    expect(await ask(cookieOf(token))).toMatchObject({
      account: 'mother',
      name: '示例妈妈',
      children: [
        { pupil: 'he', name: '小禾', position: 1, school: 's1', grade: 4, classNumber: 2, homeClass: 's1-4-2' },
        { pupil: 'mai', position: 2, school: 's2', grade: 1 },
      ],
      teacherAt: [],
      administers: [],
      officer: false,
      consented: true,
    })
    expect(await actionsOf('mother')).toEqual(['account.signed-in'])
    const [row] = await test.store.db.select().from(test.store.tables.session)
    expect(row?.tokenHash).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(row)).not.toContain(token)
  })

  it.each([
    ['an unknown login', '13899999999', PASSWORD],
    ['a wrong password', '13800000001', 'not this one'],
    ['an account without a password', '13800000002', PASSWORD],
    ['an account without a password, and none', '13800000002', ''],
    ['a disabled account', 'G001', PASSWORD],
    ['a staff number that is a telephone number', 'T00', PASSWORD],
  ])('%s is refused in the same words', async (_, login, password) => {
    const { session } = test.store.tables
    const before = await test.store.db.$count(session)
    await expect(signIn(context(), { login, password, ...here() })).rejects.toMatchObject({ code: 'WRONG_SIGN_IN' })
    expect(await test.store.db.$count(session)).toBe(before)
  })

  it('knows nobody by a made-up, doubled or foreign cookie', async () => {
    const cookie = await scenario.signIn('mother', { at: NOON })
    expect(await ask(cookie)).not.toBeNull()
    for (const bad of [
      '',
      'session=',
      'session=x',
      `session=${'A'.repeat(43)}`,
      `${cookie}; ${cookie}`,
      `__Host-${cookie}`,
    ])
      expect(await ask(bad)).toBeNull()
    const https = { ...context(), origin: 'https://portal.example' }
    expect(await loadActor(https, cookie)).toBeNull()
    expect(await loadActor(https, `__Host-${cookie}`)).not.toBeNull()
  })

  it.each([
    ['a family', 'mother', FAMILY_SESSION],
    ['staff', 'teacher', STAFF_SESSION],
  ])('ends for %s when not used, and at last in any case', async (_, account, limits) => {
    const cookie = await scenario.signIn(account, { at: NOON })
    clock.set(NOON + limits.idle - 1)
    expect(await ask(cookie)).not.toBeNull()
    clock.advance(limits.idle - 1)
    expect(await ask(cookie), 'used in between').not.toBeNull()
    clock.advance(limits.idle)
    expect(await ask(cookie), 'idle').toBeNull()
    const busy = await scenario.signIn(account, { at: NOON })
    clock.set(NOON)
    while (clock.now() + limits.idle - 1 < NOON + limits.absolute) {
      clock.advance(limits.idle - 1)
      expect(await ask(busy)).not.toBeNull()
    }
    clock.set(NOON + limits.absolute)
    expect(await ask(busy), 'absolute').toBeNull()
    clock.set(NOON)
  })

  it('loses at once what has ended', async () => {
    const { guardianship, roleGrant, account } = test.store.tables
    await scenario.guardian('grandma', ['he'])
    const cookie = await scenario.signIn('grandma', { at: NOON })
    const set = (work: (tx: Parameters<Parameters<typeof test.store.transaction>[0]>[0]) => Promise<unknown>) =>
      test.store.transaction(async (tx) => void (await work(tx)))
    await set((tx) =>
      tx.insert(roleGrant).values({ district: DISTRICT, account: 'grandma', role: 'school_admin', school: 's1' }),
    )
    expect(await ask(cookie)).toMatchObject({ administers: ['s1'], children: [{ pupil: 'he' }] })
    await set((tx) => tx.update(guardianship).set({ endedAt: 1 }).where(eq(guardianship.account, 'grandma')))
    await set((tx) => tx.update(roleGrant).set({ endedAt: 1 }).where(eq(roleGrant.account, 'grandma')))
    expect(await ask(cookie)).toMatchObject({ administers: [], children: [] })
    await set((tx) => tx.update(account).set({ disabledAt: 1 }).where(eq(account.id, 'grandma')))
    expect(await ask(cookie)).toBeNull()
  })

  it('is new at every sign-in; the one before ends', async () => {
    const planted = await signIn(context(), { login: 'T001', password: PASSWORD, ...here() })
    const own = await signIn(context(), {
      login: '13800000001',
      password: PASSWORD,
      ...here(),
      oldToken: planted.token,
    })
    expect(own.token).not.toBe(planted.token)
    expect(await ask(cookieOf(planted.token))).toBeNull()
    expect(await ask(cookieOf(own.token))).toMatchObject({ account: 'mother' })
  })

  it('signs out here, then everywhere', async () => {
    await endAllSessions(context(), 'mother')
    const phone = await scenario.signIn('mother', { at: NOON, device: 'iPhone' })
    const desk = await scenario.signIn('mother', { at: NOON + 1, device: 'Windows 电脑' })
    const token = readSessionToken(ORIGIN, phone)
    expect(await listSessions(context(), { account: 'mother', token, staff: false })).toMatchObject([
      { device: 'Windows 电脑', current: false },
      { device: 'iPhone', current: true },
    ])
    await signOut(context(), { account: 'teacher', token })
    expect(await ask(phone), 'not by another account').not.toBeNull()
    await signOut(context(), { account: 'mother', token })
    expect([await ask(phone), (await ask(desk))?.account]).toEqual([null, 'mother'])
    const other = await scenario.signIn('teacher', { at: NOON })
    expect(await endAllSessions(context(), 'mother')).toBe(1)
    expect([await ask(desk), (await ask(other))?.account]).toEqual([null, 'teacher'])
    expect((await actionsOf('mother')).slice(-3)).toEqual(Array(3).fill('account.sessions-ended'))
  })

  it('changes a password only by the present one, and ends every session', async () => {
    await scenario.guardian('changer', [], { phone: '13800000003', passwordHash: await hashPassword(PASSWORD) })
    const old = await scenario.signIn('changer', { at: NOON })
    const change = (now: string) =>
      changePassword(context(), { account: 'changer', now, password: 'ein neues Passwort', ...here() })
    await expect(change('wrong')).rejects.toMatchObject({ code: 'WRONG_SIGN_IN' })
    expect(await ask(old)).not.toBeNull()
    const token = await change(PASSWORD)
    expect([await ask(old), (await ask(cookieOf(token)))?.account]).toEqual([null, 'changer'])
    expect(await sessionsOf('changer')).toBe(1)
    await expect(signIn(context(), { login: '13800000003', password: PASSWORD, ...here() })).rejects.toMatchObject({
      code: 'WRONG_SIGN_IN',
    })
    await signIn(context(), { login: '13800000003', password: 'ein neues Passwort', ...here() })
    expect(await actionsOf('changer')).toEqual(['account.password-changed', 'account.signed-in'])
  })

  it('asks again when the text has a new version, and believes the last word', async () => {
    const { consent } = test.store.tables
    await scenario.guardian('asked', ['mai'])
    const cookie = await scenario.signIn('asked', { at: NOON })
    const consented = async () => (await ask(cookie))?.consented
    expect(await consented()).toBe(true)
    await test.store.transaction(async (tx) => {
      await tx
        .update(consent)
        .set({ version: '2020-01' })
        .where(and(eq(consent.district, DISTRICT), eq(consent.account, 'asked')))
    })
    expect(await consented()).toBe(false)
    await recordConsent(context(), { account: 'asked', decision: 'given' })
    expect(await consented()).toBe(true)
    clock.advance(1)
    await recordConsent(context(), { account: 'asked', decision: 'refused' })
    expect(await consented()).toBe(false)
    const rows = await test.store.db.select().from(consent).where(eq(consent.account, 'asked'))
    expect(rows.map(({ version }) => version).sort()).toEqual(['2020-01', CONSENT_VERSION, CONSENT_VERSION])
    expect(await actionsOf('asked')).toEqual(['consent.given', 'consent.refused'])
    expect(await ask(await scenario.signIn('teacher', { at: NOON }))).toMatchObject({ consented: true })
    clock.set(NOON)
  })

  describe('guessing', () => {
    const from = (address: string) => ({ address, device: 'x', oldToken: null })
    const guess = (login: string, address: string, password = 'a guess') =>
      signIn(context(), { login, password, ...from(address) }).then(
        () => 'in',
        (error: { code?: string }) => error.code,
      )

    it('is slowed down a login and address, known or not, many at once included', async () => {
      for (const login of ['13800000001', '13811112222']) {
        const answers = await Promise.all(Array.from({ length: LIMITS.pair + 5 }, () => guess(login, '10.1.0.1')))
        expect(answers.filter((code) => code === 'WRONG_SIGN_IN')).toHaveLength(LIMITS.pair)
        expect(answers.filter((code) => code === 'TOO_MANY_TRIES')).toHaveLength(5)
      }
      expect(await guess('13800000001', '10.1.0.1', PASSWORD), 'even the right one').toBe('TOO_MANY_TRIES')
      expect(await guess('13800000001', '10.1.0.2', PASSWORD), 'from elsewhere').toBe('in')
      expect(await guess('T001', '10.1.0.1', PASSWORD), 'somebody else').toBe('in')
    })

    it('from many addresses does not keep the owner out of a known one', async () => {
      expect(await guess('13800000009', '10.2.0.1', PASSWORD)).toBe('in')
      for (let i = 0; i < LIMITS.login; i += 1) await guess('13800000009', `10.3.0.${i}`)
      expect(await guess('13800000009', '10.4.0.1', PASSWORD), 'a new address').toBe('TOO_MANY_TRIES')
      expect(await guess('13800000009', '10.2.0.1', PASSWORD), 'the known one').toBe('in')
    })

    it('a success takes its own attempt back', async () => {
      for (let i = 0; i < LIMITS.pair * 2; i += 1) expect(await guess('T001', '10.5.0.1', PASSWORD)).toBe('in')
    })
  })

  it('keeps the chain of the record whole', async () => {
    expect(await verifyAudit(test.store, DISTRICT)).toMatchObject({ brokenAt: null })
  })
})

describe('the cookie', () => {
  it('carries every flag on https, and HttpOnly and SameSite on http', () => {
    expect(sessionCookie('https://portal.example', 'T', 5_000)).toBe(
      '__Host-session=T; Path=/; Max-Age=5; HttpOnly; SameSite=Lax; Secure',
    )
    expect(sessionCookie('http://10.0.0.7:3000', 'T', 5_000)).toBe(
      'session=T; Path=/; Max-Age=5; HttpOnly; SameSite=Lax',
    )
    expect(noSessionCookie('https://portal.example')).toContain('__Host-session=; Path=/; Max-Age=0')
  })
})
