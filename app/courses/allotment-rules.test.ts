import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf } from '~/shared/day'
import { decide } from './allotment-rules'
import { enrolmentKey, noChanges, type PupilInWorld, type SectionInWorld, type World } from './allotment-world'
import { noFirstPicks } from './decision-day/first-pick-rules'
import type { EnrolmentOperation, LineAnswer } from './enrolment'
import { settle } from './seat-rules'

const TERM = '2026-autumn'
const NOW = instantOf('2026-11-23', '08:00')
const HOUR = 60 * 60 * 1000
const K = 3

const section = (id: string, given: Partial<SectionInWorld> = {}): SectionInWorld => ({
  id,
  title: `课程${id}`,
  term: TERM,
  school: 'liuan',
  schoolName: '柳岸小学（示例）',
  grades: 0b1111110,
  base: false,
  homeClass: null,
  slots: [12],
  published: true,
  cutOffOn: '2026-12-31',
  feeFen: 6_400,
  capacity: 2,
  enrolled: 0,
  offered: 0,
  waiting: 0,
  lastPlace: 0,
  queue: [],
  offers: [],
  ...given,
})

const pupil = (id: string, given: Partial<PupilInWorld> = {}): PupilInWorld => ({
  id,
  name: `孩子${id}`,
  school: 'liuan',
  grade: 4,
  homeClass: 'liuan-4-2',
  left: false,
  held: new Map(),
  enrolments: [],
  ...given,
})

const world = (sections: SectionInWorld[], pupils: PupilInWorld[], given: Partial<World> = {}): World => ({
  now: NOW,
  today: '2026-11-23',
  waitLines: 3,
  firstPicks: noFirstPicks,
  referencePrefix: 'TQ',
  offerMs: 24 * HOUR,
  rounds: [{ id: 'r', term: TERM, school: null, opensAt: NOW - HOUR, closesAt: NOW + 1_000 * HOUR, courseLimit: K }],
  sections: new Map(sections.map((one) => [one.id, one])),
  pupils: new Map(pupils.map((one) => [one.id, one])),
  guardianships: new Set(pupils.map((one) => `home ${one.id}`)),
  enrolments: new Map(),
  changes: noChanges(),
  ...given,
})

const asked = { account: 'home', key: 'k' }
const enrolling = (child: string, into: string, alsoWait = true): EnrolmentOperation => ({
  kind: 'enrol',
  lines: [{ pupil: child, section: into, alsoWait }],
})
const outcome = (answers: LineAnswer[]): string => {
  const [answer] = answers
  return answer?.outcome === 'refused' ? answer.code : (answer?.outcome ?? 'none')
}
const stateOf = (at: World, child: string, into: string) => at.enrolments.get(enrolmentKey(child, into))?.state

