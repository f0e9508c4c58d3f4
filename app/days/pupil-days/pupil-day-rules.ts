/** From the places children hold, the calendar and what was changed to what a child does on a day. Pure. */

/** Section × day × slot of its timetable: the name of a session. */
export interface SessionName {
  section: string
  day: string
  slot: number
}

export interface HeldPlace {
  pupil: string
  slot: number
  section: string
  /** The care behind a course: there the child is while the course does not run. */
  base: string | null
}

/** What a section says of itself. */
export interface SectionOfDays {
  id: string
  title: string
  school: string
  room: string
  base: boolean
  /** '' where nobody is named. */
  instructor: string
  startsOn: string
  endsOn: string
  times: ReadonlyMap<number, { startsAt: string; endsAt: string }>
}

/** The last word on one session. */
export interface ChangeOfSession extends SessionName {
  change: 'cancelled' | 'moved' | 'substituted' | 'restored'
  toDay: string | null
  toStartsAt: string | null
  toEndsAt: string | null
  /** '' where the room stays. */
  room: string
  /** '' for nobody. */
  substitute: string
}

export interface SessionHeld extends SessionName {
  title: string
  school: string
  base: boolean
  room: string
  /** Who teaches it: the section's own, or who stands in; '' where nobody is named. */
  instructor: string
  substituted: boolean
  /** The day on which it is held: another than `day` when it was moved. */
  heldOn: string
  startsAt: string
  endsAt: string
}

export interface SessionOfPupil extends SessionHeld {
  pupil: string
}

export const nameOfSession = ({ section, day, slot }: SessionName): string => `${section} ${day} ${slot}`

/**
 * One session as it is held, after what was said of it last.
 * @returns null when it was cancelled, or its section has no such slot.
 */
export const sessionAsHeld = (
  name: SessionName,
  section: SectionOfDays,
  said: ChangeOfSession | undefined,
): SessionHeld | null => {
  const time = section.times.get(name.slot)
  if (!time || said?.change === 'cancelled') return null
  const changed = said?.change === 'restored' ? undefined : said
  const moved = changed?.change === 'moved' ? changed : undefined
  return {
    section: name.section,
    day: name.day,
    slot: name.slot,
    title: section.title,
    school: section.school,
    base: section.base,
    room: changed?.room || section.room,
    instructor: changed?.substitute || section.instructor,
    substituted: Boolean(changed?.substitute) && changed?.substitute !== section.instructor,
    heldOn: moved?.toDay ?? name.day,
    startsAt: moved?.toStartsAt ?? time.startsAt,
    endsAt: moved?.toEndsAt ?? time.endsAt,
  }
}

interface Facts {
  sections: ReadonlyMap<string, SectionOfDays>
  /** Of each section its sessions by the calendar. */
  dates: ReadonlyMap<string, readonly { day: string; slot: number }[]>
  /** By `nameOfSession`. */
  changes: ReadonlyMap<string, ChangeOfSession>
}

/**
 * Every session of these places, in order of day, time, child. Where the course does not run on a day, or its session
 * was cancelled or moved away, the care behind it is what the child has.
 */
export const sessionsOfPlaces = (places: readonly HeldPlace[], facts: Facts): SessionOfPupil[] => {
  const sessionsOf = memoSessions(facts)
  return places
    .flatMap(({ pupil, slot, section, base }) => {
      const own = sessionsOf(section, slot)
      const kept = new Set(own.filter(({ day, heldOn }) => day === heldOn).map(({ day }) => day))
      const behind = base === null ? [] : sessionsOf(base, slot).filter(({ day }) => !kept.has(day))
      return [...own, ...behind].map((session) => ({ ...session, pupil }))
    })
    .sort(
      (a, b) =>
        compare(a.heldOn, b.heldOn) || compare(a.startsAt, b.startsAt) || compare(a.pupil, b.pupil) || a.slot - b.slot,
    )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The sessions of a section in one slot, reckoned once however many children come. */
const memoSessions = ({ sections, dates, changes }: Facts) => {
  const known = new Map<string, SessionHeld[]>()
  return (id: string, slot: number): SessionHeld[] => {
    const key = `${id} ${slot}`
    const found = known.get(key)
    if (found) return found
    const section = sections.get(id)
    const held = section
      ? (dates.get(id) ?? [])
          .filter((date) => date.slot === slot)
          .flatMap(({ day }) => {
            const name = { section: id, day, slot }
            const session = sessionAsHeld(name, section, changes.get(nameOfSession(name)))
            return session ? [session] : []
          })
      : []
    known.set(key, held)
    return held
  }
}

/** Every session of these sections as held, in order of day and time. */
export const sessionsOfSections = (facts: Facts): SessionHeld[] => {
  const sessionsOf = memoSessions(facts)
  return [...facts.sections.values()]
    .flatMap(({ id, times }) => [...times.keys()].flatMap((slot) => sessionsOf(id, slot)))
    .sort((a, b) => compare(a.heldOn, b.heldOn) || compare(a.startsAt, b.startsAt) || compare(a.section, b.section))
}
