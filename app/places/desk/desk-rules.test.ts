import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Phase, phases } from '../phases'
import { defaultAssumptions } from '../plan/assumptions-rules'
import type { BalanceLine } from '../plan/district-facts'
import type { WhyStep } from '../plan/plan-nouns'
import { inTenths } from './desk-words'
import { heatOf, openedCell, worstGap } from './heat-rules'
import { byUrgency } from './pipeline-order-rules'
import { tileLayout } from './tile-rules'
import { whyOf } from './why-rules'

const streets = [
  { code: 'a', name: '甲街道' },
  { code: 'b', name: '乙街道' },
  { code: 'c', name: '丙街道' },
]

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
  pShort: 0.1,
  pSurplus: 0.1,
  ...given,
})

const planner = { scope: 'phase', colour: 'planner', thresholds: defaultAssumptions } as const

describe('the heat table', () => {
  test('streets stand by need, then by what they can spare, whatever their names', () => {
    const balances = [
      line({ street: 'a', surplus: 9 }),
      line({ street: 'b', short: 5, pShort: 0.3 }),
      line({ street: 'c', short: 20, pShort: 0.9 }),
      line({ street: 'a', phase: 'primary', surplus: 90, pSurplus: 0.9 }),
    ]
    const { rows } = heatOf({ balances, years: [2028] }, streets, planner)
    expect(rows.map(({ street, need }) => [street, need])).toEqual([
      ['c', 20],
      ['b', 5],
      ['a', 0],
    ])
    expect(rows.map(({ cells }) => cells.map((one) => one && [one.tone, one.places]))).toEqual([
      [null, null, ['short', -20]],
      [null, null, ['tight', -5]],
      [null, ['surplus', 90], ['fine', 9]],
    ])
  })

  test('the intake is another table than the phase', () => {
    const balances = [line({ surplus: 30 }), line({ scope: 'intake', short: 7, pShort: 0.8 })]
    const heat = heatOf({ balances, years: [2028] }, streets, { ...planner, scope: 'intake' })
    expect(worstGap(heat)).toMatchObject({ places: -7, tone: 'short' })
  })

  test('the official colour goes by children of the entry grade ÷ its places, on the line included', () => {
    const of = (demandP50: number) =>
      heatOf(
        { balances: [line({ surplus: 5 }), line({ scope: 'intake', demandP50, promised: 100 })], years: [2028] },
        streets,
        { ...planner, colour: 'official' },
      ).rows.find(({ street }) => street === 'a')?.cells[2]
    expect(of(89)).toMatchObject({ tone: 'fine', places: 5 })
    expect(of(90)?.tone).toBe('tight')
    expect(of(100)?.tone).toBe('short')
  })

  test('the worst gap is the largest, of equals the earliest; where nothing lacks there is none', () => {
    const balances = [
      line({ street: 'a', year: 2029, short: 40 }),
      line({ street: 'b', year: 2028, short: 40 }),
      line({ street: 'c', year: 2028, short: 39 }),
    ]
    expect(worstGap(heatOf({ balances, years: [2028, 2029] }, streets, planner))).toMatchObject({ street: 'b' })
    expect(worstGap(heatOf({ balances: [line({ surplus: 3 })], years: [2028] }, streets, planner))).toBeNull()
  })

  test('the cell asked for stands open; one that is not there gives way to the greatest need', () => {
    const balances = [line({ street: 'a', surplus: 4 }), line({ street: 'b', short: 3 })]
    const heat = heatOf({ balances, years: [2028] }, streets, planner)
    expect(openedCell(heat, { street: 'a', phase: 'junior', year: '2028' })).toMatchObject({ street: 'a' })
    for (const asked of [
      { street: 'z', phase: 'junior', year: '2028' },
      { street: 'a', phase: '__proto__', year: '2028' },
      { street: 'a', phase: 'junior', year: '1e3' },
    ])
      expect(openedCell(heat, asked)).toMatchObject({ street: 'b' })
    const calm = heatOf(
      { balances: [line({ surplus: 4 }), line({ street: 'b', surplus: 9, pShort: 0.2 })], years: [2028] },
      streets,
      planner,
    )
    expect(openedCell(calm, { street: '', phase: '', year: '' })).toMatchObject({ street: 'b' })
    expect(openedCell({ years: [], rows: [] }, { street: '', phase: '', year: '' })).toBeNull()
  })

  test('no cell of the plan is lost, and need is what lacks in them', () => {
    const anyLine = fc.record({
      street: fc.constantFrom('a', 'b', 'c'),
      phase: fc.constantFrom<Phase>(...phases),
      year: fc.constantFrom(2027, 2028),
      short: fc.integer({ min: 0, max: 500 }),
      surplus: fc.integer({ min: -500, max: 500 }),
      pShort: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.uniqueArray(anyLine, { selector: (one) => `${one.street} ${one.phase} ${one.year}` }), (some) => {
        const heat = heatOf({ balances: some.map(line), years: [2027, 2028] }, streets, planner)
        const cells = heat.rows.flatMap((row) => row.cells.filter((one) => one !== null))
        expect(cells.length).toBe(some.length)
        const needs = heat.rows.map(({ need }) => need)
        expect(needs).toEqual([...needs].sort((a, b) => b - a))
        const lowest = Math.min(0, ...cells.map(({ places }) => places))
        expect(worstGap(heat)?.places ?? 0).toBe(lowest)
      }),
    )
  })
})

