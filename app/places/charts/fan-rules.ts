/** The fan of one street and phase: children that were and may come against the seats there are. Pure. */

/** An autumn up to the origin. */
export interface PastAutumn {
  year: number
  children: number
  seats: number
}

/** An autumn of the plan, the origin's among them. */
export interface AutumnAhead {
  year: number
  p10: number
  p50: number
  p90: number
  promised: number
  probable: number
  /** Σ over grades of what lacks, ≥ 0. */
  short: number
}

/** What the chart shows and its table says: a row an autumn, whole numbers. */
export interface FanRow {
  year: number
  children: number
  /** Between these the number lies with 80 %, and with 50 %; null in the past. */
  wide: readonly [low: number, high: number] | null
  half: readonly [low: number, high: number] | null
  promised: number
  probable: number
  short: number
}

/** Of a normal curve: the quartile's distance from the middle ÷ that of the tenth (0.6745 / 1.2816). */
const QUARTILE_OF_TENTH = 0.5263

/**
 * The rows, years ascending. The inner half is read off the 80 % as if each side of the errors fell off like a normal
 * curve: a run keeps the 10th, 50th and 90th percentile only.
 */
export const fanRows = (past: readonly PastAutumn[], ahead: readonly AutumnAhead[]): FanRow[] => {
  const first = ahead[0]?.year ?? Number.POSITIVE_INFINITY
  const before = past
    .filter(({ year }) => year < first)
    .sort((a, b) => a.year - b.year)
    .map(({ year, children, seats }): FanRow => {
      const whole = Math.round(seats)
      return { year, children, wide: null, half: null, promised: whole, probable: whole, short: 0 }
    })
  const after = ahead.map(({ year, p10, p50, p90, promised, probable, short }): FanRow => {
    const quartile = (tenth: number): number => Math.round(p50 + (tenth - p50) * QUARTILE_OF_TENTH)
    return {
      year,
      children: Math.round(p50),
      wide: [Math.round(p10), Math.round(p90)],
      half: [quartile(p10), quartile(p90)],
      promised: Math.round(promised),
      probable: Math.round(probable),
      short: Math.round(short),
    }
  })
  return [...before, ...after]
}

export interface Axis {
  min: number
  max: number
  step: number
}

const STEPS = [1, 2, 2.5, 5, 10]

/** A scale that begins and ends on a round number with some five lines between. @param values any, at least one. */
export const roundAxis = (values: readonly number[]): Axis => {
  const low = Math.min(...values)
  const high = Math.max(...values)
  const wanted = Math.max(1, (high - low) / 5)
  const power = 10 ** Math.floor(Math.log10(wanted))
  const step = Math.max(1, (STEPS.find((one) => one * power >= wanted) ?? 10) * power)
  const min = Math.max(0, Math.floor(low / step) * step)
  return { min, max: Math.max(min + step, Math.ceil(high / step) * step), step }
}

/** Everything a line or band of the rows reaches. */
export const fanValues = (rows: readonly FanRow[]): number[] =>
  rows.flatMap(({ children, wide, promised, probable }) => [children, promised, probable, ...(wide ?? [])])

/**
 * Words beside the ends of lines, moved apart so that none stands on another and none leaves the sheet.
 * @param wanted where each line ends, in px from the top. @param least px between two. @returns in the order given.
 */
export const apart = (wanted: readonly number[], least: number, bottom: number): number[] => {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0))
  const at: number[] = []
  let lowest = Number.NEGATIVE_INFINITY
  for (const i of order) {
    lowest = Math.max(wanted[i] ?? 0, lowest + least)
    at[i] = lowest
  }
  let ceiling = bottom
  for (const i of order.reverse()) {
    ceiling = Math.min(at[i] ?? 0, ceiling)
    at[i] = ceiling
    ceiling -= least
  }
  return at
}
