import { and, asc, eq } from 'drizzle-orm'
import { type Actor, requireSchool } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { loadSchools, type SchoolName } from '../load-schools.server'
import { loadTerm } from '../load-term.server'
import { type InstructorLine, outsideInstructors } from './load-providers.server'
import { type ProviderStage, providerStage } from './provider-rules'

export interface ProviderOfSchool {
  id: string
  name: string
  stage: ProviderStage
  offer: string
  listedUntil: string
}

export interface StaffingPage {
  school: string
  schools: SchoolName[]
  term: string
  termName: string
  today: string
  chosen: ProviderOfSchool[]
  /** On the list, not chosen. */
  open: ProviderOfSchool[]
  /** Recommended by the school's administrator, and not yet decided. */
  applied: { id: string; name: string; stage: ProviderStage }[]
  instructors: InstructorLine[]
}

/**
 * A school's providers of the term and its outside instructors with their checks.
 * @param asked school: the first of one's own when empty. Refuses FORBIDDEN, NOT_FOUND (no term).
 */
export const loadStaffing = async (
  context: Context,
  actor: Actor,
  asked: { school: string },
): Promise<StaffingPage> => {
  const school = asked.school || (actor.administers[0] ?? '')
  requireSchool(actor, school)
  const { store, district, clock } = context
  const { provider, schoolProvider, providerStep } = store.tables
  const term = await loadTerm(context)
  if (!term) throw refuse('NOT_FOUND')
  const today = dayOf(clock.now())
  const rows = await store.db
    .select()
    .from(provider)
    .where(eq(provider.district, district))
    .orderBy(asc(provider.name), asc(provider.id))
  const choices = await store.db
    .select({ provider: schoolProvider.provider })
    .from(schoolProvider)
    .where(
      and(eq(schoolProvider.district, district), eq(schoolProvider.school, school), eq(schoolProvider.term, term.id)),
    )
  const mine = await store.db
    .select({ provider: providerStep.provider })
    .from(providerStep)
    .where(
      and(eq(providerStep.district, district), eq(providerStep.step, 'applied'), eq(providerStep.actor, actor.account)),
    )
  const lines = rows.map((row): ProviderOfSchool => {
    const { id, name, offer, listedUntil } = row
    return { id, name, offer, listedUntil, stage: providerStage(row, today) }
  })
  const isChosen = ({ id }: { id: string }): boolean => choices.some((one) => one.provider === id)
  return {
    school,
    schools: await loadSchools(context, actor.administers),
    term: term.id,
    termName: term.name,
    today,
    chosen: lines.filter(isChosen),
    open: lines.filter((line) => !isChosen(line) && (line.stage === 'listed' || line.stage === 'coming')),
    applied: lines
      .filter(
        ({ id, stage }) => (stage === 'applied' || stage === 'selected') && mine.some((one) => one.provider === id),
      )
      .map(({ id, name, stage }) => ({ id, name, stage })),
    instructors: await outsideInstructors(context, { school }),
  }
}
