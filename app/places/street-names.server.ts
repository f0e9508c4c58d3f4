import { eq } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { streetWord } from './street-words'

/** The streets by code, in its order, as people say them. */
export const streetNames = async ({ store, district }: Context, db: Db): Promise<Map<string, string>> => {
  const { street } = store.tables
  const rows = await db
    .select({ code: street.code, name: street.name })
    .from(street)
    .where(eq(street.district, district))
    .orderBy(street.code)
  return new Map(rows.map(({ code, name }) => [code, streetWord(name)]))
}
