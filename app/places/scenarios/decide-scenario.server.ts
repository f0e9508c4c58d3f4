import { and, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { acceptCatchment } from '../advice/accept-catchment.server'
import { adviceOf } from '../advice/stored-advice-rules'
import { recordChange } from '../change-log/record-change.server'
import { decideWords as words } from './scenario-words'

/**
 * Accepts a draft or leaves it, once, with the reason: 留痕 and audit in the same transaction. Of a proposal of catchments
 * accepting makes the new version; of everything else it records the decision only: dates of projects are changed where
 * they belong.
 * Refuses FORBIDDEN, NOT_FOUND, SCENARIO_DECIDED, CATCHMENT_MOVED.
 */
export const decideScenario = async (
  context: Context,
  actor: Actor,
  { id, decision, reason }: { id: string; decision: 'accepted' | 'left'; reason: string },
): Promise<void> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { scenario } = store.tables
  const by = actor.account
  await store.transaction(async (tx) => {
    await tx.lock({ district: scenario.district, key: scenario.id }, district, [id])
    const own = and(eq(scenario.district, district), eq(scenario.id, id))
    const [row] = await tx
      .select({ name: scenario.name, state: scenario.state, advice: scenario.advice })
      .from(scenario)
      .where(own)
    if (!row) throw refuse('NOT_FOUND')
    if (row.state !== 'draft') throw refuse('SCENARIO_DECIDED')
    await tx.update(scenario).set({ state: decision, reason, decidedBy: by, decidedAt: clock.now() }).where(own)
    const advice = adviceOf(row.advice)
    if (decision === 'accepted' && advice?.kind === 'catchments')
      await acceptCatchment(context, tx, advice, { by, reason })
    const title = decision === 'accepted' ? words.logAccepted(row.name) : words.logLeft(row.name)
    await recordChange(context, tx, { subject: 'scenario', of: id, street: '', title, reason, by })
    await writeAudit(context, tx, [
      { actor: by, action: 'scenario.decided', subject: `scenario:${id}`, detail: { decision } },
    ])
  })
}