describe('first come, first served', () => {
  test('a free seat is taken, the last one too, and the next in line waits at position 1', () => {
    const at = world(
      [section('a')],
      ['1', '2', '3'].map((id) => pupil(id)),
    )
    expect(outcome(decide(at, enrolling('1', 'a'), asked))).toBe('enrolled')
    expect(outcome(decide(at, enrolling('2', 'a'), asked))).toBe('enrolled')
    expect(decide(at, enrolling('3', 'a'), asked)).toMatchObject([{ outcome: 'waitlisted', position: 1 }])
  })

  test('a full section without "also wait" is FULL', () => {
    const at = world([section('a', { capacity: 0 })], [pupil('1')])
    expect(outcome(decide(at, enrolling('1', 'a', false), asked))).toBe('FULL')
  })

  test('a free seat behind a waitlist is not for a newcomer', () => {
    const at = world([section('a', { capacity: 5, enrolled: 2, waiting: 4, lastPlace: 9 })], [pupil('1')])
    expect(decide(at, enrolling('1', 'a'), asked)).toMatchObject([{ outcome: 'waitlisted', position: 5 }])
  })

  test.each([
    ['a child of another family', { guardianships: new Set<string>() }, {}, {}, 'NOT_YOUR_CHILD'],
    ['a section that is not published', {}, { published: false }, {}, 'SECTION_UNKNOWN'],
    ['a child who left', {}, {}, { left: true }, 'PUPIL_LEFT'],
    ['another school', {}, { school: 'other' }, {}, 'OTHER_SCHOOL'],
    ['another grade', {}, { grades: 1 << 6 }, {}, 'WRONG_GRADE'],
    ['before the opening', { now: NOW - 2 * HOUR }, {}, {}, 'ROUND_NOT_OPEN'],
    ['after the closing', { now: NOW + 1_000 * HOUR }, {}, {}, 'ROUND_CLOSED'],
    ['without any round', { rounds: [] }, {}, {}, 'ROUND_CLOSED'],
    ['after the cut-off', { today: '2027-01-01' }, {}, {}, 'SECTION_ENDED'],
  ] as const)('%s is refused', (_, atGiven, sectionGiven, pupilGiven, code) => {
    const at = world([section('a', sectionGiven)], [pupil('1', pupilGiven)], atGiven)
    expect(outcome(decide(at, enrolling('1', 'a'), asked))).toBe(code)
    expect(at.changes.enrolments.size).toBe(0)
  })

  test('a school with a round of its own follows that one', () => {
    const rounds = [
      { id: 'all', term: TERM, school: null, opensAt: 0, closesAt: NOW * 2, courseLimit: K },
      { id: 'own', term: TERM, school: 'liuan', opensAt: NOW + HOUR, closesAt: NOW * 2, courseLimit: K },
    ]
    const at = world([section('a')], [pupil('1')], { rounds })
    expect(outcome(decide(at, enrolling('1', 'a'), asked))).toBe('ROUND_NOT_OPEN')
  })

  test('two courses in one slot clash, and the sentence names the one in the way', () => {
    const at = world([section('a'), section('b', { slots: [12, 32] })], [pupil('1')])
    decide(at, enrolling('1', 'a'), asked)
    expect(decide(at, enrolling('1', 'b'), asked)).toMatchObject([
      { outcome: 'refused', code: 'CLASH', sentence: '和周一的课程a撞时间，选一门。' },
    ])
  })

  test('waiting is possible for a slot already held, and holds neither slot nor k', () => {
    const at = world([section('a'), section('b', { capacity: 0 }), section('c', { slots: [22] })], [pupil('1')])
    decide(at, enrolling('1', 'a'), asked)
    expect(outcome(decide(at, enrolling('1', 'b'), asked))).toBe('waitlisted')
    expect(at.pupils.get('1')?.held.get(12)?.section).toBe('a')
    expect(outcome(decide(at, enrolling('1', 'c'), asked))).toBe('enrolled')
  })

  test('at most k courses, at most three waiting lines', () => {
    const open = [12, 22, 32, 42].map((slot) => section(`s${slot}`, { slots: [slot] }))
    const full = ['w1', 'w2', 'w3', 'w4'].map((id) => section(id, { capacity: 0 }))
    const at = world([...open, ...full], [pupil('1')])
    expect(open.map(({ id }) => outcome(decide(at, enrolling('1', id), asked)))).toEqual([
      'enrolled',
      'enrolled',
      'enrolled',
      'LIMIT',
    ])
    expect(full.map(({ id }) => outcome(decide(at, enrolling('1', id), asked)))).toEqual([
      'waitlisted',
      'waitlisted',
      'waitlisted',
      'WAIT_LIMIT',
    ])
  })

  test('the same child in the same section once', () => {
    const at = world([section('a')], [pupil('1')])
    decide(at, enrolling('1', 'a'), asked)
    expect(outcome(decide(at, enrolling('1', 'a'), asked))).toBe('ALREADY_ENROLLED')
  })
})

