import { and, asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { Actor } from '~/people'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { Refusal } from '~/shared/refusal'
import { addDocument, changeDocument } from './add-document.server'
import { changeProject } from './change-project.server'
import { createProject } from './create-project.server'
import { datesOfDraft } from './dates-draft'
import type { ProjectDates } from './milestone-rules'
import { moveMilestones } from './move-milestones.server'
import { type NewProject, newProjectForm } from './project-form'
import { readProjectFacts } from './project-record.server'
import { addFunding, recordPayment, recordVariation, removeFunding } from './record-money.server'
import { setProjectPlaces } from './set-project-places.server'

const NOON = instantOf('2026-11-23', '12:00')
const officer = (account = 'o1'): Actor => ({
  account,
  name: account,
  children: [],
  teacherAt: [],
  administers: [],
  officer: true,
  consented: true,
})
const nobody: Actor = { ...officer('m'), officer: false }

const typed = (over: Record<string, string> = {}): NewProject =>
  newProjectForm.parse({
    deed: 'create',
    title: '泺口示例小学',
    kind: 'new',
    stage: 'building',
    street: '370105015',
    about: '36 个班的小学',
    primary: '1620',
    primaryClasses: '36',
    dueStarted: '2025-12-01',
    dueFinished: '2027-03-01',
    dueHandedOver: '2027-06-01',
    dueInUse: '2027-08-01',
    why: '区政府 2025 年批复',
    ...over,
  })

describe.each(testEngines)('projects, on %s', (engine) => {
  let opened: TestStore
  let context: Context
  const clock = fixedClock(NOON)
  beforeEach(async () => {
    clock.set(NOON)
    opened = await openTestStore(engine)
    const world = await startScenario(opened.store)
    for (const id of ['o1', 'o2']) await world.staff(id, 'officer')
    context = { store: opened.store, clock, district: DISTRICT }
    const { street, controlTotal } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.insert(street).values({ district: DISTRICT, code: '370105015', name: '泺口街道' })
      await tx.insert(controlTotal).values({
        district: DISTRICT,
        id: 'places-11000',
        kind: 'places',
        name: '在建和完成的项目',
        amount: 11_000,
        source: '示例',
        publishedOn: '2026-03-01',
      })
    })
  })
  afterEach(async () => {
    const record = await verifyAudit(opened.store, DISTRICT)
    await opened.drop()
    expect(record.brokenAt).toBeNull()
  })

  const create = async (over: Record<string, string> = {}): Promise<string> => {
    const answer = await createProject(context, officer(), typed(over))
    if (!answer.ok) throw new Error(JSON.stringify(answer.errors))
    return answer.project
  }
  const facts = async (id: string) => {
    const [found] = await readProjectFacts(context, opened.store.db, [id])
    if (!found) throw new Error(`no project ${id}`)
    return found
  }
  const seenOf = async (id: string) => {
    clock.advance(1000)
    return (await facts(id)).row.changedAt
  }
  const changes = async () => {
    const { placesChange } = opened.store.tables
    const rows = await opened.store.db
      .select()
      .from(placesChange)
      .where(eq(placesChange.district, DISTRICT))
      .orderBy(asc(placesChange.at))
    return rows.map(({ title, reason, effectPlaces, effectYear, by }) => ({
      title,
      reason,
      effectPlaces,
      effectYear,
      by,
    }))
  }
  const audited = async () => {
    const { auditEntry } = opened.store.tables
    const rows = await opened.store.db.select().from(auditEntry).orderBy(asc(auditEntry.sequence))
    return rows.map(({ action }) => action)
  }
  const revisionsOf = async (project: string, kind: 'in_use' | 'started') => {
    const { milestoneRevision } = opened.store.tables
    const rows = await opened.store.db
      .select()
      .from(milestoneRevision)
      .where(and(eq(milestoneRevision.project, project), eq(milestoneRevision.kind, kind)))
      .orderBy(asc(milestoneRevision.number))
    return rows.map(({ number, dueOn, metOn, why, by }) => [number, dueOn, metOn, why, by])
  }
  const refusedAs = async (deed: Promise<unknown>): Promise<string> => {
    try {
      await deed
      return 'done'
    } catch (error) {
      if (error instanceof Refusal) return error.code
      throw error
    }
  }
  const dates = (over: Record<string, string | null> = {}): ProjectDates =>
    datesOfDraft({
      dueStarted: '2025-12-01',
      dueFinished: '2027-03-01',
      dueHandedOver: '2027-06-01',
      dueInUse: '2027-08-01',
      ...over,
    })

  it('are made with their places, first promises, log and record', async () => {
    const id = await create({ longitude: '116.98', latitude: '36.70', budget: '180,000,000', budgetSource: '发改批复' })
    const made = await facts(id)
    expect(made).toMatchObject({ kind: 'new', stage: 'building', places: [{ phase: 'primary', places: 1620 }] })
    expect(made.row).toMatchObject({ budgetFen: 18_000_000_000, longitude: 116.98, createdBy: 'o1', published: false })
    expect(await revisionsOf(id, 'in_use')).toEqual([[1, '2027-08-01', null, '区政府 2025 年批复', 'o1']])
    expect(await changes()).toEqual([
      {
        title: '新项目：泺口示例小学',
        reason: '区政府 2025 年批复',
        effectPlaces: 1620,
        effectYear: 2027,
        by: 'o1',
      },
    ])
    expect(await audited()).toEqual(['project.created'])
  })

  it('are not made of what the district does not have, nor twice by one name', async () => {
    await create()
    const answer = await createProject(
      context,
      officer(),
      typed({
        street: '999',
        school: 'none',
        officer: 'm',
        controlTotal: 'x',
        dueInUse: '2027-01-01',
        stage: 'running',
      }),
    )
    expect(answer).toMatchObject({ ok: false })
    if (answer.ok) return
    expect(Object.keys(answer.errors).sort()).toEqual([
      'controlTotal',
      'dueInUse',
      'officer',
      'school',
      'stage',
      'street',
      'title',
    ])
    expect(answer.errors.dueInUse).toBe('开学启用不能早于交付。')
    expect(await changes()).toHaveLength(1)
  })

  it('belong to officers only', async () => {
    const id = await create()
    const seen = await seenOf(id)
    const draft = typed()
    const file = { name: 'a.pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF') }
    const deeds = [
      createProject(context, nobody, typed({ title: '另一个' })),
      changeProject(context, nobody, { project: id, seen, draft, why: '' }),
      setProjectPlaces(context, nobody, { project: id, seen, draft, why: '更正' }),
      moveMilestones(context, nobody, { project: id, seen, dates: dates(), why: '更正' }),
      addFunding(context, nobody, { project: id, seen, draft: { source: '区级', amount: 1, document: '' } }),
      removeFunding(context, nobody, { project: id, seen, number: 1 }),
      addDocument(context, nobody, {
        project: id,
        draft: { kind: 'document', title: '批复', day: '2026-01-01', published: false },
        file,
      }),
      changeDocument(context, nobody, { project: id, document: 'x', deed: 'remove' }),
    ]
    for (const deed of deeds) expect(await refusedAs(deed)).toBe('FORBIDDEN')
    expect(await audited()).toEqual(['project.created'])
  })

  it('lose a year when the use moves from August to October, with reason and revision', async () => {
    const id = await create()
    const moved = dates({ dueFinished: '2027-05-01', dueHandedOver: '2027-09-01', dueInUse: '2027-10-08' })
    const answer = await moveMilestones(context, officer('o2'), {
      project: id,
      seen: await seenOf(id),
      dates: moved,
      why: '雨季停工 41 天',
    })
    expect(answer).toEqual({ ok: true })
    expect(await revisionsOf(id, 'in_use')).toEqual([
      [1, '2027-08-01', null, '区政府 2025 年批复', 'o1'],
      [2, '2027-10-08', null, '雨季停工 41 天', 'o2'],
    ])
    expect(await revisionsOf(id, 'started')).toHaveLength(1)
    expect((await changes())[1]).toEqual({
      title: '泺口示例小学改到 2028 年启用',
      reason: '雨季停工 41 天',
      effectPlaces: -1620,
      effectYear: 2027,
      by: 'o2',
    })
    expect(await audited()).toEqual(['project.created', 'project.milestone-moved'])
  })

  it('follow with their stage what has come, and come back from a mistake', async () => {
    const id = await create({ stage: 'preparing' })
    const move = async (over: Record<string, string | null>) =>
      moveMilestones(context, officer(), { project: id, seen: await seenOf(id), dates: dates(over), why: '现场核对' })
    expect(await move({ metStarted: '2025-12-20' })).toEqual({ ok: true })
    expect((await facts(id)).stage).toBe('building')
    const past = {
      metStarted: '2025-12-20',
      dueFinished: '2026-05-01',
      metFinished: '2026-05-02',
      dueHandedOver: '2026-07-01',
      metHandedOver: '2026-07-01',
      dueInUse: '2026-09-01',
      metInUse: '2026-09-01',
    }
    expect(await move(past)).toEqual({ ok: true })
    expect((await facts(id)).stage).toBe('running')
    expect(await move({ ...past, metInUse: null })).toEqual({ ok: true })
    expect((await facts(id)).stage).toBe('handover')
    expect((await revisionsOf(id, 'in_use')).map(([, due, met]) => [due, met])).toEqual([
      ['2027-08-01', null],
      ['2026-09-01', '2026-09-01'],
      ['2026-09-01', null],
    ])
  })

  it('do not take dates out of order, of the future or without a change', async () => {
    const id = await create()
    const move = async (over: Record<string, string | null>) =>
      moveMilestones(context, officer(), { project: id, seen: await seenOf(id), dates: dates(over), why: '现场核对' })
    expect(await move({})).toEqual({ ok: false, errors: { form: '没有改动。' } })
    expect(await move({ dueFinished: '2027-07-01' })).toEqual({
      ok: false,
      errors: { dueHandedOver: '交付不能早于竣工。' },
    })
    expect(await move({ metStarted: '2026-11-24' })).toEqual({ ok: false, errors: { metStarted: '这一天还没到。' } })
    expect(await move({ metFinished: '2026-11-01' })).toEqual({
      ok: false,
      errors: { metFinished: '开工还没写办到的日子，竣工不能先办到。' },
    })
    expect(await changes()).toHaveLength(1)
    expect(await revisionsOf(id, 'in_use')).toHaveLength(1)
  })

  it('tell the later of two editors that saw the same state', async () => {
    const id = await create()
    const seen = await seenOf(id)
    const first = { project: id, seen, draft: typed({ primary: '1500' }), why: '班数减少' }
    expect(await setProjectPlaces(context, officer(), first)).toEqual({ ok: true })
    const moved = dates({ dueInUse: '2027-09-01' })
    const late = { project: id, seen, dates: moved, why: '装修' }
    expect(await refusedAs(moveMilestones(context, officer('o2'), late))).toBe('CONFLICT')
    const draft = typed({ about: '改一改' })
    expect(await refusedAs(changeProject(context, officer('o2'), { project: id, seen, draft, why: '' }))).toBe(
      'CONFLICT',
    )
    const both = await Promise.allSettled(
      ['o1', 'o2'].map(async (who) =>
        moveMilestones(context, officer(who), { ...late, seen: (await facts(id)).row.changedAt }),
      ),
    )
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await revisionsOf(id, 'in_use')).toHaveLength(2)
  })

  it('say what a change of places does to the year of use', async () => {
    const id = await create()
    const set = async (over: Record<string, string>, why = '班数减少') =>
      setProjectPlaces(context, officer(), { project: id, seen: await seenOf(id), draft: typed(over), why })
    expect(await set({})).toEqual({ ok: false, errors: { form: '没有改动。' } })
    await set({ primary: '1500', primaryClasses: '' })
    await set({ primary: '', primaryClasses: '' })
    await set({ primary: '', primaryClasses: '', kindergarten: '0' })
    expect(
      (await changes()).slice(1).map(({ title, effectPlaces, effectYear }) => [title, effectPlaces, effectYear]),
    ).toEqual([
      ['泺口示例小学的学位从 1,620 改成 1,500', -120, 2027],
      ['泺口示例小学的学位从 1,500 改成没填', -1500, 2027],
      ['泺口示例小学的学位从没填改成 0', null, null],
    ])
    expect((await facts(id)).places).toEqual([{ phase: 'kindergarten', places: 0 }])
  })

  it('lose their places when they are cancelled, and find them when taken up again', async () => {
    const id = await create()
    const change = async (over: Record<string, string>, why: string) =>
      changeProject(context, officer(), { project: id, seen: await seenOf(id), draft: typed(over), why })
    expect(await change({ stage: 'cancelled' }, '')).toEqual({ ok: false, errors: { why: '取消项目要说明原因。' } })
    expect(await change({ stage: 'running' }, '')).toMatchObject({ ok: false, errors: { stage: expect.any(String) } })
    expect(await change({ stage: 'cancelled' }, '并到别的地块')).toEqual({ ok: true })
    const move = { project: id, seen: await seenOf(id), dates: dates({ dueInUse: '2027-09-01' }), why: '装修' }
    expect(await moveMilestones(context, officer(), move)).toMatchObject({
      ok: false,
      errors: { form: expect.any(String) },
    })
    expect(await change({ stage: 'preparing' }, '重新批复')).toEqual({ ok: true })
    expect(
      (await changes()).slice(1).map(({ title, effectPlaces, effectYear }) => [title, effectPlaces, effectYear]),
    ).toEqual([
      ['泺口示例小学取消了', -1620, 2027],
      ['泺口示例小学重新开始', 1620, 2027],
    ])
  })

  it('log what planning hangs on, and only record the rest', async () => {
    const id = await create()
    const change = async (over: Record<string, string>) =>
      changeProject(context, officer(), { project: id, seen: await seenOf(id), draft: typed(over), why: '' })
    expect(await change({})).toEqual({ ok: false, errors: { form: '没有改动。' } })
    expect(await change({ address: '济洛路', internalNote: '=1+1' })).toEqual({ ok: true })
    expect(await changes()).toHaveLength(1)
    expect(await change({ controlTotal: 'places-11000', kind: 'enlarged' })).toEqual({ ok: true })
    expect((await changes())[1]).toMatchObject({
      title: '泺口示例小学改了类型、算进哪个公布的数',
      reason: '更正资料',
    })
    expect(await audited()).toEqual(['project.created', 'project.changed', 'project.changed'])
  })

  it('keep their money in lines that are only added to, but for funding', async () => {
    const id = await create()
    const now = async () => ({ project: id, seen: await seenOf(id) })
    await addFunding(context, officer(), {
      ...(await now()),
      draft: { source: '区级', amount: 500, document: '〔2026〕3 号' },
    })
    await addFunding(context, officer(), { ...(await now()), draft: { source: '专项债', amount: 900, document: '' } })
    await removeFunding(context, officer(), { ...(await now()), number: 1 })
    const pay = { contract: '总包', payee: '示例建工', amount: 300, paidOn: '2026-10-01' }
    expect(await recordPayment(context, officer(), { ...(await now()), draft: pay })).toEqual({ ok: true })
    const again = { ...(await now()), draft: { ...pay, amount: -100 } }
    expect(await recordPayment(context, officer(), again)).toEqual({ ok: true })
    // The same press a second time saw an older page.
    expect(await refusedAs(recordPayment(context, officer(), again))).toBe('CONFLICT')
    expect(
      await recordPayment(context, officer(), { ...(await now()), draft: { ...pay, paidOn: '2026-11-24' } }),
    ).toEqual({ ok: false, errors: { paidOn: '这一天还没到。' } })
    const vary = { contract: '总包', amount: -50, days: 41, agreedOn: '2026-11-01', why: '雨季停工' }
    expect(await recordVariation(context, officer(), { ...(await now()), draft: vary })).toEqual({ ok: true })
    const { projectFunding, projectPayment, contractVariation } = opened.store.tables
    const { db } = opened.store
    expect((await db.select().from(projectFunding)).map(({ number, amountFen }) => [number, amountFen])).toEqual([
      [2, 900],
    ])
    expect((await db.select().from(projectPayment)).map(({ amountFen }) => amountFen).sort()).toEqual([-100, 300])
    expect((await db.select().from(contractVariation)).map(({ amountFen, days }) => [amountFen, days])).toEqual([
      [-50, 41],
    ])
    expect((await changes()).at(-1)).toMatchObject({ title: '泺口示例小学的合同变更：总包', reason: '雨季停工' })
  })
})
