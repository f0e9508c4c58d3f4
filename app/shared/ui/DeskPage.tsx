import type { ReactNode } from 'react'
import { type PlaceName, pathTo } from '~/site'
import { useRootData } from '../root-data'
import { words } from '../words'
import { DeskShell } from './DeskShell'

type Desk = 'teacher' | 'school' | 'bureau' | 'places'

const rooms = {
  teacher: [
    ['teacherDesk', words.desk.mine],
    ['handover', words.desk.handover],
    ['propose', words.desk.propose],
  ],
  school: [
    ['schoolDesk', words.desk.schoolDesk],
    ['schoolPlan', words.desk.plan],
    ['rosterImport', words.desk.rosters],
    ['schoolHandover', words.desk.schoolHandover],
    ['afternoon', words.desk.afternoon],
    ['staffing', words.desk.staffing],
    ['duties', words.desk.duties],
    ['paper', words.desk.paper],
    ['fees', words.desk.fees],
    ['slips', words.desk.slips],
  ],
  bureau: [
    ['bureauDesk', words.desk.bureauDesk],
    ['placesDesk', words.desk.planning],
    ['schoolsImport', words.desk.schools],
    ['rounds', words.desk.rounds],
    ['providers', words.desk.providers],
    ['bureauFees', words.desk.fees],
    ['calendar', words.desk.calendar],
    ['rules', words.desk.rules],
    ['districtSettings', words.desk.settings],
    ['staffSlips', words.desk.slips],
  ],
  places: [
    ['placesDesk', words.desk.placesDesk],
    ['projects', words.desk.projects],
    ['forecasts', words.desk.forecasts],
    ['scenarios', words.desk.scenarios],
    ['advice', words.desk.advice],
    ['trackRecord', words.desk.trackRecord],
    ['warnings', words.desk.warnings],
    ['capacity', words.desk.capacity],
    ['placesData', words.desk.placesData],
    ['placesLog', words.desk.placesLog],
    ['bureauDesk', words.desk.bureauDesk],
  ],
} as const satisfies Record<Desk, readonly (readonly [PlaceName, string])[]>

interface DeskPageProps {
  desk: Desk
  /** Which of the desk's rooms is lit. */
  place?: PlaceName
  /** Whose desk; the district's where nothing is said. */
  room?: string
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
      room={room ?? root?.district ?? ''}
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
