import { Link } from '@remix-run/react'
import { Icon, Meter } from '~/shared/ui'
import { pathTo } from '~/site'
import { words, yuan } from '../family-words'
import type { WareView } from '../ware-view'
import { Cover } from './Cover'
import { useSeatsOf } from './live-seats'

const FEW = 3

interface WareProps {
  ware: WareView
  /** Of the child the shelf is set for; '' for the public. */
  child: string
  pupil: string
}

/** Goods on the board: cover, name, time, place, places left, fee, and one round button. */
export const Ware = ({ ware, child, pupil }: WareProps) => {
  const { left, waiting } = useSeatsOf(ware)
  const to = pathTo('section', { section: ware.id }, { child: pupil })
  const chosen = ware.state === 'basket' || ware.state === 'enrolled'
  const stamp = stampOf(ware)
  const looks = ware.state === 'no' ? 'no' : chosen ? 'in' : left === 0 ? 'full' : left === null ? 'always' : ''
  return (
    <article className={`ware ${looks}`}>
      <Link className="box" to={to} tabIndex={-1} aria-hidden="true">
        <Cover category={ware.category} seed={ware.id} name={ware.title} picture={ware.cover} />
        {stamp && <span className="stamp">{stamp}</span>}
      </Link>
      <div className="tag">
        <h3>
          <Link to={to}>{ware.title}</Link>
        </h3>
        <p className="meta">
          {ware.time}
          <br />
          {ware.place}
        </p>
        {ware.state === 'no' ? (
          <p className="why">
            <Icon name={ware.icon === 'clash' ? 'swap' : 'lock'} />
            {ware.reason}
          </p>
        ) : (
          <Places left={left} waiting={waiting} capacity={ware.capacity} />
        )}
        <div className="buy">
          <Fee fen={ware.feeFen} />
          <Pick ware={ware} left={left} child={child} to={to} />
        </div>
      </div>
    </article>
  )
}

/** Places left in words and as a bar. */
export const Places = ({
  left,
  waiting,
  capacity,
}: {
  left: number | null
  waiting: number
  capacity: number | null
}) => {
  if (left === null || capacity === null) {
    return (
      <p className="left">
        <b>{words.ware.always}</b>
      </p>
    )
  }
  if (left === 0) {
    return (
      <>
        <p className="left full">
          <b>{words.ware.full}</b> {words.ware.waiting(waiting)}
        </p>
        <Meter taken={1} of={1} />
      </>
    )
  }
  const few = left <= FEW
  return (
    <>
      <p className={few ? 'left few' : 'left'}>
        {few ? words.ware.few : words.ware.left} <b>{left}</b> {words.ware.unit}
        <small> / {capacity}</small>
      </p>
      <Meter taken={capacity - left} of={capacity} few={few} />
    </>
  )
}

export const Fee = ({ fen }: { fen: number }) => (
  <p className="fee">
    {fen === 0 ? (
      <b>{words.ware.free}</b>
    ) : (
      <>
        <b>{yuan(fen)}</b> {words.ware.yuan}
        <small>{words.ware.term}</small>
      </>
    )}
  </p>
)

export const stampOf = (ware: WareView): string => {
  switch (ware.state) {
    case 'basket':
      return words.ware.chosen
    case 'enrolled':
      return words.ware.enrolled
    case 'waitlisted':
      return words.ware.waitlisted(ware.position)
    case 'offered':
      return words.ware.offered
    default:
      return ''
  }
}

const Pick = ({ ware, left, child, to }: { ware: WareView; left: number | null; child: string; to: string }) => {
  if (ware.state === 'basket') {
    return (
      <button type="submit" className="pick in" name="take" value={ware.line}>
        <Icon name="check" />
        <span className="vh">{words.ware.take(ware.title)}</span>
      </button>
    )
  }
  if (ware.state !== 'free' && ware.state !== 'wait') {
    return (
      <Link className="pick none" to={to}>
        {words.ware.look}
        <span className="vh">：{ware.title}</span>
      </Link>
    )
  }
  // Places come and go while the page stands open; pressing is right in either case.
  return left === 0 ? (
    <button type="submit" className="pick wait" name="put" value={ware.line}>
      {words.ware.queue}
      <span className="vh">{words.ware.queueFor(child, ware.title)}</span>
    </button>
  ) : (
    <button type="submit" className="pick" name="put" value={ware.line}>
      <Icon name="plus" />
      <span className="vh">{words.ware.put(child, ware.title)}</span>
    </button>
  )
}
