import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { writeNotices } from '~/messages/index.server'
import type { Actor } from '~/people'
import { parseDistrictSettings } from '~/people/index.server'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { addDays, dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { pathTo } from '~/site'
import { closeSections } from '../decision-day/close-section.server'
import { lockSections } from '../section-record.server'
import { type Concerned, loadConcerned } from './concerned.server'
import {
  administratorsOf,
  choosingSchools,
  livingSections,
  openProvider,
  type ProviderRow,
  writeProviderStep,
} from './provider-record.server'
import { providerStage, stateAfter, whyNotReason } from './provider-rules'
import { stageWords, withdrawnNotice } from './provider-words'

export interface Withdrawal {
  provider: string
  reason: string
  /** Fingerprint of what the officer was shown. */
  seen: string
}

export type WithdrawAnswer =
  | { ok: true; sections: number; children: number }
  | { ok: false; errors: { reason: string } }

/**
 * 清出名单: takes a provider off the list for good, and closes every section of its people that is not over: children
 * keep their base care, pick first for the district's hours, and their families are told; so are the schools. All of it
 * in one transaction, and only if nothing has moved since the officer was shown whom it concerns.
 * Refuses FORBIDDEN, NOT_FOUND, WRONG_PROVIDER_STATE, CONFLICT (something moved: look again).
 */
export const withdrawProvider = async (
  context: Context,
  actor: Actor,
  { provider: id, reason, seen }: Withdrawal,
): Promise<WithdrawAnswer> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const wrong = whyNotReason(reason)
  if (wrong !== undefined) return { ok: false, errors: { reason: wrong } }
  const { store, district, clock } = context
  const { provider } = store.tables
  return store.transaction(async (tx): Promise<WithdrawAnswer> => {
    const before = await openProvider(context, tx, id)
    const today = dayOf(clock.now())
    const stage = providerStage(before, today)
    if (!stateAfter(stage, 'withdraw')) throw refuse('WRONG_PROVIDER_STATE', { state: stageWords[stage] })
    const found = await livingSections(context, tx, { provider: id })
    await lockSections(
      context,
      tx,
      found.map((section) => section.id),
    )
    const concerned = await loadConcerned(context, tx, id)
    if (concerned.fingerprint !== seen) throw refuse('CONFLICT')
    const said = reason.trim()
    const closed = await closeSections(context, tx, {
      sections: concerned.sections.map((section) => section.id),
      actor: actor.account,
      reason: withdrawnNotice.family(before.name, said),
    })
    await tx
      .update(provider)
      .set({ state: 'withdrawn', listedUntil: addDays(today, -1) })
      .where(and(eq(provider.district, district), eq(provider.id, id)))
    await writeProviderStep(context, tx, { provider: id, step: 'withdrawn', actor: actor.account, remark: said })
    await tellSchools(context, tx, before, concerned, said)
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'provider.withdrawn',
        subject: `provider:${id}`,
        detail: { sections: closed.sections.length, children: concerned.children, schools: concerned.schools },
      },
    ])
    return { ok: true, sections: closed.sections.length, children: concerned.children }
  })
}

/** Schools that chose it, and those where one of its people taught. */
const tellSchools = async (
  context: Context,
  tx: Tx,
  { id, name }: ProviderRow,
  { sections }: Concerned,
  reason: string,
): Promise<void> => {
  const schools = [...(await choosingSchools(context, tx, id)), ...sections.map(({ school }) => school)]
  const people = await administratorsOf(context, tx, schools)
  await writeNotices(
    context,
    tx,
    people.map(({ school, account }) => ({
      account,
      kind: 'provider-withdrawn' as const,
      title: withdrawnNotice.title(name),
      body: withdrawnNotice.school(
        reason,
        sections.filter((section) => section.school === school).map((section) => section.name),
      ),
      link: pathTo('schoolDesk', {}, { school }),
    })),
  )
}

/**
 * Whom a withdrawal would concern, for the officer who is about to do it. That children's names were looked at is
 * written down. Refuses FORBIDDEN, NOT_FOUND, WRONG_PROVIDER_STATE (there is nothing to withdraw).
 */
export const viewConcerned = async (
  context: Context,
  actor: Actor,
  id: string,
): Promise<{ provider: ProviderRow; concerned: Concerned; firstPickHours: number }> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, clock, district } = context
  const { district: districts } = store.tables
  return store.transaction(async (tx) => {
    const provider = await openProvider(context, tx, id)
    const stage = providerStage(provider, dayOf(clock.now()))
    if (!stateAfter(stage, 'withdraw')) throw refuse('WRONG_PROVIDER_STATE', { state: stageWords[stage] })
    const concerned = await loadConcerned(context, tx, id)
    if (concerned.children > 0)
      await writeAudit(context, tx, [
        {
          actor: actor.account,
          action: 'provider.concerned-viewed',
          subject: `provider:${id}`,
          detail: { children: concerned.children },
        },
      ])
    const [row] = await tx.select({ settings: districts.settings }).from(districts).where(eq(districts.id, district))
    return { provider, concerned, firstPickHours: parseDistrictSettings(row?.settings).firstPickHours }
  })
}
