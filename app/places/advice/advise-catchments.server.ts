import type { Progress } from '../away.server'
import type { CatchmentsToReckon } from './advice-nouns'
import {
  type CatchmentModel,
  type CatchmentResult,
  catchmentModel,
  catchmentResult,
  schoolsBySolution,
} from './catchment-rules'
import type { Solved } from './linear-model-rules'
import { solveModel } from './solve-model.server'

/** Half a percent of the ways: less than what a straight line says about a walk. */
const GAP = 0.005
const SECONDS = 20
const STEPS = 3
const SURE = 1e-6

/** The model with choices taken away that are not wanted. */
const only = ({ model, options }: CatchmentModel, wanted: (option: CatchmentModel['options'][number]) => boolean) => {
  const columns = model.columns.map((one) => ({ ...one }))
  for (const option of options) {
    const column = columns[option.column]
    if (column && !wanted(option)) column.most = 0
  }
  return { ...model, columns }
}

/** How much dearer than what nothing can beat; 0 where both are nothing. */
const gapTo = (bound: number, { cost }: Solved): number => (cost > bound ? (cost - bound) / Math.max(cost, SURE) : 0)

/**
 * First in parts: groups may be split, which takes a blink and says what nothing can beat. Then only the few groups that
 * were split are decided whole; where that costs more than half a percent, everything is, starting from there.
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
    { seconds: SECONDS, gap: 0 },
  )
  if (!inParts) return null
  progress(1, STEPS)
  const share = (column: number): number => inParts.values[column] ?? 0
  const split = new Set(
    whole.options.filter(({ column }) => share(column) > SURE && share(column) < 1 - SURE).map(({ group }) => group),
  )
  let best = await solveModel(
    only(whole, ({ group, column }) => split.has(group) || share(column) > 0.5),
    { seconds: SECONDS, gap: GAP / 10 },
  )
  progress(2, STEPS)
  if (!best || gapTo(inParts.cost, best) > GAP) {
    const better = await solveModel(whole.model, { seconds: SECONDS, gap: GAP }, best?.values)
    if (better && (!best || better.cost < best.cost)) best = better
  }
  if (!best) return null
  progress(STEPS, STEPS)
  return {
    result: catchmentResult(cells, schools, schoolsBySolution(whole, best.values)),
    gap: gapTo(inParts.cost, best),
  }
}
