import { AsyncLocalStorage } from 'node:async_hooks'
import type { SQL } from 'drizzle-orm'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Engine } from './columns'
import type { Schema } from './schema/index'
import type { Overwrite } from './write-many'

/** What a query may use on both engines. No `.get`, `.all`, `.run`, no `transaction`: those are one engine's. */
export type Db = Pick<BetterSQLite3Database, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$count'>

/** A transaction: reads its own writes; `lock` holds rows until it ends. */
export interface Tx extends Db {
  /**
   * Locks the rows of one table whose `key` is in `values`, in ascending order so that two transactions never wait for
   * each other. On SQLite the whole transaction is already alone, so nothing is sent.
   */
  lock(rows: { district: SQLiteColumn; key: SQLiteColumn }, district: string, values: readonly string[]): Promise<void>
  /**
   * Writes many rows in one go, many times faster than `insert().values()`. All rows name the same columns.
   * Refuses with a ConstraintError, as `insert` does, where a rule of the schema fires.
   */
  writeMany<Table extends SQLiteTable>(
    table: Table,
    rows: readonly Table['$inferInsert'][],
    overwrite?: Overwrite,
  ): Promise<void>
}

export interface Store {
  readonly engine: Engine
  readonly tables: Schema
  /** `column in (values)` as one parameter: the statement stays the same, however many values there are. */
  among(column: SQLiteColumn, values: readonly string[]): SQL
  /** Reads outside a transaction. */
  readonly db: Db
  /** Runs `body` in one read-write transaction: all of it is durable when the promise resolves, or none of it is. */
  transaction<T>(body: (tx: Tx) => Promise<T>): Promise<T>
  /** Sizes and versions for /readyz and operators. */
  probe(): Promise<{ engine: Engine; version: string }>
  close(): Promise<void>
}

/** A uniqueness, check or foreign-key rule of the schema fired: the write would have broken an invariant. */
export class ConstraintError extends Error {
  override readonly name = 'ConstraintError'
  constructor(
    readonly constraint: string,
    override readonly cause: unknown,
  ) {
    super(`constraint ${constraint}`)
  }
}

/** The database could not be had in time (locked, deadlocked, disconnected, full). Trying again may succeed. */
export class StoreBusyError extends Error {
  override readonly name = 'StoreBusyError'
  constructor(override readonly cause: unknown) {
    super('the database is busy')
  }
}

const inside = new AsyncLocalStorage<true>()

/** Refuses a transaction inside another of the same store: on SQLite it would wait for itself for ever. */
export const outsideTransaction = <T>(body: () => Promise<T>): Promise<T> => {
  if (inside.getStore()) throw new Error('store.transaction called inside a transaction: pass the tx on instead')
  return inside.run(true, body)
}

/** Waits a little longer after each try, never in step with another process. */
export const pauseBeforeRetry = (attempt: number): Promise<void> =>
  new Promise((wake) => setTimeout(wake, 5 * 2 ** attempt * (0.5 + Math.random())))

export interface StoreOptions {
  /** `sqlite:/path/file.db`, or `postgres://…`. */
  url: string
}

/** Opens the engine the address names. The schema must already be migrated (db/migrate.ts). */
export const openStore = async ({ url }: StoreOptions): Promise<Store> => {
  if (url.startsWith('sqlite:')) {
    const { openSqliteStore } = await import('./sqlite-store')
    return openSqliteStore(url.slice('sqlite:'.length))
  }
  if (/^postgres(ql)?:/.test(url)) {
    const { openPostgresStore } = await import('./postgres-store')
    return openPostgresStore(url)
  }
  throw new Error('DATABASE_URL must start with sqlite: or postgres:')
}
