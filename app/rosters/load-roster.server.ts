import { and, asc, eq, gte, isNotNull, isNull } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import type { RosterToWrite } from './one-roster-files'

/**
 * Everybody who is at these schools now, as lists and packages go out. Guardians without a telephone cannot be named in
 * a file and are left out; so are staff without a staff number.
 * @param only the schools; null for all of the district. Refuses NOT_FOUND.
 */
export const loadRoster = async (context: Context, db: Db, only: readonly string[] | null): Promise<RosterToWrite> => {
  const { store, district: id, clock } = context
  const t = store.tables
  const [district] = await db
    .select({ id: t.district.id, name: t.district.name })
    .from(t.district)
    .where(eq(t.district.id, id))
  const [term] = await db
    .select({ id: t.term.id, name: t.term.name, startsOn: t.term.startsOn, endsOn: t.term.endsOn })
    .from(t.term)
    .where(and(eq(t.term.district, id), gte(t.term.endsOn, dayOf(clock.now()))))
    .orderBy(asc(t.term.startsOn))
    .limit(1)
  if (!district || !term) throw refuse('NOT_FOUND')
  const schools = await db
    .select({
      id: t.school.id,
      name: t.school.name,
      street: t.school.street,
      streetName: t.street.name,
      stage: t.school.stage,
      inScope: t.school.inScope,
      gate: t.school.gate,
    })
    .from(t.school)
    .leftJoin(t.street, and(eq(t.street.district, id), eq(t.street.code, t.school.street)))
    .where(and(eq(t.school.district, id), only ? store.among(t.school.id, only) : undefined))
    .orderBy(asc(t.school.id))
  if (only && schools.length < only.length) throw refuse('NOT_FOUND')
  const ids = schools.map((school) => school.id)
  const classes = await db
    .select({ id: t.homeClass.id, school: t.homeClass.school, grade: t.homeClass.grade, number: t.homeClass.number })
    .from(t.homeClass)
    .where(and(eq(t.homeClass.district, id), eq(t.homeClass.leftYear, 0), store.among(t.homeClass.school, ids)))
    .orderBy(asc(t.homeClass.school), asc(t.homeClass.grade), asc(t.homeClass.number))
  const place = new Map(classes.map((one, i) => [one.id, i]))
  const pupils = await db
    .select({
      id: t.pupil.id,
      studentNumber: t.pupil.studentNumber,
      name: t.pupil.name,
      school: t.pupil.school,
      homeClass: t.pupil.homeClass,
    })
    .from(t.pupil)
    .where(and(eq(t.pupil.district, id), isNull(t.pupil.leftOn), store.among(t.pupil.school, ids)))
    .orderBy(asc(t.pupil.studentNumber))
  pupils.sort((a, b) => (place.get(a.homeClass) ?? 0) - (place.get(b.homeClass) ?? 0))
  return {
    district,
    term,
    schools: schools.map(({ streetName, street, ...school }) => ({ ...school, street: streetName ?? street })),
    classes,
    pupils,
    guardians: await guardiansAt(context, db, ids),
    staff: await staffAt(context, db, ids),
  }
}

const guardiansAt = async (
  { store, district }: Context,
  db: Db,
  schools: readonly string[],
): Promise<RosterToWrite['guardians'][number][]> => {
  const { guardianship, pupil, account } = store.tables
  const rows = await db
    .select({
      account: guardianship.account,
      pupil: guardianship.pupil,
      relation: guardianship.relation,
      name: account.name,
      phone: account.phone,
    })
    .from(pupil)
    .innerJoin(
      guardianship,
      and(eq(guardianship.district, district), eq(guardianship.pupil, pupil.id), isNull(guardianship.endedAt)),
    )
    .innerJoin(account, and(eq(account.district, district), eq(account.id, guardianship.account)))
    .where(
      and(
        eq(pupil.district, district),
        isNull(pupil.leftOn),
        store.among(pupil.school, schools),
        isNotNull(account.phone),
      ),
    )
    .orderBy(asc(guardianship.pupil), asc(guardianship.account))
  return rows.map(({ phone, ...row }) => ({ ...row, phone: phone ?? '' }))
}

const staffAt = async (
  { store, district }: Context,
  db: Db,
  schools: readonly string[],
): Promise<RosterToWrite['staff'][number][]> => {
  const { roleGrant, account, staff } = store.tables
  const rows = await db
    .select({
      account: account.id,
      staffNumber: account.staffNumber,
      name: account.name,
      school: roleGrant.school,
      role: roleGrant.role,
      subject: staff.subject,
      inService: staff.inService,
      leftOn: staff.leftOn,
    })
    .from(roleGrant)
    .innerJoin(account, and(eq(account.district, district), eq(account.id, roleGrant.account)))
    .leftJoin(staff, and(eq(staff.district, district), eq(staff.account, account.id)))
    .where(and(eq(roleGrant.district, district), isNull(roleGrant.endedAt), store.among(roleGrant.school, schools)))
    .orderBy(asc(roleGrant.school), asc(account.staffNumber), asc(roleGrant.role))
  const byAccount = new Map<string, RosterToWrite['staff'][number]>()
  for (const { role, staffNumber, subject, inService, leftOn, ...row } of rows) {
    if (role === 'officer' || staffNumber === null || leftOn !== null) continue
    const known = byAccount.get(row.account)
    // Somebody of two schools stands in the list of the first.
    if (known && known.school !== row.school) continue
    const roles = known ? [...known.roles, role] : [role]
    byAccount.set(row.account, { ...row, staffNumber, subject: subject ?? '', inService: inService ?? true, roles })
  }
  return [...byAccount.values()]
}
