/** Percentiles around a forecast, from errors made before. Pure. */

/** A forecast and what came. */
export interface Miss {
  forecast: number
  actual: number
  /** How much it counts: less the longer ago it is. */
  weight: number
}

/**
 * The scale on which errors of large and small numbers are alike: σ²(F) = a·F + b·F². `a` is chance among few children,
 * `b` what hits all of them alike. Both come from the errors themselves.
 */
export interface Scale {
  a: number
  b: number
}

/** Errors of one kind of line at one horizon, as multiples of their scale. */
export interface Spread {
  scale: Scale
  /** 10th and 90th percentile. */
  low: number
  high: number
  /** Errors behind it; 0: chance alone is assumed. */
  errors: number
}

/** Below this many errors the tails are taken from their mean square rather than from their order. */
const FEW = 20
const Z90 = 1.2815515655446004

/** Where no error is known yet: chance alone, σ² = F. */
export const chanceAlone: Spread = { scale: { a: 1, b: 0 }, low: -Z90, high: Z90, errors: 0 }

const sigma = ({ a, b }: Scale, forecast: number): number =>
  Math.sqrt(a * Math.max(forecast, 1) + b * Math.max(forecast, 1) ** 2)

/** Least squares of e²/F² on 1/F, both terms kept from being negative. */
export const scaleOf = (misses: readonly Miss[]): Scale => {
  const points = misses.map(({ forecast, actual, weight }) => {
    const f = Math.max(forecast, 1)
    return { x: 1 / f, y: ((actual - forecast) / f) ** 2, weight }
  })
  const all = points.reduce((sum, { weight }) => sum + weight, 0)
  const mean = (of: (point: { x: number; y: number }) => number): number =>
    points.reduce((sum, one) => sum + one.weight * of(one), 0) / all
  const [x, y] = [mean((one) => one.x), mean((one) => one.y)]
  const varies = mean((one) => (one.x - x) ** 2)
  const slope = varies > 0 ? mean((one) => (one.x - x) * (one.y - y)) / varies : 0
  const constant = y - slope * x
  if (slope > 0 && constant >= 0) return { a: slope, b: constant }
  // One of the two would be negative: the other carries all.
  return slope <= 0 ? { a: 0, b: Math.max(y, 1e-9) } : { a: Math.max(y / x, 1e-9), b: 0 }
}

/**
 * The p-th quantile of sorted numbers with weights, between the middles of their shares; beyond the outermost middle the
 * outermost number.
 */
export const quantileOf = (sorted: readonly { value: number; weight: number }[], p: number): number => {
  const all = sorted.reduce((sum, { weight }) => sum + weight, 0)
  let [below, at, value] = [0, 0, sorted[0]?.value ?? 0]
  for (const [i, one] of sorted.entries()) {
    const middle = (below + one.weight / 2) / all
    if (middle >= p) return i === 0 ? one.value : value + ((one.value - value) * (p - at)) / (middle - at)
    below += one.weight
    at = middle
    value = one.value
  }
  return value
}

/** What errors say about the next one. @param misses of one kind of line and one horizon */
export const spreadOf = (misses: readonly Miss[]): Spread => {
  if (misses.length === 0) return chanceAlone
  const scale = scaleOf(misses)
  const multiples = misses
    .map(({ forecast, actual, weight }) => ({ value: (actual - forecast) / sigma(scale, forecast), weight }))
    .sort((one, other) => one.value - other.value)
  if (misses.length >= FEW)
    return {
      scale,
      low: quantileOf(multiples, 0.1),
      high: quantileOf(multiples, 0.9),
      errors: misses.length,
    }
  // Few errors know their own spread badly: (n + 2) ÷ n is close to Student's wider tails.
  const all = multiples.reduce((sum, { weight }) => sum + weight, 0)
  const square = multiples.reduce((sum, { value, weight }) => sum + weight * value * value, 0) / all
  const wide = Z90 * Math.sqrt((square * (misses.length + 2)) / misses.length)
  return { scale, low: -wide, high: wide, errors: misses.length }
}

/** How far into its interval a miss reaches: 0 none, 1 just at its end. */
export const reachOf = ({ scale, low, high }: Spread, { forecast, actual }: Miss): number => {
  const multiple = (actual - forecast) / sigma(scale, forecast)
  const end = multiple < 0 ? low : high
  return multiple / end > 0 ? multiple / end : multiple === 0 ? 0 : 9
}

/** The same spread `factor` times as wide. */
export const widened = (spread: Spread, factor: number): Spread => ({
  ...spread,
  low: spread.low * factor,
  high: spread.high * factor,
})

/** Standard deviations below and above a forecast, as shares of it. @param forecast above 0 */
export const relativeSpread = ({ scale, low, high }: Spread, forecast: number): { below: number; above: number } => {
  const unit = sigma(scale, forecast) / (Z90 * forecast)
  return { below: Math.max(0, -low) * unit, above: Math.max(0, high) * unit }
}

/** 10th and 90th percentile around a forecast: never below 0, never on the wrong side of it. */
export const interval = (spread: Spread, forecast: number): { p10: number; p90: number } => {
  const unit = sigma(spread.scale, forecast)
  return {
    p10: Math.max(0, Math.min(forecast, forecast + spread.low * unit)),
    p90: Math.max(forecast, forecast + spread.high * unit),
  }
}
