import type { EnrolmentState } from '#db/schema/index'
import { momentInWords, weekdayName } from '~/shared/day'
import type { RefusalCode, RefusalFacts } from '~/shared/refusal'
import { type FirstPicks, picksFirst, waitsUntil } from './decision-day/first-pick-rules'
import { type ChildToFit, partsOfSlot, type WhyNot, whyNotMeantFor } from './fit-rules'
import { hasOpened, phaseOf, type RoundDates, type RoundPhase, roundFor } from './round-rules'
import { placesLeft, type SectionCard, timesOn } from './section-card'

/** What a family sees before it presses: the same rules as the allotment's, told beforehand. Pure. */

/** A child with what it has and what lies in the basket for it. */
export interface ChildOnShelf extends ChildToFit {
  pupil: string
  /** Living records by section. */
  records: ReadonlyMap<string, RecordOnShelf>
  /** What the child does in a slot. */
  held: ReadonlyMap<number, HeldOnShelf>
  basket: readonly BasketOnShelf[]
}

export interface RecordOnShelf {
  state: Extract<EnrolmentState, 'enrolled' | 'waitlisted' | 'offered'>
  base: boolean
  /** 1 is next; null unless waitlisted. */
  position: number | null
}

export interface HeldOnShelf {
  section: string
  title: string
  /** Base care: gives way to a course. */
  care: boolean
  /** The care behind a course. */
  base: string | null
}

export interface BasketOnShelf {
  section: string
  title: string
  base: boolean
  /** The slots wanted (all of the section's, for a course). */
  slots: readonly number[]
  /** A place can be had now; else the line would only wait. */
  seatable: boolean
}

export interface ShelfMoment {
  now: number
  today: string
  rounds: readonly RoundDates[]
  waitLines: number
  firstPicks: FirstPicks
}

export type Standing =
  /** In the basket, or already the child's. */
  | { kind: 'in'; how: 'basket' | 'enrolled' | 'waitlisted' | 'offered'; position: number | null }
  | { kind: 'no'; why: WhyNot }
  /** Full: one can queue. */
  | { kind: 'wait' }
  | { kind: 'free' }

const no = (code: RefusalCode, facts: RefusalFacts = {}): Standing => ({ kind: 'no', why: { code, facts } })

const clash = (slot: number, course: string): Standing =>
  no('CLASH', { weekday: weekdayName(partsOfSlot(slot).weekday), course })

/**
 * The phase of the round as it is for one child: open, too, after a round in which its course was closed.
 * `closed` where the school has no round.
 */
export const phaseForChild = (
  { pupil }: Pick<ChildOnShelf, 'pupil'>,
  { school, term }: Pick<SectionCard, 'school' | 'term'>,
  { rounds, firstPicks, now }: Pick<ShelfMoment, 'rounds' | 'firstPicks' | 'now'>,
): RoundPhase => {
  const first = picksFirst(firstPicks, pupil, { school, term }) && hasOpened(rounds, school, term, now)
  const round = roundFor(rounds, school, term, now)
  return first ? 'open' : round ? phaseOf(round, now) : 'closed'
}

/**
 * How a section stands to a child.
 * @param weekday of base care, whose days are chosen one by one: only that day is looked at (0: every day).
 * Before the round opens everything may be put into the basket already; after it closed only base care may.
 */
