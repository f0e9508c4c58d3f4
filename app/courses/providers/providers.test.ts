import { and, asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DISTRICT, TERM } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { Schema } from '#db/schema/index'
import type { Actor } from '~/people'
import { loadActor } from '~/people/index.server'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { addDays, DAY_MS, instantOf } from '~/shared/day'
import { Refusal } from '~/shared/refusal'
import { checkInvariants } from '../check-invariants.server'
import type { EnrolmentDesk } from '../enrolment'
import { openEnrolmentDesk } from '../enrolment-desk.server'
import { applyProvider } from './apply-provider.server'
import { chooseProvider } from './choose-provider.server'
import { loadConcerned } from './concerned.server'
import { decideProvider, type ProviderDecision } from './decide-provider.server'
import { loadProvider, loadProviders } from './load-providers.server'
import { loadStaffing } from './load-staffing.server'
import { providerErrors as words } from './provider-words'
import { recordBackgroundCheck } from './record-background-check.server'
import { remindExpiringChecks } from './remind-expiring-checks.server'
import { removeInstructor, saveInstructor } from './save-instructor.server'
import { viewConcerned, withdrawProvider } from './withdraw-provider.server'

const TODAY = '2026-09-05'
const NOON = instantOf(TODAY, '12:00')
const ORIGIN = 'https://portal.example'
const LICENCE = '91350100M000100Y43'
const REASON = '老师没有准入查询就上课'

const application = (given = {}) => ({
  name: '启航体育',
  licence: LICENCE,
  contact: '示例丁',
  phone: '0531-00000000',
  offer: '教轮滑和体适能',
  remark: '家长都说好',
  ...given,
})

