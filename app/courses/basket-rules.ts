import type { RefusalCode } from '~/shared/refusal'
import type { WhyNot } from './fit-rules'
import { roundFor } from './round-rules'
import { placesLeft, type SectionCard } from './section-card'
import { type ChildOnShelf, coursesOf, phaseForChild, type ShelfMoment, standingOf, waitingOf } from './shelf-rules'

/** What will become of the basket when the button is pressed, worked out beforehand and line by line. Pure. */

export interface LineToPlan {
  section: string
  slots: number[] | null
  alsoWait: boolean
}

export type Prospect =
  /** A place is free. */
  | { kind: 'seat' }
  /** Base care: always to be had. */
  | { kind: 'care' }
  /** Full: pressing queues at this position, or does nothing when 满了也排队 is not ticked. */
  | { kind: 'queue'; position: number }
  /** A course the child already holds is in the way: change, or leave this one out. */
  | { kind: 'swap'; why: WhyNot; held: string }
  /** Cannot be; the line stays in the basket. */
  | { kind: 'no'; why: WhyNot }

export interface PlannedLine extends LineToPlan {
  card: SectionCard
  prospect: Prospect
  /** The round has not opened: it can be pressed from this moment. */
  opensAt: number | null
}

export interface ClashGroup {
  slot: number
  lines: PlannedLine[]
}

export interface ChildPlan {
  lines: PlannedLine[]
  /** Courses in the basket that meet at the same time: one of each group can be had. */
  clashes: ClashGroup[]
  /** Fee of what can be had now, clashes left out, in 分. */
  feeFen: number
  /** k, and how many courses are held and wanted. */
  limit: number
  wanted: number
}

const limitReached: RefusalCode = 'LIMIT'

/**
 * Plans the basket of one child. Lines keep their order; what exceeds the limit is the last put in.
 * @param child without what lies in its basket (`basket: []`): the lines are told apart here.
 */
export const planBasket = (
  child: ChildOnShelf,
  lines: readonly LineToPlan[],
  cards: ReadonlyMap<string, SectionCard>,
  moment: ShelfMoment,
): ChildPlan => {
  const bare: ChildOnShelf = { ...child, basket: [] }
  const known = lines.flatMap((line) => {
    const card = cards.get(line.section)
    return card ? [{ ...line, card }] : []
  })
  const [first] = known
  const round = first ? roundFor(moment.rounds, child.school, first.card.term, moment.now) : undefined
  const limit = round?.courseLimit ?? 0
  const before = first && phaseForChild(child, { school: child.school, term: first.card.term }, moment) === 'before'
  const opensAt = round && before ? round.opensAt : null
  let queued = waitingOf(child)
  const planned = known.map((line): PlannedLine => {
    let prospect = prospectOf(bare, line.card, moment)
    if (prospect.kind === 'queue') {
      queued += 1
      if (queued > moment.waitLines) {
        const facts = { child: child.name, limit: moment.waitLines }
        prospect = { kind: 'no', why: { code: 'WAIT_LIMIT', facts } }
      }
    }
    return { ...line, prospect, opensAt: line.card.base ? null : opensAt }
  })
  const clashes = withinRoom(clashesAmong(planned), limit - coursesOf(child))
  const clashing = new Set(clashes.flatMap((group) => group.lines.map(({ section }) => section)))
  const taken = coursesOf(child) + clashes.length
  let courses = taken
  const others = planned
    .filter(({ section }) => !clashing.has(section))
    .map((line): PlannedLine => {
      if (line.prospect.kind !== 'seat') return line
      courses += 1
      if (courses <= limit) return line
      return {
        ...line,
        prospect: { kind: 'no', why: { code: limitReached, facts: { child: child.name, limit } } },
      }
    })
  const payable = others.filter(({ prospect }) => prospect.kind === 'seat' || prospect.kind === 'care')
  return {
    lines: others,
    clashes,
    feeFen: payable.reduce((sum, { card }) => sum + card.feeFen, 0),
    limit,
    wanted: courses,
  }
}

/**
 * Where the limit leaves no room for either of two, there is nothing to choose between. Groups that share a course stay
 * together.
 */
const withinRoom = (groups: readonly ClashGroup[], room: number): ClashGroup[] => {
  const kept: ClashGroup[] = []
  let left = room
  for (const group of groups) {
    const joins = kept.some(({ lines }) => lines.some((line) => group.lines.includes(line)))
    if (!joins) left -= 1
    if (joins || left >= 0) kept.push(group)
  }
  return kept
}

/**
 * Plans the baskets of brothers and sisters together, in the order in which they are sent: a place the first one takes, and
 * a line it joins, is taken before the next one comes.
 */
export const planBaskets = (
  wishes: readonly { child: ChildOnShelf; lines: readonly LineToPlan[] }[],
  cards: ReadonlyMap<string, SectionCard>,
  moment: ShelfMoment,
): ChildPlan[] => {
  const after = new Map(cards)
  return wishes.map(({ child, lines }) => {
    const plan = planBasket(child, lines, after, moment)
    for (const { card, prospect, alsoWait } of plan.lines) {
      if (prospect.kind === 'seat') after.set(card.id, { ...card, enrolled: card.enrolled + 1 })
      if (prospect.kind === 'queue' && alsoWait) after.set(card.id, { ...card, waiting: card.waiting + 1 })
    }
    return plan
  })
}

const prospectOf = (child: ChildOnShelf, card: SectionCard, moment: ShelfMoment): Prospect => {
  if (card.base) {
    const care = standingOf(child, card, moment)
    return care.kind === 'no' && care.why.code !== 'CLASH' ? { kind: 'no', why: care.why } : { kind: 'care' }
  }
  const standing = standingOf(child, card, moment)
  switch (standing.kind) {
    case 'free':
      return { kind: 'seat' }
    case 'wait':
      return { kind: 'queue', position: card.waiting + 1 }
    case 'in': {
      const code: RefusalCode = standing.how === 'enrolled' ? 'ALREADY_ENROLLED' : 'ALREADY_WAITING'
      return { kind: 'no', why: { code, facts: { child: child.name } } }
    }
    case 'no': {
      if (standing.why.code === 'LIMIT') return { kind: 'seat' }
      const held = standing.why.code === 'CLASH' ? heldIn(child, card) : undefined
      return held ? { kind: 'swap', why: standing.why, held } : { kind: 'no', why: standing.why }
    }
  }
}

const heldIn = (child: ChildOnShelf, card: SectionCard): string | undefined => {
  for (const { slot } of card.slots) {
    const held = child.held.get(slot)
    if (held && !held.care) return held.section
  }
  return undefined
}

const clashesAmong = (lines: readonly PlannedLine[]): ClashGroup[] => {
  const seats = lines.filter(({ prospect, card }) => prospect.kind === 'seat' && placesLeft(card) !== 0)
  const slots = [...new Set(seats.flatMap(({ card }) => card.slots.map(({ slot }) => slot)))].sort((a, b) => a - b)
  const groups: ClashGroup[] = []
  for (const slot of slots) {
    const inSlot = seats.filter(({ card }) => card.slots.some((one) => one.slot === slot))
    const same = (group: ClashGroup): boolean =>
      group.lines.length === inSlot.length && group.lines.every((line, i) => line === inSlot[i])
    if (inSlot.length > 1 && !groups.some(same)) groups.push({ slot, lines: inSlot })
  }
  return groups
}
