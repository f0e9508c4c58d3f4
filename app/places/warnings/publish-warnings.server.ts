import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Actor } from '~/people'
import { type AuditFact, writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { recordChange } from '../change-log/record-change.server'
import { streetNames } from '../street-names.server'
import { tellGuardians } from './tell-guardians.server'
import { sayCell, stateOf, type WarningRow, warningsOf } from './warning-record.server'
import { oneWords as words } from './warning-words'

/**
 * Prepared warnings become what families read; a published one of the same street, phase and year is withdrawn.
 * @param rows prepared, none of them by `by`. @returns what the audit record is to say.
 */
export const markWarningsPublished = async (
  context: Context,
  tx: Tx,
  by: string,
  rows: readonly WarningRow[],
): Promise<AuditFact[]> => {
  const { store, district, clock } = context
  const { placeWarning } = store.tables
  const at = clock.now()
  const names = await streetNames(context, tx)
  const facts: AuditFact[] = []
  for (const row of rows) {
    const { id, street, phase, year } = row
    const before = await tx
      .update(placeWarning)
      .set({ withdrawnBy: by, withdrawnAt: at, withdrawnWhy: words.replaced })
      .where(
        and(
          eq(placeWarning.district, district),
          eq(placeWarning.street, street),
          eq(placeWarning.phase, phase),
          eq(placeWarning.year, year),
          ne(placeWarning.id, id),
          isNotNull(placeWarning.publishedAt),
          isNull(placeWarning.withdrawnAt),
        ),
      )
      .returning({ id: placeWarning.id })
    await tx
      .update(placeWarning)
      .set({ publishedBy: by, publishedAt: at })
      .where(and(eq(placeWarning.district, district), eq(placeWarning.id, id)))
    const title = words.log.published(sayCell(row, names))
    await recordChange(context, tx, { subject: 'warning', of: id, street, title, reason: row.sentence, by })
    for (const old of before)
      facts.push({ actor: by, action: 'warning.withdrawn', subject: `warning:${old.id}`, detail: { replacedBy: id } })
    facts.push({ actor: by, action: 'warning.published', subject: `warning:${id}` })
  }
  return facts
}

/**
 * Publishes prepared warnings to families, all or none: never by who prepared one of them. A published one of the same
 * street, phase and year is withdrawn, the new one takes its place; guardians at the schools of the street are told.
 * Refuses FORBIDDEN, NOT_FOUND, SECOND_PERSON, WRONG_WARNING_STATE.
 */
export const publishWarnings = async (context: Context, actor: Actor, ids: readonly string[]): Promise<void> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district } = context
  const { placeWarning } = store.tables
  const by = actor.account
  await store.transaction(async (tx) => {
    await tx.lock({ district: placeWarning.district, key: placeWarning.id }, district, ids)
    const rows = await warningsOf(context, tx, ids)
    if (rows.some((row) => stateOf(row) !== 'prepared')) throw refuse('WRONG_WARNING_STATE')
    if (rows.some(({ preparedBy }) => preparedBy === by)) throw refuse('SECOND_PERSON')
    const facts = await markWarningsPublished(context, tx, by, rows)
    const names = await streetNames(context, tx)
    await tellGuardians(context, tx, rows, names)
    await writeAudit(context, tx, facts)
  })
}
