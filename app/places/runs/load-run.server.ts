import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { officerNames } from '../officer-names.server'
import { type Phase, phases } from '../phases'
import { type Assumptions, readAssumptions } from '../plan/assumptions-rules'
import type { BalanceLine } from '../plan/district-facts'
import type { PlanWarning } from '../plan/plan-nouns'
import { streetNames } from '../street-names.server'
import { type OddsRow, tellingOdds } from './odds-rows-rules'
import type { RunFindings } from './run-nouns'
import { balancesOf, runOf } from './run-rows.server'

export interface DistrictTotal {
  year: number
  /** By phase, in their order. */
  bands: { phase: Phase; p10: number; p50: number; p90: number }[]
  /** All phases. */
  children: number
}

export interface RunPage {
  id: string
  number: number
  origin: number
  horizon: number
  dataHash: string
  today: string
  assumptions: Assumptions
  assumptionSet: string
  reason: string
  author: string
  at: number
  publishedBy: string
  publishedAt: number | null
  /** May be published by the one who looks. */
  mayPublish: boolean
  own: boolean
  totals: DistrictTotal[]
  /** Cells of whole phases where places lack, most first. */
  gaps: (BalanceLine & { streetName: string })[]
  /** Streets that may well lack places once, most likely first. */
  odds: (OddsRow & { streetName: string })[]
  warnings: PlanWarning[]
  backtest: RunFindings['backtest']
}

/** The district's children by phase and year, as the run's own lines say. */
const totalsOf = async ({ store, district }: Context, run: string): Promise<DistrictTotal[]> => {
  const { forecastLine: line } = store.tables
  const rows = await store.db
    .select()
    .from(line)
    .where(and(eq(line.district, district), eq(line.run, run), eq(line.level, 'district'), eq(line.grade, '')))
    .orderBy(asc(line.year))
  return [...new Set(rows.map(({ year }) => year))].map((year) => {
    const bands = phases.flatMap((phase) => {
      const row = rows.find((one) => one.year === year && one.phase === phase)
      return row ? [{ phase, p10: row.p10, p50: row.p50, p90: row.p90 }] : []
    })
    return { year, bands, children: bands.reduce((sum, { p50 }) => sum + p50, 0) }
  })
}

/** One run with everything its page shows. Refuses FORBIDDEN, RUN_UNKNOWN. */
export const loadRun = async (context: Context, actor: Actor, id: string): Promise<RunPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district } = context
  const run = await runOf(context, id)
  const { assumptionSet } = store.tables
  const [set] = await store.db
    .select({ name: assumptionSet.name })
    .from(assumptionSet)
    .where(and(eq(assumptionSet.district, district), eq(assumptionSet.id, run.assumptionSet)))
  const names = await officerNames(context, store.db)
  const streets = await streetNames(context, store.db)
  const findings = run.errors as RunFindings
  const balances = await balancesOf(context, id)
  const gaps = balances
    .filter(({ scope, short }) => scope === 'phase' && Math.round(short) > 0)
    .sort((a, b) => b.short - a.short || a.year - b.year)
    .map((line) => ({ ...line, streetName: streets.get(line.street) ?? line.street }))
  const assumptions = readAssumptions(run.assumptions)
  const odds = tellingOdds(findings.odds ?? [], balances, assumptions.tightFrom)
  const { number, origin, horizon, dataHash, reason, at, publishedAt } = run
  return {
    ...{ id, number, origin, horizon, dataHash, reason, at, publishedAt },
    today: findings.today,
    assumptions,
    assumptionSet: set?.name ?? '',
    author: names.get(run.author) ?? '',
    publishedBy: names.get(run.publishedBy ?? '') ?? '',
    own: run.author === actor.account,
    mayPublish: publishedAt === null && run.author !== actor.account,
    totals: await totalsOf(context, id),
    gaps,
    odds: odds.map((one) => ({ ...one, streetName: streets.get(one.street) ?? one.street })),
    warnings: findings.warnings,
    backtest: findings.backtest,
  }
}
