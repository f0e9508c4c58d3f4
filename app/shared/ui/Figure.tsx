import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

interface FigureProps {
  /** What the figure is, `room.name`: the journeys hold every one they see against the tests that recompute it. */
  name: string
  /** The number itself, for machines. */
  value: number
  /** As people read it; the number with thousands where left out. */
  children?: ReactNode
  /** Where it opens to the rows it was counted from. */
  to?: string
  className?: string
}

/** A published figure: computed from rows, and a door to them where `to` says so. */
export const Figure = ({ name, value, children, to, className }: FigureProps) => {
  const said = (
    <data value={value} data-figure={name} className={className}>
      {children ?? value.toLocaleString('en-US').replace('-', '−')}
    </data>
  )
  if (!to) return said
  return (
    <Link className="n" to={to}>
      {said}
    </Link>
  )
}
