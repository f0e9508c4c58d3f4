import type { Cohorts } from './cohort-rules'
import type { History } from './history-rules'
import type { Housing } from './nouns'

/** One forecast out of three: schools, areas and district brought together so that each is the sum of its parts. Pure. */

/** How much of a school's total is its share of its area's, by autumns ahead: 0 its own cohorts only … 1 its share only. */
export type ShareWeights = readonly number[]

/** Where nothing is known of past errors: the mean of both. */
export const EVEN = 0.5

const total = (children: readonly number[]): number => children.reduce((sum, one) => sum + one, 0)

/** A school's total by its share of its area's grades; a grade in which it has no past counts as its cohorts say. */
export const shareTotal = (cohorts: Cohorts, history: History, ahead: number, school: number): number => {
  const area = history.schools[school]?.area ?? 0
  const own = cohorts.schools[ahead - 1]?.[school] ?? []
  return own.reduce((sum, children, g) => {
    if (!cohorts.spans[school]?.offers(g, ahead)) return sum
    const share = cohorts.shares[school]?.[g] ?? Number.NaN
    return sum + (Number.isNaN(share) ? children : share * (cohorts.areas[ahead - 1]?.[area]?.[g] ?? 0))
  }, 0)
}

/**
 * Children by [autumns ahead − 1][school][grade].
 * 1. A school's total is the mean of its cohorts' and its share of the area's, by weight; its grades keep their shape.
 * 2. Areas are raked half-way to the district's own result, schools half-way to their area's: half-way, because sums of
 *    parts and results of the whole err in different ways, and their mean errs less than either (places.md §6).
 * 3. Children of new dwellings come on top, in proportion.
 */
export const reconcile = (
  history: History,
  cohorts: Cohorts,
  weights: ShareWeights,
  housing: readonly Housing[],
): number[][][] => {
  const extra = new Map<string, number>()
  for (const { area, grade, year, pupils } of housing) {
    const key = `${year}\n${area}\n${grade}`
    extra.set(key, (extra.get(key) ?? 0) + pupils)
  }
  return cohorts.schools.map((schools, i) => {
    const ahead = i + 1
    const weight = weights[i] ?? EVEN
    const mixed = schools.map((own, s) => {
      const before = total(own)
      if (before <= 0) return [...own]
      const factor = ((1 - weight) * before + weight * shareTotal(cohorts, history, ahead, s)) / before
      return own.map((children) => children * factor)
    })
    for (const [g] of history.grades.entries()) {
      const byArea = history.areas.map((_, a) => cohorts.areas[i]?.[a]?.[g] ?? 0)
      const district = total(byArea)
      const lift = district > 0 ? (1 + (cohorts.district[i]?.[g] ?? 0) / district) / 2 : 1
      for (const [a, area] of history.areas.entries()) {
        const here = mixed.filter((_, s) => history.schools[s]?.area === a)
        const offering = mixed.filter((_, s) => history.schools[s]?.area === a && cohorts.spans[s]?.offers(g, ahead))
        const sum = here.reduce((all, one) => all + (one[g] ?? 0), 0)
        const homes = extra.get(`${cohorts.origin + ahead}\n${area}\n${history.grades[g]}`) ?? 0
        const target = (sum > 0 ? (sum + (byArea[a] ?? 0) * lift) / 2 : 0) + homes
        for (const one of offering) one[g] = sum > 0 ? ((one[g] ?? 0) * target) / sum : target / offering.length
      }
    }
    return mixed
  })
}
