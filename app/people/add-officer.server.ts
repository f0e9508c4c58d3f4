import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import type { Actor } from './actor'
import { actAsOfficer } from './officer-turn.server'
import { officerWords as words } from './officer-words'

export type OfficerAdded = { ok: true; account: string } | { ok: false; errors: { staffNumber: string } }

/**
 * One more officer of the district, who gets in with a slip. Who was an officer before comes back under the same number.
 * Refuses FORBIDDEN. @returns the account, or why the number cannot be taken.
 */
export const addOfficer = (
  context: Context,
  actor: Actor,
  { name, staffNumber }: { name: string; staffNumber: string },
): Promise<OfficerAdded> =>
  actAsOfficer(context, actor, async (tx): Promise<OfficerAdded> => {
    const { store, district, clock } = context
    const { account, roleGrant } = store.tables
    const [holder] = await tx
      .select({ id: account.id })
      .from(account)
      .where(and(eq(account.district, district), eq(account.staffNumber, staffNumber)))
    const grant = { district, role: 'officer' as const, school: '', endedAt: null }
    const id = holder?.id ?? randomUUID()
    if (holder) {
      // Only a number that was an officer's before, and is nobody's now, opens again.
      const back = await tx
        .select({ endedAt: roleGrant.endedAt })
        .from(roleGrant)
        .where(and(eq(roleGrant.district, district), eq(roleGrant.account, id)))
      if (back.length !== 1 || back[0]?.endedAt === null)
        return { ok: false, errors: { staffNumber: words.staffNumberTaken } }
      await tx
        .update(account)
        .set({ name })
        .where(and(eq(account.district, district), eq(account.id, id)))
      await tx
        .update(roleGrant)
        .set({ endedAt: null })
        .where(and(eq(roleGrant.district, district), eq(roleGrant.account, id), eq(roleGrant.role, 'officer')))
    } else {
      await tx.insert(account).values({
        ...{ district, id, name, staffNumber, phone: null, passwordHash: null },
        ...{ disabledAt: null, createdAt: clock.now() },
      })
      await tx.insert(roleGrant).values({ ...grant, account: id })
    }
    await writeAudit(context, tx, [
      { actor: actor.account, action: 'officer.added', subject: `account:${id}`, detail: { staffNumber } },
    ])
    return { ok: true, account: id }
  })
