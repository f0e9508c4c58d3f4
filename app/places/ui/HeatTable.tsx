import { Link } from '@remix-run/react'
import { Figure } from '~/shared/ui'
import { pathTo } from '~/site'
import { type DeskSearch, deskQuery } from '../desk/desk-search'
import { deskWords as words } from '../desk/desk-words'
import type { Heat, HeatCell } from '../desk/heat-rules'
import { phaseWords } from '../phase-words'
import { phases } from '../phases'
import { signedInWords } from '../projects/project-words'
import { streetWord } from '../street-words'
import { shapeOf } from './tones'

interface HeatTableProps {
  heat: Heat
  opened: HeatCell
  search: DeskSearch
}

/** The address of a cell, with the toggles as they stand. */
export const cellPath = (search: DeskSearch, { street, phase, year }: Pick<HeatCell, 'street' | 'phase' | 'year'>) =>
  pathTo('placesDesk', {}, deskQuery({ ...search, street, phase, year: String(year) }))

/** Street × phase × year: shape left, signed number right, each a link that opens the cell. */
export const HeatTable = ({ heat: { years, rows }, opened, search }: HeatTableProps) => {
  const isOpen = (cell: HeatCell): boolean =>
    cell.street === opened.street && cell.phase === opened.phase && cell.year === opened.year
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll heatbox" aria-label={words.heat.caption} tabIndex={0}>
      <table className="heat">
        <caption className="vh">{words.heat.caption}</caption>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              {words.heat.street}
            </th>
            {phases.map((phase) => (
              <th key={phase} colSpan={years.length} scope="colgroup" className="p1">
                {words.heat.phase(phase, search.scope)}
              </th>
            ))}
          </tr>
          <tr>
            {phases.map((phase) =>
              years.map((year, i) => (
                <th key={`${phase} ${year}`} scope="col" className={i === 0 ? 'p1' : undefined}>
                  {year}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ street, name, cells }) => (
            <tr key={street}>
              <th scope="row">{streetWord(name)}</th>
              {cells.map((cell, i) => {
                const place = `${phases[Math.floor(i / years.length)]} ${years[i % years.length]}`
                const first = i % years.length === 0 ? ' p1' : ''
                if (!cell)
                  return (
                    <td key={place} className={`none${first}`}>
                      {words.heat.none}
                    </td>
                  )
                return (
                  <td key={place} className={`${cell.tone}${first}${isOpen(cell) ? ' sel' : ''}`}>
                    <Link
                      to={cellPath(search, cell)}
                      aria-current={isOpen(cell) ? 'true' : undefined}
                      preventScrollReset
                      title={words.heat.chance(cell)}
                    >
                      <span className="vh">
                        {streetWord(name)}
                        {phaseWords[cell.phase]} {cell.year}{' '}
                      </span>
                      <i aria-hidden="true">{shapeOf[cell.tone]}</i>
                      <Figure name="places.balance" value={cell.places}>
                        {signedInWords(cell.places)}
                      </Figure>
                      <span className="vh">
                        {' '}
                        {words.tone[cell.tone]}，{words.heat.chance(cell)}
                      </span>
                    </Link>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What the four colours mean, as the thresholds have it. */
export const HeatKey = ({ says }: { says: Record<HeatCell['tone'], string> }) => (
  <ul className="lv" aria-label={words.heat.key}>
    {(['short', 'tight', 'fine', 'surplus'] as const).map((tone) =>
      says[tone] === '' ? null : (
        <li key={tone} className={tone}>
          <i aria-hidden="true">{shapeOf[tone]}</i> {says[tone]}
        </li>
      ),
    )}
  </ul>
)
