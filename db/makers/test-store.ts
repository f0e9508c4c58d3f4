import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  await admin.query(`create database ${database}`)
  const address = new URL(server)
  address.pathname = `/${database}`
  const url = address.toString()
  await migrate(url)
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
