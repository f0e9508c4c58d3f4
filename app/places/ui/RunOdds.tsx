import { ExportLinks, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import { phaseWords } from '../phase-words'
import type { RunPage } from '../runs/load-run.server'
import { oneRunWords } from '../runs/run-words'

const MOST_SHOWN = 12

const percent = (chance: number): string => `${Math.round(chance * 100)}%`

/** How likely places lack at least once by then: what no single autumn can tell. */
export const RunOdds = ({ page: { id, odds, totals, origin, horizon } }: { page: RunPage }) => {
  const words = oneRunWords.odds
  const years = totals.map(({ year }) => year)
  return (
    <div className="lines">
      <Table
        caption={words.caption}
        bar={
          <>
            <h2>{words.title(odds.length, origin + horizon)}</h2>
            <ExportLinks to={pathTo('forecastSheet', { run: id }, { what: 'odds' })} what={words.caption} />
          </>
        }
        columns={[
          { key: 'street', head: words.street },
          { key: 'phase', head: words.phase },
          { key: 'single', head: words.single, number: true },
          ...years.map((year) => ({ key: String(year), head: words.by(year), number: true })),
        ]}
        groups={[
          {
            rows: odds.slice(0, MOST_SHOWN).map(({ street, streetName, phase, single, by }) => ({
              key: `${street} ${phase}`,
              cells: [
                streetName,
                phaseWords[phase],
                words.singleSays(single.year, percent(single.chance)),
                ...years.map((year) => percent(by.find((one) => one.year === year)?.chance ?? 0)),
              ],
            })),
          },
        ]}
        empty={words.title(0, origin + horizon)}
        foot={odds.length > MOST_SHOWN ? `${words.lead} ${words.more(odds.length - MOST_SHOWN)}` : words.lead}
      />
    </div>
  )
}
