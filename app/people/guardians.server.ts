import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'

export interface GuardianOfPupil {
  pupil: string
  pupilName: string
  account: string
}

/** The living guardians of pupils: whom a notice goes to. @param db a transaction, or the store's reads. */
export const guardiansOf = async (
  { district, store }: Context,
  db: Db,
  pupils: readonly string[],
): Promise<GuardianOfPupil[]> => {
  if (pupils.length === 0) return []
  const { guardianship, pupil } = store.tables
  return db
    .select({ pupil: guardianship.pupil, pupilName: pupil.name, account: guardianship.account })
    .from(guardianship)
    .innerJoin(pupil, and(eq(pupil.district, district), eq(pupil.id, guardianship.pupil)))
    .where(
      and(eq(guardianship.district, district), inArray(guardianship.pupil, [...pupils]), isNull(guardianship.endedAt)),
    )
}
