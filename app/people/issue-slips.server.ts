import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { ConstraintError, type Db, type Tx } from '#db/store'
import { type AuditFact, writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import type { Actor } from './actor'
import { endSessions } from './open-session.server'
import { newSlip } from './slip-code.server'
import { mayIssueSlip, type SlipTarget } from './slip-rules'

export interface PrintedSlip {
  account: string
  name: string
  /** Telephone or staff number to sign in with. */
  login: string
  pupils: string[]
  /** The class in which it is handed out, of a guardian's first child here; null for staff. */
  homeClass: { grade: number; number: number } | null
  /** In plain: shown once, on the page that is printed. */
  code: string
  expiresAt: number
}

interface Target extends SlipTarget {
  name: string
  login: string
  pupils: string[]
  classes: { school: string; grade: number; number: number }[]
}

const targetsOf = async ({ store, district }: Context, tx: Db, accounts: readonly string[]): Promise<Target[]> => {
  const { account, roleGrant, guardianship, pupil, homeClass } = store.tables
  const people = await tx
    .select({ id: account.id, name: account.name, phone: account.phone, staffNumber: account.staffNumber })
    .from(account)
    .where(and(eq(account.district, district), store.among(account.id, accounts), isNull(account.disabledAt)))
  const grants = await tx
    .select({ account: roleGrant.account, role: roleGrant.role, school: roleGrant.school })
    .from(roleGrant)
    .where(and(eq(roleGrant.district, district), store.among(roleGrant.account, accounts), isNull(roleGrant.endedAt)))
  const children = await tx
    .select({
      account: guardianship.account,
      name: pupil.name,
      school: pupil.school,
      grade: homeClass.grade,
      number: homeClass.number,
    })
    .from(guardianship)
    .innerJoin(pupil, and(eq(pupil.district, district), eq(pupil.id, guardianship.pupil), isNull(pupil.leftOn)))
    .innerJoin(homeClass, and(eq(homeClass.district, district), eq(homeClass.id, pupil.homeClass)))
    .where(
      and(
        eq(guardianship.district, district),
        store.among(guardianship.account, accounts),
        isNull(guardianship.endedAt),
      ),
    )
    .orderBy(guardianship.position)
  return people.map(({ id, name, phone, staffNumber }) => {
    const ownGrants = grants.filter((grant) => grant.account === id)
    const ownChildren = children.filter((child) => child.account === id)
    return {
      account: id,
      name,
      // Staff are known at work by their number; both lead to the same account.
      login: (ownGrants.length > 0 ? staffNumber : null) ?? phone ?? staffNumber ?? '',
      grants: ownGrants,
      childSchools: ownChildren.map(({ school }) => school),
      pupils: ownGrants.length > 0 ? [] : ownChildren.map((child) => child.name),
      classes: ownGrants.length > 0 ? [] : ownChildren,
    }
  })
}

/** Those of the people whose slip the actor may issue, for the buttons of a page; `issueSlips` checks again. */
export const loadIssuable = async (
  context: Context,
  actor: Actor,
  people: readonly { account: string }[],
): Promise<Set<string>> => {
  const accounts = people.map(({ account }) => account)
  const targets = accounts.length > 0 ? await targetsOf(context, context.store.db, accounts) : []
  return new Set(targets.filter((target) => mayIssueSlip(actor, target)).map(({ account }) => account))
}

/**
 * Issues one activation slip to each account: the way in for who is new, and back in for who forgot the password.
 * What was before ends with it: older slips, the password, all sessions. Allowed by `mayIssueSlip`.
 * @param given.key of the form that asks; the same form sent again issues nothing and refuses CONFLICT.
 * Refuses FORBIDDEN (one of them is not the actor's to issue: then nobody gets one), NOT_FOUND (no such account).
 * @returns the slips with their codes, in the order asked for.
 */
export const issueSlips = async (
  context: Context,
  actor: Actor,
  given: { accounts: readonly string[]; key: string },
): Promise<PrintedSlip[]> => {
  const { store, district, clock } = context
  const { account, activationSlip } = store.tables
  const accounts = [...new Set(given.accounts)]
  if (accounts.length === 0) return []
  const now = clock.now()
  const work = async (tx: Tx): Promise<PrintedSlip[]> => {
    await tx.lock({ district: account.district, key: account.id }, district, accounts)
    const targets = new Map((await targetsOf(context, tx, accounts)).map((one) => [one.account, one]))
    const printed: PrintedSlip[] = []
    const rows: ReturnType<typeof newSlip>['row'][] = []
    const facts: AuditFact[] = []
    for (const id of accounts) {
      const target = targets.get(id)
      if (!target) throw refuse('NOT_FOUND')
      if (!mayIssueSlip(actor, target)) throw refuse('FORBIDDEN')
      const slipId = createHash('sha256').update(`${given.key}\n${id}`).digest('hex').slice(0, 32)
      const { code, row } = newSlip({ district, account: id, issuedBy: actor.account, now, id: slipId })
      const sessions = await endSessions(context, tx, id)
      rows.push(row)
      printed.push({
        account: id,
        name: target.name,
        login: target.login,
        pupils: target.pupils,
        homeClass: target.classes.find(({ school }) => actor.administers.includes(school)) ?? null,
        code,
        expiresAt: row.expiresAt,
      })
      facts.push({
        actor: actor.account,
        action: 'slip.issued',
        subject: `account:${id}`,
        detail: { slip: slipId, sessions },
      })
    }
    await tx
      .update(activationSlip)
      .set({ revokedAt: now })
      .where(
        and(
          eq(activationSlip.district, district),
          store.among(activationSlip.account, accounts),
          isNull(activationSlip.usedAt),
          isNull(activationSlip.revokedAt),
        ),
      )
    await tx.writeMany(activationSlip, rows)
    await tx
      .update(account)
      .set({ passwordHash: null })
      .where(and(eq(account.district, district), store.among(account.id, accounts)))
    await writeAudit(context, tx, facts)
    return printed
  }
  try {
    return await store.transaction(work)
  } catch (error) {
    if (error instanceof ConstraintError) throw refuse('CONFLICT')
    throw error
  }
}
