import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { drizzle as sqliteDrizzle } from 'drizzle-orm/better-sqlite3'
import { migrate as migrateSqlite } from 'drizzle-orm/better-sqlite3/migrator'
import { drizzle as postgresDrizzle } from 'drizzle-orm/node-postgres'
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { openSqliteConnection } from './sqlite-store'

/** The folder with `sqlite/` and `postgres/`, found from the working directory or above (scripts, tests, built server). */
const migrationsRoot = (): string => {
  for (let folder = resolve('.'); ; folder = dirname(folder)) {
    const candidate = join(folder, 'db', 'migrations')
    if (existsSync(candidate)) return candidate
    if (folder === dirname(folder)) throw new Error('db/migrations was not found: start from the project folder')
  }
}

const migrateSqliteFile = (file: string, migrationsFolder: string): void => {
  const connection = openSqliteConnection(file)
  try {
    // An altering migration rebuilds tables; with foreign keys on, dropping the old one would cascade.
    connection.pragma('foreign_keys = OFF')
    migrateSqlite(sqliteDrizzle(connection), { migrationsFolder })
    const broken = connection.pragma('foreign_key_check') as unknown[]
    if (broken.length > 0) throw new Error(`${broken.length} rows break a foreign key after the migration`)
    connection.exec('analyze')
  } finally {
    connection.close()
  }
}

/** Any number, the same for every node of the portal: only one node migrates at a time. */
const MIGRATION_LOCK = 370_105

const migratePostgresDatabase = async (url: string, migrationsFolder: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query('set client_min_messages = warning')
    await migratePostgres(postgresDrizzle(client), { migrationsFolder })
  } finally {
    await client.end()
  }
}

/** Brings the database behind `url` to the newest schema; a database already there is left as it is. */
export const migrate = async (url: string, root = migrationsRoot()): Promise<void> => {
  if (url.startsWith('sqlite:')) migrateSqliteFile(url.slice('sqlite:'.length), join(root, 'sqlite'))
  else await migratePostgresDatabase(url, join(root, 'postgres'))
}

const countOfSqlite = (file: string): number => {
  const connection = openSqliteConnection(file, { readonly: true })
  try {
    return connection.prepare('select count(*) from __drizzle_migrations').pluck().get() as number
  } finally {
    connection.close()
  }
}

const countOfPostgres = async (url: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    const { rows } = await client.query('select count(*)::int as n from drizzle.__drizzle_migrations')
    return rows[0]?.n
  } finally {
    await client.end()
  }
}

/** True when the database behind `url` has at least the migrations of this release (a newer node may have run more). */
export const schemaIsCurrent = async (url: string, root = migrationsRoot()): Promise<boolean> => {
  const sqlite = url.startsWith('sqlite:')
  const journal = readFileSync(join(root, sqlite ? 'sqlite' : 'postgres', 'meta', '_journal.json'), 'utf8')
  const known = (JSON.parse(journal) as { entries: unknown[] }).entries.length
  const applied = sqlite ? countOfSqlite(url.slice('sqlite:'.length)) : await countOfPostgres(url)
  return applied >= known
}
