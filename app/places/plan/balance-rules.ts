import type { Phase } from '../phases'
import type { BalanceLine } from './district-facts'
import { expectedPlaces, type OpeningState } from './project-supply-rules'
import type { Band } from './spread-rules'

/** Children against places: how many lack, how many are spare, and how sure that is. Source: places.md §5. Pure. */

/** Children of the grades of a phase in one street and autumn. */
export interface DemandSpread {
  /** The middle, a number a grade. */
  middle: readonly number[]
  /** Ways in which the grades may come together, all as likely as each other. */
  draws: readonly (readonly number[])[]
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
  const cut = (numbers: readonly number[]): readonly number[] => (only === undefined ? numbers : [numbers[only] ?? 0])
  const middle = cut(demand.middle)
  const base = cut(places.base)
  const probable = cut(expectedPlaces(places.states, places.base.length)).map((one, i) => one + (base[i] ?? 0))
  const draws = demand.draws.map(cut)
  let pShort = 0
  let pSurplus = 0
  for (const state of places.states) {
    const added = cut(state.places)
    const there = base.map((one, i) => one + (added[i] ?? 0))
    const all = sum(there)
    for (const children of draws) {
      if (shortOf(children, there) >= HALF_A_CHILD) pShort += state.chance / draws.length
      const spare = all - sum(children)
      if (spare > 0 && spare > spareShare * all) pSurplus += state.chance / draws.length
    }
  }
  return {
    ...of,
    scope: only === undefined ? 'phase' : 'intake',
    demandP10: band.p10,
    demandP50: sum(middle),
    demandP90: band.p90,
    promised: sum(base) + sum(cut(places.promised)),
    probable: sum(probable),
    short: shortOf(middle, probable),
    surplus: sum(probable) - sum(middle),
    pShort: Math.min(1, pShort),
    pSurplus: Math.min(1, pSurplus),
  }
}

/** The signed number of a cell: what lacks where something lacks, else what is spare. */
export const shownPlaces = ({ short, surplus }: Pick<BalanceLine, 'short' | 'surplus'>): number =>
  short >= HALF_A_CHILD ? -Math.round(short) : Math.round(surplus)
