import type { EnrolmentState } from '#db/schema/index'
import type { AuditAction } from '~/shared/audit.server'
import type { FirstPicks } from './decision-day/first-pick-rules'
import type { ChildToFit, SectionToFit } from './fit-rules'
import type { RoundDates } from './round-rules'

/** The state that one batch of requests is decided on. Loaded under locks, changed by allotment-rules, written at once. */
export interface World {
  /** Epoch milliseconds, one moment for the whole batch. */
  now: number
  /** The business day of `now`. */
  today: string
  waitLines: number
  /** The two letters before a reference number. */
  referencePrefix: string
  offerMs: number
  rounds: readonly RoundDates[]
  /** Children of closed courses, who choose first. */
  firstPicks: FirstPicks
  sections: Map<string, SectionInWorld>
  pupils: Map<string, PupilInWorld>
  /** `account pupil` of every living guardianship concerned. */
  guardianships: ReadonlySet<string>
  /** By `pupil section`. */
  enrolments: Map<string, EnrolmentRecord>
  changes: Changes
}

export interface SectionInWorld extends SectionToFit {
  id: string
  title: string
  term: string
  slots: readonly number[]
  published: boolean
  cutOffOn: string
  feeFen: number
  /** null: never full. */
  capacity: number | null
  enrolled: number
  offered: number
  waiting: number
  lastPlace: number
  /** The head of the waitlist in order of place; `waiting` says how long it really is. */
  queue: EnrolmentRecord[]
  /** Open offers. */
  offers: EnrolmentRecord[]
}

export interface PupilInWorld extends ChildToFit {
  id: string
  left: boolean
  /** By slot. */
  held: Map<number, HeldSlot>
  /** Every record of the term, whatever its state. */
  enrolments: EnrolmentRecord[]
}

export interface HeldSlot {
  section: string
  /** Base care gives way to a course; a course does not. */
  care: boolean
  title: string
  /** The base care that comes back when the course is left. */
  base: string | null
}

export interface EnrolmentRecord {
  pupil: string
  section: string
  term: string
  /** The section is base care: outside the limit k. */
  base: boolean
  state: EnrolmentState
  place: number | null
  offerEndsAt: number | null
  feeFen: number
  requestKey: string
  /** The row is not in the database yet. */
  fresh: boolean
}

/** What has to be written, and told, when the batch is decided. */
export interface Changes {
  enrolments: Set<EnrolmentRecord>
  sections: Set<SectionInWorld>
  /** `pupil slot` → whether a row stood there when the world was loaded. */
  slots: Map<string, { pupil: PupilInWorld; slot: number; stood: boolean }>
  events: AllotmentEvent[]
}

export interface AllotmentEvent {
  action: Extract<AuditAction, `enrolment.${string}`>
  /** '' when it happened by itself. */
  actor: string
  pupil: string
  section: string
  detail: Record<string, string | number | boolean | null>
}

export const noChanges = (): Changes => ({ enrolments: new Set(), sections: new Set(), slots: new Map(), events: [] })

export const enrolmentKey = (pupil: string, section: string): string => `${pupil} ${section}`
