import { Link } from '@remix-run/react'
import { dayInWords, dayOf } from '~/shared/day'
import { ExportLinks, Figure, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import { phaseWords } from '../phase-words'
import { phases } from '../phases'
import type { RunPage } from '../runs/load-run.server'
import type { RunRow, RunsPage } from '../runs/load-runs.server'
import { oneRunWords, runWords } from '../runs/run-words'

/** Every run, those that wait for a second person first. */
export const RunList = ({ page: { rows } }: { page: RunsPage }) => {
  const { columns } = runWords
  const rowOf = (row: RunRow) => ({
    key: row.id,
    ...(row.publishedAt === null ? { tone: 'warn' as const } : {}),
    cells: [
      <Link key="number" to={pathTo('forecast', { run: row.id })}>
        {runWords.number(row.number)}
      </Link>,
      runWords.origin(row.origin, row.horizon),
      <span key="reason" className="say">
        {row.reason}
      </span>,
      row.scenario ? runWords.scenario(row.scenario) : row.assumptionSet || runWords.usual,
      row.author,
      dayOf(row.at),
      row.worst ? runWords.worst(row.worst.street, row.worst.phase, row.worst.year, row.worst.short) : runWords.noWorst,
      row.publishedAt === null ? (
        <b key="state">◆ {runWords.waiting}</b>
      ) : (
        `● ${runWords.published(row.publishedBy, dayInWords(dayOf(row.publishedAt)))}`
      ),
    ],
  })
  return (
    <div className="lines">
      <Table
        caption={runWords.caption}
        columns={[
          { key: 'number', head: columns.number },
          { key: 'origin', head: columns.origin },
          { key: 'reason', head: columns.reason },
          { key: 'assumptions', head: columns.assumptions },
          { key: 'author', head: columns.author },
          { key: 'at', head: columns.at },
          { key: 'worst', head: columns.worst },
          { key: 'state', head: columns.state },
        ]}
        groups={[
          { rows: rows.filter(({ publishedAt }) => publishedAt === null).map(rowOf) },
          { rows: rows.filter(({ publishedAt }) => publishedAt !== null).map(rowOf) },
        ]}
        empty={runWords.finding.none}
      />
    </div>
  )
}

/** The district's children by phase, year by year. */
export const RunTotals = ({ page }: { page: RunPage }) => {
  const words = oneRunWords.totals
  return (
    <div className="lines">
      <Table
        caption={words.caption}
        bar={
          <>
            <h2>{words.title}</h2>
            <ExportLinks to={pathTo('forecastSheet', { run: page.id })} what={words.caption} />
          </>
        }
        columns={[
          { key: 'year', head: words.year },
          ...phases.flatMap((phase) => [
            { key: phase, head: phaseWords[phase], number: true },
            { key: `${phase}-spread`, head: words.spreadHead(phaseWords[phase]), number: true },
          ]),
        ]}
        groups={[
          {
            rows: page.totals.map(({ year, bands }) => ({
              key: String(year),
              cells: [
                year,
                ...phases.flatMap((phase) => {
                  const band = bands.find((one) => one.phase === phase)
                  if (!band) return ['', '']
                  return [
                    <Figure key={phase} name="places.run-children" value={Math.round(band.p50)} />,
                    words.spread(band.p10, band.p90),
                  ]
                }),
              ],
            })),
          },
        ]}
      />
    </div>
  )
}

const MOST_GAPS = 12

/** Where places lack, most first. */
export const RunGaps = ({ page }: { page: RunPage }) => {
  const words = oneRunWords.gaps
  return (
    <div className="lines">
      <Table
        caption={words.caption}
        bar={
          <>
            <h2>{words.title(page.gaps.length)}</h2>
            <ExportLinks to={pathTo('forecastSheet', { run: page.id }, { what: 'balances' })} what={words.caption} />
          </>
        }
        columns={[
          { key: 'street', head: words.street },
          { key: 'phase', head: words.phase },
          { key: 'year', head: words.year },
          { key: 'children', head: words.children, number: true },
          { key: 'probable', head: words.probable, number: true },
          { key: 'short', head: words.short, number: true },
          { key: 'chance', head: words.chance, number: true },
        ]}
        groups={[
          {
            rows: page.gaps.slice(0, MOST_GAPS).map((gap) => ({
              key: `${gap.street} ${gap.phase} ${gap.year}`,
              cells: [
                gap.streetName,
                phaseWords[gap.phase],
                gap.year,
                Math.round(gap.demandP50).toLocaleString('en-US'),
                Math.round(gap.probable).toLocaleString('en-US'),
                <span key="short">
                  ▼ <Figure name="places.run-short" value={-Math.round(gap.short)} />
                </span>,
                `${Math.round(gap.pShort * 100)}%`,
              ],
            })),
          },
        ]}
        empty={words.title(0)}
        foot={page.gaps.length > MOST_GAPS ? words.more(page.gaps.length - MOST_GAPS) : undefined}
      />
    </div>
  )
}
