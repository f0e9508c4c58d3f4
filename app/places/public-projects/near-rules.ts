/** Which streets lie near another. Pure. */

export interface Spot {
  x: number
  y: number
}

/** The middle of some spots; undefined for none. */
export const middleOf = (spots: readonly Spot[]): Spot | undefined =>
  spots.length === 0
    ? undefined
    : {
        x: spots.reduce((sum, { x }) => sum + x, 0) / spots.length,
        y: spots.reduce((sum, { y }) => sum + y, 0) / spots.length,
      }

/**
 * How far streets lie from one of them, as ranks: 0 the street itself, 1 the nearest other one …
 * A street of which nobody knows where it lies comes after all that are known.
 * @param spots where the middle of a street is, all in one measure.
 */
export const ranksFrom = (
  street: string,
  streets: readonly string[],
  spots: ReadonlyMap<string, Spot>,
): Map<string, number> => {
  const from = spots.get(street)
  const far = (code: string): number => {
    const to = spots.get(code)
    if (code === street) return -1
    return from && to ? Math.hypot(to.x - from.x, to.y - from.y) : Number.POSITIVE_INFINITY
  }
  const known = streets.map((code) => ({ code, far: far(code) }))
  known.sort((a, b) => (a.far === b.far ? (a.code < b.code ? -1 : 1) : a.far - b.far))
  return new Map(known.map(({ code }, i) => [code, i]))
}
