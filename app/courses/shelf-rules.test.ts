import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf } from '~/shared/day'
import { noFirstPicks } from './decision-day/first-pick-rules'
import type { RoundDates } from './round-rules'
import type { SectionCard } from './section-card'
import {
  type BasketOnShelf,
  type ChildOnShelf,
  fiveDays,
  type ShelfMoment,
  type Standing,
  standingOf,
} from './shelf-rules'

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
  feeFen: 6_400,
  cutOffOn: '2026-12-31',
  published: true,
  slots: slots.map((slot) => ({ slot, startsAt: '16:30', endsAt: '17:30' })),
  capacity: 10,
  enrolled: 0,
  offered: 0,
  waiting: 0,
  ...given,
})
const care = (given: Partial<SectionCard> = {}): SectionCard =>
  card('care', [12, 22, 32, 42, 52], { base: true, homeClass: 's-4-2', capacity: null, category: 'care', ...given })
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
const full = { capacity: 10, enrolled: 10 }
const holds = (section: string, slot: number, isCare = false): ChildOnShelf['held'] =>
  new Map([[slot, { section, title: `课${section}`, care: isCare, base: null }]])
const record = (section: string, state: 'enrolled' | 'waitlisted' | 'offered', base = false) =>
  new Map([[section, { state, base, position: state === 'waitlisted' ? 2 : null }]])
const inBasket = (section: string, slots: number[], given: Partial<BasketOnShelf> = {}): BasketOnShelf => ({
  section,
  title: `课${section}`,
  base: false,
  slots,
  seatable: true,
  ...given,
})
const said = (standing: Standing): string => (standing.kind === 'no' ? standing.why.code : standing.kind)

describe('how a course stands to a child', () => {
  it('is free where nothing is in the way', () => {
    expect(said(standingOf(child(), card('a', [12]), moment()))).toBe('free')
  })

  it.each<[string, string, Partial<ChildOnShelf>, Partial<SectionCard>, Partial<ShelfMoment>]>([
    ['is not published', 'SECTION_UNKNOWN', {}, { published: false }, {}],
    ['is of another school', 'OTHER_SCHOOL', { school: 'else' }, {}, {}],
    ['is for other grades', 'WRONG_GRADE', { grade: 9 }, {}, {}],
    ['has no round', 'ROUND_CLOSED', {}, {}, { rounds: [] }],
    ['has a round that closed', 'ROUND_CLOSED', {}, {}, { rounds: [round({ closesAt: NOW })] }],
    ['takes nobody any more', 'SECTION_ENDED', {}, { cutOffOn: '2026-09-02' }, {}],
    ['meets a course that is held', 'CLASH', { held: holds('b', 12) }, {}, {}],
    ['meets a course in the basket', 'CLASH', { basket: [inBasket('b', [12])] }, {}, {}],
    ['is one too many', 'LIMIT', { records: new Map([...record('b', 'enrolled'), ...record('c', 'offered')]) }, {}, {}],
    [
      'is one too many with the basket',
      'LIMIT',
      { records: record('b', 'enrolled'), basket: [inBasket('c', [22])] },
      {},
      {},
    ],
    ['would be one line too many', 'WAIT_LIMIT', { records: record('b', 'waitlisted') }, full, {}],
    [
      'is one line too many with the basket',
      'WAIT_LIMIT',
      { basket: [inBasket('b', [22], { seatable: false })] },
      full,
      {},
    ],
  ])('cannot be had when it %s', (_, code, ofChild, ofCard, ofMoment) => {
    expect(said(standingOf(child(ofChild), card('a', [12], ofCard), moment(ofMoment)))).toBe(code)
  })

  it.each<[string, string, Partial<ChildOnShelf>, Partial<SectionCard>, Partial<ShelfMoment>]>([
    ['the round has yet to open', 'free', {}, {}, { rounds: [round({ opensAt: NOW + 1 })] }],
    ['it is full', 'wait', {}, full, {}],
    ['places are free but somebody waits', 'wait', {}, { enrolled: 3, waiting: 1 }, {}],
    ['it is full, whatever it meets: a line takes no time', 'wait', { held: holds('b', 12) }, full, {}],
    ['care fills the slot: it gives way', 'free', { held: holds('care', 12, true) }, {}, {}],
    ['the other in the basket would only wait', 'free', { basket: [inBasket('b', [12], { seatable: false })] }, {}, {}],
    ['care in the basket fills the slot', 'free', { basket: [inBasket('care', [12], { base: true })] }, {}, {}],
    ['care and lines do not count to the limit', 'free', { records: record('care', 'enrolled', true) }, {}, {}],
    ['it is the last day for it', 'free', {}, { cutOffOn: '2026-09-03' }, {}],
  ])('can be had when %s', (_, kind, ofChild, ofCard, ofMoment) => {
    expect(said(standingOf(child(ofChild), card('a', [12], ofCard), moment(ofMoment)))).toBe(kind)
  })

  it('is the child’s already, with its place in the line', () => {
    expect(standingOf(child({ records: record('a', 'waitlisted') }), card('a', [12], full), moment())).toEqual({
      kind: 'in',
      how: 'waitlisted',
      position: 2,
    })
    const lying = child({ basket: [inBasket('a', [12])] })
    expect(standingOf(lying, card('a', [12]), moment())).toMatchObject({ kind: 'in', how: 'basket' })
  })

  it('names the course in the way and its day', () => {
    const standing = standingOf(child({ held: holds('b', 32) }), card('a', [12, 32]), moment())
    expect(standing).toMatchObject({ why: { code: 'CLASH', facts: { weekday: '周三', course: '课b' } } })
  })

  it('follows the round of the own school', () => {
    const rounds = [round(), round({ id: 'own', school: 's', opensAt: NOW - 2 * HOUR, closesAt: NOW - HOUR })]
    expect(said(standingOf(child(), card('a', [12]), moment({ rounds })))).toBe('ROUND_CLOSED')
  })
})

