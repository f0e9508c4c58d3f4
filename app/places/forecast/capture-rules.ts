import type { EntryBirths } from './births-rules'
import { calmYears, type History, sumOf } from './history-rules'
import { Lean } from './lean-rules'

/** Capture: of the children born, the share that enters the first grade. Pure. */

/** Autumns over which capture and shares are taken. */
export const RECENT = 3
/** What all autumns together count beside the last three: as much as so many. */
const LONG = 1
/** Autumns over which a trend is looked for, and the fewest that can show one. */
const TREND = { over: 8, least: 5 }
/** A trend is believed as far as its square exceeds that of its standard error by this factor. */
const DOUBT = 8
/** How firmly it is held that there is no trend: as so many past errors. */
const TREND_HELD = 5

/** One autumn in which both are known. */
interface Known {
  year: number
  entered: number
  born: number
}

const knownYears = (
  history: History,
  schools: readonly number[],
  origin: number,
  births: EntryBirths,
  shocks: ReadonlySet<number>,
): Known[] =>
  calmYears(history, origin, shocks, Number.POSITIVE_INFINITY).flatMap((year) => {
    const born = births(year)
    return born !== undefined && born > 0 ? [{ year, entered: sumOf(history, schools, 0, year), born }] : []
  })

/**
 * κ = ΣE ÷ ΣB over recent autumns, with all autumns counted as one more: three alone are mostly chance in a small area.
 * @param since the first of the recent autumns; undefined where births reach back to none of them
 */
const levelOf = (known: readonly Known[], since: number): number | undefined => {
  const recent = known.filter(({ year }) => year >= since)
  if (recent.length === 0) return undefined
  const sum = (of: readonly Known[], key: 'entered' | 'born'): number => of.reduce((all, one) => all + one[key], 0)
  const all = sum(known, 'entered') / sum(known, 'born')
  const year = (sum(recent, 'born') / recent.length) * LONG
  return (sum(recent, 'entered') + all * year) / (sum(recent, 'born') + year)
}

/** Growth of capture a year (0.01: one per cent), as far as it stands out from chance; 0 where it does not. */
export const trendOf = (known: readonly Known[]): number => {
  const points = known
    .slice(0, TREND.over)
    .flatMap(({ year, entered, born }) => (entered > 0 ? [{ x: year, y: Math.log(entered / born) }] : []))
  if (points.length < TREND.least) return 0
  const n = points.length
  const mx = points.reduce((sum, { x }) => sum + x, 0) / n
  const my = points.reduce((sum, { y }) => sum + y, 0) / n
  const across = points.reduce((sum, { x }) => sum + (x - mx) ** 2, 0)
  const slope = points.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0) / across
  const left = points.reduce((sum, { x, y }) => sum + (y - my - slope * (x - mx)) ** 2, 0)
  const error2 = left / (n - 2) / across
  return slope === 0 ? 0 : slope * Math.max(0, 1 - (DOUBT * error2) / slope ** 2)
}

/** What becomes of capture, autumns after the origin, as a factor on its level; 1 where no trend is believed. */
export type CaptureTrend = (ahead: number) => number

/**
 * The district's trend of capture: looked for in its own past, and followed as far as following it would have helped
 * before. @param horizon autumns ahead over which that is tried
 */
export const captureTrend = (
  history: History,
  schools: readonly number[],
  origin: number,
  births: EntryBirths,
  shocks: ReadonlySet<number>,
  horizon: number,
): CaptureTrend => {
  const known = knownYears(history, schools, origin, births, shocks)
  const slope = trendOf(known)
  if (slope === 0) return () => 1
  // The level stands for the middle of the last three autumns: one before the origin.
  const factor = (by: number, ahead: number): number => Math.max(0, 1 + by * (ahead + 1))
  const lean = new Lean(0, TREND_HELD)
  for (const { year: at } of known) {
    const before = known.filter(({ year }) => year <= at)
    const level = levelOf(before, at - RECENT + 1)
    if (level === undefined || level <= 0 || before.length < TREND.least) continue
    const then = trendOf(before)
    for (const { year, entered, born } of known)
      if (year > at && year <= at + horizon) lean.see(born * level, born * level * factor(then, year - at), entered)
  }
  const followed = lean.weight() * slope
  return (ahead) => factor(followed, ahead)
}

/** κ of some schools; undefined where births are not known for any of the last three autumns. */
export const captureOf = (
  history: History,
  schools: readonly number[],
  origin: number,
  births: EntryBirths,
  shocks: ReadonlySet<number>,
): number | undefined =>
  levelOf(
    knownYears(history, schools, origin, births, shocks),
    calmYears(history, origin, shocks, RECENT).at(-1) ?? origin,
  )
