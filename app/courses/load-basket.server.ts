import { randomBytes } from 'node:crypto'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import type { ChildPlan } from './basket-rules'
import { type ChildAtHome, type Household, loadHousehold } from './load-household.server'
import { planHousehold } from './plan-household.server'

export interface BasketToCheck {
  /** Idempotency key of the press that this rendering allows. */
  key: string
  children: { child: ChildAtHome; plan: ChildPlan }[]
  household: Household
}

/**
 * The family's basket with what will become of each line, and a fresh key for the press.
 * Lines of an earlier term are left out. @returns undefined in a district without terms.
 */
export const loadBasket = async (context: Context, actor: Actor): Promise<BasketToCheck | undefined> => {
  const household = await loadHousehold(context, actor)
  if (!household) return undefined
  const children = planHousehold(household).map(({ child, plan }) => ({ child, plan }))
  return { key: randomBytes(18).toString('base64url'), children, household }
}
