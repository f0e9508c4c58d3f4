import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '~/shared/context'

/** A version by name. */
export interface Version {
  id: string
  number: number
}

/** The newest version of the projects as they stand, and the newest that is published. */
export interface Versions {
  newest: Version | null
  published: Version | null
}

/** Which versions there are to look at. */
export const loadVersions = async ({ store, district }: Context): Promise<Versions> => {
  const { forecastRun } = store.tables
  const first = async (published: boolean): Promise<Version | null> => {
    const [row] = await store.db
      .select({ id: forecastRun.id, number: forecastRun.number })
      .from(forecastRun)
      .where(
        and(
          eq(forecastRun.district, district),
          eq(forecastRun.scenario, ''),
          published ? isNotNull(forecastRun.publishedAt) : undefined,
        ),
      )
      .orderBy(desc(forecastRun.number))
      .limit(1)
    return row ?? null
  }
  return { newest: await first(false), published: await first(true) }
}

/** What a version is called by: its set of assumptions and its scenario; '' where there is none. */
export const versionNames = async (
  { store, district }: Context,
  id: string,
): Promise<{ assumptionSet: string; scenario: string }> => {
  const { forecastRun, assumptionSet, scenario } = store.tables
  const [row] = await store.db
    .select({ assumptionSet: assumptionSet.name, scenario: scenario.name })
    .from(forecastRun)
    .leftJoin(assumptionSet, and(eq(assumptionSet.district, district), eq(assumptionSet.id, forecastRun.assumptionSet)))
    .leftJoin(scenario, and(eq(scenario.district, district), eq(scenario.id, forecastRun.scenario)))
    .where(and(eq(forecastRun.district, district), eq(forecastRun.id, id)))
  return { assumptionSet: row?.assumptionSet ?? '', scenario: row?.scenario ?? '' }
}
