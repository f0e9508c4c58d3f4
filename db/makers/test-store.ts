import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Engine } from '../columns'
import { migrate } from '../migrate'
import { openStore, type Store } from '../store'

/** The engines this run can use: SQLite always, PostgreSQL where `npm test` found or started one (POSTGRES_URL). */
export const testEngines: Engine[] = process.env.POSTGRES_URL ? ['sqlite', 'postgres'] : ['sqlite']

export interface TestStore {
  store: Store
  url: string
  /** Closes the store and removes the database. */
  drop(): Promise<void>
}

const name = (): string => `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`

const steps = fileURLToPath(new URL('../migrations/postgres', import.meta.url))
/** Any number: whoever makes the template waits for nobody but others who make it. */
const TEMPLATE_LOCK = 370_105

/** A migrated database that the others of this schema are copied from: migrating each took most of its test's time. */
const templateOn = async (admin: pg.Client, server: string): Promise<string> => {
  const hash = createHash('sha256')
  for (const file of readdirSync(steps).sort()) if (file.endsWith('.sql')) hash.update(readFileSync(join(steps, file)))
  const template = `test_template_${hash.digest('hex').slice(0, 16)}`
  await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
  try {
    const known = await admin.query('select 1 from pg_database where datname = $1', [template])
    if (known.rowCount === 0) {
      const making = name()
      await admin.query(`create database ${making}`)
      await migrate(addressOf(server, making))
      await admin.query(`alter database ${making} rename to ${template}`)
    }
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK])
  }
  return template
}

const addressOf = (server: string, database: string): string => {
  const address = new URL(server)
  address.pathname = `/${database}`
  return address.toString()
}

/** An empty, migrated database of its own on a real engine. */
export const openTestStore = async (engine: Engine): Promise<TestStore> => {
  if (engine === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'portal-test-'))
    const url = `sqlite:${join(folder, 'portal.db')}`
    await migrate(url)
    const store = await openStore({ url })
    return {
      store,
      url,
      drop: async () => {
        await store.close()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  }
  const server = process.env.POSTGRES_URL
  if (!server) throw new Error('POSTGRES_URL is not set')
  const database = name()
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${database} template ${await templateOn(admin, server)}`)
  const url = addressOf(server, database)
  const store = await openStore({ url })
  return {
    store,
    url,
    drop: async () => {
      await store.close()
      await admin.query(`drop database ${database} with (force)`)
      await admin.end()
    },
  }
}
