import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultAssumptions } from '../plan/assumptions-rules'
import type { BalanceLine, ScenarioEdit } from '../plan/district-facts'
import { assumptionsForm } from './assumption-form'
import { assumptionNames, readTypedAssumptions, sayAssumption, typeAssumption } from './assumption-set-rules'
import { comparePlans, largestChange } from './compare-rules'
import { editFields, editKinds } from './edit-fields'
import { editsOf, emptyRow, fieldName, readEdits, rowOf, rowsTyped, sayEdit } from './edit-rules'
import { rowsAfter, scenarioForm } from './scenario-form'
import { editErrors } from './scenario-words'

const names = {
  projects: new Map([['p1', '成通中学']]),
  streets: new Map([
    ['a', '泺口'],
    ['b', '药山'],
  ]),
  schemes: new Map([['z1', '滨河新苑']]),
}

const some = <Value>(...values: Value[]) => fc.constantFrom(...values)
const anyEdit: fc.Arbitrary<ScenarioEdit> = fc.oneof(
  fc.record({
    kind: some('delay' as const),
    project: some('p1'),
    months: fc.integer({ min: -36, max: 60 }).filter((months) => months !== 0),
  }),
  fc.record({ kind: some('cancel' as const), project: some('p1') }),
  fc.record({
    kind: some('build' as const),
    street: some('a', 'b'),
    phase: some('junior' as const, 'kindergarten' as const),
    places: fc.integer({ min: 1, max: 10_000 }),
    from: some('2028-09-01', '2027-02-28'),
  }),
  fc.record({ kind: some('births' as const), factor: fc.integer({ min: 50, max: 150 }).map((n) => n / 100) }),
  fc.record({
    kind: some('housing' as const),
    scheme: some('z1'),
    dwellings: fc.integer({ min: 0, max: 50_000 }),
    delayYears: fc.integer({ min: -10, max: 10 }),
  }),
  fc.record({
    kind: some('boundary' as const),
    phase: some('primary' as const),
    from: some('a'),
    to: some('b'),
    share: fc.integer({ min: 1, max: 100 }).map((n) => n / 100),
  }),
  fc.record({
    kind: some('class_size' as const),
    phase: some('junior' as const),
    size: fc.integer({ min: 10, max: 60 }),
    fromYear: fc.integer({ min: 2020, max: 2100 }),
  }),
)

describe('edits', () => {
  it('come back from their form as they were, also from storage', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { minLength: 1, maxLength: 20 }), (edits) => {
        const rows = edits.map(rowOf)
        const posted = Object.fromEntries(
          rows.flatMap(({ kind, values }, nth) => [
            [fieldName(nth, 'kind'), kind],
            ...Object.entries(values).map(([field, value]) => [fieldName(nth, field), value]),
          ]),
        )
        expect(rowsTyped(posted)).toEqual(rows)
        expect(readEdits(rows, names)).toEqual({ ok: true, edits })
        expect(editsOf(JSON.parse(JSON.stringify(edits)))).toEqual(edits)
        for (const edit of edits) expect(sayEdit(edit, names)).not.toMatch(/undefined|NaN/u)
      }),
    )
  })

  it('are said in one line', () => {
    expect(sayEdit({ kind: 'delay', project: 'p1', months: 6 }, names)).toBe('成通中学晚 6 个月')
    expect(sayEdit({ kind: 'boundary', phase: 'primary', from: 'a', to: 'b', share: 0.2 }, names)).toBe(
      '小学：泺口 20% 的孩子划到药山',
    )
    expect(sayEdit({ kind: 'cancel', project: 'gone' }, names)).toBe('取消gone')
  })

  it('say what is wrong beside the field', () => {
    const wrong = (kind: (typeof editKinds)[number], values: Record<string, string>) => {
      const read = readEdits([{ ...emptyRow(kind), values: { ...emptyRow(kind).values, ...values } }], names)
      return read.ok ? {} : read.errors
    }
    expect(wrong('delay', { project: 'p9', months: '1.5' })).toEqual({
      'e0-project': editErrors.pick,
      'e0-months': '写 −36 到 60 的整数。',
    })
    expect(wrong('delay', { project: 'p1', months: '0' })).toEqual({ 'e0-months': editErrors.zero })
    expect(wrong('births', { factor: '0.123' })).toEqual({ 'e0-factor': '写 0.5 到 1.5 的数，最多两位小数。' })
    expect(wrong('births', { factor: '1e300' })).toEqual({ 'e0-factor': '写 0.5 到 1.5 的数，最多两位小数。' })
    expect(wrong('build', { street: 'a', phase: 'junior', places: '-5', from: '2027-02-30' })).toEqual({
      'e0-places': '写 1 到 10,000 的整数。',
      'e0-from': editErrors.day,
    })
    expect(wrong('boundary', { phase: 'junior', from: 'a', to: 'a', share: '10' })).toEqual({
      'e0-to': editErrors.sameStreet,
    })
    expect(wrong('class_size', { phase: '__proto__', size: '<script>', fromYear: '2028' })).toMatchObject({
      'e0-phase': editErrors.pick,
    })
    expect(readEdits([], names)).toEqual({ ok: false, errors: { add: editErrors.none } })
  })

  it('of a stored scenario that are none of ours are left out', () => {
    expect(editsOf([null, 3, { kind: 'bomb' }, { kind: 'delay', project: 7, months: 1 }, 'x'])).toEqual([])
    for (const odd of [null, {}, 'x', 5]) expect(editsOf(odd)).toEqual([])
  })
})

