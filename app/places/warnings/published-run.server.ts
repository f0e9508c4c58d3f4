import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { type Assumptions, readAssumptions } from '../plan/assumptions-rules'
import type { BalanceLine } from '../plan/district-facts'
import { type WarningCell, warningCells } from './warning-rules'

export interface PublishedRun {
  id: string
  number: number
  origin: number
  publishedAt: number
  thresholds: Assumptions
  cells: WarningCell[]
}

/** The latest run of the projects as they stand that was published, with the cells that may be warned of; null where none was. */
export const loadPublishedRun = async ({ store, district }: Context, db: Db): Promise<PublishedRun | null> => {
  const { forecastRun, forecastBalance } = store.tables
  const [run] = await db
    .select()
    .from(forecastRun)
    .where(and(eq(forecastRun.district, district), eq(forecastRun.scenario, ''), isNotNull(forecastRun.publishedAt)))
    .orderBy(desc(forecastRun.number))
    .limit(1)
  if (!run) return null
  const balances: BalanceLine[] = await db
    .select()
    .from(forecastBalance)
    .where(
      and(eq(forecastBalance.district, district), eq(forecastBalance.run, run.id), eq(forecastBalance.scope, 'intake')),
    )
  const thresholds = readAssumptions(run.assumptions)
  const { id, number, origin, publishedAt } = run
  return {
    id,
    number,
    origin,
    publishedAt: publishedAt ?? 0,
    thresholds,
    cells: warningCells(balances, { origin, thresholds }),
  }
}
