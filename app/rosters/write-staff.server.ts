import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Actor } from '~/people'
import { type AuditFact, writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import type { StaffDiff } from './staff-diff'

/**
 * Writes a difference of teachers and administrators within the caller's transaction: accounts, roles, and whom the
 * school may name as a course's teacher. Who left loses the roles of that school at once.
 * Refuses CONFLICT when the person who imports would take themselves off the list.
 */
export const writeStaff = async (context: Context, tx: Tx, actor: Actor, diff: StaffDiff): Promise<void> => {
  const { store, district, clock } = context
  const { account, staff, roleGrant, instructor } = store.tables
  if (diff.left.some((one) => one.account === actor.account)) throw refuse('CONFLICT')
  const now = clock.now()
  const written = diff.changes
    .filter(({ kind }) => kind !== 'same')
    .map(({ line, account: known }) => ({ line, id: known ?? randomUUID(), known: known !== null }))
  await tx.writeMany(
    account,
    written
      .filter(({ known }) => !known)
      .map(({ id, line }) => ({
        district,
        id,
        name: line.name,
        phone: null,
        staffNumber: line.staffNumber,
        passwordHash: null,
        disabledAt: null,
        createdAt: now,
      })),
  )
  for (const { id, line } of written.filter(({ known }) => known))
    await tx
      .update(account)
      .set({ name: line.name })
      .where(and(eq(account.district, district), eq(account.id, id)))
  await tx.writeMany(
    staff,
    written.map(({ id, line }) => ({
      district,
      account: id,
      school: line.school,
      inService: line.inService,
      subject: line.subject,
      leftOn: null,
    })),
    {
      key: [staff.district, staff.account],
      columns: [staff.school, staff.inService, staff.subject, staff.leftOn],
    },
  )
  await endRoles(
    context,
    tx,
    written.filter(({ known }) => known).map(({ id }) => id),
  )
  await tx.writeMany(
    roleGrant,
    written.flatMap(({ id, line }) =>
      line.roles.map((role) => ({ district, account: id, role, school: line.school, endedAt: null })),
    ),
    {
      key: [roleGrant.district, roleGrant.account, roleGrant.role, roleGrant.school],
      columns: [roleGrant.endedAt],
    },
  )
  await writeInstructors(context, tx, written)
  const left = diff.left.map((one) => one.account)
  await endRoles(context, tx, left)
  if (left.length > 0) {
    const today = dayOf(now)
    await tx
      .update(staff)
      .set({ leftOn: today })
      .where(and(eq(staff.district, district), store.among(staff.account, left)))
    await tx
      .update(instructor)
      .set({ leftOn: today })
      .where(and(eq(instructor.district, district), store.among(instructor.account, left)))
  }
  await writeAudit(
    context,
    tx,
    diff.left.map(
      (one): AuditFact => ({
        actor: actor.account,
        action: 'staff.left',
        subject: `account:${one.account}`,
        detail: { school: one.school },
      }),
    ),
  )
}

/** Only roles of schools: an officer's are no roster's affair. */
const endRoles = async ({ store, district, clock }: Context, tx: Tx, accounts: readonly string[]): Promise<void> => {
  if (accounts.length === 0) return
  const { roleGrant } = store.tables
  for (const role of ['teacher', 'school_admin'] as const)
    await tx
      .update(roleGrant)
      .set({ endedAt: clock.now() })
      .where(
        and(
          eq(roleGrant.district, district),
          store.among(roleGrant.account, accounts),
          eq(roleGrant.role, role),
          isNull(roleGrant.endedAt),
        ),
      )
}

/** Every teacher can be named in a course; the line about them says their subject. */
const writeInstructors = async (
  { store, district }: Context,
  tx: Tx,
  written: readonly { id: string; line: StaffDiff['changes'][number]['line'] }[],
): Promise<void> => {
  const { instructor } = store.tables
  const accounts = written.map(({ id }) => id)
  const known = await tx
    .select({ id: instructor.id, account: instructor.account })
    .from(instructor)
    .where(and(eq(instructor.district, district), store.among(instructor.account, accounts)))
  const rows = written
    .filter(({ line }) => line.roles.includes('teacher'))
    .map(({ id, line }) => ({
      district,
      id: known.find((one) => one.account === id)?.id ?? randomUUID(),
      name: line.name,
      account: id,
      provider: null,
      school: line.school,
      about: line.subject ? `本校${line.subject}老师` : '本校老师',
      leftOn: null,
    }))
  await tx.writeMany(instructor, rows, {
    key: [instructor.district, instructor.id],
    columns: [instructor.name, instructor.school, instructor.leftOn],
  })
}
