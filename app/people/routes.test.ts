import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from '@remix-run/node'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore } from '#db/makers/test-store'
import { fixedClock } from '~/shared/clock'
import type { Actor } from './actor'
import { loadActor } from './load-actor.server'
import { hashPassword } from './password.server'
import * as activate from './routes/activate'
import * as me from './routes/me'
import * as signIn from './routes/sign-in'
import * as signOut from './routes/sign-out'
import * as slips from './routes/slips'
import * as staffSlips from './routes/staff-slips'
import { words } from './words'

const NOON = Date.parse('2026-09-02T04:00:00Z')
const ORIGIN = 'https://portal.example'
const PASSWORD = '泉城路上的老槐树'

let test: TestStore
let scenario: Scenario
let mother: string
let admin: string
let officer: string
let last = 0

beforeAll(async () => {
  test = await openTestStore('sqlite')
  scenario = await startScenario(test.store)
  await scenario.school('s1', { name: '柳岸小学' })
  await scenario.school('s2')
  await scenario.child('he', { school: 's1', name: '小禾' })
  await scenario.child('mai', { school: 's2', name: '小麦' })
  const passwordHash = await hashPassword(PASSWORD)
  await scenario.guardian('mother', ['he'], { name: '示例妈妈', phone: '13800000001', passwordHash })
  await scenario.guardian('new', ['he'], { name: '示例爸爸', phone: '13800000002' })
  await scenario.guardian('foreign', ['mai'], { phone: '13800000003' })
  const { consent } = test.store.tables
  await test.store.transaction(async (tx) => {
    await tx.delete(consent).where(eq(consent.account, 'new'))
  })
  await scenario.staff('admin', 'school_admin', 's1')
  await scenario.staff('admin2', 'school_admin', 's2')
  await scenario.staff('officer', 'officer', '', { staffNumber: 'Q001', passwordHash })
  ;[mother, admin, officer] = (await Promise.all(
    ['mother', 'admin', 'officer'].map((who) => scenario.signIn(who, { at: NOON, origin: ORIGIN })),
  )) as [string, string, string]
})
afterAll(() => test.drop())

interface Given {
  cookie?: string
  form?: Record<string, string | readonly string[] | undefined>
  path?: string
}

const argsOf = async ({ cookie, form, path = '/' }: Given) => {
  last += 1
  const base = { store: test.store, clock: fixedClock(NOON), district: DISTRICT, origin: ORIGIN }
  const actor: Actor | null = await loadActor(base, cookie)
  const context = { ...base, actor, address: `10.1.0.${last}` } as unknown as AppLoadContext
  const pairs = Object.entries(form ?? {}).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, String(one)]),
  )
  const request = new Request(`${ORIGIN}${path}`, {
    headers: cookie ? { cookie } : {},
    ...(form ? { method: 'POST', body: new URLSearchParams(pairs) } : {}),
  })
  return { context, request, params: {} }
}

interface Said {
  status: number
  body: unknown
  location: string | null
  cookie: string | null
  /** The context's note for the title. */
  refused: boolean
}

type Handler = (args: ActionFunctionArgs & LoaderFunctionArgs) => Promise<unknown>

const ask = async (handler: unknown, given: Given): Promise<Said> => {
  const args = await argsOf(given)
  const answer = await (handler as Handler)(args as ActionFunctionArgs).catch((thrown: unknown) => thrown)
  if (answer instanceof Error) throw answer
  const refused = args.context.formRefused ?? false
  if (answer instanceof Response) {
    const { status, headers } = answer
    return { status, body: null, location: headers.get('location'), cookie: headers.get('set-cookie'), refused }
  }
  const wrapped = answer as { type?: string; data: unknown; init: { status?: number } | null }
  if (wrapped?.type === 'DataWithResponseInit')
    return { status: wrapped.init?.status ?? 200, body: wrapped.data, location: null, cookie: null, refused }
  return { status: 200, body: answer, location: null, cookie: null, refused }
}

