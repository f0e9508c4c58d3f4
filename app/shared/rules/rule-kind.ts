import type * as z from 'zod/mini'

/**
 * A rule of the bureau that is kept in versions (table rule_version), whatever it is about. Pure, client-safe.
 *
 * Where things are:
 * - this file: what a kind of rule is; the bureau's page /bureau/rules draws its form from `fields`
 * - shared/rules/rules-in-force.server.ts: `ruleOn(context, db, kind, day)`, the version in force on a day
 * - courses/checks/rule-kinds.ts: the closed list of all kinds; the officer's page and verb know no others
 * - shared/rules/refund-rule.ts: schema, default and fields of the refund rule, which the room of money works with
 *
 * A content is an object of plain values and of groups of them; `fields` names each by its path.
 */
export interface RuleKind<Content extends object = object> {
  /** `rule_version.kind` */
  key: string
  /** What officers call it. */
  name: string
  /** One sentence: what it decides. */
  says: string
  /** Guards what is read from the table and what is written to it; its messages stand beside the field of the path. */
  schema: z.ZodMiniType<Content>
  /** What holds where nothing was ever recorded; shown as 默认. */
  fallback: Content
  /** In the order of the form; every value of the content has one. */
  fields: readonly RuleField[]
}

/**
 * How one value of a content is written:
 * `yuan` an amount in 分, typed in 元 · `whole` a whole number · `tick` true or false ·
 * `lines` a list of texts, one a line · `schools` a list of school ids, ticked · `text` a text in one line
 */
export type RuleInput = 'yuan' | 'whole' | 'tick' | 'lines' | 'schools' | 'text'

export interface RuleField {
  /** Where it stands in the content: `townFen`, `beforeFirst.lessonPercent`; also the name in the form. */
  path: string
  input: RuleInput
  label: string
  hint?: string
  /** Behind a number: 分钟, 天, %. */
  unit?: string
}

/** A rule as it stood from a day on. */
export interface RuleInForce<Content extends object = object> {
  kind: string
  content: Content
  /** 0: nothing was recorded, the fallback holds. */
  version: number
  /** 发文字号; '' for the fallback. */
  document: string
  documentOn: string
  effectiveOn: string
}

/** Gives a kind its type without a cast. */
export const ruleKind = <Content extends object>(kind: RuleKind<Content>): RuleKind<Content> => kind
