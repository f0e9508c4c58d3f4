import { and, asc, eq, gte, lte } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { termAfter, termOn } from '../calendar-rules'
import { loadCalendar, publicDay } from '../school-calendar.server'
import type { TermDraft } from './calendar-form'
import { type CalendarDay, monthsOf, weeksOf } from './day-rules'

export interface TermLine {
  id: string
  name: string
  startsOn: string
  endsOn: string
  begun: boolean
}

export interface CalendarPage {
  today: string
  /** Oldest first. */
  terms: TermLine[]
  /** Null in a district without terms. */
  term: TermLine | null
  months: string[]
  month: string
  weeks: (CalendarDay | null)[][]
  schoolDays: number
  /** Years of the term of which the State Council has not spoken. */
  unknownYears: string[]
  /** Weekdays of which nobody spoke. */
  unsaid: number
  openMakeUpDays: string[]
  /** What the form of a new term starts with. */
  next: TermDraft
}

/**
 * A term with one month of it. @param asked the term's id and the month; the running or coming term, and today's month
 * or the term's first, where empty or unknown. Refuses FORBIDDEN.
 */
export const loadCalendarPage = async (
  context: Context,
  actor: Actor,
  asked: { term: string; month: string },
): Promise<CalendarPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { term: terms, calendarOverride: rows } = store.tables
  const today = dayOf(clock.now())
  const found = await store.db.select().from(terms).where(eq(terms.district, district)).orderBy(asc(terms.startsOn))
  const all = found.map(({ id, name, startsOn, endsOn }) => ({ id, name, startsOn, endsOn, begun: startsOn <= today }))
  const last = all.at(-1)
  const next = { ...(last ? termAfter(last) : termOn(today)), term: '' }
  const term = all.find(({ id }) => id === asked.term) ?? all.find(({ endsOn }) => endsOn >= today) ?? last ?? null
  const blank = { term: '', name: next.name, startsOn: next.startsOn, endsOn: next.endsOn }
  if (!term) {
    const nothing = { months: [], month: '', weeks: [], schoolDays: 0, unknownYears: [], unsaid: 0, openMakeUpDays: [] }
    return { today, terms: all, term, ...nothing, next: blank }
  }
  const months = monthsOf(term)
  const month = [asked.month, today.slice(0, 7)].find((one) => months.includes(one)) ?? months[0] ?? ''
  const calendar = await loadCalendar(context, term)
  const notes = await store.db
    .select({ day: rows.day, note: rows.note })
    .from(rows)
    .where(and(eq(rows.district, district), gte(rows.day, term.startsOn), lte(rows.day, term.endsOn)))
  const weeks = weeksOf(month, {
    term,
    calendar,
    notes: new Map(notes.map(({ day, note }) => [day, note])),
    unsaid: new Set(calendar.missingDays),
  })
  const years = [...new Set(months.map((one) => one.slice(0, 4)))]
  return {
    today,
    terms: all,
    term,
    months,
    month,
    weeks,
    schoolDays: weeks.flat().filter((day) => day?.school).length,
    unknownYears: years.filter((year) => publicDay(`${year}-01-01`) === undefined),
    unsaid: calendar.missingDays.length,
    openMakeUpDays: calendar.openMakeUpDays,
    next: blank,
  }
}
