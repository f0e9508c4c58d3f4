import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

/** A time axis of 48 columns, placed by classes (`.f0…f47`, `.u1…u48`); links stay real text links. */

const COLUMNS = 48

/** The hours that an axis shows, minutes since midnight. */
export interface AxisRange {
  from: number
  until: number
}

const columnOf = ({ from, until }: AxisRange, minute: number): number =>
  Math.min(COLUMNS, Math.max(0, Math.round(((minute - from) / (until - from)) * COLUMNS)))

/** An axis that holds all given times with a little air, on whole ten minutes. */
export const rangeOf = (minutes: readonly number[]): AxisRange => {
  if (minutes.length === 0) return { from: 930, until: 1080 }
  const [first, last] = [Math.min(...minutes), Math.max(...minutes)]
  return { from: Math.floor((first - 10) / 10) * 10, until: Math.ceil((last + 20) / 10) * 10 }
}

const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The times above the lanes; decoration, since every bar says its time to a screen reader. */
export const Scale = ({ range, ticks }: { range: AxisRange; ticks: readonly number[] }) => (
  <div className="scale" aria-hidden="true">
    {ticks.map((minute) => (
      <span key={minute} className={`f${Math.min(COLUMNS - 1, columnOf(range, minute))}`}>
        {clockOf(minute)}
      </span>
    ))}
  </div>
)

export interface AxisBar {
  key: string
  from: number
  until: number
  label: ReactNode
  /** Said to screen readers after the label: time and place. */
  aside?: string
  to: string
  /** A class that gives the paint: `cat-sport`. */
  paint: string
  /** `base` pale · `off` struck and dashed · `wait` dashed amber */
  state?: 'base' | 'off' | 'wait'
}

interface LaneProps {
  range: AxisRange
  /** Position of the child, 1–4. */
  child: number
  badge: ReactNode
  bars: readonly AxisBar[]
  /** Where the child comes out: a bar in the child's colour. */
  out?: number
}

/** One child's afternoon. */
export const Lane = ({ range, child, badge, bars, out }: LaneProps) => (
  <div className={`lane c${child}`}>
    {badge}
    <div className="axis">
      {bars.map((bar) => {
        const from = Math.min(COLUMNS - 1, columnOf(range, bar.from))
        const until = Math.max(from + 1, columnOf(range, bar.until))
        return (
          <Link
            key={bar.key}
            to={bar.to}
            className={['bar', `f${from}`, `u${until}`, bar.paint, bar.state].filter(Boolean).join(' ')}
          >
            <b>{bar.label}</b>
            {bar.aside && <span className="vh">{bar.aside}</span>}
          </Link>
        )
      })}
      {out !== undefined && (
        <span className={`out f${Math.min(COLUMNS - 1, columnOf(range, out))}`} aria-hidden="true" />
      )}
    </div>
  </div>
)