export const standingOf = (child: ChildOnShelf, card: SectionCard, moment: ShelfMoment, weekday = 0): Standing => {
  if (!card.published) return no('SECTION_UNKNOWN')
  const meant = whyNotMeantFor(child, card)
  if (meant) return { kind: 'no', why: meant }
  const inBasket = child.basket.find((line) => line.section === card.id)
  if (card.base) return standingInCare(child, card, moment, weekday, inBasket)
  const record = child.records.get(card.id)
  if (record) return { kind: 'in', how: record.state, position: record.position }
  if (inBasket) return { kind: 'in', how: 'basket', position: null }
  const round = roundFor(moment.rounds, card.school, card.term, moment.now)
  const phase = phaseForChild(child, card, moment)
  if (!round || phase === 'closed') return no('ROUND_CLOSED')
  if (moment.today > card.cutOffOn) return no('SECTION_ENDED')
  if (placesLeft(card) === 0) {
    const lines = waitingOf(child) + child.basket.filter((line) => !line.base && !line.seatable).length
    return lines >= moment.waitLines
      ? no('WAIT_LIMIT', { child: child.name, limit: moment.waitLines })
      : { kind: 'wait' }
  }
  const until = phase === 'open' ? waitsUntil(moment.firstPicks, child.pupil, card) : null
  if (until !== null) return no('FIRST_PICK', { school: card.schoolName, until: momentInWords(until) })
  const inTheWay = heldClash(child, card) ?? basketClash(child, card)
  if (inTheWay) return inTheWay
  const wanted = child.basket.filter((line) => !line.base && line.seatable).length
  return coursesOf(child) + wanted >= round.courseLimit
    ? no('LIMIT', { child: child.name, limit: round.courseLimit })
    : { kind: 'free' }
}

const standingInCare = (
  child: ChildOnShelf,
  card: SectionCard,
  moment: ShelfMoment,
  weekday: number,
  inBasket: BasketOnShelf | undefined,
): Standing => {
  const slots = timesOn(card, weekday).map(({ slot }) => slot)
  const held = slots.map((slot) => child.held.get(slot))
  if (slots.length > 0 && held.every((one) => one?.section === card.id || one?.base === card.id)) {
    return { kind: 'in', how: 'enrolled', position: null }
  }
  if (inBasket && slots.every((slot) => inBasket.slots.includes(slot))) {
    return { kind: 'in', how: 'basket', position: null }
  }
  if (moment.today > card.cutOffOn) return no('SECTION_ENDED')
  // Another care or a course already fills every slot asked for.
  const taken = slots.every((slot) => child.held.has(slot))
  const [slot] = slots
  const first = slot === undefined ? undefined : child.held.get(slot)
  return taken && slot !== undefined && first ? clash(slot, first.title) : { kind: 'free' }
}

/** Courses and open offers: what the limit k counts. */
export const coursesOf = (child: ChildOnShelf): number =>
  [...child.records.values()].filter(({ base, state }) => !base && state !== 'waitlisted').length

export const waitingOf = (child: ChildOnShelf): number =>
  [...child.records.values()].filter(({ base, state }) => !base && state === 'waitlisted').length

/** The course the child already holds in one of a section's slots. */
export const heldClash = (child: ChildOnShelf, card: Pick<SectionCard, 'id' | 'slots'>): Standing | null => {
  for (const { slot } of card.slots) {
    const held = child.held.get(slot)
    if (held && !held.care && held.section !== card.id) return clash(slot, held.title)
  }
  return null
}

const basketClash = (child: ChildOnShelf, card: SectionCard): Standing | null => {
  for (const line of child.basket) {
    if (line.base || !line.seatable || line.section === card.id) continue
    const slot = card.slots.find((one) => line.slots.includes(one.slot))?.slot
    if (slot !== undefined) return clash(slot, line.title)
  }
  return null
}

/** What one of the five days looks like: a course (chosen), base care only, or still open. */
export interface DayOfChild {
  weekday: number
  state: 'course' | 'care' | 'open'
  section: string
  title: string
  category: string
  /** The course only lies in the basket. */
  pending: boolean
}

interface Chosen {
  section: string
  title: string
  category: string
  base: boolean
  slots: readonly number[]
  pending?: boolean
}

/**
 * The five cells of a child: courses before care, held ones before the basket's.
 * @param chosen what the child holds, then what lies in the basket, in that order.
 */
export const fiveDays = (chosen: readonly Chosen[]): DayOfChild[] =>
  [1, 2, 3, 4, 5].map((weekday) => {
    const ofDay = chosen.filter(({ slots }) => slots.some((slot) => partsOfSlot(slot).weekday === weekday))
    const course = ofDay.find(({ base }) => !base)
    const care = ofDay.find(({ base, category }) => base && category === 'care')
    const shown = course ?? care
    const state = course ? 'course' : care ? 'care' : 'open'
    return {
      weekday,
      state,
      section: shown?.section ?? '',
      title: shown?.title ?? '',
      category: shown?.category ?? '',
      pending: shown?.pending ?? false,
    }
  })
