import { Link } from '@remix-run/react'
import { weekdayName } from '~/shared/day'
import { Icon } from '~/shared/ui'
import { words } from '../family-words'
import type { ChildTab, ShelfView } from '../load-shelf.server'
import { Cover } from './Cover'
import { Kid, shapeOf } from './FamilyPage'

/** The children of the family as tabs; with one child there is nothing to switch. */
export const ChildTabs = ({
  tabs,
  open,
  to,
}: {
  tabs: readonly ChildTab[]
  open: string
  to: (pupil: string) => string
}) => (
  <nav className={tabs.length > 2 ? 'kids three' : 'kids'} aria-label={words.shelf.children}>
    {tabs.map((tab) => (
      <Link
        key={tab.pupil}
        to={to(tab.pupil)}
        className={`c${shapeOf(tab.position)}`}
        aria-current={tab.pupil === open ? 'true' : undefined}
      >
        <Kid name={tab.name} position={tab.position} />
        <span>
          <b>{tab.name}</b>
          <small>
            {tab.grade} {tab.classNumber} 班
          </small>
        </span>
      </Link>
    ))}
  </nav>
)

interface FiveDaysProps {
  /** Whose week it is, where several stand on one page. */
  of?: string
  days: ShelfView['days']
  /** Of the child, 1, 2, …: gives the colour. */
  position: number
  /** Where a day's cell leads. */
  to: (weekday: number) => string
  /** The day that is open already. */
  current?: number
  say: React.ReactNode
}

/** The week as five cells: a cover where the day is chosen, a dashed one where it is open. */
export const FiveDays = ({ of = '', days, position, to, current, say }: FiveDaysProps) => (
  <section className={`fivebox c${shapeOf(position)}`} aria-label={of + words.shelf.fiveDays}>
    <ol className="five">
      {days.map((day) => (
        <li key={day.weekday} className={day.state === 'open' ? 'open' : undefined}>
          <Link to={to(day.weekday)} aria-current={current === day.weekday ? 'true' : undefined}>
            <span className="cell">
              {day.state === 'open' ? (
                <Icon name="plus" />
              ) : (
                <Cover category={day.category} seed={day.section} name={day.title} />
              )}
            </span>
            <span>
              {weekdayName(day.weekday)}
              <span className="vh">{words.shelf.cell[day.state](day.title)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
    <p className="say">{say}</p>
  </section>
)
