import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { openEnrolmentDesk } from '~/courses/index.server'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import { addDays, instantOf } from '~/shared/day'
import { action as decide, loader as decisionPage } from '../routes/places-decision'
import { loader as logPage } from '../routes/places-log'
import { loader as logSheet } from '../routes/places-log-sheet'
import { changePath } from './change-path'

const NOW = instantOf('2026-11-23', '10:00')
const LUOKOU = '370105015'

type Page = Awaited<ReturnType<typeof logPage>>

describe.each(testEngines)('the log of changes on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  const context = () => ({
    store: opened.store,
    clock: fixedClock(NOW),
    district: DISTRICT,
    origin: 'http://127.0.0.1',
  })
  const desk = { close: async (): Promise<void> => undefined }
  let ask: ReturnType<typeof askRoutes>
  const log = async (query = ''): Promise<Page> => {
    const { body, status } = await ask(logPage, { query })
    expect(status).toBe(200)
    return body as Page
  }
  const decision = (given: Record<string, string> = {}) => ({
    key: randomUUID(),
    title: '泺口初中 2027 年先借用老校舍',
    reason: '11 月 20 日局长办公会定的。',
    street: LUOKOU,
    ...given,
  })

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.staff('o', 'officer', '', { name: '规划科 示例丙' })
    await world.staff('p', 'officer', '', { name: '规划科 示例丁' })
    await world.staff('a', 'school_admin', 's')
    const enrolments = openEnrolmentDesk(context())
    desk.close = () => enrolments.close()
    ask = askRoutes(() => ({ context: context(), world, enrolments }), 'o')
    const { street, placesChange } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.insert(street).values([
        { district: DISTRICT, code: LUOKOU, name: '泺口街道' },
        { district: DISTRICT, code: '370105014', name: '北园街道' },
      ])
      await tx.insert(placesChange).values(
        Array.from({ length: 60 }, (_, i) => ({
          district: DISTRICT,
          id: `change-${String(i).padStart(2, '0')}`,
          subject: i % 2 === 0 ? ('project' as const) : ('demand' as const),
          of: `of-${i}`,
          street: i % 3 === 0 ? LUOKOU : '',
          title: `第 ${i} 处`,
          reason: i === 7 ? '=1+1' : '雨季停工 41 天。',
          effectPlaces: i % 2 === 0 ? -1_620 : null,
          effectYear: i % 2 === 0 ? 2027 : null,
          by: i % 5 === 0 ? 'p' : 'o',
          at: instantOf(addDays('2026-09-01', i), '23:30'),
        })),
      )
    })
  })
  afterAll(async () => {
    await desk.close()
    await opened.drop()
  })

  test('it stands newest first, fifty a page, a page beyond the last is the last', async () => {
    const first = await log()
    expect([first.total, first.pages, first.lines.length]).toEqual([60, 2, 50])
    expect(first.lines[0]).toMatchObject({ title: '第 59 处', who: '规划科 示例丙', streetName: '' })
    const last = await log('?page=99')
    expect([last.page, last.lines.length, last.lines.at(-1)?.title]).toEqual([2, 10, '第 0 处'])
    expect(last.lines.at(-1)).toMatchObject({ streetName: '泺口街道', who: '规划科 示例丁', effectPlaces: -1_620 })
  })

  test.each([
    ['?subject=project', 30],
    [`?street=${LUOKOU}`, 20],
    ['?street=district', 40],
    ['?who=p', 12],
    ['?from=2026-10-01', 30],
    ['?to=2026-09-01', 1],
    ['?from=2026-09-10&to=2026-09-11', 2],
    [`?subject=demand&street=${LUOKOU}&who=o`, 8],
    ['?street=%3Cscript%3E', 0],
    ['?who=__proto__', 0],
  ])('%s finds %i of them', async (query, count) => {
    const page = await log(query)
    expect([page.total, page.filtered]).toEqual([count, true])
  })

  test.each([
    '?subject=__proto__',
    '?from=2027-02-30',
    '?to=gestern',
    '?page=0',
    '?page=1e300',
    '?page=x',
    `?who=${'x'.repeat(81)}`,
  ])('%s is a request nobody makes', async (query) =>
    expect(await ask(logPage, { query })).toMatchObject({ status: 400, body: 'BAD_REQUEST' }),
  )

  test('the export has every line the filters find, and no formula', async () => {
    const { body } = await ask(logSheet, { query: '?as=csv' })
    const lines = String(body).trim().split('\r\n')
    expect(lines).toHaveLength(61)
    expect(lines[60]).toContain('2026-09-01 23:30,项目,泺口街道,第 0 处,雨季停工 41 天。,-1620,2027,规划科 示例丁')
    expect(String(body)).not.toMatch(/,=1\+1/)
    expect(
      String((await ask(logSheet, { query: '?as=csv&who=p' })).body)
        .trim()
        .split('\r\n'),
    ).toHaveLength(13)
  })

  test.each([
    [{ subject: 'project', of: 'p1' }, '/bureau/projects/p1'],
    [{ subject: 'run', of: 'r/1' }, '/bureau/forecasts/r%2F1'],
    [{ subject: 'warning', of: 'w' }, '/bureau/warnings/w'],
    [{ subject: 'demand', of: 'rolls' }, '/bureau/places/data'],
    [{ subject: 'capacity', of: 'e' }, '/bureau/capacity'],
    [{ subject: 'decision', of: 'k' }, undefined],
  ] as const)('%o leads to %s', (line, path) => expect(changePath(line)).toBe(path))

  test('only officers read it and decide', async () => {
    for (const handler of [logPage, logSheet, decisionPage])
      for (const [as, status] of [
        ['a', 403],
        ['', 401],
      ] as const)
        expect((await ask(handler, { as })).status).toBe(status)
    expect(await ask(decide, { as: 'a', form: decision() })).toMatchObject({ status: 403 })
    expect((await log()).total).toBe(60)
  })

  test('a decision is written once, with its street and its audit entry', async () => {
    const form = decision()
    for (const _ of [1, 2])
      expect(await ask(decide, { form })).toMatchObject({
        status: 303,
        location: '/bureau/places/log?subject=decision',
      })
    const { lines, total } = await log('?subject=decision')
    expect(total).toBe(1)
    expect(lines[0]).toMatchObject({
      title: form.title,
      reason: form.reason,
      streetName: '泺口街道',
      who: '规划科 示例丙',
      effectPlaces: null,
      at: NOW,
    })
    const { auditEntry } = opened.store.tables
    const entries = await opened.store.db.select().from(auditEntry).where(eq(auditEntry.action, 'decision.recorded'))
    expect(entries).toHaveLength(1)
    expect((await verifyAudit(opened.store, DISTRICT)).brokenAt).toBeNull()
    expect(await ask(decide, { form: { ...form, title: '别的决定' } })).toMatchObject({
      status: 422,
      body: 'KEY_REUSED',
    })
    expect(await ask(decide, { as: 'p', form })).toMatchObject({ status: 422, body: 'KEY_REUSED' })
  })

  test.each([
    [{ title: '' }, 'title'],
    [{ title: ' 好 ' }, 'title'],
    [{ title: '\u202e\u200b\u200b' }, 'title'],
    [{ title: '长'.repeat(81) }, 'title'],
    [{ reason: '' }, 'reason'],
    [{ reason: '长'.repeat(501) }, 'reason'],
    [{ street: '110101001' }, 'street'],
    [{ street: '__proto__' }, 'street'],
    [{ key: 'x' }, 'key'],
  ])('%o is refused beside its field, and nothing is written', async (given, field) => {
    const { status, body } = await ask(decide, { form: decision(given as Record<string, string>) })
    expect([status, Object.keys((body as { errors: object }).errors)]).toEqual([422, [field]])
    expect((await log('?subject=decision')).total).toBe(1)
  })

  test('words that look like code are kept as words', async () => {
    const title = '<script>alert(1)</script> =1+1'
    expect((await ask(decide, { form: decision({ title, street: '' }) })).status).toBe(303)
    const { lines } = await log('?subject=decision&street=district')
    expect(lines[0]?.title).toBe(title)
  })
})
