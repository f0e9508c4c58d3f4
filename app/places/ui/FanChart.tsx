import { Figure, Table } from '~/shared/ui'
import { chartWords as words } from '../charts/chart-words'
import type { FanRow } from '../charts/fan-rules'

interface FanChartProps {
  /** 泺口初中 */
  where: string
  rows: readonly FanRow[]
  /** Drawn by the server, once for a desk and once for a phone; own numbers and words only. */
  wide: string
  narrow: string
  /** The finding, read aloud in the place of the drawing. */
  label: string
  /** The autumn that stands open. */
  opened: number
}

const many = (count: number): string => count.toLocaleString('en-US')

const Drawing = ({ svg, label, size }: { svg: string; label: string; size: 'wide' | 'narrow' }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by our own server from numbers and fixed words
  <div className={`fan ${size}`} role="img" aria-label={label} dangerouslySetInnerHTML={{ __html: svg }} />
)

/** Children against seats over the years, and the same numbers as a table. */
export const FanChart = ({ where, rows, wide, narrow, label, opened }: FanChartProps) => {
  const here = rows.find(({ year }) => year === opened)
  const uneven = here && here.short > 0 && here.children <= here.probable
  return (
    <section className="panel chart" aria-labelledby="fan-head">
      <div className="ptop">
        <h2 id="fan-head">{words.title(where)}</h2>
      </div>
      <Drawing svg={wide} label={label} size="wide" />
      <Drawing svg={narrow} label={label} size="narrow" />
      <p className="cap">
        {words.bands}
        {uneven && words.uneven(opened, many(here.short))}
      </p>
      <details className="fantable">
        <summary>{words.table}</summary>
        <Table
          caption={words.caption(where)}
          columns={[
            { key: 'year', head: words.columns.year },
            { key: 'children', head: words.columns.children, number: true },
            { key: 'half', head: words.columns.half, number: true },
            { key: 'wide', head: words.columns.wide, number: true },
            { key: 'promised', head: words.columns.promised, number: true },
            { key: 'probable', head: words.columns.probable, number: true },
            { key: 'short', head: words.columns.short, number: true },
          ]}
          groups={[
            {
              rows: rows.map((row) => ({
                key: String(row.year),
                ...(row.year === opened && row.short > 0 ? { tone: 'bad' as const } : {}),
                cells: [
                  row.year,
                  <Figure
                    key="children"
                    name={row.wide ? 'places.demand' : 'places.pupils-of-street'}
                    value={row.children}
                  />,
                  row.half ? words.range(row.half) : words.past,
                  row.wide ? words.range(row.wide) : words.past,
                  many(row.promised),
                  <Figure key="probable" name="places.seats" value={row.probable} />,
                  row.wide ? <Figure key="short" name="places.shortage" value={row.short} /> : words.past,
                ],
              })),
            },
          ]}
        />
      </details>
    </section>
  )
}