describe('how base care stands to a child', () => {
  it('can be had whether a round is open or not', () => {
    expect(said(standingOf(child(), care(), moment({ rounds: [] }), 1))).toBe('free')
  })

  it('is looked at day by day', () => {
    const held = holds('care', 12, true)
    expect(standingOf(child({ held }), care(), moment(), 1)).toMatchObject({ kind: 'in', how: 'enrolled' })
    expect(said(standingOf(child({ held }), care(), moment(), 2))).toBe('free')
    expect(said(standingOf(child({ held }), care(), moment()))).toBe('free')
    const basket = [inBasket('care', [22], { base: true })]
    expect(standingOf(child({ basket }), care(), moment(), 2)).toMatchObject({ kind: 'in', how: 'basket' })
    expect(said(standingOf(child({ basket }), care(), moment(), 3))).toBe('free')
  })

  it('waits behind a course, and gives way to none where a course is', () => {
    const behind = new Map([[12, { section: 'a', title: '课a', care: false, base: 'care' }]])
    expect(standingOf(child({ held: behind }), care(), moment(), 1)).toMatchObject({ kind: 'in', how: 'enrolled' })
    expect(said(standingOf(child({ held: holds('a', 12) }), care(), moment(), 1))).toBe('CLASH')
  })

  it('is only for the own class', () => {
    expect(said(standingOf(child({ homeClass: 's-4-1' }), care(), moment(), 1))).toBe('OTHER_CLASS')
  })
})

describe('any child and any course', () => {
  const slot = fc.constantFrom(12, 22, 32)
  const aCard = (id: string) =>
    fc
      .record({ slots: fc.uniqueArray(slot, { minLength: 1 }), enrolled: fc.nat(10), waiting: fc.nat(1) })
      .map((of) => card(id, of.slots, { enrolled: of.enrolled, waiting: of.waiting }))
  const aChild = fc
    .record({
      held: fc.dictionary(slot.map(String), fc.boolean()),
      lines: fc.array(fc.tuple(fc.uniqueArray(slot, { minLength: 1 }), fc.boolean()), { maxLength: 3 }),
    })
    .map(({ held, lines }) =>
      child({
        held: new Map(
          Object.entries(held).map(([at, isCare]) => [
            Number(at),
            { section: `h${at}`, title: `课h${at}`, care: isCare, base: null },
          ]),
        ),
        basket: lines.map(([slots, seatable], i) => inBasket(`b${i}`, slots, { seatable })),
      }),
    )

  it('never calls free what meets a held course or one about to be held', () => {
    fc.assert(
      fc.property(aChild, aCard('a'), (someone, something) => {
        const standing = standingOf(someone, something, moment({ rounds: [round({ courseLimit: 9 })], waitLines: 9 }))
        const taken = [
          ...[...someone.held].flatMap(([at, held]) => (held.care ? [] : [at])),
          ...someone.basket.flatMap(({ seatable, slots }) => (seatable ? slots : [])),
        ]
        const meets = something.slots.some((one) => taken.includes(one.slot))
        const isFull = something.waiting > 0 || something.enrolled >= 10
        expect(said(standing)).toBe(isFull ? 'wait' : meets ? 'CLASH' : 'free')
      }),
    )
  })
})

describe('the five days', () => {
  const chosen = (section: string, slots: number[], category = 'tech', pending = false) => ({
    section,
    title: section,
    category,
    base: category === 'care' || category === 'study',
    slots,
    pending,
  })

  it('show courses before care, the held ones before the basket’s', () => {
    const days = fiveDays([
      chosen('care', [12, 22, 42], 'care'),
      chosen('study', [51], 'study'),
      chosen('held', [22]),
      chosen('wish', [22, 32], 'art', true),
    ])
    expect(days.map(({ state, section, pending }) => [state, section, pending])).toEqual([
      ['care', 'care', false],
      ['course', 'held', false],
      ['course', 'wish', true],
      ['care', 'care', false],
      ['open', '', false],
    ])
  })

  it('are always five, in order', () => {
    expect(fiveDays([]).map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5])
  })
})
