import type { Phase } from '../phases'
import type { BalanceLine } from '../plan/district-facts'
import type { StreetOdds } from '../simulation/odds-rules'

/** Which of a run's odds over the years a planner is shown. Pure. */

export interface OddsRow {
  street: string
  phase: Phase
  /** The autumn in which a shortage is likeliest, looked at by itself. */
  single: { year: number; chance: number }
  /** P(places have lacked at least once by then), by autumn. */
  by: StreetOdds['by']
}

/** Beyond it a first autumn that is short leaves nothing to be said of those after it. */
const CERTAIN = 0.95

/**
 * Streets and phases that may well lack places once by the end, most likely first, beside the likeliest of their single
 * autumns. Those that lack for certain from the first autumn on stand among the gaps already.
 * @param from the chance from which it is shown, 0–1.
 */
export const tellingOdds = (odds: readonly StreetOdds[], balances: readonly BalanceLine[], from: number): OddsRow[] =>
  odds
    .filter(({ by }) => (by.at(-1)?.chance ?? 0) >= from && (by[0]?.chance ?? 0) < CERTAIN)
    .map(({ street, phase, by }) => {
      const ahead = new Set(by.map(({ year }) => year))
      const single = balances
        .filter(
          (line) => line.scope === 'phase' && line.street === street && line.phase === phase && ahead.has(line.year),
        )
        .reduce((most, { year, pShort }) => (pShort > most.chance ? { year, chance: pShort } : most), {
          year: by[0]?.year ?? 0,
          chance: 0,
        })
      return { street, phase, single, by }
    })
    .sort(
      (a, b) =>
        (b.by.at(-1)?.chance ?? 0) - (a.by.at(-1)?.chance ?? 0) ||
        (a.street < b.street ? -1 : a.street > b.street ? 1 : a.phase < b.phase ? -1 : 1),
    )
