import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { type Assumptions, readAssumptions } from '../plan/assumptions-rules'
import type { BalanceLine } from '../plan/district-facts'

/** A version as the planner's screen shows it. */
export interface DeskRun {
  id: string
  number: number
  origin: number
  at: number
  published: boolean
  /** What it assumes, by name; '' where the set has none. */
  assumptionSet: string
  /** '' for the projects as they stand. */
  scenario: string
  assumptions: Assumptions
  /** Autumns, the origin first. */
  years: number[]
  balances: BalanceLine[]
}

/** The newest version of the projects as they stand, and the newest that is published. */
export interface Versions {
  newest: { id: string; number: number } | null
  published: { id: string; number: number } | null
}

/** Which versions there are to look at. */
export const loadVersions = async ({ store, district }: Context): Promise<Versions> => {
  const { forecastRun } = store.tables
  const first = async (published: boolean) => {
    const [row] = await store.db
      .select({ id: forecastRun.id, number: forecastRun.number })
      .from(forecastRun)
      .where(
        and(
          eq(forecastRun.district, district),
          eq(forecastRun.scenario, ''),
          published ? isNotNull(forecastRun.publishedAt) : undefined,
        ),
      )
      .orderBy(desc(forecastRun.number))
      .limit(1)
    return row ?? null
  }
  return { newest: await first(false), published: await first(true) }
}

/** A version with its balances, as it was stored. Refuses RUN_UNKNOWN. */
export const loadDeskRun = async ({ store, district }: Context, id: string): Promise<DeskRun> => {
  const { forecastRun, forecastBalance, assumptionSet, scenario } = store.tables
  const [row] = await store.db
    .select({ run: forecastRun, assumptionSet: assumptionSet.name, scenario: scenario.name })
    .from(forecastRun)
    .leftJoin(assumptionSet, and(eq(assumptionSet.district, district), eq(assumptionSet.id, forecastRun.assumptionSet)))
    .leftJoin(scenario, and(eq(scenario.district, district), eq(scenario.id, forecastRun.scenario)))
    .where(and(eq(forecastRun.district, district), eq(forecastRun.id, id)))
  if (!row) throw refuse('RUN_UNKNOWN')
  const rows = await store.db
    .select()
    .from(forecastBalance)
    .where(and(eq(forecastBalance.district, district), eq(forecastBalance.run, id)))
  const balances = rows.map(({ district: _, run: _run, ...line }): BalanceLine => line)
  const { run } = row
  return {
    id: run.id,
    number: run.number,
    origin: run.origin,
    at: run.at,
    published: run.publishedAt !== null,
    assumptionSet: row.assumptionSet ?? '',
    scenario: row.scenario ?? '',
    assumptions: readAssumptions(run.assumptions),
    years: [...new Set(balances.map(({ year }) => year))].sort((a, b) => a - b),
    balances,
  }
}
