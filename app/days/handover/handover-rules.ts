import type { Mark } from '#db/schema/index'
import { nameOfSession, type SessionName, type SessionOfPupil } from '../pupil-days/pupil-day-rules'

/** Who is at school on an afternoon and has not been handed over. Pure. */

export interface ChildOnDay {
  pupil: string
  /** What it comes to, in order of time; empty where it is away. */
  sessions: SessionOfPupil[]
  /** HH:MM at which the last of them ends; '' where it is away. */
  out: string
  standing: 'open' | 'handed' | 'away'
}

interface Facts {
  away(pupil: string, section: string): boolean
  /** The last mark of a child in a session; undefined where nobody marked. */
  markOf(pupil: string, session: SessionName): Mark | undefined
  handed: ReadonlySet<string>
}

/** A mark tells who came; where nobody marked, everybody came who did not ask for leave. */
export const cameTo = (session: SessionOfPupil, { away, markOf }: Pick<Facts, 'away' | 'markOf'>): boolean => {
  const mark = markOf(session.pupil, session)
  if (mark) return mark === 'present' || mark === 'late'
  return !away(session.pupil, session.section)
}

/** The children of a day, each once, in order of when they come out and of id. @param sessions all of that day */
export const childrenOfDay = (sessions: readonly SessionOfPupil[], facts: Facts): ChildOnDay[] => {
  const byPupil = new Map<string, SessionOfPupil[]>()
  for (const one of sessions) byPupil.set(one.pupil, [...(byPupil.get(one.pupil) ?? []), one])
  return [...byPupil]
    .map(([pupil, all]): ChildOnDay => {
      const here = all.filter((one) => cameTo(one, facts))
      const out =
        here
          .map(({ endsAt }) => endsAt)
          .sort()
          .at(-1) ?? ''
      const handed = facts.handed.has(pupil)
      return { pupil, sessions: here, out, standing: handed ? 'handed' : here.length > 0 ? 'open' : 'away' }
    })
    .sort((a, b) => (a.out < b.out ? -1 : a.out > b.out ? 1 : a.pupil < b.pupil ? -1 : a.pupil > b.pupil ? 1 : 0))
}

/** The school a child leaves from: that of its last session; '' where it came to none. */
export const schoolOfDay = ({ sessions }: Pick<ChildOnDay, 'sessions'>): string => sessions.at(-1)?.school ?? ''

export interface SessionSignedOut {
  key: string
  section: string
  title: string
  room: string
  instructor: string
  startsAt: string
  endsAt: string
  /** Children who came. */
  here: number
  /** Of these, how many have no hand-over. */
  open: number
}

/** The sessions of a day with how many children came and are not handed over, in order of time. */
export const sessionsSignedOut = (children: readonly ChildOnDay[]): SessionSignedOut[] => {
  const found = new Map<string, SessionSignedOut>()
  for (const { sessions, standing } of children)
    for (const one of sessions) {
      const key = nameOfSession(one)
      const { section, title, room, instructor, startsAt, endsAt } = one
      const row = found.get(key) ?? { key, section, title, room, instructor, startsAt, endsAt, here: 0, open: 0 }
      found.set(key, { ...row, here: row.here + 1, open: row.open + (standing === 'open' ? 1 : 0) })
    }
  return [...found.values()].sort((a, b) =>
    a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.key < b.key ? -1 : 1,
  )
}

/** Who took a child, as the form sends it: a guardian, somebody named by the family, or nobody. */
export type Taker = { kind: 'guardian'; account: string } | { kind: 'named'; id: string } | { kind: 'alone' }

export const takerOf = (sent: string): Taker | null => {
  if (sent === 'alone') return { kind: 'alone' }
  const [kind, id] = [sent.slice(0, 2), sent.slice(2)]
  if (id === '') return null
  if (kind === 'g:') return { kind: 'guardian', account: id }
  return kind === 'n:' ? { kind: 'named', id } : null
}
