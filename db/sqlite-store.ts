import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { DrizzleQueryError } from 'drizzle-orm/errors'
import { kits } from './columns'
import { schemaFor } from './schema/index'
import { ConstraintError, outsideTransaction, pauseBeforeRetry, type Store, StoreBusyError, type Tx } from './store'
import { prepareWrite } from './write-many'

/** A write waits this long for another process before the event loop is given back and the wait goes on with jitter. */
const BUSY_TIMEOUT_MS = 50
const BUSY_DEADLINE_MS = 5_000
/** The first release without the WAL-reset corruption bug. */
const LEAST_SQLITE = [3, 51, 3] as const

const olderThan = (version: string, least: readonly number[]): boolean => {
  const parts = version.split('.').map(Number)
  for (const [i, want] of least.entries()) if ((parts[i] ?? 0) !== want) return (parts[i] ?? 0) < want
  return false
}

/** Opens one connection with the pragmas the portal depends on, and asserts that they hold. */
export const openSqliteConnection = (file: string, options: { readonly?: boolean } = {}): Database.Database => {
  if (!options.readonly && file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const connection = new Database(file, { readonly: options.readonly ?? false, timeout: BUSY_TIMEOUT_MS })
  if (!options.readonly) connection.pragma('journal_mode = WAL')
  // better-sqlite3 reopens a WAL database with NORMAL, which may lose acknowledged commits at a power cut.
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  connection.pragma('cache_size = -65536')
  const version = connection.prepare('select sqlite_version() as v').pluck().get() as string
  if (olderThan(version, LEAST_SQLITE))
    throw new Error(`SQLite ${version} is too old: ${LEAST_SQLITE.join('.')} or later`)
  const holds =
    connection.pragma('synchronous', { simple: true }) === 2 &&
    connection.pragma('foreign_keys', { simple: true }) === 1
  if (!holds) throw new Error('SQLite did not accept synchronous=FULL and foreign_keys=ON')
  return connection
}

const rootCause = (error: unknown): unknown => (error instanceof DrizzleQueryError && error.cause ? error.cause : error)

const isBusy = (error: unknown): boolean => {
  const cause = rootCause(error)
  return cause instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(cause.code)
}

/** Turns SQLite's own errors into the portal's two. */
const translated = (error: unknown): unknown => {
  const cause = rootCause(error)
  if (!(cause instanceof Database.SqliteError)) return error
  if (cause.code.startsWith('SQLITE_CONSTRAINT'))
    return new ConstraintError(cause.message.replace(/^.*failed: /, ''), cause)
  if (/^SQLITE_(BUSY|LOCKED|FULL|IOERR)/.test(cause.code)) return new StoreBusyError(cause)
  return error
}

/** Inside one transaction a prepared statement a row is the fastest way in. */
const rowByRow = (writer: Database.Database): Tx['writeMany'] => {
  const prepared = new Map<string, Database.Statement>()
  return async (table, rows, overwrite) => {
    if (rows.length === 0) return
    const { into, columns, onConflict, valuesOf } = prepareWrite(table, rows, overwrite)
    const text = `insert into ${into} values (${columns.map(() => '?').join(', ')})${onConflict}`
    const statement = prepared.get(text) ?? writer.prepare(text)
    prepared.set(text, statement)
    for (const row of rows) statement.run(valuesOf(row))
  }
}

/**
 * SQLite: one writer connection behind a queue of promises, with BEGIN IMMEDIATE; one read-only connection for reads.
 * @param file path of the database file; it must have been migrated.
 */
export const openSqliteStore = (file: string): Store => {
  const writer = openSqliteConnection(file)
  const reader = openSqliteConnection(file, { readonly: true })
  const tables = schemaFor(kits.sqlite)
  const writing = Object.assign(drizzle(writer), { lock: async () => {}, writeMany: rowByRow(writer) }) as unknown as Tx
  const reading = drizzle(reader)

  const begin = async (): Promise<void> => {
    const deadline = Date.now() + BUSY_DEADLINE_MS
    for (let attempt = 0; ; attempt++) {
      try {
        writer.exec('begin immediate')
        return
      } catch (error) {
        if (!isBusy(error) || Date.now() > deadline) throw error
        await pauseBeforeRetry(Math.min(attempt, 4))
      }
    }
  }

  let last: Promise<unknown> = Promise.resolve()
  const transaction = <T>(body: (tx: Tx) => Promise<T>): Promise<T> =>
    outsideTransaction(() => {
      const run = last.then(async () => {
        try {
          await begin()
          const result = await body(writing)
          writer.exec('commit')
          return result
        } catch (error) {
          if (writer.inTransaction) writer.exec('rollback')
          throw translated(error)
        }
      })
      last = run.catch(() => {})
      return run
    })

  return {
    engine: 'sqlite',
    tables,
    among: (column, values) => sql`${column} in (select value from json_each(${JSON.stringify(values)}))`,
    db: reading,
    transaction,
    probe: async () => ({
      engine: 'sqlite',
      version: reader.prepare('select sqlite_version()').pluck().get() as string,
    }),
    close: async () => {
      await last
      reader.close()
      writer.close()
    },
  }
}