const step = (given: Partial<WhyStep>): WhyStep => ({
  street: 'a',
  phase: 'junior',
  year: 2028,
  bornFrom: 2013,
  bornTo: 2016,
  births: 1742,
  entered: 1690,
  progression: 0,
  housing: 130,
  demand: 1820,
  promised: 1800,
  probable: 1606,
  surplus: -214,
  short: 214,
  ...given,
})

describe('why a cell lacks places', () => {
  test('births, who came, new homes, seats, and the gap', () => {
    const { bars, capturePercent } = whyOf(step({}), -214)
    expect(bars.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['births', 1742],
      ['capture', -52],
      ['housing', 130],
      ['children', 1820],
      ['seats', -1606],
      ['result', -214],
    ])
    expect(capturePercent).toBe(97)
  })

  test('where births are not known it begins with the children there are', () => {
    const { bars, capturePercent } = whyOf(step({ births: null, entered: null, housing: 20 }), -214)
    expect(bars[0]).toMatchObject({ kind: 'entered', amount: 1800 })
    expect(bars.find(({ kind }) => kind === 'housing')?.amount).toBe(20)
    expect(capturePercent).toBeNull()
  })

  test('seats that stand empty in another grade have a line of their own', () => {
    const { bars } = whyOf(step({ probable: 1830, surplus: 10, short: 25 }), -25)
    expect(bars.slice(-2).map(({ kind, amount }) => [kind, amount])).toEqual([
      ['elsewhere', -35],
      ['result', -25],
    ])
  })

  test('it adds up to the cell for every reader, whatever the fractions', () => {
    const some = fc.double({ min: 0, max: 3000, noNaN: true })
    const move = fc.double({ min: -300, max: 300, noNaN: true })
    fc.assert(
      fc.property(
        fc.option(some, { nil: null }),
        fc.option(some, { nil: null }),
        move,
        move,
        some,
        fc.integer({ min: -500, max: 500 }),
        (births, entered, progression, housing, probable, shown) => {
          const demand = (entered ?? 500) + (entered === null ? 0 : progression) + housing
          const { bars } = whyOf(step({ births, entered, progression, housing, demand, probable }), shown)
          let sum = 0
          for (const { kind, amount } of bars) {
            expect(Number.isInteger(amount)).toBe(true)
            if (kind === 'children') expect(amount).toBe(sum)
            else if (kind === 'seats') sum = 0 - amount - sum
            else if (kind === 'result') expect(amount).toBe(sum)
            else sum += amount
          }
          expect(bars.at(-1)).toMatchObject({ kind: 'result', amount: shown })
        },
      ),
    )
  })
})

