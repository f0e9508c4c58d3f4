import { and, eq, max } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Tx } from '#db/store'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { recordChange } from '../change-log/record-change.server'
import { projectErrors } from './project-error-words'
import { projectLogWords } from './project-log-words'
import type { FundingDraft, PaymentDraft, VariationDraft } from './project-money-form'
import { openProject, requireOfficer, touchProject } from './project-record.server'

type NumberedTable = SQLiteTable & { district: SQLiteColumn; project: SQLiteColumn; number: SQLiteColumn }

const nextNumber = async ({ district }: Context, tx: Tx, table: NumberedTable, project: string): Promise<number> => {
  const [row] = await tx
    .select({ last: max(table.number) })
    .from(table)
    .where(and(eq(table.district, district), eq(table.project, project)))
  return Number(row?.last ?? 0) + 1
}

interface OfProject {
  project: string
  /** The `changedAt` that the page had shown. */
  seen: number
}

export type MoneyAnswer<Draft> = { ok: true } | { ok: false; errors: Partial<Record<keyof Draft | 'form', string>> }

/** 资金来源: where the money comes from, with its document. Refuses FORBIDDEN, PROJECT_UNKNOWN, CONFLICT. */
export const addFunding = async (
  context: Context,
  actor: Actor,
  { project, seen, draft }: OfProject & { draft: FundingDraft },
): Promise<void> => {
  requireOfficer(actor)
  const { store, district } = context
  const { projectFunding } = store.tables
  await store.transaction(async (tx) => {
    const row = await openProject(context, tx, project, seen)
    const number = await nextNumber(context, tx, projectFunding, project)
    const { source, amount, document } = draft
    await tx.insert(projectFunding).values({ district, project, number, source, amountFen: amount, document })
    await touchProject(context, tx, row)
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'project.changed',
        subject: `project:${project}/funding:${number}`,
        detail: { amountFen: amount },
      },
    ])
  })
}

/** Takes a line of funding away that was written by mistake. Refuses FORBIDDEN, PROJECT_UNKNOWN, CONFLICT. */
export const removeFunding = async (
  context: Context,
  actor: Actor,
  { project, seen, number }: OfProject & { number: number },
): Promise<void> => {
  requireOfficer(actor)
  const { store, district } = context
  const { projectFunding } = store.tables
  await store.transaction(async (tx) => {
    const row = await openProject(context, tx, project, seen)
    const own = and(
      eq(projectFunding.district, district),
      eq(projectFunding.project, project),
      eq(projectFunding.number, number),
    )
    const [line] = await tx.select().from(projectFunding).where(own)
    if (!line) return
    await tx.delete(projectFunding).where(own)
    await touchProject(context, tx, row)
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'project.changed',
        subject: `project:${project}/funding:${number}`,
        detail: { removed: true, amountFen: line.amountFen },
      },
    ])
  })
}

/**
 * 付款: money paid, or back where negative; a mistake is taken back by another line, nothing here is changed.
 * @returns done, or what has to be changed first. Refuses FORBIDDEN, PROJECT_UNKNOWN, CONFLICT.
 */
export const recordPayment = async (
  context: Context,
  actor: Actor,
  { project, seen, draft }: OfProject & { draft: PaymentDraft },
): Promise<MoneyAnswer<PaymentDraft>> => {
  requireOfficer(actor)
  const { store, district, clock } = context
  const { projectPayment } = store.tables
  if (draft.paidOn > dayOf(clock.now())) return { ok: false, errors: { paidOn: projectErrors.dayFuture } }
  return store.transaction(async (tx): Promise<MoneyAnswer<PaymentDraft>> => {
    const row = await openProject(context, tx, project, seen)
    const number = await nextNumber(context, tx, projectPayment, project)
    const { contract, payee, amount, paidOn } = draft
    await tx.insert(projectPayment).values({
      district,
      project,
      number,
      contract,
      payee,
      amountFen: amount,
      paidOn,
      by: actor.account,
      at: clock.now(),
    })
    await touchProject(context, tx, row)
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'project.changed',
        subject: `project:${project}/payment:${number}`,
        detail: { amountFen: amount, paidOn },
      },
    ])
    return { ok: true }
  })
}

/**
 * 合同变更: what a contract was changed by, in money and days, and why. The dates are moved by themselves.
 * @returns done, or what has to be changed first. Refuses FORBIDDEN, PROJECT_UNKNOWN, CONFLICT.
 */
export const recordVariation = async (
  context: Context,
  actor: Actor,
  { project, seen, draft }: OfProject & { draft: VariationDraft },
): Promise<MoneyAnswer<VariationDraft>> => {
  requireOfficer(actor)
  const { store, district, clock } = context
  const { contractVariation } = store.tables
  if (draft.agreedOn > dayOf(clock.now())) return { ok: false, errors: { agreedOn: projectErrors.dayFuture } }
  return store.transaction(async (tx): Promise<MoneyAnswer<VariationDraft>> => {
    const row = await openProject(context, tx, project, seen)
    const number = await nextNumber(context, tx, contractVariation, project)
    const { contract, amount, days, agreedOn, why } = draft
    await tx.insert(contractVariation).values({
      district,
      project,
      number,
      contract,
      amountFen: amount,
      days,
      agreedOn,
      why,
      by: actor.account,
      at: clock.now(),
    })
    await touchProject(context, tx, row)
    await recordChange(context, tx, {
      subject: 'project',
      of: project,
      street: row.street,
      title: projectLogWords.variation(row.title, contract),
      reason: why,
      by: actor.account,
    })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'project.changed',
        subject: `project:${project}/variation:${number}`,
        detail: { amountFen: amount, days },
      },
    ])
    return { ok: true }
  })
}
