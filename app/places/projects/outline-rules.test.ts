import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import tianqiao from '#db/seed/outline/tianqiao-370105.json'
import { drawMap } from './draw-map.server'
import { type Outline, readOutline } from './outline-rules'
import type { ProjectLine } from './project-line-rules'

const square = (x = 117, y = 36.7, side = 0.01) => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]
const collection = (...geometries: unknown[]) => ({
  type: 'FeatureCollection',
  features: geometries.map((geometry, i) => ({ type: 'Feature', properties: { name: `街道${i}` }, geometry })),
})
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings })
const faultOf = (given: unknown): string => {
  const read = readOutline(typeof given === 'string' ? given : JSON.stringify(given))
  return read.ok ? 'taken' : read.fault
}

describe('a GeoJSON from outside', () => {
  it('is taken when it is polygons in degrees, and nothing else of it is kept', () => {
    const given = {
      ...collection(polygon(square(), square(117.002, 36.702, 0.002)), {
        type: 'MultiPolygon',
        coordinates: [[square(116.9)]],
      }),
      crs: { evil: true },
      bbox: [0, 0, 0, 0],
    }
    const text = JSON.stringify(given).replace(
      '"name":"街道0"',
      '"name":" 泺\\u0000口 ","__proto__":{"a":1},"style":"x"',
    )
    const read = readOutline(`\uFEFF${text}`)
    if (!read.ok) throw new Error(read.fault)
    expect(Object.keys(read.outline).sort()).toEqual(['features', 'type'])
    expect(read.outline.features.map(({ properties }) => properties)).toEqual([{ name: '泺口' }, { name: '街道1' }])
    expect(read.outline.features[0]?.geometry.coordinates[0]).toHaveLength(2)
  })

  it('drops heights, and shortens long names', () => {
    const high = square().map((position) => [...position, 25])
    const read = readOutline(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [{ type: 'Feature', properties: { name: '很'.repeat(500) }, geometry: polygon(high) }],
      }),
    )
    if (!read.ok) throw new Error(read.fault)
    expect(read.outline.features[0]?.geometry.coordinates[0]?.[0]?.[0]).toEqual([117, 36.7])
    expect([...(read.outline.features[0]?.properties.name ?? '')]).toHaveLength(40)
  })

  const many = (points: number) => {
    const ring = Array.from({ length: points }, (_, i) => [117 + i / 1e7, 36.7])
    return [...ring, ring[0]]
  }
  it.each<[string, unknown]>([
    ['not-json', '{"type":'],
    ['not-json', ''],
    ['not-json', '['.repeat(200_000)],
    ['not-a-collection', '[]'],
    ['not-a-collection', 'null'],
    ['not-a-collection', polygon(square())],
    ['not-a-collection', { type: 'FeatureCollection', features: {} }],
    ['not-a-collection', { type: 'FeatureCollection', features: [polygon(square())] }],
    ['no-features', collection()],
    ['too-many-features', collection(...Array.from({ length: 501 }, () => polygon(square())))],
    ['not-polygons', collection({ type: 'Point', coordinates: [117, 36.7] })],
    ['not-polygons', collection(null)],
    ['not-polygons', collection({ type: 'GeometryCollection', geometries: [polygon(square())] })],
    ['not-rings', collection(polygon())],
    ['not-rings', collection(polygon(square().slice(0, 3)))],
    ['not-rings', collection(polygon(square().slice(0, 4)))],
    ['not-rings', collection(polygon([[117], [117], [117], [117]]))],
    ['not-rings', collection({ type: 'MultiPolygon', coordinates: [] })],
    ['not-degrees', collection(polygon(square(36.7, 117)))],
    ['not-degrees', collection(polygon(square(13_020_000, 4_390_000)))],
    ['not-degrees', collection(polygon(square().map(([x, y]) => [String(x), y])))],
    [
      'not-degrees',
      '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1e300,36],[117,36],[117,37],[1e300,36]]]}}]}',
    ],
    ['too-many-points', collection(polygon(many(60_001)))],
    [
      'too-many-points',
      collection(...Array.from({ length: 300 }, () => polygon(...Array.from({ length: 20 }, () => square())))),
    ],
  ])('is not taken when it is %s', (fault, given) => {
    expect(faultOf(given)).toBe(fault)
  })

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(faultOf(value)).toMatch(/^(?:not|no|too)-/)
        expect(faultOf(collection(polygon(value)))).toMatch(/^not-/)
      }),
    )
  })

  it('is drawn the same, whichever way round its rings run', () => {
    const drawn = (ring: number[][]) => {
      const read = readOutline(JSON.stringify(collection(polygon(ring))))
      if (!read.ok) throw new Error(read.fault)
      return drawMap({ district: read.outline, streets: null, sources: [] }, []).district.length
    }
    expect(drawn(square())).toBeLessThan(100)
    expect(drawn([...square()].reverse())).toBeLessThan(100)
  })
})

describe('the map of projects', () => {
  const outlineOf = (): Outline => {
    const read = readOutline(JSON.stringify(tianqiao))
    if (!read.ok) throw new Error(read.fault)
    return read.outline
  }
  const line = (id: string, at: [number, number] | null) =>
    ({
      id,
      title: `示例项目${id}`,
      tone: 'ok',
      sentence: '',
      longitude: at?.[0] ?? null,
      latitude: at?.[1] ?? null,
    }) as ProjectLine

  it('has the district within its frame, projects where they are, and names those without a place', () => {
    const map = drawMap({ district: outlineOf(), streets: null, sources: [] }, [
      line('north', [116.99, 36.8]),
      line('south', [116.99, 36.68]),
      line('nowhere', null),
    ])
    expect(map.district).toMatch(/^M[\d.]+,/)
    expect(map.district).not.toContain('NaN')
    const [north, south] = ['north', 'south'].map((id) => map.marks.find((mark) => mark.id === id))
    expect(north?.y).toBeLessThan(south?.y ?? 0)
    expect(map.unplaced).toEqual([{ id: 'nowhere', title: '示例项目nowhere' }])
  })

  it('lets no two names lie on each other', () => {
    const lines = Array.from({ length: 24 }, (_, i) => line(String(i), [116.98 + i / 1e5, 36.7 + i / 1e5]))
    const { marks, height } = drawMap({ district: outlineOf(), streets: null, sources: [] }, lines)
    for (const side of ['start', 'end']) {
      const heights = marks.filter(({ anchor }) => anchor === side).map(({ labelY }) => labelY)
      expect(heights.length).toBe(12)
      for (const [i, y] of heights.entries()) {
        expect(y).toBeLessThanOrEqual(height)
        if (i > 0) expect(y - (heights[i - 1] ?? 0)).toBeGreaterThanOrEqual(19.9)
      }
    }
  })

  it('stands without an outline, with one project or none', () => {
    expect(drawMap({ district: null, streets: null, sources: [] }, [])).toMatchObject({ district: '', marks: [] })
    const [only] = drawMap({ district: null, streets: null, sources: [] }, [line('one', [116.98, 36.7])]).marks
    expect([only?.x, only?.y].every((at) => at !== undefined && at > 0 && at < 1100)).toBe(true)
  })
})
