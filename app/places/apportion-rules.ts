/** Whole numbers in proportion to weights, summing to `total`: the largest remainders take what is left over. */
export const apportion = (total: number, weights: readonly number[]): number[] => {
  const all = weights.reduce((sum, one) => sum + one, 0)
  const exact = weights.map((one) => (all > 0 ? (total * one) / all : total / weights.length))
  const whole = exact.map(Math.floor)
  const order = exact.map((one, i) => [one - Math.floor(one), i] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1])
  const left = total - whole.reduce((sum, one) => sum + one, 0)
  for (const [, i] of order.slice(0, left)) whole[i] = (whole[i] ?? 0) + 1
  return whole
}
