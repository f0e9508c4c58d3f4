import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { type BasketSummary, summaryOf } from './basket-summary.server'
import { type Category, categoryKeys } from './categories'
import { waitsUntil } from './decision-day/first-pick-rules'
import { type FirstPickView, ownFirstPick } from './decision-day/first-pick-view'
import { dotted, fiveDaysInWords, timeSpan, words } from './family-words'
import { findSections, loadAisles, type ShelfScope } from './find-sections.server'
import { gradeName } from './fit-rules'
import { type ChildAtHome, childOnShelf, type Household, loadHousehold } from './load-household.server'
import { loadTerm, type TermNow } from './load-term.server'
import { phaseOf, type RoundPhase, roundFor } from './round-rules'
import { type SectionCard, timesOn } from './section-card'
import { CARDS_A_PAGE, isNarrowed, type ShelfFilters } from './shelf-filters'
import { type DayOfChild, fiveDays, phaseForChild, standingOf } from './shelf-rules'
import { coverCategory, type WareView, wareView } from './ware-view'

export interface ChildTab {
  pupil: string
  name: string
  position: number
  grade: string
  classNumber: number
}

export interface RoundView {
  phase: RoundPhase
  opensAt: number
  closesAt: number
  /** Told instead of the dates. */
  firstPick?: (FirstPickView & { child: string }) | null
}

export interface ShelfView {
  filters: ShelfFilters
  now: number
  children: ChildTab[]
  /** The child the shelf is set up for; null for the public. */
  child: ChildTab | null
  days: (DayOfChild & { category: Category })[]
  say: string
  round: RoundView | null
  /** The shelves by weekday; null where one grid is shown. */
  aisles: { weekday: number; total: number; note: string; wares: WareView[] }[] | null
  /** Days chosen already, as one line each. */
  chosen: { weekday: number; section: string; title: string; category: Category; text: string }[]
  grid: { wares: WareView[]; total: number; page: number; pages: number } | null
  categories: Category[]
  periods: number[]
  schools: { id: string; name: string }[]
  basket: BasketSummary | null
  /** There is a term, and something on the shelves. */
  stocked: boolean
}

const empty = (filters: ShelfFilters, now: number): ShelfView => ({
  filters,
  now,
  children: [],
  child: null,
  days: [],
  say: '',
  round: null,
  aisles: null,
  chosen: [],
  grid: null,
  categories: [],
  periods: [],
  schools: [],
  basket: null,
  stocked: false,
})

export const childTab = ({ pupil, name, position, grade, classNumber }: ChildAtHome): ChildTab => ({
  pupil,
  name,
  position,
  grade: gradeName(grade),
  classNumber,
})

/** The round as it is for one child, with who chooses first. @returns null where the school has none. */
export const roundOfChild = ({ term, moment, cards }: Household, child: ChildAtHome): RoundView | null => {
  const round = roundFor(term.rounds, child.school, term.id, moment.now)
  if (!round) return null
  const where = { school: child.school, term: term.id }
  const phase = phaseForChild(child, where, moment)
  const others = phase === 'open' ? waitsUntil(moment.firstPicks, child.pupil, where) : null
  const own = phase === 'open' ? ownFirstPick(child.firstPicks, cards) : null
  const firstPick = own ?? (others === null ? null : { until: others, courses: [] })
  return {
    phase,
    opensAt: round.opensAt,
    closesAt: round.closesAt,
    firstPick: firstPick && { ...firstPick, child: child.name },
  }
}

/** The child's five cells: what it holds, then what lies in its basket (left out when `withBasket` is false). */
export const daysOf = (child: ChildAtHome, household: Household, withBasket = true): DayOfChild[] => {
  const { cards } = household
  const onShelf = childOnShelf(child, cards)
  const held = child.held.flatMap(({ slot, section }) => {
    const card = cards.get(section)
    return card ? [{ section, title: card.title, category: card.category, base: card.base, slots: [slot] }] : []
  })
  // What would only wait fills no day.
  const basket = onShelf.basket
    .filter(({ base, seatable }) => base || seatable)
    .map((line) => ({ ...line, category: cards.get(line.section)?.category ?? '', pending: true }))
  return fiveDays(withBasket ? [...held, ...basket] : held)
}

/**
 * The shelf for an address: by weekday, or one grid where something is searched or filtered; set up for the asked child
 * (the first one by default), or for everybody. The number of queries does not grow with the shelf.
 */
export const loadShelf = async (
  context: Context,
  actor: Actor | null,
  filters: ShelfFilters,
  elder: boolean,
): Promise<ShelfView> => {
  const now = context.clock.now()
  const household = actor?.consented && actor.children.length > 0 ? await loadHousehold(context, actor) : undefined
  const term = household?.term ?? (await loadTerm(context))
  if (!term) return empty(filters, now)
  const [first] = household?.children ?? []
  const child = household?.children.find(({ pupil }) => pupil === filters.child) ?? first
  return household && child
    ? shelfOfChild(context, household, child, filters, elder)
    : publicShelf(context, term, filters, elder)
}

