import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf } from '~/shared/day'
import { type ChildPlan, planBasket } from './basket-rules'
import { noFirstPicks } from './decision-day/first-pick-rules'
import type { RoundDates } from './round-rules'
import type { SectionCard } from './section-card'
import type { ChildOnShelf, ShelfMoment } from './shelf-rules'

const NOW = instantOf('2026-09-03', '10:00')
const HOUR = 3_600_000

const round = (given: Partial<RoundDates> = {}): RoundDates => ({
  id: 'r',
  term: 't',
  school: null,
  opensAt: NOW - HOUR,
  closesAt: NOW + HOUR,
  courseLimit: 2,
  ...given,
})
const moment = (given: Partial<ShelfMoment> = {}): ShelfMoment => ({
  now: NOW,
  today: '2026-09-03',
  rounds: [round()],
  waitLines: 1,
  firstPicks: noFirstPicks,
  ...given,
})
const card = (id: string, slots: number[], given: Partial<SectionCard> = {}): SectionCard => ({
  id,
  title: `课${id}`,
  category: 'tech',
  cover: null,
  school: 's',
  schoolName: '柳岸小学（示例）',
  term: 't',
  base: false,
  homeClass: null,
  grades: 0b1111110,
  room: '科学教室',
  feeFen: 1_000,
  cutOffOn: '2026-12-31',
  published: true,
  slots: slots.map((slot) => ({ slot, startsAt: '16:30', endsAt: '17:30' })),
  capacity: 10,
  enrolled: 0,
  offered: 0,
  waiting: 0,
  ...given,
})
const care = card('care', [12, 22], { base: true, homeClass: 's-4-2', capacity: null, feeFen: 0, category: 'care' })
const child = (given: Partial<ChildOnShelf> = {}): ChildOnShelf => ({
  pupil: 'p',
  name: '小禾',
  school: 's',
  grade: 4,
  homeClass: 's-4-2',
  records: new Map(),
  held: new Map(),
  basket: [],
  ...given,
})
const enrolled = (section: string, slot: number): Partial<ChildOnShelf> => ({
  records: new Map([[section, { state: 'enrolled', base: false, position: null }]]),
  held: new Map([[slot, { section, title: `课${section}`, care: false, base: null }]]),
})
const full = { capacity: 10, enrolled: 10, waiting: 4 }

const plan = (cards: SectionCard[], who = child(), when = moment()): ChildPlan =>
  planBasket(
    who,
    cards.map(({ id }) => ({ section: id, slots: null, alsoWait: true })),
    new Map(cards.map((one) => [one.id, one])),
    when,
  )
const kinds = ({ lines }: ChildPlan): string[] =>
  lines.map(({ section, prospect }) => {
    const why = prospect.kind === 'no' || prospect.kind === 'swap' ? ` ${prospect.why.code}` : ''
    return `${section} ${prospect.kind}${why}`
  })

