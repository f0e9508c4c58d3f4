import { and, eq, isNotNull } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import {
  DISTRICT,
  gradeMask,
  instructorRow,
  sectionRow,
  sectionSlotRow,
  servicePeriodRow,
  TERM,
  termRow,
} from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { Actor } from '~/people'
import { loadActor } from '~/people/index.server'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { Refusal } from '~/shared/refusal'
import type { SheetToWrite } from '~/shared/sheet/sheet'
import { workbookOf } from '~/shared/sheet/write-sheet.server'
import { changeSection } from '../change-section.server'
import { checkInvariants } from '../check-invariants.server'
import type { EnrolmentDesk } from '../enrolment'
import * as copyPage from '../routes/copy-sections'
import * as importPage from '../routes/sections-import'
import * as previewPage from '../routes/sections-preview'
import * as sheetRoute from '../routes/sections-sheet'
import * as templateRoute from '../routes/sections-template'
import { sectionsOfTerm } from '../section-record.server'
import { applySections } from './apply-sections.server'
import { type CopyPage, copySections, loadCopy } from './copy-sections.server'
import { loadSectionsSheet, loadTemplate } from './load-sections-in.server'
import { discardSections, loadSectionsPreview, previewSections } from './preview-sections.server'
import { columnKeys, headOf } from './section-columns'
import { draftOf } from './sheet-world.server'

const NOON = instantOf('2026-09-01', '12:00')
const ORIGIN = 'https://portal.example'
const SPRING = '2026-spring'

