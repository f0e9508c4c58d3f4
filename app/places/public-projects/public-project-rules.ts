import type { MilestoneKind, ProjectStage } from '#db/schema/index'
import { firstAutumnOf } from '../autumn-rules'
import type { MilestoneFacts, ProjectFacts } from '../plan/district-facts'
import {
  type Consequence,
  consequenceOf,
  datesOf,
  dayThatCounts,
  delayInMonths,
  firstPromise,
  milestoneKinds,
} from '../projects/milestone-rules'
import { placesOf } from '../projects/project-rules'
import { milestoneWords } from '../projects/project-words'
import { fullDay, monthBeside, monthOf, projectWords as words } from './public-words'

/** What everybody may know of a project, and nothing else. Pure. */

export interface Step {
  kind: MilestoneKind
  /** `YYYY-MM-DD`; null: nobody has said. */
  day: string | null
  met: boolean
  /** First promised, where it is otherwise by now. */
  first: string | null
  /** Whole months since the first promise; negative when sooner. */
  months: number
  state: 'done' | 'now' | 'ahead'
}

/** The four steps; the first that has not come is where the project is now. */
export const stepsOf = (project: ProjectFacts): Step[] => {
  const dates = datesOf(project)
  const ended = project.stage === 'cancelled'
  const now = ended ? undefined : milestoneKinds.find((kind) => dates[kind].metOn === null)
  return milestoneKinds.map((kind) => {
    const milestone = project.milestones.find((one) => one.kind === kind)
    const day = dayThatCounts(dates[kind])
    const met = dates[kind].metOn !== null
    const months = milestone ? delayInMonths(milestone) : 0
    return {
      kind,
      day,
      met,
      first: months === 0 || !milestone ? null : firstPromise(milestone),
      months,
      state: met ? 'done' : kind === now && project.stage !== 'running' ? 'now' : 'ahead',
    }
  })
}

export interface Answer extends Consequence {
  /** The day on which children can come, or the house can be used; null: not known, or never. */
  day: string | null
  /** Its places count from then on. */
  running: boolean
  /** In use after 1 September: then the next autumn decides; the day of use itself. */
  late: string | null
  cancelled: boolean
}

/** The first day of school with the project's places: 1 September of the first autumn that its day of use reaches. */
export const answerOf = (project: ProjectFacts, today: string): Answer => {
  const use = datesOf(project).in_use
  const day = dayThatCounts(use)
  const consequence = consequenceOf(project, today)
  const cancelled = project.stage === 'cancelled'
  const running = project.stage === 'running' || (use.metOn !== null && use.metOn <= today)
  const plain = { ...consequence, running, late: null, cancelled }
  if (day === null || cancelled) return { ...plain, day: null }
  if (running || placesOf(project) === 0) return { ...plain, day }
  const autumn = firstAutumnOf(day)
  return { ...plain, day: `${autumn}-09-01`, late: day.slice(0, 4) === String(autumn) ? null : day }
}

export interface ChangeSaid {
  at: number
  /** What moved, a line each. */
  moved: string[]
  why: string
}

const dayMoved = (what: string, from: string, to: string): string => {
  // Within a month only the days tell them apart.
  const alike = from.slice(0, 7) === to.slice(0, 7)
  return words.moved(what, alike ? fullDay(from) : monthOf(from), alike ? fullDay(to) : monthBeside(to, from))
}

const movedOf = (
  kind: MilestoneKind,
  before: { dueOn: string | null; metOn: string | null },
  after: { dueOn: string | null; metOn: string | null },
): string[] => {
  const what = milestoneWords[kind]
  if (before.metOn !== after.metOn)
    return [after.metOn === null ? words.unmet(what) : words.metOn(what, fullDay(after.metOn))]
  if (before.dueOn === after.dueOn) return []
  if (after.dueOn === null) return [words.undated(what)]
  return [before.dueOn === null ? words.dated(what, monthOf(after.dueOn)) : dayMoved(what, before.dueOn, after.dueOn)]
}

/** Every change of a day since it was first said, the newest first; what was changed together is told together. */
export const changesOf = ({ milestones }: Pick<ProjectFacts, 'milestones'>): ChangeSaid[] => {
  const found = new Map<string, ChangeSaid>()
  for (const kind of milestoneKinds) {
    const said = milestones.find((one) => one.kind === kind)?.revisions ?? []
    for (const [i, after] of said.entries()) {
      const before = said[i - 1]
      const moved = before ? movedOf(kind, before, after) : []
      if (moved.length === 0) continue
      const key = `${after.at}\n${after.why}`
      const one = found.get(key) ?? { at: after.at, moved: [], why: after.why }
      one.moved.push(...moved)
      found.set(key, one)
    }
  }
  return [...found.values()].sort((a, b) => b.at - a.at)
}

const laterIn = ({ revisions }: MilestoneFacts): { at: number; why: string }[] =>
  revisions.filter((one, i) => {
    const before = revisions[i - 1]?.dueOn ?? null
    return before !== null && one.dueOn !== null && one.dueOn > before
  })

/** Why a project that is late became so: the last reason given for a later day. '' where none is late. */
export const whyLate = (project: Pick<ProjectFacts, 'milestones' | 'stage'>): string => {
  const late = project.milestones.filter((one) => delayInMonths(one) > 0)
  return (
    late
      .flatMap(laterIn)
      .sort((a, b) => b.at - a.at)
      .at(0)?.why ?? ''
  )
}

/** 正在建, 已启用, 不建了. */
export type PublicGroup = 'building' | 'running' | 'cancelled'

export const groupOf = (stage: ProjectStage): PublicGroup =>
  stage === 'running' || stage === 'cancelled' ? stage : 'building'

/** Pupils a class, where the classes of all phases come out even; null where they do not. */
export const classSizeOf = (split: readonly { places: number; classes: number }[]): number | null => {
  const [first, ...rest] = split.filter(({ places }) => places > 0).map(({ places, classes }) => places / classes)
  return first !== undefined && Number.isInteger(first) && rest.every((size) => size === first) ? first : null
}
