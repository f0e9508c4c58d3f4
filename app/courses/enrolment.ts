import type { RefusalCode, RefusalFacts } from '~/shared/refusal'

/** One wish of a family: this child into this section. */
export interface EnrolmentLine {
  pupil: string
  section: string
  /** Only for base care: the slots wanted; all of the section's when left out. A course takes all of its slots or none. */
  slots?: readonly number[] | null
  /** Queue when the section is full. */
  alsoWait: boolean
}

export type EnrolmentOperation =
  | { kind: 'enrol'; lines: readonly EnrolmentLine[] }
  /** `slots` only for base care: the days to leave; all of them when left out. */
  | { kind: 'withdraw'; pupil: string; section: string; slots?: readonly number[] | null }
  /** Leave one section for another: both or neither. */
  | { kind: 'transfer'; pupil: string; from: string; to: string }
  /** Take an offered place; `swap` leaves the courses in its slots in the same press. */
  | { kind: 'accept'; pupil: string; section: string; swap: boolean }
  | { kind: 'decline'; pupil: string; section: string }

export interface EnrolmentRequest {
  /** Idempotency key, 16–64 of [A-Za-z0-9_-]: the same key gives the same answer and one row. */
  key: string
  account: string
  operation: EnrolmentOperation
  /** A paper form in the hands of the child's school: the guardianship is not asked for, everything else is. */
  onBehalf?: OnBehalf
}

/** The verb that sends it has checked that the account administers this school; the pupil must be at it. */
export interface OnBehalf {
  school: string
  /** The day on the form. */
  signedOn?: string
  /** Who signed it, as the school's list of relations says: 奶奶. */
  signedBy?: string
}

export type LineAnswer = { pupil: string; section: string } & (
  | { outcome: 'enrolled'; feeFen: number }
  /** position: 1 is next. */
  | { outcome: 'waitlisted'; position: number }
  | { outcome: 'withdrawn' }
  | { outcome: 'transferred'; to: string; feeFen: number }
  | { outcome: 'refused'; code: RefusalCode; facts: RefusalFacts; sentence: string }
)

/** What the family is told; stored with the request, so that a repeated press reads the same. */
export interface EnrolmentAnswer {
  /** TQ26-4K7M-93 */
  reference: string
  at: number
  lines: LineAnswer[]
  /** Only where a school pressed with a paper form. */
  onBehalf?: OnBehalf
}

/** Where every change of places goes through: batched, idempotent, the same for pages, fast lane and tests. */
export interface EnrolmentDesk {
  /** Resolves when the answer is durable. Refuses KEY_REUSED, BUSY. A line that cannot be is a `refused` line, not a throw. */
  submit(request: EnrolmentRequest): Promise<EnrolmentAnswer>
  /** Passes on offers whose time is over; called every minute and safe to call at any time. Returns how many moved. */
  tick(): Promise<number>
  /** Finishes what was accepted. */
  close(): Promise<void>
}
