import { weekdayName } from '~/shared/day'
import { readLook } from '~/shared/look'
import type { ClashGroup, PlannedLine } from './basket-rules'
import type { Category } from './categories'
import { writeLine } from './enrolment-form'
import { daysInWords, dotted, longReason, timeSpan, words, yuan } from './family-words'
import { gradeName, partsOfSlot } from './fit-rules'
import type { BasketToCheck } from './load-basket.server'
import { placesLeft } from './section-card'
import { coverCategory } from './ware-view'

export interface BasketView {
  key: string
  now: number
  bills: BillView[]
  /** What the family has to settle, as links to the places on the page. */
  fixes: { field: string; message: string }[]
  feeFen: number
  /** Fees of the courses of which one is still to be chosen. */
  laterFees: string[]
  /** At least one line can be sent. */
  pressable: boolean
  /** Nothing can be sent before this moment. */
  opensAt: number | null
}

export interface BillView {
  pupil: string
  name: string
  position: number
  grade: string
  classNumber: number
  lines: LineView[]
  clashes: ClashView[]
}

export interface LineView {
  /** `pupil:section[:slots]`, as the form sends it. */
  line: string
  section: string
  title: string
  category: Category
  day: string
  span: string
  text: string
  fee: string
  state: 'seat' | 'care' | 'queue' | 'swap' | 'no'
  /** Sent when the button is pressed. */
  sent: boolean
  alsoWait: boolean
  /** Title of the inset: a position, or what is in the way. */
  note: string
  detail: string
  /** The held course that would be given up. */
  swap: { to: string; held: string; title: string } | null
}

export interface ClashView {
  id: string
  day: string
  lines: LineView[]
  /** The first two on one time axis, in minutes. */
  overlap: [from: number, until: number, paint: string][]
}

const firstSlot = ({ slots, card }: PlannedLine): number => slots?.[0] ?? card.slots[0]?.slot ?? 0

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** The check page in words. @param cookies of the request, for the elder's times. */
export const basketView = (basket: BasketToCheck | undefined, cookies: string | null): BasketView => {
  const { elder } = readLook(cookies)
  if (!basket) {
    return {
      key: '',
      now: 0,
      bills: [],
      fixes: [],
      feeFen: 0,
      laterFees: [],
      pressable: false,
      opensAt: null,
    }
  }
  const { household } = basket
  const filled = basket.children.filter(({ plan }) => plan.lines.length + plan.clashes.length > 0)
  const all = filled.flatMap(({ plan }) => [...plan.lines, ...plan.clashes.flatMap(({ lines }) => lines)])
  const sendable = all.filter(({ prospect }) => ['seat', 'care', 'queue'].includes(prospect.kind))
  const early = sendable.every(({ opensAt }) => opensAt !== null)
  const opensAt = early && sendable.length > 0 ? Math.min(...sendable.map(({ opensAt: at }) => at ?? 0)) : null
  const bills = filled.map(({ child, plan }): BillView => {
    const view = (line: PlannedLine): LineView =>
      lineView(line, {
        pupil: child.pupil,
        name: child.name,
        elder,
        offerHours: household.term.offerHours,
        heldTitle: (held) => household.cards.get(held)?.title ?? '',
        early,
      })
    return {
      pupil: child.pupil,
      name: child.name,
      position: child.position,
      grade: gradeName(child.grade),
      classNumber: child.classNumber,
      // By weekday, as the week goes; the plan itself keeps the order in which they were put in.
      lines: [...plan.lines].sort((a, b) => firstSlot(a) - firstSlot(b)).map(view),
      clashes: plan.clashes.map((group) => clashView(group, child.pupil, view)),
    }
  })
  return {
    key: basket.key,
    now: household.moment.now,
    bills,
    fixes: filled.flatMap(({ child, plan }) => [
      ...plan.clashes.map(({ slot }) => ({
        field: `clash-${child.pupil}-${slot}`,
        message: words.basket.clashOf(child.name, partsOfSlot(slot).weekday),
      })),
      ...plan.lines.flatMap(({ prospect, section }) =>
        prospect.kind === 'no' || prospect.kind === 'swap'
          ? [{ field: `line-${child.pupil}-${section}`, message: longReason(prospect.why) }]
          : [],
      ),
    ]),
    feeFen: filled.reduce((sum, { plan }) => sum + plan.feeFen, 0),
    laterFees: [
      ...new Set(
        filled.flatMap(({ plan }) => plan.clashes.flatMap(({ lines }) => lines.map(({ card }) => yuan(card.feeFen)))),
      ),
    ],
    pressable: sendable.length > 0,
    opensAt,
  }
}

interface LineFacts {
  pupil: string
  name: string
  elder: boolean
  offerHours: number
  heldTitle: (section: string) => string
  /** Nothing at all can be sent yet: the lines stand ready for the opening. */
  early: boolean
}

const lineView = ({ card, prospect, slots, alsoWait, opensAt, section }: PlannedLine, facts: LineFacts): LineView => {
  const times = slots ? card.slots.filter(({ slot }) => slots.includes(slot)) : card.slots
  const span = [...new Set(times.map(({ startsAt, endsAt }) => timeSpan(startsAt, endsAt, facts.elder)))].join(' ')
  const left = placesLeft(card)
  const seats = {
    seat: left === null ? words.basket.care : left <= 3 ? words.basket.seatLeft(left) : words.basket.seat,
    care: words.basket.care,
    queue: words.basket.full,
    swap: '',
    no: '',
  }[prospect.kind]
  const ready = opensAt === null || facts.early
  return {
    line: writeLine({ pupil: facts.pupil, section, slots }),
    section,
    title: card.title,
    category: coverCategory(card.category),
    day: daysInWords(times),
    text: dotted([span, seats]),
    span,
    fee: card.feeFen === 0 ? words.ware.free : `${yuan(card.feeFen)} 元`,
    state: prospect.kind,
    sent: ready && (prospect.kind === 'seat' || prospect.kind === 'care' || prospect.kind === 'queue'),
    alsoWait,
    note:
      prospect.kind === 'queue'
        ? words.basket.queueTitle(prospect.position)
        : prospect.kind === 'no' || prospect.kind === 'swap'
          ? longReason(prospect.why)
          : ready || opensAt === null
            ? ''
            : words.basket.notYet(opensAt),
    detail:
      prospect.kind === 'queue'
        ? words.basket.queueText(facts.name, facts.offerHours)
        : prospect.kind === 'no' || prospect.kind === 'swap' || !ready
          ? words.basket.stays
          : '',
    swap: prospect.kind === 'swap' ? { to: section, held: prospect.held, title: facts.heldTitle(prospect.held) } : null,
  }
}

const clashView = ({ slot, lines }: ClashGroup, pupil: string, view: (line: PlannedLine) => LineView): ClashView => ({
  id: `clash-${pupil}-${slot}`,
  day: weekdayName(partsOfSlot(slot).weekday),
  lines: lines.map((line) => {
    const shown = view(line)
    const left = placesLeft(line.card)
    const seats = left === null ? words.basket.care : words.basket.seatLeft(left)
    return { ...shown, text: dotted([shown.span, seats, shown.fee]) }
  }),
  overlap: lines.slice(0, 2).flatMap(({ card }) => {
    const time = card.slots.find((one) => one.slot === slot)
    return time
      ? [
          [minutesOf(time.startsAt), minutesOf(time.endsAt), `cat-${coverCategory(card.category)}`] as [
            number,
            number,
            string,
          ],
        ]
      : []
  }),
})
