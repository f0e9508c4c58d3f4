import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import type { ScenarioEdit } from '../plan/district-facts'
import { loadLatestPlan } from '../runs/load-latest-plan.server'
import { loadAssumptionSets } from './assumption-sets.server'
import { emptyRow, rowOf, sayEdit } from './edit-rules'
import { loadScenario } from './load-scenarios.server'
import type { ScenarioTyped } from './scenario-form'
import { loadEditNames } from './scenario-names.server'
import type { EditNames } from './scenario-words'

type Pairs = [id: string, name: string][]

export interface MakingPage {
  typed: ScenarioTyped
  sets: { id: string; name: string }[]
  choices: { projects: Pairs; streets: Pairs; schemes: Pairs }
}

/**
 * The form of a new scenario. @param from the scenario it is made like; '' for an empty one.
 * Refuses FORBIDDEN, NOT_FOUND.
 */
export const loadMaking = async (
  context: Context,
  actor: Actor,
  from: string,
): Promise<MakingPage & { names: EditNames }> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { db } = context.store
  const names = await loadEditNames(context, db)
  const sets = await loadAssumptionSets(context, db)
  const like = from === '' ? null : await loadScenario(context, actor, from)
  const usual = (await loadLatestPlan(context))?.run.assumptionSet ?? ''
  return {
    typed: {
      name: '',
      why: '',
      assumptionSet: like?.assumptionSet ?? usual,
      rows: like ? like.edits.map(rowOf) : [emptyRow('delay')],
    },
    sets: sets.map(({ id, name }) => ({ id, name })),
    choices: { projects: [...names.projects], streets: [...names.streets], schemes: [...names.schemes] },
    names,
  }
}

/** Edits in words, a line each. */
export const sayEdits = (edits: readonly ScenarioEdit[], names: EditNames): string[] =>
  edits.map((edit) => sayEdit(edit, names))
