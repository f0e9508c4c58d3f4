import type { RuleInForce } from '~/shared/rules/rule-kind'

/** What a check found. Pure types and their order. */

/** The closed list of checks; a subject has at most one finding of each. */
export const checkRules = [
  'no-time',
  'no-instructor',
  'fee-cap',
  'forbidden-words',
  'doubtful-words',
  'room-twice',
  'instructor-twice',
  'provider-not-listed',
  'provider-not-chosen',
  'check-missing',
  'check-expired',
  'check-ends',
  'short-day',
  'no-care',
] as const
export type CheckRule = (typeof checkRules)[number]

export interface Finding {
  rule: CheckRule
  /** `section:ID`, `plan:weekday-1`, `plan:grade-3` */
  subject: string
  /** The section it leads to; null for the plan as a whole. */
  section: string | null
  /** The field of the course form to look at; '' for the plan. */
  field: '' | 'title' | 'description' | 'outline' | 'slots' | 'lessonFen' | 'room' | 'instructor'
  /** `block`: cannot be sent. `warn`: the school says why. */
  severity: 'block' | 'warn'
  sentence: string
  /** 发文字号 of the rule's version; '' for the default. */
  document: string
  ruleKind: string
  ruleVersion: number
}

/** What a rule in force says of itself on every finding. */
export const sourceOf = ({ kind, version, document }: Pick<RuleInForce, 'kind' | 'version' | 'document'>) => ({
  document,
  ruleKind: kind,
  ruleVersion: version,
})

/** Blocks before warnings, then by subject and check: the same findings in the same order, whatever came first. */
export const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (a, b) =>
      Number(a.severity === 'warn') - Number(b.severity === 'warn') ||
      compare(a.subject, b.subject) ||
      checkRules.indexOf(a.rule) - checkRules.indexOf(b.rule),
  )

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const sectionSubject = (id: string): string => `section:${id}`
