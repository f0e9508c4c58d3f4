import { randomUUID } from 'node:crypto'
import type { Schema } from '#db/schema/index'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { recordChange } from '../change-log/record-change.server'
import type { ScenarioEdit } from '../plan/district-facts'
import { decideWords as words } from './scenario-words'

export interface ScenarioDraft {
  name: string
  /** What one wants to see by it. */
  why: string
  /** Id of an assumption set; '' for the defaults. */
  assumptionSet: string
  edits: readonly ScenarioEdit[]
  /** Made by a person, or proposed by the portal. */
  source: Schema['scenario']['$inferSelect']['source']
  /** What the portal worked out beside the edits; left out: nothing. */
  advice?: unknown
}

/**
 * Keeps a scenario as a draft, with 留痕 and audit. It changes nothing but itself, and is never changed: another one is
 * made like it. @returns its id. Refuses FORBIDDEN.
 */
export const saveScenario = async (
  context: Context,
  actor: Actor,
  { name, why, assumptionSet, edits, source, advice = null }: ScenarioDraft,
): Promise<string> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const id = randomUUID()
  const by = actor.account
  await store.transaction(async (tx) => {
    await tx.insert(store.tables.scenario).values({
      district,
      id,
      name,
      assumptionSet,
      edits: [...edits],
      source,
      state: 'draft',
      advice,
      reason: why,
      by,
      at: clock.now(),
    })
    const title = words.logSaved(name)
    await recordChange(context, tx, { subject: 'scenario', of: id, street: '', title, reason: why, by })
    await writeAudit(context, tx, [
      { actor: by, action: 'scenario.saved', subject: `scenario:${id}`, detail: { edits: edits.length, source } },
    ])
  })
  return id
}
