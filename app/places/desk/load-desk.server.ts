import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { type ChangeLine, loadLatestChanges } from '../change-log/load-changes.server'
import { chartWords } from '../charts/chart-words'
import { drawFan } from '../charts/draw-fan.server'
import { type FanRow, fanRows } from '../charts/fan-rules'
import type { Assumptions } from '../plan/assumptions-rules'
import type { DistrictFacts } from '../plan/district-facts'
import { readDistrictFacts } from '../plan/read-facts.server'
import { loadReconciliation } from '../projects/load-projects.server'
import { type PipelineRow, pipelineRowOf } from '../projects/pipeline-rules'
import type { Reconciliation } from '../projects/reconciliation-rules'
import { type LatestPlan, loadPlanOfRun } from '../runs/load-latest-plan.server'
import { latestWorks } from '../runs/planning-work.server'
import { streetWord } from '../street-words'
import { loadVersions, type Versions, versionNames } from './desk-run.server'
import type { DeskSearch } from './desk-search'
import { whereWord, deskWords as words } from './desk-words'
import { type Heat, type HeatCell, heatOf, openedCell, type Scope, worstGap } from './heat-rules'
import { type LastError, loadLastError } from './last-error.server'
import { loadStreets } from './load-streets.server'
import { pastAutumns } from './past-rules'
import { byUrgency, type UrgentRows } from './pipeline-order-rules'
import { stepOf, streetDemands } from './plan-cell-rules'
import { redDates } from './red-date-rules'
import { type Why, whyOf } from './why-rules'

/** The fan of the open cell. */
export interface DeskFan {
  where: string
  rows: FanRow[]
  wide: string
  narrow: string
  label: string
}

/** What the screen shows of a version. */
export interface DeskView {
  run: Pick<LatestPlan['run'], 'id' | 'number' | 'origin' | 'at'> & {
    published: boolean
    /** By name; '' where there is none. */
    assumptionSet: string
    scenario: string
  }
  assumptions: Assumptions
  heat: Heat
  worst: HeatCell | null
  opened: HeatCell
  /** Where the open cell's number comes from; null where the plan does not say. */
  why: Why | null
  fan: DeskFan
}

export interface DeskPageData {
  district: string
  today: string
  streets: { code: string; name: string }[]
  versions: Versions
  /** null where no version was ever made, or it knows no street. */
  view: DeskView | null
  pipeline: UrgentRows
  /** What the district announced, against the projects. */
  reconciliation: Reconciliation
  changes: ChangeLine[]
  /** How good the forecast was that has come true or not by now; null where none is old enough. */
  lastError: LastError | null
  /** A new version that is being made; null for none. */
  working: { done: number; total: number } | null
}

const CHANGES_SHOWN = 5

/** Everything on the planner's screen. Refuses FORBIDDEN, RUN_UNKNOWN. */
export const loadDesk = async (context: Context, actor: Actor, search: DeskSearch): Promise<DeskPageData> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const today = dayOf(context.clock.now())
  const streets = await loadStreets(context)
  const versions = await loadVersions(context)
  const asked = search.run || versions.newest?.id
  const plan = asked ? await loadPlanOfRun(context, asked) : null
  const facts = await readDistrictFacts(context, context.store.db)
  const [work] = await latestWorks(context, 'forecast', 1)
  const view = plan && viewOf(plan, await versionNames(context, plan.run.id), { facts, streets, search })
  const rows = pipelineOf(plan, facts, { streets, scope: search.scope, today })
  return {
    district: context.district,
    today,
    streets,
    versions,
    view,
    pipeline: byUrgency(rows, facts.projects, view?.opened.street ?? ''),
    reconciliation: await loadReconciliation(context),
    changes: await loadLatestChanges(context, actor, CHANGES_SHOWN),
    lastError: await loadLastError(context, facts),
    working: work?.state === 'running' ? { done: work.done, total: work.total } : null,
  }
}

type Streets = DeskPageData['streets']

const nameOf = (streets: Streets, code: string): string =>
  streetWord(streets.find((one) => one.code === code)?.name ?? code)

/** The projects along time; each that can still be late says by when its street turns red. */
const pipelineOf = (
  plan: LatestPlan | null,
  facts: DistrictFacts,
  { streets, scope, today }: { streets: Streets; scope: Scope; today: string },
): PipelineRow[] => {
  const rows = facts.projects.map((project) => pipelineRowOf(project, today))
  if (!plan) return rows
  const { assumptions, run } = plan
  const red = redDates({ facts: { ...facts, origin: run.origin }, assumptions, demand: streetDemands(plan), scope })
  return rows.map((row) => {
    const date = red.find(({ project }) => project === row.id)
    if (!date) return row
    const where = whereWord(nameOf(streets, date.street), date.phase, scope)
    return { ...row, sentence: `${row.sentence}${words.turnsRed(where, date.year, date.day)}` }
  })
}

const viewOf = (
  plan: LatestPlan,
  names: { assumptionSet: string; scenario: string },
  { facts, streets, search }: { facts: DistrictFacts; streets: Streets; search: DeskSearch },
): DeskView | null => {
  const { scope, colour } = search
  const { assumptions, balances } = plan
  const heat = heatOf(plan, streets, { scope, colour, thresholds: assumptions })
  const opened = openedCell(heat, search)
  if (!opened) return null
  const { street, phase } = opened
  const ahead = balances
    .filter((line) => line.street === street && line.phase === phase && line.scope === scope)
    .sort((a, b) => a.year - b.year)
    .map(({ year, demandP10, demandP50, demandP90, promised, probable, short }) => ({
      year,
      p10: demandP10,
      p50: demandP50,
      p90: demandP90,
      promised,
      probable,
      short,
    }))
  const rows = fanRows(pastAutumns(facts, { street, phase, scope }, assumptions), ahead)
  const where = whereWord(nameOf(streets, street), phase, scope)
  const at = (year: number): FanRow | undefined => rows.find((row) => row.year === year)
  const [origin, here, last] = [at(plan.run.origin), at(opened.year), rows.at(-1)]
  const label = origin && here && last ? chartWords.label({ where, origin, opened: here, last }) : where
  const step = stepOf(plan, opened, scope)
  const { id, number, at: made, publishedAt } = plan.run
  return {
    run: { id, number, origin: plan.run.origin, at: made, published: publishedAt !== null, ...names },
    assumptions,
    heat,
    worst: worstGap(heat),
    opened,
    why: step && whyOf(step, opened.places),
    fan: {
      where,
      rows,
      wide: drawFan(rows, opened.year, 'wide'),
      narrow: drawFan(rows, opened.year, 'narrow'),
      label,
    },
  }
}
