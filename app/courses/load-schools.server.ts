import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Context } from '~/shared/context'

export interface SchoolName {
  id: string
  name: string
}

/** Schools by id, in the order of their names. */
export const loadSchools = async ({ store, district }: Context, ids: readonly string[]): Promise<SchoolName[]> => {
  if (ids.length === 0) return []
  const { school } = store.tables
  return store.db
    .select({ id: school.id, name: school.name })
    .from(school)
    .where(and(eq(school.district, district), inArray(school.id, [...ids])))
    .orderBy(asc(school.name), asc(school.id))
}
