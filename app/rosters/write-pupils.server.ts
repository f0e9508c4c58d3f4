import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { type ClassMove, endEnrolmentsOf, lockCareOf, moveCare } from '~/courses/index.server'
import type { Actor } from '~/people'
import { type AuditFact, writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import type { Progress } from '~/shared/sheet/imports.server'
import type { PreparedPupils } from './prepare-roster.server'

const PART = 2_000

/**
 * Writes a difference of pupils within the caller's transaction: classes, pupils, guardians and their accounts. What
 * leavers and pupils of another school hold in courses ends first, and their seats go to those in line.
 */
export const writePupils = async (
  context: Context,
  tx: Tx,
  actor: Actor,
  { diff, standing }: PreparedPupils,
  progress: Progress,
): Promise<void> => {
  const { store, district, clock } = context
  const { pupil } = store.tables
  const { changes } = diff
  const today = dayOf(clock.now())
  const classes = await writeClasses(context, tx, diff.newClasses, standing.classes)
  const people = changes.map(({ kind, line, pupil: known, from }) => ({
    kind,
    line,
    from,
    id: known ?? randomUUID(),
    to: classes.get(`${line.school} ${line.grade} ${line.classNumber}`) ?? '',
  }))
  const transferred = people.filter(({ kind }) => kind === 'transferred').map(({ id }) => id)
  const left = diff.left.map(({ id }) => id)
  const written = people.filter(({ kind }) => kind !== 'same')
  const moves: ClassMove[] = people
    .filter(({ kind, from, to }) => (kind === 'moved' || kind === 'promoted') && from !== to)
    .map(({ id, from, to }) => ({ pupil: id, from, to }))
  await lockCareOf(context, tx, [...new Set(moves.flatMap(({ from, to }) => [from, to]))])
  await endEnrolmentsOf(context, tx, {
    pupils: [...left, ...transferred],
    actor: actor.account,
    alongside: written.map(({ id }) => id),
  })
  const rows = written.map(({ id, line, to }) => ({
    district,
    id,
    name: line.name,
    studentNumber: line.studentNumber,
    school: line.school,
    homeClass: to,
    leftOn: null,
    leftFor: null,
  }))
  for (let i = 0; i < rows.length; i += PART) {
    await tx.writeMany(pupil, rows.slice(i, i + PART), {
      key: [pupil.district, pupil.id],
      columns: [pupil.name, pupil.school, pupil.homeClass, pupil.leftOn, pupil.leftFor],
    })
    progress(Math.min(i + PART, rows.length), rows.length)
  }
  await moveCare(context, tx, moves)
  if (left.length > 0)
    await tx
      .update(pupil)
      .set({ leftOn: today, leftFor: 'unlisted' })
      .where(and(eq(pupil.district, district), store.among(pupil.id, left)))
  const idOf = new Map(people.map(({ line, id }) => [line.studentNumber, id]))
  await writeGuardians(context, tx, diff, idOf)
  await endGuardianships(context, tx, left)
  await writeAudit(context, tx, [
    ...diff.left.map((one): AuditFact => fact(actor, 'pupil.left', one.id, { school: one.school })),
    ...people
      .filter(({ kind }) => kind === 'moved' || kind === 'transferred')
      .map(({ id, from, to }): AuditFact => fact(actor, 'pupil.moved', id, { from, to })),
  ])
}

const fact = (
  actor: Actor,
  action: 'pupil.left' | 'pupil.moved',
  pupil: string,
  detail: Record<string, string>,
): AuditFact => ({ actor: actor.account, action, subject: `pupil:${pupil}`, detail })

/** @returns the ids of all classes by `school grade number`. */
const writeClasses = async (
  { store, district }: Context,
  tx: Tx,
  wanted: readonly { school: string; grade: number; number: number }[],
  standing: readonly { id: string; school: string; grade: number; number: number }[],
): Promise<Map<string, string>> => {
  const made = wanted.map((one) => ({ ...one, district, id: randomUUID(), leftYear: 0 }))
  await tx.writeMany(store.tables.homeClass, made)
  return new Map([...standing, ...made].map(({ id, school, grade, number }) => [`${school} ${grade} ${number}`, id]))
}

const writeGuardians = async (
  { store, district, clock }: Context,
  tx: Tx,
  { guardians, newAccounts }: PreparedPupils['diff'],
  idOf: ReadonlyMap<string, string>,
): Promise<void> => {
  const { account, guardianship } = store.tables
  const now = clock.now()
  const made = new Map(newAccounts.map(({ phone }) => [phone, randomUUID()]))
  const key = [account.district, account.id]
  // Telephones that pass on are free before somebody new takes them.
  const passing = guardians.flatMap((change) => (change.kind === 'phone' ? [change] : []))
  for (const { account: id, phone } of passing)
    await tx
      .update(account)
      .set({ phone })
      .where(and(eq(account.district, district), eq(account.id, id)))
  await tx.writeMany(
    account,
    newAccounts.map(({ phone, name }) => ({
      district,
      id: made.get(phone) ?? '',
      name,
      phone,
      staffNumber: null,
      passwordHash: null,
      disabledAt: null,
      createdAt: now,
    })),
    { key, columns: [account.name] },
  )
  const links = guardians.flatMap((change) => {
    const pupil = idOf.get(change.studentNumber)
    if (change.kind !== 'added' || !pupil) return []
    const id = change.account ?? made.get(change.guardian.phone) ?? ''
    return [{ account: id, pupil, relation: change.guardian.relation }]
  })
  const positions = await lastPositions(
    { store, district },
    tx,
    links.map((link) => link.account),
  )
  const next = (id: string): number => {
    const position = (positions.get(id) ?? 0) + 1
    positions.set(id, position)
    return position
  }
  await tx.writeMany(
    guardianship,
    links.map((link) => ({ district, ...link, position: next(link.account), endedAt: null })),
    {
      key: [guardianship.district, guardianship.account, guardianship.pupil],
      columns: [guardianship.relation, guardianship.position, guardianship.endedAt],
    },
  )
  for (const change of guardians) {
    const pupil = idOf.get(change.studentNumber)
    if (!pupil || change.kind === 'added' || change.kind === 'phone') continue
    await tx
      .update(guardianship)
      .set(change.kind === 'ended' ? { endedAt: now } : { relation: change.relation })
      .where(
        and(
          eq(guardianship.district, district),
          eq(guardianship.account, change.account),
          eq(guardianship.pupil, pupil),
        ),
      )
  }
}

/** The family's order goes on after the children it has. */
const lastPositions = async (
  { store, district }: Pick<Context, 'store' | 'district'>,
  tx: Tx,
  accounts: readonly string[],
): Promise<Map<string, number>> => {
  const { guardianship } = store.tables
  const rows = await tx
    .select({ account: guardianship.account, position: guardianship.position })
    .from(guardianship)
    .where(
      and(
        eq(guardianship.district, district),
        store.among(guardianship.account, [...new Set(accounts)]),
        isNull(guardianship.endedAt),
      ),
    )
  const last = new Map<string, number>()
  for (const { account, position } of rows) last.set(account, Math.max(last.get(account) ?? 0, position))
  return last
}

/** Who left the district's schools is nobody's child here any more: access is lost at once. */
const endGuardianships = async ({ store, district, clock }: Context, tx: Tx, pupils: readonly string[]) => {
  if (pupils.length === 0) return
  const { guardianship } = store.tables
  await tx
    .update(guardianship)
    .set({ endedAt: clock.now() })
    .where(
      and(eq(guardianship.district, district), store.among(guardianship.pupil, pupils), isNull(guardianship.endedAt)),
    )
}
