import type { MilestoneKind } from '#db/schema/index'
import { daysBetween } from '~/shared/day'
import type { ProjectFacts } from '../plan/district-facts'
import { type Consequence, consequenceOf, dayThatCounts, firstPromise, milestoneKinds } from './milestone-rules'
import { placesOf, statesPlaces } from './project-rules'
import { kindWords, placesWords, signedInWords } from './project-words'

/** The drawing of projects along time: what stands where. Pure. */

export interface PipelineMark {
  kind: MilestoneKind
  /** First promised; null: never. */
  first: string | null
  /** When it came, else when it is due. */
  now: string | null
  /** True once it has come. */
  met: boolean
}

/** One project of the drawing. */
export interface PipelineRow extends Consequence {
  id: string
  title: string
  /** 新建, 扩建 … */
  kind: string
  /** Σ over phases. */
  places: number
  /** The same in words, or why there is no number. */
  placesSay: string
  /** In their order, all four. */
  marks: readonly PipelineMark[]
}

/** The places of a project; an upgrade that names none adds none, any other has not said. */
const placesSaid = (project: ProjectFacts): string => {
  if (statesPlaces(project)) return signedInWords(placesOf(project))
  return project.kind === 'upgraded' ? placesWords.addsNone : placesWords.unstated
}

/** A project as the drawing shows it. @param today `YYYY-MM-DD` */
export const pipelineRowOf = (project: ProjectFacts, today: string): PipelineRow => ({
  id: project.id,
  title: project.title,
  kind: kindWords[project.kind],
  places: placesOf(project),
  placesSay: placesSaid(project),
  marks: milestoneKinds.map((kind) => {
    const milestone = project.milestones.find((one) => one.kind === kind)
    if (!milestone) return { kind, first: null, now: null, met: false }
    const met = milestone.metOn !== null && milestone.metOn <= today
    return { kind, first: firstPromise(milestone), now: dayThatCounts(milestone), met }
  }),
  ...consequenceOf(project, today),
})

/** Time along the drawing: the years it shows, and where a day lies. */
export interface PipelineAxis {
  years: readonly number[]
  /** Units from the left edge; days outside the years lie on the nearest edge. */
  at(day: string): number
}

/** Width of the drawing in units of its viewBox. */
export const PIPELINE_WIDTH = 880
const LEAST_YEARS = 4
const MOST_YEARS = 12

/** Whole years that hold today and every day of the rows, at least four; twelve at most, those around today. */
export const pipelineAxis = (rows: readonly PipelineRow[], today: string): PipelineAxis => {
  const named = rows
    .flatMap(({ marks }) => marks.flatMap(({ first, now }) => [first, now]))
    .flatMap((day) => (day === null ? [] : [Number(day.slice(0, 4))]))
  const present = Number(today.slice(0, 4))
  const first = Math.max(Math.min(present - 1, ...named), present - MOST_YEARS / 2)
  const last = Math.min(Math.max(present + 1, first + LEAST_YEARS - 1, ...named), first + MOST_YEARS - 1)
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const start = `${first}-01-01`
  const days = daysBetween(start, `${last + 1}-01-01`)
  return {
    years,
    at: (day) => {
      const share = Math.min(1, Math.max(0, daysBetween(start, day) / days))
      return Math.round(share * PIPELINE_WIDTH * 10) / 10
    },
  }
}
