import { randomBytes } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import { type Actor, type ChildOfActor, requireSchool } from '~/people'
import type { Context } from '~/shared/context'
import { momentInWords, weekdayName } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { longReason, slotsInWords, timeSpan } from '../family-words'
import { gradeName, partsOfSlot } from '../fit-rules'
import { loadCards } from '../load-cards.server'
import { type ChildAtHome, childOnShelf, type Household, loadHousehold } from '../load-household.server'
import type { SectionCard } from '../section-card'
import type { Standing } from '../shelf-rules'
import { familiesOf, type PupilFound } from './find-pupils.server'
import { openCareSlots, placesOf, standingOnPaper } from './paper-rules'
import { tailOf } from './roster-rules'
import { words } from './roster-words'

export interface PupilOnPaper extends ChildOfActor {
  tail: string
  left: boolean
}

/** A place the child has, waits for or was offered. */
export interface PaperPlace {
  section: string
  title: string
  times: string
  room: string
  feeFen: number
  base: boolean
  state: 'enrolled' | 'offered' | 'waitlisted'
  position: number | null
  offerEndsAt: number | null
  /** Courses that accepting would leave. */
  inTheWay: string[]
}

/** A course or a day of care that can be ticked. */
export interface PaperChoice {
  /** What the box sends. */
  value: string
  title: string
  times: string
  room: string
  feeFen: number
  left: number | null
  waiting: number
  kind: 'free' | 'wait'
}

export interface PaperView {
  pupil: string
  name: string
  school: string
  schoolName: string
  className: string
  tail: string
  left: boolean
  family: PupilFound['family']
  /** Monday to Friday: what it does when. */
  week: { weekday: number; lines: string[] }[]
  places: PaperPlace[]
  care: PaperChoice[]
  courses: PaperChoice[]
  no: { section: string; title: string; times: string; why: string }[]
  /** For the next press. */
  key: string
}

/** A child of a school this person administers. Refuses NOT_FOUND, FORBIDDEN (another school's child). */
export const pupilOnPaper = async (context: Context, actor: Actor, id: string): Promise<PupilOnPaper> => {
  const { store, district } = context
  const { pupil, homeClass, school } = store.tables
  const [row] = await store.db
    .select({
      pupil: pupil.id,
      name: pupil.name,
      studentNumber: pupil.studentNumber,
      school: pupil.school,
      schoolName: school.name,
      homeClass: pupil.homeClass,
      grade: homeClass.grade,
      classNumber: homeClass.number,
      leftOn: pupil.leftOn,
    })
    .from(pupil)
    .innerJoin(homeClass, and(eq(homeClass.district, district), eq(homeClass.id, pupil.homeClass)))
    .innerJoin(school, and(eq(school.district, district), eq(school.id, pupil.school)))
    .where(and(eq(pupil.district, district), eq(pupil.id, id)))
  if (!row) throw refuse('NOT_FOUND')
  requireSchool(actor, row.school)
  const { studentNumber, leftOn, ...child } = row
  return { ...child, position: 1, tail: tailOf(studentNumber), left: leftOn !== null }
}

/** What a school sees of a child before it enters a paper form: the week, what it has, what it could have and why not. */
export const loadPaper = async (context: Context, actor: Actor, id: string): Promise<PaperView> => {
  const child = await pupilOnPaper(context, actor, id)
  // The household of this child alone, with nobody's basket.
  const household = await loadHousehold(context, { ...actor, account: '', children: [child] })
  const atHome = household?.children[0]
  const { name, school, schoolName, grade, classNumber, tail, left } = child
  const families = await familiesOf(context, [id])
  return {
    pupil: id,
    name,
    school,
    schoolName,
    className: words.roster.class(gradeName(grade), classNumber),
    tail,
    left,
    family: families.get(id) ?? 'none',
    ...(household && atHome
      ? { week: weekOf(household, atHome), places: placesOfChild(household, atHome) }
      : { week: [], places: [] }),
    ...(household && atHome && !left ? await choicesOf(context, household, atHome) : { care: [], courses: [], no: [] }),
    key: newKey(),
  }
}

/** An idempotency key for one press. */
export const newKey = (): string => randomBytes(18).toString('base64url')