describe('the plan of a basket', () => {
  it('promises a place where one is left, and adds up what it costs', () => {
    const made = plan([card('a', [12]), card('b', [22], { feeFen: 2_500 })])
    expect(kinds(made)).toEqual(['a seat', 'b seat'])
    expect(made).toMatchObject({ feeFen: 3_500, wanted: 2, limit: 2, clashes: [] })
  })

  it('says which place in the line a full course means, and takes no money for it', () => {
    const made = plan([card('a', [12], full)])
    expect(made.lines[0]?.prospect).toEqual({ kind: 'queue', position: 5 })
    expect(made.feeFen).toBe(0)
  })

  it('queues no more lines than a child may', () => {
    expect(kinds(plan([card('a', [12], full), card('b', [22], full)]))).toEqual(['a queue', 'b no WAIT_LIMIT'])
  })

  it('lets the courses put in last go over the limit', () => {
    expect(kinds(plan([card('a', [12]), card('b', [22]), card('c', [32])]))).toEqual(['a seat', 'b seat', 'c no LIMIT'])
  })

  it('counts what the child holds against the limit', () => {
    expect(kinds(plan([card('a', [12]), card('b', [22])], child(enrolled('x', 52))))).toEqual(['a seat', 'b no LIMIT'])
  })

  it('asks which of two courses at one time it shall be, and counts them once', () => {
    const made = plan([card('a', [12]), card('b', [12]), card('c', [22])])
    expect(made.clashes).toHaveLength(1)
    expect(made.clashes[0]).toMatchObject({ slot: 12, lines: [{ section: 'a' }, { section: 'b' }] })
    expect(kinds(made)).toEqual(['c seat'])
    expect(made.feeFen).toBe(1_000)
  })

  it('does not ask where one of the two would only wait', () => {
    const made = plan([card('a', [12]), card('b', [12], full)])
    expect(made.clashes).toEqual([])
    expect(kinds(made)).toEqual(['a seat', 'b queue'])
  })

  it('offers to change the course that the child holds at that time', () => {
    const made = plan([card('a', [12])], child(enrolled('x', 12)))
    expect(made.lines[0]?.prospect).toMatchObject({ kind: 'swap', held: 'x', why: { code: 'CLASH' } })
  })

  it.each([
    ['another school', { school: 'other' }, 'OTHER_SCHOOL'],
    ['another grade', { grades: 1 << 1 }, 'WRONG_GRADE'],
    ['a course that was taken back', { published: false }, 'SECTION_UNKNOWN'],
    ['a course past its last day', { cutOffOn: '2026-09-02' }, 'SECTION_ENDED'],
  ])('does not send %s', (_, given, code) => {
    expect(kinds(plan([card('a', [12], given)]))).toEqual([`a no ${code}`])
  })

  it('does not send what the child has already', () => {
    expect(kinds(plan([card('a', [12])], child(enrolled('a', 12))))).toEqual(['a no ALREADY_ENROLLED'])
  })

  it('waits for the opening with everything but base care', () => {
    const made = plan([care, card('a', [32])], child(), moment({ rounds: [round({ opensAt: NOW + 1 })] }))
    expect(kinds(made)).toEqual(['care care', 'a seat'])
    expect(made.lines.map(({ opensAt }) => opensAt)).toEqual([null, NOW + 1])
  })

  it('sends nothing but base care after the round', () => {
    const made = plan([care, card('a', [32])], child(), moment({ rounds: [round({ closesAt: NOW })] }))
    expect(kinds(made)).toEqual(['care care', 'a no ROUND_CLOSED'])
  })

  it('loses no line, promises no two courses at one time and no more than the limit', () => {
    const someCard = fc.record({
      slots: fc.uniqueArray(fc.constantFrom(12, 22, 32, 42), { minLength: 1, maxLength: 2 }),
      isFull: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(someCard, { maxLength: 8 }),
        fc.option(fc.constantFrom(12, 22)),
        fc.integer({ min: 1, max: 4 }),
        (wanted, holds, courseLimit) => {
          const cards = wanted.map(({ slots, isFull }, i) => card(`c${i}`, slots, isFull ? full : {}))
          const who = child(holds === null ? {} : enrolled('held', holds))
          const made = plan(cards, who, moment({ rounds: [round({ courseLimit })] }))
          const asked = made.clashes.flatMap(({ lines }) => lines)
          const shown = new Set([...made.lines, ...asked].map(({ section }) => section))
          expect([...shown].sort()).toEqual(cards.map(({ id }) => id).sort())

          const seats = made.lines.filter(({ prospect }) => prospect.kind === 'seat')
          const slots = seats.flatMap((line) => line.card.slots.map(({ slot }) => slot))
          expect(new Set(slots).size).toBe(slots.length)
          if (holds !== null) expect(slots).not.toContain(holds)
          if (seats.length > 0) {
            expect(seats.length + made.clashes.length + (holds === null ? 0 : 1)).toBeLessThanOrEqual(courseLimit)
          }
          expect(made.lines.filter(({ prospect }) => prospect.kind === 'queue').length).toBeLessThanOrEqual(1)
          expect(made.feeFen).toBe(seats.length * 1_000)
          for (const { slot, lines } of made.clashes) {
            expect(lines.length).toBeGreaterThan(1)
            expect(lines.every((line) => line.card.slots.some((one) => one.slot === slot))).toBe(true)
          }
        },
      ),
    )
  })
})
