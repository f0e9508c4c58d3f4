import type { CapacityChange, CapacityTier, MilestoneKind, ProjectKind, ProjectStage } from '#db/schema/index'
import type { Phase } from '../phases'

/** Everything that a plan is reckoned from, as plain data: read once from the database, or made up by a test. */
export interface DistrictFacts {
  /** The last autumn whose rolls are known. */
  origin: number
  /** The day the plan is made: what is met by then is met. */
  today: string
  streets: readonly { code: string; name: string }[]
  schools: readonly { id: string; name: string; street: string }[]
  rolls: readonly { school: string; year: number; grade: number; pupils: number }[]
  /** month 0: the whole calendar year; street '': the whole district. */
  births: readonly { street: string; year: number; month: number; births: number }[]
  dwellings: readonly DwellingFacts[]
  yields: readonly { kind: string; phase: Phase; yearsSince: number; perHundred: number }[]
  feeders: readonly { from: string; to: string; year: number; pupils: number }[]
  standards: readonly { phase: Phase; grade: number; classSize: number; effectiveFrom: string }[]
  rooms: readonly { school: string; rooms: number }[]
  capacity: readonly CapacityFacts[]
  projects: readonly ProjectFacts[]
}

export interface DwellingFacts {
  id: string
  name: string
  street: string
  kind: string
  dwellings: number
  firstYear: number
  years: number
}

export interface CapacityFacts {
  id: string
  street: string
  school: string
  phase: Phase
  tier: CapacityTier
  change: CapacityChange
  grade: number | null
  places: number
  classes: number
  from: string
  until: string | null
  ramp: boolean
  takesBack: string
}

export interface ProjectFacts {
  id: string
  title: string
  kind: ProjectKind
  stage: ProjectStage
  street: string
  school: string
  controlTotal: string
  places: readonly { phase: Phase; places: number }[]
  milestones: readonly MilestoneFacts[]
}

export interface MilestoneFacts {
  kind: MilestoneKind
  dueOn: string | null
  metOn: string | null
  /** In order; the first is the first promise. */
  revisions: readonly { dueOn: string | null; metOn: string | null; why: string; at: number }[]
}

/** 情景: one edit on top of the facts. */
export type ScenarioEdit =
  | { kind: 'delay'; project: string; months: number }
  | { kind: 'cancel'; project: string }
  | { kind: 'build'; street: string; phase: Phase; places: number; from: string }
  | { kind: 'births'; factor: number }
  | { kind: 'housing'; scheme: string; dwellings: number; delayYears: number }
  | { kind: 'boundary'; phase: Phase; from: string; to: string; share: number }
  | { kind: 'class_size'; phase: Phase; size: number; fromYear: number }

/** One row of the heat table and its neighbours: children against places. */
export interface BalanceLine {
  street: string
  phase: Phase
  year: number
  /** The whole phase, or its entry grade only. */
  scope: 'phase' | 'intake'
  demandP10: number
  demandP50: number
  demandP90: number
  promised: number
  probable: number
  /** Σ over grades of max(0, children − places). */
  short: number
  /** probable places − children; negative where they lack. */
  surplus: number
  /** 0–1. */
  pShort: number
  pSurplus: number
}
