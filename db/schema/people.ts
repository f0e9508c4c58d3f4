import { sql } from 'drizzle-orm'
import type { Kit } from '../columns'

/** Districts, streets, schools, classes, accounts, roles, families, sessions, slips, consent. */
export const peopleTables = (kit: Kit) => {
  const { table, text, int, bool, time, json, primaryKey, foreignKey, index, uniqueIndex, check } = kit

  /** The bureau this database belongs to. Everything district-specific hangs from here. */
  const district = table('district', {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    portalName: text('portal_name').notNull(),
    hotline: text('hotline').notNull(),
    /** True only in a database seeded with the demo; turns on the banner and the printed accounts. */
    demo: bool('demo').notNull(),
    /** Validated by people/district-settings.ts; missing keys take the documented defaults. */
    settings: json('settings').notNull(),
  })

  const street = table(
    'street',
    { district: text('district').notNull(), code: text('code').notNull(), name: text('name').notNull() },
    (t) => [primaryKey({ columns: [t.district, t.code] })],
  )

  const school = table(
    'school',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      name: text('name').notNull(),
      street: text('street').notNull(),
      stage: text('stage').$type<'kindergarten' | 'primary' | 'junior' | 'nine_year'>().notNull(),
      /** Compulsory education: belongs to the scope of after-school service. */
      inScope: bool('in_scope').notNull(),
      /** The gate where children are fetched, shown to families. */
      gate: text('gate').notNull(),
      invented: bool('invented').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] })],
  )

  /** Pupils counted but not kept one by one: kindergartens, and years before the portal. */
  const rollCount = table(
    'roll_count',
    {
      district: text('district').notNull(),
      school: text('school').notNull(),
      year: int('year').notNull(),
      grade: int('grade').notNull(),
      pupils: int('pupils').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.school, t.year, t.grade] })],
  )

  const homeClass = table(
    'home_class',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      school: text('school').notNull(),
      /** 1–9, the grade in the current school year. */
      grade: int('grade').notNull(),
      number: int('number').notNull(),
      /** The year in which the class left the school; 0 while it is there. */
      leftYear: int('left_year').notNull().default(0),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      uniqueIndex('home_class_number').on(t.district, t.school, t.leftYear, t.grade, t.number),
    ],
  )

  const pupil = table(
    'pupil',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      name: text('name').notNull(),
      studentNumber: text('student_number').notNull(),
      school: text('school').notNull(),
      homeClass: text('home_class').notNull(),
      /** Set when the pupil left the school; a pupil who left can do nothing more here. */
      leftOn: text('left_on'),
      /** Why, only for a pupil who left: to another school, with the last grade, or by the school's list. */
      leftFor: text('left_for').$type<'moved' | 'graduated' | 'unlisted'>(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      uniqueIndex('pupil_student_number').on(t.district, t.studentNumber),
      index('pupil_of_class').on(t.district, t.homeClass),
      index('pupil_of_school').on(t.district, t.school),
      foreignKey({ columns: [t.district, t.homeClass], foreignColumns: [homeClass.district, homeClass.id] }),
    ],
  )

  const account = table(
    'account',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      name: text('name').notNull(),
      /** 11 digits; families sign in with it. */
      phone: text('phone'),
      /** Staff sign in with it; upper case. */
      staffNumber: text('staff_number'),
      /** argon2id; null until the first sign-in with an activation slip. */
      passwordHash: text('password_hash'),
      disabledAt: time('disabled_at'),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      uniqueIndex('account_phone').on(t.district, t.phone),
      uniqueIndex('account_staff_number').on(t.district, t.staffNumber),
    ],
  )

  /** What an account may do as staff. Guardians need no grant: their guardianships are their scope. */
  const roleGrant = table(
    'role_grant',
    {
      district: text('district').notNull(),
      account: text('account').notNull(),
      role: text('role').$type<'teacher' | 'school_admin' | 'officer'>().notNull(),
      /** The school of a teacher or administrator; '' for the district's officers. */
      school: text('school').notNull(),
      endedAt: time('ended_at'),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.account, t.role, t.school] }),
      index('role_grant_of_school').on(t.district, t.school),
      foreignKey({ columns: [t.district, t.account], foreignColumns: [account.district, account.id] }),
    ],
  )

  /** People employed by or sent to a school. In-service (在职) staff are the denominator of 教师参与率. */
  const staff = table(
    'staff',
    {
      district: text('district').notNull(),
      account: text('account').notNull(),
      school: text('school').notNull(),
      inService: bool('in_service').notNull(),
      subject: text('subject').notNull(),
      leftOn: text('left_on'),
    },
    (t) => [primaryKey({ columns: [t.district, t.account] }), index('staff_of_school').on(t.district, t.school)],
  )

  const guardianship = table(
    'guardianship',
    {
      district: text('district').notNull(),
      account: text('account').notNull(),
      pupil: text('pupil').notNull(),
      /** 妈妈, 爸爸, 奶奶 … as the school wrote it. */
      relation: text('relation').notNull(),
      /** 1, 2, … the family's order of its children: gives each child its colour and shape. */
      position: int('position').notNull(),
      /** Set when it ended: access is lost at once. */
      endedAt: time('ended_at'),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.account, t.pupil] }),
      index('guardianship_of_pupil').on(t.district, t.pupil),
      foreignKey({ columns: [t.district, t.account], foreignColumns: [account.district, account.id] }),
      foreignKey({ columns: [t.district, t.pupil], foreignColumns: [pupil.district, pupil.id] }),
    ],
  )

  const session = table(
    'session',
    {
      district: text('district').notNull(),
      /** SHA-256 of the random token in the cookie, hex. */
      tokenHash: text('token_hash').notNull(),
      account: text('account').notNull(),
      createdAt: time('created_at').notNull(),
      lastSeenAt: time('last_seen_at').notNull(),
      /** What the person recognises the device by. */
      device: text('device').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.tokenHash] }),
      index('session_of_account').on(t.district, t.account),
      foreignKey({ columns: [t.district, t.account], foreignColumns: [account.district, account.id] }),
    ],
  )

  const activationSlip = table(
    'activation_slip',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      account: text('account').notNull(),
      /** SHA-256 of account id and code: the code itself is only on paper. */
      codeHash: text('code_hash').notNull(),
      issuedBy: text('issued_by').notNull(),
      issuedAt: time('issued_at').notNull(),
      expiresAt: time('expires_at').notNull(),
      triesLeft: int('tries_left').notNull(),
      usedAt: time('used_at'),
      /** Set when a newer slip replaced it. */
      revokedAt: time('revoked_at'),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      index('activation_slip_of_account').on(t.district, t.account),
      check('activation_slip_tries', sql`${t.triesLeft} >= 0`),
    ],
  )

  const consent = table(
    'consent',
    {
      district: text('district').notNull(),
      account: text('account').notNull(),
      version: text('version').notNull(),
      decision: text('decision').$type<'given' | 'refused' | 'withdrawn'>().notNull(),
      /** SHA-256 of the text that was shown. */
      textHash: text('text_hash').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.account, t.version, t.at] })],
  )

  /** A school year was passed up once: every class a grade higher, the last grade gone. */
  const promotion = table(
    'promotion',
    {
      district: text('district').notNull(),
      school: text('school').notNull(),
      /** The year in which the new school year begins. */
      year: int('year').notNull(),
      promotedBy: text('promoted_by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.school, t.year] })],
  )

  return {
    promotion,
    district,
    street,
    school,
    rollCount,
    homeClass,
    pupil,
    account,
    roleGrant,
    staff,
    guardianship,
    session,
    activationSlip,
    consent,
  }
}
