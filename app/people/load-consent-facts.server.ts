import { eq } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import type { ConsentFacts } from './consent-text'

/** The names that stand in the consent text. */
export const loadConsentFacts = async ({ store, district: id }: Context): Promise<ConsentFacts> => {
  const { district } = store.tables
  const [row] = await store.db.select().from(district).where(eq(district.id, id))
  if (!row) throw new Error(`district ${id} is missing`)
  return { portalName: row.portalName, district: row.name, hotline: row.hotline }
}
