import type { Assumptions } from './assumptions-rules'

/** Colours of a balance: the planner's by probability, the families' by the official rule. Pure. */

/** ▼ short, ◆ tight, ● fine, ▲ surplus. */
export type BalanceTone = 'short' | 'tight' | 'fine' | 'surplus'

/**
 * The planner's colour of a cell: shortage before surplus. Source: places.md §5.
 * @param line its probabilities, 0–1.
 */
export const toneOf = (
  { pShort, pSurplus }: { pShort: number; pSurplus: number },
  { tightFrom, shortFrom, surplusFrom }: Pick<Assumptions, 'tightFrom' | 'shortFrom' | 'surplusFrom'>,
): BalanceTone => {
  if (pShort > shortFrom) return 'short'
  if (pShort >= tightFrom) return 'tight'
  return pSurplus > surplusFrom ? 'surplus' : 'fine'
}

export type OfficialColour = 'green' | 'yellow' | 'red'

/**
 * The colour that families read: registered children of age ÷ normal intake plan, < 0.9 green, 0.9–1 yellow, ≥ 1 red.
 * @param registered ≥ 0. @param plan ≥ 0; without any plan every child is one too many.
 */
export const officialColour = (
  registered: number,
  plan: number,
  { officialYellow, officialRed }: Pick<Assumptions, 'officialYellow' | 'officialRed'>,
): OfficialColour => {
  if (registered <= 0) return 'green'
  // Products with a grain of tolerance: 63 of 70 must stand on the line of 0.9, whatever the computer makes of 70 × 0.9.
  if (registered + 1e-9 >= plan * officialRed) return 'red'
  return registered + 1e-9 >= plan * officialYellow ? 'yellow' : 'green'
}
