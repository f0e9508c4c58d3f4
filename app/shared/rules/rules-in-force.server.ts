import { and, desc, eq, lte } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '../context'
import type { RuleInForce, RuleKind } from './rule-kind'

/**
 * The version of a rule that holds on a day: the latest effective by then, and of several of one day the last recorded.
 * @param db the store's own, or a transaction. @returns the fallback as version 0 where none holds yet.
 * Throws on a content that the kind's schema does not take: nothing is decided by a rule that cannot be read.
 */
export const ruleOn = async <Content extends object>(
  { store, district }: Pick<Context, 'store' | 'district'>,
  db: Db,
  kind: RuleKind<Content>,
  day: string,
): Promise<RuleInForce<Content>> => {
  const { ruleVersion } = store.tables
  const [row] = await db
    .select()
    .from(ruleVersion)
    .where(and(eq(ruleVersion.district, district), eq(ruleVersion.kind, kind.key), lte(ruleVersion.effectiveOn, day)))
    .orderBy(desc(ruleVersion.effectiveOn), desc(ruleVersion.version))
    .limit(1)
  if (!row) return { kind: kind.key, content: kind.fallback, version: 0, document: '', documentOn: '', effectiveOn: '' }
  const { version, document, documentOn, effectiveOn } = row
  return { kind: kind.key, content: kind.schema.parse(row.content), version, document, documentOn, effectiveOn }
}
