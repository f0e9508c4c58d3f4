import type { ForecastLevel } from '#db/schema/index'
import type { Phase } from '../phases'
import type { BalanceLine } from './district-facts'

/** What a plan says. Plain data: it is stored, shown and compared. */

/** Children expected, as `forecast_line` keeps them. */
export interface PlanLine {
  level: ForecastLevel
  /** School, street or 'district'. */
  subject: string
  phase: Phase
  /** null: all grades of the phase together. */
  grade: number | null
  year: number
  p10: number
  p50: number
  p90: number
}

/** Children of one street and grade in an autumn, and the places there. At the origin: the pupils there are. */
export interface DemandLine {
  street: string
  phase: Phase
  grade: number
  year: number
  p10: number
  p50: number
  p90: number
  /** Of p50, children of new dwellings beyond the growth that history shows. */
  housing: number
  promised: number
  probable: number
}

/**
 * Why a street's phase is short or not in an autumn: births × capture + progression + housing = children, against
 * places. Of the cohorts in the phase's grades.
 */
export interface WhyStep {
  street: string
  phase: Phase
  year: number
  /** Calendar years in which the children were born. */
  bornFrom: number
  bornTo: number
  /** Births by which the cohorts are counted; null where they are not known. Thirds of calendar years: approximate. */
  births: number | null
  /** Children of these cohorts who entered 小班 or grade 1 in this street; null where that lies before the rolls. */
  entered: number | null
  /** Came or left since they entered; 0 where `entered` is null. */
  progression: number
  housing: number
  demand: number
  promised: number
  probable: number
  /** probable − demand. */
  surplus: number
  /** Σ over grades of max(0, children − places). */
  short: number
}

/** What one project does to one street and phase. */
export interface ProjectEffect {
  project: string
  title: string
  street: string
  phase: Phase
  places: number
  /** The autumn that its present dates promise; null where no date is set. */
  promisedFrom: number | null
  /** P(in use by 1 September), by autumn of the plan. */
  chanceBy: readonly { year: number; chance: number }[]
  /** Places in the grades it has opened by then, promised and weighed. */
  promised: readonly number[]
  probable: readonly number[]
}

export type PlanWarning =
  /** Births are not known for every autumn ahead: the mean of the last three intakes stands there. */
  | { kind: 'births-unknown'; run: 'kindergarten' | 'compulsory' }
  /** Rolls of a school that the district does not list: left out. */
  | { kind: 'unknown-school'; school: string }
  /** A project with places and no date of use: it promises nothing. */
  | { kind: 'no-date'; project: string }
  /** A scenario names a project or scheme that is not there any more. */
  | { kind: 'edit-without-object'; edit: string; of: string }

export interface DistrictPlan<Record = unknown> {
  origin: number
  /** Autumns of the plan, the origin first. */
  years: readonly number[]
  balances: BalanceLine[]
  demand: DemandLine[]
  steps: WhyStep[]
  projects: ProjectEffect[]
  lines: PlanLine[]
  /** The engine's errors: given back in, a scenario reckons with the same ones. */
  record: Record
  warnings: PlanWarning[]
}
