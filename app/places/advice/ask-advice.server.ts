import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { away, type Progress } from '../away.server'
import { phaseWords } from '../phase-words'
import { readAssumptions } from '../plan/assumptions-rules'
import type { ScenarioEdit } from '../plan/district-facts'
import { snapshotOfFacts } from '../plan/read-facts.server'
import { loadLatestPlan } from '../runs/load-latest-plan.server'
import { STUCK_MS, startPlanningWork } from '../runs/planning-work.server'
import { saveScenario } from '../scenarios/save-scenario.server'
import type { CatchmentInput, TimingInput } from './advice-form'
import type { Advice, AdviceToReckon, ReckonedAdvice } from './advice-nouns'
import { catchmentWords, timingWords } from './advice-words'
import { advise } from './advise.server'
import { boundaryEdits } from './catchment-rules'
import { readCatchmentFacts } from './read-catchment-facts.server'

type Asking = Context & { reportFault?: (error: unknown) => void }

/** One piece of advice at a time: two would share the cores of the families' server. */
const refuseSecond = async ({ store, district, clock }: Context): Promise<void> => {
  const { planningWork: work } = store.tables
  const [running] = await store.db
    .select({ id: work.id })
    .from(work)
    .where(
      and(
        eq(work.district, district),
        inArray(work.kind, ['timing', 'catchments']),
        eq(work.state, 'running'),
        gt(work.changedAt, clock.now() - STUCK_MS),
      ),
    )
  if (running) throw refuse('ADVICE_UNDER_WAY')
}

const reckon = async <Kind extends AdviceToReckon['kind']>(
  input: AdviceToReckon & { kind: Kind },
  progress: Progress,
): Promise<Extract<ReckonedAdvice, { kind: Kind }> | null> =>
  (await away<AdviceToReckon, ReckonedAdvice>('advice-worker.js', input, advise, progress)) as Extract<
    ReckonedAdvice,
    { kind: Kind }
  > | null

interface Proposal {
  name: string
  why: string
  edits: readonly ScenarioEdit[]
  advice: Advice
}

const propose = (context: Context, actor: Actor, proposal: Proposal): Promise<string> =>
  saveScenario(context, actor, { ...proposal, assumptionSet: '', source: 'advice' })

/**
 * Works out when to start which project, behind the person's back, and keeps it as a draft of a scenario.
 * Refuses FORBIDDEN, ADVICE_UNDER_WAY. The work says NO_ROLLS, ADVICE_NOTHING. @returns the id of the work.
 */
export const askTiming = async (context: Asking, actor: Actor, { why, ...ask }: TimingInput): Promise<string> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  await refuseSecond(context)
  return startPlanningWork(context, { kind: 'timing', by: actor.account }, async (progress) => {
    const facts = await snapshotOfFacts(context)
    if (facts.rolls.length === 0) throw refuse('NO_ROLLS')
    const latest = await loadLatestPlan(context)
    const reckoned = await reckon(
      {
        kind: 'timing',
        facts,
        assumptions: latest?.assumptions ?? readAssumptions({}),
        ...(latest ? { record: latest.record } : {}),
        ask,
      },
      progress,
    )
    if (!reckoned) throw refuse('ADVICE_NOTHING')
    const { advice, edits } = reckoned
    return propose(context, actor, { name: timingWords.name(advice.lastAutumn), why, edits, advice })
  })
}

/**
 * Works out which cell belongs to which school, behind the person's back, and keeps it as a draft of a scenario.
 * Refuses FORBIDDEN, ADVICE_UNDER_WAY. The work says NO_CELLS, ADVICE_UNSOLVED. @returns the id of the work.
 */
export const askCatchments = async (
  context: Asking,
  actor: Actor,
  { why, limit, change, ...asked }: CatchmentInput,
): Promise<string> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  await refuseSecond(context)
  return startPlanningWork(context, { kind: 'catchments', by: actor.account }, async (progress) => {
    const { cells, schools, ...known } = await readCatchmentFacts(context, asked)
    if (cells.length === 0 || schools.length === 0) throw refuse('NO_CELLS')
    const wishes = { limit, change }
    const reckoned = await reckon({ kind: 'catchments', cells, schools, wishes }, progress)
    if (!reckoned) throw refuse('ADVICE_UNSOLVED')
    const { result, gap } = reckoned
    const { phase, autumn } = asked
    return propose(context, actor, {
      name: catchmentWords.name(phaseWords[phase], autumn),
      why,
      edits: boundaryEdits(phase, result, schools),
      advice: { kind: 'catchments', ...asked, ...known, ...result, wishes, gap },
    })
  })
}
