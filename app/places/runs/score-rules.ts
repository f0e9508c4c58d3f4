/** How good forecasts were, held against what came. Pure. Ratios, not percents. */

/** One number that was forecast, and what came. */
export interface Outcome {
  forecast: number
  actual: number
  /** What was there at the origin: the forecast 和今年一样. */
  last: number
  p10: number
  p90: number
}

export interface Score {
  n: number
  /** Mean of |F − A| ÷ A, over those with A > 0. */
  mape: number
  /** Σ|F − A| ÷ ΣA. */
  wape: number
  /** Mean of (F − A) ÷ A: above 0 is too many. */
  bias: number
  /** 1 − error ÷ error of 和今年一样; above 0 is better than that. null where that was without error. */
  skill: number | null
  /** Share of what came that lay within the 80 % interval. */
  cover: number
}

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/**
 * The score of many outcomes; null of none.
 * @param by the error that skill compares: MAPE, or WAPE where single numbers are small (grades of a school).
 */
export const scoreOf = (outcomes: readonly Outcome[], by: 'mape' | 'wape' = 'mape'): Score | null => {
  if (outcomes.length === 0) return null
  const relative = (of: (one: Outcome) => number): number =>
    mean(outcomes.filter(({ actual }) => actual > 0).map((one) => of(one) / one.actual))
  const all = sum(outcomes.map(({ actual }) => actual))
  const weighed = (of: (one: Outcome) => number): number => (all === 0 ? 0 : sum(outcomes.map(of)) / all)
  const off = ({ forecast, actual }: Outcome): number => Math.abs(forecast - actual)
  const offLast = ({ last, actual }: Outcome): number => Math.abs(last - actual)
  const [own, naive] = by === 'mape' ? [relative(off), relative(offLast)] : [weighed(off), weighed(offLast)]
  return {
    n: outcomes.length,
    mape: relative(off),
    wape: weighed(off),
    bias: relative(({ forecast, actual }) => forecast - actual),
    skill: naive === 0 ? null : 1 - own / naive,
    // A hundredth is how finely lines are kept: what lies on the edge lies within.
    cover: mean(outcomes.map(({ actual, p10, p90 }) => (actual >= p10 - 0.01 && actual <= p90 + 0.01 ? 1 : 0))),
  }
}

/** An alert that was given or not, and whether places lacked in the end. */
export interface AlertOutcome {
  alerted: boolean
  happened: boolean
}

export interface AlertScore {
  n: number
  alerts: number
  happened: number
  hits: number
  /** Of the alerts, the share that came true; null without alerts. */
  precision: number | null
  /** Of what happened, the share that was alerted; null where nothing happened. */
  recall: number | null
}

/** Precision and recall of alerts. */
export const alertScore = (outcomes: readonly AlertOutcome[]): AlertScore => {
  const alerts = outcomes.filter(({ alerted }) => alerted).length
  const happened = outcomes.filter((one) => one.happened).length
  const hits = outcomes.filter((one) => one.alerted && one.happened).length
  return {
    n: outcomes.length,
    alerts,
    happened,
    hits,
    precision: alerts === 0 ? null : hits / alerts,
    recall: happened === 0 ? null : hits / happened,
  }
}

/** 规模: by the children there at the origin. */
export type Size = 'small' | 'middle' | 'large'

const MIDDLE_FROM = 300
const LARGE_FROM = 900

/** Under 300, 300 to 899, 900 and more. */
export const sizeOf = (children: number): Size =>
  children < MIDDLE_FROM ? 'small' : children < LARGE_FROM ? 'middle' : 'large'
