import { DAY_MS } from '~/shared/day'
import { phaseOf, type RoundDates, roundsOf } from '../round-rules'

/** Decision day: which sections a school has to decide after a round, and until when. Pure. */

export interface SectionToDecide {
  school: string
  term: string
  published: boolean
  base: boolean
  minimum: number
  enrolled: number
  /** When it went onto the shelf; null where nobody remembers. */
  publishedAt: number | null
  /** It has been decided already, whatever happened since. */
  decided: boolean
}

export interface DecisionDue {
  /** To be decided before this moment. */
  until: number
  overdue: boolean
}

/**
 * Whether a section is to be decided: published, no base care, under its minimum, and a round in which families could
 * choose it is over.
 * @param decisionDays the district's, counted from the close of the last such round. @returns null when nothing is due.
 */
export const decisionDue = (
  section: SectionToDecide,
  rounds: readonly RoundDates[],
  now: number,
  decisionDays: number,
): DecisionDue | null => {
  const { school, term, published, base, minimum, enrolled, publishedAt, decided } = section
  if (!published || base || decided || enrolled >= minimum) return null
  const over = roundsOf(rounds, school, term).filter(
    (round) => phaseOf(round, now) === 'closed' && (publishedAt === null || publishedAt < round.closesAt),
  )
  if (over.length === 0) return null
  const until = Math.max(...over.map(({ closesAt }) => closesAt)) + decisionDays * DAY_MS
  return { until, overdue: until <= now }
}

/** Whole days that are left, begun ones counted; 0 when it is over. */
export const daysLeft = (until: number, now: number): number => Math.max(0, Math.ceil((until - now) / DAY_MS))
