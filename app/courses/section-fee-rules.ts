import { daysBetween } from '~/shared/day'
import { type Calendar, feeOf, plannedSessions } from './calendar-rules'
import { draftWords } from './publishing-words'
import { type DraftErrors, draftErrors, type SchoolFrame, type SectionDraft } from './section-rules'

/** A draft with what the calendar makes of it. */
export interface PricedDraft extends SectionDraft {
  sessions: number
  feeFen: number
}

const LONGEST_DAYS = 366

/** Dates that make sense to count sessions between. */
export const isCountable = ({ startsOn, endsOn }: Pick<SectionDraft, 'startsOn' | 'endsOn'>): boolean => {
  const days = daysBetween(startsOn, endsOn)
  return days >= 0 && days <= LONGEST_DAYS
}

/** Counts the sessions and the fee. @param calendar covers the draft's dates. */
export const priceBy = (draft: SectionDraft, calendar: Calendar): PricedDraft => {
  const sessions = isCountable(draft) ? plannedSessions(draft, calendar) : 0
  return { ...draft, sessions, feeFen: feeOf(draft.lessonFen, sessions, draft.materialFen) }
}

/** `draftErrors`, and a section must meet at least once. */
export const pricedErrors = (draft: PricedDraft, frame: SchoolFrame, kept?: string): DraftErrors => {
  const errors = draftErrors(draft, frame, kept)
  if (Object.keys(errors).length === 0 && draft.sessions === 0) return { endsOn: draftWords.neverMeets }
  return errors
}
