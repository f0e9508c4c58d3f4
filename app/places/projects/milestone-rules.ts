import type { MilestoneKind } from '#db/schema/index'
import { daysBetween } from '~/shared/day'
import { firstAutumnOf } from '../autumn-rules'
import { schoolYearStart } from '../capacity/supply-rules'
import type { MilestoneFacts, ProjectFacts } from '../plan/district-facts'
import { milestoneWords, moveWords, consequenceWords as words } from './project-words'

/** The four dates of a project that people confuse: only the last one moves places. Pure. */

/** In their order. */
export const milestoneKinds: readonly MilestoneKind[] = ['started', 'finished', 'handed_over', 'in_use']

/** When a milestone is due, and when it came; null where nobody has said, or it has not come yet. */
export interface MilestoneDates {
  dueOn: string | null
  metOn: string | null
}

export type ProjectDates = Record<MilestoneKind, MilestoneDates>

export const noDates = (): ProjectDates => ({
  started: { dueOn: null, metOn: null },
  finished: { dueOn: null, metOn: null },
  handed_over: { dueOn: null, metOn: null },
  in_use: { dueOn: null, metOn: null },
})

/** The dates of a project as they stand; a milestone without a row has none. */
export const datesOf = ({ milestones }: Pick<ProjectFacts, 'milestones'>): ProjectDates => {
  const dates = noDates()
  for (const { kind, dueOn, metOn } of milestones) dates[kind] = { dueOn, metOn }
  return dates
}

/** The day that counts: when it came, else when it is due. */
export const dayThatCounts = ({ dueOn, metOn }: MilestoneDates): string | null => metOn ?? dueOn

export type DateFault =
  /** Of `kind`, which comes before `after` although it must not. */
  | { kind: MilestoneKind; fault: 'order'; after: MilestoneKind }
  | { kind: MilestoneKind; fault: 'future' }
  /** Came, though something before it has not. */
  | { kind: MilestoneKind; fault: 'gap'; after: MilestoneKind }

/**
 * What is wrong with four dates: each one's day lies on or after those before it; what came lies not in the future of
 * `today`; nothing comes before what must come first, where that has a day of its own.
 * @returns at most one fault a milestone, in their order.
 */
export const dateFaults = (dates: ProjectDates, today: string): DateFault[] =>
  milestoneKinds.flatMap((kind, at): DateFault[] => {
    const { metOn } = dates[kind]
    const day = dayThatCounts(dates[kind])
    if (metOn !== null && metOn > today) return [{ kind, fault: 'future' }]
    const before = milestoneKinds.slice(0, at).reverse()
    const later = before.find((one) => day !== null && (dayThatCounts(dates[one]) ?? '') > day)
    if (later) return [{ kind, fault: 'order', after: later }]
    const open =
      metOn === null ? undefined : before.find((one) => dates[one].dueOn !== null && dates[one].metOn === null)
    return open ? [{ kind, fault: 'gap', after: open }] : []
  })

/** The first day that was ever promised; null where none was. */
export const firstPromise = ({ revisions, dueOn }: MilestoneFacts): string | null =>
  revisions.length === 0 ? dueOn : (revisions.find((one) => one.dueOn !== null)?.dueOn ?? null)

const DAYS_A_MONTH = 30.4375

/** Whole months from one day to another, rounded; negative when earlier. */
export const monthsApart = (from: string, to: string): number => Math.round(daysBetween(from, to) / DAYS_A_MONTH) || 0

/** By how many whole months a milestone's day has moved since it was first promised; 0 where there is nothing to hold against. */
export const delayInMonths = (milestone: MilestoneFacts): number => {
  const first = firstPromise(milestone)
  const now = dayThatCounts(milestone)
  return first === null || now === null ? 0 : monthsApart(first, now)
}

/** The first autumn that has the places of these dates; null where no day of use is known. */
export const autumnOfUse = (dates: ProjectDates): number | null => {
  const day = dayThatCounts(dates.in_use)
  return day === null ? null : firstAutumnOf(day)
}

/** Autumns by which the use has moved since the first promise; 0 where there is none, negative when sooner. */
export const autumnsLost = (project: Pick<ProjectFacts, 'milestones'>): number => {
  const use = project.milestones.find(({ kind }) => kind === 'in_use')
  const first = use ? firstPromise(use) : null
  const autumn = autumnOfUse(datesOf(project))
  return first === null || autumn === null ? 0 : autumn - firstAutumnOf(first)
}

export type Tone = 'ok' | 'warn' | 'bad'

/** What the dates of a project come to, with its shape: ok ●, warn ◆, bad ▼. */
export interface Consequence {
  tone: Tone
  sentence: string
}

/** Fewer whole months than this between handing over and 1 September are said: there is little room left. */
const LITTLE_ROOM = 4

const placesOf = ({ places }: Pick<ProjectFacts, 'places'>): number => places.reduce((sum, one) => sum + one.places, 0)

