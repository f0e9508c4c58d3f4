import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import { type Actor, requireSchool } from '~/people'
import type { Context } from '~/shared/context'
import { containing } from '../find-sections.server'
import { gradeName } from '../fit-rules'
import { loadSchools, type SchoolName } from '../load-schools.server'
import { tailOf } from './roster-rules'
import { words } from './roster-words'

export const MOST_PUPILS = 20

export interface PupilFound {
  id: string
  name: string
  className: string
  tail: string
  /** Whether the family uses the portal: a guardian with an account that agreed, one that said no, or none. */
  family: 'online' | 'refused' | 'none'
}

export interface PupilSearch {
  school: string
  schools: SchoolName[]
  classes: { id: string; name: string }[]
  q: string
  homeClass: string
  /** null until something is asked for. */
  found: PupilFound[] | null
  more: boolean
}

/**
 * Children of one school by name, student number or class, twenty at most. Refuses FORBIDDEN for another school.
 * @param asked school: the first of one's own when empty.
 */
export const findPupils = async (
  context: Context,
  actor: Actor,
  asked: { school: string; q: string; homeClass: string },
): Promise<PupilSearch> => {
  const { store, district } = context
  const school = asked.school || (actor.administers[0] ?? '')
  requireSchool(actor, school)
  const q = asked.q.trim()
  const { pupil, homeClass } = store.tables
  const classes = await store.db
    .select({ id: homeClass.id, grade: homeClass.grade, number: homeClass.number })
    .from(homeClass)
    .where(and(eq(homeClass.district, district), eq(homeClass.school, school), eq(homeClass.leftYear, 0)))
    .orderBy(asc(homeClass.grade), asc(homeClass.number))
  const nameOfClass = new Map(
    classes.map(({ id, grade, number }) => [id, words.roster.class(gradeName(grade), number)] as const),
  )
  const rows =
    q || asked.homeClass
      ? await store.db
          .select({ id: pupil.id, name: pupil.name, homeClass: pupil.homeClass, studentNumber: pupil.studentNumber })
          .from(pupil)
          .where(
            and(
              eq(pupil.district, district),
              eq(pupil.school, school),
              isNull(pupil.leftOn),
              asked.homeClass ? eq(pupil.homeClass, asked.homeClass) : undefined,
              q
                ? or(
                    sql`${pupil.name} like ${containing(q)} escape '\\'`,
                    sql`${pupil.studentNumber} like ${containing(q)} escape '\\'`,
                  )
                : undefined,
            ),
          )
          .orderBy(asc(pupil.homeClass), asc(pupil.studentNumber))
          .limit(MOST_PUPILS + 1)
      : null
  const shown = rows?.slice(0, MOST_PUPILS) ?? []
  const families = await familiesOf(
    context,
    shown.map(({ id }) => id),
  )
  return {
    school,
    schools: await loadSchools(context, actor.administers),
    classes: classes.map(({ id }) => ({ id, name: nameOfClass.get(id) ?? '' })),
    q,
    homeClass: asked.homeClass,
    found: rows
      ? shown.map(({ id, name, homeClass: of, studentNumber }) => ({
          id,
          name,
          className: nameOfClass.get(of) ?? '',
          tail: tailOf(studentNumber),
          family: families.get(id) ?? 'none',
        }))
      : null,
    more: (rows?.length ?? 0) > MOST_PUPILS,
  }
}

/** How the families of children stand to the portal, by child; a child without any account is missing. */
export const familiesOf = async (
  { store, district }: Context,
  pupils: readonly string[],
): Promise<Map<string, PupilFound['family']>> => {
  const families = new Map<string, PupilFound['family']>()
  if (pupils.length === 0) return families
  const { guardianship, account, consent } = store.tables
  const rows = await store.db
    .select({
      pupil: guardianship.pupil,
      account: account.id,
      decision: consent.decision,
    })
    .from(guardianship)
    .innerJoin(
      account,
      and(eq(account.district, district), eq(account.id, guardianship.account), isNull(account.disabledAt)),
    )
    .leftJoin(consent, and(eq(consent.district, district), eq(consent.account, guardianship.account)))
    .where(
      and(eq(guardianship.district, district), store.among(guardianship.pupil, pupils), isNull(guardianship.endedAt)),
    )
    .orderBy(asc(consent.at))
  const lastWord = new Map(rows.map(({ pupil, account: of, decision }) => [`${pupil} ${of}`, { pupil, decision }]))
  // One guardian who agreed is enough to use the portal.
  for (const { pupil, decision } of lastWord.values()) {
    if (decision === 'given') families.set(pupil, 'online')
    else if (decision !== null && families.get(pupil) !== 'online') families.set(pupil, 'refused')
  }
  return families
}
