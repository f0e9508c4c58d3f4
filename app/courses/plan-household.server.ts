import { type ChildPlan, planBaskets } from './basket-rules'
import { type BasketAtHome, type ChildAtHome, childOnShelf, type Household } from './load-household.server'

export interface PlannedChild {
  child: ChildAtHome
  /** What lies in its basket for the current term. */
  lines: BasketAtHome[]
  plan: ChildPlan
}

/** What will become of the family's basket, child by child. Lines of an earlier term are left out. */
export const planHousehold = ({ children, cards, moment, term }: Household): PlannedChild[] => {
  const wishes = children.map((child) => ({
    child,
    lines: child.basket.filter(({ section }) => cards.get(section)?.term === term.id),
  }))
  const plans = planBaskets(
    wishes.map(({ child, lines }) => ({ child: childOnShelf(child, cards), lines })),
    cards,
    moment,
  )
  return wishes.flatMap((wish, i) => {
    const plan = plans[i]
    return plan ? [{ ...wish, plan }] : []
  })
}