describe('base care', () => {
  const care = () =>
    section('care', { base: true, homeClass: 'liuan-4-2', capacity: null, slots: [12, 22, 32, 42, 52], feeFen: 0 })

  test('is never full, needs no round, and gives way to a course, which gives it back', () => {
    const at = world([care(), section('a')], [pupil('1')])
    expect(outcome(decide({ ...at, rounds: [] }, enrolling('1', 'care'), asked))).toBe('enrolled')
    decide(at, enrolling('1', 'a'), asked)
    expect(at.pupils.get('1')?.held.get(12)).toMatchObject({ section: 'a', base: 'care' })
    decide(at, { kind: 'withdraw', pupil: '1', section: 'a' }, asked)
    expect(at.pupils.get('1')?.held.get(12)).toMatchObject({ section: 'care', care: true, base: null })
  })

  test('can be had on single days and left on single days', () => {
    const at = world([care()], [pupil('1')])
    decide(at, { kind: 'enrol', lines: [{ pupil: '1', section: 'care', slots: [12, 52], alsoWait: true }] }, asked)
    decide(at, { kind: 'withdraw', pupil: '1', section: 'care', slots: [12] }, asked)
    expect([...(at.pupils.get('1')?.held.keys() ?? [])]).toEqual([52])
    expect(stateOf(at, '1', 'care')).toBe('enrolled')
    decide(at, { kind: 'withdraw', pupil: '1', section: 'care', slots: [52] }, asked)
    expect(stateOf(at, '1', 'care')).toBe('withdrawn')
  })

  test('of another class is refused', () => {
    const at = world([care()], [pupil('1', { homeClass: 'liuan-4-3' })])
    expect(outcome(decide(at, enrolling('1', 'care'), asked))).toBe('OTHER_CLASS')
  })
})

describe('the waitlist', () => {
  const full = () => {
    const at = world(
      [section('a', { capacity: 1 }), section('b')],
      ['1', '2', '3'].map((id) => pupil(id)),
    )
    for (const id of ['1', '2', '3']) decide(at, enrolling(id, 'a'), asked)
    return at
  }

  test('a freed seat is offered to the first in line for 24 hours and reserved meanwhile', () => {
    const at = full()
    decide(at, { kind: 'withdraw', pupil: '1', section: 'a' }, asked)
    expect(stateOf(at, '2', 'a')).toBe('offered')
    expect(at.enrolments.get('2 a')?.offerEndsAt).toBe(NOW + 24 * HOUR)
    expect(outcome(decide(at, enrolling('1', 'a'), asked))).toBe('waitlisted')
  })

  test('an offer that is over passes to the next; the late one hears NO_OFFER', () => {
    const at = full()
    decide(at, { kind: 'withdraw', pupil: '1', section: 'a' }, asked)
    at.now += 24 * HOUR
    const a = at.sections.get('a') as SectionInWorld
    settle(at, a)
    settle(at, a)
    expect([stateOf(at, '2', 'a'), stateOf(at, '3', 'a'), a.offered]).toEqual(['withdrawn', 'offered', 1])
    expect(outcome(decide(at, { kind: 'accept', pupil: '2', section: 'a', swap: false }, asked))).toBe('NO_OFFER')
  })

  test('accepting may swap the clashing course in one press, and frees its seat', () => {
    const at = full()
    decide(at, enrolling('2', 'b'), asked)
    decide(at, { kind: 'withdraw', pupil: '1', section: 'a' }, asked)
    expect(outcome(decide(at, { kind: 'accept', pupil: '2', section: 'a', swap: false }, asked))).toBe('CLASH')
    expect(outcome(decide(at, { kind: 'accept', pupil: '2', section: 'a', swap: true }, asked))).toBe('enrolled')
    expect([stateOf(at, '2', 'a'), stateOf(at, '2', 'b'), at.sections.get('b')?.enrolled]).toEqual([
      'enrolled',
      'withdrawn',
      0,
    ])
  })

  test('declining passes the seat on; declining what is no offer changes nothing', () => {
    const at = full()
    expect(outcome(decide(at, { kind: 'decline', pupil: '1', section: 'a' }, asked))).toBe('NO_OFFER')
    decide(at, { kind: 'withdraw', pupil: '1', section: 'a' }, asked)
    decide(at, { kind: 'decline', pupil: '2', section: 'a' }, asked)
    expect(stateOf(at, '3', 'a')).toBe('offered')
  })
})

describe('transfer', () => {
  test('is both or neither', () => {
    const at = world([section('a'), section('b', { capacity: 0 }), section('c')], [pupil('1')])
    decide(at, enrolling('1', 'a'), asked)
    expect(outcome(decide(at, { kind: 'transfer', pupil: '1', from: 'a', to: 'b' }, asked))).toBe('FULL')
    expect(stateOf(at, '1', 'a')).toBe('enrolled')
    expect(outcome(decide(at, { kind: 'transfer', pupil: '1', from: 'a', to: 'c' }, asked))).toBe('transferred')
    expect([stateOf(at, '1', 'a'), stateOf(at, '1', 'c')]).toEqual(['transferred', 'enrolled'])
    expect(at.pupils.get('1')?.held.get(12)?.section).toBe('c')
  })
})

