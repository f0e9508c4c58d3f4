import { partsOfSlot } from './fit-rules'

/** Numbers under which the bureau files term plans, and what it looks at before it does. Pure. */

const SEASONS: Record<string, string> = { spring: '春', summer: '夏', autumn: '秋', winter: '冬' }

/** 2026秋 for the term id `2026-autumn`; an unknown season stays as it is written. */
export const termMark = (term: string): string => {
  const [year = '', season = ''] = term.split('-')
  return `${year}${SEASONS[season] ?? season}`
}

/** 天桥备 2026秋-007. @param prefix of the district's settings. @param nth of the plans filed in the term, from 1. */
export const filingNumber = (prefix: string, term: string, nth: number): string =>
  `${prefix} ${termMark(term)}-${String(nth).padStart(3, '0')}`

/** 天桥备 2026秋-007-03: the plan's number and the section's suffix. */
export const sectionNumber = (plan: string, suffix: number): string => `${plan}-${String(suffix).padStart(2, '0')}`

const WEEKDAYS = [1, 2, 3, 4, 5]

export interface PlanLine {
  slots: readonly { slot: number; startsAt: string; endsAt: string }[]
  base: boolean
}

export interface PlanDay {
  weekday: number
  /** Minutes in which at least one section of the plan runs, short breaks between two of them included. */
  minutes: number
  courses: number
  care: number
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/**
 * The five days of a plan: how long there is service, how many courses, and how many care groups.
 * @param breakMinutes the walk from one room to the next belongs to the service.
 */
export const planDays = (lines: readonly PlanLine[], breakMinutes: number): PlanDay[] =>
  WEEKDAYS.map((weekday) => {
    const onDay = lines.map(({ base, slots }) => ({
      base,
      spans: slots
        .filter(({ slot }) => partsOfSlot(slot).weekday === weekday)
        .map(({ startsAt, endsAt }) => [minutesOf(startsAt), minutesOf(endsAt)] as const),
    }))
    const there = onDay.filter(({ spans }) => spans.length > 0)
    return {
      weekday,
      minutes: covered(
        there.flatMap(({ spans }) => spans),
        breakMinutes,
      ),
      courses: there.filter(({ base }) => !base).length,
      care: there.filter(({ base }) => base).length,
    }
  })

const covered = (spans: readonly (readonly [from: number, to: number])[], breakMinutes: number): number => {
  let total = 0
  let reached = Number.NEGATIVE_INFINITY
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const since = from - reached <= breakMinutes ? reached : from
    total += Math.max(0, to - since)
    reached = Math.max(reached, to)
  }
  return total
}
