import { and, asc, eq, gte, inArray, isNull, ne } from 'drizzle-orm'
import type { ProviderState, Schema } from '#db/schema/index'
import type { Db, Tx } from '#db/store'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { nameOf } from '../section-record.server'

/** What every verb about providers reads and writes. */

export type ProviderRow = Schema['provider']['$inferSelect']

/** The provider under its lock, as it is now. Refuses NOT_FOUND. */
export const openProvider = async ({ store, district }: Context, tx: Tx, id: string): Promise<ProviderRow> => {
  const { provider } = store.tables
  await tx.lock({ district: provider.district, key: provider.id }, district, [id])
  const [row] = await tx
    .select()
    .from(provider)
    .where(and(eq(provider.district, district), eq(provider.id, id)))
  if (!row) throw refuse('NOT_FOUND')
  return row
}

/** Records who did which step of a provider's way, and why. The caller holds the provider's lock. */
export const writeProviderStep = async (
  { store, district, clock }: Context,
  tx: Tx,
  given: { provider: string; step: ProviderState | 'prolonged'; actor: string; remark: string },
): Promise<void> => {
  const { providerStep } = store.tables
  const done = await tx.$count(
    providerStep,
    and(eq(providerStep.district, district), eq(providerStep.provider, given.provider)),
  )
  await tx.insert(providerStep).values({ ...given, district, sequence: done + 1, at: clock.now() })
}

export interface LivingSection {
  id: string
  name: string
  school: string
  schoolName: string
  term: string
  state: Schema['section']['$inferSelect']['state']
  startsOn: string
  endsOn: string
  instructor: string
  instructorName: string
  provider: string | null
  enrolled: number
  offered: number
  waiting: number
}

interface WhichSections {
  provider?: string
  instructor?: string
  school?: string
  term?: string
}

/** Sections of outside instructors that are neither closed nor over, by school and name. */
export const livingSections = async (
  { store, district, clock }: Context,
  db: Db,
  which: WhichSections,
): Promise<LivingSection[]> => {
  const { section, course, instructor, school, seatCount } = store.tables
  const rows = await db
    .select({
      id: section.id,
      title: course.title,
      label: section.label,
      school: section.school,
      schoolName: school.name,
      term: section.term,
      state: section.state,
      startsOn: section.startsOn,
      endsOn: section.endsOn,
      instructor: instructor.id,
      instructorName: instructor.name,
      provider: instructor.provider,
      enrolled: seatCount.enrolled,
      offered: seatCount.offered,
      waiting: seatCount.waiting,
    })
    .from(section)
    .innerJoin(instructor, and(eq(instructor.district, district), eq(instructor.id, section.instructor)))
    .innerJoin(course, and(eq(course.district, district), eq(course.id, section.course)))
    .innerJoin(school, and(eq(school.district, district), eq(school.id, section.school)))
    .innerJoin(seatCount, and(eq(seatCount.district, district), eq(seatCount.section, section.id)))
    .where(
      and(
        eq(section.district, district),
        isNull(instructor.account),
        ne(section.state, 'closed'),
        gte(section.endsOn, dayOf(clock.now())),
        which.provider === undefined ? undefined : eq(instructor.provider, which.provider),
        which.instructor === undefined ? undefined : eq(instructor.id, which.instructor),
        which.school === undefined ? undefined : eq(section.school, which.school),
        which.term === undefined ? undefined : eq(section.term, which.term),
      ),
    )
    .orderBy(asc(school.name), asc(school.id), asc(course.title), asc(section.label), asc(section.id))
  return rows.map(({ title, label, ...row }) => ({ ...row, name: nameOf({ title, label }) }))
}

/** Who is told at schools: their administrators. */
export const administratorsOf = async (
  { store, district }: Context,
  db: Db,
  schools: readonly string[],
): Promise<{ school: string; account: string }[]> => {
  if (schools.length === 0) return []
  const { roleGrant } = store.tables
  return db
    .select({ school: roleGrant.school, account: roleGrant.account })
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.district, district),
        eq(roleGrant.role, 'school_admin'),
        inArray(roleGrant.school, [...new Set(schools)]),
        isNull(roleGrant.endedAt),
      ),
    )
    .orderBy(asc(roleGrant.school), asc(roleGrant.account))
}

/** Who is told at the bureau. */
export const officersOf = async ({ store, district }: Context, db: Db): Promise<string[]> => {
  const { roleGrant } = store.tables
  const rows = await db
    .select({ account: roleGrant.account })
    .from(roleGrant)
    .where(and(eq(roleGrant.district, district), eq(roleGrant.role, 'officer'), isNull(roleGrant.endedAt)))
    .orderBy(asc(roleGrant.account))
  return rows.map(({ account }) => account)
}

/** Schools that chose a provider for a term that is not over, each once. */
export const choosingSchools = async (
  { store, district, clock }: Context,
  db: Db,
  provider: string,
): Promise<string[]> => {
  const { schoolProvider, term } = store.tables
  const rows = await db
    .selectDistinct({ school: schoolProvider.school })
    .from(schoolProvider)
    .innerJoin(term, and(eq(term.district, district), eq(term.id, schoolProvider.term)))
    .where(
      and(
        eq(schoolProvider.district, district),
        eq(schoolProvider.provider, provider),
        gte(term.endsOn, dayOf(clock.now())),
      ),
    )
    .orderBy(asc(schoolProvider.school))
  return rows.map(({ school }) => school)
}
