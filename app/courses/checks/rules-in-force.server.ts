import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { ruleOn } from '~/shared/rules/rules-in-force.server'
import { backgroundCheckKind, feeCapKind, forbiddenWordsKind, planKind } from './rule-kinds'
import type { RulesToCheck } from './rules-to-check'

/** @returns of each kind the version in force on a day. Throws on a recorded content that cannot be read. */
export const rulesOn = async (
  context: Pick<Context, 'store' | 'district'>,
  db: Db,
  day: string,
): Promise<RulesToCheck> => ({
  feeCap: await ruleOn(context, db, feeCapKind, day),
  forbiddenWords: await ruleOn(context, db, forbiddenWordsKind, day),
  plan: await ruleOn(context, db, planKind, day),
  backgroundCheck: await ruleOn(context, db, backgroundCheckKind, day),
})

/** How many days before its end a check or a provider's time on the list is said to run out: the bureau's rule. */
export const remindDaysOn = async (
  context: Pick<Context, 'store' | 'district'>,
  db: Db,
  day: string,
): Promise<number> => (await ruleOn(context, db, backgroundCheckKind, day)).content.warnDaysBefore