test.each([
  [0.81, '八成一的把握'],
  [0.2, '两成的把握'],
  [0.25, '两成五的把握'],
  [0.5, '一半的可能'],
  [0.995, '几乎肯定'],
  [0, '几乎不会'],
  [0.05, '不到一成的可能'],
])('%d is said %s', (share, says) => expect(inTenths(share)).toBe(says))

describe('the tile map', () => {
  const tianqiao = Array.from({ length: 17 }, (_, i) => `3701050${String(i + 1).padStart(2, '0')}`).filter(
    (code) => code !== '370105002' && code !== '370105008',
  )

  test('every street of the district has a tile of its own, the river between north and south', () => {
    const { tiles, river, height } = tileLayout('370105', tianqiao)
    expect([...tiles.keys()].sort()).toEqual(tianqiao)
    expect(river?.name).toBe('黄 河')
    for (const box of tiles.values()) expect(box.y + box.height).toBeLessThanOrEqual(height)
    const [dock, bank] = [tiles.get('370105016'), tiles.get('370105015')]
    expect(dock && bank && river && dock.y + dock.height < river.y && river.y < bank.y).toBe(true)
  })

  test('tiles never overlap, in any district, with any streets', () => {
    const codes = fc.uniqueArray(fc.oneof(fc.constantFrom(...tianqiao), fc.string({ minLength: 1, maxLength: 5 })), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(fc.constantFrom('370105', '110101', ''), codes, (district, some) => {
        const { tiles, width } = tileLayout(district, some)
        expect(new Set(tiles.keys())).toEqual(new Set(some))
        const boxes = [...tiles.values()]
        for (const [i, a] of boxes.entries()) {
          expect(a.x >= 0 && a.x + a.width <= width + 0.01).toBe(true)
          for (const b of boxes.slice(i + 1))
            expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(
              true,
            )
        }
      }),
    )
  })
})

describe('which projects stand first', () => {
  const row = (id: string, tone: 'ok' | 'warn' | 'bad', now: string | null, met = false) => ({
    ...{ id, title: id, kind: '', places: 100, placesSay: '+100', tone, sentence: '' },
    marks: [{ kind: 'in_use' as const, first: now, now, met }],
  })
  const project = (id: string, street = 'b', stage: 'building' | 'cancelled' = 'building') => ({ id, street, stage })

  test('the open street, then what is late, then what comes soonest; what is over stands apart', () => {
    const rows = [
      row('done', 'ok', '2025-09-01', true),
      row('calm', 'ok', '2028-09-01'),
      row('soon', 'ok', '2027-09-01'),
      row('gone', 'bad', '2027-09-01'),
      row('late', 'bad', '2029-09-01'),
      row('here', 'ok', null),
    ]
    const projects = [
      ...['done', 'calm', 'soon', 'late'].map((id) => project(id)),
      project('gone', 'b', 'cancelled'),
      project('here', 'a'),
    ]
    const { first, rest } = byUrgency(rows, projects, 'a')
    expect(first.map(({ id }) => id)).toEqual(['here', 'late', 'soon', 'calm'])
    expect(rest.map(({ id }) => id)).toEqual(['done', 'gone'])
  })

  test('eight at most, and none is lost', () => {
    const rows = Array.from({ length: 20 }, (_, i) => row(`p${i}`, 'ok', '2027-09-01'))
    const { first, rest } = byUrgency(
      rows,
      rows.map(({ id }) => project(id)),
      '',
    )
    expect(first).toHaveLength(8)
    expect([...first, ...rest].map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort())
  })
})
