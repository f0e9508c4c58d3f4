import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Asked, askRoutes } from '#db/makers/ask-routes'
import { makeFamilyAndShelf } from '#db/makers/family-and-shelf'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import type { BasketView } from './basket-view.server'
import type { EnrolmentDesk, EnrolmentOperation } from './enrolment'
import { openEnrolmentDesk } from './enrolment-desk.server'
import * as basket from './routes/basket'
import * as enrol from './routes/enrol'
import * as family from './routes/family'

const HOUR = 3_600_000
// A Thursday before the first session.
const NOW = instantOf('2026-09-03', '10:00')
const ORIGIN = 'https://portal.example'

let presses = 0
const newKey = (): string => `press-${String(presses++).padStart(12, '0')}`

describe.each(testEngines)('the basket on %s', (engine) => {
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
    desk = openEnrolmentDesk(base())
  })
  afterEach(async () => {
    await desk.close()
    await opened.drop()
  })

  const ask = askRoutes(() => ({ context: base(), world, enrolments: desk }))
  const put = (line: string, given: Asked = {}) => ask(basket.action, { form: { put: line }, ...given })
  const take = (line: string, given: Asked = {}) => ask(basket.action, { form: { take: line }, ...given })
  const basketOf = async (as = 'g') => (await ask(basket.loader, { as })).body as BasketView
  const submit = (account: string, operation: EnrolmentOperation) => desk.submit({ key: newKey(), account, operation })
  const enrolled = (account: string, pupil: string, ...sections: string[]) =>
    submit(account, { kind: 'enrol', lines: sections.map((id) => ({ pupil, section: id, alsoWait: true })) })
  const lines = async () => {
    const { basketLine } = opened.store.tables
    const rows = await opened.store.db.select().from(basketLine)
    return rows.map(({ account, pupil, section: of, slots }) => [account, pupil, of, slots]).sort()
  }

  describe('putting in and taking out', () => {
    it('keeps a line once, however often it is pressed, and goes back to where the button stood', async () => {
      const answer = await put('he:art', { form: { put: 'he:art', back: '/shelf?child=he#d2' } })
      expect(answer).toMatchObject({ status: 303, location: '/shelf?child=he#d2' })
      await put('he:art')
      expect(await lines()).toEqual([['g', 'he', 'art', null]])
      await take('he:art')
      await take('he:art')
      expect(await lines()).toEqual([])
    })

    it('never leads out of the portal', async () => {
      for (const back of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '']) {
        expect((await put('he:art', { form: { put: 'he:art', back } })).location, back).toBe('/basket')
      }
    })

    it('collects the days of base care one by one, and gives them back one by one', async () => {
      await put('he:care:22')
      await put('he:care:12')
      await put('he:care:12')
      expect(await lines()).toEqual([['g', 'he', 'care', [12, 22]]])
      await take('he:care:22')
      expect(await lines()).toEqual([['g', 'he', 'care', [12]]])
      await put('he:care')
      expect(await lines()).toEqual([['g', 'he', 'care', null]])
      await take('he:care:12')
      expect(await lines()).toEqual([['g', 'he', 'care', [22, 32, 42, 52]]])
      await take('he:care')
      expect(await lines()).toEqual([])
    })

    it('refuses what was never on this family’s shelf', async () => {
      const refused = [
        ['another family’s child', 'other:art', 403, 'NOT_YOUR_CHILD'],
        ['a child nobody knows', 'nobody:art', 403, 'NOT_YOUR_CHILD'],
        ['a section nobody knows', 'he:nothing', 404, 'SECTION_UNKNOWN'],
        ['a draft', 'he:draft', 404, 'SECTION_UNKNOWN'],
        ['another school', 'he:away', 409, 'OTHER_SCHOOL'],
        ['another grade', 'mai:noodle', 409, 'WRONG_GRADE'],
        ['another class’s care', 'he:care-else', 409, 'OTHER_CLASS'],
        ['single days of a course', 'he:art:22', 400, 'BAD_REQUEST'],
        ['days that care does not have', 'he:care:11', 400, 'BAD_REQUEST'],
        ['no line at all', 'he', 400, 'BAD_REQUEST'],
        ['too many parts', 'he:care:12:22', 400, 'BAD_REQUEST'],
        ['a quotation mark', "he:art'--", 400, 'BAD_REQUEST'],
      ] as const
      for (const [what, line, status, code] of refused) {
        expect(await put(line), what).toMatchObject({ status, body: code })
      }
      expect(await lines()).toEqual([])
    })

    it('refuses what is held or waited for already, what has ended, and what has closed', async () => {
      await enrolled('h', 'other', 'robot')
      await enrolled('g', 'he', 'art', 'robot')
      expect(await put('he:art')).toMatchObject({ status: 409, body: 'ALREADY_ENROLLED' })
      expect(await put('he:robot')).toMatchObject({ status: 409, body: 'ALREADY_WAITING' })
      await world.section('over', { school: 's', slots: [42], cutOffOn: '2026-09-02' })
      expect(await put('he:over')).toMatchObject({ body: 'SECTION_ENDED' })
      clock.set(NOW + 48 * HOUR)
      expect(await put('he:chess')).toMatchObject({ body: 'ROUND_CLOSED' })
      expect((await put('he:care:12')).status).toBe(303)
    })

    it('fills before the round opens', async () => {
      clock.set(NOW - 2 * HOUR)
      expect((await put('he:art')).status).toBe(303)
    })

    it('leaves other families’ baskets alone', async () => {
      await put('other:art', { as: 'h' })
      await take('other:art')
      expect(await lines()).toEqual([['h', 'other', 'art', null]])
    })

    it('asks a stranger to sign in', async () => {
      expect(await put('he:art', { as: '' })).toMatchObject({ status: 401, body: 'NOT_SIGNED_IN' })
      expect(await ask(basket.loader, { as: '' })).toMatchObject({ status: 401 })
      expect(await ask(family.loader, { as: '' })).toMatchObject({ status: 401 })
    })

    it('answers any press with a redirect or a refusal, and never leaves a line that is not allowed', async () => {
      const part = fc.oneof(
        fc.constantFrom('he', 'mai', 'other', 'art', 'noodle', 'care', 'draft', '12', '12.22', '', '%', "'"),
        fc.string({ unit: 'binary', maxLength: 8 }),
      )
      const line = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(':'))
      await fc.assert(
        fc.asyncProperty(fc.constantFrom('put', 'take', 'x'), line, async (name, value) => {
          const { status } = await ask(basket.action, { form: { [name]: value } })
          expect([303, 400, 403, 404, 409]).toContain(status)
          for (const [account, pupil, of] of await lines()) {
            expect(account).toBe('g')
            expect(['he', 'mai']).toContain(pupil)
            expect(['art', 'noodle', 'care']).toContain(of)
          }
        }),
        { numRuns: 40 },
      )
    })
  })

  describe('the check page', () => {
    it('is empty to begin with', async () => {
      expect(await basketOf()).toMatchObject({ bills: [], pressable: false, feeFen: 0 })
    })

    it('adds up what can be had, child by child', async () => {
      for (const line of ['he:art', 'he:care:12', 'mai:chess']) await put(line)
      const view = await basketOf()
      expect(view.bills.map(({ name, lines: of }) => [name, of.map(({ section: id, state }) => [id, state])])).toEqual([
        [
          '小禾',
          [
            ['care', 'care'],
            ['art', 'seat'],
          ],
        ],
        ['小麦', [['chess', 'seat']]],
      ])
      expect(view).toMatchObject({ feeFen: 9_000, pressable: true, opensAt: null, fixes: [] })
    })

    it('says where one will stand in the line, and that one course is too many', async () => {
      await enrolled('h', 'other', 'robot')
      await world.section('third', { school: 's', slots: [42] })
      for (const line of ['he:robot', 'he:art', 'he:chess', 'he:third']) await put(line)
      const [bill] = (await basketOf()).bills
      expect(Object.fromEntries((bill?.lines ?? []).map(({ section: id, state }) => [id, state]))).toEqual({
        robot: 'queue',
        art: 'seat',
        chess: 'seat',
        third: 'no',
      })
      expect(bill?.lines.find(({ state }) => state === 'queue')?.note).toContain('1')
      expect(bill?.lines.find(({ state }) => state === 'no')?.note).toBe('小禾已经选满 2 门，先退一门再报。')
    })

    it('offers to change where a held course is in the way', async () => {
      await enrolled('g', 'he', 'noodle')
      await put('he:robot')
      const view = await basketOf()
      expect(view.bills[0]?.lines[0]).toMatchObject({ state: 'swap', sent: false, swap: { held: 'noodle' } })
      expect(view.pressable).toBe(false)
    })

    it('waits for the opening, and gives every rendering a key of its own', async () => {
      clock.set(NOW - 2 * HOUR)
      await put('he:art')
      const [view, again] = [await basketOf(), await basketOf()]
      expect(view.opensAt).toBe(NOW - HOUR)
      expect(view.key).toMatch(/^[\w-]{16,64}$/)
      expect(view.key).not.toBe(again.key)
    })

    it('settles a clash in place and presses once', async () => {
      for (const line of ['he:noodle', 'he:robot', 'he:art']) await put(line)
      const view = await basketOf()
      const [clash] = view.bills[0]?.clashes ?? []
      expect(clash?.lines.map(({ section: id }) => id).sort()).toEqual(['noodle', 'robot'])
      expect(clash?.overlap).toEqual([
        [990, 1_050, 'cat-craft'],
        [990, 1_050, 'cat-tech'],
      ])
      expect(view.fixes).toHaveLength(1)
      const form = {
        key: view.key,
        line: 'he:art',
        [`clash.${clash?.id}`]: ['he:noodle', 'he:robot'],
      }
      const open = await ask(enrol.action, { form })
      expect(open).toMatchObject({ status: 303, location: '/basket' })
      expect(await lines()).toHaveLength(3)

      const pressed = await ask(enrol.action, { form: { ...form, [`settle.${clash?.id}`]: 'he:noodle' } })
      expect(pressed).toMatchObject({ status: 303 })
      expect(pressed.location).toMatch(/^\/enrolments\/|^\/confirmation|TQ26-/)
      const again = await ask(enrol.action, { form: { ...form, [`settle.${clash?.id}`]: 'he:noodle' } })
      expect(again.location).toBe(pressed.location)
      expect(await lines()).toEqual([])
      const { enrolment } = opened.store.tables
      const rows = await opened.store.db
        .select()
        .from(enrolment)
        .where(and(eq(enrolment.district, DISTRICT), eq(enrolment.pupil, 'he')))
      expect(rows.map(({ section: id, state }) => [id, state]).sort()).toEqual([
        ['art', 'enrolled'],
        ['noodle', 'enrolled'],
      ])
    })

    it('presses for nobody else’s child, and for no one who is not signed in', async () => {
      const form = { key: newKey(), line: ['he:art', 'other:art'] }
      expect(await ask(enrol.action, { form })).toMatchObject({ status: 403, body: 'NOT_YOUR_CHILD' })
      expect(await ask(enrol.action, { as: '', form })).toMatchObject({ status: 401 })
      expect(await ask(enrol.action, { form: { line: 'he:art' } })).toMatchObject({ status: 400 })
      const { enrolment } = opened.store.tables
      expect(await opened.store.db.select().from(enrolment)).toEqual([])
    })
  })
})
