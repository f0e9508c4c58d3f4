import { and, asc, desc, eq } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import type { Actor } from './actor'

export interface OfficerLine {
  account: string
  name: string
  staffNumber: string
  state: 'open' | 'waiting' | 'ended'
  mine: boolean
  /** Who made the account an officer's last; null: whoever installed the portal. */
  added: { by: string; at: number } | null
}

/** Everybody who is or was an officer, those of today first. Refuses FORBIDDEN. */
export const loadOfficers = async ({ store, district }: Context, actor: Actor): Promise<OfficerLine[]> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { account, roleGrant, auditEntry } = store.tables
  const rows = await store.db
    .select({
      account: account.id,
      name: account.name,
      staffNumber: account.staffNumber,
      passwordHash: account.passwordHash,
      endedAt: roleGrant.endedAt,
    })
    .from(roleGrant)
    .innerJoin(account, and(eq(account.district, district), eq(account.id, roleGrant.account)))
    .where(and(eq(roleGrant.district, district), eq(roleGrant.role, 'officer')))
    .orderBy(asc(account.staffNumber))
  const entries = await store.db
    .select({ subject: auditEntry.subject, actor: auditEntry.actor, at: auditEntry.at })
    .from(auditEntry)
    .where(and(eq(auditEntry.district, district), eq(auditEntry.action, 'officer.added')))
    .orderBy(desc(auditEntry.sequence))
  const names = new Map(rows.map((row) => [row.account, row.name]))
  const lines = rows.map(({ endedAt, passwordHash, ...row }): OfficerLine => {
    const entry = entries.find(({ subject }) => subject === `account:${row.account}`)
    return {
      ...row,
      staffNumber: row.staffNumber ?? '',
      state: endedAt !== null ? 'ended' : passwordHash === null ? 'waiting' : 'open',
      mine: row.account === actor.account,
      added: entry ? { by: names.get(entry.actor) ?? '', at: entry.at } : null,
    }
  })
  return [...lines.filter(({ state }) => state !== 'ended'), ...lines.filter(({ state }) => state === 'ended')]
}
