import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import type { ProviderApplication } from './provider-form'
import { writeProviderStep } from './provider-record.server'
import { foldName } from './provider-rules'
import { providerErrors as words } from './provider-words'

export type ApplyAnswer =
  | { ok: true; provider: string }
  | { ok: false; errors: Partial<Record<keyof ProviderApplication, string>> }

/**
 * 推荐: a school recommends a provider to the bureau, or an officer enters one. One of the same licence or name that
 * was refused before may come again; one that was withdrawn only by an officer.
 * @param remark why the school wants it; may be ''.
 * @returns its id, or what has to be changed first. Refuses FORBIDDEN.
 */
export const applyProvider = async (
  context: Context,
  actor: Actor,
  { remark, ...draft }: ProviderApplication,
): Promise<ApplyAnswer> => {
  if (!actor.officer && actor.administers.length === 0) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { provider, district: districts } = store.tables
  return store.transaction(async (tx): Promise<ApplyAnswer> => {
    // Two applications of one provider at once: the district's row lets one in after the other.
    await tx.lock({ district: districts.id, key: districts.id }, district, [district])
    const all = await tx.select().from(provider).where(eq(provider.district, district))
    const standing = all.filter(({ state }) => state !== 'refused' && !(state === 'withdrawn' && actor.officer))
    const same = standing.find(({ name }) => foldName(name) === foldName(draft.name))
    if (same) return { ok: false, errors: { name: words.nameTaken(same.name) } }
    const sameLicence = standing.find(({ licence }) => licence !== '' && licence === draft.licence)
    if (sameLicence) return { ok: false, errors: { licence: words.licenceTaken(sameLicence.name) } }
    const id = randomUUID()
    const today = dayOf(clock.now())
    await tx
      .insert(provider)
      .values({ ...draft, district, id, state: 'applied', listedFrom: today, listedUntil: today })
    await writeProviderStep(context, tx, { provider: id, step: 'applied', actor: actor.account, remark })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'provider.applied',
        subject: `provider:${id}`,
        detail: { licence: draft.licence },
      },
    ])
    return { ok: true, provider: id }
  })
}
