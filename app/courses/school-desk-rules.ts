import type { DecisionDue } from './decision-day/decision-rules'
import { partsOfSlot, weekdaysOf } from './fit-rules'
import type { CheckStanding } from './providers/provider-rules'
import type { RoundPhase } from './round-rules'
import type { SectionStage } from './section-rules'

/** What a school has to see to before everything else. Pure. */

export type ProblemKind =
  | 'returned'
  | 'provider'
  | 'check'
  | 'decide'
  | 'few'
  | 'unfilled'
  | 'crowd'
  | 'publish'
  | 'send'
  | 'review'

/** In this order the desk shows them. */
const worstFirst: readonly ProblemKind[] = [
  'returned',
  'provider',
  'check',
  'decide',
  'few',
  'unfilled',
  'crowd',
  'publish',
  'send',
  'review',
]

export interface Problem {
  kind: ProblemKind
  tone: 'bad' | 'warn'
  /** How many children are missing, or wait; how many places are left. */
  count: number
}

export interface SectionToJudge {
  stage: SectionStage
  base: boolean
  listedUntil: string | null
  /** The latest 准入查询 of an outside teacher; null for the school's own. */
  check: CheckStanding | null
  endsOn: string
  minimum: number
  /** null: never full. */
  capacity: number | null
  enrolled: number
  waiting: number
  /** It stayed under its minimum after a round and has to be decided. */
  due: DecisionDue | null
  /** What was decided of it. */
  decided: 'runs' | 'closed' | null
}

/**
 * The first thing to do about a section, the worst first.
 * @param phase of the school's round: before it opens nobody can be missing, after it more than half a class empty is
 * worth a look.
 */
export const problemOf = (section: SectionToJudge, phase: RoundPhase): Problem | null => {
  const { stage, base, listedUntil, check, endsOn, minimum, capacity, enrolled, waiting, due, decided } = section
  if (stage === 'returned') return { kind: 'returned', tone: 'bad', count: 0 }
  if (listedUntil !== null && listedUntil < endsOn && stage !== 'closed')
    return { kind: 'provider', tone: 'bad', count: 0 }
  if (stage === 'submitted') return { kind: 'review', tone: 'warn', count: 0 }
  if (needsCheck(stage) && check && endsBefore(check, endsOn)) return { kind: 'check', tone: 'bad', count: 0 }
  if (stage === 'approved') return { kind: 'send', tone: 'warn', count: 0 }
  if (stage === 'filed') return { kind: 'publish', tone: 'warn', count: 0 }
  if (stage !== 'published' || base) return null
  if (due) return { kind: 'decide', tone: due.overdue ? 'bad' : 'warn', count: minimum - enrolled }
  if (waiting >= Math.max(1, minimum)) return { kind: 'crowd', tone: 'warn', count: waiting }
  if (decided !== null) return null
  if (phase !== 'before' && enrolled < minimum) return { kind: 'few', tone: 'warn', count: minimum - enrolled }
  if (phase === 'closed' && capacity !== null && enrolled * 2 < capacity)
    return { kind: 'unfilled', tone: 'warn', count: capacity - enrolled }
  return null
}

/** The school has said yes to it. */
const needsCheck = (stage: SectionStage): boolean =>
  stage === 'approved' || stage === 'sent' || stage === 'filed' || stage === 'published'

/** There is no check that counts to the last lesson, and it is time to get one. */
const endsBefore = (check: CheckStanding, endsOn: string): boolean =>
  check.kind === 'none' || (check.kind !== 'good' && check.expiresOn < endsOn)

/** The courses of a desk in the order of its table: problems above, then the others; closed ones last. */
export const inDeskOrder = <Section extends { stage: SectionStage; problem: Problem | null }>(
  sections: readonly Section[],
): { troubled: Section[]; normal: Section[]; closed: Section[] } => {
  const rank = ({ problem }: Section): number => (problem ? worstFirst.indexOf(problem.kind) : worstFirst.length)
  const badFirst = ({ problem }: Section): number => (problem?.tone === 'bad' ? 0 : 1)
  return {
    troubled: sections
      .filter(({ problem }) => problem !== null)
      .sort((a, b) => badFirst(a) - badFirst(b) || rank(a) - rank(b)),
    normal: sections.filter(({ problem, stage }) => problem === null && stage !== 'closed'),
    closed: sections.filter(({ problem, stage }) => problem === null && stage === 'closed'),
  }
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