describe('the rows of the form', () => {
  it('come and go', () => {
    const rows = [emptyRow('delay'), emptyRow('births')]
    expect(rowsAfter({ kind: 'add', row: 'cancel' }, rows).map(({ kind }) => kind)).toEqual([
      'delay',
      'births',
      'cancel',
    ])
    expect(rowsAfter({ kind: 'remove', nth: 0 }, rows).map(({ kind }) => kind)).toEqual(['births'])
    const full = Array.from({ length: 20 }, () => emptyRow('cancel'))
    expect(rowsAfter({ kind: 'add', row: 'cancel' }, full)).toHaveLength(20)
  })

  it('are read whatever was typed; only a foreign button is refused', () => {
    const parsed = scenarioForm.safeParse({ deed: 'remove-1', name: ' 晚半年 ', 'e0-kind': 'delay', 'e0-months': 'x' })
    expect(parsed).toMatchObject({
      success: true,
      data: { deed: { kind: 'remove', nth: 1 }, typed: { name: '晚半年', rows: [{ values: { months: 'x' } }] } },
    })
    for (const deed of ['', 'drop', 'remove-', 'remove-999', 'add'])
      expect(scenarioForm.safeParse({ deed, add: 'bomb' }).success).toBe(false)
  })

  it('have a field for each value of their kind', () => {
    for (const kind of editKinds)
      expect(Object.keys(emptyRow(kind).values)).toEqual(editFields[kind].map(({ name }) => name))
  })
})

const line = (given: Partial<BalanceLine>): BalanceLine => ({
  street: 'a',
  phase: 'junior',
  year: 2028,
  scope: 'phase',
  demandP10: 90,
  demandP50: 100,
  demandP90: 110,
  promised: 100,
  probable: 100,
  short: 0,
  surplus: 0,
  pShort: 0,
  pSurplus: 0,
  ...given,
})
const planOf = (...balances: BalanceLine[]) => ({ balances, thresholds: defaultAssumptions })

