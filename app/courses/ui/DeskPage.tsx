import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useRootData } from '~/shared/root-data'
import { DeskShell } from '~/shared/ui'
import { type PlaceName, pathTo } from '~/site'
import { placeWords as words } from '../publishing-words'

type Desk = 'teacher' | 'school' | 'bureau'

const rooms = {
  teacher: [
    ['teacherDesk', words.mine],
    ['propose', words.propose],
  ],
  school: [
    ['schoolDesk', words.schoolDesk],
    ['schoolPlan', words.plan],
    ['slips', words.slips],
  ],
  bureau: [
    ['bureauDesk', words.bureauDesk],
    ['rounds', words.rounds],
    ['staffSlips', words.slips],
  ],
} as const satisfies Record<Desk, readonly (readonly [PlaceName, string])[]>

interface DeskPageProps {
  desk: Desk
  /** Which of the desk's rooms is lit. */
  place?: PlaceName
  /** Whose desk. */
  room: string
  /** Kept from room to room, for people of several schools. */
  school?: string | undefined
  title: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A page of a desk in its frame. */
export const DeskPage = ({ desk, place, room, school, children, ...head }: DeskPageProps) => {
  const root = useRootData()
  return (
    <DeskShell
      {...head}
      look={root?.look ?? { elder: false, dark: false }}
      demo={root?.demo}
      hotline={root?.hotline ? { number: root.hotline } : undefined}
      room={room}
      places={rooms[desk].map(([name, label]) => ({
        to: pathTo(name, {}, { school }),
        label,
        current: name === place,
      }))}
      person={root?.person?.name ?? ''}
    >
      {children}
    </DeskShell>
  )
}

/** Choosing among one's schools; nothing for people of one. */
export const SchoolSwitch = ({
  label,
  schools,
  school,
  place,
}: {
  label: string
  schools: readonly { id: string; name: string }[]
  school: string
  place: 'propose' | 'schoolDesk' | 'newSection' | 'schoolPlan'
}) =>
  schools.length < 2 ? null : (
    <nav className="seg" aria-label={label}>
      {schools.map(({ id, name }) => (
        <Link key={id} to={pathTo(place, {}, { school: id })} aria-current={id === school ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  )
