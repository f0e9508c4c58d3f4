import { and, desc, eq } from 'drizzle-orm'
import type { OutlineItem } from '#db/schema/index'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayInWords, dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { afternoonWords } from './afternoon/afternoon-words'
import { type BasketSummary, summaryOf } from './basket-summary.server'
import { sessionDates } from './calendar-rules'
import { type Category, categoryName } from './categories'
import { writeLine } from './enrolment-form'
import { daysInWords, longReason, slotsInWords, words } from './family-words'
import { sectionNumber } from './filing-rules'
import { gradesInWords } from './fit-rules'
import { loadCards } from './load-cards.server'
import { childOnShelf, type Household, loadHousehold } from './load-household.server'
import { type RoundView, roundOfChild } from './load-shelf.server'
import { loadTerm, type TermNow } from './load-term.server'
import { phaseOf, roundFor } from './round-rules'
import { loadCalendar } from './school-calendar.server'
import { placesLeft, type SectionCard } from './section-card'
import { type Standing, standingOf } from './shelf-rules'
import { coverCategory } from './ware-view'

/** How the section stands to one child of the family, in words. */
export interface ChildHere {
  pupil: string
  name: string
  position: number
  kind: 'free' | 'wait' | 'basket' | 'mine' | 'clash' | 'no'
  title: string
  text: string
  /** `pupil:section`, what the button sends. */
  line: string
  /** The course it holds at that time, which it may change for this one; '' for none. */
  instead: string
}

export interface SectionView {
  id: string
  title: string
  category: Category
  /** The uploaded cover; null: drawn. */
  cover: string | null
  categoryName: string
  school: { id: string; name: string }
  description: string
  bring: string
  outline: OutlineItem[]
  times: string
  room: string
  grades: string
  instructor: { name: string; about: string; provider: string }
  feeFen: number
  lessonFen: number
  materialFen: number
  dates: string[]
  left: number | null
  capacity: number | null
  waiting: number
  enrolled: number
  minimum: number
  filing: { number: string; at: string } | null
  weekday: number
  round: RoundView | null
  now: number
  children: ChildHere[]
  /** The child the page is opened for. */
  child: ChildHere | null
  basket: BasketSummary | null
}

/**
 * Everything published about a section; for a family also who of its children can have it, and why not.
 * @param asked the child the page was opened for, '' for none.
 * Refuses NOT_FOUND where nothing is published under this id.
 */
export const loadSection = async (
  context: Context,
  actor: Actor | null,
  { section: id, child: asked, elder }: { section: string; child: string; elder: boolean },
): Promise<SectionView> => {
  const card = (await loadCards(context, [id])).get(id)
  if (!card?.published) throw refuse('NOT_FOUND')
  const details = await readDetails(context, id)
  if (!details) throw refuse('NOT_FOUND')
  const household = actor?.consented && actor.children.length > 0 ? await loadHousehold(context, actor) : undefined
  const term = household?.term ?? (await loadTerm(context))
  const { startsOn, endsOn } = details
  const calendar = await loadCalendar(context, { startsOn, endsOn })
  const sessions = sessionDates({ startsOn, endsOn, slots: card.slots.map(({ slot }) => slot) }, calendar)
  const children = household ? household.children.map((child) => childHere(household, child.pupil, card)) : []
  const child = children.find(({ pupil }) => pupil === asked) ?? whoFirst(children)
  const atHome = household?.children.find(({ pupil, school }) => pupil === child?.pupil && school === card.school)
  const now = context.clock.now()
  return {
    id,
    title: card.title,
    category: coverCategory(card.category),
    cover: card.cover,
    categoryName: categoryName(card.category),
    school: { id: card.school, name: card.schoolName },
    description: details.description,
    bring: details.bring,
    outline: details.outline,
    times: slotsInWords(card.slots, elder),
    room: card.room,
    grades: gradesInWords(card.grades),
    instructor: {
      // Base care without a named teacher is the class's own teacher's.
      name: details.instructor ?? afternoonWords.classTeacher,
      about: details.about ?? '',
      provider: details.provider ?? '',
    },
    feeFen: card.feeFen,
    lessonFen: details.lessonFen,
    materialFen: details.materialFen,
    dates: [...new Set(sessions.map(({ day }) => day))],
    left: placesLeft(card),
    capacity: card.capacity,
    waiting: card.waiting,
    enrolled: card.enrolled,
    minimum: details.minimum,
    filing:
      details.number && details.suffix !== null
        ? { number: sectionNumber(details.number, details.suffix), at: await filedOn(context, id) }
        : null,
    weekday: Math.floor((card.slots[0]?.slot ?? 10) / 10),
    round: household && atHome ? roundOfChild(household, atHome) : term ? roundOf(term, card, now) : null,
    now,
    children,
    child,
    basket: household ? summaryOf(household) : null,
  }
}

