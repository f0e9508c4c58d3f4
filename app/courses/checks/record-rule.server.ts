import { and, desc, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { recordWords as words } from './check-words'
import { ruleKinds } from './rule-kinds'

export interface RuleDraft {
  kind: string
  document: string
  documentOn: string
  effectiveOn: string
  content: unknown
}

export type RuleAnswer = { ok: true; version: number } | { ok: false; errors: Record<string, string> }

/**
 * The bureau records a rule as it will be from a day on. Versions are only added, never changed.
 * Refuses FORBIDDEN, NOT_FOUND (no such kind). What does not fit is answered beside its field: contents the kind does not
 * take, a document dated after today, an effective day that has begun while an earlier version decides.
 */
export const recordRule = async (context: Context, actor: Actor, draft: RuleDraft): Promise<RuleAnswer> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const kind = ruleKinds.find(({ key }) => key === draft.kind)
  if (!kind) throw refuse('NOT_FOUND')
  const { store, district, clock } = context
  const today = dayOf(clock.now())
  const content = kind.schema.safeParse(draft.content)
  const errors: Record<string, string> = {}
  for (const { path, message } of content.error?.issues ?? [])
    errors[fieldOf(kind.fields, path.map(String).join('.'))] ??= message
  if (draft.documentOn > today) errors.documentOn = words.documentLater
  const { ruleVersion, district: districts } = store.tables
  return store.transaction(async (tx) => {
    await tx.lock({ district: districts.id, key: districts.id }, district, [district])
    const [last] = await tx
      .select({ version: ruleVersion.version })
      .from(ruleVersion)
      .where(and(eq(ruleVersion.district, district), eq(ruleVersion.kind, kind.key)))
      .orderBy(desc(ruleVersion.version))
      .limit(1)
    if (last && draft.effectiveOn < today) errors.effectiveOn = words.effectiveEarlier
    if (!content.success || Object.keys(errors).length > 0) return { ok: false, errors }
    const version = (last?.version ?? 0) + 1
    const { document, documentOn, effectiveOn } = draft
    const row = { district, kind: kind.key, version, document, documentOn, effectiveOn, content: content.data }
    await tx.insert(ruleVersion).values({ ...row, recordedBy: actor.account, at: clock.now() })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'rule.recorded',
        subject: `rule:${kind.key}`,
        detail: { version, document, effectiveOn },
      },
    ])
    return { ok: true, version }
  })
}

/** The field of the form for a path of the content; a line of a list belongs to the list's field. */
const fieldOf = (fields: readonly { path: string }[], path: string): string =>
  fields.find((field) => path === field.path || path.startsWith(`${field.path}.`))?.path ?? path
