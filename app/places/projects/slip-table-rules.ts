import { priorWeight, type SlipStep, slipSteps, stepPriors } from './slip-prior'
import { type SlipRecord, slipChances } from './slip-rules'

/** What the odds of a step are made of, for the page that states them. Pure. */
export interface SlipStepFacts {
  step: SlipStep
  /** The assumption: of ten projects so many slip, by so many months on average. */
  assumedSlips: number
  assumedMonths: number
  /** The district's own projects that passed the step, those that slipped, and their mean months; null: none slipped. */
  seen: number
  slipped: number
  slippedMonths: number | null
  /** Both together: P(slips), and the mean months of a slip. */
  chance: number
  months: number
}

/** A row a step, in their order. */
export const slipTable = (record: SlipRecord): SlipStepFacts[] =>
  slipSteps.map((step) => {
    const seen = record[step]
    const slipped = seen.filter((months) => months > 0)
    const chances = slipChances(step, seen)
    const chance = 1 - (chances[0] ?? 1)
    const mean = chances.reduce((sum, one, months) => sum + one * months, 0)
    return {
      step,
      assumedSlips: stepPriors[step].slips * priorWeight,
      assumedMonths: stepPriors[step].months,
      seen: seen.length,
      slipped: slipped.length,
      slippedMonths: slipped.length === 0 ? null : slipped.reduce((sum, one) => sum + one, 0) / slipped.length,
      chance,
      months: chance === 0 ? 0 : mean / chance,
    }
  })
