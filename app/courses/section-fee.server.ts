import type { Context } from '~/shared/context'
import { daysBetween } from '~/shared/day'
import { feeOf, plannedSessions } from './calendar-rules'
import { draftWords } from './publishing-words'
import { loadCalendar } from './school-calendar.server'
import { type DraftErrors, draftErrors, type SchoolFrame, type SectionDraft } from './section-rules'

/** A draft with what the calendar makes of it. */
export interface PricedDraft extends SectionDraft {
  sessions: number
  feeFen: number
}

const LONGEST_DAYS = 366

/** Counts the sessions and the fee by the district's calendar. Reads outside transactions: call it before one. */
export const priceDraft = async (context: Context, draft: SectionDraft): Promise<PricedDraft> => {
  const days = daysBetween(draft.startsOn, draft.endsOn)
  const sessions = days < 0 || days > LONGEST_DAYS ? 0 : plannedSessions(draft, await loadCalendar(context, draft))
  return { ...draft, sessions, feeFen: feeOf(draft.lessonFen, sessions, draft.materialFen) }
}

/** `draftErrors`, and a section must meet at least once. */
export const pricedErrors = (draft: PricedDraft, frame: SchoolFrame, kept?: string): DraftErrors => {
  const errors = draftErrors(draft, frame, kept)
  if (Object.keys(errors).length === 0 && draft.sessions === 0) return { endsOn: draftWords.neverMeets }
  return errors
}
