import type { Progress } from '../away.server'
import type { AdviceToReckon, ReckonedAdvice } from './advice-nouns'
import { adviseCatchments } from './advise-catchments.server'
import { adviseTiming } from './advise-timing.server'

/** Works out one piece of advice; the same input gives the same one, unless the solver runs out of time. */
export const advise = async (input: AdviceToReckon, progress: Progress): Promise<ReckonedAdvice> => {
  if (input.kind === 'timing') {
    const timing = await adviseTiming(input, progress)
    return timing && { kind: 'timing', ...timing }
  }
  const catchments = await adviseCatchments(input, progress)
  return catchments && { kind: 'catchments', ...catchments }
}
