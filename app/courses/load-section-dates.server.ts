import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '~/shared/context'

export interface DatesOfSection {
  startsOn: string
  endsOn: string
}

/** From which day to which each of these sections runs, by id; one query. */
export const loadSectionDates = async (
  { store, district }: Context,
  ids: readonly string[],
): Promise<Map<string, DatesOfSection>> => {
  if (ids.length === 0) return new Map()
  const { section } = store.tables
  const rows = await store.db
    .select({ id: section.id, startsOn: section.startsOn, endsOn: section.endsOn })
    .from(section)
    .where(and(eq(section.district, district), inArray(section.id, [...new Set(ids)])))
  return new Map(rows.map(({ id, ...dates }) => [id, dates]))
}

/** The days that hold all of these sections, for one look into the calendar. */
export const spanOf = (dates: Iterable<DatesOfSection>): DatesOfSection | null => {
  const all = [...dates]
  const [startsOn] = all.map((one) => one.startsOn).sort()
  const endsOn = all
    .map((one) => one.endsOn)
    .sort()
    .at(-1)
  return startsOn && endsOn ? { startsOn, endsOn } : null
}
