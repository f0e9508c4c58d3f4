import tianqiao from '../outline/tianqiao-370105.json'
import type { Random } from '../random'

/** Where things of the demo stand: in metres of the grid, inside the district's outline. */

const SOUTH_WEST = { longitude: 116.866, latitude: 36.664 }
const METRES_A_DEGREE = { longitude: 89_300, latitude: 111_000 }
const TRIES = 60

export interface Place {
  x: number
  y: number
}

/** Metres east and north of the district's south-west corner, in degrees. */
export const degreesOf = ({ x, y }: Place): { longitude: number; latitude: number } => ({
  longitude: rounded(SOUTH_WEST.longitude + x / METRES_A_DEGREE.longitude),
  latitude: rounded(SOUTH_WEST.latitude + y / METRES_A_DEGREE.latitude),
})

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

/** The outline in metres: pairs of neighbouring corners. */
const sides = tianqiao.features.flatMap(({ geometry }) =>
  geometry.coordinates.flatMap((ring) => {
    const corners = ring.map(([longitude = 0, latitude = 0]) => ({
      x: (longitude - SOUTH_WEST.longitude) * METRES_A_DEGREE.longitude,
      y: (latitude - SOUTH_WEST.latitude) * METRES_A_DEGREE.latitude,
    }))
    return corners.map((one, i) => [one, corners[(i + 1) % corners.length] ?? one] as const)
  }),
)

/** A ray to the east crosses the outline an odd number of times. */
const inDistrict = ({ x, y }: Place): boolean =>
  sides.filter(([a, b]) => a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x).length % 2 === 1

/** A place around a middle, likelier near it, inside the district; the middle itself where none was found. */
export const somewhere = (random: Random, { x, y, reach }: Place & { reach: number }): Place => {
  const off = (): number => (random.next() + random.next() - 1) * reach
  for (let i = 0; i < TRIES; i++) {
    const place = { x: Math.round(x + off()), y: Math.round(y + off()) }
    if (inDistrict(place)) return place
  }
  return { x, y }
}
