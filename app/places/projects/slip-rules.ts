import { dayOf, daysBetween } from '~/shared/day'
import { firstAutumnOf } from '../autumn-rules'
import { schoolYearStart } from '../capacity/supply-rules'
import type { MilestoneFacts, ProjectFacts } from '../plan/district-facts'
import { longestSlipMonths, priorWeight, type SlipStep, slipSteps, stepPriors } from './slip-prior'

/**
 * How likely a project is in use by 1 September: P(in use | stage, due date, slip history). Pure.
 *
 * Every step still ahead moves the day of use by 0, 1, 2 … months, independently of the others. How often and by how
 * much is a table a step: the assumption of slip-prior.ts counted as `priorWeight` projects, and every project of the
 * district that passed the step as one (the mean of a Dirichlet distribution). A project that has slipped itself counts
 * each time as one more project that slips. What is already built of the building step weighs in proportion. The project
 * is in time when all its slips together fit between its due day and 1 September; nobody is reckoned to be early.
 */

/** Months by which the day of use moved in a step, one number a project that passed it. 0: on time. */
export type SlipRecord = Record<SlipStep, readonly number[]>

const DAYS_A_MONTH = 30.4375
/** An overdue or nearly finished building step keeps at least this share of its risk. */
const LEAST_OF_A_STEP = 0.25

const stepOfStage = { proposed: 0, preparing: 1, building: 2, handover: 3, running: 5, cancelled: 0 } as const
const endOfStep = { started: 2, finished: 3, handed_over: 4, in_use: 5 } as const

const milestoneOf = ({ milestones }: ProjectFacts, kind: MilestoneFacts['kind']): MilestoneFacts | undefined =>
  milestones.find((one) => one.kind === kind)

/** Place in `slipSteps` of the step a project is in on a day; past the end when it is in use. */
const stepOn = (project: ProjectFacts, day: string): number =>
  project.milestones.reduce(
    (at, { kind, metOn }) => (metOn !== null && metOn <= day ? Math.max(at, endOfStep[kind]) : at),
    0,
  )

const monthsBetween = (from: string, to: string): number => daysBetween(from, to) / DAYS_A_MONTH

/** Every move of the day of use: in which step (by the day it was said), and by how many months, negative for earlier. */
const movesOf = (project: ProjectFacts): { step: number; months: number }[] => {
  const use = milestoneOf(project, 'in_use')
  if (!use) return []
  const moves: { step: number; months: number }[] = []
  let due: string | null = null
  for (const revision of use.revisions) {
    const next: string | null = revision.dueOn ?? due
    if (due !== null && next !== null && next !== due)
      moves.push({ step: Math.max(1, stepOn(project, dayOf(revision.at))), months: monthsBetween(due, next) })
    due = next
  }
  if (use.metOn !== null && due !== null && use.metOn !== due)
    moves.push({ step: endOfStep.handed_over, months: monthsBetween(due, use.metOn) })
  return moves
}

/**
 * What the district's own projects say about delays. A step that is passed counts with the months it cost (0: none); the
 * step a project is in counts only once it has cost something. 立项 is never observed: a project has no date for it.
 */
export const slipRecordOf = (projects: readonly ProjectFacts[]): SlipRecord => {
  const record: Record<SlipStep, number[]> = { approve: [], start: [], build: [], handover: [], open: [] }
  for (const project of projects) {
    const moves = movesOf(project)
    const passed = stepOn(project, '9999-12-31')
    for (const [i, step] of slipSteps.entries()) {
      if (i === 0) continue
      const months = moves.filter((move) => Math.min(move.step, 4) === i).reduce((sum, move) => sum + move.months, 0)
      const hasFirstPromise = (milestoneOf(project, 'in_use')?.revisions.length ?? 0) > 0
      if (hasFirstPromise && (i < passed || months > 0))
        record[step].push(Math.min(longestSlipMonths, Math.max(0, Math.ceil(months - 0.02))))
    }
  }
  return record
}

/** P(0, 1 … months) of a step: assumption and record together. The last one is that many months or more. */
export const slipChances = (step: SlipStep, seen: readonly number[]): number[] => {
  const { slips, months } = stepPriors[step]
  // Geometric from one month on, with the assumed mean.
  const stays = 1 - 1 / months
  const all = priorWeight + seen.length
  const chances = Array.from({ length: longestSlipMonths + 1 }, (_, k) => {
    const tail = k === longestSlipMonths ? stays ** (k - 1) : stays ** (k - 1) * (1 - stays)
    const prior = k === 0 ? 1 - slips : slips * tail
    return (priorWeight * prior) / all
  })
  for (const one of seen) chances[one] = (chances[one] ?? 0) + 1 / all
  return chances
}

/** The same step when slipping is `factor` times as likely; how long a slip is stays as it is. */
const scaled = (chances: readonly number[], factor: number): number[] => {
  const slips = Math.min(1, (1 - (chances[0] ?? 1)) * factor)
  const before = 1 - (chances[0] ?? 1)
  return chances.map((one, k) => (k === 0 ? 1 - slips : before === 0 ? 0 : (one * slips) / before))
}

