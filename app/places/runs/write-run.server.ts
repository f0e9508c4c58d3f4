import { randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { recordChange } from '../change-log/record-change.server'
import type { Assumptions } from '../plan/assumptions-rules'
import type { DistrictFacts, ScenarioEdit } from '../plan/district-facts'
import { hashOfFacts } from '../plan/read-facts.server'
import type { ReckonedRun } from './reckon-run'
import { keptPlan, type RunFindings } from './run-nouns'
import { runWords as words } from './run-words'

/** What a run is made from. */
export interface RunToWrite extends ReckonedRun {
  facts: DistrictFacts
  assumptions: Assumptions
  /** Id of the set the assumptions are from; '' for the defaults. */
  assumptionSet: string
  /** Id of the scenario; '' for the projects as they stand. */
  scenario: string
  edits: readonly ScenarioEdit[]
  author: string
  reason: string
}

/** SHA-256 of everything that decides what comes out, hex. */
export const hashOfRun = ({ facts, assumptions, edits }: Pick<RunToWrite, 'facts' | 'assumptions' | 'edits'>): string =>
  hashOfFacts(facts, { assumptions, edits })

/**
 * Writes a run with its lines and balances, 留痕 and audit, in the transaction given. It is never changed afterwards but
 * for its publishing.
 * @returns its id.
 */
export const writeRun = async (context: Context, tx: Tx, run: RunToWrite): Promise<string> => {
  const { store, district, clock } = context
  const { forecastRun, forecastLine, forecastBalance, district: districts } = store.tables
  // Two runs written at once would take the same number.
  await tx.lock({ district: districts.id, key: districts.id }, district, [district])
  const [last] = await tx
    .select({ number: forecastRun.number })
    .from(forecastRun)
    .where(eq(forecastRun.district, district))
    .orderBy(desc(forecastRun.number))
    .limit(1)
  const id = randomUUID()
  const number = (last?.number ?? 0) + 1
  const { lines, balances, origin, years, ...plan } = keptPlan(run.plan)
  const findings: RunFindings = {
    today: run.facts.today,
    record: run.plan.record,
    backtest: run.backtest,
    demand: plan.demand,
    steps: plan.steps,
    projects: plan.projects,
    warnings: plan.warnings,
    odds: run.odds,
  }
  await tx.insert(forecastRun).values({
    district,
    id,
    number,
    origin,
    horizon: years.length - 1,
    dataHash: hashOfRun(run),
    assumptionSet: run.assumptionSet,
    assumptions: run.assumptions,
    scenario: run.scenario,
    author: run.author,
    reason: run.reason,
    at: clock.now(),
    errors: findings,
    publishedBy: null,
    publishedAt: null,
  })
  await tx.writeMany(
    forecastLine,
    lines.map(({ grade, ...line }) => ({ district, run: id, ...line, grade: grade === null ? '' : String(grade) })),
  )
  await tx.writeMany(
    forecastBalance,
    balances.map((line) => ({ district, run: id, ...line })),
  )
  await recordChange(context, tx, {
    subject: 'run',
    of: id,
    street: '',
    title: words.log.made(number),
    reason: run.reason,
    by: run.author,
  })
  await writeAudit(context, tx, [
    {
      actor: run.author,
      action: 'forecast.made',
      subject: `run:${id}`,
      detail: { number, origin, assumptionSet: run.assumptionSet, scenario: run.scenario, hash: hashOfRun(run) },
    },
  ])
  return id
}
