import { and, desc, eq, isNotNull, lt } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import { gradesOfPhase } from '../phases'
import type { DistrictFacts } from '../plan/district-facts'
import { judgeLines, scoreRows } from '../runs/track-rules'

/** How far the newest published version whose first autumn has come was off. */
export interface LastError {
  /** The last autumn that version knew. */
  origin: number
  /** Of the district's phases one autumn ahead, percent, one decimal. */
  percent: number
}

/** The same figure as the head of 准不准, read from the district's own lines alone; null where no version is old enough. */
export const loadLastError = async (
  { store, district }: Context,
  facts: Pick<DistrictFacts, 'origin' | 'rolls' | 'schools'>,
): Promise<LastError | null> => {
  const { forecastRun, forecastLine: line } = store.tables
  const [run] = await store.db
    .select({ id: forecastRun.id, origin: forecastRun.origin })
    .from(forecastRun)
    .where(
      and(
        eq(forecastRun.district, district),
        eq(forecastRun.scenario, ''),
        isNotNull(forecastRun.publishedAt),
        lt(forecastRun.origin, facts.origin),
      ),
    )
    .orderBy(desc(forecastRun.number))
    .limit(1)
  if (!run) return null
  const lines = await store.db
    .select()
    .from(line)
    .where(and(eq(line.district, district), eq(line.run, run.id), eq(line.level, 'district')))
  const judged = judgeLines(lines, facts, { origin: run.origin, now: facts.origin }, gradesOfPhase)
  const ahead = scoreRows(judged).find(({ level, horizon }) => level === 'district' && horizon === 1)
  return ahead ? { origin: run.origin, percent: Math.round(ahead.score.mape * 1000) / 10 } : null
}
