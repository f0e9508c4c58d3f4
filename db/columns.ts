/**
 * The only file that knows two SQL dialects: one small kit of column and constraint makers over SQLite,
 * and the same kit over PostgreSQL. `schemaFor(kit)` (db/schema) defines every table once, with either.
 */
import * as pg from 'drizzle-orm/pg-core'
import * as sqlite from 'drizzle-orm/sqlite-core'

const sqliteKit = {
  table: sqlite.sqliteTable,
  primaryKey: sqlite.primaryKey,
  foreignKey: sqlite.foreignKey,
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
  check: sqlite.check,
  /** Unicode text. */
  text: <N extends string>(name: N) => sqlite.text(name),
  /** A whole number within ±2³¹: counts, 分, slots, bit masks. */
  int: <N extends string>(name: N) => sqlite.integer(name),
  /** A whole number within ±2⁵³: sums of 分 beyond 21 million 元. */
  long: <N extends string>(name: N) => sqlite.integer(name, { mode: 'number' }),
  /** A number with a fraction: degrees, probabilities, expected children. Never money. */
  real: <N extends string>(name: N) => sqlite.real(name),
  bool: <N extends string>(name: N) => sqlite.integer(name, { mode: 'boolean' }),
  /** An instant: epoch milliseconds. A business day is `text`, `YYYY-MM-DD`. */
  time: <N extends string>(name: N) => sqlite.integer(name, { mode: 'number' }),
  json: <N extends string>(name: N) => sqlite.text(name, { mode: 'json' }),
  /** Raw bytes: a small picture. */
  bytes: <N extends string>(name: N) => sqlite.blob(name, { mode: 'buffer' }),
}

const bytea = pg.customType<{ data: Buffer }>({ dataType: () => 'bytea' })

const postgresKit = {
  table: pg.pgTable,
  primaryKey: pg.primaryKey,
  foreignKey: pg.foreignKey,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  check: pg.check,
  text: <N extends string>(name: N) => pg.text(name),
  int: <N extends string>(name: N) => pg.integer(name),
  long: <N extends string>(name: N) => pg.bigint(name, { mode: 'number' }),
  real: <N extends string>(name: N) => pg.doublePrecision(name),
  bool: <N extends string>(name: N) => pg.boolean(name),
  time: <N extends string>(name: N) => pg.bigint(name, { mode: 'number' }),
  json: <N extends string>(name: N) => pg.jsonb(name),
  bytes: <N extends string>(name: N) => bytea(name),
}

export type Kit = typeof sqliteKit
export type Engine = 'sqlite' | 'postgres'

/** The one cast of the project: the rest of the code sees PostgreSQL's tables in SQLite's types. */
export const kits: Record<Engine, Kit> = { sqlite: sqliteKit, postgres: postgresKit as unknown as Kit }
