import { instantOf } from '~/shared/day'

/** Until when leave can be asked for, and what it covers. Pure. */

const HOUR = 3_600_000

/** When a child's first session of a day begins. @returns undefined on a day without sessions */
export const firstStart = (sessions: readonly { heldOn: string; startsAt: string }[]): number | undefined => {
  const starts = sessions.map(({ heldOn, startsAt }) => instantOf(heldOn, startsAt))
  return starts.length > 0 ? Math.min(...starts) : undefined
}

/** The last moment in which leave can be asked for or withdrawn. @param hours the district's, before the first session */
export const leaveEnds = (firstStartsAt: number, hours: number): number => firstStartsAt - hours * HOUR

export interface LeaveAsked {
  /** '' for everything of that day. */
  section: string
}

/** Whether what stands already covers what is asked for: the whole day does, and the same section does. */
export const coveredAlready = (standing: readonly LeaveAsked[], asked: LeaveAsked): boolean =>
  standing.some(({ section }) => section === '' || section === asked.section)

/** Whether a child is away from a session of a section. */
export const awayFrom = (standing: readonly LeaveAsked[], section: string): boolean =>
  coveredAlready(standing, { section })
