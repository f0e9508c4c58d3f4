import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { type WalkHomeWord, walksAlone } from './pickup-rules'

export interface GuardianToFetch {
  account: string
  pupil: string
  name: string
  relation: string
  phone: string
}

export interface PersonNamed {
  id: string
  pupil: string
  name: string
  relation: string
  phone: string
}

/** The living guardians of children, whose accounts are not disabled. */
export const guardiansToFetch = async (
  { store, district }: Context,
  pupils: readonly string[],
  db: Db = store.db,
): Promise<GuardianToFetch[]> => {
  if (pupils.length === 0) return []
  const { guardianship, account } = store.tables
  const rows = await db
    .select({
      account: account.id,
      pupil: guardianship.pupil,
      name: account.name,
      relation: guardianship.relation,
      phone: account.phone,
    })
    .from(guardianship)
    .innerJoin(
      account,
      and(eq(account.district, district), eq(account.id, guardianship.account), isNull(account.disabledAt)),
    )
    .where(
      and(eq(guardianship.district, district), store.among(guardianship.pupil, pupils), isNull(guardianship.endedAt)),
    )
    .orderBy(asc(guardianship.pupil), asc(guardianship.account))
  return rows.map(({ phone, ...row }) => ({ ...row, phone: phone ?? '' }))
}

/** The people a family named for its children: to fetch them, or to be called. Only the word of a living guardian counts. */
export const personsNamed = async (
  { store, district }: Context,
  as: 'pickup' | 'emergency',
  pupils: readonly string[],
  db: Db = store.db,
): Promise<PersonNamed[]> => {
  if (pupils.length === 0) return []
  const table = as === 'pickup' ? store.tables.pickupAuthorisation : store.tables.emergencyContact
  const { guardianship } = store.tables
  return db
    .select({
      id: table.id,
      pupil: table.pupil,
      name: table.name,
      relation: table.relation,
      phone: table.phone,
    })
    .from(table)
    .innerJoin(
      guardianship,
      and(
        eq(guardianship.district, district),
        eq(guardianship.account, table.by),
        eq(guardianship.pupil, table.pupil),
        isNull(guardianship.endedAt),
      ),
    )
    .where(and(eq(table.district, district), store.among(table.pupil, pupils), isNull(table.endedAt)))
    .orderBy(asc(table.at), asc(table.id))
}

/** Of these children who may walk home alone, and since when. */
export const walkersAmong = async (
  { store, district }: Context,
  pupils: readonly string[],
  db: Db = store.db,
): Promise<Map<string, number>> => {
  if (pupils.length === 0) return new Map()
  const { walkHomeConsent: consent, guardianship } = store.tables
  const rows = await db
    .select({ pupil: consent.pupil, decision: consent.decision, at: consent.at, giver: guardianship.account })
    .from(consent)
    .leftJoin(
      guardianship,
      and(
        eq(guardianship.district, district),
        eq(guardianship.account, consent.by),
        eq(guardianship.pupil, consent.pupil),
        isNull(guardianship.endedAt),
      ),
    )
    .where(and(eq(consent.district, district), store.among(consent.pupil, pupils)))
  const byPupil = new Map<string, WalkHomeWord[]>()
  for (const { pupil, decision, at, giver } of rows)
    byPupil.set(pupil, [...(byPupil.get(pupil) ?? []), { decision, at, byGuardian: giver !== null }])
  return new Map(
    [...byPupil].flatMap(([pupil, said]) =>
      walksAlone(said) ? [[pupil, Math.max(...said.map(({ at }) => at))] as const] : [],
    ),
  )
}
