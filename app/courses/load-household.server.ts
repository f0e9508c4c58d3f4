import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { EnrolmentState } from '#db/schema/index'
import type { Actor, ChildOfActor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { livingPicks } from './decision-day/first-pick-rules'
import { loadFirstPicks } from './decision-day/load-first-picks.server'
import { loadCards } from './load-cards.server'
import { loadTerm, type TermNow } from './load-term.server'
import { placesLeft, type SectionCard } from './section-card'
import type { BasketOnShelf, ChildOnShelf, HeldOnShelf, RecordOnShelf, ShelfMoment } from './shelf-rules'

export interface Household {
  term: TermNow
  moment: ShelfMoment
  /** In the family's order. */
  children: ChildAtHome[]
  /** Every section the family has to do with: held, waited for, in the basket. */
  cards: Map<string, SectionCard>
}

export interface ChildAtHome extends ChildOfActor {
  records: RecordAtHome[]
  held: { slot: number; section: string; base: string | null }[]
  basket: BasketAtHome[]
  /** Courses of the child that were closed, and until when it chooses first. */
  firstPicks: { section: string; until: number }[]
}

export interface RecordAtHome {
  section: string
  base: boolean
  state: Extract<EnrolmentState, 'enrolled' | 'waitlisted' | 'offered'>
  position: number | null
  offerEndsAt: number | null
  feeFen: number
}

export interface BasketAtHome {
  section: string
  slots: number[] | null
  alsoWait: boolean
  addedAt: number
}

const LIVING = ['enrolled', 'waitlisted', 'offered'] as const

/**
 * A family with everything its children hold, wait for, were offered and put into the basket in the current term.
 * A fixed number of queries, whatever the family's size. @returns undefined in a district without terms.
 */
export const loadHousehold = async (context: Context, actor: Actor): Promise<Household | undefined> => {
  const term = await loadTerm(context)
  if (!term) return undefined
  const pupils = actor.children.map(({ pupil }) => pupil)
  const [records, held, basket, picks] =
    pupils.length === 0
      ? [[], [], [], []]
      : await Promise.all([
          readRecords(context, pupils, term.id),
          readHeld(context, pupils, term.id),
          readBasket(context, actor.account, pupils),
          loadFirstPicks(
            context,
            context.store.db,
            actor.children.map(({ school }) => school),
          ),
        ])
  const cards = await loadCards(context, [
    ...records.map(({ section }) => section),
    ...held.flatMap(({ section, base }) => (base ? [section, base] : [section])),
    ...basket.map(({ section }) => section),
    ...picks.filter(({ pupil }) => pupils.includes(pupil)).map(({ section }) => section),
  ])
  const now = context.clock.now()
  return {
    term,
    moment: {
      now,
      today: dayOf(now),
      rounds: term.rounds,
      waitLines: term.waitLines,
      firstPicks: livingPicks(picks, now),
    },
    cards,
    children: actor.children.map((child) => ({
      ...child,
      records: records.filter(({ pupil }) => pupil === child.pupil).map(({ pupil: _, ...record }) => record),
      held: held.filter(({ pupil }) => pupil === child.pupil).map(({ pupil: _, ...slot }) => slot),
      basket: basket.filter(({ pupil }) => pupil === child.pupil).map(({ pupil: _, ...line }) => line),
      firstPicks: picks
        .filter(({ pupil, term: of }) => pupil === child.pupil && of === term.id)
        .map(({ section, until }) => ({ section, until })),
    })),
  }
}

const readRecords = async ({ store, district }: Context, pupils: string[], term: string) => {
  const { enrolment, section } = store.tables
  const rows = await store.db
    .select({
      pupil: enrolment.pupil,
      section: enrolment.section,
      base: section.base,
      state: enrolment.state,
      offerEndsAt: enrolment.offerEndsAt,
      feeFen: enrolment.feeFen,
      position: sql<
        number | null
      >`case when ${enrolment.state} = 'waitlisted' then (select count(*) from ${enrolment} as ahead where ahead.district = ${enrolment.district} and ahead.section = ${enrolment.section} and ahead.state = 'waitlisted' and ahead.place <= ${enrolment.place}) end`,
    })
    .from(enrolment)
    .innerJoin(section, and(eq(section.district, enrolment.district), eq(section.id, enrolment.section)))
    .where(
      and(
        eq(enrolment.district, district),
        inArray(enrolment.pupil, pupils),
        eq(enrolment.term, term),
        inArray(enrolment.state, [...LIVING]),
      ),
    )
    .orderBy(asc(enrolment.section))
  return rows.flatMap(({ state, position, ...row }) => {
    const living = LIVING.find((one) => one === state)
    return living ? [{ ...row, state: living, position: position === null ? null : Number(position) }] : []
  })
}

const readHeld = ({ store, district }: Context, pupils: string[], term: string) => {
  const { heldSlot } = store.tables
  return store.db
    .select({ pupil: heldSlot.pupil, slot: heldSlot.slot, section: heldSlot.section, base: heldSlot.base })
    .from(heldSlot)
    .where(and(eq(heldSlot.district, district), eq(heldSlot.term, term), inArray(heldSlot.pupil, pupils)))
    .orderBy(asc(heldSlot.slot))
}

const readBasket = ({ store, district }: Context, account: string, pupils: string[]) => {
  const { basketLine } = store.tables
  return store.db
    .select({
      pupil: basketLine.pupil,
      section: basketLine.section,
      slots: basketLine.slots,
      alsoWait: basketLine.alsoWait,
      addedAt: basketLine.addedAt,
    })
    .from(basketLine)
    .where(and(eq(basketLine.district, district), eq(basketLine.account, account), inArray(basketLine.pupil, pupils)))
    .orderBy(asc(basketLine.addedAt), asc(basketLine.section))
}

/** A child of the household as the rules of the shelf see it. */
export const childOnShelf = (child: ChildAtHome, cards: ReadonlyMap<string, SectionCard>): ChildOnShelf => ({
  pupil: child.pupil,
  name: child.name,
  school: child.school,
  grade: child.grade,
  homeClass: child.homeClass,
  records: new Map<string, RecordOnShelf>(
    child.records.map(({ section, state, base, position }) => [section, { state, base, position }]),
  ),
  held: new Map<number, HeldOnShelf>(
    child.held.flatMap(({ slot, section, base }) => {
      const card = cards.get(section)
      return card ? [[slot, { section, title: card.title, care: card.base, base }] as const] : []
    }),
  ),
  basket: child.basket.flatMap((line): BasketOnShelf[] => {
    const card = cards.get(line.section)
    return card
      ? [
          {
            section: line.section,
            title: card.title,
            base: card.base,
            slots: line.slots ?? card.slots.map(({ slot }) => slot),
            seatable: placesLeft(card) !== 0,
          },
        ]
      : []
  }),
})
