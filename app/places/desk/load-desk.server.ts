import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { type ChangeLine, loadLatestChanges } from '../change-log/load-changes.server'
import { chartWords } from '../charts/chart-words'
import { drawFan } from '../charts/draw-fan.server'
import { type FanRow, fanRows } from '../charts/fan-rules'
import { readDistrictFacts } from '../plan/read-facts.server'
import { type PipelineRow, pipelineRowOf } from '../projects/pipeline-rules'
import { latestWorks } from '../runs/planning-work.server'
import { streetWord } from '../street-words'
import { type DeskRun, loadDeskRun, loadVersions, type Versions } from './desk-run.server'
import type { DeskSearch } from './desk-search'
import { whereWord } from './desk-words'
import { type Heat, type HeatCell, heatOf, openedCell, worstGap } from './heat-rules'
import { loadStreets } from './load-streets.server'
import { pastAutumns } from './past-rules'
import type { Why } from './why-rules'

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
  run: Omit<DeskRun, 'balances'>
  heat: Heat
  worst: HeatCell | null
  opened: HeatCell
  fan: DeskFan
  /** Where the open cell's number comes from; null where the plan does not say. */
  why: Why | null
}

export interface DeskPageData {
  district: string
  today: string
  streets: { code: string; name: string }[]
  versions: Versions
  /** null where no version was ever made, or it knows no street. */
  view: DeskView | null
  pipeline: PipelineRow[]
  changes: ChangeLine[]
  /** A new version that is being made; null for none. */
  working: { done: number; total: number } | null
}

const CHANGES_SHOWN = 5

/** The version that an address asks for: its own, else the newest. */
const askedRun = async (context: Context, search: DeskSearch, { newest }: Versions): Promise<DeskRun | null> => {
  const id = search.run || newest?.id
  return id ? loadDeskRun(context, id) : null
}

/** Everything on the planner's screen. Refuses FORBIDDEN, RUN_UNKNOWN. */
export const loadDesk = async (context: Context, actor: Actor, search: DeskSearch): Promise<DeskPageData> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const today = dayOf(context.clock.now())
  const streets = await loadStreets(context)
  const versions = await loadVersions(context)
  const run = await askedRun(context, search, versions)
  const facts = await readDistrictFacts(context, context.store.db)
  const [work] = await latestWorks(context, 'forecast', 1)
  return {
    district: context.district,
    today,
    streets,
    versions,
    view: run && viewOf(run, facts, streets, search),
    pipeline: facts.projects.map((project) => pipelineRowOf(project, today)),
    changes: await loadLatestChanges(context, actor, CHANGES_SHOWN),
    working: work?.state === 'running' ? { done: work.done, total: work.total } : null,
  }
}

type Facts = Awaited<ReturnType<typeof readDistrictFacts>>

const viewOf = (
  { balances, ...run }: DeskRun,
  facts: Facts,
  streets: DeskPageData['streets'],
  search: DeskSearch,
): DeskView | null => {
  const { scope, colour } = search
  const heat = heatOf({ balances, years: run.years }, streets, { scope, colour, thresholds: run.assumptions })
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
  const rows = fanRows(pastAutumns(facts, { street, phase, scope }, run.assumptions), ahead)
  const where = whereWord(streetWord(streets.find(({ code }) => code === street)?.name ?? street), phase, scope)
  const at = (year: number | undefined): FanRow | undefined => rows.find((row) => row.year === year)
  const [origin, here, last] = [at(run.years[0]), at(opened.year), rows.at(-1)]
  const label = origin && here && last ? chartWords.label({ where, origin, opened: here, last }) : where
  return {
    run,
    heat,
    worst: worstGap(heat),
    opened,
    why: null,
    fan: {
      where,
      rows,
      wide: drawFan(rows, opened.year, 'wide'),
      narrow: drawFan(rows, opened.year, 'narrow'),
      label,
    },
  }
}
