import type { PlanBacktest, PlanRecord } from '../plan/plan-district'
import type { DemandLine, DistrictPlan, PlanWarning, ProjectEffect, WhyStep } from '../plan/plan-nouns'
import type { StreetOdds } from '../simulation/odds-rules'

/** What a run keeps beside its lines and balances, in `forecast_run.errors`. */
export interface RunFindings {
  /** The day on which the facts were read, `YYYY-MM-DD`. */
  today: string
  /** The engine's errors: a scenario on this run reckons with the same ones. */
  record: PlanRecord
  /** How the engine did in the past of the same rolls, against simpler methods. */
  backtest: PlanBacktest
  demand: DemandLine[]
  steps: WhyStep[]
  projects: ProjectEffect[]
  warnings: PlanWarning[]
  /** How likely places lack at least once by then; left out in runs from before they were reckoned. */
  odds?: StreetOdds[]
}

/** Children to the hundredth and odds to the ten-thousandth: what is kept, shown and exported is one number. */
const kept = (value: number): number => Math.round(value * 1e4) / 1e4

const rounded = <Row extends object>(row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' ? kept(value) : Array.isArray(value) ? value.map(roundedItem) : value,
    ]),
  ) as Row

const roundedItem = (item: unknown): unknown =>
  typeof item === 'number' ? kept(item) : typeof item === 'object' && item !== null ? rounded(item) : item

/** A plan as a run keeps it. */
export const keptPlan = (plan: DistrictPlan): DistrictPlan => ({
  ...plan,
  balances: plan.balances.map(rounded),
  demand: plan.demand.map(rounded),
  steps: plan.steps.map(rounded),
  projects: plan.projects.map(rounded),
  lines: plan.lines.map(rounded),
})
