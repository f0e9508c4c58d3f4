import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import type { RuleInForce } from '~/shared/rules/rule-kind'
import { ruleOn } from '~/shared/rules/rules-in-force.server'
import {
  type BackgroundCheckRule,
  backgroundCheckKind,
  type FeeCap,
  type ForbiddenWords,
  feeCapKind,
  forbiddenWordsKind,
  type PlanRule,
  planKind,
} from './rule-kinds'

/** The rules a plan is checked by, as they stand on one day. */
export interface RulesInForce {
  feeCap: RuleInForce<FeeCap>
  forbiddenWords: RuleInForce<ForbiddenWords>
  plan: RuleInForce<PlanRule>
  backgroundCheck: RuleInForce<BackgroundCheckRule>
}

/** @returns of each kind the version in force on a day. Throws on a recorded content that cannot be read. */
export const rulesOn = async (
  context: Pick<Context, 'store' | 'district'>,
  db: Db,
  day: string,
): Promise<RulesInForce> => ({
  feeCap: await ruleOn(context, db, feeCapKind, day),
  forbiddenWords: await ruleOn(context, db, forbiddenWordsKind, day),
  plan: await ruleOn(context, db, planKind, day),
  backgroundCheck: await ruleOn(context, db, backgroundCheckKind, day),
})
