import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { childrenInNewDwellings, housingBeyondHistory } from './housing-rules'

const scheme = { id: 'd', name: '', street: 'a', kind: 'flat', dwellings: 1_000, firstYear: 2027, years: 2 }
const yields = [
  { kind: 'flat', phase: 'primary' as const, yearsSince: 0, perHundred: 6 },
  { kind: 'flat', phase: 'primary' as const, yearsSince: 2, perHundred: 12 },
]

describe('children in new dwellings', () => {
  const at = (year: number, movesWithin = 0) =>
    childrenInNewDwellings({ dwellings: [scheme], yields }, { street: 'a', phase: 'primary', year }, movesWithin)

  it('are dwellings occupied × children per dwelling by years since, the last value holding on', () => {
    expect(at(2026)).toBe(0)
    expect(at(2027)).toBe(30)
    expect(at(2028)).toBe(60)
    expect(at(2029)).toBe(60 + 30)
    expect(at(2040)).toBe(120)
  })

  it('leave out those who lived in the district before', () => {
    expect(at(2028, 0.5)).toBe(30)
  })
})

describe('children beyond what history carries', () => {
  const beyond = (dwellings: (typeof scheme)[]) =>
    housingBeyondHistory({ dwellings, yields, origin: 2026 }, { horizon: 3, movesWithin: 0 }, ['primary'])

  it('are those of a first scheme, spread over the grades', () => {
    const found = beyond([scheme])
    expect(found.filter(({ grade }) => grade === '1').map(({ year, pupils }) => [year, pupils])).toEqual([
      [2027, 5],
      [2028, 10],
      [2029, 15],
    ])
    expect(found).toHaveLength(18)
  })

  it('are none where dwellings go on coming as they did in the last five years', () => {
    const steady = Array.from({ length: 12 }, (_, i) => ({
      ...scheme,
      id: String(i),
      firstYear: 2018 + i,
      years: 1,
      dwellings: 200,
    }))
    const flat = [{ kind: 'flat', phase: 'primary' as const, yearsSince: 0, perHundred: 10 }]
    const found = housingBeyondHistory(
      { dwellings: steady, yields: flat, origin: 2026 },
      { horizon: 3, movesWithin: 0 },
      ['primary'],
    )
    expect(found).toEqual([])
  })

  it('never exceed what the dwellings hold, and are never negative', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            firstYear: fc.integer({ min: 2015, max: 2032 }),
            years: fc.integer({ min: 1, max: 5 }),
            dwellings: fc.integer({ min: 1, max: 3_000 }),
          }),
          { maxLength: 6 },
        ),
        (given) => {
          const dwellings = given.map((one, i) => ({ ...scheme, ...one, id: String(i) }))
          for (const { year, pupils } of beyond(dwellings)) {
            expect(pupils).toBeGreaterThan(0)
            const all = childrenInNewDwellings({ dwellings, yields }, { street: 'a', phase: 'primary', year }, 0)
            expect(pupils * 6).toBeLessThanOrEqual(all + 1e-9)
          }
        },
      ),
    )
  })
})
