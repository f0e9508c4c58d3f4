import { describe, expect, it } from 'vitest'
import type { BalanceLine } from '../plan/district-facts'
import type { StreetOdds } from '../simulation/odds-rules'
import { tellingOdds } from './odds-rows-rules'

const YEARS = [2027, 2028, 2029]
const odds = (street: string, ...chances: number[]): StreetOdds => ({
  street,
  phase: 'junior',
  by: YEARS.map((year, i) => ({ year, chance: chances[i] ?? 0 })),
})
const line = (street: string, year: number, pShort: number, scope: BalanceLine['scope'] = 'phase'): BalanceLine => ({
  ...{ street, phase: 'junior', year, scope, pShort, pSurplus: 0 },
  ...{ demandP10: 0, demandP50: 0, demandP90: 0, promised: 0, probable: 0, short: 0, surplus: 0 },
})

describe('the odds a planner is shown', () => {
  it('are those that may well come, most likely first', () => {
    const rows = tellingOdds([odds('a', 0, 0.1, 0.3), odds('b', 0, 0, 0.19), odds('c', 0.2, 0.5, 0.6)], [], 0.2)
    expect(rows.map(({ street }) => street)).toEqual(['c', 'a'])
  })

  it('leave out what lacks for certain from the first autumn on', () => {
    expect(tellingOdds([odds('a', 1, 1, 1), odds('b', 0.96, 1, 1), odds('c', 0.94, 1, 1)], [], 0.2)).toHaveLength(1)
  })

  it('stand beside the likeliest of the single autumns ahead, of the whole phase', () => {
    const balances = [
      line('a', 2026, 0.9),
      line('a', 2027, 0.1),
      line('a', 2028, 0.25),
      line('a', 2029, 0.2),
      line('a', 2028, 0.8, 'intake'),
      line('b', 2028, 0.7),
    ]
    expect(tellingOdds([odds('a', 0.1, 0.3, 0.4)], balances, 0.2)[0]?.single).toEqual({ year: 2028, chance: 0.25 })
  })

  it('without a balance that may lack, name the first autumn', () => {
    expect(tellingOdds([odds('a', 0, 0, 0.4)], [], 0.2)[0]?.single).toEqual({ year: 2027, chance: 0 })
  })
})
