import { randomBytes } from 'node:crypto'
import { type Actor, ownChild } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import type { Category } from './categories'
import { slotsInWords } from './family-words'
import { findSections } from './find-sections.server'
import { loadCards } from './load-cards.server'
import { type ChildAtHome, childOnShelf, type Household, loadHousehold } from './load-household.server'
import { placesLeft, type SectionCard } from './section-card'
import { readShelfFilters } from './shelf-filters'
import { heldClash, standingOf } from './shelf-rules'
import { coverCategory } from './ware-view'

/** A section that the child could change to. */
export interface Exchange {
  section: string
  title: string
  category: Category
  times: string
  feeFen: number
  left: number | null
}

export interface PlaceView {
  pupil: string
  name: string
  position: number
  section: string
  title: string
  category: Category
  base: boolean
  times: string
  room: string
  feeFen: number
  state: 'enrolled' | 'waitlisted' | 'offered' | 'none'
  /** In the queue: 1 is next. */
  queue: number | null
  offerEndsAt: number | null
  now: number
  /** Courses that stand in the way of an offered place. */
  inTheWay: string[]
  /** Of base care: the days that are kept. */
  days: { slot: number; words: string }[]
  exchanges: Exchange[]
  /** For the next press. */
  key: string
}

/**
 * One child's place in one section, with what can be done about it.
 * @param to a section the family has already chosen to change to, '' for none.
 * Refuses NOT_YOUR_CHILD, NOT_FOUND.
 */
export const loadPlace = async (
  context: Context,
  actor: Actor,
  { pupil, section, to, elder }: { pupil: string; section: string; to: string; elder: boolean },
): Promise<PlaceView> => {
  ownChild(actor, pupil)
  const household = await loadHousehold(context, actor)
  const child = household?.children.find((one) => one.pupil === pupil)
  const card = household?.cards.get(section) ?? (await loadCards(context, [section])).get(section)
  if (!household || !child || !card || card.school !== child.school) throw refuse('NOT_FOUND')
  const record = child.records.find((one) => one.section === section)
  const held = new Set(
    child.held.filter((one) => one.section === section || one.base === section).map(({ slot }) => slot),
  )
  const kept = card.base ? card.slots.filter(({ slot }) => held.has(slot)) : card.slots
  return {
    pupil,
    name: child.name,
    position: child.position,
    section,
    title: card.title,
    category: coverCategory(card.category),
    base: card.base,
    times: slotsInWords(kept, elder),
    room: card.room,
    feeFen: record?.feeFen ?? card.feeFen,
    state: record?.state ?? 'none',
    queue: record?.position ?? null,
    offerEndsAt: record?.offerEndsAt ?? null,
    now: household.moment.now,
    inTheWay: record?.state === 'offered' ? coursesInTheWay(household, child, card) : [],
    days: card.base ? kept.map((time) => ({ slot: time.slot, words: slotsInWords([time], elder) })) : [],
    exchanges:
      record?.state === 'enrolled' && !card.base ? await exchangesOf(context, household, child, card, to, elder) : [],
    key: randomBytes(18).toString('base64url'),
  }
}

const coursesInTheWay = ({ cards }: Household, child: ChildAtHome, card: SectionCard): string[] => {
  const slots = new Set(card.slots.map(({ slot }) => slot))
  const others = child.held.filter(({ slot, section }) => slots.has(slot) && section !== card.id)
  const titles = others.flatMap(({ section }) => {
    const other = cards.get(section)
    return other && !other.base ? [other.title] : []
  })
  return [...new Set(titles)]
}

/** What fits the child once it has left the section: first its own day, as the shelf would show it. */
const exchangesOf = async (
  context: Context,
  household: Household,
  child: ChildAtHome,
  leaving: SectionCard,
  to: string,
  elder: boolean,
): Promise<Exchange[]> => {
  const { cards, moment, term } = household
  const without: ChildAtHome = {
    ...child,
    basket: [],
    records: child.records.filter(({ section }) => section !== leaving.id),
    held: child.held.filter(({ section }) => section !== leaving.id),
  }
  const onShelf = childOnShelf(without, cards)
  const heldSlots = [...onShelf.held].flatMap(([slot, { care }]) => (care ? [] : [slot]))
  const { homeClass, grade, school } = child
  const filters = { ...readShelfFilters(new URLSearchParams()), fit: 'only' as const, left: true }
  const found = await findSections(
    context,
    { term: term.id, school, child: { grade, homeClass, heldSlots, basketSlots: [], basket: [] } },
    filters,
  )
  const asked = to && !found.cards.some(({ id }) => id === to) ? (await loadCards(context, [to])).get(to) : undefined
  const candidates = (asked ? [asked, ...found.cards] : found.cards).filter(
    (card) => !card.base && card.id !== leaving.id && standingOf(onShelf, card, moment).kind === 'free',
  )
  return candidates
    .filter((card) => heldClash(onShelf, card) === null)
    .map((card) => ({
      section: card.id,
      title: card.title,
      category: coverCategory(card.category),
      times: slotsInWords(card.slots, elder),
      feeFen: card.feeFen,
      left: placesLeft(card),
    }))
}
