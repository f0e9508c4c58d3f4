import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EnrolmentState } from '#db/schema/index'
import { bankFenOf, fenOf, yuanOf } from './amount-rules'
import { type BankCells, bankDayOf, readBankLines } from './bank-rules'
import { dueOf, leftAtOf, type PlaceEvent } from './due-rules'
import { balanced, balanceOf, chargeEntry, exemptionEntry, paymentEntry, refundEntry } from './ledger-rules'
import { defaultRefundRule, refundOf, refundRuleOn, shareOf } from './refund-rules'

const between = { pupil: 'p', school: 's' }

describe('what comes back when a child leaves', () => {
  const place = { lessonFen: 350, materialFen: 800, planned: 16, closed: false }
  test('before the first session everything, later what was not held, material is used up', () => {
    expect(refundOf({ ...place, held: 0 }, defaultRefundRule)).toBe(350 * 16 + 800)
    expect(refundOf({ ...place, held: 2 }, defaultRefundRule)).toBe(350 * 14)
    expect(refundOf({ ...place, held: 2, closed: true }, defaultRefundRule)).toBe(350 * 14 + 800)
    expect(refundOf({ ...place, held: 16 }, defaultRefundRule)).toBe(0)
  })
  test('lessons and material are rounded together, and half a 分 is the family’s', () => {
    const half = { ...defaultRefundRule, afterFirst: { lessonPercent: 50, materialPercent: 50 } }
    expect(refundOf({ lessonFen: 1, materialFen: 1, planned: 2, held: 1, closed: false }, half)).toBe(1)
    expect(refundOf({ lessonFen: 1, materialFen: 0, planned: 2, held: 1, closed: false }, half)).toBe(1)
    expect(shareOf(5, 50)).toBe(3)
  })
  test('the rule of the day is the last in effect, of one day the later version', () => {
    const rule = (lessonPercent: number) => ({
      ...defaultRefundRule,
      afterFirst: { lessonPercent, materialPercent: 0 },
    })
    const versions = [
      { version: 1, effectiveOn: '2026-09-01', rule: rule(10) },
      { version: 2, effectiveOn: '2026-10-01', rule: rule(20) },
      { version: 3, effectiveOn: '2026-10-01', rule: rule(30) },
    ]
    expect(refundRuleOn(versions, '2026-08-31')).toBe(defaultRefundRule)
    expect(refundRuleOn(versions, '2026-09-30').afterFirst.lessonPercent).toBe(10)
    expect(refundRuleOn(versions, '2026-10-01').afterFirst.lessonPercent).toBe(30)
  })
  test('what is due lies between nothing and the fee, whatever the calendar, the rule and the exemption', () => {
    const percent = fc.integer({ min: 0, max: 100 })
    const row = fc.record({ lessonPercent: percent, materialPercent: percent })
    const states = fc.constantFrom<EnrolmentState>('enrolled', 'withdrawn', 'transferred', 'closed', 'waitlisted')
    fc.assert(
      fc.property(
        fc.record({
          state: states,
          feeFen: fc.nat(100_000),
          lessonFen: fc.nat(5_000),
          materialFen: fc.nat(20_000),
          planned: fc.nat(80),
        }),
        fc.constantFrom(undefined, null, 1),
        fc.nat(100),
        fc.record({ beforeFirst: row, afterFirst: row, closed: row }),
        percent,
        (enrolment, leftAt, held, rule, exempt) => {
          const due = dueOf(enrolment, leftAt, held, rule, exempt)
          expect(Number.isSafeInteger(due)).toBe(true)
          expect(due).toBeGreaterThanOrEqual(0)
          expect(due).toBeLessThanOrEqual(enrolment.feeFen)
        },
      ),
    )
  })
})

describe('when a place was left', () => {
  const event = (action: string, at: number, from: string | null = null): PlaceEvent => ({
    action: `enrolment.${action}`,
    at,
    from,
  })
  const left = (state: EnrolmentState, ...events: PlaceEvent[]) => leftAtOf({ state, changedAt: 99 }, events)
  test.each<[string, ReturnType<typeof left>, ReturnType<typeof left>]>([
    ['it stands', left('enrolled', event('enrolled', 1)), undefined],
    ['withdrawn', left('withdrawn', event('enrolled', 1), event('withdrawn', 2, 'enrolled')), 2],
    ['a row without a record', left('withdrawn'), 99],
    ['a seeded place that was left', left('withdrawn', event('withdrawn', 2, 'enrolled')), 2],
    ['only waited', left('withdrawn', event('waitlisted', 1), event('withdrawn', 2, 'waitlisted')), null],
    ['a seeded line that was left', left('withdrawn', event('withdrawn', 2, 'waitlisted')), null],
    ['still waits', left('waitlisted', event('waitlisted', 1)), null],
    ['an offer that expired', left('withdrawn', event('offered', 1), event('offer-expired', 2)), null],
    ['transferred', left('transferred', event('enrolled', 1), event('transferred', 3)), 3],
    ['swapped for an offer', left('withdrawn', event('enrolled', 1), event('withdrawn', 3)), 3],
    ['closed while enrolled', left('closed', event('enrolled', 1), event('closed', 4, 'enrolled')), 4],
    ['closed while waiting', left('closed', event('waitlisted', 1), event('closed', 4, 'waitlisted')), null],
    [
      'left, then waits again',
      left('waitlisted', event('enrolled', 1), event('withdrawn', 2, 'enrolled'), event('waitlisted', 3)),
      2,
    ],
  ])('%s', (_, found, expected) => expect(found).toBe(expected))
})

