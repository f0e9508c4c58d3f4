import type { Assumptions } from '../plan/assumptions-rules'
import type { DistrictFacts, ScenarioEdit } from '../plan/district-facts'
import {
  backtestDistrict,
  type PlanBacktest,
  type PlanProgress,
  type PlanRecord,
  planDistrict,
} from '../plan/plan-district'
import type { DistrictPlan } from '../plan/plan-nouns'
import { oddsOf, type StreetOdds } from '../simulation/odds-rules'

/** What a run is reckoned from; goes to the worker as it is. */
export interface RunToReckon {
  facts: DistrictFacts
  assumptions: Assumptions
  edits: readonly ScenarioEdit[]
}

export interface ReckonedRun {
  plan: DistrictPlan<PlanRecord>
  backtest: PlanBacktest
  odds: StreetOdds[]
}

/** The plan, how the engine did in its past, and the odds of its years taken together; pure, wherever it runs. */
export const reckonRun = ({ facts, assumptions, edits }: RunToReckon, progress: PlanProgress): ReckonedRun => {
  const plan = planDistrict(facts, assumptions, edits, {}, (done, total) => progress(done, total + 1))
  const backtest = backtestDistrict(facts, assumptions)
  return { plan, backtest, odds: oddsOf(facts, assumptions, edits, plan) }
}
