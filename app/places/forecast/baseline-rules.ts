import { RECENT } from './births-rules'
import { spansOf } from './growing-rules'
import { type History, offers, sumOf } from './history-rules'

/** The simple methods that the engine has to beat. Pure. Source: places.md §6. */

export type Baseline = 'last' | 'linear5' | 'cohort321'

/** 「和今年一样」, or a line through the last five autumns, never below 0. @param past of one line, the origin last */
export const lineOn = (past: readonly number[], ahead: number): number => {
  const values = past.slice(-5)
  const n = values.length
  const [x, y] = [(n - 1) / 2, values.reduce((sum, one) => sum + one, 0) / n]
  const across = values.reduce((sum, _, i) => sum + (i - x) ** 2, 0)
  const slope = across > 0 ? values.reduce((sum, one, i) => sum + (i - x) * (one - y), 0) / across : 0
  return Math.max(0, y + slope * (n - 1 - x + ahead))
}

/** Weights of the last three autumns, the latest first. */
const WEIGHTS = [3, 2, 1]

/** Cohort survival: each school's own ratios, 3:2:1 over three years; intake the same mean of its intakes. */
export const cohort321 = (history: History, origin: number, horizon: number): number[][][] => {
  const spans = spansOf(history, origin)
  const everybody = history.schools.map((_, s) => s)
  const survival = (schools: readonly number[], g: number): number => {
    const sums = WEIGHTS.map((weight, j) => {
      const year = origin - j
      const both = schools.filter((s) => offers(history, s, g, year - 1) && offers(history, s, g + 1, year))
      return { weight, before: sumOf(history, both, g, year - 1), after: sumOf(history, both, g + 1, year) }
    }).filter(({ before }) => before > 0)
    const weight = sums.reduce((sum, one) => sum + one.weight, 0)
    if (weight === 0) return schools === everybody ? 1 : survival(everybody, g)
    return sums.reduce((sum, one) => sum + (one.weight * one.after) / one.before, 0) / weight
  }
  const intake = (s: number, g: number): number => {
    const known = WEIGHTS.slice(0, RECENT).flatMap((weight, j) =>
      offers(history, s, g, origin - j) ? [{ weight, children: history.at(s, g, origin - j) }] : [],
    )
    const weight = known.reduce((sum, one) => sum + one.weight, 0)
    return weight > 0 ? known.reduce((sum, one) => sum + one.weight * one.children, 0) / weight : 0
  }
  return history.schools
    .map((_, s) => {
      const ratios = history.grades.map((__, g) => (spans[s] ? survival([s], g) : 1))
      let children = history.grades.map((__, g) => (offers(history, s, g, origin) ? history.at(s, g, origin) : 0))
      return Array.from({ length: horizon }, (__, i) => {
        const before = children
        children = history.grades.map((___, g) => {
          if (!spans[s]?.offers(g, i + 1)) return 0
          return g > 0 && spans[s]?.offers(g - 1, i) ? (before[g - 1] ?? 0) * (ratios[g - 1] ?? 1) : intake(s, g)
        })
        return children
      })
    })
    .reduce<number[][][]>(
      (byYear, years) => byYear.map((schools, i) => [...schools, years[i] ?? []]),
      Array.from({ length: horizon }, () => []),
    )
}
