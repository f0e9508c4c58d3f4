import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newProjectForm } from './project-form'
import { projectPageForm } from './project-page-form'

const typed = {
  deed: 'create',
  title: '泺口示例小学',
  kind: 'new',
  stage: 'proposed',
  street: '370105015',
  why: '批复',
}
const faultsOf = (over: Record<string, string>): string[] => {
  const parsed = newProjectForm.safeParse({ ...typed, ...over })
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0])).sort()
}

describe('a new project’s form', () => {
  it('reads what is left out as not known', () => {
    expect(newProjectForm.parse(typed)).toMatchObject({
      budget: null,
      longitude: null,
      primary: null,
      primaryClasses: null,
      dueInUse: null,
      published: false,
    })
    expect(faultsOf({})).toEqual([])
  })

  it.each([
    ['title', '   '],
    ['title', '很'.repeat(61)],
    ['street', ''],
    ['about', '很'.repeat(601)],
    ['budget', '-5'],
    ['budget', '1e300'],
    ['budget', '=1+1'],
    ['budget', '1.234'],
    ['primary', '-1'],
    ['primary', '20001'],
    ['primary', '1.5'],
    ['primary', '1e3'],
    ['primary', 'NaN'],
    ['dueInUse', '2027-02-30'],
    ['dueInUse', '1999-12-31'],
    ['dueInUse', '2100-01-01'],
    ['dueInUse', '2027/09/01'],
    ['longitude', '36.7'],
    ['latitude', '116.9'],
    ['why', '批'],
    ['why', '批'.repeat(201)],
  ])('says so beside %s when it is %s', (field, value) => {
    expect(faultsOf({ [field]: value })).toContain(field)
  })

  it('wants a source for money, both degrees, and places for classes', () => {
    expect(faultsOf({ budget: '100' })).toEqual(['budgetSource'])
    expect(faultsOf({ longitude: '116.9' })).toEqual(['latitude'])
    expect(faultsOf({ juniorClasses: '12' })).toEqual(['junior'])
  })

  it('takes no text for anything but text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = newProjectForm.safeParse({ ...typed, budget: text, budgetSource: '示例', primary: text })
        if (!parsed.success) return
        const { budget, primary } = parsed.data
        expect(budget === null || (Number.isSafeInteger(budget) && budget >= 0)).toBe(true)
        expect(primary === null || (Number.isInteger(primary) && primary >= 0 && primary <= 20_000)).toBe(true)
      }),
    )
  })
})

describe('the form of a project’s page', () => {
  const read = (given: Record<string, string>) => projectPageForm.safeParse(given)

  it('knows its deeds and no other', () => {
    expect(read({ deed: 'unfund', seen: '1', number: '2' }).data).toEqual({ deed: 'unfund', seen: 1, number: 2 })
    expect(read({ deed: 'remove', document: 'x' }).data).toEqual({ deed: 'remove', document: 'x' })
    expect(read({ deed: 'destroy', document: 'x' }).success).toBe(false)
    expect(read({ seen: '1' }).success).toBe(false)
    expect(read({ deed: 'unfund', seen: '-1', number: '2' }).success).toBe(false)
  })

  it('reads signs of money and days', () => {
    const vary = { deed: 'vary', seen: '1', contract: '总包', agreedOn: '2026-10-01', why: '雨季停工' }
    expect(read({ ...vary, amount: '−1,200.50', days: '-3' }).data).toMatchObject({ amount: -120_050, days: -3 })
    expect(read({ ...vary, amount: '-0', days: '41' }).data).toMatchObject({ amount: 0, days: 41 })
    expect(read({ ...vary, amount: '0', days: '' }).success).toBe(false)
    expect(read({ ...vary, amount: '--5', days: '1' }).success).toBe(false)
    expect(read({ ...vary, amount: '5', days: '99999' }).success).toBe(false)
    const pay = { deed: 'pay', seen: '1', payee: '示例建工', paidOn: '2026-10-01' }
    expect(read({ ...pay, amount: '0' }).success).toBe(false)
    expect(read({ ...pay, amount: '-100' }).data).toMatchObject({ amount: -10_000, contract: '' })
  })
})
