import { and, asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DISTRICT, gradeMask, TERM } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { Actor } from '~/people'
import { loadActor } from '~/people/index.server'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { Refusal } from '~/shared/refusal'
import { changeSection } from './change-section.server'
import { checkInvariants } from './check-invariants.server'
import { createSection } from './create-section.server'
import { openEnrolmentDesk } from './enrolment-desk.server'
import { filePlan, type SeenLine } from './file-plan.server'
import { loadBureauDesk } from './load-bureau-desk.server'
import { loadFiling } from './load-filing.server'
import { loadSchoolPlan } from './load-plan.server'
import { loadShelf } from './load-shelf.server'
import { loadTeacherDesk } from './load-teacher-desk.server'
import { proposeSection } from './propose-section.server'
import { publishSections } from './publish-sections.server'
import { returnLine } from './return-line.server'
import { reviewSection } from './review-section.server'
import { findSection, loadSteps } from './section-record.server'
import type { SectionDraft } from './section-rules'
import type { DraftAnswer } from './section-writes.server'
import { sendPlan } from './send-plan.server'
import { readShelfFilters } from './shelf-filters'

const NOON = instantOf('2026-09-01', '12:00')
const MINUTE = 60_000
const ORIGIN = 'https://portal.example'

const draftOf = (given: Partial<SectionDraft> = {}): SectionDraft => ({
  title: '版画',
  label: '',
  category: 'art',
  description: '用木板刻一幅泉城的画。',
  bring: '',
  outline: [{ sessions: '1–4', text: '认识刻刀' }],
  grades: gradeMask(4, 5, 6),
  slots: [42],
  room: '美术室',
  instructor: 's1-instructor',
  minimum: 2,
  capacity: 3,
  lessonFen: 300,
  materialFen: 800,
  startsOn: '2026-09-07',
  endsOn: '2027-01-15',
  cutOffOn: '2026-12-31',
  ...given,
})

