import { and, asc, countDistinct, eq, isNull } from 'drizzle-orm'
import type { Context } from '~/shared/context'

export interface ClassToSlip {
  id: string
  grade: number
  number: number
  /** Guardians who never signed in: whoever has no slip yet is among them. */
  waiting: number
}

/** The classes of a school with guardians who have no password yet, lowest grade first; the others are left out. */
export const loadClassesToSlip = async ({ store, district }: Context, school: string): Promise<ClassToSlip[]> => {
  const { homeClass, pupil, guardianship, account } = store.tables
  return store.db
    .select({
      id: homeClass.id,
      grade: homeClass.grade,
      number: homeClass.number,
      waiting: countDistinct(account.id),
    })
    .from(homeClass)
    .innerJoin(pupil, and(eq(pupil.district, district), eq(pupil.homeClass, homeClass.id), isNull(pupil.leftOn)))
    .innerJoin(
      guardianship,
      and(eq(guardianship.district, district), eq(guardianship.pupil, pupil.id), isNull(guardianship.endedAt)),
    )
    .innerJoin(
      account,
      and(eq(account.district, district), eq(account.id, guardianship.account), isNull(account.passwordHash)),
    )
    .where(and(eq(homeClass.district, district), eq(homeClass.school, school), eq(homeClass.leftYear, 0)))
    .groupBy(homeClass.id, homeClass.grade, homeClass.number)
    .orderBy(asc(homeClass.grade), asc(homeClass.number))
}
