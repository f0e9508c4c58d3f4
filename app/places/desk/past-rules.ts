import { firstAutumnOf } from '../autumn-rules'
import { ledgerSupply, openedPlaces } from '../capacity/supply-rules'
import type { PastAutumn } from '../charts/fan-rules'
import { entryGradeOf, gradesOfPhase, type Phase } from '../phases'
import type { Assumptions } from '../plan/assumptions-rules'
import type { DistrictFacts } from '../plan/district-facts'
import type { Scope } from './heat-rules'

/** The years before a plan: children counted, and the seats there were. Pure. */

/**
 * Every autumn whose rolls are known for a street and phase, ascending. Seats: the ledger of that tier, and projects
 * that were in use by that 1 September.
 */
export const pastAutumns = (
  facts: DistrictFacts,
  { street, phase, scope }: { street: string; phase: Phase; scope: Scope },
  { tier }: Pick<Assumptions, 'tier'>,
): PastAutumn[] => {
  const grades = scope === 'intake' ? [entryGradeOf[phase]] : gradesOfPhase[phase]
  const schools = new Set(facts.schools.filter((one) => one.street === street).map(({ id }) => id))
  const children = new Map<number, number>()
  for (const { school, year, grade, pupils } of facts.rolls)
    if (schools.has(school) && grades.includes(grade)) children.set(year, (children.get(year) ?? 0) + pupils)
  const years = [...children.keys()].sort((a, b) => a - b)
  const shown = gradesOfPhase[phase].map((grade) => grades.includes(grade))
  const sumShown = (places: readonly number[]): number => places.reduce((sum, one, i) => sum + (shown[i] ? one : 0), 0)
  const ledger = ledgerSupply(facts, years).filter(
    (one) => one.street === street && one.phase === phase && one.tier === tier,
  )
  const opened = facts.projects
    .filter((project) => project.street === street && project.stage !== 'cancelled')
    .flatMap((project) => {
      const day = project.milestones.find(({ kind }) => kind === 'in_use')?.metOn
      if (!day) return []
      return project.places
        .filter((one) => one.phase === phase)
        .map(({ places }) => ({ places, openedIn: firstAutumnOf(day), ramp: project.kind === 'new' }))
    })
  return years.map((year, i) => ({
    year,
    children: children.get(year) ?? 0,
    seats:
      ledger.reduce((sum, one) => sum + sumShown(one.places[i] ?? []), 0) +
      opened.reduce((sum, one) => sum + sumShown(openedPlaces(one, phase, year)), 0),
  }))
}
