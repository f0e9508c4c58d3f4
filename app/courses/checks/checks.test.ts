import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gradeMask } from '#db/makers/rows'
import type { RuleKind } from '~/shared/rules/rule-kind'
import type { Finding } from './finding'
import { checkPlanBy, type LineToCheck } from './plan-checks'
import { contentTyped, typedOf } from './rule-form'
import { backgroundCheckKind, feeCapKind, forbiddenWordsKind, planKind, ruleKinds } from './rule-kinds'
import type { RulesToCheck } from './rules-to-check'
import { capOf, type InstructorToCheck } from './section-checks'
import { foldText, wordsIn } from './word-rules'

const inForce = <Content extends object>(kind: RuleKind<Content>, given: Partial<Content> = {}) => ({
  kind: kind.key,
  content: { ...kind.fallback, ...given },
  version: 2,
  document: '示例〔2026〕1 号',
  documentOn: '2026-01-01',
  effectiveOn: '2026-01-01',
})
const rules: RulesToCheck = {
  feeCap: inForce(feeCapKind, { ruralSchools: ['far'] }),
  forbiddenWords: inForce(forbiddenWordsKind),
  plan: inForce(planKind),
  backgroundCheck: inForce(backgroundCheckKind),
}

const own: InstructorToCheck = { id: 'own', name: '林老师', own: true, checkedUntil: null, provider: null }
const guest: InstructorToCheck = {
  id: 'guest',
  name: '白老师',
  own: false,
  checkedUntil: '2027-12-31',
  provider: { name: '棋院', listed: true, listedFrom: '2026-01-01', listedUntil: '2027-12-31', chosen: true },
}

const slotAt = (slot: number) => ({ slot, startsAt: '16:30', endsAt: '17:30' })
const line = (id: string, given: Partial<LineToCheck> = {}): LineToCheck => ({
  id,
  name: id,
  school: 's1',
  base: false,
  grades: gradeMask(1, 2, 3, 4, 5, 6),
  slots: [slotAt(12)],
  room: `room ${id}`,
  lessonFen: 350,
  startsOn: '2026-09-07',
  endsOn: '2027-01-15',
  title: '围棋',
  description: '从气和眼学起。',
  outline: [],
  instructor: { ...own, id: `teacher of ${id}` },
  ...given,
})
const care = line('care', {
  base: true,
  lessonFen: 0,
  instructor: null,
  slots: [1, 2, 3, 4, 5].flatMap((day) => [
    { slot: day * 10 + 1, startsAt: '15:30', endsAt: '16:20' },
    { slot: day * 10 + 2, startsAt: '16:30', endsAt: '17:30' },
  ]),
})
const grades = [1, 2, 3, 4, 5, 6]
const check = (...sections: LineToCheck[]): Finding[] => checkPlanBy({ sections: [care, ...sections], grades }, rules)
const said = (findings: readonly Finding[]): string[] => findings.map(({ rule, subject }) => `${rule} ${subject}`)

describe('a section', () => {
  test('without anything wrong has no finding', () => {
    expect(check(line('a'), line('b', { instructor: guest }))).toEqual([])
  })

  test('costs at most the cap of its minutes', () => {
    expect(capOf(60, 's1', rules.feeCap.content)).toBe(350)
    expect(capOf(90, 's1', rules.feeCap.content)).toBe(525)
    expect(capOf(60, 'far', rules.feeCap.content)).toBe(300)
    const [finding] = check(line('a', { lessonFen: 351 }))
    expect(finding).toMatchObject({
      rule: 'fee-cap',
      severity: 'block',
      field: 'lessonFen',
      document: '示例〔2026〕1 号',
      sentence: '一次课 60 分钟，最多收 3.5 元，现在是 3.51 元。',
    })
    expect(said(check(line('a', { school: 'far', lessonFen: 350 })))).toEqual(['fee-cap section:a'])
  })

  test.each([
    ['奥数班', ['forbidden-words section:a']],
    ['奥　数', ['forbidden-words section:a']],
    ['每周刷。题', ['forbidden-words section:a']],
    ['培·优', ['doubtful-words section:a']],
    ['我们不刷题', []],
    ['不刷题，但是要 刷 题', ['forbidden-words section:a']],
    ['请提前学生五分钟到', []],
  ])('whose words are %s', (description, expected) => {
    expect(said(check(line('a', { description })))).toEqual(expected)
  })

  test('says where each word stands, also in the outline and over a line end', () => {
    const outline = [{ text: '先学科' }, { text: '辅导一小时' }]
    const [finding] = check(line('a', { title: '奥数入门', outline }))
    expect(finding).toMatchObject({ field: 'title' })
    expect(finding?.sentence).toContain('“奥数”（名称）、“学科辅导”（每次做什么）')
  })

  test('of an outside instructor wants a background check and a listed, chosen provider', () => {
    const teach = (given: Partial<InstructorToCheck>) => said(check(line('a', { instructor: { ...guest, ...given } })))
    expect(teach({ checkedUntil: null })).toEqual(['check-missing section:a'])
    expect(teach({ checkedUntil: '2026-09-06' })).toEqual(['check-expired section:a'])
    expect(teach({ checkedUntil: '2027-01-14' })).toEqual(['check-ends section:a'])
    expect(teach({ checkedUntil: '2027-01-15' })).toEqual([])
    expect(teach({ checkedUntil: null, own: true })).toEqual([])
    const from = (given: Partial<NonNullable<InstructorToCheck['provider']>>) =>
      teach({ provider: guest.provider && { ...guest.provider, ...given } })
    expect(from({ listed: false })).toEqual(['provider-not-listed section:a'])
    expect(from({ listedUntil: '2027-01-14' })).toEqual(['provider-not-listed section:a'])
    expect(from({ listedFrom: '2026-09-08' })).toEqual(['provider-not-listed section:a'])
    expect(from({ chosen: false })).toEqual(['provider-not-chosen section:a'])
  })

  test('shares neither room nor teacher with another in a slot, but a playground', () => {
    const same = { room: '美术室 1' }
    expect(said(check(line('a', same), line('b', { room: '美术室1' })))).toEqual([
      'room-twice section:a',
      'room-twice section:b',
    ])
    expect(check(line('a', same), line('b', { ...same, slots: [slotAt(22)] }))).toEqual([])
    expect(check(line('a', same), line('b', { ...same, startsOn: '2027-01-16', endsOn: '2027-01-20' }))).toEqual([])
    expect(check(line('a', { room: '操场' }), line('b', { room: '操场' }))).toEqual([])
    expect(said(check(line('a', { instructor: own }), line('b', { instructor: own })))).toEqual([
      'instructor-twice section:a',
      'instructor-twice section:b',
    ])
  })
})

