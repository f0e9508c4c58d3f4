/** Grid cells as dots tied to their schools: reckoned on the server, drawn by ui/CellMap. Pure. */

export interface MapCell {
  x: number
  y: number
  school: string
  moved: boolean
}

export interface MapSchool {
  id: string
  number: number
  x: number
  y: number
}

export interface CellMapDrawing {
  width: number
  height: number
  schools: {
    id: string
    number: number
    x: number
    y: number
    /** 0 … TONES − 1; neighbours have different ones where that is possible. */
    tone: number
    /** From every cell to the school. */
    lines: string
    /** A dot each, drawn by a round line end. */
    dots: string
    /** Around the dots that changed school. */
    rings: string
  }[]
}

const WIDTH = 900
const MARGIN = 24
const MOST_HEIGHT = 1_100
/** Colours there are; the lines tell schools apart where two near ones share one. */
export const TONES = 8

type Point = { x: number; y: number }

const far = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** A colour each: the one whose nearest bearer is farthest away. */
const tonesOf = (schools: readonly MapSchool[]): Map<string, number> => {
  const tones = new Map<string, number>()
  const placed: (Point & { tone: number })[] = []
  for (const school of schools) {
    const room = Array.from({ length: TONES }, (_, tone) =>
      Math.min(Number.POSITIVE_INFINITY, ...placed.filter((one) => one.tone === tone).map((one) => far(one, school))),
    )
    const tone = room.indexOf(Math.max(...room))
    tones.set(school.id, tone)
    placed.push({ ...school, tone })
  }
  return tones
}

const short = (number: number): string => String(Math.round(number))

/** @param cells in the grid's metres, north up. */
export const drawCells = (cells: readonly MapCell[], schools: readonly MapSchool[]): CellMapDrawing => {
  const all: Point[] = [...cells, ...schools]
  const xs = all.map(({ x }) => x)
  const ys = all.map(({ y }) => y)
  const [west, east] = [Math.min(...xs), Math.max(...xs)]
  const [south, north] = [Math.min(...ys), Math.max(...ys)]
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / Math.max(1, east - west),
    (MOST_HEIGHT - 2 * MARGIN) / Math.max(1, north - south),
  )
  const at = ({ x, y }: Point): string => `${short(MARGIN + (x - west) * scale)} ${short(MARGIN + (north - y) * scale)}`
  const tones = tonesOf(schools)
  return {
    width: Math.round(2 * MARGIN + (east - west) * scale),
    height: Math.round(2 * MARGIN + (north - south) * scale),
    schools: schools.map((school) => {
      const own = cells.filter((one) => one.school === school.id)
      const dots = (of: readonly MapCell[]): string => of.map((one) => `M${at(one)}h0`).join('')
      return {
        id: school.id,
        number: school.number,
        x: Math.round(MARGIN + (school.x - west) * scale),
        y: Math.round(MARGIN + (north - school.y) * scale),
        tone: tones.get(school.id) ?? 0,
        lines: own.map((one) => `M${at(one)}L${at(school)}`).join(''),
        dots: dots(own),
        rings: dots(own.filter(({ moved }) => moved)),
      }
    }),
  }
}