describe.each(testEngines)("a term's sections from sheets and from an earlier term, on %s", (engine) => {
  let opened: TestStore
  let world: Scenario
  let [school, other] = [] as unknown as [Actor, Actor]
  const clock = fixedClock(NOON)
  const base = () => ({ store: opened.store, clock, district: DISTRICT, origin: ORIGIN })

  beforeEach(async () => {
    clock.set(NOON)
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.school('s1', { name: '柳岸小学' })
    await world.school('s2', { name: '鹊山小学' })
    await world.child('1', { school: 's1' })
    await world.staff('a1', 'school_admin', 's1')
    await world.staff('a2', 'school_admin', 's2')
    const signedIn = async (account: string): Promise<Actor> => {
      const actor = await loadActor(base(), await world.signIn(account, { at: NOON, origin: ORIGIN }))
      if (!actor) throw new Error(`${account} is not signed in`)
      return actor
    }
    school = await signedIn('a1')
    other = await signedIn('a2')
  })
  afterEach(async () => {
    const broken = (await checkInvariants(opened.store, DISTRICT)).flatMap((report) => report.broken)
    const record = await verifyAudit(opened.store, DISTRICT)
    await opened.drop()
    expect(broken).toEqual([])
    expect(record.brokenAt).toBeNull()
  })

  const ask = askRoutes(() => ({ context: base(), world, enrolments: {} as EnrolmentDesk }), 'a1')
  const sections = () => sectionsOfTerm(base(), opened.store.db, { school: 's1', term: TERM })
  const codeOf = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work
      return 'done'
    } catch (error) {
      return error instanceof Refusal ? error.code : String(error)
    }
  }

  const LINE: Record<string, string | number> = {
    课程名称: '版画',
    类别: '美术',
    简介: '用木板刻一幅泉城的画。',
    每次做什么: '1–4：认识刻刀',
    年级: '四到六年级',
    时间: '周二 第2时段、周四 第2时段',
    教室: '美术室',
    授课教师: '林老师（示例）',
    最少人数: 2,
    名额: 3,
    '每次课费(元)': 300,
    '材料费(元)': 0,
    开课日: '2026-09-07',
    结课日: '2027-01-15',
    截止换课日: '2026-12-31',
  }
  const sheet = (...lines: Record<string, string | number>[]): SheetToWrite => ({
    name: '课程',
    columns: columnKeys.map((key) => ({ head: headOf(key), ...(key.endsWith('Fen') ? { kind: 'fen' as const } : {}) })),
    rows: lines.map((line) => columnKeys.map((key) => ({ ...LINE, ...line })[headOf(key)] ?? null)),
  })
  const fileOf = async (...sheets: SheetToWrite[]) => ({ name: '课程.xlsx', bytes: await workbookOf(sheets) })
  const preview = async (...lines: Record<string, string | number>[]): Promise<string> =>
    previewSections(base(), school, { school: 's1', file: await fileOf(sheet(...lines)) })
  const stateOf = async (id: string) => {
    const { state, summary } = await loadSectionsPreview(base(), school, id)
    return { state, ...(summary as { counts?: object; code?: string; sentence?: string }) }
  }

  describe('a sheet', () => {
    it('opens sections as the school itself would, after they were seen', async () => {
      const id = await preview(
        { 班号: '一班' },
        { 班号: '二班', 时间: '周五 第2时段' },
        { 课程名称: '合唱', 类别: '音乐' },
      )
      expect(await stateOf(id)).toMatchObject({
        state: 'ready',
        counts: { fresh: 3, changed: 0, unchanged: 0, wrong: 0 },
      })
      expect(await sections()).toEqual([])
      await applySections(base(), school, id)
      expect(await stateOf(id)).toMatchObject({ state: 'applied', counts: { fresh: 3 } })
      const made = await sections()
      expect(made.map(({ title, label, stage, lastStep }) => [title, label, stage, lastStep])).toEqual([
        ['合唱', '', 'approved', 2],
        ['版画', '一班', 'approved', 2],
        ['版画', '二班', 'approved', 2],
      ])
      expect(made[1]).toMatchObject({
        grades: gradeMask(4, 5, 6),
        slots: [22, 42],
        lessonFen: 300,
        instructor: 's1-instructor',
        slotTimes: [
          { slot: 22, startsAt: '16:30', endsAt: '17:30' },
          { slot: 42, startsAt: '16:30', endsAt: '17:30' },
        ],
      })
      expect(made[1]?.feeFen).toBeGreaterThan(300 * 30)
      // Two classes of one text are one course.
      expect(made[1]?.course).toBe(made[2]?.course)
      expect(await codeOf(applySections(base(), school, id))).toBe('WRONG_IMPORT_STATE')
      expect(await sections()).toHaveLength(3)
    })

    it('changes what differs, and leaves the rest as it is', async () => {
      await applySections(base(), school, await preview({}, { 课程名称: '合唱', 类别: '音乐' }))
      const before = await sections()
      const id = await preview({ 教室: '画室' }, { 课程名称: '合唱', 类别: '音乐' })
      expect(await stateOf(id)).toMatchObject({ counts: { fresh: 0, changed: 1, unchanged: 1, wrong: 0 } })
      await applySections(base(), school, id)
      const after = await sections()
      expect(after.find(({ title }) => title === '版画')).toMatchObject({ room: '画室', lastStep: 3 })
      expect(after.find(({ title }) => title === '合唱')).toEqual(before.find(({ title }) => title === '合唱'))
    })

    it('does all of it or none: one wrong line keeps every other from being written', async () => {
      const id = await preview({}, { 课程名称: '合唱', 类别: '烹饪' })
      expect(await stateOf(id)).toMatchObject({ counts: { fresh: 1, wrong: 1 } })
      expect(await codeOf(applySections(base(), school, id))).toBe('SHEET_WRONG_LINES')
      expect(await sections()).toEqual([])
    })

    it('fails with CONFLICT, and writes nothing, when the world moved since it was seen', async () => {
      await applySections(base(), school, await preview({}))
      const id = await preview({ 教室: '画室' }, { 课程名称: '合唱', 类别: '音乐' })
      const [one] = await sections()
      if (!one) throw new Error('nothing there')
      const draft = draftOf(one)
      await changeSection(base(), school, {
        section: one.id,
        adjust: { ...draft, room: '操场' },
        draft: { ...draft, room: '操场' },
      })
      await applySections(base(), school, id)
      expect(await stateOf(id)).toMatchObject({ state: 'failed', code: 'CONFLICT' })
      expect((await sections()).map(({ room }) => room)).toEqual(['操场'])
    })

    it('does not open twice what two people send at once', async () => {
      const [one, two] = [await preview({}), await preview({})]
      await Promise.all([applySections(base(), school, one), applySections(base(), school, two)])
      expect([(await stateOf(one)).state, (await stateOf(two)).state].sort()).toEqual(['applied', 'failed'])
      expect(await sections()).toHaveLength(1)
    })

    it('says what is missing of a sheet that is another', async () => {
      const strange = { name: '花名册', columns: [{ head: '姓名' }, { head: '学号' }], rows: [['小禾', '1']] }
      const id = await previewSections(base(), school, { school: 's1', file: await fileOf(strange) })
      const { state, code, sentence } = await stateOf(id)
      expect([state, code]).toEqual(['failed', 'SHEET_COLUMNS'])
      expect(sentence).toContain('课程名称')
    })

    it('comes back unchanged as it went out, in a real file', async () => {
      await applySections(
        base(),
        school,
        await preview({ 要带的东西: '=1+1', 班号: '一班' }, { 课程名称: '－合唱', 类别: '音乐' }),
      )
      const { sheets } = await loadSectionsSheet(base(), school, 's1')
      const id = await previewSections(base(), school, { school: 's1', file: await fileOf(...sheets) })
      expect(await stateOf(id)).toMatchObject({
        state: 'ready',
        counts: { fresh: 0, changed: 0, unchanged: 2, wrong: 0 },
      })
    })

    it('has a template that holds nothing but an example', async () => {
      const { sheets } = await loadTemplate(base(), school, 's1')
      expect(sheets.map(({ name }) => name)).toEqual(['课程', '怎么填'])
      const choices = sheets[0]?.columns.find(({ head }) => head === '授课教师')?.choices
      expect(choices).toEqual(['林老师（示例）'])
      const id = await previewSections(base(), school, { school: 's1', file: await fileOf(...sheets) })
      expect(await stateOf(id)).toMatchObject({ state: 'failed', code: 'SHEET_EMPTY' })
    })

    it('belongs to the school that sent it', async () => {
      const id = await preview({})
      const file = await fileOf(sheet({}))
      expect(await codeOf(previewSections(base(), other, { school: 's1', file }))).toBe('FORBIDDEN')
      expect(await codeOf(loadSectionsPreview(base(), other, id))).toBe('FORBIDDEN')
      expect(await codeOf(applySections(base(), other, id))).toBe('FORBIDDEN')
      expect(await codeOf(discardSections(base(), other, id))).toBe('FORBIDDEN')
      expect(await codeOf(loadSectionsSheet(base(), other, 's1'))).toBe('FORBIDDEN')
      await discardSections(base(), school, id)
      expect(await codeOf(loadSectionsPreview(base(), school, id))).toBe('NOT_FOUND')
    })

    it('goes the whole way through its pages', async () => {
      expect((await ask(importPage.loader, {})).status).toBe(200)
      expect(await ask(importPage.action, { files: {}, form: {} })).toMatchObject({ status: 422 })
      const sent = await ask(importPage.action, { files: { sheet: await fileOf(sheet({})) } })
      expect(sent.status).toBe(303)
      const id = sent.location?.split('/').at(-1) ?? ''
      const params = { import: id }
      const shown = (await ask(previewPage.loader, { params })).body as { page: { lines: unknown[]; state: string } }
      expect([shown.page.state, shown.page.lines.length]).toEqual(['ready', 1])
      expect((await ask(previewPage.action, { params, as: 'a2', form: { deed: 'apply' } })).status).toBe(403)
      expect((await ask(previewPage.action, { params, form: { deed: 'delete' } })).status).toBe(400)
      expect((await ask(previewPage.action, { params, form: { deed: 'apply' } })).status).toBe(303)
      expect(await sections()).toHaveLength(1)
      for (const route of [sheetRoute, templateRoute]) {
        expect((await ask(route.loader, {})).status).toBe(200)
        expect((await ask(route.loader, { as: 'a2', query: '?school=s1' })).status).toBe(403)
      }
    })
  })

  describe('an earlier term', () => {
    beforeEach(async () => {
      const { tables } = opened.store
      await opened.store.transaction(async (tx) => {
        await tx
          .insert(tables.term)
          .values([termRow({ id: SPRING, name: '2026 年春季学期', startsOn: '2026-03-02', endsOn: '2026-07-10' })])
        await tx
          .insert(tables.servicePeriod)
          .values(
            [1, 2, 3].map((number) => servicePeriodRow({ term: SPRING, school: 's1', number, name: `时段${number}` })),
          )
        await tx
          .insert(tables.instructor)
          .values([instructorRow({ id: 'left', school: 's1', name: '离校的老师', leftOn: '2026-07-11' })])
      })
      const spring = { term: SPRING, startsOn: '2026-03-09', endsOn: '2026-07-03', cutOffOn: '2026-06-30' }
      await world.section('noodle', { school: 's1', slots: [12], ...spring, title: '面食工坊' })
      await world.section('chess', { school: 's1', slots: [22, 43], ...spring, title: '围棋', label: '初级' })
      await world.section('choir', { school: 's1', slots: [32], ...spring, title: '合唱', instructor: 'left' })
      await world.section('shut', { school: 's1', slots: [52], ...spring, title: '剪纸', state: 'closed' })
      await world.section('kept', { school: 's1', slots: [52], ...spring, title: '草稿', state: 'submitted' })
    })
    const page = (): Promise<CopyPage> => loadCopy(base(), school, { school: 's1', from: '' })
    const copy = (ids: readonly string[], care = false) =>
      copySections(base(), school, { school: 's1', from: SPRING, sections: ids, care })

    it('is taken over with its dates moved, nothing sent, and nothing twice', async () => {
      expect((await page()).lines.map(({ section, there, closed }) => [section, there, closed])).toEqual([
        ['shut', null, true],
        ['choir', null, false],
        ['chess', null, false],
        ['noodle', null, false],
      ])
      expect(await copy(['noodle', 'chess', 'choir'])).toEqual({ sections: 3, groups: 0 })
      const made = await sections()
      const noodle = made.find(({ title }) => title === '面食工坊')
      expect(noodle).toMatchObject({
        stage: 'approved',
        supplement: null,
        copiedFrom: 'noodle',
        course: 'noodle-course',
        room: '劳动教室',
        instructor: 's1-instructor',
        lessonFen: 350,
        slots: [12],
        startsOn: '2026-09-08',
        endsOn: '2027-01-02',
        cutOffOn: '2026-12-30',
        capacity: 24,
        enrolled: 0,
      })
      expect(noodle?.feeFen).toBeGreaterThan(350 * 10)
      expect(await copy(['noodle', 'chess', 'choir'])).toEqual({ sections: 0, groups: 0 })
      expect(await sections()).toHaveLength(3)
    })

    it('is not opened twice by two presses at once', async () => {
      await Promise.all([copy(['noodle', 'chess']), copy(['noodle', 'chess'])])
      expect(await sections()).toHaveLength(2)
    })

    it('says what could not be taken over until it is seen to', async () => {
      await copy(['noodle', 'chess', 'choir'])
      const missing = Object.fromEntries((await page()).lines.map(({ section, there }) => [section, there?.missing]))
      expect(missing).toEqual({
        shut: undefined,
        noodle: [],
        chess: ['周四 第3时段这学期没有这个时段，没有搬过来。'],
        choir: ['离校的老师已经不在学校的名单上，换一位老师。'],
      })
      const choir = (await sections()).find(({ title }) => title === '合唱')
      if (!choir) throw new Error('no choir')
      const draft = { ...draftOf(choir), instructor: 's1-instructor' }
      await changeSection(base(), school, { section: choir.id, adjust: draft, draft })
      expect((await page()).lines.find(({ section }) => section === 'choir')?.there?.missing).toEqual([])
    })

    it('leaves alone what the term has under the same name', async () => {
      await world.section('own', { school: 's1', slots: [12], title: '面食工坊' })
      expect((await page()).lines.find(({ section }) => section === 'noodle')?.there?.section).toBe('own')
      expect(await copy(['noodle'])).toEqual({ sections: 0, groups: 0 })
    })

    it('brings base care for the classes of today, and periods where there are none', async () => {
      const { tables } = opened.store
      await opened.store.transaction(async (tx) => {
        await tx.insert(tables.section).values([
          sectionRow({
            id: 'care',
            course: 'noodle-course',
            school: 's1',
            term: SPRING,
            base: true,
            homeClass: 's1-4-2',
          }),
        ])
        await tx
          .insert(tables.sectionSlot)
          .values([12, 22, 32, 42, 52].map((slot) => sectionSlotRow({ section: 'care', slot })))
        await tx
          .insert(tables.seatCount)
          .values([
            { district: DISTRICT, section: 'care', capacity: null, enrolled: 0, offered: 0, waiting: 0, lastPlace: 0 },
          ])
        await tx
          .delete(tables.servicePeriod)
          .where(and(eq(tables.servicePeriod.term, TERM), eq(tables.servicePeriod.school, 's1')))
      })
      await world.child('2', { school: 's1', grade: 1, classNumber: 1 })
      expect(await page()).toMatchObject({ care: { there: true, classes: 2, missing: 2 }, periodsToo: true })
      expect(await copy(['chess'], true)).toEqual({ sections: 1, groups: 2 })
      expect((await sections())[0]?.slots).toEqual([22, 43])
      expect(await page()).toMatchObject({ care: { missing: 0 }, periodsToo: false })
      expect(await copy([], true)).toEqual({ sections: 0, groups: 0 })
      const care = await opened.store.db
        .select({ homeClass: tables.section.homeClass })
        .from(tables.section)
        .where(and(eq(tables.section.term, TERM), isNotNull(tables.section.homeClass)))
      expect(care.map(({ homeClass }) => homeClass).sort()).toEqual(['s1-1-1', 's1-4-2'])
    })

    it('is the school’s own affair, and of its own sections', async () => {
      expect(await codeOf(copySections(base(), other, { school: 's1', from: SPRING, sections: [], care: false }))).toBe(
        'FORBIDDEN',
      )
      expect(await codeOf(copy(['kept']))).toBe('BAD_REQUEST')
      expect(await codeOf(copySections(base(), school, { school: 's1', from: TERM, sections: [], care: true }))).toBe(
        'NOT_FOUND',
      )
      expect((await loadCopy(base(), other, { school: 's2', from: SPRING })).terms).toEqual([])
    })

    it('goes through its page', async () => {
      expect((await ask(copyPage.loader, {})).status).toBe(200)
      expect((await ask(copyPage.action, { form: { from: SPRING } })).status).toBe(422)
      expect((await ask(copyPage.action, { form: { from: SPRING, section: ['noodle', 'chess'] } })).status).toBe(303)
      expect(
        (await ask(copyPage.action, { as: 'a2', query: '?school=s1', form: { from: SPRING, care: 'on' } })).status,
      ).toBe(403)
      expect(await sections()).toHaveLength(2)
    })
  })
})
