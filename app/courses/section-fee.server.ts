import type { Context } from '~/shared/context'
import { plainCalendar } from './calendar-rules'
import { loadCalendar } from './school-calendar.server'
import { isCountable, type PricedDraft, priceBy } from './section-fee-rules'
import type { SectionDraft } from './section-rules'

/** Counts the sessions and the fee by the district's calendar. Reads outside transactions: call it before one. */
export const priceDraft = async (context: Context, draft: SectionDraft): Promise<PricedDraft> =>
  priceBy(draft, isCountable(draft) ? await loadCalendar(context, draft) : plainCalendar)
