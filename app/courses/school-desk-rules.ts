import { partsOfSlot, weekdaysOf } from './fit-rules'
import type { SectionStage } from './section-rules'

/** What a school has to see to before everything else. Pure. */

export type ProblemKind = 'returned' | 'provider' | 'review' | 'send' | 'publish' | 'few' | 'crowd'

export interface Problem {
  kind: ProblemKind
  tone: 'bad' | 'warn'
  /** How many children are missing, or wait. */
  count: number
}

export interface SectionToJudge {
  stage: SectionStage
  base: boolean
  listedUntil: string | null
  endsOn: string
  minimum: number
  enrolled: number
  waiting: number
}

/**
 * The first thing to do about a section, the worst first.
 * @param selling the round has opened: before, nobody can be missing.
 */
export const problemOf = (section: SectionToJudge, selling: boolean): Problem | null => {
  const { stage, base, listedUntil, endsOn, minimum, enrolled, waiting } = section
  if (stage === 'returned') return { kind: 'returned', tone: 'bad', count: 0 }
  if (listedUntil !== null && listedUntil < endsOn && stage !== 'closed')
    return { kind: 'provider', tone: 'bad', count: 0 }
  if (stage === 'submitted') return { kind: 'review', tone: 'warn', count: 0 }
  if (stage === 'approved') return { kind: 'send', tone: 'warn', count: 0 }
  if (stage === 'filed') return { kind: 'publish', tone: 'warn', count: 0 }
  if (stage !== 'published' || base) return null
  if (waiting >= Math.max(1, minimum)) return { kind: 'crowd', tone: 'warn', count: waiting }
  if (selling && enrolled < minimum) return { kind: 'few', tone: 'warn', count: minimum - enrolled }
  return null
}

/** How many children are where after lessons on a weekday. */
export interface AfterSchoolDay {
  weekday: number
  courses: number
  care: number
  home: number
}

/**
 * Five days of a school. A child with a course and care on one day is in a course.
 * @param held a row a pupil and slot. @param pupils how many the school has.
 */
export const afterSchool = (
  held: readonly { pupil: string; slot: number; base: boolean }[],
  pupils: number,
): AfterSchoolDay[] =>
  [1, 2, 3, 4, 5].map((weekday) => {
    const onDay = held.filter(({ slot }) => partsOfSlot(slot).weekday === weekday)
    const inCourse = new Set(onDay.filter(({ base }) => !base).map(({ pupil }) => pupil))
    const there = new Set(onDay.map(({ pupil }) => pupil))
    return {
      weekday,
      courses: inCourse.size,
      care: there.size - inCourse.size,
      home: Math.max(0, pupils - there.size),
    }
  })

/** @param weekday 0 for any. */
export const meetsOn = ({ slots }: { slots: readonly { slot: number }[] }, weekday: number): boolean =>
  weekday === 0 || weekdaysOf(slots.map(({ slot }) => slot)).includes(weekday)
