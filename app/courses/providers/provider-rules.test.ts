import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '~/shared/day'
import {
  checkErrors,
  checkStanding,
  deedsAt,
  foldLicence,
  foldName,
  isOnList,
  licenceCheckDigit,
  listErrors,
  providerDeeds,
  providerStage,
  stateAfter,
  whyNotInstructor,
  whyNotLicence,
  whyNotReason,
} from './provider-rules'
import { providerErrors as words } from './provider-words'

const TODAY = '2026-11-23'
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const sign = fc.integer({ min: 0, max: SIGNS.length - 1 }).map((at) => SIGNS.charAt(at))
const first17 = fc.array(sign, { minLength: 17, maxLength: 17 }).map((signs) => signs.join(''))

describe('the licence', () => {
  test.each(['91350100M000100Y43', '91110000600037341L', '914403001922038216'])('%s is a published one', (licence) => {
    expect(whyNotLicence(licence)).toBeUndefined()
  })

  test('whatever the first 17 signs, exactly one check digit fits', () => {
    fc.assert(
      fc.property(first17, (first) => {
        const fitting = [...SIGNS].filter((digit) => whyNotLicence(first + digit) === undefined)
        expect(fitting).toEqual([licenceCheckDigit(first)])
      }),
    )
  })

  test('one sign copied wrong, or two neighbours swapped, is found', () => {
    const valid = first17.map((first) => first + String(licenceCheckDigit(first)))
    fc.assert(
      fc.property(valid, fc.integer({ min: 0, max: 17 }), sign, (licence, at, other) => {
        fc.pre(licence.charAt(at) !== other)
        expect(whyNotLicence(licence.slice(0, at) + other + licence.slice(at + 1))).toBe(words.licenceWrong)
      }),
    )
    fc.assert(
      fc.property(valid, fc.integer({ min: 0, max: 15 }), (licence, at) => {
        const [one, two] = [licence.charAt(at), licence.charAt(at + 1)]
        fc.pre(one !== two)
        expect(whyNotLicence(licence.slice(0, at) + two + one + licence.slice(at + 2))).toBe(words.licenceWrong)
      }),
    )
  })

  test('none is allowed; spaces, width and case do not count; other signs and lengths are told', () => {
    expect(whyNotLicence('')).toBeUndefined()
    expect(foldLicence(' ９1350100m000100y43 ')).toBe('91350100M000100Y43')
    expect(whyNotLicence('91350100M000100Y4')).toBe(words.licenceLength)
    expect(whyNotLicence('91350100M000100Y4O')).toBe(words.licenceWrong)
    expect(whyNotLicence('I1350100M000100Y43')).toBe(words.licenceWrong)
  })
})

test('names that people take for the same one fold to the same', () => {
  expect(foldName('启航 体育（示例）')).toBe(foldName('启航体育(示例)'))
  expect(foldName('ＡＢＣ 棋院')).toBe(foldName('abc棋院'))
  expect(foldName('启航体育')).not.toBe(foldName('启航体育馆'))
})

const listed = { state: 'listed' as const, listedFrom: '2026-09-01', listedUntil: '2027-08-31' }

describe('the way', () => {
  test('dates decide where a listed one stands, its last day included', () => {
    expect(providerStage(listed, '2026-08-31')).toBe('coming')
    expect(providerStage(listed, '2026-09-01')).toBe('listed')
    expect(providerStage(listed, '2027-08-31')).toBe('listed')
    expect(providerStage(listed, '2027-09-01')).toBe('ended')
    expect(isOnList(listed, TODAY)).toBe(true)
    expect(isOnList({ ...listed, state: 'withdrawn' }, TODAY)).toBe(false)
  })

  test('every step leads where it may, and nothing leads out of an end', () => {
    expect(deedsAt('applied')).toEqual(['select', 'refuse'])
    expect(deedsAt('selected')).toEqual(['list', 'refuse'])
    for (const stage of ['coming', 'listed', 'ended'] as const) expect(deedsAt(stage)).toEqual(['prolong', 'withdraw'])
    for (const stage of ['refused', 'withdrawn'] as const)
      for (const deed of providerDeeds) expect(stateAfter(stage, deed)).toBeNull()
    expect(stateAfter('applied', 'list')).toBeNull()
  })

  test('a reason has 5 to 200 characters', () => {
    expect(whyNotReason('  四个字吧  ')).toBe(words.reasonShort)
    expect(whyNotReason('正好五个字')).toBeUndefined()
    expect(whyNotReason('字'.repeat(200))).toBeUndefined()
    expect(whyNotReason('字'.repeat(201))).toBe(words.reasonLong)
  })

  test('days of a listing stand in order, end later than today, and are prolonged only to later', () => {
    expect(listErrors({ from: TODAY, until: '2027-07-31' }, TODAY)).toEqual({})
    expect(listErrors({ from: '2026-02-30', until: '' }, TODAY)).toEqual({ from: words.day, until: words.day })
    expect(listErrors({ from: TODAY, until: '2026-11-01' }, TODAY)).toEqual({ until: words.endFirst })
    expect(listErrors({ from: '2026-01-01', until: '2026-11-22' }, TODAY)).toEqual({ until: words.endPast })
    expect(listErrors({ from: TODAY, until: '2031-01-01' }, TODAY)).toEqual({ until: words.tooLong })
    expect(listErrors({ from: TODAY, until: '2027-01-01' }, TODAY, '2027-01-01')).toEqual({ until: words.notLater })
  })
})

describe('checks', () => {
  test('the latest is good, soon over (30 days), over, or there is none', () => {
    expect(checkStanding(null, TODAY, 30)).toEqual({ kind: 'none' })
    expect(checkStanding(addDays(TODAY, -1), TODAY, 30).kind).toBe('over')
    expect(checkStanding(TODAY, TODAY, 30)).toMatchObject({ kind: 'soon', days: 0 })
    expect(checkStanding(addDays(TODAY, 30), TODAY, 30)).toMatchObject({ kind: 'soon', days: 30 })
    expect(checkStanding(addDays(TODAY, 31), TODAY, 30).kind).toBe('good')
  })

  test('one was made already and still counts', () => {
    expect(checkErrors({ checkedOn: TODAY, expiresOn: addDays(TODAY, 365) }, TODAY)).toEqual({})
    expect(checkErrors({ checkedOn: addDays(TODAY, 1), expiresOn: TODAY }, TODAY)).toEqual({
      checkedOn: words.checkedLater,
      expiresOn: words.endFirst,
    })
    expect(checkErrors({ checkedOn: '2026-01-01', expiresOn: addDays(TODAY, -1) }, TODAY)).toEqual({
      expiresOn: words.checkOver,
    })
  })
})

test('an outside teacher can be picked whose provider is listed and chosen, or who has none', () => {
  expect(whyNotInstructor(null, TODAY)).toBeNull()
  expect(whyNotInstructor({ ...listed, chosen: true }, TODAY)).toBeNull()
  expect(whyNotInstructor({ ...listed, chosen: false }, TODAY)).toBe('not-chosen')
  expect(whyNotInstructor({ ...listed, chosen: true }, '2027-09-01')).toBe('ended')
  expect(whyNotInstructor({ ...listed, state: 'withdrawn', chosen: true }, TODAY)).toBe('withdrawn')
  expect(whyNotInstructor({ ...listed, state: 'applied', chosen: true }, TODAY)).toBe('not-listed')
})