describe('a comparison', () => {
  const now = planOf(line({ short: 20, surplus: -20, pShort: 0.8 }), line({ street: 'b', short: 0, surplus: 50 }))
  const later = planOf(
    line({ short: 120, surplus: -120, pShort: 0.99 }),
    line({ street: 'b', short: 5, surplus: -5, pShort: 0.6 }),
  )

  it('sums what lacks over streets, where spare seats of one never help another', () => {
    const { totals } = comparePlans([now, later])
    const junior = totals.find(({ phase }) => phase === 'junior')
    expect(junior?.sums.map(({ short, spare, children }) => [short, spare, children])).toEqual([
      [20, 50, 200],
      [125, 0, 200],
    ])
  })

  it('lists what differs, the largest change first, and the largest of each scenario', () => {
    const comparison = comparePlans([now, later, now])
    expect(comparison.differences.map(({ street, cells }) => [street, cells.map(({ places }) => places)])).toEqual([
      ['a', [-20, -120, -20]],
      ['b', [50, -5, 50]],
    ])
    expect(largestChange(comparison, 1)).toEqual({ street: 'a', phase: 'junior', year: 2028, change: 100 })
    expect(largestChange(comparison, 2)).toBeNull()
  })

  it('says in which year a street turns red', () => {
    const early = planOf(line({ year: 2027, short: 1, surplus: -1, pShort: 0.9 }), line({ short: 1, pShort: 0.9 }))
    const calm = planOf(line({ year: 2027 }), line({}))
    expect(comparePlans([calm, early]).firstRed).toEqual([{ street: 'a', phase: 'junior', years: [null, 2027] }])
  })

  it('with itself finds nothing', () => {
    const numbers = fc.integer({ min: 0, max: 500 })
    fc.assert(
      fc.property(fc.array(fc.tuple(numbers, numbers), { maxLength: 12 }), (given) => {
        const plan = planOf(
          ...given.map(([short, surplus], i) => line({ year: 2027 + i, short, surplus, pShort: short > 0 ? 1 : 0 })),
        )
        const { differences, firstRed } = comparePlans([plan, plan, plan])
        expect(differences).toEqual([])
        for (const { years } of firstRed) expect(new Set(years).size).toBe(1)
      }),
    )
  })
})

describe('assumptions', () => {
  const typed = (more: Record<string, string> = {}) => ({
    ...Object.fromEntries(assumptionNames.map((name) => [name, typeAssumption(name, defaultAssumptions)])),
    ...more,
  })

  it('come back from their form as they were', () => {
    const share = fc.integer({ min: 0, max: 100 }).map((n) => n / 100)
    const anySet = fc.record({
      horizon: fc.integer({ min: 1, max: 12 }),
      shockYears: some<number[]>([], [2020], [2020, 2022]),
      futureBirths: fc.integer({ min: 1, max: 50 }).map((n) => n / 10),
      movesWithin: share,
      tier: some('standard' as const, 'actual' as const, 'emergency' as const),
      tightFrom: some(0, 0.2),
      shortFrom: some(0.2, 1),
      surplusFrom: share,
      spareShare: share,
      officialYellow: some(0.5, 0.9),
      officialRed: some(0.9, 1.2),
    })
    fc.assert(
      fc.property(anySet, (assumptions) => {
        const values = Object.fromEntries(assumptionNames.map((name) => [name, typeAssumption(name, assumptions)]))
        expect(readTypedAssumptions(values)).toEqual({ ok: true, assumptions })
      }),
    )
  })

  it.each([
    ['horizon', '13'],
    ['horizon', '0'],
    ['horizon', '2.5'],
    ['futureBirths', '0'],
    ['futureBirths', '1e300'],
    ['futureBirths', '-1'],
    ['movesWithin', '101'],
    ['tier', 'none'],
    ['shockYears', '二〇二〇'],
    ['shockYears', '99999'],
    ['spareShare', '<script>'],
    ['officialRed', ''],
  ] as const)('refuse %s %s, and say what to write', (name, value) => {
    const read = readTypedAssumptions(typed({ [name]: value }))
    expect(read.ok ? {} : Object.keys(read.errors)).toEqual([name])
  })

  it('keep yellow before red', () => {
    const read = readTypedAssumptions(typed({ tightFrom: '60', shortFrom: '50', officialYellow: '1.1' }))
    expect(read.ok ? {} : Object.keys(read.errors)).toEqual(['shortFrom', 'officialRed'])
  })

  it('need a name and a reason', () => {
    const parsed = assumptionsForm.safeParse({ ...typed(), setName: 'x', reason: '' })
    expect(parsed.success ? [] : parsed.error.issues.map(({ path }) => path[0])).toEqual(['setName', 'reason'])
    expect(assumptionsForm.safeParse({ ...typed(), setName: '低出生', reason: '区里会上定的' }).success).toBe(true)
  })

  it('are said with their signs', () => {
    expect(sayAssumption('movesWithin', defaultAssumptions)).toBe('50%')
    expect(sayAssumption('shockYears', defaultAssumptions)).toBe('没有')
    expect(sayAssumption('tier', defaultAssumptions)).toBe('标准学位')
  })
})
