import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { writeNotices } from '~/messages/index.server'
import type { Actor } from '~/people'
import { type AuditAction, writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { pathTo } from '~/site'
import { openProvider, type ProviderRow, writeProviderStep } from './provider-record.server'
import { listErrors, providerStage, stateAfter, whyNotReason } from './provider-rules'
import { decidedNotice, stageWords } from './provider-words'

export type ProviderDecision =
  | { deed: 'select'; remark: string }
  | { deed: 'refuse'; remark: string }
  | { deed: 'list'; from: string; until: string; remark: string }
  | { deed: 'prolong'; until: string; remark: string }

export type DecideAnswer = { ok: true } | { ok: false; errors: Partial<Record<'from' | 'until' | 'remark', string>> }

const actions = {
  select: 'provider.selected',
  refuse: 'provider.refused',
  list: 'provider.listed',
  prolong: 'provider.prolonged',
} as const satisfies Record<ProviderDecision['deed'], AuditAction>

/**
 * An officer decides about a provider: 入选, 列入名单 with its first and last day, 没通过 with a reason, 延期 to a later
 * last day. Whoever recommended it is told.
 * @returns done, or what has to be changed first. Refuses FORBIDDEN, NOT_FOUND, WRONG_PROVIDER_STATE.
 */
export const decideProvider = async (
  context: Context,
  actor: Actor,
  { provider: id, decision }: { provider: string; decision: ProviderDecision },
): Promise<DecideAnswer> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { provider } = store.tables
  return store.transaction(async (tx): Promise<DecideAnswer> => {
    const before = await openProvider(context, tx, id)
    const today = dayOf(clock.now())
    const stage = providerStage(before, today)
    const state = stateAfter(stage, decision.deed)
    if (!state) throw refuse('WRONG_PROVIDER_STATE', { state: stageWords[stage] })
    const errors = errorsOf(decision, before, today)
    if (Object.keys(errors).length > 0) return { ok: false, errors }
    await tx
      .update(provider)
      .set({ state, ...datesOf(decision) })
      .where(and(eq(provider.district, district), eq(provider.id, id)))
    const step = decision.deed === 'prolong' ? 'prolonged' : state
    await writeProviderStep(context, tx, { provider: id, step, actor: actor.account, remark: decision.remark.trim() })
    await tellApplicant(context, tx, before, decision)
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: actions[decision.deed],
        subject: `provider:${id}`,
        detail: { ...datesOf(decision) },
      },
    ])
    return { ok: true }
  })
}

const datesOf = (decision: ProviderDecision): { listedFrom?: string; listedUntil?: string } => {
  if (decision.deed === 'list') return { listedFrom: decision.from, listedUntil: decision.until }
  return decision.deed === 'prolong' ? { listedUntil: decision.until } : {}
}

const errorsOf = (decision: ProviderDecision, before: ProviderRow, today: string) => {
  if (decision.deed === 'refuse') {
    const remark = whyNotReason(decision.remark)
    return remark === undefined ? {} : { remark }
  }
  if (decision.deed === 'list') return listErrors(decision, today)
  if (decision.deed === 'prolong')
    return listErrors({ from: before.listedFrom, until: decision.until }, today, before.listedUntil)
  return {}
}

/** The school that recommended it hears what became of it. */
const tellApplicant = async (
  context: Context,
  tx: Tx,
  { id, name }: ProviderRow,
  decision: ProviderDecision,
): Promise<void> => {
  if (decision.deed === 'prolong') return
  const { providerStep, roleGrant } = context.store.tables
  const { district } = context
  const rows = await tx
    .select({ account: providerStep.actor })
    .from(providerStep)
    .innerJoin(
      roleGrant,
      and(
        eq(roleGrant.district, district),
        eq(roleGrant.account, providerStep.actor),
        eq(roleGrant.role, 'school_admin'),
      ),
    )
    .where(and(eq(providerStep.district, district), eq(providerStep.provider, id), eq(providerStep.step, 'applied')))
    .orderBy(asc(providerStep.sequence))
    .limit(1)
  await writeNotices(
    context,
    tx,
    rows.map(({ account }) => ({
      account,
      kind: 'provider-decided' as const,
      title: decidedNotice.title[decision.deed](name),
      body: decidedNotice.body(decision),
      link: pathTo('staffing', {}),
    })),
  )
}
