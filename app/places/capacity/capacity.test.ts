import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Asked, askRoutes } from '#db/makers/ask-routes'
import { recomputes } from '#db/makers/recomputes'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { openEnrolmentDesk } from '~/courses/index.server'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { action, loader } from '../routes/capacity'
import { loader as sheetLoader } from '../routes/capacity-sheet'
import { capacityWords as words } from './capacity-words'
import type { CapacityPage } from './load-capacity.server'

const NOW = instantOf('2026-11-23', '10:00')
const LUOKOU = '370105015'

describe.each(testEngines)('the ledger of places on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let context: Context & { origin: string }
  let enrolments: ReturnType<typeof openEnrolmentDesk>
  const ask = askRoutes(() => ({ context, world, enrolments }), 'officer')

  beforeEach(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    context = { store: opened.store, clock: fixedClock(NOW), district: DISTRICT, origin: 'http://127.0.0.1:1' }
    enrolments = openEnrolmentDesk(context)
    const { street, placeStandard } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.insert(street).values([
        { district: DISTRICT, code: LUOKOU, name: '泺口街道' },
        { district: DISTRICT, code: '370105014', name: '北园街道' },
      ])
      await tx.insert(placeStandard).values([
        { ...standard, phase: 'primary', grade: 99, classSize: 45 },
        { ...standard, phase: 'junior', grade: 99, classSize: 50 },
      ])
    })
    await world.school('s', { name: '柳岸小学', street: LUOKOU })
    await world.staff('officer', 'officer')
    await world.staff('teacher', 'teacher', 's')
  })
  afterEach(async () => {
    await enrolments.close()
    const { brokenAt } = await verifyAudit(opened.store, DISTRICT)
    await opened.drop()
    expect(brokenAt).toBeNull()
  })

  const standard = { district: DISTRICT, document: '示例', effectiveFrom: '2015-01-01' }
  const key = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const entry = (given: Record<string, string> = {}): Record<string, string> => ({
    deed: 'add',
    key: key(1),
    school: 's',
    street: '',
    phase: 'primary',
    tier: 'standard',
    change: 'exists',
    grade: '',
    places: '1080',
    classes: '24',
    from: '2020-09-01',
    until: '',
    why: '核定规模',
    ...given,
  })
  const post = (form: Record<string, string>, more: Partial<Asked> = {}) => ask(action, { form, ...more })
  const page = async (query = ''): Promise<CapacityPage> =>
    ((await ask(loader, { query })).body as { page: CapacityPage }).page
  const errorsOf = async (given: Record<string, string>) => {
    const { status, body } = await post(entry(given))
    return [status, (body as { errors?: Record<string, string> }).errors]
  }
  const rows = () => opened.store.db.select().from(opened.store.tables.capacityEvent)
  const changes = () => opened.store.db.select().from(opened.store.tables.placesChange)

  test('an entry stands in the ledger, in the sums, in 留痕 and in the record', async () => {
    expect((await post(entry())).location).toBe('/bureau/capacity?tier=standard&show=all')
    const { total, totals, rows: shown } = await page()
    expect(total.sum).toBe(1_080)
    expect(totals.find(({ name }) => name === '泺口')?.places).toEqual([0, 1_080, 0])
    expect(shown).toMatchObject([{ school: '柳岸小学', street: '泺口', places: 1_080, state: 'holds' }])
    expect(await changes()).toMatchObject([
      { subject: 'capacity', street: LUOKOU, effectPlaces: 1_080, effectYear: 2020, reason: '核定规模', by: 'officer' },
    ])
    const audit = await opened.store.db.select().from(opened.store.tables.auditEntry)
    expect(audit.map(({ action }) => action)).toContain('capacity.recorded')
  })

  test('what is removed is negative, and what is temporary ends', async () => {
    await post(entry())
    await post(entry({ key: key(2), change: 'removed', places: '90', classes: '2', from: '2027-09-02' }))
    await post(
      entry({ key: key(3), change: 'temporary', places: '45', classes: '', from: '2026-09-01', until: '2027-07-31' }),
    )
    expect((await page('?year=2026')).total.sum).toBe(1_125)
    expect((await page('?year=2027')).total.sum).toBe(1_080)
    expect((await page('?year=2028')).total.sum).toBe(990)
    expect((await page('?year=2028&show=holds')).rows.map(({ places }) => places).sort()).toEqual([-90, 1_080])
  })

  test('an entry taken back holds no longer, once and for all', async () => {
    await post(entry())
    expect((await post({ deed: 'take-back', event: key(1), why: '' })).status).toBe(422)
    expect((await post({ deed: 'take-back', event: key(1), why: '记错了学校' })).status).toBe(303)
    const { total, rows: shown } = await page()
    expect(total.sum).toBe(0)
    expect(shown.map(({ state }) => state).sort()).toEqual(['taken', 'takes'])
    expect((await post({ deed: 'take-back', event: key(1), why: '再撤一次' })).body).toBe('CONFLICT')
    const taker = shown.find(({ state }) => state === 'takes')
    expect((await post({ deed: 'take-back', event: taker?.id ?? '', why: '撤回撤回' })).body).toBe('CONFLICT')
    expect((await post({ deed: 'take-back', event: 'none', why: '没有的' })).body).toBe('NOT_FOUND')
    expect((await changes()).map(({ effectPlaces }) => effectPlaces).sort((a, b) => Number(a) - Number(b))).toEqual([
      -1_080, 1_080,
    ])
  })

  test('the same press counts once, another content under it is refused', async () => {
    await post(entry())
    expect((await post(entry())).status).toBe(303)
    expect(await rows()).toHaveLength(1)
    expect((await post(entry({ places: '900' }))).body).toBe('KEY_REUSED')
  })

  test('places without a school stand in their street', async () => {
    await post(entry({ school: '', street: '370105014', ramp: 'on', from: '2026-09-01' }))
    expect((await page()).totals.find(({ name }) => name === '北园')?.places).toEqual([0, 180, 0])
    expect((await page('?street=370105014')).rows).toMatchObject([{ school: '', ramp: true }])
  })

  test('wrong entries are told beside their field, and write nothing', async () => {
    const { errors } = words
    expect(await errorsOf({ school: '', street: '' })).toEqual([422, { school: errors.where }])
    expect(await errorsOf({ school: 'nobody' })).toEqual([422, { school: errors.school }])
    expect(await errorsOf({ street: '370105014' })).toEqual([422, { street: errors.otherStreet }])
    for (const places of ['', '0', '-5', '1e300', '20001', '1.5', '九十'])
      expect(await errorsOf({ places })).toEqual([422, { places: errors.places }])
    for (const from of ['2027-02-30', '', '1889-01-01', '2027/9/1'])
      expect(await errorsOf({ from })).toEqual([422, { from: errors.day }])
    expect(await errorsOf({ grade: '7' })).toEqual([422, { grade: errors.grade }])
    expect(await errorsOf({ grade: '-9' })).toEqual([422, { grade: errors.grade }])
    expect(await errorsOf({ change: 'temporary' })).toEqual([422, { until: errors.until }])
    expect(await errorsOf({ until: '2028-01-01' })).toEqual([422, { until: errors.untilNot }])
    expect(await errorsOf({ ramp: 'on', grade: '1' })).toEqual([422, { ramp: errors.ramp }])
    expect(await errorsOf({ classes: '999' })).toEqual([422, { classes: errors.classes }])
    expect(await errorsOf({ why: 'x'.repeat(201) })).toEqual([422, { why: errors.why }])
    expect((await post(entry({ key: 'x' }))).body).toBe('BAD_REQUEST')
    expect((await post({ ...entry(), constructor: 'x' })).body).toBe('BAD_REQUEST')
    expect(await rows()).toEqual([])
  })

  test('hostile words come back as words, in the export too', async () => {
    const why = '=1+1<script>alert(1)</script>'
    await post(entry({ why }))
    expect((await page()).rows[0]?.why).toBe(why)
    const { body } = await ask(sheetLoader, { query: '?as=csv' })
    expect(body).toContain(`'${why}`)
    expect((await ask(sheetLoader, { query: '?as=csv&what=totals' })).body).toContain('泺口,0,1080,0,1080,0')
  })

  test('nobody but officers looks or writes; an address out of hand takes the defaults', async () => {
    expect((await ask(loader, { as: 'teacher' })).body).toBe('FORBIDDEN')
    expect((await post(entry(), { as: 'teacher' })).body).toBe('FORBIDDEN')
    expect((await post({ deed: 'take-back', event: 'x', why: '没有权限' }, { as: 'teacher' })).body).toBe('FORBIDDEN')
    expect((await page('?year=9999&tier=gold&phase=x&show=y')).search).toMatchObject({
      year: '',
      tier: 'standard',
      phase: '',
      show: 'all',
    })
  })

  test('projects in use count among the standard places, those that are not do not', async () => {
    await post(entry())
    await project('open', '2026-08-20')
    await project('later', null)
    const { total } = await page()
    expect([total.sum, total.projects]).toEqual([1_080 + 90, 90])
    expect((await page('?tier=actual')).total.sum).toBe(0)
  })

  const project = (id: string, metOn: string | null) =>
    opened.store.transaction(async (tx) => {
      const { project, projectPlaces, milestone } = opened.store.tables
      const at = { createdBy: 'officer', createdAt: 0, changedAt: 0 }
      await tx.insert(project).values({
        ...{ district: DISTRICT, id, title: id, kind: 'new', stage: 'handover', street: LUOKOU, more: {} },
        ...at,
      })
      await tx.insert(projectPlaces).values({ district: DISTRICT, project: id, phase: 'primary', places: 540 })
      await tx.insert(milestone).values({ district: DISTRICT, project: id, kind: 'in_use', dueOn: '2026-08-31', metOn })
    })

  /** Plain sums over raw rows: 1/6 a grade of new schools in their first year, everything of others. */
  const counted = async (): Promise<{ all: number; primary: number }> => {
    const events = await rows()
    let primary = 0
    let all = 0
    for (const { places, phase, from, until, tier, ramp } of events) {
      if (tier !== 'standard' || from > '2026-09-01' || (until !== null && until < '2026-09-01')) continue
      const now = ramp ? places / (phase === 'junior' ? 3 : 6) : places
      all += now
      if (phase === 'primary') primary += now
    }
    return { all, primary }
  }
  const fill = async (): Promise<void> => {
    await post(entry())
    await post(entry({ key: key(2), phase: 'junior', places: '600', classes: '12' }))
    await post(entry({ key: key(3), tier: 'actual', places: '700' }))
    await post(entry({ key: key(4), from: '2026-09-01', ramp: 'on', places: '540', change: 'added' }))
    await post(entry({ key: key(5), from: '2026-09-02', places: '90', change: 'added' }))
  }

  recomputes('places.capacity-total', async () => {
    await fill()
    expect((await page()).total.sum).toBe((await counted()).all)
  })

  recomputes('places.capacity-places', async () => {
    await fill()
    expect((await page()).totals.find(({ name }) => name === '泺口')?.places[1]).toBe((await counted()).primary)
  })
})
