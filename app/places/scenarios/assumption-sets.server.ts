import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { recordChange } from '../change-log/record-change.server'
import { type Assumptions, readAssumptions } from '../plan/assumptions-rules'
import { assumptionSetWords as words } from './assumption-words'

export interface AssumptionSet {
  id: string
  name: string
  assumptions: Assumptions
  reason: string
  /** The person's name. */
  by: string
  at: number
}

/** Every set, the newest first. */
export const loadAssumptionSets = async ({ store, district }: Context, db: Db): Promise<AssumptionSet[]> => {
  const { assumptionSet, account } = store.tables
  const rows = await db
    .select({ set: assumptionSet, by: account.name })
    .from(assumptionSet)
    .leftJoin(account, and(eq(account.district, district), eq(account.id, assumptionSet.by)))
    .where(eq(assumptionSet.district, district))
    .orderBy(desc(assumptionSet.at), desc(assumptionSet.id))
  return rows.map(({ set: { id, name, assumptions, reason, at }, by }) => ({
    id,
    name,
    assumptions: readAssumptions(assumptions),
    reason,
    by: by ?? '',
    at,
  }))
}

export type SetSaved = { ok: true; id: string } | { ok: false; errors: { setName: string } }

/**
 * 另存一个假设集, with 留痕 and audit. Sets are never changed: scenarios and runs name the one they were reckoned with.
 * @param draft read by the form. @returns its id, or that the name is taken. Refuses FORBIDDEN.
 */
export const saveAssumptionSet = async (
  context: Context,
  actor: Actor,
  { name, reason, assumptions }: { name: string; reason: string; assumptions: Assumptions },
): Promise<SetSaved> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { assumptionSet, district: districts } = store.tables
  const id = randomUUID()
  return store.transaction(async (tx): Promise<SetSaved> => {
    await tx.lock({ district: districts.id, key: districts.id }, district, [district])
    const known = await loadAssumptionSets(context, tx)
    if (known.some((set) => set.name === name)) return { ok: false, errors: { setName: words.nameTaken } }
    const by = actor.account
    await tx.insert(assumptionSet).values({ district, id, name, assumptions, reason, by, at: clock.now() })
    await recordChange(context, tx, { subject: 'scenario', of: id, street: '', title: words.log(name), reason, by })
    await writeAudit(context, tx, [{ actor: by, action: 'scenario.saved', subject: `assumption-set:${id}` }])
    return { ok: true, id }
  })
}
