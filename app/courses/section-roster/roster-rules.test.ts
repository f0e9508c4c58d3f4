import { describe, expect, it } from 'vitest'
import { instantOf } from '~/shared/day'
import { noFirstPicks } from '../decision-day/first-pick-rules'
import { foldSearch, nameSearchText } from '../search-text'
import type { SectionCard } from '../section-card'
import type { ChildOnShelf } from '../shelf-rules'
import { paperForm, whyNotSigned } from './paper-form'
import { linesOf, openCareSlots, standingOnPaper } from './paper-rules'
import { maskedPhone, matchesSearch, printDays, tailOf } from './roster-rules'

const days = (count: number, from = 1): string[] =>
  Array.from(
    { length: count },
    (_, i) =>
      `2026-${String(9 + Math.floor((from + i - 1) / 28)).padStart(2, '0')}-${String(((from + i - 1) % 28) + 1).padStart(2, '0')}`,
  )

describe('the days over the boxes of a printed roster', () => {
  it('are all of them, with room for eight at least', () => {
    expect(printDays(days(16), '2026-09-10')).toEqual(days(16))
    expect(printDays(days(3), '2026-09-10')).toEqual([...days(3), '', '', '', '', ''])
    expect(printDays([], '2026-09-10')).toHaveLength(8)
  })

  it('are the twenty from today where there are more, and the last twenty at the end', () => {
    expect(printDays(days(60), '2026-09-05')).toEqual(days(60).slice(4, 24))
    expect(printDays(days(60), '2027-01-01')).toEqual(days(60).slice(40))
    expect(printDays(days(60), '2026-01-01')).toEqual(days(20))
  })
})

describe('what is hidden', () => {
  it('hides a number that is no mobile number whole', () => {
    expect(maskedPhone('13800001234')).toBe('138****1234')
    expect(maskedPhone('0531-1234')).toBe('****')
    expect(tailOf('G370105201801011234')).toBe('1234')
  })
})

describe('searching in a list', () => {
  const finds = (typed: string, name: string) =>
    matchesSearch(nameSearchText(name), foldSearch(typed).split(' ').filter(Boolean))
  it.each([
    ['小禾', '林小禾'],
    ['lxh', '林小禾'],
    ['LinXiao', '林小禾'],
    ['单', '单雨（示例）'],
    ['sy', '单雨（示例）'],
    ['', '任何人'],
  ])('“%s” finds %s', (typed, name) => expect(finds(typed, name)).toBe(true))
  it.each([
    ['%', '林小禾'],
    ['_', '林小禾'],
    ["' or 1=1 --", '林小禾'],
    ['.*', '林小禾'],
    ['wxh', '林小禾'],
  ])('“%s” does not find %s', (typed, name) => expect(finds(typed, name)).toBe(false))
})

describe('a paper form', () => {
  const check = { intent: 'check', take: ['a', 'care:12'], signedOn: '2026-09-01', signedBy: '奶奶' }
  it('needs a tick, a day and who signed', () => {
    expect(paperForm.safeParse(check).success).toBe(true)
    const wrong = paperForm.safeParse({ intent: 'check', take: [], signedOn: '', signedBy: '' })
    expect(wrong.error?.issues.map(({ path }) => path[0])).toEqual(['take', 'signedOn', 'signedBy'])
    expect(paperForm.safeParse({ ...check, take: ['a:99'] }).success).toBe(false)
    expect(paperForm.safeParse({ ...check, signedBy: '校长' }).success).toBe(false)
    expect(paperForm.safeParse({ ...check, intent: 'press' }).success).toBe(false)
  })

  it('is not signed tomorrow, nor long ago', () => {
    expect(whyNotSigned('2026-09-01', '2026-09-01')).toBeNull()
    expect(whyNotSigned('2026-09-02', '2026-09-01')).toContain('不能比今天晚')
    expect(whyNotSigned('2025-08-30', '2026-09-01')).toContain('一年以前')
  })

  it('reads the days of one care as one line', () => {
    expect(linesOf('p', ['a', 'care:32', 'care:12', 'care:12'], true)).toEqual([
      { pupil: 'p', section: 'a', alsoWait: true },
      { pupil: 'p', section: 'care', alsoWait: true, slots: [12, 32] },
    ])
  })
})

describe('what can be ticked', () => {
  const now = instantOf('2026-09-03', '10:00')
  const card: SectionCard = {
    id: 'a',
    title: '围棋',
    category: 'mind',
    cover: null,
    school: 's',
    schoolName: '示例',
    term: 't',
    base: false,
    homeClass: null,
    grades: 1 << 4,
    room: '',
    feeFen: 0,
    cutOffOn: '2026-12-31',
    published: true,
    slots: [12, 22].map((slot) => ({ slot, startsAt: '16:30', endsAt: '17:30' })),
    capacity: 1,
    enrolled: 0,
    offered: 0,
    waiting: 0,
  }
  const child: ChildOnShelf = {
    pupil: 'p',
    name: '小禾',
    school: 's',
    grade: 4,
    homeClass: 's-4-2',
    records: new Map(),
    held: new Map(),
    basket: [],
  }
  const moment = (opensAt: number) => ({
    now,
    today: '2026-09-03',
    rounds: [{ id: 'r', term: 't', school: null, opensAt, closesAt: now + 9, courseLimit: 2 }],
    waitLines: 3,
    firstPicks: noFirstPicks,
  })

  it('is nothing before the round opens, for there is no basket on paper; base care is always there', () => {
    expect(standingOnPaper(child, card, moment(now - 1))).toEqual({ kind: 'free' })
    expect(standingOnPaper(child, card, moment(now + 1))).toMatchObject({ kind: 'no', why: { code: 'ROUND_NOT_OPEN' } })
    const full = { ...card, enrolled: 1 }
    expect(standingOnPaper(child, full, moment(now - 1))).toEqual({ kind: 'wait' })
    const care = { ...card, base: true, homeClass: 's-4-2', capacity: null }
    expect(standingOnPaper(child, care, moment(now + 1))).toEqual({ kind: 'free' })
  })

  it('is a day of care where nothing stands, or a course with no care behind it', () => {
    const held = new Map([
      [12, { section: 'x', title: '课', care: false, base: null }],
      [22, { section: 'y', title: '看护', care: true, base: null }],
    ])
    expect(openCareSlots({ ...child, held }, card)).toEqual([12])
    const behind = new Map([[12, { section: 'x', title: '课', care: false, base: 'y' }]])
    expect(openCareSlots({ ...child, held: behind }, card)).toEqual([22])
  })
})