describe('the ledger’s entries', () => {
  test('each sums to 0, and a child owes charge − exempted − paid + refunded', () => {
    const entries = [
      chargeEntry(between, 6_400),
      exemptionEntry(between, 3_200),
      paymentEntry(between, 4_000),
      refundEntry(between, 500),
      chargeEntry(between, -400),
    ]
    for (const { lines } of entries) expect(lines.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0)
    expect(balanceOf(entries.flatMap(({ lines }) => lines))).toBe(6_400 - 3_200 - 4_000 + 500 - 400)
  })
  test.each([0, 0.5, Number.NaN, Number.MAX_VALUE])('of %s 分 none is made', (fen) => {
    expect(() => chargeEntry(between, fen)).toThrow()
  })
  test('an unbalanced one throws', () => {
    const line = { account: 'due' as const, owner: 'p', amountFen: 5 }
    expect(() => balanced({ kind: 'charge', lines: [line, { ...line, amountFen: -4 }] })).toThrow()
    expect(() => balanced({ kind: 'charge', lines: [] })).toThrow()
  })
})

describe('amounts as typed', () => {
  test.each([
    ['124', 12_400],
    ['124.5', 12_450],
    [' 0.07 ', 7],
    ['0', 0],
    ['', undefined],
    ['-1', undefined],
    ['1,000', undefined],
    ['１２', undefined],
    ['0.001', undefined],
    ['1e9', undefined],
    ['NaN', undefined],
    ['=1+1', undefined],
    ['.5', undefined],
  ])('%s', (text, fen) => expect(fenOf(text)).toBe(fen))
  test('what is written is what was meant', () => {
    fc.assert(fc.property(fc.nat(10_000_000), (fen) => fenOf(yuanOf(fen)) === fen))
    expect(yuanOf(-50)).toBe('-0.50')
    expect(bankFenOf('1,234.50')).toBe(123_450)
    expect(bankFenOf('1,23')).toBeUndefined()
  })
})

describe('a bank’s lines', () => {
  const world = {
    today: '2026-11-23',
    pupils: [
      { id: 'p1', name: '小禾', studentNumber: 'G100', dueFen: 12_400 },
      { id: 'p2', name: '小麦', studentNumber: 'G1001', dueFen: 12_400 },
    ],
    requests: new Map([['TQ26-4K7M-93', ['p2']]]),
    recorded: new Map([['old', { amountFen: 100, pupil: 'p1' }]]),
  }
  const read = (...rows: Partial<BankCells>[]) =>
    readBankLines(
      rows.map((row, i) => ({
        line: i + 2,
        day: '2026-11-20',
        amount: '124',
        reference: `n${i}`,
        number: '',
        memo: '',
        ...row,
      })),
      world,
    )
  test('are matched by the number, by a number in the words, and by the reference of an enrolment', () => {
    const lines = read(
      { number: 'G100' },
      { memo: '课后服务G1001小麦' },
      { memo: '学费 tq26-4k7m-93' },
      { memo: 'G10012' },
      { memo: 'G100 和 G1001' },
      { number: 'G9' },
    )
    expect(lines.map(({ kind, pupil }) => [kind, pupil])).toEqual([
      ['matched', 'p1'],
      ['matched', 'p2'],
      ['matched', 'p2'],
      ['unmatched', null],
      ['unmatched', null],
      ['unmatched', null],
    ])
  })
  test.each([
    [{ amount: '0' }, '金额(元)'],
    [{ amount: '-5' }, '金额(元)'],
    [{ amount: '=2*3' }, '金额(元)'],
    [{ amount: '1e9' }, '金额(元)'],
    [{ amount: '１２' }, '金额(元)'],
    [{ amount: '999999999' }, '金额(元)'],
    [{ day: '2026-02-30' }, '日期'],
    [{ day: '2026-12-01' }, '日期'],
    [{ day: '=TODAY()' }, '日期'],
    [{ reference: '' }, '流水号'],
  ])('%o is wrong in its column', (cells, column) => {
    const [line] = read({ number: 'G100', ...cells })
    expect(line).toMatchObject({ kind: 'wrong', line: 2, column, sentence: /./ })
  })
  test('a number of the bank counts once', () => {
    const lines = read(
      { number: 'G100', reference: 'a' },
      { number: 'G100', reference: 'a' },
      { number: 'G100', reference: 'a', amount: '5' },
      { number: 'G100', reference: 'old', amount: '1' },
      { number: 'G100', reference: 'old', amount: '2' },
      { number: 'G100', amount: '5000' },
    )
    expect(lines.map(({ kind }) => kind)).toEqual(['matched', 'recorded', 'wrong', 'recorded', 'wrong', 'matched'])
    expect(lines.at(-1)?.large).toBe(true)
  })
  test.each([
    ['20260905', '2026-09-05'],
    ['2026/9/5', '2026-09-05'],
    ['2026-09-05 08:30:00', '2026-09-05'],
    ['9/5', undefined],
  ])('a day %s', (text, day) => expect(bankDayOf(text)).toBe(day))
})
