import { eq } from 'drizzle-orm'
import type { Db } from '#db/store'
import { parseDistrictSettings } from '~/people/index.server'
import type { Context } from '~/shared/context'

/** How many hours before a child's first session of a day the district takes leave. */
export const leaveHours = async ({ store, district: id }: Context, db: Db = store.db): Promise<number> => {
  const { district } = store.tables
  const [row] = await db.select({ settings: district.settings }).from(district).where(eq(district.id, id))
  return parseDistrictSettings(row?.settings).leaveHours
}
