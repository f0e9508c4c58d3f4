import { and, eq } from 'drizzle-orm'
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