const PUPILS = ['1', '2', '3', '4', '5', '6']
const SECTIONS: [string, Partial<SectionInWorld>][] = [
  ['a', { slots: [12], capacity: 1 }],
  ['b', { slots: [12, 32], capacity: 2 }],
  ['c', { slots: [22], capacity: 2 }],
  ['d', { slots: [42], capacity: 3 }],
  ['e', { slots: [52], capacity: 1 }],
  ['care', { slots: [12, 22, 32, 42, 52], capacity: null, base: true, homeClass: 'liuan-4-2' }],
]
const child = fc.constantFrom(...PUPILS)
const course = fc.constantFrom(...SECTIONS.map(([id]) => id))
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('enrol' as const),
      lines: fc.array(fc.record({ pupil: child, section: course, alsoWait: fc.boolean() }), { maxLength: 4 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), pupil: child, section: course }) },
  fc.record({ kind: fc.constant('transfer' as const), pupil: child, from: course, to: course }),
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('accept' as const), pupil: child, section: course, swap: fc.boolean() }),
  },
  fc.record({ kind: fc.constant('decline' as const), pupil: child, section: course }),
  fc.record({ kind: fc.constant('later' as const), hours: fc.integer({ min: 1, max: 30 }) }),
)

const countIn = (at: World, id: string, state: string): number =>
  [...at.enrolments.values()].filter((one) => one.section === id && one.state === state).length

test('whatever families do in whatever order, no invariant breaks', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const at = world(
        SECTIONS.map(([id, given]) => section(id, given)),
        PUPILS.map((id) => pupil(id)),
      )
      for (const one of steps) {
        if (one.kind === 'later') {
          at.now += one.hours * HOUR
          for (const each of at.sections.values()) settle(at, each)
        } else decide(at, one, asked)

        for (const each of at.sections.values()) {
          // I1, and the counters equal the records
          expect([each.enrolled, each.offered, each.waiting]).toEqual(
            ['enrolled', 'offered', 'waitlisted'].map((state) => countIn(at, each.id, state)),
          )
          if (each.capacity !== null) {
            expect(each.enrolled + each.offered).toBeLessThanOrEqual(each.capacity)
            // no seat is wasted while somebody waits
            expect(each.waiting === 0 || each.enrolled + each.offered === each.capacity).toBe(true)
          }
          // the queue is in order of place, and every place was given once
          const places = each.queue.map((record) => record.place ?? -1)
          expect(places).toEqual([...places].sort((a, b) => a - b))
          const everyPlace = [...at.enrolments.values()].flatMap((record) =>
            record.section === each.id && record.place ? [record.place] : [],
          )
          expect(new Set(everyPlace).size).toBe(everyPlace.length)
        }
        for (const each of at.pupils.values()) {
          const mine = each.enrolments.filter((record) => record.state === 'enrolled' && !record.base)
          expect(mine.length).toBeLessThanOrEqual(K)
          // each course holds all of its slots, and no slot is held by what the child is not in
          for (const record of mine) {
            for (const slot of at.sections.get(record.section)?.slots ?? [])
              expect(each.held.get(slot)?.section).toBe(record.section)
          }
          for (const held of each.held.values()) {
            expect(at.enrolments.get(enrolmentKey(each.id, held.section))?.state).toBe('enrolled')
            if (held.base) expect(at.enrolments.get(enrolmentKey(each.id, held.base))?.state).toBe('enrolled')
          }
        }
      }
    }),
    { numRuns: 400 },
  )
})

test('a line that is refused changes nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const at = world(
        SECTIONS.map(([id, given]) => section(id, given)),
        PUPILS.map((id) => pupil(id)),
      )
      const picture = () =>
        JSON.stringify([
          [...at.enrolments.values()].map((one) => [one.pupil, one.section, one.state, one.place]),
          [...at.pupils.values()].map((one) => [...one.held]),
          [...at.sections.values()].map((one) => [one.enrolled, one.offered, one.waiting, one.lastPlace]),
        ])
      for (const one of steps) {
        if (one.kind === 'later') continue
        const before = picture()
        const answers = decide(at, one, asked)
        if (answers.every((answer) => answer.outcome === 'refused')) expect(picture()).toBe(before)
      }
    }),
    { numRuns: 200 },
  )
})

