import { weekdayOf } from '~/shared/day'
import { type Calendar, timetableOf } from './calendar-rules'
import { partsOfSlot } from './fit-rules'
import type { SlotTime } from './section-card'

/** From what a child holds to what it does on a day. Pure. */

export interface HeldForWeek {
  slot: number
  section: string
  /** The care behind a course: there the child is on the days before the course begins and after it ends. */
  base: string | null
}

/** What the week has to know of a section. */
export interface SectionForWeek {
  base: boolean
  startsOn: string
  endsOn: string
  slots: readonly SlotTime[]
}

export interface SessionOfChild {
  day: string
  slot: number
  section: string
  startsAt: string
  endsAt: string
}

/**
 * The sessions of one child on a day, in order of time, by the calendar: none on a holiday, on a make-up day those of
 * the weekday it follows.
 */
export const sessionsOn = (
  day: string,
  held: readonly HeldForWeek[],
  { sections, calendar }: { sections: ReadonlyMap<string, SectionForWeek>; calendar: Calendar },
): SessionOfChild[] => {
  const followed = timetableOf(day, calendar)
  return held
    .filter(({ slot }) => partsOfSlot(slot).weekday === followed)
    .flatMap(({ slot, section, base }) => {
      const here = [section, base].find((id) => id !== null && runsOn(sections.get(id), day, slot))
      const time = here && sections.get(here)?.slots.find((one) => one.slot === slot)
      return here && time ? [{ day, slot, section: here, startsAt: time.startsAt, endsAt: time.endsAt }] : []
    })
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.slot - b.slot))
}

const runsOn = (section: SectionForWeek | undefined, day: string, slot: number): boolean =>
  section !== undefined &&
  section.startsOn <= day &&
  day <= section.endsOn &&
  section.slots.some((one) => one.slot === slot)

/** The times of a section on a day, for what a child waits for. */
export const timesOf = (section: SectionForWeek, day: string, calendar: Calendar): SlotTime[] => {
  const followed = timetableOf(day, calendar)
  if (day < section.startsOn || day > section.endsOn) return []
  return section.slots.filter(({ slot }) => partsOfSlot(slot).weekday === followed)
}

/** The days of a week that a family sees: Monday to Friday, and a weekend day on which school is kept. */
export const daysShown = (week: readonly string[], calendar: Calendar): string[] =>
  week.filter((day) => weekdayOf(day) <= 5 || timetableOf(day, calendar) !== null)

/** 16:30 → 990 */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

const AIR = 30

/** Of all the times on an axis those that can stand beside each other. */
export const ticksOf = (minutes: readonly number[]): number[] => {
  const ticks: number[] = []
  for (const minute of [...new Set(minutes)].sort((a, b) => a - b)) {
    if (minute - (ticks.at(-1) ?? Number.NEGATIVE_INFINITY) >= AIR) ticks.push(minute)
  }
  return ticks
}
