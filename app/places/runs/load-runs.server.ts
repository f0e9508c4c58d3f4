import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { officerNames } from '../officer-names.server'
import type { Phase } from '../phases'
import { loadAssumptionSets } from '../scenarios/assumption-sets.server'
import { streetNames } from '../street-names.server'
import { latestWorks, type PlanningWork } from './planning-work.server'

export interface RunRow {
  id: string
  number: number
  origin: number
  horizon: number
  reason: string
  /** Names; '' where there is none. */
  assumptionSet: string
  scenario: string
  author: string
  at: number
  publishedBy: string
  publishedAt: number | null
  /** The cell of a whole phase where most places lack; null where none lacks. */
  worst: { street: string; phase: Phase; year: number; short: number } | null
}

export interface RunsPage {
  rows: RunRow[]
  assumptionSets: { id: string; name: string }[]
  /** The latest reckoning, while it runs or when it failed. */
  work: Pick<PlanningWork, 'state' | 'done' | 'total' | 'sentence' | 'result'> | null
}

/** The worst cell of each run. */
const worstCells = async (context: Context, runs: readonly string[]): Promise<Map<string, RunRow['worst']>> => {
  const { store, district } = context
  const { forecastBalance } = store.tables
  if (runs.length === 0) return new Map()
  const nameOf = await streetNames(context, store.db)
  const lines = await store.db
    .select()
    .from(forecastBalance)
    .where(
      and(
        eq(forecastBalance.district, district),
        eq(forecastBalance.scope, 'phase'),
        inArray(forecastBalance.run, [...runs]),
      ),
    )
  const worst = new Map<string, RunRow['worst']>()
  const ordered = [...lines].sort((a, b) => b.short - a.short || a.year - b.year || (a.street < b.street ? -1 : 1))
  for (const { run, street: code, phase, year, short } of ordered)
    if (!worst.has(run) && Math.round(short) > 0)
      worst.set(run, { street: nameOf.get(code) ?? code, phase, year, short })
  return worst
}

/** Every run, the newest first, without its lines. */
export const loadRunRows = async (context: Context): Promise<RunRow[]> => {
  const { store, district } = context
  const { forecastRun, assumptionSet, scenario } = store.tables
  const runs = await store.db
    .select({
      id: forecastRun.id,
      number: forecastRun.number,
      origin: forecastRun.origin,
      horizon: forecastRun.horizon,
      reason: forecastRun.reason,
      assumptionSet: assumptionSet.name,
      scenario: scenario.name,
      author: forecastRun.author,
      at: forecastRun.at,
      publishedBy: forecastRun.publishedBy,
      publishedAt: forecastRun.publishedAt,
    })
    .from(forecastRun)
    .leftJoin(assumptionSet, and(eq(assumptionSet.district, district), eq(assumptionSet.id, forecastRun.assumptionSet)))
    .leftJoin(scenario, and(eq(scenario.district, district), eq(scenario.id, forecastRun.scenario)))
    .where(eq(forecastRun.district, district))
    .orderBy(desc(forecastRun.number))
  const names = await officerNames(context, store.db)
  const worst = await worstCells(
    context,
    runs.map(({ id }) => id),
  )
  return runs.map((run) => ({
    ...run,
    assumptionSet: run.assumptionSet ?? '',
    scenario: run.scenario ?? '',
    author: names.get(run.author) ?? '',
    publishedBy: names.get(run.publishedBy ?? '') ?? '',
    worst: worst.get(run.id) ?? null,
  }))
}

/** The page of forecasts. Refuses FORBIDDEN to all but officers. */
export const loadRunsPage = async (context: Context, actor: Actor): Promise<RunsPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const [work] = await latestWorks(context, 'forecast', 1)
  const sets = await loadAssumptionSets(context, context.store.db)
  return {
    rows: await loadRunRows(context),
    assumptionSets: sets.map(({ id, name }) => ({ id, name })),
    work: work ?? null,
  }
}
