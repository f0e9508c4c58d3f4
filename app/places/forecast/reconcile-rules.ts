import type { Cells, Cohorts } from './cohort-rules'
import type { History } from './history-rules'
import type { Housing } from './nouns'

/** One forecast out of two: schools brought together with their areas, so that each is the sum of its parts. Pure. */

/** How far to lean on the share of the area's result, by autumns ahead: 0 own cohorts only … 1 the share only. */
export interface ShareWeights {
  /** Of a school's total. */
  totals: readonly number[]
  /** Of its single grades. */
  grades: readonly number[]
}

/** Where nothing is known of past errors: the mean of both. */
export const EVEN = 0.5

/** Children of new dwellings by autumn, area and grade. */
const homesOf = (housing: readonly Housing[]): ((year: number, area: string, grade: string) => number) => {
  const homes = new Map<string, number>()
  for (const { area, grade, year, pupils } of housing) {
    const key = JSON.stringify([year, area, grade])
    homes.set(key, (homes.get(key) ?? 0) + pupils)
  }
  return homes.size === 0 ? () => 0 : (year, area, grade) => homes.get(JSON.stringify([year, area, grade])) ?? 0
}

/** A settled school: its total is the mean of its cohorts' and its share of the area's, and so is each of its grades. */
const lean = (
  mixed: Cells,
  own: Cells,
  shares: Cells,
  from: number,
  to: number,
  totals: number,
  grades: number,
): void => {
  let [before, beside, sum] = [0, 0, 0]
  for (let i = from; i < to; i++) {
    mixed[i] = (1 - grades) * (own[i] ?? 0) + grades * (shares[i] ?? 0)
    before += own[i] ?? 0
    beside += shares[i] ?? 0
    sum += mixed[i] ?? 0
  }
  const wanted = (1 - totals) * before + totals * beside
  if (sum > 0) for (let i = from; i < to; i++) mixed[i] = ((mixed[i] ?? 0) * wanted) / sum
}

/**
 * Children by autumns ahead − 1, at [school × grades + grade].
 * 1. A settled school is the mean of its own cohorts and its share of its area, by weight. One that still changes follows
 *    its own cohorts: its share of the past is none of the future.
 * 2. The schools of an area are raked to the area's result, grade by grade. Source: places.md §3.
 * 3. Children of new dwellings come on top, in proportion.
 */
export const reconcile = (
  history: History,
  cohorts: Cohorts,
  weights: ShareWeights,
  housing: readonly Housing[] = [],
): Cells[] => {
  const homes = homesOf(housing)
  const grades = history.grades.length
  return cohorts.schools.map((own, i) => {
    const ahead = i + 1
    const shares = cohorts.shares[i] ?? own
    const mixed = own.slice()
    for (const [s, settled] of cohorts.settled.entries())
      if (settled)
        lean(mixed, own, shares, s * grades, (s + 1) * grades, weights.totals[i] ?? EVEN, weights.grades[i] ?? EVEN)
    for (const [a, schools] of history.members.entries())
      for (const [g, grade] of history.grades.entries()) {
        const here = schools.filter((s) => cohorts.spans[s]?.offers(g, ahead))
        if (here.length === 0) continue
        const sum = here.reduce((all, s) => all + (mixed[s * grades + g] ?? 0), 0)
        const target =
          (cohorts.areas[i]?.[a * grades + g] ?? 0) + homes(cohorts.origin + ahead, history.areas[a] ?? '', grade)
        for (const s of here)
          mixed[s * grades + g] = sum > 0 ? ((mixed[s * grades + g] ?? 0) * target) / sum : target / here.length
      }
    return mixed
  })
}
