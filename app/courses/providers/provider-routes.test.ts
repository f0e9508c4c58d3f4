import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import type { EnrolmentDesk } from '../enrolment'
import { openEnrolmentDesk } from '../enrolment-desk.server'
import * as editSection from '../routes/edit-section'
import * as provider from '../routes/provider'
import * as providers from '../routes/providers'
import * as providersSheet from '../routes/providers-sheet'
import * as schoolDesk from '../routes/school-desk'
import * as staffing from '../routes/staffing'
import * as staffingSheet from '../routes/staffing-sheet'
import * as withdrawRoute from '../routes/withdraw-provider'
import { withdrawWords, providerErrors as words } from './provider-words'

const NOON = instantOf('2026-09-05', '12:00')
const ORIGIN = 'https://portal.example'
const APPLICATION = {
  name: '启航体育',
  licence: '9135 0100 m000 100y 43',
  contact: '',
  phone: '',
  offer: '教轮滑',
  remark: '',
}

describe.each(testEngines)('the pages of providers on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let enrolments: EnrolmentDesk
  const clock = fixedClock(NOON)
  const base = () => ({ store: opened.store, clock, district: DISTRICT, origin: ORIGIN })

  beforeEach(async () => {
    clock.set(NOON)
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.school('s1', { name: '柳岸小学' })
    await world.school('s2', { name: '鹊山小学' })
    await world.round({ opensAt: NOON - 1_000 })
    await world.staff('o1', 'officer')
    await world.staff('a1', 'school_admin', 's1')
    await world.staff('a2', 'school_admin', 's2')
    await world.child('he', { school: 's1', name: '小禾' })
    await world.guardian('g', ['he'])
    enrolments = openEnrolmentDesk(base())
  })
  afterEach(async () => {
    await enrolments.close()
    await opened.drop()
  })
  const ask = askRoutes(() => ({ context: base(), world, enrolments }))
  const errorsOf = (body: unknown) => (body as { errors?: Record<string, string> }).errors
  const firstProvider = async () => {
    const [row] = await opened.store.db.select().from(opened.store.tables.provider)
    if (!row) throw new Error('no provider')
    return row
  }
  const instructorNamed = async (name: string): Promise<string> => {
    const { instructor } = opened.store.tables
    const [row] = await opened.store.db.select().from(instructor).where(eq(instructor.name, name))
    if (!row) throw new Error(name)
    return row.id
  }
  /** On the list and chosen by the school, by its pages. */
  const chosen = async (): Promise<string> => {
    await ask(staffing.action, { as: 'a1', form: { deed: 'apply', ...APPLICATION } })
    const { id } = await firstProvider()
    const decide = (form: Record<string, string>) => ask(provider.action, { as: 'o1', form, params: { provider: id } })
    await decide({ deed: 'select', remark: '' })
    await decide({ deed: 'list', from: '2026-09-01', until: '2027-08-31', remark: '' })
    await ask(staffing.action, { as: 'a1', form: { deed: 'choose', provider: id } })
    return id
  }
  const hired = async (): Promise<{ id: string; person: string }> => {
    const id = await chosen()
    const form = { deed: 'save', instructor: '', name: '邹老师', provider: id, about: '教轮滑十年' }
    expect(await ask(staffing.action, { as: 'a1', form })).toMatchObject({ status: 303 })
    return { id, person: await instructorNamed('邹老师') }
  }

  test('plain forms carry a provider onto the list; what is wrong stands beside its field', async () => {
    const wrong = await ask(providers.action, { as: 'o1', form: { ...APPLICATION, name: '', licence: '123' } })
    expect([wrong.status, errorsOf(wrong.body)]).toEqual([
      422,
      { name: words.nameMissing, licence: words.licenceLength },
    ])
    const made = await ask(providers.action, { as: 'o1', form: APPLICATION })
    const { id, licence } = await firstProvider()
    expect([made.status, made.location, licence]).toEqual([303, `/bureau/providers/${id}`, '91350100M000100Y43'])
    const decide = (form: Record<string, string>) => ask(provider.action, { as: 'o1', form, params: { provider: id } })
    expect(errorsOf((await decide({ deed: 'refuse', remark: '不' })).body)).toEqual({ remark: words.reasonShort })
    expect((await decide({ deed: 'list', from: '2026-09-01', until: '2027-08-31', remark: '' })).status).toBe(409)
    expect((await decide({ deed: 'select', remark: '' })).status).toBe(303)
    expect(errorsOf((await decide({ deed: 'list', from: '', until: '2027-08-31', remark: '' })).body)).toEqual({
      from: words.day,
    })
    expect((await decide({ deed: 'list', from: '2026-09-01', until: '2027-08-31', remark: '' })).status).toBe(303)
    expect((await ask(providers.loader, { as: 'o1' })).body).toMatchObject({ page: { listed: [{ id }], queue: [] } })
    expect(await decide({ deed: 'dance' })).toMatchObject({ status: 400, body: 'BAD_REQUEST' })
  })

  test('a school chooses, hires and writes checks down on one page; another school is not let in', async () => {
    const { id, person } = await hired()
    const check = { deed: 'check', instructor: person, number: '', checkedOn: '2026-09-01', expiresOn: '2026-02-30' }
    expect(errorsOf((await ask(staffing.action, { as: 'a1', form: check })).body)).toEqual({
      number: words.numberMissing,
      expiresOn: words.day,
    })
    const good = { ...check, number: '鲁查 1', expiresOn: '2026-09-17' }
    expect((await ask(staffing.action, { as: 'a1', form: good })).status).toBe(303)
    const { body } = await ask(staffing.loader, { as: 'a1' })
    expect(body).toMatchObject({
      page: { chosen: [{ id }], instructors: [{ name: '邹老师', check: { days: 12 } }, {}] },
    })
    expect(await ask(staffing.action, { as: 'a2', form: good })).toMatchObject({ status: 403 })
    expect(await ask(staffing.loader, { as: 'a2', query: '?school=s1' })).toMatchObject({ status: 403 })
    await world.section('skate', { school: 's1', slots: [32], title: '轮滑', instructor: person })
    const used = await ask(staffing.action, { as: 'a1', form: { deed: 'unchoose', provider: id } })
    expect([used.status, errorsOf(used.body)?.form]).toEqual([409, '启航体育的老师还有课：轮滑。先换老师或停开。'])
    const remove = await ask(staffing.action, { as: 'a1', form: { deed: 'remove', instructor: person } })
    expect([remove.status, errorsOf(remove.body)?.form]).toEqual([409, '邹老师还有课：轮滑。先换老师或停开。'])
    // The desk says so, too: the check runs out before the course does.
    expect((await ask(schoolDesk.loader, { as: 'a1' })).body).toMatchObject({
      desk: { sections: [{ name: '轮滑', problem: { kind: 'check', tone: 'bad' } }] },
    })
  })

  test('the course form shows who cannot be picked and why', async () => {
    const { id, person } = await hired()
    await world.section('paint', { school: 's1', slots: [22], title: '国画', state: 'approved', supplement: null })
    const inForm = async () => {
      const { body } = await ask(editSection.loader, { as: 'a1', params: { section: 'paint' } })
      const { page } = body as { page: { frame: { instructors: { id: string; whyNot: string | null }[] } } }
      return page.frame.instructors.find((one) => one.id === person)?.whyNot
    }
    expect(await inForm()).toBeNull()
    await ask(staffing.action, { as: 'a1', form: { deed: 'unchoose', provider: id } })
    expect(await inForm()).toBe('not-chosen')
    clock.set(instantOf('2027-09-01'))
    expect(await inForm()).toBe('ended')
  })

  test('a withdrawal that moved meanwhile is shown again with its reason kept; then it is done', async () => {
    const { id, person } = await hired()
    await world.section('skate', { school: 's1', slots: [32], title: '轮滑', instructor: person })
    const load = async () => {
      const { body } = await ask(withdrawRoute.loader, { as: 'o1', params: { provider: id } })
      return body as { concerned: { fingerprint: string; children: number } }
    }
    const press = (form: Record<string, string>) =>
      ask(withdrawRoute.action, { as: 'o1', form, params: { provider: id } })
    const seen = (await load()).concerned.fingerprint
    const lines = [{ pupil: 'he', section: 'skate', alsoWait: true }]
    await enrolments.submit({ key: 'press-000000000001', account: 'g', operation: { kind: 'enrol', lines } })
    const reason = '没有准入查询就上课'
    expect(errorsOf((await press({ seen, reason: '不' })).body)).toEqual({ reason: words.reasonShort })
    const moved = await press({ seen, reason })
    expect([moved.status, moved.body]).toEqual([
      409,
      { form: 'withdraw', errors: { form: withdrawWords.moved }, values: { seen, reason } },
    ])
    const { concerned } = await load()
    expect(concerned.children).toBe(1)
    expect(await press({ seen: concerned.fingerprint, reason })).toMatchObject({
      status: 303,
      location: `/bureau/providers/${id}`,
    })
    expect(await firstProvider()).toMatchObject({ state: 'withdrawn', listedUntil: '2026-09-04' })
    expect(await press({ seen: concerned.fingerprint, reason })).toMatchObject({
      status: 409,
      body: 'WRONG_PROVIDER_STATE',
    })
    expect(await press({ seen: 'x', reason })).toMatchObject({ status: 400 })
  })

  test('both lists leave as sheets; nobody else reads them', async () => {
    await hired()
    const list = await ask(providersSheet.loader, { as: 'o1', query: '?as=csv' })
    expect(list.body).toContain('启航体育,在名单上,91350100M000100Y43')
    expect((await ask(staffingSheet.loader, { as: 'a1', query: '?as=csv' })).body).toContain('邹老师,启航体育,没有查询')
    for (const module of [providers, providersSheet])
      expect(await ask(module.loader, { as: 'a1' })).toMatchObject({ status: 403 })
    const { id } = await firstProvider()
    for (const as of ['a1', 'g'])
      for (const module of [provider, withdrawRoute])
        expect(await ask(module.loader, { as, params: { provider: id } })).toMatchObject({ status: 403 })
    expect(await ask(provider.loader, { as: 'o1', params: { provider: 'none' } })).toMatchObject({ status: 404 })
    expect(await ask(staffingSheet.loader, { as: 'a2', query: '?school=s1' })).toMatchObject({ status: 403 })
  })
})
