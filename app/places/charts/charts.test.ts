import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawFan } from './draw-fan.server'
import { apart, fanRows, roundAxis } from './fan-rules'

const past = [2023, 2024, 2025, 2026].map((year, i) => ({ year, children: 1_500 + i * 50, seats: 1_500.4 }))
const ahead = [2026, 2027, 2028, 2029].map((year, i) => ({
  year,
  p10: 1_650 - i * 20,
  p50: 1_650 + i * 60,
  p90: 1_650 + i * 140,
  promised: 1_800,
  probable: 1_500 + i * 20,
  short: i === 2 ? 230 : 0,
}))

describe('the rows of a fan', () => {
  test('the past is known, the plan begins at its origin, each autumn stands once', () => {
    const rows = fanRows([...past].reverse(), ahead)
    expect(rows.map(({ year, wide }) => [year, wide !== null])).toEqual([
      [2023, false],
      [2024, false],
      [2025, false],
      [2026, true],
      [2027, true],
      [2028, true],
      [2029, true],
    ])
    expect(rows[2]).toMatchObject({ children: 1_600, promised: 1_500, probable: 1_500 })
    expect(rows[5]).toMatchObject({ children: 1_770, short: 230 })
  })

  test('the half lies within the eighty percent, around the middle', () => {
    const number = fc.double({ min: 0, max: 5_000, noNaN: true })
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        const [p10 = 0, p50 = 0, p90 = 0] = [a, b, c].sort((x, y) => x - y)
        const [row] = fanRows([], [{ year: 2027, p10, p50, p90, promised: 0, probable: 0, short: 0 }])
        const numbers = [row?.wide?.[0], row?.half?.[0], row?.children, row?.half?.[1], row?.wide?.[1]]
        expect(numbers).toEqual([...numbers].sort((x, y) => Number(x) - Number(y)))
      }),
    )
  })
})

test('a scale holds all values, begins and ends on a line, and has few of them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200_000 }), { minLength: 1, maxLength: 30 }), (values) => {
      const { min, max, step } = roundAxis(values)
      expect(min).toBeLessThanOrEqual(Math.min(...values))
      expect(max).toBeGreaterThanOrEqual(Math.max(...values))
      expect((max - min) / step).toBeLessThanOrEqual(7)
      expect(min % step).toBe(0)
      expect(min).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('words at the ends of lines stand apart, in the order of the lines, on the sheet', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 10, max: 250 }), { maxLength: 4 }), (wanted) => {
      const at = apart(wanted, 17, 250)
      const sorted = [...at].sort((a, b) => a - b)
      for (const [i, one] of sorted.slice(1).entries()) expect(one - (sorted[i] ?? 0)).toBeGreaterThanOrEqual(17)
      for (const one of at) expect(one).toBeLessThanOrEqual(250)
      for (const [i, one] of wanted.entries())
        for (const [j, other] of wanted.entries()) if (one < other) expect(at[i]).toBeLessThan(at[j] ?? 0)
    }),
  )
})

describe('the drawing', () => {
  const rows = fanRows(past, ahead)

  test.each(['wide', 'narrow'] as const)('%s follows the look, and brings nothing the policy forbids', (sheet) => {
    const svg = drawFan(rows, 2028, sheet)
    expect(svg).not.toMatch(/style|class=|#[0-9a-f]{3}|ecmeta|<script|clip-path| id=/i)
    for (const name of ['demand', 'sure', 'likely', 'band-1', 'band-2', 'grid'])
      expect(svg).toContain(`var(--chart-${name})`)
    for (const word of ['2028', sheet === 'wide' ? '大概能有的座位' : '大概能有', '▼ 缺 230'])
      expect(svg).toContain(word)
  })

  test('only the gap is red, and an autumn without one shows none', () => {
    expect(drawFan(rows, 2028, 'wide').match(/var\(--short-fill\)/g)).toHaveLength(1)
    expect(drawFan(rows, 2029, 'wide')).not.toContain('--short')
  })

  test('the same rows give the same bytes', () => {
    expect(drawFan(rows, 2028, 'wide')).toBe(drawFan(rows, 2028, 'wide'))
  })

  test('one autumn alone can be drawn', () => {
    expect(drawFan(fanRows([], ahead.slice(0, 1)), 2026, 'narrow')).toContain('2026')
  })
})
