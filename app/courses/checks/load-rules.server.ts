import { and, asc, desc, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { ruleOn } from '~/shared/rules/rules-in-force.server'
import { typedOf } from './rule-form'
import { ruleKinds } from './rule-kinds'

export interface RuleVersionLine {
  version: number
  document: string
  documentOn: string
  effectiveOn: string
  recordedBy: string
  at: number
  /** `now` decides today, `coming` will, `past` did. */
  standing: 'now' | 'coming' | 'past'
  values: Record<string, string>
}

export interface RuleLine {
  kind: string
  /** 0: the default. */
  version: number
  document: string
  documentOn: string
  effectiveOn: string
  /** What is in force, as the fields show it. */
  values: Record<string, string>
  /** Newest first. */
  versions: RuleVersionLine[]
}

export interface RulesPage {
  today: string
  rules: RuleLine[]
  schools: { id: string; name: string }[]
}

/** Every rule of the bureau: what is in force, and all versions. Refuses FORBIDDEN. */
export const loadRules = async (context: Context, actor: Actor): Promise<RulesPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { ruleVersion, account, school } = store.tables
  const today = dayOf(clock.now())
  const recorded = await store.db
    .select({ rule: ruleVersion, name: account.name })
    .from(ruleVersion)
    .leftJoin(account, and(eq(account.district, district), eq(account.id, ruleVersion.recordedBy)))
    .where(eq(ruleVersion.district, district))
    .orderBy(desc(ruleVersion.version))
  const schools = await store.db
    .select({ id: school.id, name: school.name })
    .from(school)
    .where(and(eq(school.district, district), eq(school.inScope, true)))
    .orderBy(asc(school.name), asc(school.id))
  const rules: RuleLine[] = []
  for (const kind of ruleKinds) {
    const { version, document, documentOn, effectiveOn, content } = await ruleOn(context, store.db, kind, today)
    const versions = recorded
      .filter(({ rule }) => rule.kind === kind.key)
      .map(
        ({ rule, name }): RuleVersionLine => ({
          version: rule.version,
          document: rule.document,
          documentOn: rule.documentOn,
          effectiveOn: rule.effectiveOn,
          recordedBy: name ?? '',
          at: rule.at,
          standing: rule.version === version ? 'now' : rule.effectiveOn > today ? 'coming' : 'past',
          values: typedOf(kind, rule.content),
        }),
      )
    const values = typedOf(kind, content)
    rules.push({ kind: kind.key, version, document, documentOn, effectiveOn, values, versions })
  }
  return { today, rules, schools }
}