/** The sum of two independent slips. Plain loops: a scenario asks it a thousand times. */
const together = (a: readonly number[], b: readonly number[]): number[] => {
  const sum = new Float64Array(a.length)
  for (let i = 0; i < a.length; i++) {
    const one = a[i] ?? 0
    if (one === 0) continue
    for (let j = 0; j < b.length; j++) {
      const at = Math.min(i + j, longestSlipMonths)
      sum[at] = (sum[at] ?? 0) + one * (b[j] ?? 0)
    }
  }
  return [...sum]
}

/** P(slip ≤ months); within a month evenly. */
const chanceWithin = (chances: readonly number[], months: number): number => {
  if (months < 0) return 0
  const whole = Math.floor(months)
  const sure = chances.slice(0, whole + 1).reduce((sum, one) => sum + one, 0)
  return Math.min(1, sure + (months - whole) * (chances[whole + 1] ?? 0))
}

/** How much of the building step is still ahead, 0.25–1; 1 where its days are not known or are past. */
const leftOfBuilding = (project: ProjectFacts, today: string): number => {
  const begun = milestoneOf(project, 'started')?.metOn
  const until = milestoneOf(project, 'finished')?.dueOn
  if (!begun || !until || until <= begun || until < today) return 1
  return Math.min(1, Math.max(LEAST_OF_A_STEP, daysBetween(today, until) / daysBetween(begun, until)))
}

/** How often a project has already moved its own day of use later. */
export const ownSlips = (project: ProjectFacts): number => movesOf(project).filter(({ months }) => months > 0).length

/** Of one step of a project: its own slips each count as one more project that slips here. */
const chancesFor = (project: ProjectFacts, i: number, today: string, record: SlipRecord): number[] => {
  const step = slipSteps[i] ?? 'open'
  const usual = slipChances(step, record[step])
  const slips = 1 - (usual[0] ?? 1)
  const all = priorWeight + record[step].length
  const own = ownSlips(project)
  const likelier = slips === 0 ? 1 : (slips * all + own) / (all + own) / slips
  const current = i === Math.max(stepOfStage[project.stage], stepOn(project, today))
  return scaled(usual, step === 'build' && current ? likelier * leftOfBuilding(project, today) : likelier)
}

/**
 * P(in use by 1 September of an autumn), 0–1. What is in use is certain; what is cancelled or has no day will not come.
 * A due day that has passed unmet is read as today. Never rises when the due day moves later, never falls with the year.
 * @param today `YYYY-MM-DD`; what is met later than that is not met yet.
 * @param record of the whole district: see `slipRecordOf`.
 */
export const probabilityInUse = (project: ProjectFacts, autumn: number, today: string, record: SlipRecord): number => {
  const use = milestoneOf(project, 'in_use')
  if (project.stage === 'cancelled' || !use) return 0
  if (use.metOn !== null && use.metOn <= today) return firstAutumnOf(use.metOn) <= autumn ? 1 : 0
  if (use.dueOn === null) return 0
  if (project.stage === 'running') return firstAutumnOf(use.dueOn) <= autumn ? 1 : 0
  const due = use.dueOn < today ? today : use.dueOn
  const slack = monthsBetween(due, schoolYearStart(autumn))
  if (slack < 0) return 0
  const first = Math.max(stepOfStage[project.stage], stepOn(project, today))
  const slip = slipSteps
    .map((_, i) => i)
    .filter((i) => i >= first)
    .map((i) => chancesFor(project, i, today, record))
    .reduce(together, [1, ...Array.from({ length: longestSlipMonths }, () => 0)])
  return chanceWithin(slip, slack)
}

/** Places that projects add by an autumn: what their dates promise, and how many are to be expected. */
export interface ExpectedPlaces {
  autumn: number
  /** In use by the present dates. */
  promised: number
  /** Σ places × P(in use). */
  expected: number
}

const placesOf = ({ places }: ProjectFacts): number => places.reduce((sum, one) => sum + one.places, 0)

/** Promised against expected, a row an autumn. @param autumns ascending. */
export const expectedPlaces = (
  projects: readonly ProjectFacts[],
  autumns: readonly number[],
  today: string,
  record: SlipRecord,
): ExpectedPlaces[] =>
  autumns.map((autumn) => {
    const live = projects.filter(({ stage }) => stage !== 'cancelled')
    const promised = live.filter((project) => {
      const use = milestoneOf(project, 'in_use')
      const day = use?.metOn ?? use?.dueOn
      return day !== null && day !== undefined && firstAutumnOf(day) <= autumn
    })
    return {
      autumn,
      promised: promised.reduce((sum, one) => sum + placesOf(one), 0),
      expected: live.reduce((sum, one) => sum + placesOf(one) * probabilityInUse(one, autumn, today, record), 0),
    }
  })
