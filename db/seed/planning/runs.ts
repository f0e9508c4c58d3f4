import {
  markPublished,
  markWarningsPublished,
  readAssumptions,
  readDistrictFacts,
  reckonRun,
  warningsOf,
  writeDrafts,
  writeRun,
} from '~/places/index.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { DAY_MS, instantOf } from '~/shared/day'
import type { Tx } from '../../store'
import { OFFICER, PLANNER } from '../staff'

const HOUR_MS = 3_600_000
const DAYS_AGO = 3

/**
 * Last November's forecast and this autumn's, reckoned from the rows that stand in the transaction, each as they were
 * known on its day, and published by the second officer.
 * @param year this autumn; @param assumptionSet its id. Nothing is dated after the clock's present.
 */
export const addRuns = async (
  context: Context,
  tx: Tx,
  { year, assumptionSet }: { year: number; assumptionSet: string },
): Promise<void> => {
  const now = context.clock.now()
  const lately = now - DAYS_AGO * DAY_MS
  const runs: readonly (readonly [at: number, reason: string])[] = [
    [instantOf(`${year - 1}-11-20`, '15:00'), `${year - 1} 年秋季学籍定了`],
    [lately < instantOf(`${year}-09-01`) ? now - HOUR_MS : lately, `${year} 年秋季学籍定了`],
  ]
  for (const [nth, [at, reason]] of runs.entries()) {
    const then = { ...context, clock: fixedClock(at) }
    const facts = await readDistrictFacts(then, tx)
    const assumptions = readAssumptions({})
    const reckoned = reckonRun({ facts, assumptions, edits: [] }, () => undefined)
    const made = { facts, assumptions, assumptionSet, scenario: '', edits: [], author: PLANNER, reason }
    const run = await writeRun(then, tx, { ...reckoned, ...made })
    const later = { ...context, clock: fixedClock(at + HOUR_MS / 2) }
    await markPublished(later, tx, { run, by: OFFICER, reason: '数据和假设都核对过' })
    if (nth === 0) await addWarnings({ ...context, clock: fixedClock(at + DAY_MS) }, tx)
  }
}

/** What families were told of the earlier forecast, every street and phase; the newer one waits for two officers. */
const addWarnings = async (context: Context, tx: Tx): Promise<void> => {
  const ids = await writeDrafts(context, tx, PLANNER, (cells) => cells)
  await markWarningsPublished(context, tx, OFFICER, await warningsOf(context, tx, ids))
}
