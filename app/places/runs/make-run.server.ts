import { and, eq, gt } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import type { Progress } from '~/shared/sheet/imports.server'
import { type Assumptions, readAssumptions } from '../plan/assumptions-rules'
import { snapshotOfFacts } from '../plan/read-facts.server'
import { STUCK_MS, startPlanningWork } from './planning-work.server'
import { reckonAway } from './reckon-away.server'
import type { RunInput } from './run-form'
import { writeRun } from './write-run.server'

/** The assumptions of a set; '' is the defaults. Refuses NOT_FOUND. */
const assumptionsOf = async ({ store, district }: Context, id: string): Promise<Assumptions> => {
  if (id === '') return readAssumptions({})
  const { assumptionSet } = store.tables
  const [row] = await store.db
    .select({ assumptions: assumptionSet.assumptions })
    .from(assumptionSet)
    .where(and(eq(assumptionSet.district, district), eq(assumptionSet.id, id)))
  if (!row) throw refuse('NOT_FOUND')
  return readAssumptions(row.assumptions)
}

const refuseSecondRun = async ({ store, district, clock }: Context): Promise<void> => {
  const { planningWork } = store.tables
  const [running] = await store.db
    .select({ id: planningWork.id })
    .from(planningWork)
    .where(
      and(
        eq(planningWork.district, district),
        eq(planningWork.kind, 'forecast'),
        eq(planningWork.state, 'running'),
        gt(planningWork.changedAt, clock.now() - STUCK_MS),
      ),
    )
  if (running) throw refuse('RUN_UNDER_WAY')
}

/**
 * Reckons a new run from the data as they stand: facts in one picture, the reckoning away from the server's own thread,
 * run, lines and balances written together. It goes on behind the person's back; a row of work says how far it is.
 * Refuses FORBIDDEN (no officer), NOT_FOUND (assumption set), RUN_UNDER_WAY. @returns the id of the work.
 */
export const makeRun = async (
  context: Context & { reportFault?: (error: unknown) => void },
  actor: Actor,
  { reason, assumptionSet }: RunInput,
): Promise<string> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const assumptions = await assumptionsOf(context, assumptionSet)
  await refuseSecondRun(context)
  return startPlanningWork(context, { kind: 'forecast', by: actor.account }, async (progress: Progress) => {
    const facts = await snapshotOfFacts(context)
    if (facts.rolls.length === 0) throw refuse('NO_ROLLS')
    const reckoned = await reckonAway({ facts, assumptions, edits: [] }, progress)
    return context.store.transaction((tx) =>
      writeRun(context, tx, {
        facts,
        assumptions,
        assumptionSet,
        scenario: '',
        edits: [],
        ...reckoned,
        author: actor.account,
        reason,
      }),
    )
  })
}
