import type { RuleInForce } from '~/shared/rules/rule-kind'
import type { BackgroundCheckRule, FeeCap, ForbiddenWords, PlanRule } from './rule-kinds'

/** The rules a plan is checked by, as they stand on one day. */
export interface RulesToCheck {
  feeCap: RuleInForce<FeeCap>
  forbiddenWords: RuleInForce<ForbiddenWords>
  plan: RuleInForce<PlanRule>
  backgroundCheck: RuleInForce<BackgroundCheckRule>
}
