import type { Cohorts } from './cohort-rules'
import type { History } from './history-rules'
import type { Housing } from './nouns'

/** One forecast out of three: schools, areas and district brought together so that each is the sum of its parts. Pure. */

/** How far to lean on the share of the area's result, by autumns ahead: 0 own cohorts only … 1 the share only. */
export interface ShareWeights {
  /** Of a school's total. */
  totals: readonly number[]
  /** Of its single grades. */
  grades: readonly number[]
}

/** Where nothing is known of past errors: the mean of both. */
export const EVEN = 0.5

const total = (children: readonly number[]): number => children.reduce((sum, one) => sum + one, 0)

/** A school's grades by its shares of the area's; a grade in which it has no past counts as its cohorts say. */
export const sharesOf = (cohorts: Cohorts, history: History, ahead: number, school: number): number[] => {
  const area = history.schools[school]?.area ?? 0
  const own = cohorts.schools[ahead - 1]?.[school] ?? []
  return own.map((children, g) => {
    if (!cohorts.spans[school]?.offers(g, ahead)) return 0
    const share = cohorts.shares[school]?.[g] ?? Number.NaN
    return Number.isNaN(share) ? children : share * (cohorts.areas[ahead - 1]?.[area]?.[g] ?? 0)
  })
}

/**
 * Children by [autumns ahead − 1][school][grade].
 * 1. A school's total is the mean of its cohorts' and its share of the area's, by weight, and so is each of its grades.
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
    const lean = { totals: weights.totals[i] ?? EVEN, grades: weights.grades[i] ?? EVEN }
    const mixed = schools.map((own, s) => {
      const shares = sharesOf(cohorts, history, ahead, s)
      const grades = own.map((children, g) => (1 - lean.grades) * children + lean.grades * (shares[g] ?? 0))
      const sum = total(grades)
      const wanted = (1 - lean.totals) * total(own) + lean.totals * total(shares)
      return grades.map((children) => (sum > 0 ? (children * wanted) / sum : 0))
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
