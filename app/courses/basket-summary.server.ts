import type { Household } from './load-household.server'
import { planHousehold } from './plan-household.server'

/** What the bar at the foot of a family's pages says of the basket. */
export interface BasketSummary {
  children: { name: string; position: number; courses: number }[]
  lines: { name: string; position: number; title: string; section: string }[]
  feeFen: number
  /** Clashes that the family has to settle. */
  fixes: number
}

/** @returns null while the basket is empty. */
export const summaryOf = (household: Household): BasketSummary | null => {
  const filled = planHousehold(household).filter(({ lines }) => lines.length > 0)
  if (filled.length === 0) return null
  return {
    children: filled.map(({ child, lines }) => ({
      name: child.name,
      position: child.position,
      courses: lines.length,
    })),
    lines: filled.flatMap(({ child, lines }) =>
      lines.map(({ section }) => ({
        name: child.name,
        position: child.position,
        title: household.cards.get(section)?.title ?? '',
        section,
      })),
    ),
    feeFen: filled.reduce((sum, { plan }) => sum + plan.feeFen, 0),
    fixes: filled.reduce((sum, { plan }) => sum + plan.clashes.length, 0),
  }
}
