import { and, asc, eq } from 'drizzle-orm'
import { loadTerm } from '~/courses/index.server'
import { type Actor, requireSchool } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { termsOfMoney } from './money-facts.server'

/** Which school and term a money page is about, and which others there are. */
export interface MoneyDesk {
  school: string
  schoolName: string
  /** Those the actor administers. */
  schools: { id: string; name: string }[]
  term: string
  termName: string
  terms: { id: string; name: string }[]
}

const schoolsOf = ({ store, district }: Context, ids: readonly string[]) => {
  const { school } = store.tables
  return store.db
    .select({ id: school.id, name: school.name })
    .from(school)
    .where(and(eq(school.district, district), store.among(school.id, ids)))
    .orderBy(asc(school.name), asc(school.id))
}

/** The term asked for, or the one the district works on. Refuses NOT_FOUND. */
export const pickTerm = async (
  context: Context,
  asked: string,
): Promise<Pick<MoneyDesk, 'term' | 'termName' | 'terms'>> => {
  const all = await termsOfMoney(context)
  const current = asked || (await loadTerm(context))?.id
  const found = all.find(({ id }) => id === current)
  if (!found) throw refuse('NOT_FOUND')
  return { term: found.id, termName: found.name, terms: all.map(({ id, name }) => ({ id, name })).reverse() }
}

/** School and term of a page of the school's money. Refuses FORBIDDEN, NOT_FOUND (term). */
export const loadMoneyDesk = async (
  context: Context,
  actor: Actor,
  asked: { school: string; term: string },
): Promise<MoneyDesk> => {
  const school = asked.school || (actor.administers[0] ?? '')
  requireSchool(actor, school)
  const schools = await schoolsOf(context, actor.administers)
  return {
    school,
    schoolName: schools.find(({ id }) => id === school)?.name ?? '',
    schools,
    ...(await pickTerm(context, asked.term)),
  }
}
