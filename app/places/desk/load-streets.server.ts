import { asc, eq } from 'drizzle-orm'
import type { Context } from '~/shared/context'

/** The district's streets, by code. */
export const loadStreets = async ({ store, district }: Context): Promise<{ code: string; name: string }[]> => {
  const { street } = store.tables
  return store.db
    .select({ code: street.code, name: street.name })
    .from(street)
    .where(eq(street.district, district))
    .orderBy(asc(street.code))
}
