import type { ReactNode } from 'react'

/** Small drawings of numbers. The number always stands beside them in words; inline styles are forbidden, so SVG. */

/** A child's badge: a colour and a shape by position (1 circle, 2 square, 3 leaf, 4 hexagon). @param mark one character */
export const KidBadge = ({ position, mark, small }: { position: number; mark: string; small?: boolean }) => (
  <span className={`kid k${position}${small ? ' s' : ''}`} aria-hidden="true">
    {mark}
  </span>
)

const shareOf = (part: number, whole: number): number => (whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 1)
const percent = (part: number, whole: number): string => `${Math.round(shareOf(part, whole) * 1000) / 10}%`

/** A bar: grey is taken, colour is free (green, or red when few). */
export const Meter = ({ taken, of, few }: { taken: number; of: number; few?: boolean }) => (
  <svg className={few ? 'meter few' : 'meter'} viewBox="0 0 99 1" preserveAspectRatio="none" aria-hidden="true">
    <path d={`M0 0h${Math.round(shareOf(taken, of) * 99)}v1H0z`} />
  </svg>
)

const SEATS_DRAWN = 30

/** Every seat up to 30, above that the bar. @param label the count in words, read aloud */
export const Seats = ({ taken, of, few, label }: { taken: number; of: number; few?: boolean; label: string }) =>
  of > SEATS_DRAWN ? (
    <Meter taken={taken} of={of} few={few} />
  ) : (
    <span className={few ? 'seats few' : 'seats'} role="img" aria-label={label}>
      {Array.from({ length: of }, (_, seat) => `seat-${seat}`).map((seat, index) => (
        <i key={seat} className={index < taken ? 't' : undefined} />
      ))}
    </span>
  )

interface FillProps {
  taken: number
  /** Null where there is no limit: the number alone. */
  of: number | null
  /** The tick: below it the bar is amber. */
  least?: number
}

/** A desk bar: amber under the least size, black when full, else blue. */
export const Fill = ({ taken, of, least = 0 }: FillProps) => (
  <span className="fill">
    <span className="ft">
      <b>{taken.toLocaleString('en')}</b>
      {of !== null && <small> / {of.toLocaleString('en')}</small>}
    </span>
    {of !== null && (
      <svg className="fb" aria-hidden="true">
        <rect className="bg" y="3" width="100%" height="10" rx="2" />
        <rect
          className={taken >= of ? 'f' : taken < least ? 'u' : 'now'}
          y="3"
          width={percent(taken, of)}
          height="10"
          rx="2"
        />
        {least > 0 && <rect className="least" x={percent(least, of)} width="2" height="16" />}
      </svg>
    )}
  </span>
)

/** Steps passed as pips. @param stopped the step that was refused, counted from 0. @param label the word beside them */
export const Filing = ({
  steps = 4,
  passed,
  stopped,
  label,
}: {
  steps?: number
  passed: number
  stopped?: number
  label: ReactNode
}) => (
  <span className="filing">
    {Array.from({ length: steps }, (_, step) => `step-${step}`).map((step, index) => (
      <i key={step} className={index === stopped ? 'n' : index < passed ? 'y' : undefined} />
    ))}
    <span>{label}</span>
  </span>
)

/** A part smaller than this has no room for its number; the label says it. */
const NARROW = 0.13

/** Three parts of one whole on a line, numbers in them. @param label the parts in words, read aloud */
export const Shares = ({ parts, label }: { parts: readonly [number, number, number]; label: string }) => {
  const whole = parts.reduce((sum, part) => sum + part, 0)
  const from = (index: number) =>
    percent(
      parts.slice(0, index).reduce((sum, part) => sum + part, 0),
      whole || 1,
    )
  return (
    <svg className="share" role="img" aria-label={label}>
      {(['a', 'b', 'c'] as const).map((paint, index) => (
        <svg
          key={paint}
          aria-hidden="true"
          x={from(index)}
          width={whole ? percent(parts[index] ?? 0, whole) : '0%'}
          height="22"
        >
          <rect className={paint} width="100%" height="22" />
          <text className={`${paint}t`} x="6" y="15">
            {shareOf(parts[index] ?? 0, whole || 1) > NARROW ? (parts[index] ?? 0).toLocaleString('en') : ''}
          </text>
        </svg>
      ))}
    </svg>
  )
}

interface Span {
  /** Minutes since midnight. */
  from: number
  until: number
  /** A class that gives the paint: `cat-sport`. */
  paint?: string
}

const clockOf = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

/** Two times on one line with the clash framed; the words beside it say the same. */
export const Overlap = ({ first, second }: { first: Span; second: Span }) => {
  const start = Math.min(first.from, second.from)
  const length = Math.max(first.until, second.until) - start
  const [from, until] = [Math.max(first.from, second.from), Math.min(first.until, second.until)]
  const at = (minute: number) => percent(minute - start, length)
  const ticks = [...new Set([first.from, first.until, second.from, second.until])].sort((a, b) => a - b)
  return (
    <svg className="overlap" aria-hidden="true">
      {[first, second].map((span, row) => (
        <g key={row === 0 ? 'first' : 'second'} className={span.paint}>
          <rect x={at(span.from)} y={3 + row * 10} width={percent(span.until - span.from, length)} height="8" rx="2" />
        </g>
      ))}
      {until > from && (
        <rect className="clash" x={at(from)} y="1" width={percent(until - from, length)} height="22" rx="4" />
      )}
      {ticks.map((minute) => (
        <text
          key={minute}
          x={at(minute)}
          y="40"
          textAnchor={minute === start ? 'start' : minute === start + length ? 'end' : 'middle'}
        >
          {clockOf(minute)}
        </text>
      ))}
    </svg>
  )
}
