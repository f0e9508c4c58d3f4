import { firstAutumnOf } from '../autumn-rules'
import type { Phase } from '../phases'
import type { DistrictFacts, ProjectFacts, ScenarioEdit } from '../plan/district-facts'
import { monthsLater } from '../plan/edit-rules'

/** Which projects can still be moved, what moving them means, and what that costs. Pure. */

/** What the planner asks: money and sites a year, and what each project would cost. */
export interface TimingAsk {
  /** Autumns ahead that count. */
  horizon: number
  /** 万元 for new starts, a calendar year each from the next one on; the last one holds on. At least one. */
  budgets: readonly number[]
  /** Projects that may be started in one year. */
  sites: number
  /** How a project's money is spent, by year since it started, summing to 1; in use in the autumn after the last of them. */
  profile: readonly number[]
  /** 万元 of each project that may be moved; one that is not named stays as it is. */
  costs: readonly { project: string; cost: number }[]
  /** Places that are not yet a project. */
  ideas: readonly BuildIdea[]
}

export interface BuildIdea {
  street: string
  phase: Phase
  places: number
  /** 万元 */
  cost: number
}

/** One thing that may be started, and when. */
export interface Candidate {
  /** Of the project; '' for an idea. */
  project: string
  title: string
  street: string
  places: readonly { phase: Phase; places: number }[]
  /** 万元 */
  cost: number
  starts: readonly StartOption[]
}

export interface StartOption {
  /** Calendar year. */
  year: number
  /** The autumn in which it is in use. */
  inUse: number
  edits: ScenarioEdit[]
}

/** Not begun, with places to give: the only ones whose time can still be chosen. */
export const notBegun = ({ stage, milestones, places }: ProjectFacts): boolean =>
  (stage === 'proposed' || stage === 'preparing') &&
  places.some((one) => one.places > 0) &&
  !milestones.some(({ kind, metOn }) => kind === 'started' && metOn !== null)

const dueOf = ({ milestones }: ProjectFacts): string | null =>
  milestones.find(({ kind }) => kind === 'in_use')?.dueOn ?? null

/** Months by which a day has to move to count for an autumn, on the last day of its kind that still does. */
export const monthsTo = (day: string, autumn: number): number => {
  const months = (autumn - Number(day.slice(0, 4))) * 12 + 9 - Number(day.slice(5, 7))
  return firstAutumnOf(monthsLater(day, months)) > autumn ? months - 1 : months
}

/** In use on the day that decides. */
const openingDay = (autumn: number): string => `${autumn}-09-01`

const built = (street: string, places: Candidate['places'], autumn: number): ScenarioEdit[] =>
  places
    .filter((one) => one.places > 0)
    .map(({ phase, places }) => ({ kind: 'build', street, phase, places, from: openingDay(autumn) }))

/** A project with a day of use is moved; one without, which promises nothing yet, is built from the day on. */
const editsFor = (project: ProjectFacts, autumn: number): ScenarioEdit[] => {
  const due = dueOf(project)
  if (due === null) return built(project.street, project.places, autumn)
  const months = monthsTo(due, autumn)
  return months === 0 ? [] : [{ kind: 'delay', project: project.id, months }]
}

/**
 * Everything whose start can be chosen, each with the years in which it may start: from the next calendar year on, so
 * that it is in use within the horizon.
 * @param years autumns of the plan, the origin first.
 */
export const candidatesOf = (
  { projects, today }: Pick<DistrictFacts, 'projects' | 'today'>,
  years: readonly number[],
  { costs, ideas, profile }: TimingAsk,
  ideaTitle: (idea: BuildIdea) => string,
): Candidate[] => {
  const first = Number(today.slice(0, 4)) + 1
  const last = years.at(-1) ?? first
  const starts = (edits: (autumn: number) => ScenarioEdit[]): StartOption[] =>
    Array.from({ length: Math.max(0, last - first - profile.length + 1) }, (_, i) => {
      const inUse = first + i + profile.length
      return { year: first + i, inUse, edits: edits(inUse) }
    })
  return [
    ...projects.filter(notBegun).flatMap((project): Candidate[] => {
      const cost = costs.find((one) => one.project === project.id)?.cost
      if (cost === undefined) return []
      const { id, title, street, places } = project
      return [{ project: id, title, street, places, cost, starts: starts((autumn) => editsFor(project, autumn)) }]
    }),
    ...ideas.map((idea): Candidate => {
      const { street, phase, places, cost } = idea
      const own = [{ phase, places }]
      return {
        project: '',
        title: ideaTitle(idea),
        street,
        places: own,
        cost,
        starts: starts((autumn) => built(street, own, autumn)),
      }
    }),
  ]
}

/** The latest a scenario's form can put a project off. */
const MOST_MONTHS = 60

/** What a scenario says of a project that is not started within the horizon: after it, or not at all. */
export const laterEdits = (project: ProjectFacts, lastAutumn: number): ScenarioEdit[] => {
  const due = dueOf(project)
  if (due === null || firstAutumnOf(due) > lastAutumn) return []
  const months = monthsTo(due, lastAutumn + 1)
  return months > MOST_MONTHS
    ? [{ kind: 'cancel', project: project.id }]
    : [{ kind: 'delay', project: project.id, months }]
}

/** 万元 that a start takes in a calendar year. */
export const spentIn = (cost: number, start: number, profile: readonly number[], year: number): number =>
  cost * (profile[year - start] ?? 0)

/** 万元 for new starts in a calendar year. @param first the first year of the budgets */
export const budgetIn = (budgets: readonly number[], first: number, year: number): number =>
  budgets[Math.min(year - first, budgets.length - 1)] ?? 0
