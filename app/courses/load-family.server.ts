import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { type BasketSummary, summaryOf } from './basket-summary.server'
import type { Category } from './categories'
import { fiveDaysInWords, slotsInWords } from './family-words'
import { type ChildAtHome, type Household, loadHousehold, type RecordAtHome } from './load-household.server'
import { type ChildTab, childTab, daysOf, type ShelfView } from './load-shelf.server'
import { roundFor } from './round-rules'
import { coverCategory } from './ware-view'

/** One line of what a child has: a course, a place in a queue, an offered place, base care. */
export interface PlaceLine {
  section: string
  title: string
  category: Category
  times: string
  room: string
  position: number | null
  offerEndsAt: number | null
}

export interface ChildOfFamily extends ChildTab {
  days: ShelfView['days']
  say: string
  offers: PlaceLine[]
  courses: PlaceLine[]
  waiting: PlaceLine[]
  care: PlaceLine[]
  /** Courses and offers against the limit of the round; null where no round is planned. */
  limit: { held: number; limit: number } | null
}

export interface FamilyView {
  children: ChildOfFamily[]
  basket: BasketSummary | null
}

/** All children of the family on one screen: the five days, and everything each has, waits for or was offered. */
export const loadFamily = async (context: Context, actor: Actor, elder: boolean): Promise<FamilyView> => {
  const household = await loadHousehold(context, actor)
  if (!household) return { children: [], basket: null }
  return {
    children: household.children.map((child) => childOfFamily(household, child, elder)),
    basket: summaryOf(household),
  }
}

const childOfFamily = (household: Household, child: ChildAtHome, elder: boolean): ChildOfFamily => {
  const { cards, moment, term } = household
  const days = daysOf(child, household)
  const lines = (wanted: (record: RecordAtHome) => boolean): PlaceLine[] =>
    child.records.filter(wanted).flatMap((record) => {
      const card = cards.get(record.section)
      if (!card) return []
      const { section, position, offerEndsAt } = record
      const held = new Set(
        child.held.filter((one) => one.section === section || one.base === section).map(({ slot }) => slot),
      )
      // Of base care only the days that were chosen.
      const slots = card.base ? card.slots.filter(({ slot }) => held.has(slot)) : card.slots
      return [
        {
          section,
          title: card.title,
          category: coverCategory(card.category),
          times: slotsInWords(slots, elder),
          room: card.room,
          position,
          offerEndsAt,
        },
      ]
    })
  const round = roundFor(moment.rounds, child.school, term.id, moment.now)
  const held = child.records.filter(({ base, state }) => !base && state !== 'waitlisted').length
  return {
    ...childTab(child),
    days: days.map((day) => ({ ...day, category: coverCategory(day.category) })),
    say: fiveDaysInWords(days),
    offers: lines(({ state }) => state === 'offered'),
    courses: lines(({ state, base }) => state === 'enrolled' && !base),
    waiting: lines(({ state }) => state === 'waitlisted'),
    care: lines(({ state, base }) => state === 'enrolled' && base),
    limit: round ? { held, limit: round.courseLimit } : null,
  }
}
