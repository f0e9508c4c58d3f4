import { and, asc, eq } from 'drizzle-orm'
import type { Schema } from '#db/schema/index'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import type { BalanceLine } from '../plan/district-facts'

type Run = Schema['forecastRun']['$inferSelect']
type Line = Schema['forecastLine']['$inferSelect']

/** A run by its id. Refuses RUN_UNKNOWN. */
export const runOf = async ({ store, district }: Context, id: string): Promise<Run> => {
  const { forecastRun } = store.tables
  const [run] = await store.db
    .select()
    .from(forecastRun)
    .where(and(eq(forecastRun.district, district), eq(forecastRun.id, id)))
  if (!run) throw refuse('RUN_UNKNOWN')
  return run
}

/** The lines of a run in a fixed order. */
export const linesOf = ({ store, district }: Context, run: string): Promise<Line[]> => {
  const { forecastLine: line } = store.tables
  return store.db
    .select()
    .from(line)
    .where(and(eq(line.district, district), eq(line.run, run)))
    .orderBy(asc(line.level), asc(line.subject), asc(line.phase), asc(line.grade), asc(line.year))
}

/** The balances of a run in a fixed order. */
export const balancesOf = async ({ store, district }: Context, run: string): Promise<BalanceLine[]> => {
  const { forecastBalance: line } = store.tables
  const rows = await store.db
    .select()
    .from(line)
    .where(and(eq(line.district, district), eq(line.run, run)))
    .orderBy(asc(line.street), asc(line.phase), asc(line.scope), asc(line.year))
  return rows.map(({ district: _district, run: _run, ...balance }) => balance)
}

/** Names of schools by id. */
export const schoolNames = async ({ store, district }: Context): Promise<Map<string, string>> => {
  const { school } = store.tables
  const rows = await store.db
    .select({ id: school.id, name: school.name })
    .from(school)
    .where(eq(school.district, district))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
