import type { EnrolmentLine } from '../enrolment'
import { roundFor } from '../round-rules'
import { placesLeft, type SectionCard } from '../section-card'
import { type ChildOnShelf, phaseForChild, type ShelfMoment, type Standing, standingOf } from '../shelf-rules'

/** What a school can do with a paper form. Pure. */

/**
 * How a section stands to a child on paper: as on the family's shelf, only that nothing can lie in a basket until the
 * round opens.
 */
export const standingOnPaper = (child: ChildOnShelf, card: SectionCard, moment: ShelfMoment): Standing => {
  const standing = standingOf(child, card, moment)
  if (card.base || (standing.kind !== 'free' && standing.kind !== 'wait')) return standing
  const round = roundFor(moment.rounds, card.school, card.term, moment.now)
  return round && phaseForChild(child, card, moment) === 'before'
    ? { kind: 'no', why: { code: 'ROUND_NOT_OPEN', facts: { opens: round.opensAt } } }
    : standing
}

/** The days of base care a child can still take: where nothing stands, or a course with no care behind it. */
export const openCareSlots = (child: ChildOnShelf, card: SectionCard): number[] =>
  card.slots
    .map(({ slot }) => slot)
    .filter((slot) => {
      const held = child.held.get(slot)
      return !held || (!held.care && held.base === null)
    })

/**
 * The ticks of a form as lines: a course by its id, base care by its days, those of one care together.
 * @param take as paperForm has read them. @param alsoWait queue where it is full when it is pressed
 */
export const linesOf = (pupil: string, take: readonly string[], alsoWait: boolean): EnrolmentLine[] => {
  const days = new Map<string, number[] | null>()
  for (const tick of take) {
    const [section = '', slot] = tick.split(':')
    const before = days.get(section)
    days.set(section, slot === undefined ? null : [...new Set([...(before ?? []), Number(slot)])].sort((a, b) => a - b))
  }
  return [...days].map(([section, slots]) => ({ pupil, section, alsoWait, ...(slots ? { slots } : {}) }))
}

/** Full, or nearly: what stands beside a course. */
export const placesOf = (card: SectionCard): { left: number | null; waiting: number } => ({
  left: placesLeft(card),
  waiting: card.waiting,
})
