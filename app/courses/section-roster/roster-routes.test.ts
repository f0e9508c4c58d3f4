import { and, eq } from 'drizzle-orm'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { makeFamilyAndShelf } from '#db/makers/family-and-shelf'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { checkAccess } from '~/people'
import { loadActor } from '~/people/index.server'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { workbookOf } from '~/shared/sheet/write-sheet.server'
import { checkInvariants } from '../check-invariants.server'
import type { EnrolmentDesk } from '../enrolment'
import { openEnrolmentDesk } from '../enrolment-desk.server'
import * as paper from '../routes/paper'
import * as paperOf from '../routes/paper-of'
import * as paperReceipt from '../routes/paper-receipt'
import * as rosters from '../routes/school-rosters-sheet'
import * as sectionRoster from '../routes/section-roster'
import * as sectionSheet from '../routes/section-roster-sheet'
import * as teacherRoster from '../routes/teacher-roster'
import * as teacherSheet from '../routes/teacher-roster-sheet'
import { exportSchoolRosters } from './export-rosters.server'
import type { PupilSearch } from './find-pupils.server'
import type { PaperView } from './load-paper.server'
import type { Receipt } from './load-receipt.server'
import type { Roster } from './load-roster.server'

const HOUR = 3_600_000
const NOW = instantOf('2026-09-03', '10:00')
const ORIGIN = 'https://portal.example'

let presses = 0
const newKey = (): string => `press-${String(presses++).padStart(12, '0')}`

