import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { and, asc, eq, like } from 'drizzle-orm'
import { DISTRICT, TERM } from '#db/makers/rows'
import { startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { openStore, type Store } from '#db/store'
import type { EnrolmentAnswer } from '~/courses'
import { checkInvariants } from '~/courses/index.server'
import { startPortal } from '../portal'
import { runningNow } from './family-world'
import { keyOf, makeRacers, type Press, pressTogether, type Racer } from './stampede'

const CHILDREN = 1_400
const PLACES = 30
const REPLAYS = 300
const OTHER_KEYS = 200
const CLASHING = 100

test.describe.configure({ mode: 'serial', timeout: 240_000 })

for (const engine of testEngines) {
  test(`on ${engine}: ${CHILDREN} children press for ${PLACES} places at two servers in one moment`, async () => {
    // Given a course of thirty places, and another one at the same time of the week
    const opened = await openTestStore(engine)
    const scenario = await startScenario(opened.store)
    await scenario.school('s')
    await scenario.round()
    await scenario.section('hot', { school: 's', slots: [12], capacity: PLACES, ...runningNow() })
    await scenario.section('rival', { school: 's', slots: [12], capacity: CHILDREN, ...runningNow() })
    const racers = await makeRacers(opened.store, 's', CHILDREN)
    // And two servers on one database
    const portals = await Promise.all([startPortal(opened.url), startPortal(opened.url)])
    try {
      // When all press at once, some of them twice, and some for both courses
      const presses = shuffled(
        pressesOf(
          racers,
          portals.map(({ origin }) => origin),
        ),
      )
      const answers = await pressTogether(presses)
      // Then everybody is answered
      expect([...new Set(answers.map(({ status }) => status))]).toEqual([200])
      const told = answers.map(({ body }) => (JSON.parse(body) as { answer: EnrolmentAnswer }).answer)
      await expectTruth(opened.store, presses, told)
      // And the same moment without the guard sells too many places
      const sold = await pressUnguarded(opened, racers)
      test.info().annotations.push({ type: 'without the guard', description: `${sold} of ${PLACES} places` })
      expect(sold).toBeGreaterThan(PLACES)
    } finally {
      await Promise.all(portals.map((portal) => portal.stop()))
      await opened.drop()
    }
  })
}

/** Every press of the moment; the servers take turns, and a repeated press always meets the other one. */
const pressesOf = (racers: readonly Racer[], origins: readonly string[]): Press[] => {
  const press = (racer: Racer, i: number, seed: string, sections = ['hot']): Press => ({
    racer,
    key: keyOf(seed),
    sections,
    origin: origins[i % origins.length] ?? '',
  })
  const first = racers.map((racer, i) => press(racer, i, racer.pupil, i < CLASHING ? ['rival', 'hot'] : ['hot']))
  const replays = first.slice(0, REPLAYS).map((one, i) => ({ ...one, origin: origins[(i + 1) % 2] ?? '' }))
  const again = racers.slice(-OTHER_KEYS).map((racer, i) => press(racer, i + 1, `${racer.pupil} again`))
  return [...first, ...replays, ...again]
}

const shuffled = <Item>(items: readonly Item[]): Item[] =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)

const expectTruth = async (
  store: Store,
  presses: readonly Press[],
  told: readonly EnrolmentAnswer[],
): Promise<void> => {
  const { enrolment, auditEntry } = store.tables
  const rows = await store.db.select().from(enrolment).where(eq(enrolment.district, DISTRICT))
  const rowOf = new Map(rows.map((row) => [`${row.pupil} ${row.section}`, row]))
  // Exactly thirty
  expect(rows.filter(({ section, state }) => section === 'hot' && state === 'enrolled')).toHaveLength(PLACES)
  // The same key, the same answer
  const byKey = new Map<string, EnrolmentAnswer>()
  for (const [i, { key }] of presses.entries()) {
    const answer = told[i] as EnrolmentAnswer
    expect(answer).toEqual(byKey.get(key) ?? answer)
    byKey.set(key, answer)
  }
  // Each acknowledged line is its row; nothing else was written
  const accepted = new Map<string, number | 'enrolled'>()
  for (const { lines } of byKey.values()) {
    for (const line of lines) {
      const name = `${line.pupil} ${line.section}`
      if (line.outcome === 'refused') {
        expect(['ALREADY_ENROLLED', 'ALREADY_WAITING', 'CLASH', 'ROUND_LIMIT']).toContain(line.code)
        continue
      }
      expect(accepted.has(name)).toBe(false)
      accepted.set(name, line.outcome === 'waitlisted' ? line.position : 'enrolled')
      expect(rowOf.get(name)?.state).toBe(line.outcome)
    }
  }
  expect(accepted.size).toBe(rows.length)
  // Nobody sits in two courses at once
  const sitting = rows.filter(({ state }) => state === 'enrolled').map(({ pupil }) => pupil)
  expect(new Set(sitting).size).toBe(sitting.length)
  // Positions 1…n, in the order in which they were committed
  const committed = await store.db
    .select({ subject: auditEntry.subject })
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.district, DISTRICT),
        eq(auditEntry.action, 'enrolment.waitlisted'),
        like(auditEntry.subject, '%/section:hot'),
      ),
    )
    .orderBy(asc(auditEntry.sequence))
  const positions = committed.map(({ subject }) =>
    accepted.get(`${/^pupil:(.+)\/section:hot$/.exec(subject)?.[1]} hot`),
  )
  expect(positions.length).toBeGreaterThanOrEqual(CHILDREN - PLACES - CLASHING)
  expect(positions).toHaveLength(rows.filter(({ state }) => state === 'waitlisted').length)
  expect(positions).toEqual(positions.map((_, i) => i + 1))
  const places = committed.map(
    ({ subject }) => rowOf.get(`${/^pupil:(.+)\/section:hot$/.exec(subject)?.[1]} hot`)?.place ?? 0,
  )
  expect(places).toEqual([...places].sort((a, b) => a - b))
  // And the portal's own check agrees
  for (const report of await checkInvariants(store, DISTRICT)) expect(report.broken, report.id).toEqual([])
}

/** Look, then write: what any system does that asks whether a place is free and takes it in a second step. */
const pressUnguarded = async (opened: TestStore, racers: readonly Racer[]): Promise<number> => {
  const stores = [opened.store, await openStore({ url: opened.url })]
  const { enrolment } = opened.store.tables
  const taken = and(eq(enrolment.district, DISTRICT), eq(enrolment.section, 'control'), eq(enrolment.state, 'enrolled'))
  const scenario = (pupil: string, store: Store) => async (): Promise<void> => {
    if ((await store.db.$count(enrolment, taken)) >= PLACES) return
    await store.transaction(async (tx) => {
      await tx.insert(enrolment).values({
        district: DISTRICT,
        pupil,
        section: 'control',
        term: TERM,
        state: 'enrolled',
        feeFen: 0,
        requestKey: randomUUID(),
        changedAt: 0,
      })
    })
  }
  try {
    await addControl(opened.store)
    await Promise.all(racers.map(({ pupil }, i) => scenario(pupil, stores[i % 2] as Store)()))
    return await opened.store.db.$count(enrolment, taken)
  } finally {
    await stores[1]?.close()
  }
}

const addControl = async (store: Store): Promise<void> => {
  const { section } = store.tables
  const [hot] = await store.db.select().from(section).where(eq(section.id, 'hot'))
  if (!hot) throw new Error('no section')
  await store.transaction(async (tx) => {
    await tx.insert(section).values({ ...hot, id: 'control' })
  })
}