/** Of the milestones before the use, the one that is latest against its first promise. @param last of several, the last. */
const latest = (project: ProjectFacts, last: boolean): { what: string; months: number } | undefined => {
  const late = milestoneKinds
    .filter((kind) => kind !== 'in_use')
    .flatMap((kind) => project.milestones.filter((one) => one.kind === kind))
    .map((one) => ({ what: milestoneWords[one.kind], months: delayInMonths(one) }))
    .filter(({ months }) => months > 0)
  const most = Math.max(...late.map(({ months }) => months))
  const those = late.filter(({ months }) => months === most)
  return last ? those.at(-1) : those[0]
}

/**
 * The sentence that a project's row ends in: does it still reach 1 September, and by how much.
 * @param today `YYYY-MM-DD`
 */
export const consequenceOf = (project: ProjectFacts, today: string): Consequence => {
  const adds = placesOf(project) > 0
  const { in_use: use, handed_over: handed, finished } = datesOf(project)
  const lost = autumnsLost(project)
  if (project.stage === 'cancelled') return { tone: 'bad', sentence: adds ? words.cancelled : words.cancelledNothing }
  if (project.stage === 'running' || (use.metOn !== null && use.metOn <= today)) {
    if (!adds) return { tone: 'ok', sentence: words.done }
    return { tone: 'ok', sentence: lost > 0 ? words.inUseLate(lost) : words.inUse }
  }
  if (use.dueOn === null) return { tone: 'warn', sentence: words.noDay }
  if (use.dueOn < today) return { tone: 'bad', sentence: words.overdue(use.dueOn) }
  const inUse = project.milestones.find(({ kind }) => kind === 'in_use')
  const moved = inUse ? delayInMonths(inUse) : 0
  if (lost > 0) {
    const late = latest(project, true) ?? { what: milestoneWords.in_use, months: moved }
    return { tone: 'bad', sentence: words.lostYear(late.what, late.months, lost) }
  }
  const late = latest(project, false)
  if (late) {
    if (!adds) return { tone: 'warn', sentence: words.inTimeNothing(late.what, late.months) }
    const ready = dayThatCounts(handed) ?? dayThatCounts(finished) ?? use.dueOn
    const left = Math.floor(daysBetween(ready, schoolYearStart(firstAutumnOf(use.dueOn))) / DAYS_A_MONTH)
    return left < LITTLE_ROOM && handed.metOn === null
      ? { tone: 'warn', sentence: words.mostLater(late.what, late.months, left) }
      : { tone: 'warn', sentence: words.inTime(late.what, late.months) }
  }
  if (moved > 0) {
    const says = adds ? words.inTime : words.inTimeNothing
    return { tone: 'warn', sentence: says(milestoneWords.in_use, moved) }
  }
  if (moved < 0) return { tone: 'ok', sentence: words.earlier(-moved) }
  return { tone: 'ok', sentence: words.onTime }
}

/** ± places in the first year that a move changes; undefined where no year changes. */
export interface MoveEffect {
  effectPlaces: number
  effectYear: number
}

/**
 * What moving the day of use does to the places: later, they are missing from the year that was promised; sooner, they
 * are there from the new one.
 */
export const effectOfMove = (before: ProjectDates, after: ProjectDates, places: number): MoveEffect | undefined => {
  const was = autumnOfUse(before)
  const is = autumnOfUse(after)
  if (was === is || places === 0) return undefined
  if (was === null || (is !== null && is < was))
    return is === null ? undefined : { effectPlaces: places, effectYear: is }
  return { effectPlaces: -places, effectYear: was }
}

const titleOfOne = (title: string, kind: MilestoneKind, before: MilestoneDates, after: MilestoneDates): string => {
  const what = milestoneWords[kind]
  if (before.metOn !== after.metOn)
    return after.metOn === null ? moveWords.unmet(title, what) : moveWords.met(title, what, after.metOn)
  if (after.dueOn === null) return moveWords.undated(title, what)
  return before.dueOn === null
    ? moveWords.firstPromise(title, what, after.dueOn)
    : moveWords.due(title, what, after.dueOn)
}

/** The milestones that two sets of dates differ in. */
export const movedKinds = (before: ProjectDates, after: ProjectDates): MilestoneKind[] =>
  milestoneKinds.filter((kind) => before[kind].dueOn !== after[kind].dueOn || before[kind].metOn !== after[kind].metOn)

/** What 留痕 says of moved dates: the year if it changes, else the last of the dates that moved. Two sets that differ. */
export const titleOfMove = (title: string, before: ProjectDates, after: ProjectDates): string => {
  const is = autumnOfUse(after)
  const was = autumnOfUse(before)
  if (is !== null && was !== null && is !== was) return moveWords.intoYear(title, is)
  const kind = movedKinds(before, after).at(-1) ?? 'in_use'
  return titleOfOne(title, kind, before[kind], after[kind])
}