describe('on behalf of a family, with a paper form', () => {
  const school = {
    account: 'office',
    key: 'k',
    onBehalf: { school: 'liuan', signedOn: '2026-11-20', signedBy: '奶奶' },
  }
  const nobody = { guardianships: new Set<string>() }

  test('no guardian is asked for, and the record says that it was on paper', () => {
    const at = world([section('a', { capacity: 1 })], [pupil('1'), pupil('2')], nobody)
    expect(outcome(decide(at, enrolling('1', 'a'), school))).toBe('enrolled')
    expect(decide(at, enrolling('2', 'a'), school)).toMatchObject([{ outcome: 'waitlisted', position: 1 }])
    expect(at.changes.events).toMatchObject([
      {
        action: 'enrolment.enrolled',
        actor: 'office',
        detail: { paper: true, signedOn: '2026-11-20', signedBy: '奶奶' },
      },
      { action: 'enrolment.waitlisted', actor: 'office', detail: { paper: true } },
    ])
    // The seat passes on by itself: nobody's paper says so.
    decide(at, { kind: 'withdraw', pupil: '1', section: 'a' }, school)
    expect(at.changes.events.slice(2)).toMatchObject([
      { action: 'enrolment.withdrawn', detail: { paper: true } },
      { action: 'enrolment.offered', actor: '', detail: expect.not.objectContaining({ paper: true }) },
    ])
    expect(outcome(decide(at, { kind: 'accept', pupil: '2', section: 'a', swap: false }, school))).toBe('enrolled')
  })

  test('a child of another school is refused, whatever is done with it, even by its own guardian', () => {
    const at = world([section('a', { school: 'far' })], [pupil('1', { school: 'far' })])
    const asked = { ...school, account: 'home' }
    const operations: EnrolmentOperation[] = [
      enrolling('1', 'a'),
      { kind: 'withdraw', pupil: '1', section: 'a' },
      { kind: 'transfer', pupil: '1', from: 'a', to: 'a' },
      { kind: 'accept', pupil: '1', section: 'a', swap: true },
    ]
    for (const operation of operations)
      expect([operation.kind, outcome(decide(at, operation, asked))]).toMatchObject([
        operation.kind,
        expect.stringMatching(/NOT_YOUR_CHILD|NO_OFFER/),
      ])
    expect(at.changes.enrolments.size).toBe(0)
    expect(at.changes.events).toEqual([])
  })

  test.each([
    ['a closed round', { now: NOW + 1_000 * HOUR }, {}, {}, 'ROUND_CLOSED'],
    ['a round to come', { now: NOW - 2 * HOUR }, {}, {}, 'ROUND_NOT_OPEN'],
    ['another grade', {}, { grades: 1 << 6 }, {}, 'WRONG_GRADE'],
    ['a child who left', {}, {}, { left: true }, 'PUPIL_LEFT'],
    ['a full section without "also wait"', {}, { capacity: 0 }, {}, 'FULL'],
  ] as const)('%s stays refused', (_, atGiven, sectionGiven, pupilGiven, code) => {
    const at = world([section('a', sectionGiven)], [pupil('1', pupilGiven)], { ...nobody, ...atGiven })
    expect(outcome(decide(at, enrolling('1', 'a', false), school))).toBe(code)
    expect(at.changes.events).toEqual([])
  })

  test('clash and limit are the same as for families', () => {
    const open = [12, 22, 32, 42].map((slot) => section(`s${slot}`, { slots: [slot] }))
    const at = world([...open, section('b', { slots: [12] })], [pupil('1')], nobody)
    expect(outcome(decide(at, enrolling('1', 's12'), school))).toBe('enrolled')
    expect(outcome(decide(at, enrolling('1', 'b'), school))).toBe('CLASH')
    expect(open.slice(1).map(({ id }) => outcome(decide(at, enrolling('1', id), school)))).toEqual([
      'enrolled',
      'enrolled',
      'LIMIT',
    ])
  })
})
