import type { WhyStep } from '../plan/plan-nouns'

/** Why a cell lacks places: births → who came → who moved → new homes → children, against seats. Pure. */

export type WhyKind =
  | 'births'
  | 'capture'
  | 'entered'
  | 'progression'
  | 'housing'
  | 'children'
  | 'seats'
  | 'elsewhere'
  | 'result'

export interface WhyBar {
  kind: WhyKind
  /** Of a step: what it adds, may be negative. Of a sum: how many there are. Whole. */
  amount: number
  /** Where its bar runs on the line of children; a sum starts at 0. */
  from: number
  to: number
}

export interface Why {
  bars: WhyBar[]
  /** Calendar years in which the children were born. */
  bornFrom: number
  bornTo: number
  /** Children a hundred births, one decimal, where births are known. */
  capturePercent: number | null
  /** Whole: < 0 lacks, else spare. The cell's own number. */
  result: number
}

/** Never −0, which people would read as a loss. */
const whole = (amount: number): number => Math.round(amount) + 0

/**
 * The waterfall of a cell in whole children, so that a reader can add it up: every sum is rounded, and every step is what
 * lies between two sums. Spare seats of other grades do not help the one that lacks: where grades differ, a step of its
 * own says how many seats stand empty beside the gap.
 * @param shown the signed places of the cell, whole.
 */
export const whyOf = (step: WhyStep, shown: number): Why => {
  const bars: WhyBar[] = []
  const children = whole(step.demand)
  const stands = (kind: WhyKind, amount: number): void => {
    bars.push({ kind, amount, from: 0, to: amount })
  }
  let level: number | null = null
  const moves = (kind: WhyKind, to: number): void => {
    const from: number = level ?? 0
    if (to !== from) bars.push({ kind, amount: to - from, from, to })
    level = to
  }
  if (step.births !== null && step.entered !== null) {
    level = whole(step.births)
    stands('births', level)
    moves('capture', whole(step.entered))
  } else if (step.entered !== null) {
    level = whole(step.entered)
    stands('entered', level)
  }
  if (level === null) {
    level = children - whole(step.housing)
    stands('entered', level)
  }
  if (step.entered !== null) moves('progression', whole(step.entered + step.progression))
  moves('housing', children)
  stands('children', children)
  const seats = whole(step.probable)
  bars.push({ kind: 'seats', amount: 0 - seats, from: children, to: children - seats })
  const left = seats - children
  if (shown !== left) bars.push({ kind: 'elsewhere', amount: shown - left, from: -left, to: -shown })
  stands('result', shown)
  const capturePercent =
    step.births && step.entered !== null ? Math.round((step.entered / step.births) * 1000) / 10 : null
  return { bars, bornFrom: step.bornFrom, bornTo: step.bornTo, capturePercent, result: shown }
}
