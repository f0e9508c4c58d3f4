import type { Progress } from '../away.server'
import type { CatchmentsToReckon } from './advice-nouns'
import { type CatchmentResult, catchmentModel, catchmentResult, schoolsBySolution } from './catchment-rules'
import { exchanged } from './catchment-swap-rules'
import { solveModel } from './solve-model.server'

/** Half a percent of the ways: less than what a straight line says about a walk. */
const GAP = 0.005
const SECONDS_IN_PARTS = 20
const SECONDS_WHOLE = 6
const STEPS = 3
const SURE = 1e-6

/** How much dearer than what nothing can beat; 0 where both are nothing. */
const gapTo = (bound: number, cost: number): number => (cost > bound ? (cost - bound) / Math.max(cost, SURE) : 0)

/**
 * First in parts: groups may be split, which takes a blink and says what nothing can beat. Then each group goes where most
 * of it went, and groups change places while that helps; where that costs more than half a percent, the solver searches on
 * from there for a few seconds.
 * @returns null where no answer was found in the time.
 */
export const adviseCatchments = async (
  { cells, schools, wishes }: CatchmentsToReckon,
  progress: Progress,
): Promise<{ result: CatchmentResult; gap: number } | null> => {
  const whole = catchmentModel(cells, schools, wishes)
  progress(0, STEPS)
  const inParts = await solveModel(
    { ...whole.model, columns: whole.model.columns.map((one) => ({ ...one, whole: false })) },
    { seconds: SECONDS_IN_PARTS, gap: 0 },
  )
  if (!inParts) return null
  progress(1, STEPS)
  let best = exchanged(whole, schools, inParts.values)
  progress(2, STEPS)
  if (gapTo(inParts.cost, best.cost) > GAP) {
    const better = await solveModel(whole.model, { seconds: SECONDS_WHOLE, gap: GAP }, best.values)
    if (better && better.cost < best.cost) best = better
  }
  progress(STEPS, STEPS)
  return {
    result: catchmentResult(cells, schools, schoolsBySolution(whole, best.values)),
    gap: gapTo(inParts.cost, best.cost),
  }
}
