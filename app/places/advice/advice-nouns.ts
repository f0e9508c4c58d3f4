import type { Phase } from '../phases'
import type { Assumptions } from '../plan/assumptions-rules'
import type { DistrictFacts, ScenarioEdit } from '../plan/district-facts'
import type { PlanRecord } from '../plan/plan-district'
import type { CatchmentCell, CatchmentResult, CatchmentSchool, CatchmentWishes } from './catchment-rules'
import type { Candidate, TimingAsk } from './timing-rules'

/** What is asked of the solver, and what a proposal keeps beside its edits. Plain data, JSON. */

export interface TimingToReckon {
  kind: 'timing'
  facts: DistrictFacts
  assumptions: Assumptions
  /** Errors of the latest published run; left out: reckoned anew. */
  record?: PlanRecord
  ask: TimingAsk
}

export interface CatchmentsToReckon {
  kind: 'catchments'
  cells: CatchmentCell[]
  schools: CatchmentSchool[]
  wishes: CatchmentWishes
}

export type AdviceToReckon = TimingToReckon | CatchmentsToReckon

/** A candidate with what was chosen for it. */
export interface TimingLine extends Omit<Candidate, 'starts'> {
  /** Calendar year; null: not within the horizon. */
  start: number | null
  inUse: number | null
  /** The autumn of its present date; null where it has none. */
  was: number | null
}

/** One calendar year's money for new starts. 万元. */
export interface YearSpending {
  year: number
  spent: number
  budget: number
  started: number
  /** Children-years fewer without a seat if this year's money had no limit: above 0, this year binds. */
  relief: number
}

export interface UnmetLine {
  street: string
  phase: Phase
  year: number
  /** Children without a seat to be expected: as projects stand, and by the timetable. */
  before: number
  after: number
}

export interface TimingAdvice {
  kind: 'timing'
  ask: TimingAsk
  origin: number
  lastAutumn: number
  lines: TimingLine[]
  spending: YearSpending[]
  /** Streets, phases and autumns with any before or after. */
  unmet: UnmetLine[]
  /** Share of the cost that is not proven to be necessary; 0: nothing better exists. */
  gap: number
}

export interface CatchmentAdvice extends CatchmentResult {
  kind: 'catchments'
  phase: Phase
  /** The autumn from which it is to hold. */
  autumn: number
  scope: 'intake' | 'phase'
  wishes: CatchmentWishes
  /** The version that it starts from. */
  version: string
  /** The autumn in which the children of the cells were counted. */
  counted: number
  /** Whether they sum to what the latest published forecast expects. */
  forecast: boolean
  /** Schools of the phase whose place nobody has told: no cell goes there. */
  unplaced: string[]
  gap: number
}

export type Advice = TimingAdvice | CatchmentAdvice

/** What a worker hands back; null: nothing was found within the time. */
export type ReckonedAdvice =
  | { kind: 'timing'; advice: TimingAdvice; edits: ScenarioEdit[] }
  | { kind: 'catchments'; result: CatchmentResult; gap: number }
  | null
