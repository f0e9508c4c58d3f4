import { type BacktestInput, backtest, type Score } from '../forecast/backtest'
import type { ErrorRecord } from '../forecast/error-record-rules'
import { forecast } from '../forecast/forecast'
import type { Assumptions } from './assumptions-rules'
import type { DistrictFacts, ScenarioEdit } from './district-facts'
import { type EngineRun, engineInput } from './engine-input-rules'
import type { DistrictPlan } from './plan-nouns'
import { reckonDistrict } from './plan-rules'

/** The engine's errors, one record a run: a scenario is reckoned with those of its base. JSON. */
export type PlanRecord = Partial<Record<EngineRun, ErrorRecord>>

/** Tells how far a plan is. */
export type PlanProgress = (done: number, total: number) => void

/** Two runs of the engine, each the longest part of a plan without a record. */
const STEPS = 3

/**
 * The plan of a district: children by street and grade against places, with odds, reasons and the projects' share in it.
 * Pure: the same input gives the same plan; 300 ms at most for a whole district once `record` is given.
 * @param record of an earlier plan on the same rolls; left out: the engine runs its past again.
 */
export const planDistrict = (
  facts: DistrictFacts,
  assumptions: Assumptions,
  edits: readonly ScenarioEdit[],
  record: PlanRecord = {},
  progress: PlanProgress = () => undefined,
): DistrictPlan<PlanRecord> => {
  const kept: PlanRecord = {}
  let done = 0
  progress(done, STEPS)
  const plan = reckonDistrict(facts, assumptions, edits, (run, input) => {
    const { lines, warnings, record: errors } = forecast(input, record[run])
    kept[run] = errors
    done += 1
    progress(done, STEPS)
    return { lines, warnings }
  })
  progress(STEPS, STEPS)
  return { ...plan, record: kept }
}

/** How the engine did in the past of these facts, against simpler methods. */
export type PlanBacktest = Record<EngineRun, Score[]>

/** The engine needs this many autumns before the first origin it is tried from. */
const FIRST_ORIGIN_AFTER = 4

/** The back-test of both runs: every origin of the rolls that knew enough, held against what came by now. */
export const backtestDistrict = (facts: DistrictFacts, assumptions: Assumptions): PlanBacktest => {
  const of = (run: EngineRun): Score[] => {
    const { housing: _housing, origin, ...input } = engineInput(run, facts, assumptions, 1)
    const first = input.rolls.reduce((least, { year }) => Math.min(least, year), origin)
    const test: BacktestInput = {
      ...input,
      firstOrigin: first + FIRST_ORIGIN_AFTER,
      lastOrigin: origin - 1,
      targetsTo: origin,
    }
    return test.firstOrigin > test.lastOrigin ? [] : backtest(test)
  }
  return { kindergarten: of('kindergarten'), compulsory: of('compulsory') }
}
