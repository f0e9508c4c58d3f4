import { createHash } from 'node:crypto'
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { type LivingSection, livingSections } from './provider-record.server'

const LIVING = ['enrolled', 'offered', 'waitlisted'] as const

export interface ConcernedChild {
  pupil: string
  /** '' where no family has agreed to the portal: only its school reads the name. */
  name: string
  grade: number
  classNumber: number
  was: (typeof LIVING)[number]
  place: number | null
}

export interface ConcernedSection extends LivingSection {
  children: ConcernedChild[]
}

/** Everything that a provider's withdrawal would touch. */
export interface Concerned {
  sections: ConcernedSection[]
  /** Different children, and how many of them would lose a seat. */
  children: number
  seated: number
  waiting: number
  schools: number
  /** Of everything above: a page that was shown before something moved has another one. */
  fingerprint: string
}

/**
 * Every living section of a provider's people with every child enrolled, offered or waiting in it.
 * @param db a transaction that has locked the sections' seats, or the store's reads for a page.
 */
export const loadConcerned = async (context: Context, db: Db, provider: string): Promise<Concerned> => {
  const sections = await livingSections(context, db, { provider })
  const rows = await childrenOf(
    context,
    db,
    sections.map(({ id }) => id),
  )
  const filled = sections.map((section) => ({
    ...section,
    children: rows.filter((row) => row.section === section.id).map(({ section: _, ...child }) => child),
  }))
  const seated = rows.filter(({ was }) => was !== 'waitlisted')
  const different = (some: readonly { pupil: string }[]): number => new Set(some.map(({ pupil }) => pupil)).size
  return {
    sections: filled,
    children: different(rows),
    seated: different(seated),
    waiting: rows.length - seated.length,
    schools: new Set(sections.map(({ school }) => school)).size,
    fingerprint: fingerprintOf(provider, filled),
  }
}

const fingerprintOf = (provider: string, sections: readonly ConcernedSection[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        provider,
        sections
          .map(({ id, children }) => [id, children.map(({ pupil, was }) => `${pupil} ${was}`).sort()] as const)
          .sort(([one], [other]) => (one < other ? -1 : 1)),
      ]),
    )
    .digest('hex')

const childrenOf = async ({ store, district }: Context, db: Db, sections: readonly string[]) => {
  if (sections.length === 0) return []
  const { enrolment, pupil, homeClass } = store.tables
  const rows = await db
    .select({
      section: enrolment.section,
      pupil: enrolment.pupil,
      name: pupil.name,
      grade: homeClass.grade,
      classNumber: homeClass.number,
      state: enrolment.state,
      place: enrolment.place,
    })
    .from(enrolment)
    .innerJoin(pupil, and(eq(pupil.district, district), eq(pupil.id, enrolment.pupil)))
    .innerJoin(homeClass, and(eq(homeClass.district, district), eq(homeClass.id, pupil.homeClass)))
    .where(
      and(
        eq(enrolment.district, district),
        store.among(enrolment.section, sections),
        inArray(enrolment.state, [...LIVING]),
      ),
    )
    .orderBy(asc(homeClass.grade), asc(homeClass.number), asc(pupil.name), asc(pupil.id))
  const agreed = await withConsent({ store, district }, db, [...new Set(rows.map((row) => row.pupil))])
  const order = (was: (typeof LIVING)[number]): number => LIVING.indexOf(was)
  return rows
    .flatMap(({ state, name, ...row }) => {
      const was = LIVING.find((one) => one === state)
      return was ? [{ ...row, was, name: agreed.has(row.pupil) ? name : '' }] : []
    })
    .sort((a, b) => order(a.was) - order(b.was) || (a.was === 'waitlisted' ? (a.place ?? 0) - (b.place ?? 0) : 0))
}

/** Children of whom somebody at home has agreed to the portal, and still does. */
const withConsent = async (
  { store, district }: Pick<Context, 'store' | 'district'>,
  db: Db,
  pupils: readonly string[],
): Promise<Set<string>> => {
  if (pupils.length === 0) return new Set()
  const { guardianship, consent } = store.tables
  const rows = await db
    .select({ pupil: guardianship.pupil, account: guardianship.account, decision: consent.decision })
    .from(guardianship)
    .innerJoin(consent, and(eq(consent.district, district), eq(consent.account, guardianship.account)))
    .where(
      and(eq(guardianship.district, district), store.among(guardianship.pupil, pupils), isNull(guardianship.endedAt)),
    )
    .orderBy(desc(consent.at))
  const latest = new Map<string, string>()
  for (const { pupil, account, decision } of rows) {
    const key = `${pupil} ${account}`
    if (!latest.has(key)) latest.set(key, decision)
  }
  return new Set([...latest].flatMap(([key, decision]) => (decision === 'given' ? [key.split(' ')[0] ?? ''] : [])))
}