describe.each(testEngines)('providers on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let context: Context
  let desk: EnrolmentDesk
  let [officer, school, other, teacher] = [] as unknown as [Actor, Actor, Actor, Actor]
  const clock = fixedClock(NOON)
  let presses = 0

  beforeEach(async () => {
    clock.set(NOON)
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.school('s1', { name: '柳岸小学' })
    await world.school('s2', { name: '鹊山小学' })
    await world.round({ opensAt: NOON - DAY_MS, closesAt: NOON + 30 * DAY_MS })
    await world.staff('o1', 'officer')
    await world.staff('a1', 'school_admin', 's1')
    await world.staff('a2', 'school_admin', 's2')
    await world.staff('t1', 'teacher', 's1')
    context = { store: opened.store, clock, district: DISTRICT }
    desk = openEnrolmentDesk(context)
    const actors = await Promise.all(['o1', 'a1', 'a2', 't1'].map(signedIn))
    ;[officer, school, other, teacher] = actors as [Actor, Actor, Actor, Actor]
  })
  afterEach(async () => {
    await desk.close()
    const broken = (await checkInvariants(opened.store, DISTRICT)).flatMap((report) => report.broken)
    const record = await verifyAudit(opened.store, DISTRICT)
    await opened.drop()
    expect(broken).toEqual([])
    expect(record.brokenAt).toBeNull()
  })

  const signedIn = async (account: string): Promise<Actor> => {
    const cookie = await world.signIn(account, { at: NOON, origin: ORIGIN })
    const actor = await loadActor({ ...context, origin: ORIGIN }, cookie)
    if (!actor) throw new Error(`${account} is not signed in`)
    return actor
  }
  const refusalOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'nothing refused',
      (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
    )
  const all = <Name extends keyof Schema>(name: Name): Promise<Schema[Name]['$inferSelect'][]> =>
    opened.store.db.select().from(opened.store.tables[name] as Schema['account']) as unknown as Promise<
      Schema[Name]['$inferSelect'][]
    >
  const noticesOf = async (account: string): Promise<string[]> =>
    (await all('notice')).filter((one) => one.account === account).map(({ title }) => title)
  const apply = async (actor: Actor = school, given = {}): Promise<string> => {
    const answer = await applyProvider(context, actor, application(given))
    if (!answer.ok) throw new Error(JSON.stringify(answer.errors))
    return answer.provider
  }
  const decide = (provider: string, decision: ProviderDecision, actor: Actor = officer) =>
    decideProvider(context, actor, { provider, decision })
  /** All the way onto the list. */
  const listed = async (given = {}, until = '2027-08-31'): Promise<string> => {
    const id = await apply(school, given)
    await decide(id, { deed: 'select', remark: '' })
    await decide(id, { deed: 'list', from: '2026-09-01', until, remark: '' })
    return id
  }
  const choose = (provider: string, chosen = true, actor: Actor = school, at = 's1') =>
    chooseProvider(context, actor, { school: at, provider, term: TERM, chosen })
  const hire = async (provider: string, actor: Actor = school, at = 's1', name = '邹老师'): Promise<string> => {
    const draft = { name, provider, about: '教轮滑十年' }
    const answer = await saveInstructor(context, actor, { school: at, instructor: '', draft })
    if (!answer.ok) throw new Error(JSON.stringify(answer.errors))
    return answer.instructor
  }
  const stepsOf = async (provider: string): Promise<string[]> =>
    (await all('providerStep')).filter((one) => one.provider === provider).map(({ step }) => step)

  test('a school recommends, an officer selects and lists with dates; the school is told, each step stands', async () => {
    const id = await apply()
    expect((await loadProviders(context, officer)).queue).toMatchObject([{ id, stage: 'applied', licence: LICENCE }])
    expect(await decide(id, { deed: 'list', from: TODAY, until: '2027-08-31', remark: '' }).catch(codeOf)).toBe(
      'WRONG_PROVIDER_STATE',
    )
    expect(await decide(id, { deed: 'select', remark: '材料齐全' })).toEqual({ ok: true })
    expect(await decide(id, { deed: 'list', from: TODAY, until: '2026-09-01', remark: '' })).toEqual({
      ok: false,
      errors: { until: words.endFirst },
    })
    expect(await decide(id, { deed: 'list', from: TODAY, until: '2027-08-31', remark: '' })).toEqual({ ok: true })
    expect((await loadProviders(context, officer)).listed).toMatchObject([{ id, stage: 'listed' }])
    expect(await stepsOf(id)).toEqual(['applied', 'selected', 'listed'])
    expect(await noticesOf('a1')).toEqual(['您推荐的启航体育入选了', '启航体育列入名单了'])
    expect(await decide(id, { deed: 'prolong', until: '2027-08-31', remark: '' })).toMatchObject({ ok: false })
    expect(await decide(id, { deed: 'prolong', until: '2028-01-31', remark: '' })).toEqual({ ok: true })
    const page = await loadProvider(context, officer, id)
    expect([page.listedUntil, page.steps.length, page.steps[1]?.remark]).toEqual(['2028-01-31', 4, '材料齐全'])
    clock.set(instantOf('2028-02-01'))
    expect((await loadProviders(context, officer)).gone).toMatchObject([{ id, stage: 'ended' }])
  })

  const codeOf = (error: unknown): string => (error instanceof Refusal ? error.code : String(error))

  test('the same licence or name comes once; one that was refused may come again', async () => {
    const id = await apply()
    expect(await applyProvider(context, other, application({ name: '别的名字' }))).toEqual({
      ok: false,
      errors: { licence: words.licenceTaken('启航体育') },
    })
    expect(await applyProvider(context, other, application({ name: ' 启航 体育', licence: '' }))).toEqual({
      ok: false,
      errors: { name: words.nameTaken('启航体育') },
    })
    expect(await decide(id, { deed: 'refuse', remark: '不好' })).toEqual({
      ok: false,
      errors: { remark: words.reasonShort },
    })
    expect(await decide(id, { deed: 'refuse', remark: '场地不符合要求' })).toEqual({ ok: true })
    expect((await applyProvider(context, other, application())).ok).toBe(true)
    expect((await applyProvider(context, officer, application({ name: '无证', licence: '' }))).ok).toBe(true)
  })

  test('two recommendations of one provider at once leave one', async () => {
    const answers = await Promise.all([
      applyProvider(context, school, application()),
      applyProvider(context, other, application()),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await all('provider')).toHaveLength(1)
  })

  test('a school chooses only what is listed, and keeps what it uses', async () => {
    const waiting = await apply()
    expect(await refusalOf(choose(waiting))).toBe('PROVIDER_NOT_LISTED')
    const id = await listed({ name: '小泉科技', licence: '' })
    expect(await refusalOf(choose(id, true, other))).toBe('FORBIDDEN')
    await choose(id)
    await choose(id)
    expect(await all('schoolProvider')).toMatchObject([{ school: 's1', provider: id, chosenBy: 'a1' }])
    const person = await hire(id)
    await world.section('robot', { school: 's1', slots: [32], title: '机器人', instructor: person })
    expect(await refusalOf(choose(id, false))).toBe('PROVIDER_IN_USE')
    clock.set(instantOf('2027-01-16'))
    await choose(id, false)
    expect(await all('schoolProvider')).toEqual([])
  })

  test('outside teachers belong to a chosen provider or none, and stay while they teach', async () => {
    const id = await listed()
    const save = (given: { name?: string; provider?: string }, actor = school, instructor = '') =>
      saveInstructor(context, actor, {
        school: 's1',
        instructor,
        draft: { name: '邹老师', provider: '', about: '教轮滑', ...given },
      })
    expect(await save({ provider: id })).toEqual({ ok: false, errors: { provider: words.foreignProvider } })
    await choose(id)
    const person = await hire(id)
    expect(await save({ provider: id })).toEqual({ ok: false, errors: { name: words.personTaken('邹老师') } })
    expect(await refusalOf(save({}, other))).toBe('FORBIDDEN')
    expect(await refusalOf(save({}, teacher))).toBe('FORBIDDEN')
    await world.section('skate', { school: 's1', slots: [32], title: '轮滑', instructor: person })
    expect(await refusalOf(save({ provider: '' }, school, person))).toBe('INSTRUCTOR_IN_USE')
    expect(await save({ name: '周老师', provider: id }, school, person)).toMatchObject({ ok: true })
    expect(await refusalOf(removeInstructor(context, school, { school: 's1', instructor: person }))).toBe(
      'INSTRUCTOR_IN_USE',
    )
    expect(await refusalOf(removeInstructor(context, other, { school: 's2', instructor: person }))).toBe('NOT_FOUND')
    clock.set(instantOf('2027-01-16'))
    await removeInstructor(context, school, { school: 's1', instructor: person })
    const { instructors } = await loadStaffing(context, school, { school: 's1' })
    expect(instructors.map(({ name }) => name)).toEqual(['林老师（示例）'])
    expect((await all('instructor')).find((one) => one.id === person)?.leftOn).toBe('2027-01-16')
  })

  test('checks are written down one after another, the latest counts, and nobody else writes them', async () => {
    const hired = await saveInstructor(context, school, {
      school: 's1',
      instructor: '',
      draft: { name: '安老师', provider: '', about: '教书法' },
    })
    const instructor = hired.ok ? hired.instructor : ''
    const draft = { number: '鲁查 0001', checkedOn: '2026-09-01', expiresOn: '2026-09-20' }
    const onPage = async () =>
      (await loadStaffing(context, school, { school: 's1' })).instructors.find(({ id }) => id === instructor)
    expect((await onPage())?.check).toEqual({ kind: 'none' })
    expect(await recordBackgroundCheck(context, school, { instructor, draft })).toEqual({ ok: true })
    expect((await onPage())?.check).toMatchObject({ days: 15 })
    const later = { ...draft, number: '鲁查 0002', expiresOn: '2027-09-01' }
    expect(await recordBackgroundCheck(context, officer, { instructor, draft: later })).toEqual({ ok: true })
    const person = await onPage()
    expect(person?.check).toEqual({ kind: 'good', expiresOn: '2027-09-01' })
    expect(person?.checks.map(({ number }) => number)).toEqual(['鲁查 0002', '鲁查 0001'])
    expect(await refusalOf(recordBackgroundCheck(context, other, { instructor, draft }))).toBe('FORBIDDEN')
    expect(await refusalOf(recordBackgroundCheck(context, teacher, { instructor, draft }))).toBe('FORBIDDEN')
    expect(
      await recordBackgroundCheck(context, school, { instructor, draft: { ...draft, checkedOn: addDays(TODAY, 1) } }),
    ).toEqual({ ok: false, errors: { checkedOn: words.checkedLater } })
  })

  test('30 days before a check or a listing runs out, people are told once; a new one is reminded of anew', async () => {
    const instructor = 's1-instructor'
    const record = (number: string, expiresOn: string) =>
      recordBackgroundCheck(context, school, { instructor, draft: { number, checkedOn: TODAY, expiresOn } })
    await record('1', addDays(TODAY, 31))
    const id = await listed({}, addDays(TODAY, 31))
    await choose(id)
    expect(await remindExpiringChecks(context)).toBe(0)
    clock.advance(DAY_MS)
    expect(await Promise.all([remindExpiringChecks(context), remindExpiringChecks(context)]).then(sum)).toBe(2)
    expect(await remindExpiringChecks(context)).toBe(0)
    expect(await noticesOf('a1')).toEqual(
      expect.arrayContaining(['林老师（示例）的准入查询快到期了', '启航体育快不在名单上了']),
    )
    expect(await noticesOf('o1')).toEqual(['启航体育快不在名单上了'])
    expect(await noticesOf('a2')).toEqual([])
    await record('2', addDays(TODAY, 100))
    await decide(id, { deed: 'prolong', until: addDays(TODAY, 100), remark: '' })
    expect(await remindExpiringChecks(context)).toBe(0)
    clock.set(instantOf(addDays(TODAY, 101)))
    expect(await remindExpiringChecks(context)).toBe(2)
    expect(await noticesOf('o1')).toEqual(['启航体育快不在名单上了', '启航体育在名单上的时间到了'])
  })

  const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)

  describe('withdrawing', () => {
    let id: string
    beforeEach(async () => {
      id = await listed()
      await choose(id)
      await choose(id, true, other, 's2')
      const [one, two] = [await hire(id), await hire(id, other, 's2', '金老师')]
      for (const child of ['1', '2', '3', '4']) {
        await world.child(child, { school: 's1', name: `孩子${child}` })
        await world.guardian(`g${child}`, [child])
      }
      await world.child('5', { school: 's2', name: '远孩子' })
      await world.guardian('g5', ['5'])
      const base = { base: true, capacity: null, homeClass: 's1-4-2', feeFen: 0 }
      await world.section('care', { school: 's1', slots: [12, 22, 32], title: '看护', ...base })
      await world.section('skate', { school: 's1', slots: [32], title: '轮滑', capacity: 2, instructor: one })
      await world.section('draft', { school: 's1', slots: [42], title: '体适能', state: 'approved', instructor: one })
      await world.section('away', { school: 's2', slots: [32], title: '篮球', instructor: two })
      await world.section('own', { school: 's1', slots: [22], title: '合唱', capacity: 1 })
      await enrol('1', 'care')
      await enrol('1', 'skate')
      await enrol('2', 'skate')
      await enrol('3', 'skate')
      await enrol('4', 'skate')
      await enrol('5', 'away')
      // A seat is free: the first in line is offered it.
      await withdraw('2', 'skate')
    })
    const press = async (child: string, operation: Parameters<EnrolmentDesk['submit']>[0]['operation']) =>
      desk.submit({ key: `press-${String(presses++).padStart(12, '0')}`, account: `g${child}`, operation })
    const enrol = (pupil: string, section: string) =>
      press(pupil, { kind: 'enrol', lines: [{ pupil, section, alsoWait: true }] })
    const withdraw = (pupil: string, section: string) => press(pupil, { kind: 'withdraw', pupil, section })
    const seen = async (): Promise<string> => (await loadConcerned(context, opened.store.db, id)).fingerprint
    const statesOf = async (section: string): Promise<Record<string, string>> => {
      const rows = (await all('enrolment')).filter((one) => one.section === section)
      return Object.fromEntries(rows.map(({ pupil, state }) => [pupil, state]))
    }

    test('the officer first sees every section of every school and every child; looking is written down', async () => {
      const { concerned, firstPickHours } = await viewConcerned(context, officer, id)
      expect(concerned.sections.map(({ schoolName, name, state }) => [schoolName, name, state])).toEqual([
        ['柳岸小学', '体适能', 'approved'],
        ['柳岸小学', '轮滑', 'published'],
        ['鹊山小学', '篮球', 'published'],
      ])
      expect(concerned.sections[1]?.children.map(({ name, was }) => [name, was])).toEqual([
        ['孩子1', 'enrolled'],
        ['孩子3', 'offered'],
        ['孩子4', 'waitlisted'],
      ])
      expect(concerned).toMatchObject({ children: 4, seated: 3, waiting: 1, schools: 2 })
      expect(firstPickHours).toBe(48)
      expect((await all('auditEntry')).filter(({ action }) => action === 'provider.concerned-viewed')).toHaveLength(1)
      for (const actor of [school, teacher])
        expect(await refusalOf(viewConcerned(context, actor, id))).toBe('FORBIDDEN')
    })

    test('a name is shown only where somebody at home agreed', async () => {
      const { consent } = opened.store.tables
      await opened.store.transaction((tx) => tx.delete(consent).where(eq(consent.account, 'g1')))
      const { sections } = await loadConcerned(context, opened.store.db, id)
      expect(sections[1]?.children.map(({ name }) => name)).toEqual(['', '孩子3', '孩子4'])
    })

    test('closes all of it at once: care comes back, first pick, notices, off the list since yesterday', async () => {
      expect(await withdrawProvider(context, officer, { provider: id, reason: REASON, seen: await seen() })).toEqual({
        ok: true,
        sections: 3,
        children: 4,
      })
      expect(await statesOf('skate')).toEqual({ '1': 'closed', '2': 'withdrawn', '3': 'closed', '4': 'closed' })
      expect(await statesOf('away')).toEqual({ '5': 'closed' })
      const sections = await all('section')
      expect(
        sections
          .filter(({ state }) => state === 'closed')
          .map((one) => one.id)
          .sort(),
      ).toEqual(['away', 'draft', 'skate'])
      const { heldSlot, provider } = opened.store.tables
      const held = await opened.store.db
        .select({ slot: heldSlot.slot, section: heldSlot.section })
        .from(heldSlot)
        .where(eq(heldSlot.pupil, '1'))
        .orderBy(asc(heldSlot.slot))
      expect(held.map(({ slot, section }) => [slot, section])).toEqual([
        [12, 'care'],
        [22, 'care'],
        [32, 'care'],
      ])
      expect((await all('seatCount')).find(({ section }) => section === 'skate')).toMatchObject({
        enrolled: 0,
        offered: 0,
        waiting: 0,
      })
      expect((await all('firstPick')).map(({ pupil }) => pupil).sort()).toEqual(['1', '3', '5'])
      expect((await all('firstPick'))[0]?.until).toBe(NOON + 2 * DAY_MS)
      for (const child of ['1', '3', '4'])
        expect((await noticesOf(`g${child}`)).at(-1)).toBe(`孩子${child}的轮滑停开了`)
      expect((await all('notice')).find(({ kind }) => kind === 'section-closed')?.body).toContain(REASON)
      for (const admin of ['a1', 'a2']) expect((await noticesOf(admin)).at(-1)).toBe('启航体育被清出名单了')
      const [row] = await opened.store.db
        .select()
        .from(provider)
        .where(and(eq(provider.district, DISTRICT), eq(provider.id, id)))
      expect(row).toMatchObject({ state: 'withdrawn', listedUntil: '2026-09-04' })
      expect(await stepsOf(id)).toEqual(['applied', 'selected', 'listed', 'withdrawn'])
      expect((await all('auditEntry')).map(({ action }) => action)).toContain('provider.withdrawn')
      // Base care of others, and other courses, stay as they are.
      expect(await statesOf('care')).toEqual({ '1': 'enrolled' })
      // A second press changes nothing; a school cannot bring it back, an officer can enter it anew.
      const again = withdrawProvider(context, officer, { provider: id, reason: REASON, seen: await seen() })
      expect(await refusalOf(again)).toBe('WRONG_PROVIDER_STATE')
      expect(await applyProvider(context, school, application())).toMatchObject({ ok: false })
      expect(await applyProvider(context, officer, application())).toMatchObject({ ok: true })
    })

    test('what moved since it was shown has to be seen again; nothing is half-done', async () => {
      const shown = await seen()
      await enrol('2', 'skate')
      const press = (actor: Actor, given = {}) =>
        withdrawProvider(context, actor, { provider: id, reason: REASON, seen: shown, ...given })
      expect(await refusalOf(press(officer))).toBe('CONFLICT')
      expect((await all('section')).every(({ state }) => state !== 'closed')).toBe(true)
      expect(await refusalOf(press(school, { seen: await seen() }))).toBe('FORBIDDEN')
      expect(await press(officer, { seen: await seen(), reason: '不好' })).toEqual({
        ok: false,
        errors: { reason: words.reasonShort },
      })
      expect(await press(officer, { seen: await seen() })).toMatchObject({ ok: true, children: 5 })
    })

    test('two officers at once withdraw it once', async () => {
      const shown = await seen()
      const press = () => withdrawProvider(context, officer, { provider: id, reason: REASON, seen: shown })
      const answers = await Promise.allSettled([press(), press()])
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(
        (await all('notice')).filter(({ kind, account }) => kind === 'section-closed' && account === 'g1'),
      ).toHaveLength(1)
    })
  })
})
