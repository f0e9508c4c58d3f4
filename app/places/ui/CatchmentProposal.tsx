import { ExportLinks, Figure, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import { many, metres, catchmentWords as words } from '../advice/advice-words'
import type { CatchmentPage } from '../advice/load-proposal.server'
import { phaseWords } from '../phase-words'
import { CellMap } from './CellMap'

/** The page shows the head of a long table; the export has all of it. */
const MOST_SHOWN = 40

/** 2028 年初中：… 个网格换学校，没座位的孩子从 … 人到 … 人. */
export const catchmentFinding = ({ phase, autumn, totals: { moved, before, after } }: CatchmentPage) => {
  const [which, cells, to] = words.finding(phaseWords[phase], autumn)
  return (
    <>
      {which}
      <Figure name="places.advice-moved" value={moved} />
      {cells}
      <Figure name="places.advice-seatless" value={before} />
      {to}
      <Figure name="places.advice-seatless" value={after} />
      {words.findingEnd}
    </>
  )
}

/** Which cell belongs to which school: a map, the schools, who changes, who walks far. */
export const CatchmentProposal = ({ page }: { page: CatchmentPage }) => (
  <>
    <figure className="sheaf cellmap">
      <CellMap map={page.map} label={words.map(phaseWords[page.phase])} />
      <figcaption className="cap">
        {words.mapCap} {words.counted(page.counted, page.autumn, page.forecast)}
      </figcaption>
    </figure>
    {page.unplaced.length > 0 && <p className="cap">{words.unplaced(page.unplaced)}</p>}
    <Schools page={page} />
    <Moved page={page} />
    <Far page={page} />
  </>
)

const Schools = ({ page: { head, schools } }: { page: CatchmentPage }) => (
  <Table
    caption={words.schools}
    bar={
      <>
        <h2>{words.schools}</h2>
        <ExportLinks to={pathTo('proposalSheet', { scenario: head.id }, { what: 'schools' })} what={words.schools} />
      </>
    }
    columns={[
      { key: 'number', head: words.schoolColumns.number },
      { key: 'school', head: words.schoolColumns.school },
      { key: 'street', head: words.schoolColumns.street },
      { key: 'seats', head: words.schoolColumns.seats, number: true },
      { key: 'before', head: words.schoolColumns.before, number: true },
      { key: 'after', head: words.schoolColumns.after, number: true },
      { key: 'fits', head: '', number: true },
      { key: 'longest', head: words.schoolColumns.longest, number: true },
    ]}
    groups={[
      {
        rows: schools.map(({ school, number, name, street, seats, before, after, longest }) => ({
          key: school,
          ...(after > seats ? { tone: 'bad' as const } : {}),
          cells: [
            number,
            name,
            street,
            many(seats),
            many(before),
            many(after),
            after > seats ? words.over(after - seats) : words.fits,
            metres(longest),
          ],
        })),
      },
    ]}
  />
)

const Moved = ({ page: { head, cells, totals } }: { page: CatchmentPage }) => (
  <Table
    caption={words.moved}
    bar={
      <>
        <h2>{words.moved}</h2>
        <ExportLinks to={pathTo('proposalSheet', { scenario: head.id }, { what: 'cells' })} what={words.moved} />
      </>
    }
    columns={[
      { key: 'cell', head: words.movedColumns.cell },
      { key: 'street', head: words.movedColumns.street },
      { key: 'compound', head: words.movedColumns.compound },
      { key: 'children', head: words.movedColumns.children, number: true },
      { key: 'from', head: words.movedColumns.from },
      { key: 'to', head: words.movedColumns.to },
      { key: 'way', head: words.movedColumns.way, number: true },
    ]}
    groups={[
      {
        rows: cells
          .filter(({ moved }) => moved)
          .slice(0, MOST_SHOWN)
          .map(({ cell, street, compound, children, from, to, wayBefore, way }) => ({
            key: cell,
            cells: [
              cell,
              street,
              compound,
              many(children),
              from || words.noWay,
              to,
              words.ways(wayBefore === null ? words.noWay : metres(wayBefore), metres(way)),
            ],
          })),
      },
    ]}
    empty={words.noneMoved}
    foot={totals.moved > MOST_SHOWN && <span>{words.more(totals.moved - MOST_SHOWN)}</span>}
  />
)

const Far = ({ page: { far, limit } }: { page: CatchmentPage }) => (
  <Table
    caption={words.far(limit)}
    bar={<h2>{words.far(limit)}</h2>}
    columns={[
      { key: 'cell', head: words.farColumns.cell },
      { key: 'street', head: words.farColumns.street },
      { key: 'children', head: words.farColumns.children, number: true },
      { key: 'school', head: words.farColumns.school },
      { key: 'way', head: words.farColumns.way, number: true },
      { key: 'why', head: words.farColumns.why },
    ]}
    groups={[
      {
        rows: far.slice(0, MOST_SHOWN).map(({ cell, street, children, school, way, full }) => ({
          key: cell,
          cells: [cell, street, many(children), school, metres(way), full ? words.farWhy.full : words.farWhy.none],
        })),
      },
    ]}
    empty={words.noneFar(limit)}
    foot={far.length > MOST_SHOWN && <span>{words.more(far.length - MOST_SHOWN)}</span>}
  />
)
