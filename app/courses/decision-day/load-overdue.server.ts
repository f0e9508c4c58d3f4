import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Actor } from '~/people'
import { parseDistrictSettings } from '~/people/index.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { loadTerm } from '../load-term.server'
import { type DecisionDue, decisionDue } from './decision-rules'
import { publishedAt } from './published-at.server'

/** A section that is to be decided. */
export interface DueSection extends DecisionDue {
  section: string
  school: string
}

/**
 * The sections of the running term that are to be decided now, in one school or in all of them.
 * @param school '' for the whole district.
 */
export const loadDue = async (context: Context, school: string): Promise<DueSection[]> => {
  const term = await loadTerm(context)
  if (!term) return []
  const { store, district, clock } = context
  const { section, seatCount, sectionDecision, district: districts } = store.tables
  const rows = await store.db
    .select({
      id: section.id,
      school: section.school,
      term: section.term,
      base: section.base,
      minimum: section.minimum,
      enrolled: seatCount.enrolled,
    })
    .from(section)
    .innerJoin(seatCount, and(eq(seatCount.district, district), eq(seatCount.section, section.id)))
    .leftJoin(sectionDecision, and(eq(sectionDecision.district, district), eq(sectionDecision.section, section.id)))
    .where(
      and(
        eq(section.district, district),
        eq(section.term, term.id),
        eq(section.state, 'published'),
        eq(section.base, false),
        school ? eq(section.school, school) : undefined,
        lt(seatCount.enrolled, section.minimum),
        isNull(sectionDecision.section),
      ),
    )
  const shelved = await publishedAt(
    context,
    store.db,
    rows.map(({ id }) => id),
  )
  const [settings] = await store.db
    .select({ settings: districts.settings })
    .from(districts)
    .where(eq(districts.id, district))
  const { decisionDays } = parseDistrictSettings(settings?.settings)
  return rows.flatMap((row) => {
    const publishedOn = shelved.get(row.id) ?? null
    const one = { ...row, published: true, decided: false, publishedAt: publishedOn }
    const due = decisionDue(one, term.rounds, clock.now(), decisionDays)
    return due ? [{ ...due, section: row.id, school: row.school }] : []
  })
}

export interface OverdueSchool {
  school: string
  name: string
  count: number
}

/** Schools that let the day of decision pass, the most sections first. Only for officers: refuses FORBIDDEN. */
export const loadOverdueSchools = async (context: Context, actor: Actor): Promise<OverdueSchool[]> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const overdue = (await loadDue(context, '')).filter((one) => one.overdue)
  if (overdue.length === 0) return []
  const { store, district } = context
  const { school } = store.tables
  const names = await store.db
    .select({ id: school.id, name: school.name })
    .from(school)
    .where(eq(school.district, district))
  return names
    .map(({ id, name }) => ({ school: id, name, count: overdue.filter((one) => one.school === id).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}
