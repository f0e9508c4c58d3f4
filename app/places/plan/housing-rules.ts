import type { Housing } from '../forecast/nouns'
import { gradesOfPhase, type Phase, phases } from '../phases'
import type { DistrictFacts, DwellingFacts } from './district-facts'

/**
 * Children of new dwellings. Pure.
 *
 * What rolls and births already show is not counted again: children living in new dwellings at the origin are in the
 * rolls, and the average growth of their number over the last five autumns is in the ratios by which history is carried
 * on. Only what exceeds both is added: max(0, N(t) − N(origin) − (t − origin) × mean yearly growth), where N(t) is the
 * sum of dwellings occupied × children per dwelling (by type, phase and years since) × (1 − moves within the district),
 * over every scheme of the street, past ones too. Source: places.md §3.
 */

/** Autumns over which history's own growth is read: as many as progression looks at. */
const HISTORY = 5

/** Dwellings of a scheme that people moved into by the autumn of a year, by years since: index 0 is this year. */
const occupiedBySince = ({ dwellings, firstYear, years }: DwellingFacts, year: number): number[] => {
  const newest = Math.min(year, firstYear + years - 1)
  if (year < firstYear) return []
  const bySince: number[] = Array.from({ length: year - firstYear + 1 }, () => 0)
  for (let movedIn = firstYear; movedIn <= newest; movedIn++) bySince[year - movedIn] = dwellings / years
  return bySince
}

/** Children per hundred dwellings of a kind and phase by years since; beyond the curve its last value holds. */
const yieldOf = (yields: DistrictFacts['yields'], kind: string, phase: Phase): ((since: number) => number) => {
  const curve = yields
    .filter((one) => one.kind === kind && one.phase === phase)
    .sort((a, b) => a.yearsSince - b.yearsSince)
  return (since) => {
    const known = curve.filter(({ yearsSince }) => yearsSince <= since)
    return (known.at(-1) ?? curve[0])?.perHundred ?? 0
  }
}

/** Children of a phase who live in the street's new dwellings in an autumn and did not live in the district before. */
export const childrenInNewDwellings = (
  { dwellings, yields }: Pick<DistrictFacts, 'dwellings' | 'yields'>,
  { street, phase, year }: { street: string; phase: Phase; year: number },
  movesWithin: number,
): number =>
  dwellings
    .filter((one) => one.street === street)
    .reduce((sum, scheme) => {
      const perHundred = yieldOf(yields, scheme.kind, phase)
      const children = occupiedBySince(scheme, year).reduce((all, homes, since) => all + homes * perHundred(since), 0)
      return sum + (children / 100) * (1 - movesWithin)
    }, 0)

/**
 * What the engine adds: children of new dwellings beyond what history carries, spread evenly over a phase's grades.
 * @param grades the grades that are wanted, as numbers; the engine's grade is the same number as text.
 */
export const housingBeyondHistory = (
  facts: Pick<DistrictFacts, 'dwellings' | 'yields' | 'origin'>,
  { horizon, movesWithin }: { horizon: number; movesWithin: number },
  wanted: readonly Phase[] = phases,
): Housing[] => {
  const streets = [...new Set(facts.dwellings.map(({ street }) => street))].sort()
  return streets.flatMap((street) =>
    wanted.flatMap((phase) => {
      const at = (year: number): number => childrenInNewDwellings(facts, { street, phase, year }, movesWithin)
      const now = at(facts.origin)
      const growth = Math.max(0, (now - at(facts.origin - HISTORY)) / HISTORY)
      return Array.from({ length: horizon }, (_, i) => facts.origin + i + 1).flatMap((year) => {
        const beyond = Math.max(0, at(year) - now - (year - facts.origin) * growth)
        const grades = gradesOfPhase[phase]
        return beyond === 0
          ? []
          : grades.map((grade) => ({ area: street, grade: String(grade), year, pupils: beyond / grades.length }))
      })
    }),
  )
}
