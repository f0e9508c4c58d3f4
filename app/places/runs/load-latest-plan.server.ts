import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import { type Assumptions, readAssumptions } from '../plan/assumptions-rules'
import type { BalanceLine } from '../plan/district-facts'
import type { PlanRecord } from '../plan/plan-district'
import type { DemandLine, PlanWarning, ProjectEffect, WhyStep } from '../plan/plan-nouns'
import type { RunFindings } from './run-nouns'
import { balancesOf, runOf } from './run-rows.server'

/** A run as the planner's screen needs it, as it was stored. */
export interface LatestPlan {
  run: {
    id: string
    number: number
    origin: number
    horizon: number
    at: number
    /** null: not published. */
    publishedAt: number | null
    assumptionSet: string
  }
  assumptions: Assumptions
  /** Autumns, the origin first. */
  years: number[]
  balances: BalanceLine[]
  /** By street, phase, grade and year, with promised and probable places. */
  demand: DemandLine[]
  steps: WhyStep[]
  projects: ProjectEffect[]
  warnings: PlanWarning[]
  /** For `planDistrict`: a scenario reckons with the errors of this run. */
  record: PlanRecord
}

/** One run by its id. Refuses RUN_UNKNOWN. */
export const loadPlanOfRun = async (context: Context, id: string): Promise<LatestPlan> => {
  const row = await runOf(context, id)
  const { number, origin, horizon, at, publishedAt, assumptionSet } = row
  const { demand, steps, projects, warnings, record } = row.errors as RunFindings
  return {
    run: { id, number, origin, horizon, at, publishedAt, assumptionSet },
    assumptions: readAssumptions(row.assumptions),
    years: Array.from({ length: horizon + 1 }, (_, i) => origin + i),
    balances: await balancesOf(context, id),
    demand,
    steps,
    projects,
    warnings,
    record,
  }
}

/** The newest published run of the projects as they stand; null where none was published yet. */
export const loadLatestPlan = async (context: Context): Promise<LatestPlan | null> => {
  const { store, district } = context
  const { forecastRun } = store.tables
  const [row] = await store.db
    .select({ id: forecastRun.id })
    .from(forecastRun)
    .where(and(eq(forecastRun.district, district), eq(forecastRun.scenario, ''), isNotNull(forecastRun.publishedAt)))
    .orderBy(desc(forecastRun.number))
    .limit(1)
  return row ? loadPlanOfRun(context, row.id) : null
}
