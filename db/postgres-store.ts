import { createHash } from 'node:crypto'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { DrizzleQueryError } from 'drizzle-orm/errors'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { kits } from './columns'
import { schemaFor } from './schema/index'
import {
  ConstraintError,
  type Db,
  outsideTransaction,
  pauseBeforeRetry,
  type Store,
  StoreBusyError,
  type Tx,
} from './store'
import { prepareWrite } from './write-many'

const POOL_SIZE = 10
const MOST_TRIES = 5
/** Statements with a fixed text are prepared once a connection; long generated ones are not worth a name. */
const LONGEST_NAMED_STATEMENT = 2_000
const MOST_NAMED_STATEMENTS = 500

const rootCause = (error: unknown): unknown => (error instanceof DrizzleQueryError && error.cause ? error.cause : error)
const codeOf = (error: unknown): string => String((rootCause(error) as { code?: unknown } | null)?.code ?? '')

const TRY_AGAIN = new Set(['40001', '40P01'])
const BUSY = /^(08|53|57P|58)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/

/** Turns PostgreSQL's own errors into the portal's two. */
const translated = (error: unknown): unknown => {
  const code = codeOf(error)
  if (code.startsWith('23')) {
    const cause = rootCause(error) as { constraint?: string }
    return new ConstraintError(cause.constraint ?? code, cause)
  }
  return TRY_AGAIN.has(code) || BUSY.test(code) ? new StoreBusyError(error) : error
}

/** Gives repeated statements a name, so that a connection parses and plans each once. */
const nameStatements = (client: pg.PoolClient | pg.Client): void => {
  const names = new Map<string, string>()
  const plain = client.query.bind(client) as (...args: unknown[]) => unknown
  const named = (...args: unknown[]): unknown => {
    const config = args[0] as { text?: string; name?: string } | string
    if (typeof config === 'object' && config.text && !config.name && config.text.length < LONGEST_NAMED_STATEMENT) {
      let name = names.get(config.text)
      if (!name && names.size < MOST_NAMED_STATEMENTS) {
        name = createHash('sha1').update(config.text).digest('base64url')
        names.set(config.text, name)
      }
      if (name) args[0] = { ...config, name }
    }
    return plain(...args)
  }
  ;(client as { query: unknown }).query = named
}

const among: Store['among'] = (column, values) => sql`${column} = any(${sql.param([...values])}::text[])`

/** One array a column, unrolled by the server: the text stays the same and short, however many rows there are. */
const unrolled =
  (client: pg.PoolClient): Tx['writeMany'] =>
  async (table, rows, overwrite) => {
    if (rows.length === 0) return
    const { into, columns, onConflict, valuesOf } = prepareWrite(table, rows, overwrite)
    const lists: (string | null)[][] = columns.map(() => [])
    for (const row of rows)
      for (const [i, value] of valuesOf(row).entries()) lists[i]?.push(value === null ? null : String(value))
    const typed = columns.map((column, i) => `given.c${i}::${column.getSQLType()}`).join(', ')
    const arrays = columns.map((_, i) => `$${i + 1}::text[]`).join(', ')
    const names = columns.map((_, i) => `c${i}`).join(', ')
    const text = `insert into ${into} select ${typed} from unnest(${arrays}) as given(${names})${onConflict}`
    await client.query({ text, values: lists })
  }

/**
 * PostgreSQL: a pool, READ COMMITTED, row locks in ascending order, deadlocks and serialization failures tried again.
 * @param url `postgres://user:password@host:port/database`; the database must have been migrated.
 */
export const openPostgresStore = async (url: string): Promise<Store> => {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: 5_000,
    // A plan kept from when the term's tables were empty walks them whole in the opening minute; planning is cheap.
    options: '-c plan_cache_mode=force_custom_plan',
  })
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', nameStatements)
  const tables = schemaFor(kits.postgres)

  const lockOn =
    (db: Db) =>
    async (rows: Parameters<Tx['lock']>[0], district: string, values: readonly string[]): Promise<void> => {
      if (values.length === 0) return
      const query = db
        .select({ key: rows.key })
        .from(rows.key.table)
        .where(and(eq(rows.district, district), among(rows.key, [...new Set(values)])) as SQL)
        .orderBy(rows.key) as unknown as { for(strength: 'no key update'): Promise<unknown> }
      await query.for('no key update')
    }

  const once = async <T>(body: (tx: Tx) => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query('begin isolation level read committed')
      const db = drizzle(client) as unknown as Db
      const result = await body(Object.assign(db, { lock: lockOn(db), writeMany: unrolled(client) }))
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  const transaction = <T>(body: (tx: Tx) => Promise<T>): Promise<T> =>
    outsideTransaction(async () => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(body)
        } catch (error) {
          if (!TRY_AGAIN.has(codeOf(error)) || attempt === MOST_TRIES) throw translated(error)
          await pauseBeforeRetry(attempt)
        }
      }
    })

  return {
    engine: 'postgres',
    tables,
    among,
    db: drizzle(pool) as unknown as Db,
    transaction,
    probe: async () => ({
      engine: 'postgres',
      version: String((await pool.query('show server_version')).rows[0]?.server_version),
    }),
    close: () => pool.end(),
  }
}
