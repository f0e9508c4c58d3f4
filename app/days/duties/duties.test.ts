import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { recomputes } from '#db/makers/recomputes'
import { DISTRICT, instructorRow } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { EnrolmentDesk } from '~/courses'
import { openEnrolmentDesk } from '~/courses/index.server'
import { addDays, instantOf, weekdayOf } from '~/shared/day'
import type { SessionHeld } from '../pupil-days/pupil-day-rules'
import { loader } from '../routes/duties'
import { loader as sheetLoader } from '../routes/duties-sheet'
import { type DutyPerson, dutiesOf, sumOfKind } from './duty-rules'

const session = (given: Partial<SessionHeld>): SessionHeld => ({
  section: 'a',
  day: '2026-09-16',
  slot: 32,
  title: '面食工坊',
  school: 's',
  base: false,
  room: '',
  instructor: 't',
  substituted: false,
  heldOn: '2026-09-16',
  startsAt: '16:30',
  endsAt: '17:30',
  ...given,
})
const people = new Map<string, DutyPerson>([
  ['t', { name: '林老师', kind: 'in_service', provider: '' }],
  ['o', { name: '白老师', kind: 'outside', provider: '示例机构' }],
])

describe('duties', () => {
  it('count what is over, and two classes at one time as one hour', () => {
    const sessions = [session({}), session({ section: 'b' }), session({ heldOn: '2026-09-23' })]
    const [duty] = dutiesOf(sessions, people, instantOf('2026-09-16', '17:30'))
    expect(duty).toMatchObject({ name: '林老师', held: 2, hours: 1, planned: 3, stoodIn: 0 })
    expect(dutiesOf(sessions, people, instantOf('2026-09-16', '17:29'))[0]).toMatchObject({ held: 0, hours: 0 })
  })

  it('lose no session and count none twice, whoever taught it', () => {
    const one = fc.record({
      instructor: fc.constantFrom('t', 'o', '', 'gone'),
      heldOn: fc.constantFrom('2026-09-16', '2026-09-17'),
      startsAt: fc.constantFrom('15:40', '16:30'),
      substituted: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(one), (given) => {
        const duties = dutiesOf(given.map(session), people, instantOf('2026-09-18'))
        expect(duties.reduce((sum, { held }) => sum + held, 0)).toBe(given.length)
        for (const duty of duties) {
          expect(duty.hours).toBeLessThanOrEqual(duty.held)
          expect(duty.stoodIn).toBeLessThanOrEqual(duty.held)
        }
        const kinds = (['in_service', 'outside', 'unnamed'] as const).map((kind) => sumOfKind(duties, kind).hours)
        expect(kinds.reduce((a, b) => a + b, 0)).toBe(duties.reduce((sum, { hours }) => sum + hours, 0))
      }),
    )
  })
})

/** t is on the payroll and teaches Wednesdays, o is from outside and teaches Mondays; both from 7 September. */
describe.each(testEngines)('the duties of a school on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let enrolments: EnrolmentDesk
  const NOW = instantOf('2026-09-24', '12:00')
  const context = () => ({
    store: opened.store,
    clock: { now: () => NOW },
    district: DISTRICT,
    origin: 'http://127.0.0.1',
  })
  const ask = askRoutes(() => ({ context: context(), world, enrolments }), 'a')
  const page = async (query = '') => (await ask(loader, { query })).body as Awaited<ReturnType<typeof loader>>

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.school('s')
    await world.staff('a', 'school_admin', 's')
    await world.staff('x', 'school_admin', 'far')
    await world.staff('t', 'teacher', 's')
    const { instructor, staff, sessionChange } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx
        .insert(instructor)
        .values([
          instructorRow({ id: 'i-t', school: 's', account: 't', name: '林老师' }),
          instructorRow({ id: 'i-o', school: 's', name: '白老师' }),
        ])
      await tx
        .insert(staff)
        .values({ district: DISTRICT, account: 't', school: 's', inService: true, subject: '劳动', leftOn: null })
    })
    await world.section('noodle', { school: 's', slots: [32], title: '面食工坊', instructor: 'i-t' })
    await world.section('chess', { school: 's', slots: [12], title: '围棋', instructor: 'i-o' })
    await world.section('draft', { school: 's', slots: [22], title: '草稿', instructor: 'i-t', state: 'draft' })
    // On 14 September t stands in for o; on 16 September there is no session; that of 23 September moves to the 22nd.
    const said = { toDay: null, toStartsAt: null, toEndsAt: null, room: '', substitute: '', reason: '', by: 'a', at: 0 }
    const name = { district: DISTRICT, number: 1, ...said }
    await opened.store.transaction(async (tx) => {
      await tx.insert(sessionChange).values([
        { ...name, section: 'chess', day: '2026-09-14', slot: 12, change: 'substituted', substitute: 'i-t' },
        { ...name, section: 'noodle', day: '2026-09-16', slot: 32, change: 'cancelled' },
        {
          ...name,
          section: 'noodle',
          day: '2026-09-23',
          slot: 32,
          change: 'moved',
          toDay: '2026-09-22',
          toStartsAt: '15:40',
          toEndsAt: '16:20',
        },
      ])
    })
    enrolments = openEnrolmentDesk(context())
  })
  afterAll(async () => {
    await enrolments.close()
    await opened.drop()
  })

  test('follow the calendar, what was cancelled and moved, and who stood in; payroll and outside apart', async () => {
    const { duties } = await page()
    expect(duties.map(({ name, kind, held, stoodIn, hours }) => [name, kind, held, stoodIn, hours])).toEqual([
      ['林老师', 'in_service', 3, 1, 3],
      ['白老师', 'outside', 2, 0, 2],
    ])
    const own = await page('?teacher=i-t')
    expect(own.chosen?.sessions.map(({ heldOn, substituted }) => [heldOn, substituted])).toEqual([
      ['2026-09-22', false],
      ['2026-09-14', true],
      ['2026-09-09', false],
    ])
  })

  test('belong to the school, and go along as a sheet that the record knows of', async () => {
    expect((await ask(loader, { as: 'x', query: '?school=s' })).status).toBe(403)
    expect((await ask(sheetLoader, { as: 'x', query: '?school=s' })).status).toBe(403)
    const { body } = await ask(sheetLoader, { query: '?as=csv' })
    expect(body).toMatch(/林老师,在职,,.*,3,1,3,/)
    const entries = await opened.store.db.select().from(opened.store.tables.auditEntry)
    expect(entries.filter(({ action }) => action === 'duties.exported')).toHaveLength(1)
  })

  /** Day by day from 7 September: Mondays of o but the one t took, Wednesdays of t as changed above. */
  const byHand = () => {
    let [own, outside] = [1, 0]
    for (let day = '2026-09-07'; day <= '2026-09-23'; day = addDays(day, 1)) {
      if (weekdayOf(day) === 3 && !['2026-09-16', '2026-09-23'].includes(day)) own += 1
      if (weekdayOf(day) !== 1) continue
      if (day === '2026-09-14') own += 1
      else outside += 1
    }
    return { own, outside }
  }

  recomputes('days.duty-hours-in-service', async () => {
    expect(sumOfKind((await page()).duties, 'in_service').hours).toBe(byHand().own)
  })

  recomputes('days.duty-hours-outside', async () => {
    expect(sumOfKind((await page()).duties, 'outside').hours).toBe(byHand().outside)
  })
})