describe('signing in', () => {
  const form = { login: '138 0000 0001', password: PASSWORD }

  it('goes where the person works, with the cookie of https', async () => {
    const { status, location, cookie } = await ask(signIn.action, { form })
    expect([status, location]).toEqual([303, '/family'])
    expect(cookie).toMatch(/^__Host-session=[\w-]{43}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax; Secure$/)
    const staff = await ask(signIn.action, { form: { login: 'q001', password: PASSWORD } })
    expect([staff.location, staff.cookie?.includes('Max-Age=43200')]).toEqual(['/bureau', true])
  })

  it.each([
    ['/week?child=he', '/week?child=he'],
    ['//evil.example', '/family'],
    ['/\\evil.example', '/family'],
    ['https://evil.example/', '/family'],
    ['javascript:alert(1)', '/family'],
  ])('with back=%s it lands on %s', async (back, to) => {
    expect((await ask(signIn.action, { form: { ...form, back } })).location).toBe(to)
    const { body } = await ask(signIn.loader, { path: `/sign-in?back=${encodeURIComponent(back)}` })
    expect(body).toMatchObject({ back: back === to ? to : '' })
  })

  it('says what is wrong beside the field, keeps the login, never the password', async () => {
    const empty = await ask(signIn.action, { form: { login: ' ', password: '' } })
    expect(empty).toMatchObject({
      status: 422,
      refused: true,
      body: { errors: { login: words.login.missing, password: words.password.missing } },
    })
    const wrong = await ask(signIn.action, { form: { login: '13800000001', password: 'my secret guess' } })
    expect(wrong).toMatchObject({ status: 422, cookie: null, body: { login: '13800000001' } })
    expect(JSON.stringify(wrong.body)).toMatch(/密码不对/)
    expect(JSON.stringify(wrong.body)).not.toContain('my secret guess')
  })

  it('takes no field twice', async () => {
    expect(await ask(signIn.action, { form: { login: ['13800000001', 'Q001'], password: PASSWORD } })).toMatchObject({
      status: 400,
    })
  })

  it('out again: the cookie is taken away', async () => {
    const cookie = await scenario.signIn('mother', { at: NOON, origin: ORIGIN })
    const out = await ask(signOut.action, { cookie, form: {} })
    expect(out).toMatchObject({ status: 303, location: '/' })
    expect(out.cookie).toContain('__Host-session=; Path=/; Max-Age=0')
    expect(await ask(signOut.action, { cookie, form: {} })).toMatchObject({ status: 401 })
  })
})

describe('slips and activation', () => {
  const issue = (cookie: string, account: string | readonly string[], key: string = crypto.randomUUID()) =>
    ask(slips.action, { cookie, form: { account, key, school: 's1' } })
  const codeOf = ({ body }: Said): string => (body as { slips: { code: string }[] }).slips[0]?.code ?? ''
  const step = (form: Record<string, string>) => ask(activate.action, { form: { login: '13800000002', ...form } })

  it('the list masks telephone numbers, and shows the own school only', async () => {
    const { body } = await ask(slips.loader, { cookie: admin, path: '/school/slips?q=示例' })
    expect(body).toMatchObject({ guardians: [{ name: '示例妈妈', login: '138****0001' }, { login: '138****0002' }] })
    expect(JSON.stringify(body)).not.toMatch(/13800000|小麦/)
    expect(await ask(slips.loader, { cookie: admin, path: '/school/slips?school=s2' })).toMatchObject({ status: 403 })
  })

  it('one form, one slip; a foreign person or form is refused', async () => {
    const key = crypto.randomUUID()
    const first = await issue(admin, 'new', key)
    expect(first).toMatchObject({
      status: 200,
      body: { slips: [{ name: '示例爸爸', login: '138****0002', pupils: ['小禾'] }] },
    })
    expect(await issue(admin, 'new', key)).toMatchObject({ status: 409, body: { slips: [], error: words.slips.twice } })
    expect(await issue(admin, 'foreign')).toMatchObject({ status: 403 })
    expect(await issue(officer, 'new')).toMatchObject({ status: 403 })
    expect(await issue(mother, 'new')).toMatchObject({ status: 403 })
    expect(await issue(admin, 'new', 'no key')).toMatchObject({ status: 400 })
    expect(
      await ask(staffSlips.action, { cookie: officer, form: { account: 'admin2', key: crypto.randomUUID() } }),
    ).toMatchObject({
      body: { slips: [{ account: 'admin2' }] },
    })
  })

  it('three pages, each checked again', async () => {
    const code = codeOf(await issue(admin, 'new'))
    expect(await step({ step: 'slip', code: 'ABCD2345' })).toMatchObject({
      status: 422,
      refused: true,
      body: { step: 'slip', login: '13800000002', code: 'ABCD2345' },
    })
    expect(await step({ step: 'slip', code })).toMatchObject({
      status: 200,
      body: { step: 'consent', children: ['小禾'] },
    })
    expect(await step({ step: 'consent', code })).toMatchObject({
      status: 422,
      body: { errors: { agree: words.consent.missing } },
    })
    expect(await step({ step: 'consent', code, agree: 'yes' })).toMatchObject({
      body: { step: 'password', agreed: true },
    })
    const easy = { step: 'password', code, agree: 'yes', password: '12345678', again: '12345678' }
    const refused = await step(easy)
    expect(refused).toMatchObject({
      status: 422,
      body: { step: 'password', agreed: true, errors: { password: words.password.easy } },
    })
    expect(JSON.stringify(refused.body)).not.toContain('12345678')
    const good = { ...easy, password: PASSWORD, again: PASSWORD }
    const { agree: _, ...unasked } = good
    expect(await step(unasked), 'without consent').toMatchObject({ status: 403, cookie: null, body: { step: 'slip' } })
    expect(await step({ ...good, back: '/week' })).toMatchObject({ status: 303, location: '/week' })
    expect(await step(good), 'used up').toMatchObject({ status: 422, cookie: null })
  })

  it('a refusal of the text is kept, the slip too; nobody is signed in', async () => {
    await scenario.guardian('unwilling', ['he'], { phone: '13800000004' })
    const { consent } = test.store.tables
    await test.store.transaction(async (tx) => {
      await tx.delete(consent).where(eq(consent.account, 'unwilling'))
    })
    const code = codeOf(await issue(admin, 'unwilling'))
    const given = { login: '13800000004', code }
    expect(await step({ ...given, step: 'consent', refuse: 'yes' })).toMatchObject({
      cookie: null,
      body: { step: 'refused' },
    })
    expect(await test.store.db.select().from(consent).where(eq(consent.account, 'unwilling'))).toMatchObject([
      { decision: 'refused' },
    ])
    expect(await step({ ...given, step: 'slip' })).toMatchObject({ body: { step: 'consent' } })
  })

  it('who is signed in without consent is asked for nothing else', async () => {
    await scenario.guardian('later', ['he'])
    const { consent } = test.store.tables
    await test.store.transaction(async (tx) => {
      await tx.update(consent).set({ version: 'older' }).where(eq(consent.account, 'later'))
    })
    const cookie = await scenario.signIn('later', { at: NOON, origin: ORIGIN })
    expect((await ask(activate.loader, { cookie, path: '/activate?back=/week' })).body).toMatchObject({
      start: { step: 'agree', children: ['小禾'] },
      back: '/week',
    })
    expect(await ask(activate.action, { cookie, form: { step: 'agree' } })).toMatchObject({ status: 422 })
    expect(await ask(activate.action, { form: { step: 'agree', agree: 'yes' } })).toMatchObject({ status: 401 })
    expect(await ask(activate.action, { cookie, form: { step: 'agree', agree: 'yes', back: '/week' } })).toMatchObject({
      status: 303,
      location: '/week',
    })
  })

  it('reads login and slip of the installer’s link, and nothing else', async () => {
    const start = async (path: string) => ((await ask(activate.loader, { path })).body as { start: unknown }).start
    expect(await start('/activate?login=Q001&slip=ABCD-2345')).toMatchObject({
      step: 'slip',
      login: 'Q001',
      code: 'ABCD-2345',
    })
    expect(await start('/activate?login=%3Cscript%3E&slip=%3Cb%3E')).toMatchObject({ login: '', code: '' })
  })

  it('an unknown step is no form', async () => {
    for (const form of [{}, { step: 'x' }, { step: '__proto__' }, { step: 'agree', agree: 'maybe' }])
      expect(await ask(activate.action, { form })).toMatchObject({ status: 400 })
  })
})

