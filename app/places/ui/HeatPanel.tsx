import { Link } from '@remix-run/react'
import { pathTo } from '~/site'
import { type DeskSearch, deskQuery } from '../desk/desk-search'
import { deskWords as words } from '../desk/desk-words'
import type { DeskView } from '../desk/load-desk.server'
import { signedInWords } from '../projects/project-words'
import { streetWord } from '../street-words'
import { cellPath, HeatKey, HeatTable } from './HeatTable'
import { TileMap } from './TileMap'
import { WhyList } from './WhyList'

/** One of two ways to look, as links. */
const Toggle = ({
  label,
  choices,
}: {
  label: string
  choices: readonly { name: string; to: string; on: boolean }[]
}) => (
  <nav className="seg no-print" aria-label={label}>
    {choices.map(({ name, to, on }) => (
      <Link key={name} to={to} aria-current={on ? 'page' : undefined} preventScrollReset>
        {name}
      </Link>
    ))}
  </nav>
)

const { toggles } = words

/** Every street, phase and year, with what is looked at and what the colours mean. */
export const HeatPanel = ({ view, search }: { view: DeskView; search: DeskSearch }) => {
  const { heat, opened, assumptions } = view
  const here = { ...search, street: opened.street, phase: opened.phase, year: String(opened.year) }
  const path = (more: Partial<DeskSearch>): string => pathTo('placesDesk', {}, deskQuery({ ...here, ...more }))
  return (
    <section className="panel" aria-labelledby="heat-head">
      <div className="ptop">
        <h2 id="heat-head">{words.heat.title}</h2>
        <HeatKey says={words.key(search.colour, assumptions)} />
      </div>
      <div className="turns">
        <Toggle
          label={toggles.scope}
          choices={(['phase', 'intake'] as const).map((scope) => ({
            name: toggles[scope],
            to: path({ scope }),
            on: scope === search.scope,
          }))}
        />
        <Toggle
          label={toggles.colour}
          choices={(['planner', 'official'] as const).map((colour) => ({
            name: toggles[colour],
            to: path({ colour }),
            on: colour === search.colour,
          }))}
        />
      </div>
      <HeatTable heat={heat} opened={opened} search={search} />
    </section>
  )
}

/** The streets where they lie, for the phase and year that stand open, and why the open cell is as it is. */
export const MapPanel = ({ view, search, district }: { view: DeskView; search: DeskSearch; district: string }) => {
  const { heat, opened, fan, why } = view
  const tiles = heat.rows.map(({ street, name, cells }) => {
    const cell = cells.find((one) => one?.phase === opened.phase && one.year === opened.year) ?? null
    const short = streetWord(name)
    return {
      street,
      name: short,
      cell,
      to: cellPath(search, { street, phase: opened.phase, year: opened.year }),
      says: cell ? words.map.tile(short, signedInWords(cell.places), words.tone[cell.tone]) : short,
      open: street === opened.street,
    }
  })
  return (
    <section className="panel" aria-labelledby="map-head">
      <div className="ptop">
        <h2 id="map-head">{words.map.title(opened.phase, opened.year, search.scope)}</h2>
        <p className="cap">{words.map.note}</p>
      </div>
      <TileMap district={district} tiles={tiles} label={words.map.label(opened.phase, opened.year)} />
      {why && (
        <section className="whyopen" aria-labelledby="why-head">
          <h2 id="why-head">{words.why.title(fan.where, opened.year, opened)}</h2>
          <WhyList why={why} chance={opened.chance} />
        </section>
      )}
    </section>
  )
}
