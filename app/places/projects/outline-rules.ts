/**
 * A GeoJSON that the bureau brings, to be drawn under the projects: only polygons, only degrees, within limits. What is
 * kept is made anew from what was read, with nothing else of it. Pure.
 */

export const MOST_OUTLINE_MB = 2
const MOST_FEATURES = 500
const MOST_POINTS = 60_000
const MOST_RINGS = 5_000
const LONGEST_NAME = 40
/** Degrees in which China lies, generously: projected metres and swapped axes fall out. */
const LONGITUDES = [73, 136] as const
const LATITUDES = [3, 54] as const

export type Position = [longitude: number, latitude: number]
export type Ring = Position[]

export interface OutlineFeature {
  type: 'Feature'
  properties: { name: string }
  geometry: { type: 'MultiPolygon'; coordinates: Ring[][] }
}

/** Every polygon as a multipolygon: one shape to draw. */
export interface Outline {
  type: 'FeatureCollection'
  features: OutlineFeature[]
}

export type OutlineFault =
  | 'not-json'
  | 'not-a-collection'
  | 'no-features'
  | 'too-many-features'
  | 'not-polygons'
  | 'not-rings'
  | 'not-degrees'
  | 'too-many-points'

type Counted = { points: number; rings: number }

class Faulty extends Error {
  constructor(readonly fault: OutlineFault) {
    super(fault)
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const within = (value: unknown, [from, to]: readonly [number, number]): value is number =>
  typeof value === 'number' && value >= from && value <= to

const positionOf = (value: unknown): Position => {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) throw new Faulty('not-rings')
  const [longitude, latitude] = value as unknown[]
  if (!within(longitude, LONGITUDES) || !within(latitude, LATITUDES)) throw new Faulty('not-degrees')
  return [longitude, latitude]
}

const ringOf = (value: unknown, counted: Counted): Ring => {
  if (!Array.isArray(value) || value.length < 4) throw new Faulty('not-rings')
  counted.points += value.length
  counted.rings += 1
  if (counted.points > MOST_POINTS || counted.rings > MOST_RINGS) throw new Faulty('too-many-points')
  const ring = value.map(positionOf)
  const [first, last] = [ring[0], ring.at(-1)]
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) throw new Faulty('not-rings')
  return ring
}

const polygonOf = (value: unknown, counted: Counted): Ring[] => {
  if (!Array.isArray(value) || value.length === 0) throw new Faulty('not-rings')
  return value.map((ring) => ringOf(ring, counted))
}

const polygonsOf = (geometry: unknown, counted: Counted): Ring[][] => {
  if (!isObject(geometry)) throw new Faulty('not-polygons')
  const { type, coordinates } = geometry
  if (type === 'Polygon') return [polygonOf(coordinates, counted)]
  if (type !== 'MultiPolygon') throw new Faulty('not-polygons')
  if (!Array.isArray(coordinates) || coordinates.length === 0) throw new Faulty('not-rings')
  return coordinates.map((polygon) => polygonOf(polygon, counted))
}

const nameOf = (properties: unknown): string => {
  const name = isObject(properties) && Object.hasOwn(properties, 'name') ? properties.name : ''
  return typeof name === 'string' ? [...name.replace(/\p{C}/gu, '').trim()].slice(0, LONGEST_NAME).join('') : ''
}

const featureOf = (value: unknown, counted: Counted): OutlineFeature => {
  if (!isObject(value) || value.type !== 'Feature') throw new Faulty('not-a-collection')
  return {
    type: 'Feature',
    properties: { name: nameOf(value.properties) },
    geometry: { type: 'MultiPolygon', coordinates: polygonsOf(value.geometry, counted) },
  }
}

/**
 * Reads a GeoJSON text: a FeatureCollection of 1–500 Polygons or MultiPolygons in degrees within China, closed rings,
 * at most 60,000 points. A feature's `name` is kept, nothing else.
 * @returns the outline made anew, or the first fault.
 */
export const readOutline = (text: string): { ok: true; outline: Outline } | { ok: false; fault: OutlineFault } => {
  let given: unknown
  try {
    given = JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch {
    return { ok: false, fault: 'not-json' }
  }
  if (!isObject(given) || given.type !== 'FeatureCollection' || !Array.isArray(given.features))
    return { ok: false, fault: 'not-a-collection' }
  if (given.features.length === 0) return { ok: false, fault: 'no-features' }
  if (given.features.length > MOST_FEATURES) return { ok: false, fault: 'too-many-features' }
  const counted: Counted = { points: 0, rings: 0 }
  try {
    const features = given.features.map((feature) => featureOf(feature, counted))
    return { ok: true, outline: { type: 'FeatureCollection', features } }
  } catch (error) {
    if (error instanceof Faulty) return { ok: false, fault: error.fault }
    throw error
  }
}
