import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { recordChange } from '../change-log/record-change.server'
import { runWords as words } from './run-words'

/** Marks a run as published in the transaction given. Refuses RUN_UNKNOWN, ALREADY_PUBLISHED, SECOND_PERSON. */
export const markPublished = async (
  context: Context,
  tx: Tx,
  { run: id, by, reason }: { run: string; by: string; reason: string },
): Promise<void> => {
  const { store, district, clock } = context
  const { forecastRun } = store.tables
  await tx.lock({ district: forecastRun.district, key: forecastRun.id }, district, [id])
  const [run] = await tx
    .select()
    .from(forecastRun)
    .where(and(eq(forecastRun.district, district), eq(forecastRun.id, id)))
  if (!run) throw refuse('RUN_UNKNOWN')
  if (run.publishedAt !== null) throw refuse('ALREADY_PUBLISHED')
  if (run.author === by) throw refuse('SECOND_PERSON')
  await tx
    .update(forecastRun)
    .set({ publishedBy: by, publishedAt: clock.now() })
    .where(and(eq(forecastRun.district, district), eq(forecastRun.id, id)))
  await recordChange(context, tx, {
    subject: 'run',
    of: id,
    street: '',
    title: words.log.published(run.number),
    reason,
    by,
  })
  await writeAudit(context, tx, [
    { actor: by, action: 'forecast.published', subject: `run:${id}`, detail: { number: run.number } },
  ])
}

/**
 * Publishes a run that another person made: from now on the planner's screen and the warnings go by it.
 * Refuses FORBIDDEN (no officer), RUN_UNKNOWN, ALREADY_PUBLISHED, SECOND_PERSON.
 */
export const publishRun = async (
  context: Context,
  actor: Actor,
  input: { run: string; reason: string },
): Promise<void> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  await context.store.transaction((tx) => markPublished(context, tx, { ...input, by: actor.account }))
}
