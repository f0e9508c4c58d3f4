import type { ProjectKind, ProjectStage } from '#db/schema/index'
import type { ProjectFacts } from '../plan/district-facts'
import type { ProjectDates } from './milestone-rules'

/** What a project is, and which stage may follow which. Pure. */

export const projectKinds: readonly ProjectKind[] = ['new', 'enlarged', 'upgraded', 'replaced']

/** In their order; a cancelled project stands outside it. */
export const projectStages: readonly ProjectStage[] = [
  'proposed',
  'preparing',
  'building',
  'handover',
  'running',
  'cancelled',
]

/** All places of a project over its phases. */
export const placesOf = ({ places }: Pick<ProjectFacts, 'places'>): number =>
  places.reduce((sum, one) => sum + one.places, 0)

/** False where nobody has said how many places a project adds; one that was said to add none has said so. */
export const statesPlaces = ({ places }: Pick<ProjectFacts, 'places'>): boolean => places.length > 0

const rank = (stage: ProjectStage): number => projectStages.indexOf(stage)

/** The least stage that the dates allow: what came cannot be still ahead. */
export const stageByDates = (dates: ProjectDates): ProjectStage => {
  if (dates.in_use.metOn !== null) return 'running'
  if (dates.handed_over.metOn !== null || dates.finished.metOn !== null) return 'handover'
  return dates.started.metOn === null ? 'proposed' : 'building'
}

/**
 * The stage a project is in once its dates have moved: never behind them, never running before it is in use. A
 * cancelled one stays cancelled.
 */
export const stageAfterMove = (stage: ProjectStage, dates: ProjectDates): ProjectStage => {
  if (stage === 'cancelled') return stage
  const least = stageByDates(dates)
  if (stage === 'running' && least !== 'running') return 'handover'
  return rank(least) > rank(stage) ? least : stage
}

/**
 * The stages that an officer may set by hand, the present one among them: one step on or back, cancelled at any time,
 * and back from cancelled. Running comes from the day of use alone, and so does its end.
 */
export const stagesToChoose = (stage: ProjectStage, dates: ProjectDates): ProjectStage[] => {
  const least = rank(stageByDates(dates))
  return projectStages.filter((to) => {
    if (to === stage) return true
    if (stage === 'running' || to === 'running') return false
    if (to === 'cancelled') return true
    const near = stage === 'cancelled' || Math.abs(rank(to) - rank(stage)) === 1
    return near && rank(to) >= least
  })
}
