import { and, eq, max } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'

/** When sections went onto the shelf, by id; one whose history is not kept is missing. */
export const publishedAt = async (
  { store, district }: Context,
  db: Db,
  sections: readonly string[],
): Promise<Map<string, number>> => {
  if (sections.length === 0) return new Map()
  const { sectionStep } = store.tables
  const rows = await db
    .select({ section: sectionStep.section, at: max(sectionStep.at) })
    .from(sectionStep)
    .where(
      and(
        eq(sectionStep.district, district),
        eq(sectionStep.step, 'published'),
        store.among(sectionStep.section, sections),
      ),
    )
    .groupBy(sectionStep.section)
  return new Map(rows.flatMap(({ section, at }) => (at === null ? [] : [[section, Number(at)] as const])))
}
