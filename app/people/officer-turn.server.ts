import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import type { Actor } from './actor'

/**
 * Changes of the district's officers, one after the other: two who end each other at once would leave nobody, so whoever
 * comes second is looked at again. Refuses FORBIDDEN.
 */
export const actAsOfficer = async <Value>(
  context: Context,
  actor: Actor,
  deed: (tx: Tx) => Promise<Value>,
): Promise<Value> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district: id } = context
  const { district, roleGrant } = store.tables
  return store.transaction(async (tx) => {
    await tx.lock({ district: district.id, key: district.id }, id, [id])
    const [still] = await tx
      .select({ account: roleGrant.account })
      .from(roleGrant)
      .where(
        and(
          eq(roleGrant.district, id),
          eq(roleGrant.account, actor.account),
          eq(roleGrant.role, 'officer'),
          isNull(roleGrant.endedAt),
        ),
      )
    if (!still) throw refuse('FORBIDDEN')
    return deed(tx)
  })
}
