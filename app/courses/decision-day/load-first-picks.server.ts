import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import type { FirstPick } from './first-pick-rules'

/** The first picks that live now in these schools. One read by index, and nothing where no school is named. */
export const loadFirstPicks = async (
  { store, district, clock }: Context,
  db: Db,
  schools: readonly string[],
): Promise<(FirstPick & { section: string })[]> => {
  if (schools.length === 0) return []
  const { firstPick } = store.tables
  return db
    .select({
      pupil: firstPick.pupil,
      school: firstPick.school,
      term: firstPick.term,
      section: firstPick.section,
      until: firstPick.until,
    })
    .from(firstPick)
    .where(
      and(
        eq(firstPick.district, district),
        inArray(firstPick.school, [...new Set(schools)]),
        gt(firstPick.until, clock.now()),
      ),
    )
}