describe.each(testEngines)('from proposal to shelf on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let context: Context
  let [teacher, school, other, officer] = [] as unknown as [Actor, Actor, Actor, Actor]
  const clock = fixedClock(NOON)

  beforeEach(async () => {
    clock.set(NOON)
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.school('s1', { name: '柳岸小学' })
    await world.school('s2', { name: '鹊山小学' })
    await world.round({ courseLimit: 5 })
    await world.staff('t1', 'teacher', 's1', { name: '许老师' })
    await world.staff('a1', 'school_admin', 's1', { name: '教务甲' })
    await world.staff('a2', 'school_admin', 's2', { name: '教务乙' })
    await world.staff('o1', 'officer', '', { name: '科员丙' })
    for (const id of ['1', '2', '3', '4']) {
      await world.child(id, { school: 's1', name: `孩子${id}` })
      await world.guardian(`g${id}`, [id])
    }
    await world.soundPlan('s1')
    await world.child('5', { school: 's2' })
    await world.soundPlan('s2')
    context = { store: opened.store, clock, district: DISTRICT }
    const actors = await Promise.all(['t1', 'a1', 'a2', 'o1'].map(signedIn))
    ;[teacher, school, other, officer] = actors as [Actor, Actor, Actor, Actor]
  })
  afterEach(async () => {
    const broken = (await checkInvariants(opened.store, DISTRICT)).flatMap((report) => report.broken)
    const record = await verifyAudit(opened.store, DISTRICT)
    await opened.drop()
    expect(broken).toEqual([])
    expect(record.brokenAt).toBeNull()
  })

  const signedIn = async (account: string): Promise<Actor> => {
    const actor = await loadActor(
      { ...context, origin: ORIGIN },
      await world.signIn(account, { at: NOON, origin: ORIGIN }),
    )
    if (!actor) throw new Error(`${account} is not signed in`)
    return actor
  }
  const idOf = (answer: DraftAnswer): string => {
    if (!answer.ok) throw new Error(JSON.stringify(answer.errors))
    return answer.section
  }
  const propose = async (given: Partial<SectionDraft> = {}, section?: string): Promise<string> =>
    idOf(await proposeSection(context, teacher, { school: 's1', draft: draftOf(given), section }))
  const create = async (given: Partial<SectionDraft> = {}): Promise<string> =>
    idOf(await createSection(context, school, { school: 's1', draft: draftOf(given) }))
  const review = (section: string, decision: 'approve' | 'return' = 'approve', remark = '') =>
    reviewSection(context, school, { section, decision, remark })
  const send = () => sendPlan(context, school, { school: 's1', term: TERM })
  const find = async (id: string) => {
    const section = await findSection(context, opened.store.db, id)
    if (!section) throw new Error(`no section ${id}`)
    return section
  }
  const seen = (ids: readonly string[]): Promise<SeenLine[]> =>
    Promise.all(ids.map(async (section) => ({ section, lastStep: (await find(section)).lastStep })))
  const file = async (...ids: string[]): Promise<string> =>
    filePlan(context, officer, { school: 's1', term: TERM, lines: await seen(ids) })
  const publish = (...sections: string[]) => publishSections(context, school, { sections })
  /** Everything of it, up to the shelf. */
  const published = async (given: Partial<SectionDraft> = {}): Promise<string> => {
    const id = await create(given)
    await send()
    await file(id)
    await publish(id)
    return id
  }
  const refusalOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'nothing refused',
      (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
    )
  const onShelf = async (): Promise<string[]> => {
    const filters = readShelfFilters(new URLSearchParams({ school: 's1', q: '版画' }))
    const shelf = await loadShelf(context, null, filters, false)
    return (shelf.grid?.wares ?? shelf.aisles?.flatMap(({ wares }) => wares) ?? []).map(({ id }) => id)
  }
  /** Every row that a deed may write. */
  const rows = async () => {
    const { section, sectionStep, termPlan, auditEntry, seatCount, course, sectionSlot, notice } = opened.store.tables
    const all = async (table: typeof section) => JSON.stringify(await opened.store.db.select().from(table))
    const tables = [section, sectionStep, termPlan, auditEntry, seatCount, course, sectionSlot, notice]
    return Promise.all(tables.map((table) => all(table as unknown as typeof section)))
  }
  const noticesOf = async (account: string): Promise<string[]> => {
    const { notice } = opened.store.tables
    const found = await opened.store.db
      .select()
      .from(notice)
      .where(and(eq(notice.account, account), eq(notice.kind, 'section-changed')))
      .orderBy(asc(notice.id))
    return found.map(({ title, body }) => `${title} ${body}`)
  }

  it('goes the whole way, and each step says who and when', async () => {
    const id = await propose()
    expect((await loadTeacherDesk(context, teacher)).sections.map((one) => [one.id, one.stage])).toEqual([
      [id, 'submitted'],
    ])
    clock.advance(MINUTE)
    await review(id)
    clock.advance(MINUTE)
    expect(await send()).toEqual({ sections: 1, sending: 0 })
    expect((await loadBureauDesk(context, officer)).queue.map((line) => [line.school, line.waiting])).toEqual([
      ['s1', 1],
    ])
    clock.advance(MINUTE)
    expect(await file(id)).toBe('天桥备 2026秋-001')
    expect(await onShelf()).toEqual([])
    clock.advance(MINUTE)
    await publish(id)
    expect(await onShelf()).toEqual([id])
    expect((await loadSteps(context, [id])).map(({ step, at, name }) => [step, at, name])).toEqual([
      ['proposed', NOON, '许老师'],
      ['approved', NOON + MINUTE, '教务甲'],
      ['sent', NOON + 2 * MINUTE, '教务甲'],
      ['filed', NOON + 3 * MINUTE, '科员丙'],
      ['published', NOON + 4 * MINUTE, '教务甲'],
    ])
    expect(await find(id)).toMatchObject({ stage: 'published', suffix: 1, supplement: 0 })
  })

  it('refuses every deed out of order and writes nothing', async () => {
    const id = await propose()
    const before = await rows()
    expect(await refusalOf(send())).toBe('NOTHING_TO_SEND')
    expect(await refusalOf(file(id))).toBe('CONFLICT')
    expect(await refusalOf(publish(id))).toBe('WRONG_STATE')
    expect(await refusalOf(returnLine(context, officer, { section: id, remark: '改' }))).toBe('WRONG_STATE')
    expect(await refusalOf(propose({}, id))).toBe('WRONG_STATE')
    expect(await rows()).toEqual(before)
    await review(id)
    const approved = await rows()
    expect(await refusalOf(review(id))).toBe('WRONG_STATE')
    expect(await refusalOf(publish(id))).toBe('WRONG_STATE')
    expect(await rows()).toEqual(approved)
  })

  it('publishes all of the ticked sections or none', async () => {
    const filed = await create()
    await send()
    await file(filed)
    const approved = await create({ title: '陶艺', slots: [32] })
    expect(await refusalOf(publish(filed, approved))).toBe('WRONG_STATE')
    expect((await find(filed)).stage).toBe('filed')
  })

  it('lets a teacher hand in again what the school sent back, with the remark', async () => {
    const id = await propose()
    await review(id, 'return', '时间和足球冲突')
    const [mine] = (await loadTeacherDesk(context, teacher)).sections
    expect(mine).toMatchObject({ stage: 'returned_by_school' })
    expect(mine?.steps.at(-1)).toMatchObject({ remark: '时间和足球冲突', name: '教务甲' })
    expect(await propose({ slots: [32] }, id)).toBe(id)
    expect(await find(id)).toMatchObject({ stage: 'submitted', slots: [32] })
  })

  it('takes a line that the bureau returned back, and sends it as a supplement with the next suffix', async () => {
    const [one, two] = [await create(), await create({ title: '陶艺', slots: [32] })]
    await send()
    await returnLine(context, officer, { section: two, remark: '缺合同' })
    const number = await file(one)
    const plan = await loadSchoolPlan(context, school, { school: 's1' })
    expect(plan.returned.map(({ id, steps }) => [id, steps.at(-1)?.remark])).toEqual([[two, '缺合同']])
    await changeSection(context, school, {
      section: two,
      adjust: { room: '陶艺室', instructor: 's1-instructor', capacity: 3 },
      draft: draftOf({ title: '陶艺', slots: [32], room: '陶艺室', lessonFen: 200 }),
    })
    expect(await find(two)).toMatchObject({ stage: 'approved', supplement: null })
    expect(await send()).toEqual({ sections: 1, sending: 1 })
    expect(await file(two)).toBe(number)
    expect(await find(one)).toMatchObject({ suffix: 1, supplement: 0 })
    expect(await find(two)).toMatchObject({ stage: 'filed', suffix: 2, supplement: 1 })
  })

  it('does not file a line that changed after the officer saw it', async () => {
    const id = await create()
    await send()
    const lines = await seen([id])
    await changeSection(context, school, {
      section: id,
      adjust: { room: '二号美术室', instructor: 's1-instructor', capacity: 3 },
    })
    expect(await refusalOf(filePlan(context, officer, { school: 's1', term: TERM, lines }))).toBe('CONFLICT')
    expect((await find(id)).stage).toBe('sent')
  })

  it('numbers the plans of two schools one after the other', async () => {
    const mine = await create()
    const theirs = idOf(
      await createSection(context, other, { school: 's2', draft: draftOf({ instructor: 's2-instructor' }) }),
    )
    await send()
    await sendPlan(context, other, { school: 's2', term: TERM })
    const lines = [await seen([mine]), await seen([theirs])]
    const numbers = await Promise.all([
      filePlan(context, officer, { school: 's1', term: TERM, lines: lines[0] ?? [] }),
      filePlan(context, officer, { school: 's2', term: TERM, lines: lines[1] ?? [] }),
    ])
    expect(numbers.sort()).toEqual(['天桥备 2026秋-001', '天桥备 2026秋-002'])
  })

  it('tells only the families concerned when the room changes', async () => {
    const id = await published()
    const desk = openEnrolmentDesk(context)
    for (const child of ['1', '2'])
      await desk.submit({
        key: `press-${child}-0123456789`,
        account: `g${child}`,
        operation: { kind: 'enrol', lines: [{ pupil: child, section: id, alsoWait: true }] },
      })
    await desk.close()
    await changeSection(context, school, {
      section: id,
      adjust: { room: '二号美术室', instructor: 's1-instructor', capacity: 3 },
    })
    expect(await noticesOf('g1')).toEqual(['孩子1的版画有变化 教室从美术室换到二号美术室。'])
    expect(await noticesOf('g2')).toHaveLength(1)
    expect(await noticesOf('g3')).toEqual([])
    expect((await loadSteps(context, [id])).at(-1)).toMatchObject({ step: 'changed', name: '教务甲' })
  })

  it('never gives fewer places than are taken, and after publication only more', async () => {
    const id = await published()
    const adjust = (capacity: number) =>
      changeSection(context, school, { section: id, adjust: { room: '美术室', instructor: 's1-instructor', capacity } })
    const desk = openEnrolmentDesk(context)
    for (const child of ['1', '2', '3', '4'])
      await desk.submit({
        key: `press-${child}-0123456789`,
        account: `g${child}`,
        operation: { kind: 'enrol', lines: [{ pupil: child, section: id, alsoWait: true }] },
      })
    expect(await find(id)).toMatchObject({ enrolled: 3, waiting: 1 })
    expect(await refusalOf(adjust(2))).toBe('CAPACITY_BELOW_TAKEN')
    await adjust(4)
    const after = await find(id)
    expect(after.capacity).toBe(4)
    expect(after.enrolled + after.offered).toBe(4)
    expect(after.waiting).toBe(0)
    await desk.close()
    const empty = await published({ title: '陶艺', slots: [32] })
    expect(
      await refusalOf(
        changeSection(context, school, {
          section: empty,
          adjust: { room: '美术室', instructor: 's1-instructor', capacity: 2 },
        }),
      ),
    ).toBe('CAPACITY_ONLY_UP')
  })

  it('keeps what was published: only room, teacher and places stay open', async () => {
    const id = await published()
    const change = changeSection(context, school, {
      section: id,
      adjust: { room: '美术室', instructor: 's1-instructor', capacity: 3 },
      draft: draftOf({ lessonFen: 900 }),
    })
    expect(await refusalOf(change)).toBe('WRONG_STATE')
    expect((await find(id)).lessonFen).toBe(300)
  })

  it('closes every door to another school, to teachers and to families', async () => {
    const id = await propose()
    const family = await signedIn('g1')
    const before = await rows()
    const adjust = { room: '别处', instructor: 's1-instructor', capacity: 9 }
    for (const stranger of [other, teacher, family]) {
      expect(await refusalOf(reviewSection(context, stranger, { section: id, decision: 'approve' }))).toBe('FORBIDDEN')
      expect(await refusalOf(changeSection(context, stranger, { section: id, adjust }))).toBe('FORBIDDEN')
      expect(await refusalOf(publishSections(context, stranger, { sections: [id] }))).toBe('FORBIDDEN')
      expect(await refusalOf(sendPlan(context, stranger, { school: 's1', term: TERM }))).toBe('FORBIDDEN')
      expect(await refusalOf(createSection(context, stranger, { school: 's1', draft: draftOf() }))).toBe('FORBIDDEN')
      expect(await refusalOf(loadSchoolPlan(context, stranger, { school: 's1' }))).toBe('FORBIDDEN')
      expect(await refusalOf(loadFiling(context, stranger, 's1'))).toBe('FORBIDDEN')
      expect(await refusalOf(returnLine(context, stranger, { section: id, remark: '不' }))).toBe('FORBIDDEN')
    }
    const proposal = { school: 's1', draft: draftOf() }
    for (const stranger of [other, school, family, officer])
      expect(await refusalOf(proposeSection(context, stranger, proposal))).toBe('FORBIDDEN')
    expect(await refusalOf(proposeSection(context, teacher, { school: 's2', draft: draftOf() }))).toBe('FORBIDDEN')
    expect(await rows()).toEqual(before)
  })

  it('says beside the field what the school or the term does not have, and writes nothing', async () => {
    const before = await rows()
    const answer = await proposeSection(context, teacher, {
      school: 's1',
      draft: draftOf({ grades: gradeMask(7), slots: [49], instructor: 's2-instructor', endsOn: '2027-03-01' }),
    })
    expect(answer).toMatchObject({ ok: false })
    expect(answer.ok ? [] : Object.keys(answer.errors).sort()).toEqual(['endsOn', 'grades', 'instructor', 'slots'])
    expect(await rows()).toEqual(before)
  })
})
