import { type Phase, phases } from '../phases'
import type { Assumptions } from '../plan/assumptions-rules'
import { shownPlaces } from '../plan/balance-rules'
import { type BalanceTone, type OfficialColour, officialColour, toneOf } from '../plan/colour-rules'
import type { BalanceLine } from '../plan/district-facts'

/** The heat table: which cells there are, how they are coloured and in which order the streets stand. Pure. */

/** The whole phase, or its entry grade only. */
export type Scope = BalanceLine['scope']
/** The planner's colour goes by probability, the official one by children ÷ intake plan. */
export type ColourBy = 'planner' | 'official'

export interface HeatCell {
  street: string
  phase: Phase
  year: number
  tone: BalanceTone
  /** Signed: what lacks is negative. */
  places: number
  /** P(short), 0–1. */
  chance: number
  pSurplus: number
}

export interface HeatRow {
  street: string
  name: string
  /** Places that lack in all its cells together, ≥ 0. */
  need: number
  /** A cell a phase and year, in their orders; null where the plan has none. */
  cells: (HeatCell | null)[]
}

export interface Heat {
  years: readonly number[]
  rows: HeatRow[]
}

const toneOfOfficial: Record<OfficialColour, BalanceTone> = { green: 'fine', yellow: 'tight', red: 'short' }

const keyOf = (street: string, phase: Phase, year: number): string => `${street} ${phase} ${year}`

/**
 * The table: streets by need, the neediest first, then by what they can spare, then by code.
 * The official colour goes by the intake: children of the entry grade ÷ its places, whatever scope is shown.
 */
export const heatOf = (
  { balances, years }: { balances: readonly BalanceLine[]; years: readonly number[] },
  streets: readonly { code: string; name: string }[],
  { scope, colour, thresholds }: { scope: Scope; colour: ColourBy; thresholds: Assumptions },
): Heat => {
  const shown = new Map<string, BalanceLine>()
  const intakes = new Map<string, BalanceLine>()
  for (const line of balances) {
    const key = keyOf(line.street, line.phase, line.year)
    if (line.scope === scope) shown.set(key, line)
    if (line.scope === 'intake') intakes.set(key, line)
  }
  const cellOf = (street: string, phase: Phase, year: number): HeatCell | null => {
    const key = keyOf(street, phase, year)
    const line = shown.get(key)
    if (!line) return null
    const intake = intakes.get(key)
    const tone =
      colour === 'official' && intake
        ? toneOfOfficial[officialColour(Math.round(intake.demandP50), Math.round(intake.promised), thresholds)]
        : toneOf(line, thresholds)
    return { street, phase, year, tone, places: shownPlaces(line), chance: line.pShort, pSurplus: line.pSurplus }
  }
  const rows = streets.map(({ code, name }): HeatRow => {
    const cells = phases.flatMap((phase) => years.map((year) => cellOf(code, phase, year)))
    return { street: code, name, need: cells.reduce((sum, one) => sum + Math.max(0, -(one?.places ?? 0)), 0), cells }
  })
  const spare = ({ cells }: HeatRow): number => cells.reduce((sum, one) => sum + Math.max(0, one?.places ?? 0), 0)
  rows.sort((a, b) => b.need - a.need || spare(a) - spare(b) || (a.street < b.street ? -1 : 1))
  return { years, rows }
}

const cellsOf = ({ rows }: Heat): HeatCell[] => rows.flatMap(({ cells }) => cells.filter((one) => one !== null))

/** The cell where most places lack, the earliest of equals; null where none lacks any. */
export const worstGap = (heat: Heat): HeatCell | null =>
  cellsOf(heat).reduce<HeatCell | null>(
    (worst, one) =>
      one.places < (worst?.places ?? 0) || (worst && one.places === worst.places && one.year < worst.year)
        ? one
        : worst,
    null,
  )

/**
 * The cell that stands open: the one asked for where there is one, else the worst gap, else the likeliest one.
 * @returns null only where the table is empty.
 */
export const openedCell = (heat: Heat, asked: { street: string; phase: string; year: string }): HeatCell | null => {
  const cells = cellsOf(heat)
  const exact = cells.find(
    ({ street, phase, year }) => street === asked.street && phase === asked.phase && String(year) === asked.year,
  )
  return (
    exact ??
    worstGap(heat) ??
    cells.reduce<HeatCell | null>((most, one) => (one.chance > (most?.chance ?? -1) ? one : most), null)
  )
}
