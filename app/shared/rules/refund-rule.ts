import * as z from 'zod/mini'
import { type RuleField, ruleKind } from './rule-kind'
import { refundRuleWords as words } from './rule-words'

/**
 * What a family gets back when a child leaves a section, as the bureau records it (kind `refunds`). Money works with it
 * (money/refund-rules.ts); the bureau's page writes it. Pure.
 */

const percent = z.number(words.percent).check(z.int(words.percent), z.gte(0, words.percent), z.lte(100, words.percent))
const row = z.object({
  /** Of the price of every session that was not held for the child. */
  lessonPercent: percent,
  /** Of the material. */
  materialPercent: percent,
})

/** One row by when the child left. */
const refundRule = z.object({
  /** Before the first session. */
  beforeFirst: row,
  /** When at least one session was held. */
  afterFirst: row,
  /** The section was closed (停开), whenever that was. */
  closed: row,
})

export type RefundRule = z.infer<typeof refundRule>

const rowFields = (name: keyof RefundRule): RuleField[] => [
  { path: `${name}.lessonPercent`, input: 'whole', label: words[name].lesson, unit: '%' },
  { path: `${name}.materialPercent`, input: 'whole', label: words[name].material, unit: '%' },
]

export const refundKind = ruleKind<RefundRule>({
  key: 'refunds',
  name: words.name,
  says: words.says,
  schema: refundRule,
  /** Everything before the first session, then what was not held; material is used up. */
  fallback: {
    beforeFirst: { lessonPercent: 100, materialPercent: 100 },
    afterFirst: { lessonPercent: 100, materialPercent: 0 },
    closed: { lessonPercent: 100, materialPercent: 100 },
  },
  fields: [...rowFields('beforeFirst'), ...rowFields('afterFirst'), ...rowFields('closed')],
})
