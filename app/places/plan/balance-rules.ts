import type { Phase } from '../phases'
import type { BalanceLine } from './district-facts'
import { expectedPlaces, type OpeningState } from './project-supply-rules'
import type { Band, Draws } from './spread-rules'

/** Children against places: how many lack, how many are spare, and how sure that is. Source: places.md §5. Pure. */

/** Children of the grades of a phase in one street and autumn. */
export interface DemandSpread {
  /** The middle, a number a grade. */
  middle: readonly number[]
  draws: Draws
}

/** Places of the same grades. */
export interface PlacesSpread {
  /** What exists, without projects. */
  base: readonly number[]
  /** What projects add if their dates hold. */
  promised: readonly number[]
  /** What projects may add. */
  states: readonly OpeningState[]
}

/** Less than half a child is none. */
const HALF_A_CHILD = 0.5

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/** Σ over grades of max(0, children − places): spare seats of one grade never help another. */
export const shortOf = (children: readonly number[], places: readonly number[]): number =>
  children.reduce((all, one, i) => all + Math.max(0, one - (places[i] ?? 0)), 0)

type Range = readonly [first: number, end: number]

/** Per grade the fewest and the most children of all draws, and per draw the sum of its grades, ascending. */
const extremes = ({ count, values }: Draws, grades: number, [first, end]: Range) => {
  const least = new Float64Array(grades).fill(Number.POSITIVE_INFINITY)
  const most = new Float64Array(grades)
  const totals = new Float64Array(count)
  for (let n = 0; n < count; n++)
    for (let i = first; i < end; i++) {
      const one = values[n * grades + i] ?? 0
      if (one < (least[i] ?? 0)) least[i] = one
      if (one > (most[i] ?? 0)) most[i] = one
      totals[n] = (totals[n] ?? 0) + one
    }
  return { least, most, totals: totals.sort() }
}

/** How many of ascending numbers lie below a limit. */
const below = (ascending: Float64Array, limit: number): number => {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}

/** In how many draws any grade lacks. */
const shortDraws = ({ count, values }: Draws, places: ArrayLike<number>, [first, end]: Range): number => {
  let shorts = 0
  const grades = places.length
  for (let n = 0; n < count; n++) {
    let short = 0
    for (let i = first; i < end; i++) short += Math.max(0, (values[n * grades + i] ?? 0) - (places[i] ?? 0))
    if (short >= HALF_A_CHILD) shorts += 1
  }
  return shorts
}

/**
 * P(any grade lacks) and P(more is spare than a share of the places), over every way children and places may come.
 * Of the grades from `first` to before `end`. A district asks this some ten thousand times: what is clear from the
 * extremes is not counted draw by draw.
 */
const odds = (
  { draws }: DemandSpread,
  { base, states }: PlacesSpread,
  range: Range,
  spareShare: number,
): { pShort: number; pSurplus: number } => {
  const { least, most, totals } = extremes(draws, base.length, range)
  const [first, end] = range
  const there = new Float64Array(base.length)
  let pShort = 0
  let pSurplus = 0
  for (const { chance, places } of states) {
    let all = 0
    let never = true
    let always = false
    for (let i = first; i < end; i++) {
      const seats = (base[i] ?? 0) + (places[i] ?? 0)
      there[i] = seats
      all += seats
      if (seats < (most[i] ?? 0)) never = false
      if ((least[i] ?? 0) - seats >= HALF_A_CHILD) always = true
    }
    const shorts = never ? 0 : always ? draws.count : shortDraws(draws, there, range)
    // Without any place nothing is spare.
    const surpluses = all > 0 ? below(totals, all * (1 - spareShare)) : 0
    pShort += (chance * shorts) / draws.count
    pSurplus += (chance * surpluses) / draws.count
  }
  return { pShort: Math.min(1, pShort), pSurplus: Math.min(1, pSurplus) }
}

/**
 * One line of the balance.
 * @param only the index of one grade, for the intake; left out: the whole phase.
 * @param band of the children counted together. @param spareShare spare places beyond this share of the places are a
 * surplus.
 */
export const balanceLine = (
  of: { street: string; phase: Phase; year: number },
  demand: DemandSpread,
  places: PlacesSpread,
  { spareShare, band, only }: { spareShare: number; band: Band; only?: number },
): BalanceLine => {
  const range = only === undefined ? ([0, places.base.length] as const) : ([only, only + 1] as const)
  const middle = demand.middle.slice(...range)
  const base = places.base.slice(...range)
  const expected = expectedPlaces(places.states, places.base.length).slice(...range)
  const probable = base.map((one, i) => one + (expected[i] ?? 0))
  return {
    ...of,
    scope: only === undefined ? 'phase' : 'intake',
    demandP10: band.p10,
    demandP50: sum(middle),
    demandP90: band.p90,
    promised: sum(base) + sum(places.promised.slice(...range)),
    probable: sum(probable),
    short: shortOf(middle, probable),
    surplus: sum(probable) - sum(middle),
    ...odds(demand, places, range, spareShare),
  }
}

/** The signed number of a cell: what lacks where something lacks, else what is spare. */
export const shownPlaces = ({ short, surplus }: Pick<BalanceLine, 'short' | 'surplus'>): number =>
  short >= HALF_A_CHILD ? -Math.round(short) : Math.round(surplus)