describe('one’s own page', () => {
  it('tells who one is and where one is signed in', async () => {
    const { body } = await ask(me.loader, { cookie: mother })
    expect(body).toMatchObject({
      name: '示例妈妈',
      children: [{ name: '小禾', of: '柳岸小学 四年级 2 班' }],
      sessions: expect.arrayContaining([expect.objectContaining({ device: 'iPhone', current: true })]),
    })
  })

  it('changes the password, and refuses a wrong or easy one beside its field', async () => {
    const change = (form: Record<string, string>) =>
      ask(me.action, {
        cookie: mother,
        form: { do: 'password', now: PASSWORD, password: 'correct horse', again: 'correct horse', ...form },
      })
    expect(await change({ now: 'x' })).toMatchObject({
      status: 422,
      body: { errors: { now: words.password.wrongNow } },
    })
    expect(await change({ again: 'y' })).toMatchObject({
      status: 422,
      body: { errors: { again: words.password.differ } },
    })
    const own = { password: '13800000001', again: '13800000001' }
    expect(await change(own)).toMatchObject({ status: 422, body: { errors: { password: words.password.easy } } })
    const changed = await change({})
    expect(changed).toMatchObject({ status: 303, location: '/me?changed=1' })
    expect(changed.cookie).toMatch(/^__Host-session=[\w-]{43};/)
    expect(await ask(me.loader, { cookie: mother }), 'the old session').toMatchObject({ status: 401 })
  })

  it('signs out everywhere', async () => {
    const here = await scenario.signIn('mother', { at: NOON, origin: ORIGIN })
    const there = await scenario.signIn('mother', { at: NOON, origin: ORIGIN })
    expect(await ask(me.action, { cookie: here, form: { do: 'end-all' } })).toMatchObject({
      status: 303,
      location: '/sign-in',
    })
    for (const cookie of [here, there]) expect(await ask(me.loader, { cookie })).toMatchObject({ status: 401 })
    expect(await ask(me.action, { cookie: admin, form: { do: 'something' } })).toMatchObject({ status: 400 })
  })
})
