import { type RefundRule, refundKind } from '~/shared/rules/refund-rule'

/** What a family gets back when a child leaves a section: a table of the bureau, kept as rule kind `refunds`. Pure. */

/** The kind under which the versions of this rule stand in `rule_version`; content and default: shared/rules/refund-rule.ts. */
export const REFUND_RULE = refundKind.key
export const refundRule = refundKind.schema
export const defaultRefundRule = refundKind.fallback
export type { RefundRule }

export interface RefundRuleVersion {
  version: number
  effectiveOn: string
  rule: RefundRule
}

/** The rule in force on a day: the last that took effect by then; of two of one day the later version. */
export const refundRuleOn = (versions: readonly RefundRuleVersion[], day: string): RefundRule =>
  versions
    .filter(({ effectiveOn }) => effectiveOn <= day)
    .reduce<RefundRuleVersion | undefined>(
      (last, one) =>
        !last ||
        one.effectiveOn > last.effectiveOn ||
        (one.effectiveOn === last.effectiveOn && one.version > last.version)
          ? one
          : last,
      undefined,
    )?.rule ?? defaultRefundRule

/** `amount × percent ÷ 100` in whole 分; half a 分 goes up. @param hundredths 分 × 100, not negative */
export const roundHundredths = (hundredths: number): number => Math.floor((hundredths + 50) / 100)

/** A share of an amount in whole 分; half a 分 goes up. */
export const shareOf = (fen: number, percentOf: number): number => roundHundredths(fen * percentOf)

export interface Leaving {
  lessonFen: number
  materialFen: number
  /** Sessions by the calendar, and how many of them had begun when the child left. */
  planned: number
  held: number
  /** The section was closed by the school. */
  closed: boolean
}

/**
 * What is given back of the fee. Lessons and material are added before they are rounded, once; half a 分 is the family's.
 */
export const refundOf = ({ lessonFen, materialFen, planned, held, closed }: Leaving, rule: RefundRule): number => {
  const { lessonPercent, materialPercent } = closed ? rule.closed : held > 0 ? rule.afterFirst : rule.beforeFirst
  const left = Math.max(0, planned - held)
  return roundHundredths(lessonFen * left * lessonPercent + materialFen * materialPercent)
}