describe.each(testEngines)('rosters and paper, on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let desk: EnrolmentDesk
  const clock = fixedClock(NOW)
  const base = () => ({ store: opened.store, clock, district: DISTRICT, origin: ORIGIN })

  beforeEach(async () => {
    clock.set(NOW)
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await makeFamilyAndShelf(world, NOW)
    await world.staff('office', 'school_admin', 's')
    await world.staff('far-office', 'school_admin', 'far')
    await world.staff('lin', 'teacher', 's')
    await world.staff('else', 'teacher', 's')
    await world.staff('bureau', 'officer')
    const { instructor, account } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx
        .update(instructor)
        .set({ account: 'lin' })
        .where(and(eq(instructor.district, DISTRICT), eq(instructor.id, 's-instructor')))
      await tx.update(account).set({ phone: '13800001234' }).where(eq(account.id, 'g'))
    })
    // A child whose grandmother has no telephone: nobody is registered for it.
    await world.child('gran', { school: 's', name: '=小穗' })
    desk = openEnrolmentDesk(base())
  })
  afterEach(async () => {
    await desk.close()
    const reports = await checkInvariants(opened.store, DISTRICT)
    expect(reports.flatMap(({ id, broken }) => broken.map((one) => `${id} ${one}`))).toEqual([])
    expect((await verifyAudit(opened.store, DISTRICT)).brokenAt).toBeNull()
    await opened.drop()
  })

  const ask = askRoutes(() => ({ context: base(), world, enrolments: desk }), 'office')
  const enrolled = (account: string, pupil: string, ...sections: string[]) =>
    desk.submit({
      key: newKey(),
      account,
      operation: { kind: 'enrol', lines: sections.map((section) => ({ pupil, section, alsoWait: true })) },
    })
  const actorOf = async (account: string) => {
    const actor = await loadActor(base(), await world.signIn(account, { at: NOW, origin: ORIGIN }))
    if (!actor) throw new Error(`nobody is ${account}`)
    return actor
  }
  const entries = async (action: string) => {
    const { auditEntry } = opened.store.tables
    return opened.store.db.select().from(auditEntry).where(eq(auditEntry.action, action))
  }
  const rosterOf = async (section: string, q = '') => {
    const { body } = await ask(sectionRoster.loader, { params: { section }, query: `?q=${encodeURIComponent(q)}` })
    return (body as { roster: Roster }).roster
  }
  const viewOf = async (pupil: string) =>
    ((await ask(paperOf.loader, { params: { pupil } })).body as { view: PaperView }).view
  const signed = { signedOn: '2026-09-02', signedBy: '奶奶' }
  const press = (pupil: string, form: Record<string, string | readonly string[]>, as = 'office') =>
    ask(paperOf.action, { params: { pupil }, form: { ...signed, ...form }, as })
  const receiptOf = async (pupil: string, location: string | null) =>
    (await ask(paperReceipt.loader, { params: { pupil, reference: String(location).split('/').at(-1) ?? '' } }))
      .body as Receipt

  describe('a roster', () => {
    it('lists who is in, who waits in order and who left, and records one look a page', async () => {
      await enrolled('h', 'other', 'robot')
      await enrolled('g', 'he', 'robot')
      await enrolled('g', 'mai', 'robot')
      await desk.submit({
        key: newKey(),
        account: 'h',
        operation: { kind: 'withdraw', pupil: 'other', section: 'robot' },
      })
      const roster = await rosterOf('robot')
      expect(roster.counts).toEqual({ enrolled: 0, offered: 1, waitlisted: 1, left: 1 })
      expect(roster.lines).toMatchObject([
        { name: '小禾', group: 'offered', className: '四年级 2 班', phone: '138****1234' },
        { name: '小麦', group: 'waitlisted', position: 1 },
        { name: '小满', group: 'left', state: 'withdrawn' },
      ])
      expect(JSON.stringify(roster)).not.toContain('13800001234')
      expect(roster.days.length).toBeGreaterThanOrEqual(8)
      expect(await entries('roster.viewed')).toMatchObject([
        { actor: 'office', subject: 'section:robot', detail: { people: 3, searched: false } },
      ])
    })

    it('shows the days of base care', async () => {
      await desk.submit({
        key: newKey(),
        account: 'g',
        operation: { kind: 'enrol', lines: [{ pupil: 'he', section: 'care', slots: [12, 32], alsoWait: false }] },
      })
      expect((await rosterOf('care')).lines).toMatchObject([{ name: '小禾', times: '周一、周三 16:30–17:30' }])
    })

    it('is searched by name and initials; hostile text finds nobody and breaks nothing', async () => {
      await enrolled('g', 'he', 'noodle')
      await enrolled('h', 'other', 'noodle')
      expect((await rosterOf('noodle', 'xh')).lines.map(({ name }) => name)).toEqual(['小禾'])
      expect((await rosterOf('noodle', '小')).lines).toHaveLength(2)
      for (const hostile of ['%', '_', "';drop table pupil;--", '\\', '<script>alert(1)</script>', '𠀀🙂'])
        expect([hostile, (await rosterOf('noodle', hostile)).lines]).toEqual([hostile, []])
      for (const query of [`?q=${'长'.repeat(41)}`, '?q=%00'])
        expect(await ask(sectionRoster.loader, { params: { section: 'noodle' }, query })).toMatchObject({ status: 400 })
    })

    it.each(['far-office', 'lin', 'bureau', 'g'])('%s is refused at the school’s page and sheet', async (as) => {
      for (const loader of [sectionRoster.loader, sectionSheet.loader])
        expect(await ask(loader, { as, params: { section: 'noodle' } })).toMatchObject({ body: 'FORBIDDEN' })
      expect(
        await ask(sectionRoster.action, { as, params: { section: 'noodle' }, form: { pupil: 'he' } }),
      ).toMatchObject({ body: 'FORBIDDEN' })
      expect(await entries('roster.viewed')).toEqual([])
      expect(await entries('roster.exported')).toEqual([])
    })

    it('its own teacher reads the children, not their families; a teacher of another section is refused', async () => {
      await enrolled('g', 'he', 'noodle')
      const mine = await ask(teacherRoster.loader, { as: 'lin', params: { section: 'noodle' } })
      expect(mine.body).toMatchObject({ roster: { full: false, lines: [{ name: '小禾', guardian: '', phone: '' }] } })
      const sheet = await ask(teacherSheet.loader, { as: 'lin', params: { section: 'noodle' }, query: '?as=csv' })
      expect(sheet.body).toContain('小禾')
      expect(sheet.body).not.toContain('138')
      for (const as of ['else', 'office', 'bureau'])
        for (const loader of [teacherRoster.loader, teacherSheet.loader])
          expect([as, await ask(loader, { as, params: { section: 'noodle' } })]).toMatchObject([
            as,
            { body: 'FORBIDDEN' },
          ])
      expect(await ask(teacherRoster.loader, { as: 'lin', params: { section: 'none' } })).toMatchObject({ status: 404 })
    })

    it('shows a number in full when it is asked for, and writes down who asked', async () => {
      await enrolled('g', 'he', 'noodle')
      const shown = await ask(sectionRoster.action, { params: { section: 'noodle' }, form: { pupil: 'he' } })
      expect(shown.body).toMatchObject({ name: '小禾', phones: [{ phone: '13800001234' }] })
      expect(await entries('contact.viewed')).toMatchObject([{ actor: 'office', subject: 'pupil:he/section:noodle' }])
      const stranger = await ask(sectionRoster.action, { params: { section: 'noodle' }, form: { pupil: 'mai' } })
      expect(stranger.body).toBe('NOT_ENROLLED')
      expect(await entries('contact.viewed')).toHaveLength(1)
    })
  })

  describe('an export', () => {
    it('holds what the page shows, masks numbers, neutralises formulas, and leaves one line', async () => {
      await enrolled('g', 'he', 'noodle')
      await press('gran', { intent: 'press', key: newKey(), take: ['noodle'] })
      const all = await ask(sectionSheet.loader, { params: { section: 'noodle' }, query: '?as=csv' })
      expect(all.body).toContain("'=小穗")
      expect(all.body).not.toMatch(/(^|,)=小穗/m)
      expect(all.body).toContain('138****1234')
      expect(all.body).not.toContain('13800001234')
      const some = await ask(sectionSheet.loader, { params: { section: 'noodle' }, query: '?as=csv&q=xh' })
      expect(some.body).toContain('小禾')
      expect(some.body).not.toContain('小穗')
      expect(await entries('roster.exported')).toMatchObject([
        { subject: 'section:noodle', detail: { people: 2, searched: false } },
        { subject: 'section:noodle', detail: { people: 1, searched: true } },
      ])
      expect(await entries('roster.viewed')).toEqual([])
    })

    it('of all rosters has a sheet a section, and is the school’s own', async () => {
      await enrolled('g', 'he', 'noodle')
      const { sheets } = await exportSchoolRosters(base(), await actorOf('office'), { school: '' })
      expect(sheets.map(({ name }) => name).sort()).toEqual(
        ['围棋', '机器人社', '面食工坊', '绘本小画家', '劳动教室 看护', '劳动教室 看护'].sort(),
      )
      const book = unzipSync(await workbookOf(sheets))
      const names = [...strFromU8(book['xl/workbook.xml'] ?? new Uint8Array()).matchAll(/<sheet [^>]*name="([^"]+)"/g)]
      expect(new Set(names.map(([, name]) => name)).size).toBe(6)
      expect(await entries('roster.exported')).toMatchObject([
        { subject: 'school:s', detail: { people: 1, sections: 6 } },
      ])
      expect(await ask(rosters.loader, { query: '?school=far' })).toMatchObject({ body: 'FORBIDDEN' })
      expect(await ask(rosters.loader, { as: 'far-office' })).toMatchObject({ status: 200 })
    })
  })

  describe('finding a child', () => {
    const find = async (query: string, as = 'office') => (await ask(paper.loader, { as, query })).body as PupilSearch
    it('goes by name, number or class, within the school', async () => {
      expect((await find('')).found).toBeNull()
      expect((await find('?q=小')).found?.map(({ name }) => name)).toEqual(['小麦', '=小穗', '小禾', '小满'])
      expect((await find('?q=示he')).found).toMatchObject([{ name: '小禾', family: 'online', tail: '示he' }])
      expect((await find('?class=s-1-5')).found).toMatchObject([{ name: '小麦' }])
      expect((await find('?q=穗')).found).toMatchObject([{ family: 'none' }])
      expect((await find('?q=小', 'far-office')).found).toEqual([])
      for (const q of ['%', '_', '\\', "' or '1'='1"])
        expect((await find(`?q=${encodeURIComponent(q)}`)).found).toEqual([])
      expect(await ask(paper.loader, { query: '?school=far' })).toMatchObject({ body: 'FORBIDDEN' })
    })

    it('lists twenty at most', async () => {
      for (let i = 0; i < 21; i++) await world.child(`many-${i}`, { school: 's', name: `众${i}` })
      const { found, more } = await find('?q=众')
      expect([found?.length, more]).toEqual([20, true])
    })
  })

  describe('a paper form', () => {
    it('shows what the child could have by the family’s own rules, and why not the rest', async () => {
      await enrolled('h', 'other', 'robot')
      const view = await viewOf('gran')
      expect(view.courses.map(({ value, kind }) => [value, kind])).toEqual([
        ['chess', 'free'],
        ['art', 'free'],
        ['robot', 'wait'],
        ['noodle', 'free'],
      ])
      expect(view.care.map(({ value }) => value)).toEqual(['care:12', 'care:22', 'care:32', 'care:42', 'care:52'])
      const small = await viewOf('mai')
      expect(small.no).toMatchObject([{ section: 'noodle', why: '这门课收三到五年级，小麦上一年级。' }])
      expect(small.care).toEqual([])
    })

    it('is checked, pressed once, printed, shown on the roster; the same press again changes nothing', async () => {
      const checked = await press('gran', { intent: 'check', take: ['noodle', 'care:12', 'care:22'], alsoWait: 'yes' })
      expect(checked).toMatchObject({ status: 200, body: { step: 'check', signedBy: '奶奶', alsoWait: true } })
      expect(await entries('enrolment.enrolled')).toEqual([])
      const { key } = checked.body as { key: string }
      const form = { intent: 'press', take: ['noodle', 'care:12', 'care:22'], alsoWait: 'yes', key }
      const done = await press('gran', form)
      expect(done).toMatchObject({ status: 303 })
      const receipt = await receiptOf('gran', done.location)
      expect(receipt).toMatchObject({
        name: '=小穗',
        by: '老师office',
        signedBy: '奶奶',
        signedOn: '2026-09-02',
        lines: [
          { title: '面食工坊', outcome: 'got', feeFen: 6_400 },
          { title: '看护', outcome: 'got', feeFen: 0 },
        ],
        feeFen: 6_400,
      })
      expect((await press('gran', form)).location).toBe(done.location)
      expect(await entries('enrolment.enrolled')).toMatchObject([
        { actor: 'office', subject: 'pupil:gran/section:noodle', detail: { paper: true, signedOn: '2026-09-02' } },
        { actor: 'office', subject: 'pupil:gran/section:care', detail: { paper: true, signedBy: '奶奶' } },
      ])
      expect((await press('gran', { ...form, take: ['art'] })).body).toBe('KEY_REUSED')
      const again = await press('gran', { ...form, key: newKey() })
      expect((await receiptOf('gran', again.location)).lines.map(({ outcome }) => outcome)).toEqual(['not', 'not'])
      expect((await rosterOf('noodle')).lines).toMatchObject([{ name: '=小穗', state: 'enrolled', guardian: '' }])
      // Nobody has an account: nobody is told, and nothing breaks.
      expect(await opened.store.db.select().from(opened.store.tables.notice)).toEqual([])
    })

    it('withdraws, accepts and declines, and tells the family that has accounts', async () => {
      await enrolled('h', 'other', 'robot')
      await press('he', { intent: 'press', key: newKey(), take: ['robot', 'chess'], alsoWait: 'yes' })
      await desk.submit({
        key: newKey(),
        account: 'h',
        operation: { kind: 'withdraw', pupil: 'other', section: 'robot' },
      })
      const { places } = await viewOf('he')
      expect(places).toMatchObject([
        { section: 'chess', state: 'enrolled' },
        { section: 'robot', state: 'offered' },
      ])
      const accepted = await press('he', { intent: 'accept', section: 'robot', key: newKey() })
      expect((await receiptOf('he', accepted.location)).lines).toMatchObject([{ outcome: 'got' }])
      const left = await press('he', { intent: 'withdraw', section: 'chess', key: newKey() })
      expect((await receiptOf('he', left.location)).lines).toMatchObject([{ outcome: 'left' }])
      const late = await press('he', { intent: 'decline', section: 'robot', key: newKey() })
      expect((await receiptOf('he', late.location)).lines).toMatchObject([{ outcome: 'not' }])
      const { notice } = opened.store.tables
      const told = await opened.store.db.select().from(notice).where(eq(notice.account, 'g'))
      expect(told.filter(({ kind }) => kind === 'school-enrolled').map(({ body }) => body.split('。')[0])).toEqual(
        expect.arrayContaining(['机器人社在排队；报上了围棋', '要了机器人社的位子', '退了围棋']),
      )
    })

    it('follows the round', async () => {
      clock.set(NOW + 72 * HOUR)
      expect((await viewOf('gran')).courses).toEqual([])
      const closed = await press('gran', { intent: 'press', key: newKey(), take: ['noodle'] })
      expect((await receiptOf('gran', closed.location)).lines).toMatchObject([
        { outcome: 'not', says: '报名已经截止了。' },
      ])
    })

    it('asks for a tick, a day that can be and who signed; what was ticked stays', async () => {
      const empty = await press('gran', { intent: 'check', signedOn: '', signedBy: '' })
      expect(empty.status).toBe(422)
      expect(Object.keys((empty.body as { errors: object }).errors)).toEqual(['take', 'signedOn', 'signedBy'])
      const late = await press('gran', { intent: 'check', take: ['noodle'], signedOn: '2026-09-04' })
      expect(late).toMatchObject({ status: 422, body: { values: { take: ['noodle'] } } })
      const back = await press('gran', { intent: 'again', take: ['noodle'], alsoWait: 'yes' })
      expect(back).toMatchObject({ status: 200, body: { step: 'form', values: { take: ['noodle'], alsoWait: true } } })
      expect(await press('gran', { intent: 'check', take: ["a' --"] })).toMatchObject({ status: 422 })
      expect(await press('gran', { intent: 'seize' })).toMatchObject({ body: 'BAD_REQUEST' })
      expect(await press('gran', { intent: 'press', take: ['noodle'] })).toMatchObject({ body: 'BAD_REQUEST' })
      expect(await entries('enrolment.enrolled')).toEqual([])
    })

    it.each(['far-office', 'lin', 'bureau', 'g'])('is not for %s', async (as) => {
      expect(await ask(paperOf.loader, { as, params: { pupil: 'he' } })).toMatchObject({ body: 'FORBIDDEN' })
      expect(await press('he', { intent: 'press', key: newKey(), take: ['noodle'] }, as)).toMatchObject({
        body: 'FORBIDDEN',
      })
      const actor = await actorOf(as)
      if (as !== 'far-office')
        for (const path of [
          '/school/paper',
          '/school/paper/he',
          '/school/section-rosters',
          '/school/sections/noodle/roster',
        ])
          expect(() => checkAccess(actor, 'GET', path)).toThrow(/不归您看/)
      expect(await entries('enrolment.enrolled')).toEqual([])
    })

    it('has a receipt for its own child and school alone', async () => {
      const done = await press('gran', { intent: 'press', key: newKey(), take: ['noodle'] })
      const reference = String(done.location).split('/').at(-1) ?? ''
      const own = await enrolled('g', 'he', 'chess')
      const asked = (pupil: string, number: string, as = 'office') =>
        ask(paperReceipt.loader, { as, params: { pupil, reference: number } })
      expect(await asked('he', reference)).toMatchObject({ body: 'NOT_FOUND' })
      expect(await asked('he', own.reference)).toMatchObject({ body: 'NOT_FOUND' })
      expect(await asked('gran', reference, 'far-office')).toMatchObject({ body: 'FORBIDDEN' })
      expect(await asked('nobody', reference)).toMatchObject({ body: 'NOT_FOUND' })
    })
  })
})
