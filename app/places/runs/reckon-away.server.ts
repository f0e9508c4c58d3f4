import { away } from '../away.server'
import type { PlanProgress } from '../plan/plan-district'
import { type ReckonedRun, type RunToReckon, reckonRun } from './reckon-run'

/** Reckons a run away from the thread that answers families. */
export const reckonAway = (input: RunToReckon, progress: PlanProgress): Promise<ReckonedRun> =>
  away('forecast-worker.js', input, reckonRun, progress)
