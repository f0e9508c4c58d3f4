import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'

/** Names of the bureau's people by account, also of those who left. */
export const officerNames = async ({ store, district }: Context, db: Db): Promise<Map<string, string>> => {
  const { account, roleGrant } = store.tables
  const rows = await db
    .select({ id: account.id, name: account.name })
    .from(account)
    .innerJoin(
      roleGrant,
      and(eq(roleGrant.district, district), eq(roleGrant.account, account.id), eq(roleGrant.role, 'officer')),
    )
    .where(eq(account.district, district))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
