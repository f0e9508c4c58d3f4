import type { EnrolmentState } from '#db/schema/index'
import { type RefundRule, refundOf, shareOf } from './refund-rules'

/** What should stand against a child, by its enrolments and the rules alone. Pages and postings use the same. Pure. */

export interface PricedEnrolment {
  state: EnrolmentState
  /** The published fee when the place was taken; never more than this is due. */
  feeFen: number
  lessonFen: number
  materialFen: number
  /** Sessions by the calendar. */
  planned: number
}

/** Where the child had the place, and until when: null where it never had one, `undefined` while it has it. */
export type LeftAt = number | null | undefined

/**
 * The charge that should stand, in 分: the fee while the child has the place, what the rule keeps once it has left, and
 * nothing where it only ever waited. Never below 0, never above the fee.
 * @param held sessions that had begun when the place was left
 */
export const chargeOf = (enrolment: PricedEnrolment, leftAt: LeftAt, held: number, rule: RefundRule): number => {
  const { feeFen, state } = enrolment
  if (leftAt === null) return 0
  if (leftAt === undefined) return feeFen
  // Sessions that were priced otherwise than the fee was (a calendar that changed) never cost more than the fee.
  const refund = refundOf({ ...enrolment, held, closed: state === 'closed' }, rule)
  return Math.min(feeFen, Math.max(0, feeFen - refund))
}

/** What the family has to pay for an enrolment in the end: the charge less the waived share. */
export const dueOf = (
  enrolment: PricedEnrolment,
  leftAt: LeftAt,
  held: number,
  rule: RefundRule,
  exemptPercent: number,
): number => {
  const charge = chargeOf(enrolment, leftAt, held, rule)
  return charge - shareOf(charge, exemptPercent)
}

/** What the record says happened between a child and a section, in order. */
export interface PlaceEvent {
  action: string
  at: number
  /** Of a withdrawal: the state before it. */
  from: string | null
}

const TAKES = ['enrolment.enrolled', 'enrolment.offer-accepted']
const ENDS = ['enrolment.withdrawn', 'enrolment.transferred', 'enrolment.closed']

/** What an event says of the place: taken, left, or that there was none but a line or an offer. */
const tells = ({ action, from }: PlaceEvent): 'takes' | 'ends' | 'waits' => {
  if (TAKES.includes(action)) return 'takes'
  return ENDS.includes(action) && (from === null || from === 'enrolled') ? 'ends' : 'waits'
}

/**
 * When a child left a place it had. The row of an enrolment keeps only its last state: who withdrew from a waiting line
 * never had a place, and who waits again after having left owes for what was held before.
 * @param events of this child and section, in order; rows that a school's file or a seed wrote have none
 */
export const leftAtOf = (
  { state, changedAt }: { state: EnrolmentState; changedAt: number },
  events: readonly PlaceEvent[],
): LeftAt => {
  if (state === 'enrolled') return undefined
  let last: 'takes' | 'ends' | 'waits' | 'nothing' = 'nothing'
  let leftAt: number | null = null
  for (const event of events) {
    const told = tells(event)
    // What ends after a line was only the line.
    if (told === 'ends' && last === 'waits') continue
    if (told === 'ends') leftAt = event.at
    last = told
  }
  const waiting = state === 'waitlisted' || state === 'offered'
  if (waiting || last === 'waits' || last === 'ends') return leftAt
  return changedAt
}
