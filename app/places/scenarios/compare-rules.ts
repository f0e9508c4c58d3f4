import { type Phase, phases } from '../phases'
import type { Assumptions } from '../plan/assumptions-rules'
import { shownPlaces } from '../plan/balance-rules'
import { type BalanceTone, toneOf } from '../plan/colour-rules'
import type { BalanceLine } from '../plan/district-facts'

/** Plans side by side with what stands now: sums, streets that differ, the first red year. Pure. */

type Thresholds = Pick<Assumptions, 'tightFrom' | 'shortFrom' | 'surplusFrom'>

/** What is compared: the balances of one plan. The first of several is what stands now. */
export interface ComparedPlan {
  balances: readonly BalanceLine[]
  thresholds: Thresholds
}

/** One plan's figures of a phase and autumn over all streets. Whole children and places. */
export interface PhaseSum {
  children: number
  probable: number
  /** Σ over streets of what lacks there: spare seats of one street never help another. */
  short: number
  /** Σ over streets of what is spare there. */
  spare: number
}

export interface TotalLine {
  phase: Phase
  year: number
  /** One a plan, in their order. */
  sums: PhaseSum[]
}

export interface DifferenceCell {
  /** Signed: what lacks is negative. */
  places: number
  tone: BalanceTone
  pShort: number
}

export interface DifferenceLine {
  street: string
  phase: Phase
  year: number
  cells: DifferenceCell[]
}

export interface FirstRedLine {
  street: string
  phase: Phase
  /** The first autumn in which it is red; null: in none. One a plan. */
  years: (number | null)[]
}

export interface Comparison {
  years: number[]
  totals: TotalLine[]
  /** Where any plan shows other places or another colour than now; the largest change first. */
  differences: DifferenceLine[]
  /** Streets that are red in any plan. */
  firstRed: FirstRedLine[]
}

const keyOf = ({ street, phase, year }: { street: string; phase: Phase; year: number }): string =>
  `${street} ${phase} ${year}`

const wholePhase = ({ balances }: ComparedPlan): BalanceLine[] => balances.filter(({ scope }) => scope === 'phase')

const sumOf = (lines: readonly BalanceLine[]): PhaseSum => {
  const sum = { children: 0, probable: 0, short: 0, spare: 0 }
  for (const line of lines) {
    const places = shownPlaces(line)
    sum.children += Math.round(line.demandP50)
    sum.probable += Math.round(line.probable)
    sum.short += Math.max(0, -places)
    sum.spare += Math.max(0, places)
  }
  return sum
}

/** @param plans what stands now, then one to three scenarios. */
export const comparePlans = (plans: readonly ComparedPlan[]): Comparison => {
  const lines = plans.map(wholePhase)
  const now = lines[0] ?? []
  const years = [...new Set(now.map(({ year }) => year))].sort((a, b) => a - b)
  const totals = phases.flatMap((phase) =>
    years.map((year): TotalLine => {
      const of = (all: readonly BalanceLine[]) => all.filter((line) => line.phase === phase && line.year === year)
      return { phase, year, sums: lines.map((all) => sumOf(of(all))) }
    }),
  )
  const byKey = lines.map((all) => new Map(all.map((line) => [keyOf(line), line])))
  const cells = (line: BalanceLine): DifferenceCell[] =>
    plans.map(({ thresholds }, nth) => {
      const own = byKey[nth]?.get(keyOf(line)) ?? line
      return { places: shownPlaces(own), tone: toneOf(own, thresholds), pShort: own.pShort }
    })
  const differences = now
    .map((line): DifferenceLine => ({ street: line.street, phase: line.phase, year: line.year, cells: cells(line) }))
    .filter(({ cells: [first, ...others] }) =>
      others.some(({ places, tone }) => places !== first?.places || tone !== first.tone),
    )
    .sort((a, b) => widest(b) - widest(a) || a.year - b.year || (keyOf(a) < keyOf(b) ? -1 : 1))
  return { years, totals, differences, firstRed: firstRedYears(plans, lines) }
}

const widest = ({ cells: [first, ...others] }: DifferenceLine): number =>
  Math.max(0, ...others.map(({ places }) => Math.abs(places - (first?.places ?? 0))))

const firstRedYears = (plans: readonly ComparedPlan[], lines: readonly (readonly BalanceLine[])[]): FirstRedLine[] => {
  const found = new Map<string, FirstRedLine>()
  for (const [nth, all] of lines.entries()) {
    const thresholds = plans[nth]?.thresholds
    if (!thresholds) continue
    for (const line of all) {
      if (toneOf(line, thresholds) !== 'short') continue
      const key = `${line.street} ${line.phase}`
      const known = found.get(key) ?? { street: line.street, phase: line.phase, years: plans.map(() => null) }
      const before = known.years[nth] ?? null
      known.years[nth] = before === null ? line.year : Math.min(before, line.year)
      found.set(key, known)
    }
  }
  const first = ({ years }: FirstRedLine): number => Math.min(...years.map((year) => year ?? Number.POSITIVE_INFINITY))
  return [...found.values()].sort((a, b) => first(a) - first(b) || (a.street < b.street ? -1 : 1))
}

export interface LargestChange {
  street: string
  phase: Phase
  year: number
  /** Places that lack more than now; negative where fewer lack. */
  change: number
}

/** Of one scenario, where what lacks changes most; null where it changes nowhere. @param nth its place among the plans, from 1 */
export const largestChange = ({ differences }: Comparison, nth: number): LargestChange | null =>
  differences.reduce<LargestChange | null>((most, { street, phase, year, cells }) => {
    const lack = (cell: DifferenceCell | undefined): number => Math.max(0, -(cell?.places ?? 0))
    const change = lack(cells[nth]) - lack(cells[0])
    return Math.abs(change) > Math.abs(most?.change ?? 0) ? { street, phase, year, change } : most
  }, null)
