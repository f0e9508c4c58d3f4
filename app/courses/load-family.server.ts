import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { type BasketSummary, summaryOf } from './basket-summary.server'
import { type FirstPickView, ownFirstPick } from './decision-day/first-pick-view'
import { fiveDaysInWords, timeSpan } from './family-words'
import { partsOfSlot } from './fit-rules'
import { type ChildAtHome, type Household, loadHousehold } from './load-household.server'
import { type ChildTab, childTab, daysOf, type RoundView, type ShelfView } from './load-shelf.server'
import { phaseOf, roundFor } from './round-rules'
import { timesOn } from './section-card'
import { coverCategory } from './ware-view'

/** One line of what a child has: a course, a place in a queue, an offered place, base care. */
export interface PlaceLine {
  section: string
  title: string
  /** On that day. */
  time: string
  room: string
  kind: 'course' | 'care' | 'waiting' | 'offer' | 'basket'
  position: number | null
  offerEndsAt: number | null
}

/** A weekday with all a child has on it; what is not a place yet stands on the first day of its course. */
export interface FamilyDay {
  weekday: number
  lines: PlaceLine[]
  open: boolean
}

export interface ChildOfFamily extends ChildTab {
  days: ShelfView['days']
  week: FamilyDay[]
  say: string
  /** Courses and offers against the limit of the round; null where no round is planned. */
  limit: { held: number; limit: number } | null
  /** A course of the child was closed: it chooses first. */
  firstPick: FirstPickView | null
}

export interface FamilyView {
  children: ChildOfFamily[]
  basket: BasketSummary | null
  round: RoundView | null
  now: number
}

/** All children of the family on one screen: the five days with everything each has, waits for or was offered. */
export const loadFamily = async (context: Context, actor: Actor, elder: boolean): Promise<FamilyView> => {
  const household = await loadHousehold(context, actor)
  if (!household) return { children: [], basket: null, round: null, now: context.clock.now() }
  const { children, moment, term } = household
  const [first] = children
  const round = first ? roundFor(term.rounds, first.school, term.id, moment.now) : undefined
  return {
    children: children.map((child) => childOfFamily(household, child, elder)),
    basket: summaryOf(household),
    round: round ? { phase: phaseOf(round, moment.now), opensAt: round.opensAt, closesAt: round.closesAt } : null,
    now: moment.now,
  }
}

const childOfFamily = (household: Household, child: ChildAtHome, elder: boolean): ChildOfFamily => {
  const { moment, term } = household
  const days = daysOf(child, household)
  const round = roundFor(moment.rounds, child.school, term.id, moment.now)
  const held = child.records.filter(({ base, state }) => !base && state !== 'waitlisted').length
  return {
    ...childTab(child),
    days: days.map((day) => ({ ...day, category: coverCategory(day.category) })),
    week: [1, 2, 3, 4, 5].map((weekday) => dayOfFamily(household, child, weekday, elder)),
    say: fiveDaysInWords(days),
    firstPick: ownFirstPick(child.firstPicks, household.cards),
    limit: round ? { held, limit: round.courseLimit } : null,
  }
}

const dayOfFamily = ({ cards }: Household, child: ChildAtHome, weekday: number, elder: boolean): FamilyDay => {
  const line = (section: string, kind: PlaceLine['kind'], slots?: readonly number[]): PlaceLine[] => {
    const card = cards.get(section)
    if (!card) return []
    const times = timesOn(card, weekday).filter(({ slot }) => !slots || slots.includes(slot))
    const spans = [...new Set(times.map(({ startsAt, endsAt }) => timeSpan(startsAt, endsAt, elder)))]
    const record = child.records.find((one) => one.section === section)
    return [
      {
        section,
        title: card.title,
        time: spans.join(' '),
        room: card.room,
        kind,
        position: record?.position ?? null,
        offerEndsAt: record?.offerEndsAt ?? null,
      },
    ]
  }
  const held = child.held.filter(({ slot }) => partsOfSlot(slot).weekday === weekday)
  const places = [...new Set(held.map(({ section }) => section))].flatMap((section) =>
    line(
      section,
      cards.get(section)?.base ? 'care' : 'course',
      held.filter((one) => one.section === section).map(({ slot }) => slot),
    ),
  )
  const startsToday = (section: string): boolean =>
    partsOfSlot(cards.get(section)?.slots[0]?.slot ?? 0).weekday === weekday
  const pending = child.records.filter(({ state, section }) => state !== 'enrolled' && startsToday(section))
  const basket = child.basket.filter(({ section, slots }) =>
    slots ? slots.some((slot) => partsOfSlot(slot).weekday === weekday) : startsToday(section),
  )
  return {
    weekday,
    lines: [
      ...pending.filter(({ state }) => state === 'offered').flatMap(({ section }) => line(section, 'offer')),
      ...[...places].sort((a, b) => Number(a.kind === 'care') - Number(b.kind === 'care')),
      ...pending.filter(({ state }) => state === 'waitlisted').flatMap(({ section }) => line(section, 'waiting')),
      ...basket.flatMap(({ section }) => line(section, 'basket')),
    ],
    open: places.length === 0,
  }
}
