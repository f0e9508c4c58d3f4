import * as z from 'zod/mini'
import { isDay } from '~/shared/day'
import type { RuleField, RuleKind } from '~/shared/rules/rule-kind'
import { fenOf, yuanOf } from '../course-form'
import { recordWords as words } from './check-words'
import { ruleKinds } from './rule-kinds'

/** A new version of a rule as it is typed: text by text, whatever the kind. */

const DOCUMENT_MOST = 60

const day = z._default(z.string(), '').check(
  z.trim(),
  z.refine((text) => isDay(text), words.day),
)

/** What every version has; the fields of the kind stand beside it. */
export const ruleForm = z.looseObject({
  kind: z.string().check(z.maxLength(40)),
  document: z
    ._default(z.string(), '')
    .check(z.trim(), z.minLength(1, words.documentMissing), z.maxLength(DOCUMENT_MOST, words.documentLong)),
  documentOn: day,
  effectiveOn: day,
})

/** Fields that a form may carry more than once. */
export const ruleFormLists: readonly string[] = ruleKinds.flatMap(({ fields }) =>
  fields.filter(({ input }) => input === 'schools').map(({ path }) => path),
)

/** The value at a path of a content. */
const valueAt = (content: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) => (value && typeof value === 'object' ? Reflect.get(value, key) : undefined),
      content,
    )

/** A content as its fields show it: text by path; ids of schools and lines are joined by line ends. */
export const typedOf = ({ fields }: Pick<RuleKind, 'fields'>, content: unknown): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [field.path, textOf(field, valueAt(content, field.path))]))

const textOf = ({ input }: RuleField, value: unknown): string => {
  if (Array.isArray(value)) return value.join('\n')
  if (input === 'yuan') return typeof value === 'number' ? yuanOf(value) : ''
  if (input === 'tick') return value === true ? 'yes' : ''
  return value === undefined || value === null ? '' : String(value)
}

/** What was typed, as a content for the kind's schema to judge; what cannot be read is null there. */
export const contentTyped = (
  { fields }: Pick<RuleKind, 'fields'>,
  typed: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const content: Record<string, unknown> = {}
  for (const field of fields) {
    const keys = field.path.split('.')
    const last = keys.pop() ?? ''
    let group = content
    for (const key of keys) {
      const inner = (group[key] ?? {}) as Record<string, unknown>
      group[key] = inner
      group = inner
    }
    group[last] = valueTyped(field, typed[field.path])
  }
  return content
}

const valueTyped = ({ input }: RuleField, typed: unknown): unknown => {
  if (input === 'schools') return Array.isArray(typed) ? [...new Set(typed)] : []
  const text = typeof typed === 'string' ? typed.trim() : ''
  if (input === 'tick') return text !== ''
  if (input === 'yuan') return fenOf(text)
  if (input === 'whole') return /^\d{1,6}$/.test(text) ? Number(text) : null
  if (input === 'lines') return [...new Set(text.split(/\r?\n/).map((line) => line.trim()))].filter(Boolean)
  return text
}
