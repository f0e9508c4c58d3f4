import { type ExtendedFeature, geoArea, geoCentroid, geoMercator, geoPath } from 'd3-geo'
import type { Outline, Ring } from './outline-rules'
import type { ProjectLine } from './project-line-rules'

/** The district with its projects as paths and points: reckoned on the server, drawn by ui/ProjectMap. */

export interface MapMark {
  id: string
  title: string
  tone: ProjectLine['tone']
  sentence: string
  x: number
  y: number
  /** Where its name stands, in the margin nearer to it; a line leads there. */
  labelX: number
  labelY: number
  anchor: 'start' | 'end'
}

export interface MapDrawing {
  width: number
  height: number
  /** Path of the district; '' where there is no outline. */
  district: string
  /** What is drawn within it. */
  streets: { name: string; path: string; x: number; y: number }[]
  marks: MapMark[]
  /** Projects without a position. */
  unplaced: { id: string; title: string }[]
  sources: string[]
}

const WIDTH = 1100
const HEIGHT = 640
/** Room for names on either side. */
const SIDE = 260
const MARGIN = 16
const LINE = 20
const MOST_SCALE = 2_000_000

/** A ring as d3 wants it: the outer one clockwise, so that it is not the rest of the globe; holes the other way. */
const wound = (ring: Ring, hole: boolean): Ring => {
  const isGlobe = geoArea({ type: 'Polygon', coordinates: [ring] }) > 2 * Math.PI
  return isGlobe === hole ? ring : [...ring].reverse()
}

const shapeOf = (polygons: readonly Ring[][]): ExtendedFeature => ({
  type: 'Feature',
  properties: null,
  geometry: {
    type: 'MultiPolygon',
    coordinates: polygons.map((polygon) => polygon.map((ring, i) => wound(ring, i > 0))),
  },
})

const shapesOf = (outline: Outline | null): { name: string; shape: ExtendedFeature }[] =>
  (outline?.features ?? []).map(({ properties, geometry }) => ({
    name: properties.name,
    shape: shapeOf(geometry.coordinates),
  }))

type Placed = ProjectLine & { longitude: number; latitude: number }

const isPlaced = (line: ProjectLine): line is Placed => line.longitude !== null && line.latitude !== null

type Spot = Omit<MapMark, 'labelX' | 'labelY' | 'anchor'>

/** Heights as wanted, moved apart until a line of text fits between any two, within the map where they can. */
const apart = (wanted: readonly number[]): number[] => {
  const placed: number[] = []
  for (const y of wanted) placed.push(Math.max(y, (placed.at(-1) ?? -LINE) + LINE))
  let limit = HEIGHT - MARGIN
  for (let i = placed.length - 1; i >= 0 && (placed[i] ?? 0) > limit; i--) {
    placed[i] = limit
    limit -= LINE
  }
  return placed
}

/** Names in the two margins, half of them on each side, from top to bottom as their marks are. */
const labelled = (spots: readonly Spot[]): MapMark[] => {
  const byX = [...spots].sort((a, b) => a.x - b.x || a.y - b.y)
  const half = Math.ceil(byX.length / 2)
  return (['end', 'start'] as const).flatMap((anchor) => {
    const mine = (anchor === 'end' ? byX.slice(0, half) : byX.slice(half)).sort((a, b) => a.y - b.y || a.x - b.x)
    const heights = apart(mine.map(({ y }) => y + 5))
    return mine.map((spot, i) => ({
      ...spot,
      anchor,
      labelX: anchor === 'end' ? SIDE - 24 : WIDTH - SIDE + 24,
      labelY: rounded(heights[i] ?? spot.y),
    }))
  })
}

const rounded = (number: number): number => Math.round(number * 10) / 10

/** @param lines projects in the order of the list; those without a position are named beside the map. */
export const drawMap = (
  { district, streets, sources }: { district: Outline | null; streets: Outline | null; sources: string[] },
  lines: readonly ProjectLine[],
): MapDrawing => {
  const placed = lines.filter(isPlaced)
  const outer = shapesOf(district)
  const inner = shapesOf(streets)
  const points: ExtendedFeature = {
    type: 'Feature',
    properties: null,
    geometry: { type: 'MultiPoint', coordinates: placed.map(({ longitude, latitude }) => [longitude, latitude]) },
  }
  const features = [...outer, ...inner].map(({ shape }) => shape)
  const all = placed.length > 0 ? [...features, points] : features
  const projection = geoMercator()
  if (all.length > 0)
    projection.fitExtent(
      [
        [SIDE, MARGIN],
        [WIDTH - SIDE, HEIGHT - MARGIN],
      ],
      { type: 'FeatureCollection', features: all },
    )
  // One point alone has no extent: it stands in the middle, at the scale of a town.
  if (all.length > 0 && !(projection.scale() <= MOST_SCALE))
    projection
      .center(geoCentroid({ type: 'FeatureCollection', features: all }))
      .scale(MOST_SCALE)
      .translate([WIDTH / 2, HEIGHT / 2])
  const path = geoPath(projection).digits(1)
  const marks = placed.map(({ id, title, tone, sentence, longitude, latitude }) => {
    const [x = 0, y = 0] = projection([longitude, latitude]) ?? []
    return { id, title, tone, sentence, x: rounded(x), y: rounded(y) }
  })
  return {
    width: WIDTH,
    height: HEIGHT,
    district: outer.map(({ shape }) => path(shape) ?? '').join(''),
    streets: inner.map(({ name, shape }) => {
      const [x, y] = path.centroid(shape)
      return { name, path: path(shape) ?? '', x: rounded(x), y: rounded(y) }
    }),
    marks: labelled(marks),
    unplaced: lines.filter((line) => !isPlaced(line)).map(({ id, title }) => ({ id, title })),
    sources,
  }
}
