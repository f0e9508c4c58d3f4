import { CustomChart, LineChart } from 'echarts/charts'
import { GraphicComponent, GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { paint, paintedSvg } from './chart-paints.server'
import { chartWords as words } from './chart-words'
import { apart, type FanRow, fanValues, roundAxis } from './fan-rules'

use([LineChart, CustomChart, GridComponent, GraphicComponent, SVGRenderer])

/** How large a chart is drawn: on a desk and on a phone, where its words must not shrink. */
const sheets = {
  wide: { width: 760, height: 300, left: 52, right: 124, top: 16, bottom: 30, everyYears: 1 },
  narrow: { width: 340, height: 280, left: 42, right: 74, top: 14, bottom: 28, everyYears: 2 },
} as const

/** How wide the words of the gap are, and how far from its end they stand. */
const GAP_WORDS_PX = 84
const GAP_WORDS_APART = 14

type Sheet = keyof typeof sheets

const many = (count: number): string => count.toLocaleString('en-US')

type Corner = [number, number]

/** A filled shape between two edges, years along. */
const band = (corners: readonly Corner[], fill: string) => ({
  type: 'custom' as const,
  silent: true,
  data: [[0, 0]],
  renderItem: (_: unknown, api: { coord(at: number[]): number[] }) => ({
    type: 'polygon' as const,
    shape: { points: corners.map((corner) => api.coord(corner)) },
    style: { fill },
  }),
})

const bandOf = (rows: readonly FanRow[], name: 'wide' | 'half', fill: string) => {
  const ahead = rows.flatMap((row) => (row[name] ? [{ year: row.year, edges: row[name] }] : []))
  const upper = ahead.map(({ year, edges }): Corner => [year, edges[1]])
  const lower = ahead.map(({ year, edges }): Corner => [year, edges[0]])
  return band([...upper, ...lower.reverse()], fill)
}

const line = (data: readonly Corner[], color: string, width: number, more: object = {}) => ({
  type: 'line' as const,
  silent: true,
  clip: false,
  symbol: 'none',
  data: data.map(([x, y]) => [x, y]),
  lineStyle: { color, width, ...more },
})

/**
 * The fan as SVG: what was solid, what may come dashed with its two bands, seats in steps on 1 September, and only the
 * gap red. Carries numbers and the room's own words, nothing that people typed.
 * @param opened the autumn that stands open. @returns markup for a page, colours by the look's variables.
 */
export const drawFan = (rows: readonly FanRow[], opened: number, sheet: Sheet): string => {
  const { width, height, left, right, top, bottom, everyYears } = sheets[sheet]
  const years = rows.map(({ year }) => year)
  const [first = 0, last = 0] = [years[0], years.at(-1)]
  const axis = roundAxis(fanValues(rows))
  const past = rows.filter(({ wide }) => wide === null)
  const ahead = rows.filter(({ wide }) => wide !== null)
  const end = rows.at(-1)
  const yOf = (value: number): number => top + ((axis.max - value) / (axis.max - axis.min)) * (height - top - bottom)
  const xOf = (year: number): number => left + ((year - first) / Math.max(1, last - first)) * (width - left - right)
  const at = (row: FanRow, name: 'children' | 'promised' | 'probable'): Corner => [row.year, row[name]]
  const here = rows.find(({ year }) => year === opened)
  const lacks = here && here.short > 0 && here.children > here.probable ? here : undefined

  const says = [
    { text: words.ends[sheet].promised, color: paint('ink2'), value: end?.promised ?? 0, weight: 'normal' as const },
    { text: words.ends[sheet].probable, color: paint('sureInk'), value: end?.probable ?? 0, weight: 'bold' as const },
    { text: words.ends[sheet].children, color: paint('ink'), value: end?.children ?? 0, weight: 'bold' as const },
  ]
  const lines = apart(
    says.map(({ value }) => yOf(value)),
    17,
    height - bottom,
  )
  const text = (x: number, y: number, style: object) => ({
    type: 'text' as const,
    silent: true,
    z: 10,
    x,
    y,
    style: { fontSize: 12, verticalAlign: 'middle' as const, fontFamily: 'inherit', ...style },
  })
  /** Below the gap, where no line runs; above it where the sheet ends. */
  const gapWordsAt = (row: FanRow): [x: number, y: number] => {
    const x = Math.min(Math.max(xOf(row.year), left + GAP_WORDS_PX / 2), width - right - GAP_WORDS_PX / 2)
    const below = yOf(row.probable) + GAP_WORDS_APART
    return [x, below <= height - bottom - 8 ? below : yOf(row.children) - GAP_WORDS_APART]
  }
  const shownYear = (year: number): boolean => (year - opened) % everyYears === 0

  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({
    animation: false,
    grid: { left, right, top, bottom },
    xAxis: { type: 'value', min: first, max: Math.max(first + 1, last), interval: 1, show: false },
    yAxis: {
      type: 'value',
      min: axis.min,
      max: axis.max,
      interval: axis.step,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: paint('grid') } },
      axisLabel: { color: paint('ink2'), fontFamily: 'inherit', formatter: many },
    },
    series: [
      bandOf(rows, 'wide', paint('wide')),
      bandOf(rows, 'half', paint('half')),
      {
        ...line(
          rows.map((row) => at(row, 'promised')),
          paint('likely'),
          2,
          { type: [2, 4] },
        ),
        step: 'end',
      },
      {
        ...line(
          rows.map((row) => at(row, 'probable')),
          paint('sure'),
          3,
        ),
        step: 'end',
      },
      line(
        [...past, ...ahead.slice(0, 1)].map((row) => at(row, 'children')),
        paint('demand'),
        2.5,
      ),
      line(
        ahead.map((row) => at(row, 'children')),
        paint('demand'),
        2.5,
        { type: [5, 4] },
      ),
      ...(lacks ? [line([at(lacks, 'children'), at(lacks, 'probable')], paint('gap'), 4)] : []),
    ],
    graphic: [
      ...years.filter(shownYear).map((year) =>
        text(xOf(year), height - bottom + 14, {
          text: String(year),
          fill: paint(year === opened ? 'ink' : 'ink2'),
          fontWeight: year === opened ? 'bold' : 'normal',
          align: 'center',
        }),
      ),
      ...says.map(({ text: said, color, weight }, i) =>
        text(width - right + 8, lines[i] ?? 0, { text: said, fill: color, fontWeight: weight }),
      ),
      ...(lacks
        ? [
            text(...gapWordsAt(lacks), {
              align: 'center',
              text: words.gap(many(lacks.short)),
              fill: paint('gapInk'),
              stroke: paint('sheet'),
              lineWidth: 3,
              fontSize: 14,
              fontWeight: 'bold',
            }),
          ]
        : []),
    ],
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return paintedSvg(svg)
}
