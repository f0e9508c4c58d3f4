/** The middle value: what a noisy machine still says reliably. @param values at least one number. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

export interface Side {
  name: string
  /** Does `size` units of work once, in a world of its own. */
  run(round: number): Promise<{ units: number; ms: number }>
}

/** Runs the sides in turn, round after round, so that a slow moment hits all of them. Units per second, median of the rounds. */
export const measure = async (sides: readonly Side[], rounds: number): Promise<Map<string, number>> => {
  const speeds = new Map<string, number[]>(sides.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) {
      const { units, ms } = await side.run(round)
      speeds.get(side.name)?.push((units * 1000) / ms)
    }
  }
  return new Map([...speeds].map(([name, values]) => [name, median(values)]))
}

/** Prints speeds and their ratio to one of them. */
export const printRatios = (title: string, speeds: ReadonlyMap<string, number>, against: string): void => {
  const reference = speeds.get(against) ?? Number.NaN
  console.log(`\n${title}`)
  for (const [name, speed] of speeds) {
    console.log(
      `  ${name.padEnd(34)} ${Math.round(speed).toLocaleString('en-US').padStart(9)}/s   ${(speed / reference).toFixed(2)} × ${against}`,
    )
  }
}