/** Whom the page is for when nobody is named: a child that can have the course, before one that has it, before a clash. */
const whoFirst = (children: readonly ChildHere[]): ChildHere | null => {
  const order: ChildHere['kind'][] = ['free', 'wait', 'basket', 'mine', 'clash']
  for (const kind of order) {
    const child = children.find((one) => one.kind === kind)
    if (child) return child
  }
  return null
}

const roundOf = ({ rounds }: TermNow, card: SectionCard, now: number): RoundView | null => {
  const round = roundFor(rounds, card.school, card.term, now)
  return round ? { phase: phaseOf(round, now), opensAt: round.opensAt, closesAt: round.closesAt } : null
}

const childHere = (household: Household, pupil: string, card: SectionCard): ChildHere => {
  const { children, cards, moment } = household
  const child = children.find((one) => one.pupil === pupil)
  if (!child) throw refuse('NOT_YOUR_CHILD')
  const onShelf = childOnShelf(child, cards)
  const standing = standingOf(onShelf, card, moment)
  const clashes = standing.kind === 'no' && standing.why.code === 'CLASH'
  const held = clashes
    ? card.slots.map(({ slot }) => onShelf.held.get(slot)).find((one) => one && !one.care)
    : undefined
  return {
    pupil,
    name: child.name,
    position: child.position,
    line: writeLine({ pupil, section: card.id }),
    instead: held?.section ?? '',
    ...standingInWords(standing, child.name, card),
  }
}

const standingInWords = (
  standing: Standing,
  name: string,
  card: SectionCard,
): Pick<ChildHere, 'kind' | 'title' | 'text'> => {
  switch (standing.kind) {
    case 'free':
      return { kind: 'free', title: words.section.can(name), text: words.section.freeThen(daysInWords(card.slots)) }
    case 'wait':
      return { kind: 'wait', title: words.section.mayQueue(name), text: words.ware.waiting(card.waiting) }
    case 'no': {
      const text = longReason(standing.why)
      return standing.why.code === 'CLASH'
        ? { kind: 'clash', title: words.section.clashes(name), text }
        : { kind: 'no', title: words.section.cannot(name), text }
    }
    case 'in':
      switch (standing.how) {
        case 'basket':
          return { kind: 'basket', title: words.section.inBasket(name), text: words.section.inBasketText }
        case 'enrolled':
          return { kind: 'mine', title: words.section.has(name), text: '' }
        case 'offered':
          return { kind: 'mine', title: words.section.offered(name), text: words.ware.offered }
        case 'waitlisted':
          return {
            kind: 'mine',
            title: words.section.waits(name),
            text: words.ware.waitlisted(standing.position),
          }
      }
  }
}

const readDetails = async ({ store, district }: Context, id: string) => {
  const { section, course, instructor, provider, termPlan } = store.tables
  const [row] = await store.db
    .select({
      description: course.description,
      bring: course.bring,
      outline: course.outline,
      instructor: instructor.name,
      about: instructor.about,
      provider: provider.name,
      minimum: section.minimum,
      lessonFen: section.lessonFen,
      materialFen: section.materialFen,
      startsOn: section.startsOn,
      endsOn: section.endsOn,
      suffix: section.suffix,
      number: termPlan.filingNumber,
    })
    .from(section)
    .innerJoin(course, and(eq(course.district, section.district), eq(course.id, section.course)))
    .leftJoin(instructor, and(eq(instructor.district, section.district), eq(instructor.id, section.instructor)))
    .leftJoin(provider, and(eq(provider.district, section.district), eq(provider.id, instructor.provider)))
    .leftJoin(
      termPlan,
      and(
        eq(termPlan.district, section.district),
        eq(termPlan.school, section.school),
        eq(termPlan.term, section.term),
      ),
    )
    .where(and(eq(section.district, district), eq(section.id, id)))
  return row
}

const filedOn = async ({ store, district }: Context, section: string): Promise<string> => {
  const { sectionStep } = store.tables
  const [step] = await store.db
    .select({ at: sectionStep.at })
    .from(sectionStep)
    .where(and(eq(sectionStep.district, district), eq(sectionStep.section, section), eq(sectionStep.step, 'filed')))
    .orderBy(desc(sectionStep.sequence))
    .limit(1)
  return step ? dayInWords(dayOf(step.at)) : ''
}
