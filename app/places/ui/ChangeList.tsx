import { Link } from '@remix-run/react'
import { dayInWords, dayOf, timeOf } from '~/shared/day'
import { pathTo } from '~/site'
import { changePath } from '../change-log/change-path'
import { changeWords as words } from '../change-log/change-words'
import type { ChangeLine } from '../change-log/load-changes.server'

/** 2026-11-18 09:30 */
export const whenOf = (at: number): string => `${dayOf(at)} ${timeOf(at)}`

/** What was changed, leading to where it stands. */
export const ChangeTitle = ({ line }: { line: ChangeLine }) => {
  const to = changePath(line)
  return <b className="said">{to ? <Link to={to}>{line.title}</Link> : line.title}</b>
}

/** What a change does to the places: shape, colour and words; nothing where it moves none. */
export const ChangeEffect = ({ line }: { line: Pick<ChangeLine, 'effectPlaces' | 'effectYear'> }) => {
  const says = words.effect(line.effectPlaces, line.effectYear)
  if (!says) return null
  const less = (line.effectPlaces ?? 0) < 0
  return (
    <span className={less ? 'effect minus' : 'effect plus'}>
      <i aria-hidden="true">{less ? '▼' : '▲'}</i> {says}
    </span>
  )
}

/** 谁改了什么: the newest changes with their reasons, and the way to all of them. */
export const ChangeList = ({ lines }: { lines: readonly ChangeLine[] }) => (
  <section className="panel log" aria-labelledby="changes-head">
    <div className="ptop">
      <h2 id="changes-head">{words.panel}</h2>
      <Link className="quiet" to={pathTo('placesLog')}>
        {words.all}
      </Link>
    </div>
    {lines.length === 0 ? (
      <p className="nil">{words.none}</p>
    ) : (
      <ol>
        {lines.map((line) => (
          <li key={line.id}>
            <time dateTime={dayOf(line.at)}>{dayInWords(dayOf(line.at))}</time>
            <p>
              <ChangeTitle line={line} />
              {line.reason}
              <small>{line.who || words.system}</small>
              <ChangeEffect line={line} />
            </p>
          </li>
        ))}
      </ol>
    )}
  </section>
)
