import { planBasket } from './basket-rules'
import { childOnShelf, type Household } from './load-household.server'

/** What the bar at the foot of a family's pages says of the basket. */
export interface BasketSummary {
  children: { name: string; position: number; courses: number }[]
  lines: { name: string; position: number; title: string; section: string }[]
  feeFen: number
  /** Clashes that the family has to settle. */
  fixes: number
}

/** @returns null while the basket is empty. */
export const summaryOf = ({ children, cards, moment, term }: Household): BasketSummary | null => {
  const plans = children.map((child) => {
    const lines = child.basket.filter(({ section }) => cards.get(section)?.term === term.id)
    return { child, lines, plan: planBasket(childOnShelf(child, cards), lines, cards, moment) }
  })
  const filled = plans.filter(({ lines }) => lines.length > 0)
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
        title: cards.get(section)?.title ?? '',
        section,
      })),
    ),
    feeFen: filled.reduce((sum, { plan }) => sum + plan.feeFen, 0),
    fixes: filled.reduce((sum, { plan }) => sum + plan.clashes.length, 0),
  }
}
