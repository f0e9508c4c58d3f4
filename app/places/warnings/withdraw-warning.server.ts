import { and, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { recordChange } from '../change-log/record-change.server'
import { streetNames } from '../street-names.server'
import { sayCell, stateOf, warningsOf } from './warning-record.server'
import { oneWords as words } from './warning-words'

/**
 * Takes a warning back, a draft or a published one: families see it no more, the bureau keeps it with the reason.
 * Refuses FORBIDDEN, NOT_FOUND, WRONG_WARNING_STATE (withdrawn already).
 */
export const withdrawWarning = async (
  context: Context,
  actor: Actor,
  { id, why }: { id: string; why: string },
): Promise<void> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { placeWarning } = store.tables
  const by = actor.account
  await store.transaction(async (tx) => {
    await tx.lock({ district: placeWarning.district, key: placeWarning.id }, district, [id])
    const [row] = await warningsOf(context, tx, [id])
    if (!row || stateOf(row) === 'withdrawn') throw refuse('WRONG_WARNING_STATE')
    await tx
      .update(placeWarning)
      .set({ withdrawnBy: by, withdrawnAt: clock.now(), withdrawnWhy: why })
      .where(and(eq(placeWarning.district, district), eq(placeWarning.id, id)))
    const title = words.log.withdrawn(sayCell(row, await streetNames(context, tx)))
    await recordChange(context, tx, { subject: 'warning', of: id, street: row.street, title, reason: why, by })
    await writeAudit(context, tx, [{ actor: by, action: 'warning.withdrawn', subject: `warning:${id}` }])
  })
}
