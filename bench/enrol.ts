import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { accountRow, DISTRICT, guardianshipRow, homeClassRow, pupilRow } from '#db/makers/rows'
import { startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { openSqliteConnection } from '#db/sqlite-store'
import type { Store } from '#db/store'
import { openEnrolmentDesk } from '~/courses/index.server'
import { systemClock } from '~/shared/clock'
import { analyse } from './analyse'
import { measure, printRatios, type Side } from './median'

/** Children for one hot course; each side gets children of its own in each round. */
const ONE_AT_A_TIME = 400
const BATCHED = 4_096
const ROUNDS = 3
const CHUNK = 1_000

interface World {
  opened: TestStore
  /** The next `n` children nobody has used. */
  take(n: number): string[]
}

const prepare = async (opened: TestStore, children: number): Promise<World> => {
  const { store } = opened
  const scenario = await startScenario(store)
  await scenario.school('s')
  await scenario.section('hot', { school: 's', slots: [12], capacity: children })
  await scenario.round()
  const ids = Array.from({ length: children }, (_, i) => `p${i}`)
  const { homeClass, pupil, account, guardianship } = store.tables
  await store.transaction(async (tx) => {
    await tx.insert(homeClass).values(homeClassRow({ id: 'c', school: 's' }))
    for (let i = 0; i < ids.length; i += CHUNK) {
      const some = ids.slice(i, i + CHUNK)
      await tx.insert(pupil).values(some.map((id) => pupilRow({ id, school: 's', homeClass: 'c' })))
      await tx.insert(account).values(some.map((id) => accountRow({ id: `g-${id}` })))
      await tx.insert(guardianship).values(some.map((id) => guardianshipRow({ account: `g-${id}`, pupil: id })))
    }
  })
  await analyse(opened.url)
  let used = 0
  const take = (n: number): string[] => {
    used += n
    return ids.slice(used - n, used)
  }
  return { opened, take }
}

const timed = async (units: number, work: () => Promise<void>): Promise<{ units: number; ms: number }> => {
  const start = performance.now()
  await work()
  return { units, ms: performance.now() - start }
}

const deskSide = (name: string, world: World, largestBatch: number, units: number): Side => ({
  name,
  run: async () => {
    const desk = openEnrolmentDesk(
      { store: world.opened.store, clock: systemClock, district: DISTRICT },
      { largestBatch },
    )
    const children = world.take(units)
    const result = await timed(units, async () => {
      const answers = await Promise.all(
        children.map((pupil) =>
          desk.submit({
            key: randomUUID(),
            account: `g-${pupil}`,
            operation: { kind: 'enrol', lines: [{ pupil, section: 'hot', alsoWait: true }] },
          }),
        ),
      )
      if (answers.some((answer) => answer.lines[0]?.outcome !== 'enrolled')) throw new Error('the bench world is full')
    })
    await desk.close()
    return result
  },
})

/** The rows of one enrolment, as the desk writes them: seats, record, slot, request, audit. */
const ENROL_ONE = [
  'update seat_count set enrolled = enrolled + 1 where district = $1 and section = $2 and enrolled + offered < capacity',
  `insert into enrolment (district, pupil, section, term, state, fee_fen, request_key, changed_at) values ($1, $3, $2, '2026-autumn', 'enrolled', 0, $4, 0)`,
  `insert into held_slot (district, term, pupil, slot, section) values ($1, '2026-autumn', $3, 12, $2)`,
  `insert into enrolment_request (district, key, account, body_hash, reference, answer, at) values ($1, $4, $3, '', $4, '{}', 0)`,
  `insert into audit_entry (district, sequence, at, actor, action, subject, detail, hash) values ($1, $5, 0, $3, 'enrolment.enrolled', $3, '{}', $4)`,
]
/** Raw rows stand far above the desk's own sequence of audit entries. */
let rawSequence = 1_000_000_000

const rawSqliteSide = (name: string, world: World, units: number, batch: number): Side => {
  const connection = openSqliteConnection(world.opened.url.slice('sqlite:'.length))
  const statements = ENROL_ONE.map((text) => connection.prepare(text.replace(/\$(\d)/g, '@p$1')))
  return {
    name,
    run: () =>
      timed(units, async () => {
        const children = world.take(units)
        for (let i = 0; i < children.length; i += batch) {
          connection.exec('begin immediate')
          for (const pupil of children.slice(i, i + batch)) {
            const values = { p1: DISTRICT, p2: 'hot', p3: pupil, p4: randomUUID(), p5: rawSequence++ }
            for (const statement of statements) statement.run(values)
          }
          connection.exec('commit')
        }
      }),
  }
}

const rawPostgresSide = (name: string, world: World, units: number, clients: pg.Client[]): Side => ({
  name,
  run: () =>
    timed(units, async () => {
      const children = world.take(units)
      await Promise.all(
        clients.map(async (client, which) => {
          for (let i = which; i < children.length; i += clients.length) {
            const values = [DISTRICT, 'hot', children[i], randomUUID(), String(rawSequence++)]
            await client.query('begin')
            for (const [n, text] of ENROL_ONE.entries()) {
              const used = text.match(/\$\d/g)?.map((one) => Number(one[1])) ?? []
              const order = [...new Set(used)].sort()
              const renumbered = text.replace(/\$(\d)/g, (_, digit: string) => `$${order.indexOf(Number(digit)) + 1}`)
              await client.query({ name: `enrol-${n}`, text: renumbered, values: order.map((one) => values[one - 1]) })
            }
            await client.query('commit')
          }
        }),
      )
    }),
})

const settle = async (store: Store): Promise<void> => {
  const { auditEntry } = store.tables
  const left = await store.db.$count(auditEntry)
  if (left === 0) throw new Error('nothing was written')
}

/** Enrolments a second into one hot course: raw prepared statements, and the portal's desk one at a time and in batches. */
export const run = async (): Promise<void> => {
  for (const engine of testEngines) {
    const opened = await openTestStore(engine)
    const clients: pg.Client[] = []
    try {
      const world = await prepare(opened, ROUNDS * (4 * BATCHED + 2 * ONE_AT_A_TIME) + BATCHED)
      const desk = [
        deskSide('desk, one at a time', world, 1, ONE_AT_A_TIME),
        deskSide('desk, batches of 64', world, 64, BATCHED),
        deskSide('desk, batches of 256', world, 256, BATCHED),
      ]
      if (engine === 'sqlite') {
        const raw = [
          rawSqliteSide('raw prepared, one at a time', world, ONE_AT_A_TIME, 1),
          rawSqliteSide('raw prepared, batches of 256', world, BATCHED, 256),
        ]
        const speeds = await measure([...raw, ...desk], ROUNDS)
        printRatios('SQLite, synchronous=FULL', speeds, 'raw prepared, batches of 256')
        printRatios('SQLite, synchronous=FULL', speeds, 'desk, one at a time')
      } else {
        for (let i = 0; i < 8; i++) {
          const client = new pg.Client({ connectionString: opened.url })
          await client.connect()
          clients.push(client)
        }
        const raw = rawPostgresSide('raw prepared, 8 clients one at a time', world, ONE_AT_A_TIME, clients)
        const speeds = await measure([raw, ...desk], ROUNDS)
        printRatios('PostgreSQL, one hot course', speeds, 'raw prepared, 8 clients one at a time')
      }
      await settle(opened.store)
    } finally {
      for (const client of clients) await client.end()
      await opened.drop()
    }
  }
  if (!testEngines.includes('postgres')) console.log('\nPostgreSQL was left out: set POSTGRES_URL to measure it, too.')
}
