import { weekdayName } from '~/shared/day'
import { type Category, isCategory } from './categories'
import { writeLine } from './enrolment-form'
import { longReason, reasonIcon, shortReason, timeSpan } from './family-words'
import { type WhyNot, weekdaysOf } from './fit-rules'
import { placesLeft, type SectionCard, timesOn } from './section-card'
import type { Standing } from './shelf-rules'

/** A price tag as the page draws it: words made, nothing left to decide. */
export interface WareView {
  id: string
  title: string
  category: Category
  /** The uploaded cover; null: drawn. */
  cover: string | null
  time: string
  place: string
  feeFen: number
  /** null: never full. */
  left: number | null
  capacity: number | null
  waiting: number
  state: 'free' | 'wait' | 'basket' | 'enrolled' | 'waitlisted' | 'offered' | 'no' | 'public'
  position: number | null
  /** What the button sends: `pupil:section`, with its slots for base care. */
  line: string
  reason: string
  sentence: string
  icon: 'clash' | 'lock' | null
}

/** A category as covers know it; an unknown key is drawn as care. */
export const coverCategory = (category: string): Category => (isCategory(category) ? category : 'care')

/** A course of several days says which of them is in the way, unless it is the day one looks at. */
const reasonOn = (why: WhyNot, card: SectionCard, weekday: number): string => {
  const day = why.facts.weekday
  const several = weekdaysOf(card.slots.map(({ slot }) => slot)).length > 1
  const elsewhere = day !== undefined && several && (weekday === 0 || day !== weekdayName(weekday))
  return `${elsewhere ? day : ''}${shortReason(why)}`
}

/**
 * @param standing null without a child: the tag only shows. @param weekday the day of the shelf it stands on (0: any).
 */
export const wareView = (
  card: SectionCard,
  standing: Standing | null,
  {
    pupil = '',
    weekday = 0,
    elder = false,
    district = false,
  }: {
    pupil?: string
    weekday?: number
    elder?: boolean
    /** The shelf of the whole district names the school instead of the room. */
    district?: boolean
  },
): WareView => {
  const times = timesOn(card, weekday)
  const spans = [...new Set(times.map(({ startsAt, endsAt }) => timeSpan(startsAt, endsAt, elder)))]
  const why = standing?.kind === 'no' ? standing.why : null
  return {
    id: card.id,
    title: card.title,
    category: coverCategory(card.category),
    cover: card.cover,
    time: spans.join(' '),
    place: district ? card.schoolName : card.room,
    feeFen: card.feeFen,
    left: placesLeft(card),
    capacity: card.capacity,
    waiting: card.waiting,
    state: standing === null ? 'public' : standing.kind === 'in' ? standing.how : standing.kind,
    position: standing?.kind === 'in' ? standing.position : null,
    line: pupil
      ? writeLine({ pupil, section: card.id, slots: card.base && weekday ? times.map(({ slot }) => slot) : null })
      : '',
    reason: why ? reasonOn(why, card, weekday) : '',
    sentence: why ? longReason(why) : '',
    icon: why ? reasonIcon(why) : null,
  }
}
