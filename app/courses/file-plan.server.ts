import { and, eq, isNotNull } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Actor } from '~/people'
import { parseDistrictSettings } from '~/people/index.server'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { filingNumber } from './filing-rules'
import { findSection, lockSections } from './section-record.server'
import { requireMove, writeStanding, writeStep } from './section-writes.server'

/** A line of the plan as the officer saw it: any later step of the section makes it another line. */
export interface SeenLine {
  section: string
  lastStep: number
}

export interface PlanToFile {
  school: string
  term: string
  lines: readonly SeenLine[]
}

/**
 * 区备案: the bureau files lines of a school's plan. The first filing gives the plan its number; each section gets the
 * next suffix and keeps it for ever.
 * Refuses FORBIDDEN, NOT_FOUND (no plan was sent), NOTHING_TO_SEND (no lines), CONFLICT (a line is not what was seen).
 * @returns the plan's number.
 */
export const filePlan = async (
  context: Context,
  actor: Actor,
  { school, term, lines }: PlanToFile,
): Promise<string> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  if (lines.length === 0) throw refuse('NOTHING_TO_SEND')
  const { store, district, clock } = context
  const { termPlan } = store.tables
  const seen = new Map(lines.map(({ section, lastStep }) => [section, lastStep]))
  const ids = [...seen.keys()].sort()
  return store.transaction(async (tx) => {
    await lockSections(context, tx, ids)
    const sections = []
    for (const id of ids) {
      const one = await findSection(context, tx, id)
      if (!one || one.school !== school || one.term !== term) throw refuse('NOT_FOUND')
      if (one.stage !== 'sent' || one.lastStep !== seen.get(id)) throw refuse('CONFLICT')
      sections.push(one)
    }
    await tx.lock({ district: termPlan.district, key: termPlan.school }, district, [school])
    const ofPlan = and(eq(termPlan.district, district), eq(termPlan.school, school), eq(termPlan.term, term))
    const [plan] = await tx.select().from(termPlan).where(ofPlan)
    if (!plan) throw refuse('NOT_FOUND')
    const number = plan.filingNumber ?? (await nextNumber(context, tx, term))
    let suffix = plan.lastSuffix
    for (const one of sections) {
      const { to, step } = requireMove(one.stage, 'file')
      if (one.suffix === null) suffix += 1
      await writeStanding(context, tx, one.id, to, one.supplement, { suffix: one.suffix ?? suffix })
      await writeStep(context, tx, { section: one.id, after: one.lastStep, step, actor: actor.account })
    }
    await tx
      .update(termPlan)
      .set({
        lastSuffix: suffix,
        ...(plan.filingNumber === null ? { filingNumber: number, filedBy: actor.account, filedAt: clock.now() } : {}),
      })
      .where(ofPlan)
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'plan.filed',
        subject: `plan:${school}/${term}`,
        detail: { number, sections: sections.length },
      },
      ...sections.map(({ id }) => ({ actor: actor.account, action: 'plan.filed' as const, subject: `section:${id}` })),
    ])
    return number
  })
}

/** Numbers are given one after the other: the term's row is locked until this one is written. */
const nextNumber = async ({ store, district }: Context, tx: Tx, termId: string): Promise<string> => {
  const { term, termPlan, district: districts } = store.tables
  await tx.lock({ district: term.district, key: term.id }, district, [termId])
  const [row] = await tx.select({ settings: districts.settings }).from(districts).where(eq(districts.id, district))
  const { filingPrefix } = parseDistrictSettings(row?.settings)
  const filed = await tx
    .select({ number: termPlan.filingNumber })
    .from(termPlan)
    .where(and(eq(termPlan.district, district), eq(termPlan.term, termId), isNotNull(termPlan.filingNumber)))
  const taken = new Set(filed.map(({ number }) => number))
  let nth = filed.length + 1
  while (taken.has(filingNumber(filingPrefix, termId, nth))) nth += 1
  return filingNumber(filingPrefix, termId, nth)
}
