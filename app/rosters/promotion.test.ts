import { and, asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { checkInvariants, openEnrolmentDesk } from '~/courses/index.server'
import { actorOf } from '~/people/index.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { loadPromotions, promoteAllSchools, promoteSchool } from './promote-school.server'
import { gradesToPromote, lastGradeOf, promotionPhase } from './promotion-rules'

const NOW = instantOf('2026-07-02', '09:00')
const HOUR = 3_600_000

describe('promotion rules', () => {
  it('is not to be had before 1 July, nor twice, nor without classes', () => {
    expect(promotionPhase('2026-06-30', false, 3)).toBe('early')
    expect(promotionPhase('2026-07-01', false, 3)).toBe('ready')
    expect(promotionPhase('2026-07-01', true, 3)).toBe('done')
    expect(promotionPhase('2026-09-01', false, 0)).toBe('empty')
  })

  it('moves every child by one grade or out, the highest first', () => {
    const classes = fc.array(fc.record({ grade: fc.integer({ min: 1, max: 9 }), pupils: fc.nat(50) }))
    fc.assert(
      fc.property(classes, (given) => {
        const grades = gradesToPromote('nine_year', given)
        const all = given.reduce((sum, { pupils }) => sum + pupils, 0)
        expect(grades.reduce((sum, { pupils }) => sum + pupils, 0)).toBe(all)
        expect(grades.map(({ grade }) => grade)).toEqual([...grades.map(({ grade }) => grade)].sort((a, b) => b - a))
        for (const { grade, to } of grades) expect(to).toBe(grade === lastGradeOf('nine_year') ? null : grade + 1)
      }),
    )
  })
})

describe.each(testEngines)('promoting a school on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let context: Context
  const clock = fixedClock(NOW)

  const actor = (account: string) => actorOf(context, account, account)

  beforeEach(async () => {
    clock.set(NOW)
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    context = { store: opened.store, clock, district: DISTRICT }
    await world.school('s', { name: '柳岸小学（示例）' })
    await world.school('far', { name: '远山小学（示例）' })
    for (const grade of [1, 2, 5, 6]) await world.child(`c${grade}`, { school: 's', grade, classNumber: 1 })
    await world.child('c6b', { school: 's', grade: 6, classNumber: 1 })
    await world.child('f6', { school: 'far', grade: 6, classNumber: 1 })
    await world.staff('admin', 'school_admin', 's')
    await world.staff('other', 'school_admin', 'far')
    await world.staff('officer', 'officer')
  })
  afterEach(async () => {
    const reports = await checkInvariants(opened.store, DISTRICT)
    await opened.drop()
    expect(reports.flatMap(({ id, broken }) => broken.map((one) => `${id} ${one}`))).toEqual([])
  })

  const gradeNow = async (pupilId: string) => {
    const { pupil, homeClass } = opened.store.tables
    const [row] = await opened.store.db
      .select({ grade: homeClass.grade, leftYear: homeClass.leftYear, leftOn: pupil.leftOn, leftFor: pupil.leftFor })
      .from(pupil)
      .innerJoin(homeClass, and(eq(homeClass.district, DISTRICT), eq(homeClass.id, pupil.homeClass)))
      .where(and(eq(pupil.district, DISTRICT), eq(pupil.id, pupilId)))
    return row
  }
  const seen = async (school: string): Promise<string> =>
    (await loadPromotions(context, opened.store.db, [school]))[0]?.seen ?? ''

  test('every class goes up, the last grade leaves, other schools stay, the record says so once', async () => {
    const [before] = await loadPromotions(context, opened.store.db, ['s'])
    expect(before).toMatchObject({ phase: 'ready', year: 2026, graduates: 2 })
    expect(before?.grades.map(({ grade, to, pupils }) => [grade, to, pupils])).toEqual([
      [6, null, 2],
      [5, 6, 1],
      [2, 3, 1],
      [1, 2, 1],
    ])
    const promoted = await promoteSchool(context, await actor('admin'), { school: 's', seen: await seen('s') })
    expect(promoted).toEqual({ classes: 3, pupils: 3, graduates: 2 })
    expect((await gradeNow('c1'))?.grade).toBe(2)
    expect(await gradeNow('c5')).toEqual({ grade: 6, leftYear: 0, leftOn: null, leftFor: null })
    expect(await gradeNow('c6')).toEqual({ grade: 6, leftYear: 2026, leftOn: '2026-07-02', leftFor: 'graduated' })
    expect(await gradeNow('f6')).toMatchObject({ grade: 6, leftOn: null })
    const { auditEntry } = opened.store.tables
    const entries = await opened.store.db
      .select({ subject: auditEntry.subject, detail: auditEntry.detail })
      .from(auditEntry)
      .where(eq(auditEntry.action, 'school.promoted'))
      .orderBy(asc(auditEntry.sequence))
    expect(entries).toEqual([
      { subject: 'school:s', detail: { year: 2026, classes: 3, pupils: 3, graduates: 2, ended: 0 } },
    ])
  })

  test('once a year, not before July, not by another school, not on counts that moved', async () => {
    const admin = await actor('admin')
    const other = await actor('other')
    await expect(promoteSchool(context, other, { school: 's', seen: await seen('s') })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    clock.set(instantOf('2026-06-30', '23:59'))
    await expect(promoteSchool(context, admin, { school: 's', seen: await seen('s') })).rejects.toMatchObject({
      code: 'PROMOTION_EARLY',
    })
    clock.set(NOW)
    const stale = await seen('s')
    await world.child('late', { school: 's', grade: 1, classNumber: 1 })
    await expect(promoteSchool(context, admin, { school: 's', seen: stale })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect((await gradeNow('c1'))?.grade).toBe(1)
    const two = await Promise.allSettled([
      promoteSchool(context, admin, { school: 's', seen: await seen('s') }),
      promoteSchool(context, admin, { school: 's', seen: await seen('s') }),
    ])
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await gradeNow('c1'))?.grade).toBe(2)
    clock.set(instantOf('2027-03-01', '09:00'))
    await expect(promoteSchool(context, admin, { school: 's', seen: await seen('s') })).rejects.toMatchObject({
      code: 'PROMOTION_EARLY',
    })
    clock.set(instantOf('2027-07-01', '00:00'))
    await promoteSchool(context, admin, { school: 's', seen: await seen('s') })
    expect((await gradeNow('c1'))?.grade).toBe(3)
  })

  test("a graduate's seat is offered to the next in line, and the graduate's own line ends", async () => {
    clock.set(NOW)
    await world.round({ opensAt: NOW - HOUR, closesAt: NOW + 99 * HOUR })
    for (const child of ['c5', 'c6', 'c6b']) await world.guardian(`g-${child}`, [child])
    await world.section('a', { school: 's', slots: [12], capacity: 1, title: '数独' })
    const desk = openEnrolmentDesk(context)
    for (const child of ['c6', 'c6b', 'c5']) {
      const answer = await desk.submit({
        key: `press-${child}-000000000000`,
        account: `g-${child}`,
        operation: { kind: 'enrol', lines: [{ pupil: child, section: 'a', alsoWait: true }] },
      })
      expect(answer.lines[0]?.outcome).toBe(child === 'c6' ? 'enrolled' : 'waitlisted')
    }
    await desk.close()
    await promoteSchool(context, await actor('admin'), { school: 's', seen: await seen('s') })
    const { enrolment, notice } = opened.store.tables
    const rows = await opened.store.db
      .select({ pupil: enrolment.pupil, state: enrolment.state })
      .from(enrolment)
      .orderBy(asc(enrolment.pupil))
    expect(rows).toEqual([
      { pupil: 'c5', state: 'offered' },
      { pupil: 'c6', state: 'withdrawn' },
      { pupil: 'c6b', state: 'withdrawn' },
    ])
    const told = await opened.store.db.select({ account: notice.account, kind: notice.kind }).from(notice)
    expect(told).toEqual([{ account: 'g-c5', kind: 'offer-made' }])
  })

  test('an officer passes up every school that was not yet, and pressing again does nothing', async () => {
    await promoteSchool(context, await actor('admin'), { school: 's', seen: await seen('s') })
    const officer = await actor('officer')
    await expect(promoteAllSchools(context, await actor('admin'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await promoteAllSchools(context, officer)).toEqual({ schools: 1, classes: 0, pupils: 0, graduates: 1 })
    expect(await promoteAllSchools(context, officer)).toMatchObject({ schools: 0 })
    expect((await gradeNow('c1'))?.grade).toBe(2)
  })
})
