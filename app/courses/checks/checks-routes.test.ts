import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { DISTRICT, TERM } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { districtWords } from '../../people/district-words'
import * as districtSettings from '../../people/routes/district-settings'
import { calendarWords } from '../calendar/calendar-words'
import { openEnrolmentDesk } from '../enrolment-desk.server'
import { reasonField } from '../plan-form'
import * as calendar from '../routes/calendar'
import * as editSection from '../routes/edit-section'
import * as filing from '../routes/filing'
import * as rules from '../routes/rules'
import * as schoolPlan from '../routes/school-plan'
import type { FindingWithReason } from './check-plan.server'
import { planFindingWords, recordWords } from './check-words'
import { rulesOn } from './rules-in-force.server'

const NOON = instantOf('2026-09-01', '12:00')
const ORIGIN = 'https://portal.example'

describe.each(testEngines)('the checks on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  const clock = fixedClock(NOON)
  const context = () => ({ store: opened.store, clock, district: DISTRICT, origin: ORIGIN })
  const ask = askRoutes(() => ({ context: context(), world, enrolments: openEnrolmentDesk(context()) }), 'a1')

  beforeEach(async () => {
    clock.set(NOON)
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.school('s1', { name: '柳岸小学' })
    await world.child('c1', { school: 's1' })
    await world.soundPlan('s1')
    await world.school('s2')
    await world.staff('a1', 'school_admin', 's1')
    await world.staff('a2', 'school_admin', 's2')
    await world.staff('o1', 'officer')
  })
  afterEach(async () => {
    const record = await verifyAudit(opened.store, DISTRICT)
    await opened.drop()
    expect(record.brokenAt).toBeNull()
  })

  const approved = (id: string, given: Record<string, unknown> = {}) =>
    world.section(id, {
      school: 's1',
      slots: [22],
      title: '围棋',
      state: 'approved',
      supplement: null,
      room: id,
      ...given,
    })
  const send = () => ask(schoolPlan.action, { form: { deed: 'send' } })
  const findings = async (): Promise<FindingWithReason[]> => {
    const { body } = await ask(schoolPlan.loader, {})
    return (body as { plan: { findings: FindingWithReason[] } }).plan.findings
  }
  const stateOf = async (id: string) => {
    const { section } = opened.store.tables
    const [row] = await opened.store.db.select().from(section).where(eq(section.id, id))
    return [row?.state, row?.supplement]
  }
  const audits = async (action: string) => {
    const { auditEntry } = opened.store.tables
    return opened.store.db.select().from(auditEntry).where(eq(auditEntry.action, action))
  }
  const provide = async (chosen: boolean): Promise<void> => {
    const { provider, instructor, schoolProvider } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.insert(provider).values({ district: DISTRICT, id: 'p1', name: '棋院', listedUntil: '2027-12-31' })
      await tx
        .update(instructor)
        .set({ provider: 'p1' })
        .where(and(eq(instructor.district, DISTRICT), eq(instructor.id, 's1-instructor')))
      if (!chosen) return
      const row = { district: DISTRICT, school: 's1', provider: 'p1', term: TERM, chosenBy: 'a1', chosenAt: 0 }
      await tx.insert(schoolProvider).values(row)
    })
  }

  it('sends nothing while a check blocks, and says where', async () => {
    await approved('dear', { lessonFen: 400 })
    const refused = await send()
    expect(refused).toMatchObject({ status: 422, body: { held: true } })
    expect(await stateOf('dear')).toEqual(['approved', null])
    expect(await audits('plan.sent')).toEqual([])
    expect(await findings()).toMatchObject([
      { rule: 'fee-cap', subject: 'section:dear', section: 'dear', severity: 'block', holds: true },
    ])
    const { body } = await ask(editSection.loader, { params: { section: 'dear' } })
    expect(body).toMatchObject({ page: { findings: [{ rule: 'fee-cap' }] } })
  })

  it('sends with a reason for each warning, keeps the versions, and shows the bureau both', async () => {
    await provide(false)
    await approved('go')
    expect(await send()).toMatchObject({ status: 422 })
    const warned = { rule: 'provider-not-chosen', subject: 'section:go' }
    const explain = (reason: string) =>
      ask(schoolPlan.action, { form: { deed: 'reasons', [reasonField(warned)]: reason } })
    expect(await explain('短')).toMatchObject({
      status: 422,
      body: { reasons: { errors: { [reasonField(warned)]: planFindingWords.reasonShort }, values: {} } },
    })
    expect(await explain('   ')).toMatchObject({ status: 303 })
    expect(await send()).toMatchObject({ status: 422 })
    expect(await explain('合同这周签，签好就选用。')).toMatchObject({ status: 303 })
    expect(await findings()).toMatchObject([{ ...warned, reason: '合同这周签，签好就选用。', holds: false }])
    expect(await send()).toMatchObject({ status: 303 })
    expect(await stateOf('go')).toEqual(['approved', 0])
    const [plan] = await audits('plan.sent')
    expect(plan?.detail).toMatchObject({ sections: 1, 'fee-cap': '0', 'forbidden-words': '0', plan: '0' })
    const { body } = await ask(filing.loader, { as: 'o1', params: { school: 's1' } })
    expect(body).toMatchObject({
      page: { findings: [], waiting: [{ id: 'go', findings: [{ reason: '合同这周签，签好就选用。' }] }] },
    })
  })

  it('takes no reason for what does not warn, nor from another school', async () => {
    await approved('dear', { lessonFen: 400 })
    const field = reasonField({ rule: 'fee-cap', subject: 'section:dear' })
    const form = { deed: 'reasons', [field]: '因为材料很贵很贵' }
    expect(await ask(schoolPlan.action, { form })).toMatchObject({ status: 409 })
    expect(await ask(schoolPlan.action, { as: 'a2', form, query: '?school=s1' })).toMatchObject({ status: 403 })
    expect(await audits('finding.reason-given')).toEqual([])
  })

  it('asks again for a reason after the section was changed', async () => {
    await provide(false)
    await approved('go')
    const field = reasonField({ rule: 'provider-not-chosen', subject: 'section:go' })
    await ask(schoolPlan.action, { form: { deed: 'reasons', [field]: '合同这周签好。' } })
    const { sectionStep } = opened.store.tables
    const step = { district: DISTRICT, section: 'go', sequence: 1, step: 'changed' as const, actor: 'a1' }
    await opened.store.transaction(async (tx) => {
      await tx.insert(sectionStep).values({ ...step, at: NOON + 1, remark: '' })
    })
    expect(await findings()).toMatchObject([{ reason: '', holds: true }])
  })

  it('blocks a plan whose days are short and whose grades have no care', async () => {
    await world.child('c2', { school: 's1', grade: 7 })
    await world.school('s3')
    await world.child('c3', { school: 's3' })
    await world.staff('a3', 'school_admin', 's3')
    await approved('go', { school: 's3', instructor: '' })
    expect(await ask(schoolPlan.action, { as: 'a3', form: { deed: 'send' } })).toMatchObject({ status: 422 })
    const { body } = await ask(schoolPlan.loader, { as: 'a3' })
    const found = (body as { plan: { findings: FindingWithReason[] } }).plan.findings
    expect(found.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([
      'no-care plan:grade-4',
      ...[1, 2, 3, 4, 5].map((day) => `short-day plan:weekday-${day}`),
      'no-instructor section:go',
    ])
    expect(await findings()).toMatchObject([{ rule: 'no-care', subject: 'plan:grade-7' }])
  })

  describe('rules of the bureau', () => {
    const cap = {
      kind: 'fee-cap',
      document: '济天教示例〔2026〕9 号',
      documentOn: '2026-08-20',
      effectiveOn: '2026-09-01',
      townFen: '5',
      ruralFen: '4.5',
      lessonMinutes: '60',
      ruralSchools: ['s2'],
    }
    const record = (given: Record<string, string | string[]> = {}, as = 'o1') =>
      ask(rules.action, { as, form: { ...cap, ...given } })
    const inForce = (day: string) => rulesOn(context(), opened.store.db, day)

    it('decide from their day on, in versions', async () => {
      await approved('dear', { lessonFen: 400 })
      expect((await inForce('2026-09-01')).feeCap).toMatchObject({ version: 0, content: { townFen: 350 } })
      expect(await record({ effectiveOn: '2026-08-01' })).toMatchObject({
        status: 303,
        location: '/bureau/rules#fee-cap',
      })
      expect(await findings()).toEqual([])
      expect(await record({ townFen: '3', effectiveOn: '2026-10-01' })).toMatchObject({ status: 303 })
      expect((await inForce('2026-09-30')).feeCap).toMatchObject({ version: 1, document: cap.document })
      expect((await inForce('2026-10-01')).feeCap).toMatchObject({
        version: 2,
        content: { townFen: 300, ruralFen: 450, ruralSchools: ['s2'] },
      })
      const { body } = await ask(rules.loader, { as: 'o1' })
      expect(body).toMatchObject({
        page: {
          rules: [{ version: 1, versions: [{ standing: 'coming' }, { standing: 'now' }] }, { version: 0 }, {}, {}, {}],
        },
      })
      expect((await audits('rule.recorded')).map(({ subject }) => subject)).toEqual(['rule:fee-cap', 'rule:fee-cap'])
    })

    it('say beside the field what is wrong, and are not backdated', async () => {
      const errorsOf = async (given: Record<string, string | string[]>) => {
        const { status, body } = await record(given)
        expect(status).toBe(422)
        return (body as { errors: Record<string, string> }).errors
      }
      expect(await errorsOf({ document: ' ' })).toEqual({ document: recordWords.documentMissing })
      expect(await errorsOf({ documentOn: '2026-09-02' })).toEqual({ documentOn: recordWords.documentLater })
      expect(Object.keys(await errorsOf({ townFen: 'abc', lessonMinutes: '5' }))).toEqual(['townFen', 'lessonMinutes'])
      expect(
        Object.keys(await errorsOf({ kind: 'plan', minutesADay: '120', weekdays: '6', breakMinutes: '20' })),
      ).toEqual(['weekdays'])
      await record()
      expect(await errorsOf({ effectiveOn: '2026-08-31' })).toEqual({ effectiveOn: recordWords.effectiveEarlier })
      expect(await record({ kind: 'nothing' })).toMatchObject({ status: 400 })
      expect(await record({}, 'a1')).toMatchObject({ status: 403 })
    })
  })

  it('keeps the district’s settings in range, and what was', async () => {
    const form = {
      portalName: '学在天桥',
      hotline: '0531-1234-5678',
      waitLines: '4',
      offerHours: '12',
      courseLimit: '3',
      decisionDays: '5',
      firstPickHours: '24',
      leaveHours: '3',
      quietFrom: '22',
      quietUntil: '6',
    }
    expect(await ask(districtSettings.action, { as: 'a1', form })).toMatchObject({ status: 403 })
    const wrong = await ask(districtSettings.action, {
      as: 'o1',
      form: { ...form, courseLimit: '26', offerHours: '0' },
    })
    expect(wrong).toMatchObject({
      status: 422,
      body: { errors: { courseLimit: districtWords.range(1, 25), offerHours: districtWords.range(1, 240) } },
    })
    expect(await ask(districtSettings.action, { as: 'o1', form })).toMatchObject({ status: 303 })
    const { body } = await ask(districtSettings.loader, { as: 'o1' })
    expect(body).toMatchObject({ page: { waitLines: 4, decisionDays: 5, hotline: '0531-1234-5678' } })
    expect((await audits('district.changed'))[0]?.detail).toMatchObject({ waitLines: '3 → 4', decisionDays: '3 → 5' })
  })

  describe('the calendar', () => {
    const off = { deed: 'day', day: '2026-09-15', kind: 'off', follows: '', note: '台风停课' }
    const look = (given: Record<string, string> = {}) =>
      ask(calendar.loader, { as: 'o1', query: `?${new URLSearchParams({ ...off, ...given, look: '1' })}` })

    it('shows which published courses change, then changes the day and no fee', async () => {
      await world.section('go', { school: 's1', slots: [22], feeFen: 7_000 })
      await world.section('other', { school: 's1', slots: [32] })
      const looked = await look()
      expect(looked.body).toMatchObject({ looked: { ok: true, sections: [{ id: 'go', feeFen: 7_000 }] } })
      const [{ from, to } = { from: 0, to: 0 }] = (
        looked.body as { looked: { sections: { from: number; to: number }[] } }
      ).looked.sections
      expect(from - to).toBe(1)
      expect(await ask(calendar.action, { as: 'o1', form: off })).toMatchObject({ status: 303 })
      const { section, calendarOverride } = opened.store.tables
      expect(await opened.store.db.select().from(calendarOverride)).toMatchObject([
        { day: '2026-09-15', schoolDay: false },
      ])
      const [row] = await opened.store.db.select().from(section).where(eq(section.id, 'go'))
      expect(row?.feeFen).toBe(7_000)
      const clear = { ...off, kind: 'clear', note: '' }
      expect((await look({ kind: 'clear', note: '' })).body).toMatchObject({
        looked: { sections: [{ from: to, to: from }] },
      })
      expect(await ask(calendar.action, { as: 'o1', form: clear })).toMatchObject({ status: 303 })
      expect(await ask(calendar.action, { as: 'o1', form: clear })).toMatchObject({
        status: 422,
        body: { errors: { kind: calendarWords.nothingToClear } },
      })
      expect(await audits('calendar.changed')).toHaveLength(2)
    })

    it('refuses what no day can be', async () => {
      const errorsOf = async (given: Record<string, string>) => {
        const { status, body } = await ask(calendar.action, { as: 'o1', form: { ...off, ...given } })
        expect(status).toBe(422)
        return (body as { errors: Record<string, string> }).errors
      }
      expect(await errorsOf({ day: '2026-08-31' })).toEqual({ day: calendarWords.past })
      expect(await errorsOf({ day: '2027-06-01' })).toEqual({ day: calendarWords.outside })
      expect(await errorsOf({ day: '2026-02-30' })).toEqual({ day: calendarWords.dayWrong })
      expect(await errorsOf({ day: '2026-09-19', kind: 'school' })).toEqual({ follows: calendarWords.weekendFollows })
      expect(await errorsOf({ kind: 'perhaps' })).toEqual({ kind: calendarWords.kindMissing })
      expect(await errorsOf({ note: '' })).toEqual({ note: calendarWords.noteMissing })
      expect(await ask(calendar.action, { as: 'a1', form: off })).toMatchObject({ status: 403 })
    })

    it('says that the holidays of a year are not announced yet', async () => {
      const { body } = await ask(calendar.loader, { as: 'o1', query: '?month=2027-01' })
      expect(body).toMatchObject({ page: { month: '2027-01', unknownYears: ['2027'] } })
    })

    it('sets the next term, and keeps sections inside a running one', async () => {
      const spring = { deed: 'term', term: '', name: '2027 年春季学期', startsOn: '2027-03-01', endsOn: '2027-07-09' }
      expect(await ask(calendar.action, { as: 'o1', form: { ...spring, startsOn: '2027-01-20' } })).toMatchObject({
        status: 422,
      })
      expect(await ask(calendar.action, { as: 'o1', form: spring })).toMatchObject({
        status: 303,
        location: '/bureau/calendar?term=2027-spring',
      })
      await world.section('go', { school: 's1', slots: [22] })
      const autumn = { deed: 'term', term: TERM, name: '2026 年秋季学期', startsOn: '2026-09-01', endsOn: '2027-01-08' }
      expect(await ask(calendar.action, { as: 'o1', form: autumn })).toMatchObject({
        status: 422,
        body: { errors: { endsOn: calendarWords.sectionsOutside(2) } },
      })
      expect(await ask(calendar.action, { as: 'o1', form: { ...autumn, endsOn: '2027-01-29' } })).toMatchObject({
        status: 303,
      })
      expect(
        await ask(calendar.action, { as: 'o1', form: { ...autumn, startsOn: '2026-08-31', endsOn: '2027-01-29' } }),
      ).toMatchObject({ status: 422, body: { errors: { startsOn: calendarWords.begun } } })
    })
  })
})
