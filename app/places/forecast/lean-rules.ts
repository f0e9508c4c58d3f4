/** How far to lean from one forecast to another, by how both did in the past. Pure. */

/** How firmly a lean is held where it stands without evidence: as so many past errors. */
export const HELD = 60

/** Least squares of (what came − one) on (other − one), held towards a given lean. */
export class Lean {
  private explained = 0
  private squares = 0
  private count = 0

  /** @param held the lean where nothing is known, 0 the one … 1 the other. @param firmness as so many errors. */
  constructor(
    private readonly held: number,
    private readonly firmness = HELD,
  ) {}

  /** Differences are taken on the scale of √size, so that the large do not speak for all. */
  see(one: number, other: number, came: number): void {
    const size = Math.max(one, 1e-9)
    this.explained += ((other - one) * (came - one)) / size
    this.squares += (other - one) ** 2 / size
    this.count += 1
  }

  /** 0 the one … 1 the other. */
  weight(): number {
    if (this.squares === 0) return this.held
    const hold = (this.squares / this.count) * this.firmness
    return Math.min(1, Math.max(0, (this.explained + hold * this.held) / (this.squares + hold)))
  }
}