describe('a plan', () => {
  test('has two hours on five days and base care for every grade', () => {
    const short = { ...care, slots: care.slots.filter(({ slot }) => slot !== 32) }
    expect(said(checkPlanBy({ sections: [short], grades }, rules))).toEqual(['short-day plan:weekday-3'])
    const bare = { ...care, grades: gradeMask(1, 2, 3, 4, 5), slots: care.slots }
    expect(checkPlanBy({ sections: [bare], grades }, rules)).toMatchObject([
      { rule: 'no-care', subject: 'plan:grade-6', severity: 'block' },
    ])
    expect(checkPlanBy({ sections: [], grades }, rules)).toHaveLength(5 + 6)
  })

  const anyLine = fc.record({
    day: fc.integer({ min: 1, max: 5 }),
    room: fc.constantFrom('美术室', '音乐室', '操场', '三楼 301'),
    teacher: fc.constantFrom('a', 'b', 'c', ''),
    fee: fc.constantFrom(300, 350, 400),
    title: fc.constantFrom('围棋', '奥数', '培优班'),
  })
  const linesOf = (given: readonly { day: number; room: string; teacher: string; fee: number; title: string }[]) =>
    given.map(({ day, room, teacher, fee, title }, i) =>
      line(`s${i}`, {
        slots: [slotAt(day * 10 + 2)],
        room,
        lessonFen: fee,
        title,
        instructor: teacher ? { ...own, id: teacher } : null,
      }),
    )

  test('has the same findings in whatever order its sections come', () => {
    fc.assert(
      fc.property(
        fc.array(anyLine, { maxLength: 8 }).chain((given) => {
          const lines = [care, ...linesOf(given)]
          return fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length }))
        }),
        ([lines, shuffled]) => {
          expect(checkPlanBy({ sections: shuffled, grades }, rules)).toEqual(
            checkPlanBy({ sections: lines, grades }, rules),
          )
        },
      ),
    )
  })

  test('always says of both sections that they stand in one room in one slot', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 6 }), fc.integer({ min: 1, max: 5 }), (given, day) => {
        const pair = ['x', 'y'].map((id) => line(id, { room: '泥塑室', slots: [slotAt(day * 10 + 2)] }))
        const found = said(check(...linesOf(given), ...pair))
        expect(found).toContain('room-twice section:x')
        expect(found).toContain('room-twice section:y')
      }),
    )
  })

  test('has each check at most once a subject', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 8 }), (given) => {
        const found = said(check(...linesOf(given)))
        expect(new Set(found).size).toBe(found.length)
      }),
    )
  })
})

test('no sign between the letters of a word hides it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...' 　，。·-_*、！\n'),
      fc.constantFrom(...forbiddenWordsKind.fallback.block),
      (sign, word) => {
        expect(wordsIn([...word].join(sign), [word], [])).toEqual([word])
      },
    ),
  )
  expect(foldText('ＡＢ c，1')).toBe('abc1')
})

test.each(ruleKinds.map((kind) => [kind.name, kind] as const))('%s is read back as it is shown', (_, kind) => {
  expect(kind.schema.safeParse(kind.fallback).success).toBe(true)
  const shown = typedOf(kind, kind.fallback)
  const lists = Object.fromEntries(
    kind.fields
      .filter(({ input }) => input === 'schools')
      .map(({ path }) => [path, (shown[path] ?? '').split('\n').filter(Boolean)]),
  )
  expect(contentTyped(kind, { ...shown, ...lists })).toEqual(kind.fallback)
  const broken = Object.fromEntries(kind.fields.map(({ path }) => [path, '不是数']))
  if (kind.fields.some(({ input }) => input === 'whole' || input === 'yuan'))
    expect(kind.schema.safeParse(contentTyped(kind, broken)).success).toBe(false)
})
