import { installEmpty } from '#db/install-empty'
import { seedDemo } from '#db/seed'
import { openStore } from '#db/store'
import { systemClock } from '~/shared/clock'
import type { Env } from '~/shared/env'

/**
 * Fills a database that holds no district, as the settings ask; one that holds a district is never altered.
 * @param say is told of the progress.
 * @returns the one-time path with which the first officer of an empty district signs in, else null.
 */
export const installDistrict = async (env: Env, say: (line: string) => void): Promise<string | null> => {
  const store = await openStore({ url: env.databaseUrl })
  try {
    const rows = await store.db.select({ id: store.tables.district.id }).from(store.tables.district).limit(1)
    if (rows.length > 0) return null
    if (env.district === 'empty') return (await installEmpty({ store, clock: systemClock })).path
    await seedDemo({ store, clock: systemClock, progress: say })
    return null
  } finally {
    await store.close()
  }
}
