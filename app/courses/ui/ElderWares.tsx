import { Link } from '@remix-run/react'
import { weekdayName } from '~/shared/day'
import { Button, ButtonLink, Icon } from '~/shared/ui'
import { pathTo } from '~/site'
import { words, yuan } from '../family-words'
import type { ChildTab, ShelfView } from '../load-shelf.server'
import type { WareView } from '../ware-view'
import { Cover } from './Cover'
import { useSeatsOf } from './live-seats'
import { stampOf } from './Ware'

/** The elder's shelf: one day, one column, words on every button. */
export const ElderDays = ({ view, child }: { view: ShelfView; child: ChildTab | null }) => (
  <ol className="days" aria-label={words.elder.days}>
    {[1, 2, 3, 4, 5].map((weekday) => {
      const day = view.days.find((one) => one.weekday === weekday)
      return (
        <li key={weekday}>
          <Link
            to={pathTo('shelf', {}, { child: child?.pupil, school: view.filters.school, day: weekday })}
            aria-current={view.filters.day === weekday ? 'true' : undefined}
          >
            {weekdayName(weekday).slice(1)}
            {day && (
              <small>
                {day.state === 'course' ? words.elder.done : day.state === 'care' ? words.elder.care : words.elder.open}
              </small>
            )}
          </Link>
        </li>
      )
    })}
  </ol>
)

export const ElderWares = ({ wares, child }: { wares: readonly WareView[]; child: ChildTab | null }) => (
  <ul className="bigs">
    {wares.map((ware) => (
      <ElderWare key={ware.id} ware={ware} child={child} />
    ))}
  </ul>
)

const ElderWare = ({ ware, child }: { ware: WareView; child: ChildTab | null }) => {
  const { left, waiting } = useSeatsOf(ware)
  const to = pathTo('section', { section: ware.id }, { child: child?.pupil })
  const few = left !== null && left > 0 && left <= 3
  const stamp = stampOf(ware)
  const [before, count, after] =
    left === 0 ? words.elder.full(waiting) : few ? words.elder.few(left) : words.elder.left(left ?? 0)
  return (
    <li className={left === 0 ? 'full' : few ? 'few' : undefined}>
      <Link className="pic" to={to} tabIndex={-1} aria-hidden="true">
        <Cover category={ware.category} seed={ware.id} name={ware.title} picture={ware.cover} />
      </Link>
      <div className="txt">
        <h2>
          <Link to={to}>{ware.title}</Link>
        </h2>
        <p>{ware.time}</p>
        <p>{ware.place}</p>
        <p className="seat">
          {stamp ? (
            stamp
          ) : left === null ? (
            words.ware.always
          ) : (
            <>
              {few && <Icon name="warning" />}
              {before} <b>{count}</b> {after}
            </>
          )}
        </p>
        <p>
          {ware.feeFen === 0 ? (
            words.ware.free
          ) : (
            <>
              一学期 <b>{yuan(ware.feeFen)}</b> 元
            </>
          )}
        </p>
      </div>
      <ElderPick ware={ware} left={left} child={child} to={to} />
    </li>
  )
}

const ElderPick = ({
  ware,
  left,
  child,
  to,
}: {
  ware: WareView
  left: number | null
  child: ChildTab | null
  to: string
}) => {
  if (ware.state === 'no') {
    return (
      <p className="why">
        <Icon name={ware.icon === 'clash' ? 'swap' : 'lock'} />
        {ware.sentence}
      </p>
    )
  }
  if (ware.state === 'basket') {
    return (
      <Button tone="ghost" wide name="take" value={ware.line}>
        {words.elder.take}
      </Button>
    )
  }
  if (!child || (ware.state !== 'free' && ware.state !== 'wait')) {
    return (
      <ButtonLink tone="ghost" wide to={to}>
        {words.ware.lookAt(ware.title)}
      </ButtonLink>
    )
  }
  return left === 0 ? (
    <Button tone="ghost" wide name="put" value={ware.line}>
      {words.elder.queue}
    </Button>
  ) : (
    <Button wide name="put" value={ware.line}>
      {words.elder.put(child.name)}
    </Button>
  )
}
