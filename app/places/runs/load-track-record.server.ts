import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { autumnOf } from '../autumn-rules'
import { ledgerSupply, sumOfSupplies } from '../capacity/supply-rules'
import { gradesOfPhase, type Phase } from '../phases'
import { readAssumptions } from '../plan/assumptions-rules'
import { shortOf } from '../plan/balance-rules'
import { toneOf } from '../plan/colour-rules'
import type { DistrictFacts } from '../plan/district-facts'
import type { PlanBacktest } from '../plan/plan-district'
import { inUseProjects, projectSupplies, promisedPlaces } from '../plan/project-supply-rules'
import { readDistrictFacts } from '../plan/read-facts.server'
import type { RunFindings } from './run-nouns'
import { balancesOf, linesOf } from './run-rows.server'
import type { Size } from './score-rules'
import {
  type AlertRow,
  alertRows,
  type JudgedAlert,
  type JudgedLine,
  judgeLines,
  type ScoreRow,
  scoreRows,
} from './track-rules'

export interface TrackSearch {
  phase: Phase | ''
  size: Size | ''
  /** '' for every vintage. */
  run: string
}

export interface Vintage {
  id: string
  number: number
  origin: number
  at: number
}

export interface TrackRecord {
  search: TrackSearch
  /** Published runs of which at least one autumn has come, the newest first. */
  vintages: Vintage[]
  scores: ScoreRow[]
  alerts: AlertRow[]
  /** Of the newest published run; null where there is none. */
  backtest: { run: Vintage; scores: PlanBacktest } | null
  /** Mean error of the district's phases one autumn ahead, of the newest vintage; null where none has come. */
  latest: { number: number; origin: number; mape: number } | null
}

const HALF_A_CHILD = 0.5

/** Places that lacked in a street and phase in an autumn that has come. */
const shortThen = (facts: DistrictFacts, tier: 'standard' | 'actual' | 'emergency') => {
  const streetOf = new Map(facts.schools.map(({ id, street }) => [id, street]))
  const projects = projectSupplies(inUseProjects(facts.projects), [], () => 1)
  return (street: string, phase: Phase, year: number): number => {
    const ledger = ledgerSupply(facts, [year]).filter(
      (one) => one.tier === tier && one.street === street && one.phase === phase,
    )
    const opened = projects.filter((one) => one.street === street && one.phase === phase)
    const base = sumOfSupplies(ledger, phase, 1)[0] ?? []
    const places = opened.reduce(
      (sum, one) => promisedPlaces(one, [year], 0).map((more, i) => more + (sum[i] ?? 0)),
      base,
    )
    const children = gradesOfPhase[phase].map((grade) =>
      facts.rolls
        .filter((one) => one.year === year && one.grade === grade && streetOf.get(one.school) === street)
        .reduce((sum, { pupils }) => sum + pupils, 0),
    )
    return shortOf(children, places)
  }
}

/** 准不准: every vintage held against what came. Refuses FORBIDDEN to all but officers. */
export const loadTrackRecord = async (context: Context, actor: Actor, search: TrackSearch): Promise<TrackRecord> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { forecastRun } = store.tables
  const facts = await readDistrictFacts(context, store.db)
  const now = Math.min(facts.origin, autumnOf(dayOf(clock.now())))
  const published = await store.db
    .select()
    .from(forecastRun)
    .where(and(eq(forecastRun.district, district), eq(forecastRun.scenario, ''), isNotNull(forecastRun.publishedAt)))
    .orderBy(asc(forecastRun.number))
  const vintageOf = ({ id, number, origin, at }: (typeof published)[number]): Vintage => ({ id, number, origin, at })
  const due = published.filter(({ origin }) => origin < now).reverse()
  const wanted = due.filter(({ id }) => search.run === '' || id === search.run)
  const judged: JudgedLine[] = []
  const alerts: JudgedAlert[] = []
  let latest: TrackRecord['latest'] = null
  for (const run of wanted) {
    const own = judgeLines(await linesOf(context, run.id), facts, { origin: run.origin, now }, gradesOfPhase)
    judged.push(...own)
    if (run.id === due[0]?.id) {
      const ahead = scoreRows(own).find(({ level, horizon }) => level === 'district' && horizon === 1)
      latest = ahead ? { number: run.number, origin: run.origin, mape: ahead.score.mape } : null
    }
    const assumptions = readAssumptions(run.assumptions)
    const shortIn = shortThen(facts, assumptions.tier)
    for (const line of await balancesOf(context, run.id))
      if (line.scope === 'phase' && line.year > run.origin && line.year <= now)
        alerts.push({
          phase: line.phase,
          horizon: line.year - run.origin,
          alerted: toneOf(line, assumptions) === 'short',
          happened: shortIn(line.street, line.phase, line.year) >= HALF_A_CHILD,
        })
  }
  const newest = published.at(-1)
  const fits = ({ phase, size }: JudgedLine): boolean =>
    (search.phase === '' || phase === search.phase) && (search.size === '' || size === search.size)
  return {
    search,
    vintages: due.map(vintageOf),
    scores: scoreRows(judged.filter(fits)),
    alerts: alertRows(alerts.filter(({ phase }) => search.phase === '' || phase === search.phase)),
    backtest: newest ? { run: vintageOf(newest), scores: (newest.errors as RunFindings).backtest } : null,
    latest,
  }
}
