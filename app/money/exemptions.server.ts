import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db, Tx } from '#db/store'
import { type Actor, requireSchool } from '~/people'
import { type AuditFact, writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { livingExemption } from './exemption-rules'
import { type DueFacts, loadDueFacts } from './money-facts.server'
import type { RequestInput } from './money-form'
import { formWords } from './money-words'
import { settleDues } from './post-dues.server'
import { pupilOfSchool } from './pupil-money.server'
import type { MoneyAnswer } from './record-payment.server'

/** 减免: asked by one of the two named staff of a school, decided by the other; nobody else sees why. */

export interface Keeper {
  seat: number
  account: string
  name: string
}

/** The named staff of a school who still administer it. */
export const keepersOf = ({ store, district }: Context, db: Db, school: string): Promise<Keeper[]> => {
  const { exemptionKeeper, account, roleGrant } = store.tables
  return db
    .select({ seat: exemptionKeeper.seat, account: exemptionKeeper.account, name: account.name })
    .from(exemptionKeeper)
    .innerJoin(account, and(eq(account.district, exemptionKeeper.district), eq(account.id, exemptionKeeper.account)))
    .innerJoin(
      roleGrant,
      and(
        eq(roleGrant.district, exemptionKeeper.district),
        eq(roleGrant.account, exemptionKeeper.account),
        eq(roleGrant.role, 'school_admin'),
        eq(roleGrant.school, exemptionKeeper.school),
        isNull(roleGrant.endedAt),
      ),
    )
    .where(and(eq(exemptionKeeper.district, district), eq(exemptionKeeper.school, school)))
    .orderBy(asc(exemptionKeeper.seat))
}

/** Whether this person sees and decides the exemptions of a school. */
export const keeps = async (context: Context, db: Db, actor: Actor, school: string): Promise<boolean> =>
  actor.administers.includes(school) &&
  (await keepersOf(context, db, school)).some(({ account }) => account === actor.account)

const requireKeeper = async (context: Context, tx: Tx, actor: Actor, school: string): Promise<void> => {
  if (!(await keeps(context, tx, actor, school))) throw refuse('EXEMPTION_KEEPERS_ONLY')
}

export const exemptionsOf = (
  { store, district }: Context,
  db: Db,
  { pupil, term }: { pupil: string; term: string },
) => {
  const { exemption } = store.tables
  return db
    .select()
    .from(exemption)
    .where(and(eq(exemption.district, district), eq(exemption.pupil, pupil), eq(exemption.term, term)))
    .orderBy(asc(exemption.at))
}

interface Which {
  school: string
  term: string
  pupil: string
}

/** The frame of the three verbs: a keeper of the pupil's own school, the pupil locked, dues settled after the change. */
const changing = async (
  context: Context,
  actor: Actor,
  { school, term, pupil }: Which,
  change: (tx: Tx, rows: Awaited<ReturnType<typeof exemptionsOf>>) => Promise<AuditFact>,
): Promise<void> => {
  requireSchool(actor, school)
  const facts: DueFacts = await loadDueFacts(context, term)
  const { pupil: pupils } = context.store.tables
  await context.store.transaction(async (tx) => {
    await tx.lock({ district: pupils.district, key: pupils.id }, context.district, [pupil])
    await pupilOfSchool(context, tx, { pupil, school, term })
    await requireKeeper(context, tx, actor, school)
    const fact = await change(tx, await exemptionsOf(context, tx, { pupil, term }))
    await writeAudit(context, tx, [fact, ...(await settleDues(context, tx, facts, [pupil]))])
  })
}

/** The exemption that is changed, by the moment it was asked for. */
const rowOf = ({ store, district }: Context, { pupil, term }: Which, at: number) => {
  const { exemption } = store.tables
  return and(
    eq(exemption.district, district),
    eq(exemption.pupil, pupil),
    eq(exemption.term, term),
    eq(exemption.at, at),
  )
}

/**
 * One of the two named staff asks for an exemption; nothing is waived until the other has approved.
 * Refuses FORBIDDEN, NOT_FOUND, EXEMPTION_KEEPERS_ONLY, EXEMPTION_STANDS.
 */
export const requestExemption = async (context: Context, actor: Actor, input: RequestInput): Promise<MoneyAnswer> => {
  const { pupil, term, school, percent, basis, document } = input
  await changing(context, actor, { school, term, pupil }, async (tx, rows) => {
    if (livingExemption(rows)) throw refuse('EXEMPTION_STANDS')
    const last = rows.at(-1)?.at ?? 0
    await tx.insert(context.store.tables.exemption).values({
      district: context.district,
      pupil,
      term,
      percent,
      basis,
      document,
      requestedBy: actor.account,
      approvedBy: null,
      endedAt: null,
      at: Math.max(context.clock.now(), last + 1),
    })
    // Neither the basis nor the paper: the record is read by more people than the two.
    return {
      actor: actor.account,
      action: 'exemption.requested',
      subject: `pupil:${pupil}`,
      detail: { term, school, percent },
    }
  })
  return { ok: true }
}

/**
 * The other of the two approves. Refuses EXEMPTION_OTHER_PERSON (who asked cannot approve), NO_EXEMPTION,
 * EXEMPTION_KEEPERS_ONLY, FORBIDDEN, NOT_FOUND.
 */
export const approveExemption = async (context: Context, actor: Actor, which: Which): Promise<MoneyAnswer> => {
  await changing(context, actor, which, async (tx, rows) => {
    const row = livingExemption(rows)
    if (!row || row.approvedBy !== null) throw refuse('NO_EXEMPTION')
    if (row.requestedBy === actor.account) throw refuse('EXEMPTION_OTHER_PERSON')
    await tx
      .update(context.store.tables.exemption)
      .set({ approvedBy: actor.account })
      .where(rowOf(context, which, row.at))
    return {
      actor: actor.account,
      action: 'exemption.approved',
      subject: `pupil:${which.pupil}`,
      detail: { term: which.term, school: which.school, percent: row.percent },
    }
  })
  return { ok: true }
}

/**
 * Ends an exemption, or takes back or refuses one that waits: the term's whole amount is due again.
 * Refuses NO_EXEMPTION, EXEMPTION_KEEPERS_ONLY, FORBIDDEN, NOT_FOUND.
 */
export const endExemption = async (context: Context, actor: Actor, which: Which): Promise<MoneyAnswer> => {
  await changing(context, actor, which, async (tx, rows) => {
    const row = livingExemption(rows)
    if (!row) throw refuse('NO_EXEMPTION')
    await tx
      .update(context.store.tables.exemption)
      .set({ endedAt: context.clock.now() })
      .where(rowOf(context, which, row.at))
    return {
      actor: actor.account,
      action: 'exemption.ended',
      subject: `pupil:${which.pupil}`,
      detail: { term: which.term, school: which.school, percent: row.percent, approved: row.approvedBy !== null },
    }
  })
  return { ok: true }
}

/** Administrators of a school, who can be named. */
export const administratorsOf = ({ store, district }: Context, db: Db, school: string) => {
  const { roleGrant, account } = store.tables
  return db
    .select({ account: account.id, name: account.name })
    .from(roleGrant)
    .innerJoin(account, and(eq(account.district, roleGrant.district), eq(account.id, roleGrant.account)))
    .where(
      and(
        eq(roleGrant.district, district),
        eq(roleGrant.school, school),
        eq(roleGrant.role, 'school_admin'),
        isNull(roleGrant.endedAt),
        isNull(account.disabledAt),
      ),
    )
    .orderBy(asc(account.id))
}

/**
 * An administrator names who holds one of the two seats. Answers with an error at `account` when the person does not
 * administer the school or holds the other seat. Refuses FORBIDDEN.
 */
export const nameExemptionKeeper = async (
  context: Context,
  actor: Actor,
  { school, seat, account }: { school: string; seat: number; account: string },
): Promise<MoneyAnswer> => {
  requireSchool(actor, school)
  const { store, district, clock } = context
  const { exemptionKeeper, school: schools } = store.tables
  return store.transaction(async (tx): Promise<MoneyAnswer> => {
    await tx.lock({ district: schools.district, key: schools.id }, district, [school])
    const known = await administratorsOf(context, tx, school)
    if (!known.some((one) => one.account === account))
      return { ok: false, errors: { account: formWords.keeperUnknown } }
    const seats = await tx
      .select({ seat: exemptionKeeper.seat, account: exemptionKeeper.account })
      .from(exemptionKeeper)
      .where(and(eq(exemptionKeeper.district, district), eq(exemptionKeeper.school, school)))
    if (seats.some((one) => one.account === account && one.seat !== seat))
      return { ok: false, errors: { account: formWords.keeperTwice } }
    const before = seats.find((one) => one.seat === seat)?.account ?? ''
    if (before === account) return { ok: true }
    await tx.writeMany(
      exemptionKeeper,
      [{ district, school, seat, account, namedBy: actor.account, at: clock.now() }],
      {
        key: [exemptionKeeper.district, exemptionKeeper.school, exemptionKeeper.seat],
        columns: [exemptionKeeper.account, exemptionKeeper.namedBy, exemptionKeeper.at],
      },
    )
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'exemption.keeper-named',
        subject: `school:${school}`,
        detail: { seat, account, before },
      },
    ])
    return { ok: true }
  })
}