const weekOf = ({ cards }: Household, child: ChildAtHome): PaperView['week'] =>
  [1, 2, 3, 4, 5].map((weekday) => ({
    weekday,
    lines: child.held
      .filter(({ slot }) => partsOfSlot(slot).weekday === weekday)
      .flatMap(({ slot, section }) => {
        const card = cards.get(section)
        const time = card?.slots.find((one) => one.slot === slot)
        return card && time ? [`${timeSpan(time.startsAt, time.endsAt)} ${card.title}`] : []
      }),
  }))

const placesOfChild = ({ cards }: Household, child: ChildAtHome): PaperPlace[] =>
  child.records.flatMap((record): PaperPlace[] => {
    const card = cards.get(record.section)
    if (!card) return []
    const mine = new Set(
      child.held.filter(({ section, base }) => section === card.id || base === card.id).map(({ slot }) => slot),
    )
    const kept = card.base ? card.slots.filter(({ slot }) => mine.has(slot)) : card.slots
    const { id, title, room, base } = card
    const { state, position, offerEndsAt, feeFen } = record
    const inTheWay = state === 'offered' ? coursesInTheWay(cards, child, card) : []
    const times = slotsInWords(kept)
    return [{ section: id, title, times, room, feeFen, base, state, position, offerEndsAt, inTheWay }]
  })

const coursesInTheWay = (cards: ReadonlyMap<string, SectionCard>, child: ChildAtHome, card: SectionCard): string[] => {
  const slots = new Set(card.slots.map(({ slot }) => slot))
  const others = child.held.filter(({ slot, section }) => slots.has(slot) && section !== card.id)
  const titles = others.flatMap(({ section }) => {
    const other = cards.get(section)
    return other && !other.base ? [other.title] : []
  })
  return [...new Set(titles)]
}

/** Every published section of the child's school in the term, by what can be done with it. */
const choicesOf = async (
  context: Context,
  { term, cards: known, moment }: Household,
  child: ChildAtHome,
): Promise<Pick<PaperView, 'care' | 'courses' | 'no'>> => {
  const { store, district } = context
  const { section } = store.tables
  const ids = await store.db
    .select({ id: section.id })
    .from(section)
    .where(
      and(
        eq(section.district, district),
        eq(section.term, term.id),
        eq(section.school, child.school),
        eq(section.state, 'published'),
      ),
    )
    .orderBy(asc(section.id))
  const cards = await loadCards(
    context,
    ids.map(({ id }) => id),
  )
  const onShelf = childOnShelf(child, new Map([...known, ...cards]))
  const care: PaperChoice[] = []
  const courses: PaperChoice[] = []
  const no: PaperView['no'] = []
  for (const card of [...cards.values()].sort(bySlot)) {
    const standing = standingOnPaper(onShelf, card, moment)
    if (standing.kind === 'no') {
      // Another class's care is nothing anybody would ask for.
      if (standing.why.code !== 'OTHER_CLASS' && !(card.base && standing.why.code === 'WRONG_GRADE'))
        no.push({ section: card.id, title: card.title, times: slotsInWords(card.slots), why: reasonOf(standing) })
    } else if (standing.kind !== 'in' && card.base) care.push(...careDays(card, openCareSlots(onShelf, card)))
    else if (standing.kind !== 'in') courses.push(choiceOf(card, standing.kind))
  }
  return { care, courses, no }
}

const reasonOf = ({ why }: Extract<Standing, { kind: 'no' }>): string =>
  longReason(why.code === 'ROUND_NOT_OPEN' ? { ...why, facts: { opens: momentInWords(Number(why.facts.opens)) } } : why)

const bySlot = (a: SectionCard, b: SectionCard): number =>
  (a.slots[0]?.slot ?? 0) - (b.slots[0]?.slot ?? 0) || (a.title < b.title ? -1 : 1)

const choiceOf = (card: SectionCard, kind: 'free' | 'wait'): PaperChoice => {
  const { id, title, room, feeFen } = card
  return { value: id, title, times: slotsInWords(card.slots), room, feeFen, ...placesOf(card), kind }
}

const careDays = (card: SectionCard, open: readonly number[]): PaperChoice[] =>
  card.slots
    .filter(({ slot }) => open.includes(slot))
    .map(({ slot, startsAt, endsAt }) => ({
      ...choiceOf(card, 'free'),
      value: `${card.id}:${slot}`,
      times: `${weekdayName(partsOfSlot(slot).weekday)} ${timeSpan(startsAt, endsAt)}`,
    }))
