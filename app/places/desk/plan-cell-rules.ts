import { entryGradeOf, gradesOfPhase, type Phase, phases } from '../phases'
import type { StreetDemand } from '../plan/demand-rules'
import type { BalanceLine } from '../plan/district-facts'
import type { DemandLine, WhyStep } from '../plan/plan-nouns'
import { bandOf, sureBand, togetherness } from '../plan/spread-rules'
import type { Scope } from './heat-rules'

/** What a stored plan says of a cell, and of a street's children, in the shape that other rules ask for. Pure. */

interface Said {
  years: readonly number[]
  balances: readonly BalanceLine[]
  demand: readonly DemandLine[]
  steps: readonly WhyStep[]
}

/**
 * The steps behind a cell. Of an intake the plan keeps the children of the entry grade and those of new homes only.
 * @returns null where the plan has no such cell.
 */
export const stepOf = (
  { steps, demand }: Pick<Said, 'steps' | 'demand'>,
  { street, phase, year }: { street: string; phase: Phase; year: number },
  scope: Scope,
): WhyStep | null => {
  const is = (one: { street: string; phase: Phase; year: number }): boolean =>
    one.street === street && one.phase === phase && one.year === year
  if (scope === 'phase') return steps.find(is) ?? null
  const line = demand.find((one) => is(one) && one.grade === entryGradeOf[phase])
  if (!line) return null
  const { p50, housing, promised, probable } = line
  return {
    street,
    phase,
    year,
    bornFrom: 0,
    bornTo: 0,
    births: null,
    entered: null,
    progression: 0,
    housing,
    demand: p50,
    promised,
    probable,
    surplus: probable - p50,
    short: Math.max(0, p50 - probable),
  }
}

/** Children by street and phase with their bands, and how much grades err together, read back from a stored plan. */
export const streetDemands = ({ years, balances, demand }: Said): StreetDemand[] => {
  const lines = new Map(demand.map((one) => [`${one.street} ${one.grade} ${one.year}`, one]))
  const streets = [...new Set(demand.map(({ street }) => street))]
  const wholes = new Map(
    balances
      .filter(({ scope }) => scope === 'phase')
      .map((one) => [
        `${one.street} ${one.phase} ${one.year}`,
        { p10: one.demandP10, p50: one.demandP50, p90: one.demandP90 },
      ]),
  )
  return streets.flatMap((street) =>
    phases.map((phase): StreetDemand => {
      const grades = years.map((year) =>
        gradesOfPhase[phase].map((grade) => {
          const line = lines.get(`${street} ${grade} ${year}`)
          return line ? { p10: line.p10, p50: line.p50, p90: line.p90 } : sureBand(0)
        }),
      )
      const whole = years.map((year, at) => wholes.get(`${street} ${phase} ${year}`) ?? bandOf(grades[at] ?? [], 0))
      return {
        street,
        phase,
        grades,
        whole,
        together: years.map((_, at) => togetherness(grades[at] ?? [], whole[at] ?? sureBand(0))),
      }
    }),
  )
}
