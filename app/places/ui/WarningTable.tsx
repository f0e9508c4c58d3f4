import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { dayInWords, dayOf } from '~/shared/day'
import { Figure, Table, type TableRow } from '~/shared/ui'
import { pathTo } from '~/site'
import { phaseWords } from '../phase-words'
import type { WarningLine } from '../warnings/load-warnings.server'
import { warningWords as words } from '../warnings/warning-words'
import { OfficialMark } from './OfficialMark'

const keyOf = ({ street, phase, year }: WarningLine): string => `${street} ${phase} ${year}`

const groupOf = ({ draft, published, colour }: WarningLine): keyof typeof words.groups =>
  draft ? 'waiting' : published ? 'published' : colour === 'green' ? 'calm' : 'open'

/** Cells with the official colour and the planner's odds; boxes pick what is prepared or published. @param acts below the table */
export const WarningTable = ({ lines, acts }: { lines: readonly WarningLine[]; acts: ReactNode }) => (
  <Table
    caption={words.caption}
    columns={[
      { key: 'street', head: words.columns.street },
      { key: 'phase', head: words.columns.phase },
      { key: 'year', head: words.columns.year },
      { key: 'registered', head: words.columns.registered, number: true },
      { key: 'plan', head: words.columns.plan, number: true },
      { key: 'colour', head: words.columns.colour },
      { key: 'chance', head: words.columns.chance, number: true },
      { key: 'balance', head: words.columns.balance, number: true },
      { key: 'state', head: words.columns.state },
    ]}
    groups={(Object.keys(words.groups) as (keyof typeof words.groups)[]).map((group) => ({
      title: words.groups[group],
      rows: lines.filter((line) => groupOf(line) === group).map(rowOf),
    }))}
    foot={<span className="acts">{acts}</span>}
  />
)

const rowOf = (line: WarningLine): TableRow => {
  const { streetName, phase, year, registered, plan, colour, kind, pShort, places, draft } = line
  const said = words.pick(streetName, phaseWords[phase], year)
  const box = draft ? { name: 'warning', value: draft.id } : { name: 'cell', value: keyOf(line) }
  return {
    key: keyOf(line),
    ...(colour === 'red' ? { tone: 'bad' as const } : colour === 'yellow' ? { tone: 'warn' as const } : {}),
    cells: [
      draft?.mine ? (
        <span key="street" className="ticked">
          <span className="nobox" />
          {streetName}
        </span>
      ) : (
        <label key="street" className="ticked">
          <input type="checkbox" {...box} aria-label={said} />
          {streetName}
        </label>
      ),
      phaseWords[phase],
      year,
      <Figure key="registered" name="places.registered" value={registered} />,
      <Figure key="plan" name="places.intake-plan" value={plan} />,
      <OfficialMark key="colour" colour={colour} surplus={kind === 'surplus'} bureau />,
      `${Math.round(pShort * 100)}%`,
      places < 0 ? words.short(-places) : words.spare(places),
      <State key="state" line={line} />,
    ],
  }
}

const State = ({ line }: { line: WarningLine }) => {
  const { draft, published, street, phase, year, streetName } = line
  if (draft) return <Link to={pathTo('warning', { warning: draft.id })}>{words.states.prepared(draft.by)}</Link>
  const prepare = (
    <Link
      to={pathTo('prepareWarning', {}, { street, phase, year: String(year) })}
      aria-label={words.prepareOf(streetName, phaseWords[phase], year)}
    >
      {words.prepare}
    </Link>
  )
  if (!published) return prepare
  return (
    <span className="next">
      <Link to={pathTo('warning', { warning: published.id })}>
        {words.states.published(dayInWords(dayOf(published.at)))}
      </Link>
      {prepare}
    </span>
  )
}
