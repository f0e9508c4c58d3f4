import { setImmediate } from 'node:timers/promises'
import type { Context } from '~/shared/context'
import { type Assumptions, readAssumptions } from '../plan/assumptions-rules'
import type { ScenarioEdit } from '../plan/district-facts'
import { type PlanRecord, planDistrict } from '../plan/plan-district'
import { readDistrictFacts } from '../plan/read-facts.server'
import { loadLatestPlan } from '../runs/load-latest-plan.server'
import { loadAssumptionSets } from './assumption-sets.server'
import type { ComparedPlan } from './compare-rules'

export interface ToReckon {
  edits: readonly ScenarioEdit[]
  /** Id of a set; '' for the defaults. */
  assumptionSet: string
}

export interface Reckoned {
  /** What stands now, then each of the scenarios. */
  plans: ComparedPlan[]
  /** A scenario names something that is not there any more. */
  gone: boolean[]
  /** The day of the facts. */
  today: string
  origin: number
  /** The published run whose errors are reckoned with; null where there is none. */
  run: number | null
}

/**
 * Reckons what stands now and scenarios on top of it, from the data as they are, with the errors and the assumptions of
 * the latest published run. Between two plans others get their turn.
 */
export const reckonScenarios = async (context: Context, scenarios: readonly ToReckon[]): Promise<Reckoned> => {
  const facts = await readDistrictFacts(context, context.store.db)
  const latest = await loadLatestPlan(context)
  const sets = await loadAssumptionSets(context, context.store.db)
  const usual = latest?.assumptions ?? readAssumptions({})
  const assumptionsOf = (id: string): Assumptions =>
    sets.find((set) => set.id === id)?.assumptions ?? readAssumptions({})
  const plans: ComparedPlan[] = []
  const gone: boolean[] = []
  let record = latest?.record as PlanRecord | undefined
  const reckon = async (assumptions: Assumptions, edits: readonly ScenarioEdit[]): Promise<void> => {
    await setImmediate()
    const plan = planDistrict(facts, assumptions, edits, record)
    record ??= plan.record
    plans.push({ balances: plan.balances, thresholds: assumptions })
    gone.push(plan.warnings.some(({ kind }) => kind === 'edit-without-object'))
  }
  await reckon(usual, [])
  for (const { edits, assumptionSet } of scenarios) await reckon(assumptionsOf(assumptionSet), edits)
  return { plans, gone, today: facts.today, origin: facts.origin, run: latest?.run.number ?? null }
}
