import { and, asc, eq, isNull, like, or, type SQL } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import { slipLives } from './slip-rules'

export interface SlipPerson {
  account: string
  name: string
  /** Telephone or staff number, in full: only a page masks it. */
  login: string
  /** Children, or the schools of staff. */
  of: string[]
  /** Has a password. */
  activated: boolean
  /** Until when the slip in this person's hands lives; null without one. */
  slipUntil: number | null
}

/** More are not listed: a name written out finds better than a long list. */
export const MOST_PEOPLE = 100
/** Of a class or a grade nobody is left out: they are printed in one go. */
export const MOST_OF_GRADE = 1_000

/** `%` and `_` of a typed text mean nothing. */
const holding = (text: string): string => `%${text.replace(/[%_\\]/g, '')}%`

interface Found {
  account: string
  name: string
  phone: string | null
  staffNumber: string | null
  passwordHash: string | null
  of: string
}

const accountColumns = ({ account }: Context['store']['tables']) => ({
  account: account.id,
  name: account.name,
  phone: account.phone,
  staffNumber: account.staffNumber,
  passwordHash: account.passwordHash,
})

/** One row a person, with the slip in hand, if any. @param staff known by the staff number first */
const gathered = async (context: Context, found: readonly Found[], staff: boolean): Promise<SlipPerson[]> => {
  const { store, district, clock } = context
  const { activationSlip } = store.tables
  const ids = [...new Set(found.map(({ account }) => account))]
  if (ids.length === 0) return []
  const slips = await store.db
    .select()
    .from(activationSlip)
    .where(
      and(
        eq(activationSlip.district, district),
        store.among(activationSlip.account, ids),
        isNull(activationSlip.usedAt),
        isNull(activationSlip.revokedAt),
      ),
    )
  const until = new Map(
    slips.filter((slip) => slipLives(slip, clock.now())).map((slip) => [slip.account, slip.expiresAt]),
  )
  return ids.map((id) => {
    const rows = found.filter(({ account }) => account === id)
    const { name = '', phone = null, staffNumber = null, passwordHash = null } = rows[0] ?? {}
    return {
      account: id,
      name,
      login: (staff ? (staffNumber ?? phone) : (phone ?? staffNumber)) ?? '',
      of: [...new Set(rows.map((row) => row.of))],
      activated: passwordHash !== null,
      slipUntil: until.get(id) ?? null,
    }
  })
}

const findGuardians = (context: Context, where: SQL | undefined, most = MOST_PEOPLE): Promise<Found[]> => {
  const { store, district } = context
  const { account, guardianship, pupil } = store.tables
  return store.db
    .select({ ...accountColumns(store.tables), of: pupil.name })
    .from(pupil)
    .innerJoin(
      guardianship,
      and(eq(guardianship.district, district), eq(guardianship.pupil, pupil.id), isNull(guardianship.endedAt)),
    )
    .innerJoin(
      account,
      and(eq(account.district, district), eq(account.id, guardianship.account), isNull(account.disabledAt)),
    )
    .where(and(eq(pupil.district, district), isNull(pupil.leftOn), where))
    .orderBy(asc(pupil.studentNumber), asc(guardianship.account))
    .limit(most)
}

/** The guardians of a class, pupil by pupil; of all classes of a grade for `grade-4`. */
export const guardiansOfClass = async (
  context: Context,
  { school, homeClass }: { school: string; homeClass: string },
): Promise<SlipPerson[]> => {
  const { pupil } = context.store.tables
  const grade = /^grade-([1-9])$/.exec(homeClass)?.[1]
  const classes = grade
    ? (await classesOf(context, school)).filter((one) => one.grade === Number(grade)).map(({ id }) => id)
    : [homeClass]
  const found: Found[] = []
  for (const id of classes)
    found.push(...(await findGuardians(context, and(eq(pupil.school, school), eq(pupil.homeClass, id)), MOST_OF_GRADE)))
  return gathered(context, found, false)
}

const findStaff = (context: Context, where: SQL | undefined): Promise<Found[]> => {
  const { store, district } = context
  const { account, roleGrant, school } = store.tables
  return store.db
    .select({ ...accountColumns(store.tables), of: school.name })
    .from(roleGrant)
    .innerJoin(
      account,
      and(eq(account.district, district), eq(account.id, roleGrant.account), isNull(account.disabledAt)),
    )
    .leftJoin(school, and(eq(school.district, district), eq(school.id, roleGrant.school)))
    .where(and(eq(roleGrant.district, district), isNull(roleGrant.endedAt), where))
    .orderBy(asc(roleGrant.school), asc(account.staffNumber), asc(account.id))
    .limit(MOST_PEOPLE)
    .then((rows) => rows.map((row) => ({ ...row, of: row.of ?? '' })))
}

/** Teachers of a school, by name or number; all of them for an empty text. */
export const teachersOfSchool = async (context: Context, school: string, text: string): Promise<SlipPerson[]> => {
  const { account, roleGrant } = context.store.tables
  const named = text
    ? or(
        like(account.name, holding(text)),
        like(account.phone, holding(text)),
        like(account.staffNumber, holding(text.toUpperCase())),
      )
    : undefined
  const found = await findStaff(context, and(eq(roleGrant.role, 'teacher'), eq(roleGrant.school, school), named))
  return gathered(context, found, true)
}

/** Guardians in a school, by a pupil's name, their own, or a telephone number. */
export const guardiansInSchool = async (context: Context, school: string, text: string): Promise<SlipPerson[]> => {
  const { account, pupil } = context.store.tables
  const named = or(
    like(pupil.name, holding(text)),
    like(account.name, holding(text)),
    like(account.phone, holding(text)),
  )
  return gathered(context, await findGuardians(context, and(eq(pupil.school, school), named)), false)
}

/** School administrators and officers, by name, number or school; all of them for an empty text. */
export const staffAboveSchools = async (context: Context, text: string): Promise<SlipPerson[]> => {
  const { account, roleGrant, school } = context.store.tables
  const above = or(eq(roleGrant.role, 'school_admin'), eq(roleGrant.role, 'officer'))
  const named = text
    ? or(
        like(account.name, holding(text)),
        like(account.staffNumber, holding(text.toUpperCase())),
        like(school.name, holding(text)),
      )
    : undefined
  return gathered(context, await findStaff(context, and(above, named)), true)
}

export interface ClassOfSchool {
  id: string
  grade: number
  number: number
}

/** The classes that are at a school now, lowest grade first. */
export const classesOf = async ({ store, district }: Context, school: string): Promise<ClassOfSchool[]> => {
  const { homeClass } = store.tables
  return store.db
    .select({ id: homeClass.id, grade: homeClass.grade, number: homeClass.number })
    .from(homeClass)
    .where(and(eq(homeClass.district, district), eq(homeClass.school, school), eq(homeClass.leftYear, 0)))
    .orderBy(asc(homeClass.grade), asc(homeClass.number))
}

/** The names of schools, in the order asked for. */
export const schoolNames = async (
  { store, district }: Context,
  schools: readonly string[],
): Promise<{ id: string; name: string }[]> => {
  const { school } = store.tables
  return store.db
    .select({ id: school.id, name: school.name })
    .from(school)
    .where(and(eq(school.district, district), store.among(school.id, schools)))
    .orderBy(asc(school.id))
}
