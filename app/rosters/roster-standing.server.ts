import { and, eq, isNull, or } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import type { PupilStanding } from './pupil-diff'
import type { PupilLine, RosterFrame, StaffLine, StaffRole } from './roster-rules'
import type { StandingSchool, StandingStaff } from './staff-diff'

/** What stands in the database against which a sheet is held. */

/** The schools a sheet may speak of. @param school whose roster it is; '' for the whole district. */
export const loadRosterFrame = async ({ store, district }: Context, db: Db, school: string): Promise<RosterFrame> => {
  const { school: schools } = store.tables
  const rows = await db
    .select({ id: schools.id, name: schools.name, stage: schools.stage })
    .from(schools)
    .where(eq(schools.district, district))
  return { school, schools: rows }
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)]

export const loadPupilStanding = async (
  { store, district }: Context,
  db: Db,
  lines: readonly PupilLine[],
): Promise<PupilStanding> => {
  const { pupil, homeClass, guardianship, account } = store.tables
  const schools = distinct(lines.map(({ school }) => school))
  const numbers = lines.map(({ studentNumber }) => studentNumber)
  const pupils = await db
    .select({
      id: pupil.id,
      studentNumber: pupil.studentNumber,
      name: pupil.name,
      school: pupil.school,
      homeClass: pupil.homeClass,
      leftOn: pupil.leftOn,
    })
    .from(pupil)
    .where(
      and(
        eq(pupil.district, district),
        or(store.among(pupil.school, schools), store.among(pupil.studentNumber, numbers)),
      ),
    )
  const classes = await db
    .select({ id: homeClass.id, school: homeClass.school, grade: homeClass.grade, number: homeClass.number })
    .from(homeClass)
    .where(and(eq(homeClass.district, district), store.among(homeClass.school, schools), eq(homeClass.leftYear, 0)))
  const guardianships = await db
    .select({ account: guardianship.account, pupil: guardianship.pupil, relation: guardianship.relation })
    .from(guardianship)
    .where(
      and(
        eq(guardianship.district, district),
        store.among(
          guardianship.pupil,
          pupils.map(({ id }) => id),
        ),
        isNull(guardianship.endedAt),
      ),
    )
  const phones = distinct(lines.flatMap(({ guardians }) => guardians.map(({ phone }) => phone)))
  const accounts = await db
    .select({ id: account.id, phone: account.phone, name: account.name })
    .from(account)
    .where(
      and(
        eq(account.district, district),
        or(
          store.among(account.phone, phones),
          store.among(account.id, distinct(guardianships.map((link) => link.account))),
        ),
      ),
    )
  const named = new Set(phones)
  // Only who is named under another telephone may keep an account: the others need not be asked about.
  const unnamed = accounts.filter(({ phone }) => phone !== null && !named.has(phone)).map(({ id }) => id)
  const [atWork, elsewhere] = [
    await accountsAtWork({ store, district }, db),
    await accountsElsewhere({ store, district }, db, unnamed, schools),
  ]
  return {
    classes,
    pupils: pupils.map(({ leftOn, ...one }) => ({ ...one, left: leftOn !== null })),
    guardianships,
    accounts: accounts.map((one) => ({ ...one, staff: atWork.has(one.id), elsewhere: elsewhere.has(one.id) })),
  }
}

/** Whoever holds a role now. */
const accountsAtWork = async (
  { store, district }: Pick<Context, 'store' | 'district'>,
  db: Db,
): Promise<Set<string>> => {
  const { roleGrant } = store.tables
  const rows = await db
    .selectDistinct({ account: roleGrant.account })
    .from(roleGrant)
    .where(and(eq(roleGrant.district, district), isNull(roleGrant.endedAt)))
  return new Set(rows.map(({ account }) => account))
}

/** Those of the accounts with a child at another school. */
const accountsElsewhere = async (
  { store, district }: Pick<Context, 'store' | 'district'>,
  db: Db,
  accounts: readonly string[],
  schools: readonly string[],
): Promise<Set<string>> => {
  if (accounts.length === 0) return new Set()
  const { guardianship, pupil } = store.tables
  const rows = await db
    .selectDistinct({ account: guardianship.account, school: pupil.school })
    .from(guardianship)
    .innerJoin(pupil, and(eq(pupil.district, district), eq(pupil.id, guardianship.pupil), isNull(pupil.leftOn)))
    .where(
      and(
        eq(guardianship.district, district),
        store.among(guardianship.account, accounts),
        isNull(guardianship.endedAt),
      ),
    )
  return new Set(rows.filter(({ school }) => !schools.includes(school)).map(({ account }) => account))
}