const shelfOfChild = async (
  context: Context,
  household: Household,
  child: ChildAtHome,
  filters: ShelfFilters,
  elder: boolean,
): Promise<ShelfView> => {
  const { cards, moment, term } = household
  const onShelf = childOnShelf(child, cards)
  const days = daysOf(child, household)
  // A day whose course only lies in the basket stays where it was: the shelf must not jump under the thumb.
  const held = daysOf(child, household, false)
  const openDays = held.filter(({ state }) => state !== 'course')
  // The elder's page shows one day at a time, the first that is open.
  const asked = elder && !isNarrowed(filters) ? { ...filters, day: openDays[0]?.weekday ?? 1 } : filters
  const scope: ShelfScope = {
    term: term.id,
    school: filters.fit === 'all' && filters.school ? filters.school : child.school,
    child: {
      grade: child.grade,
      homeClass: child.homeClass,
      heldSlots: [...onShelf.held].flatMap(([slot, { care }]) => (care ? [] : [slot])),
      basketSlots: onShelf.basket.flatMap(({ base, slots }) => (base ? [] : slots)),
      basket: onShelf.basket.map(({ section }) => section),
    },
  }
  const ware = (card: SectionCard, weekday: number): WareView =>
    wareView(card, standingOf(onShelf, card, moment, card.base ? weekday : 0), { pupil: child.pupil, weekday, elder })
  const narrowed = isNarrowed(asked)
  const found = narrowed ? await findSections(context, scope, asked) : null
  const aDay = Math.max(4, Math.min(8, Math.floor(CARDS_A_PAGE / Math.max(1, openDays.length))))
  const aisles = narrowed ? [] : await loadAisles(context, scope, asked, aDay)
  const closed = phaseForChild(child, { school: child.school, term: term.id }, moment) === 'closed'
  return {
    ...empty(asked, moment.now),
    children: household.children.map(childTab),
    child: childTab(child),
    days: days.map((day) => ({ ...day, category: coverCategory(day.category) })),
    say: fiveDaysInWords(days),
    round: roundOfChild(household, child),
    aisles: narrowed
      ? null
      : [...openDays]
          .sort((a, b) => rankOfDay(a) - rankOfDay(b) || a.weekday - b.weekday)
          .flatMap(({ weekday }) => {
            const aisle = aisles.find((one) => one.weekday === weekday)
            // Care the child is in already is no news on a shelf.
            const wares = (aisle?.cards ?? [])
              .map((card) => ({ card, ware: ware(card, weekday) }))
              .flatMap((one) => (one.card.base && one.ware.state === 'enrolled' ? [] : [one.ware]))
            if (!aisle || wares.length === 0) return []
            return [{ weekday, total: aisle.total, note: noteOf(days, weekday, closed), wares }]
          }),
    chosen: narrowed
      ? []
      : held.filter(({ state }) => state === 'course').map((day) => chosenLine(day, household, elder)),
    grid: found && { ...found, wares: found.cards.map((card) => ware(card, asked.day)) },
    categories: categoryKeys,
    periods: await periodsOf(context, term, child.school),
    basket: summaryOf(household),
    stocked: narrowed || aisles.some(({ cards: goods }) => goods.length > 0),
  }
}

const noteOf = (days: readonly DayOfChild[], weekday: number, closed: boolean): string => {
  const day = days.find((one) => one.weekday === weekday)
  if (day?.state === 'course') return words.shelf.dayChosen(day.title)
  if (closed) return day?.state === 'care' ? words.shelf.dayKept : ''
  return day?.state === 'care' ? words.shelf.dayCare : words.shelf.dayOpen
}

const rankOfDay = ({ state }: DayOfChild): number => (state === 'open' ? 0 : 1)

const chosenLine = (day: DayOfChild, { cards }: Household, elder: boolean): ShelfView['chosen'][number] => {
  const card = cards.get(day.section)
  const [time] = card ? timesOn(card, day.weekday) : []
  const span = time ? timeSpan(time.startsAt, time.endsAt, elder) : ''
  return {
    weekday: day.weekday,
    section: day.section,
    title: day.title,
    category: coverCategory(day.category),
    text: dotted([span, card?.room]),
  }
}

const publicShelf = async (
  context: Context,
  term: TermNow,
  filters: ShelfFilters,
  elder: boolean,
): Promise<ShelfView> => {
  const now = context.clock.now()
  const asked = elder && !isNarrowed(filters) ? { ...filters, day: 1 } : filters
  const scope: ShelfScope = { term: term.id, school: filters.school }
  const narrowed = isNarrowed(asked)
  const district = filters.school === ''
  const found = narrowed ? await findSections(context, scope, asked) : null
  const aisles = narrowed ? [] : await loadAisles(context, scope, asked, 4)
  const round = roundFor(term.rounds, filters.school, term.id, now)
  return {
    ...empty(asked, now),
    round: round ? { phase: phaseOf(round, now), opensAt: round.opensAt, closesAt: round.closesAt } : null,
    aisles: narrowed
      ? null
      : aisles
          .filter(({ cards }) => cards.length > 0)
          .map(({ weekday, total, cards }) => ({
            weekday,
            total,
            note: '',
            wares: cards.map((card) => wareView(card, null, { weekday, elder, district })),
          })),
    grid: found && {
      ...found,
      wares: found.cards.map((card) => wareView(card, null, { weekday: asked.day, elder, district })),
    },
    categories: categoryKeys,
    periods: await periodsOf(context, term, filters.school),
    schools: await schoolsOf(context),
    stocked: narrowed || aisles.some(({ cards }) => cards.length > 0),
  }
}

const periodsOf = async ({ store, district }: Context, term: TermNow, school: string): Promise<number[]> => {
  const { servicePeriod } = store.tables
  const rows = await store.db
    .selectDistinct({ number: servicePeriod.number })
    .from(servicePeriod)
    .where(
      and(
        eq(servicePeriod.district, district),
        eq(servicePeriod.term, term.id),
        school ? eq(servicePeriod.school, school) : undefined,
      ),
    )
    .orderBy(asc(servicePeriod.number))
  return rows.map(({ number }) => number)
}

const schoolsOf = ({ store, district }: Context): Promise<{ id: string; name: string }[]> => {
  const { school } = store.tables
  return store.db
    .select({ id: school.id, name: school.name })
    .from(school)
    .where(and(eq(school.district, district), eq(school.inScope, true)))
    .orderBy(asc(school.id))
}
