import type { Phase } from '../phases'
import { addColumn, addRow, emptyModel, type LinearModel } from './linear-model-rules'
import { budgetIn, type Candidate, spentIn, type TimingAsk } from './timing-rules'

/**
 * When to start what, as a linear model with whole numbers: of every start that money and sites allow, the ones with the
 * fewest children without a seat. Pure.
 */

/** Children of one street, grade and autumn against the places that are there without the candidates. */
export interface TimingCell {
  street: string
  phase: Phase
  grade: number
  year: number
  p10: number
  p50: number
  p90: number
  /** What stands, and what is under way, weighed with its chance to be in use. */
  places: number
}

/** Places that a start gives, in the order of the cells; 0 in most of them. */
export type OptionPlaces = readonly number[]

/**
 * Three ways in which children may come, for the mean of what lacks: 10th, 50th and 90th percentile weighed 0.3, 0.4 and
 * 0.3 (Swanson's rule). A child without a seat for a year counts one, in whatever street, grade and year. What saves less
 * than one such year per 亿元 is not worth its money.
 */
export const timingWeights = { p10: 0.3, p50: 0.4, p90: 0.3, perWan: 1e-4 } as const

const ways = (cell: TimingCell): [children: number, weight: number][] => [
  [cell.p10, timingWeights.p10],
  [cell.p50, timingWeights.p50],
  [cell.p90, timingWeights.p90],
]

/** Children without a seat to be expected in a cell that has so many more places. */
export const unmetIn = (cell: TimingCell, more: number): number =>
  ways(cell).reduce((sum, [children, weight]) => sum + weight * Math.max(0, children - cell.places - more), 0)

export interface TimingModel {
  model: LinearModel
  /** One a candidate and start: which column says so. */
  options: { candidate: number; start: number; column: number }[]
  /** The row of each calendar year's money, by year. */
  budgetRows: Map<number, number>
}

/**
 * @param places by candidate, then by start, in the order of `cells`.
 * @param first the first calendar year of the budgets.
 */
export const timingModel = (
  candidates: readonly Candidate[],
  places: readonly (readonly OptionPlaces[])[],
  cells: readonly TimingCell[],
  { budgets, sites, profile }: Pick<TimingAsk, 'budgets' | 'sites' | 'profile'>,
  first: number,
): TimingModel => {
  const model = emptyModel()
  const options = candidates.flatMap(({ cost, starts }, candidate) =>
    starts.map((_, start) => ({
      candidate,
      start,
      column: addColumn(model, { cost: cost * timingWeights.perWan, most: 1, whole: true }),
    })),
  )
  for (const nth of candidates.keys()) {
    const own = options.filter(({ candidate }) => candidate === nth)
    if (own.length > 0) addRow(model, { most: 1, terms: own.map(({ column }) => [column, 1]) })
  }
  const startOf = ({ candidate, start }: { candidate: number; start: number }) => candidates[candidate]?.starts[start]
  const starts = [...new Set(options.map((one) => startOf(one)?.year ?? first))].sort((a, b) => a - b)
  const last = (starts.at(-1) ?? first) + profile.length - 1
  for (const year of starts) {
    const own = options.filter((one) => startOf(one)?.year === year)
    addRow(model, { most: sites, terms: own.map(({ column }) => [column, 1]) })
  }
  const budgetRows = new Map<number, number>()
  for (let year = first; year <= last; year++) {
    const terms = options.flatMap((one): [number, number][] => {
      const spent = spentIn(candidates[one.candidate]?.cost ?? 0, startOf(one)?.year ?? first, profile, year)
      return spent > 0 ? [[one.column, spent]] : []
    })
    if (terms.length === 0) continue
    budgetRows.set(year, model.rows.length)
    addRow(model, { most: budgetIn(budgets, first, year), terms })
  }
  for (const [at, cell] of cells.entries()) {
    const terms = options.flatMap(({ candidate, start, column }): [number, number][] => {
      const more = places[candidate]?.[start]?.[at] ?? 0
      return more > 0 ? [[column, more]] : []
    })
    // Where no start gives places nothing can be chosen.
    if (terms.length === 0) continue
    for (const [children, weight] of ways(cell)) {
      const lacks = children - cell.places
      if (lacks <= 0) continue
      const unmet = addColumn(model, { cost: weight })
      addRow(model, { least: lacks, terms: [[unmet, 1], ...terms] })
    }
  }
  return { model, options, budgetRows }
}

/** The same model with no limit to one year's money. */
export const withoutLimit = ({ model, budgetRows }: TimingModel, year: number): LinearModel => {
  const row = budgetRows.get(year)
  return {
    columns: model.columns,
    rows: model.rows.map((one, at) => (at === row ? { terms: one.terms } : one)),
  }
}

/** The start of each candidate by the solver's values; null: not within the horizon. */
export const startsBySolution = (
  candidates: readonly Candidate[],
  { options }: Pick<TimingModel, 'options'>,
  values: readonly number[],
): (number | null)[] =>
  candidates.map((_, nth) => {
    const hit = options.find(({ candidate, column }) => candidate === nth && (values[column] ?? 0) > 0.5)
    return hit ? hit.start : null
  })

/** Children without a seat in every cell, by the starts chosen. */
export const unmetBy = (
  cells: readonly TimingCell[],
  places: readonly (readonly OptionPlaces[])[],
  starts: readonly (number | null)[],
): number[] =>
  cells.map((cell, at) => {
    const more = starts.reduce<number>(
      (sum, start, candidate) => sum + (start === null ? 0 : (places[candidate]?.[start]?.[at] ?? 0)),
      0,
    )
    return unmetIn(cell, more)
  })
