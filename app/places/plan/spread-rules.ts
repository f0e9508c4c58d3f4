/** How children may come out: bands, what they say together, and ways they may come. Pure and deterministic. */

export interface Band {
  p10: number
  p50: number
  p90: number
}

export const sureBand = (children: number): Band => ({ p10: children, p50: children, p90: children })

/** Standard deviations from the middle to the 90th percentile of a normal distribution. */
const Z90 = 1.2815515655446004
const DRAWS = 200
/** A common part, and one for each of at most six grades. */
const PARTS = 7

const width = ({ p10, p90 }: Band): number => Math.max(0, p90 - p10)

/**
 * How much grades err together, 0 (each by itself) to 1 (all alike): the one number by which the errors of grades add up
 * to those of their total, W² = ρ·(Σw)² + (1 − ρ)·Σw². Without any width in the grades: 0.
 */
export const togetherness = (grades: readonly Band[], total: Band): number => {
  const sum = grades.reduce((all, one) => all + width(one), 0) ** 2
  const squares = grades.reduce((all, one) => all + width(one) ** 2, 0)
  if (sum - squares <= 0) return 0
  return Math.min(1, Math.max(0, (width(total) ** 2 - squares) / (sum - squares)))
}

/** The band of some grades together, which err together by ρ; above and below the middle apart. */
export const bandOf = (grades: readonly Band[], together: number): Band => {
  const p50 = grades.reduce((all, one) => all + one.p50, 0)
  const side = (widthOf: (one: Band) => number): number => {
    const sum = grades.reduce((all, one) => all + Math.max(0, widthOf(one)), 0)
    const squares = grades.reduce((all, one) => all + Math.max(0, widthOf(one)) ** 2, 0)
    return Math.sqrt(together * sum ** 2 + (1 - together) * squares)
  }
  return { p10: Math.max(0, p50 - side((one) => one.p50 - one.p10)), p50, p90: p50 + side((one) => one.p90 - one.p50) }
}

/** Inverse of the normal distribution: Acklam's rational approximation, error below 1.2e-9. @param p 0 < p < 1 */
const normalAt = (p: number): number => {
  const a = [
    -39.6968302866538, 220.946098424521, -275.928510446969, 138.357751867269, -30.6647980661472, 2.50662827745924,
  ]
  const b = [-54.4760987982241, 161.585836858041, -155.698979859887, 66.8013118877197, -13.2806815528857]
  const c = [
    -0.00778489400243029, -0.322396458041136, -2.40075827716184, -2.54973253934373, 4.37466414146497, 2.93816398269878,
  ]
  const d = [0.00778469570904146, 0.32246712907004, 2.445134137143, 3.75440866190742]
  const poly = (of: readonly number[], x: number): number => of.reduce((sum, one) => sum * x + one, 0)
  const tail = (q: number): number => poly(c, q) / (poly(d, q) * q + 1)
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)))
  if (p > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - p)))
  const q = p - 0.5
  return (poly(a, q * q) * q) / (poly(b, q * q) * q * q + 1)
}

const BASES = [2, 3, 5, 7, 11, 13, 17]

/** The n-th Halton number of a base: fills (0, 1) evenly, without chance. */
const halton = (n: number, base: number): number => {
  let [result, fraction, left] = [0, 1, n]
  while (left > 0) {
    fraction /= base
    result += fraction * (left % base)
    left = Math.floor(left / base)
  }
  return result
}

/** Half of the draws and their mirror images, so that nothing is tilted; the first numbers of Halton run in step. */
const standardDraws = Float64Array.from({ length: DRAWS * PARTS }, (_, at) => {
  const i = Math.floor(at / PARTS)
  return normalAt(halton(Math.floor(i / 2) + 20, BASES[at % PARTS] ?? 2)) * (i % 2 === 0 ? 1 : -1)
})

/** Ways in which grades may come together, all as likely as each other: one after the other, each a number a grade. */
export interface Draws {
  count: number
  values: Float64Array
}

/** Draws written down by hand. */
export const drawsFrom = (rows: readonly (readonly number[])[]): Draws => ({
  count: rows.length,
  values: Float64Array.from(rows.flat()),
})

/**
 * Ways in which grades may come together: each grade within its own band, and all of them tied to a common part by ρ.
 * The same for the same input.
 */
export const drawsOf = (grades: readonly Band[], together: number): Draws => {
  if (grades.every((one) => width(one) === 0)) return drawsFrom([grades.map(({ p50 }) => p50)])
  const common = Math.sqrt(together) / Z90
  const own = Math.sqrt(1 - together) / Z90
  const values = new Float64Array(DRAWS * grades.length)
  for (const [i, { p10, p50, p90 }] of grades.entries())
    for (let n = 0; n < DRAWS; n++) {
      const z = common * (standardDraws[n * PARTS] ?? 0) + own * (standardDraws[n * PARTS + i + 1] ?? 0)
      values[n * grades.length + i] = Math.max(0, p50 + z * (z > 0 ? p90 - p50 : p50 - p10))
    }
  return { count: DRAWS, values }
}