export const loadStaffStanding = async (
  { store, district }: Context,
  db: Db,
  lines: readonly StaffLine[],
): Promise<StandingStaff[]> => {
  const { account, staff, roleGrant } = store.tables
  const schools = distinct(lines.map(({ school }) => school))
  const numbers = lines.map(({ staffNumber }) => staffNumber)
  const rows = await db
    .select({
      account: account.id,
      staffNumber: account.staffNumber,
      name: account.name,
      school: staff.school,
      subject: staff.subject,
      inService: staff.inService,
      leftOn: staff.leftOn,
    })
    .from(account)
    .leftJoin(staff, and(eq(staff.district, district), eq(staff.account, account.id)))
    .where(
      and(
        eq(account.district, district),
        or(store.among(account.staffNumber, numbers), store.among(staff.school, schools)),
      ),
    )
  const grants = await db
    .select({ account: roleGrant.account, role: roleGrant.role, school: roleGrant.school })
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.district, district),
        store.among(
          roleGrant.account,
          rows.map((row) => row.account),
        ),
        isNull(roleGrant.endedAt),
      ),
    )
  // Who administers a school without standing on its list of staff is on its roster all the same.
  const schoolOf = (id: string, own: string | null): string =>
    own ?? grants.find((grant) => grant.account === id && grant.school !== '')?.school ?? ''
  const unlisted = await db
    .selectDistinct({ account: roleGrant.account })
    .from(roleGrant)
    .where(and(eq(roleGrant.district, district), store.among(roleGrant.school, schools), isNull(roleGrant.endedAt)))
  const missing = distinct(unlisted.map((one) => one.account)).filter((id) => !rows.some((row) => row.account === id))
  const others = missing.length
    ? await db
        .select({ account: account.id, staffNumber: account.staffNumber, name: account.name })
        .from(account)
        .where(and(eq(account.district, district), store.among(account.id, missing)))
    : []
  const otherGrants = missing.length
    ? await db
        .select({ account: roleGrant.account, role: roleGrant.role, school: roleGrant.school })
        .from(roleGrant)
        .where(
          and(eq(roleGrant.district, district), store.among(roleGrant.account, missing), isNull(roleGrant.endedAt)),
        )
    : []
  const rolesOf = (id: string, all: typeof grants): StaffRole[] =>
    all.flatMap(({ account: of, role }) => (of === id && role !== 'officer' ? [role] : []))
  return [
    ...rows.map(({ leftOn, staffNumber, school, subject, inService, ...row }) => ({
      ...row,
      staffNumber: staffNumber ?? '',
      school: schoolOf(row.account, school),
      subject: subject ?? '',
      inService: inService ?? true,
      left: leftOn !== null,
      roles: rolesOf(row.account, grants),
    })),
    ...others.map(({ staffNumber, ...row }) => ({
      ...row,
      staffNumber: staffNumber ?? '',
      school: otherGrants.find((grant) => grant.account === row.account)?.school ?? '',
      subject: '',
      inService: true,
      left: false,
      roles: rolesOf(row.account, otherGrants),
    })),
  ]
}

export const loadSchoolStanding = async ({ store, district }: Context, db: Db): Promise<StandingSchool[]> => {
  const { school, street, pupil } = store.tables
  const rows = await db
    .select({ school, street: street.name })
    .from(school)
    .leftJoin(street, and(eq(street.district, district), eq(street.code, school.street)))
    .where(eq(school.district, district))
  const attended = await db
    .selectDistinct({ school: pupil.school })
    .from(pupil)
    .where(and(eq(pupil.district, district), isNull(pupil.leftOn)))
  const withPupils = new Set(attended.map((one) => one.school))
  return rows.map(({ school: { id, name, stage, inScope, gate }, street: where }) => ({
    id,
    name,
    street: where ?? '',
    stage,
    inScope,
    gate,
    attended: withPupils.has(id),
  }))
}
