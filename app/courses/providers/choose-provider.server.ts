import { and, eq } from 'drizzle-orm'
import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { livingSections, openProvider } from './provider-record.server'
import { providerStage } from './provider-rules'

export interface ProviderChoice {
  school: string
  provider: string
  term: string
  /** false takes the choice back. */
  chosen: boolean
}

/**
 * 选机构: a school chooses a provider of the district's list for a term, or takes the choice back while none of its
 * sections of the term is taught by one of its people. Pressing twice changes nothing more.
 * Refuses FORBIDDEN (another school's), NOT_FOUND (no such provider or term), PROVIDER_NOT_LISTED, PROVIDER_IN_USE.
 */
export const chooseProvider = async (
  context: Context,
  actor: Actor,
  { school, provider: id, term: termId, chosen }: ProviderChoice,
): Promise<void> => {
  requireSchool(actor, school)
  const { store, district, clock } = context
  const { schoolProvider, term } = store.tables
  await store.transaction(async (tx) => {
    const provider = await openProvider(context, tx, id)
    const [known] = await tx
      .select({ id: term.id })
      .from(term)
      .where(and(eq(term.district, district), eq(term.id, termId)))
    if (!known) throw refuse('NOT_FOUND')
    const mine = and(
      eq(schoolProvider.district, district),
      eq(schoolProvider.school, school),
      eq(schoolProvider.provider, id),
      eq(schoolProvider.term, termId),
    )
    const stands = (await tx.$count(schoolProvider, mine)) > 0
    if (stands === chosen) return
    if (chosen) {
      const stage = providerStage(provider, dayOf(clock.now()))
      if (stage !== 'listed' && stage !== 'coming') throw refuse('PROVIDER_NOT_LISTED', { provider: provider.name })
      await tx
        .insert(schoolProvider)
        .values({ district, school, provider: id, term: termId, chosenBy: actor.account, chosenAt: clock.now() })
    } else {
      const living = await livingSections(context, tx, { provider: id, school, term: termId })
      if (living.length > 0)
        throw refuse('PROVIDER_IN_USE', {
          provider: provider.name,
          sections: living.map(({ name }) => name).join('、'),
        })
      await tx.delete(schoolProvider).where(mine)
    }
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: chosen ? 'provider.chosen' : 'provider.unchosen',
        subject: `school:${school}/provider:${id}`,
        detail: { term: termId },
      },
    ])
  })
}
