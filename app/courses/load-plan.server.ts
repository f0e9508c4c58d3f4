import { and, eq } from 'drizzle-orm'
import { type Actor, requireSchool } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { checkPlan, type FindingWithReason } from './checks/check-plan.server'
import { loadSchools, type SchoolName } from './load-schools.server'
import { loadSections, type SectionOnDesk } from './load-sections.server'
import { loadTerm } from './load-term.server'

/** A school's plan of a term as it stands with the bureau. */
export interface Plan {
  /** Null until the bureau filed it. */
  filingNumber: string | null
  filedAt: number | null
  filedBy: string
  /** How often it was sent. */
  sendings: number
}

/** Null before the first sending. */
export const loadPlan = async (
  { store, district }: Context,
  { school, term }: { school: string; term: string },
): Promise<Plan | null> => {
  const { termPlan, account } = store.tables
  const [row] = await store.db
    .select({ plan: termPlan, name: account.name })
    .from(termPlan)
    .leftJoin(account, and(eq(account.district, district), eq(account.id, termPlan.filedBy)))
    .where(and(eq(termPlan.district, district), eq(termPlan.school, school), eq(termPlan.term, term)))
  if (!row) return null
  const { filingNumber, filedAt, sendings } = row.plan
  return { filingNumber, filedAt, sendings, filedBy: row.name ?? '' }
}

export interface SchoolPlanPage {
  school: string
  schools: SchoolName[]
  term: string
  termName: string
  plan: Plan | null
  /** The lines in the order of their need: returned, to send, sent, to publish, published. */
  returned: SectionOnDesk[]
  toSend: SectionOnDesk[]
  sent: SectionOnDesk[]
  toPublish: SectionOnDesk[]
  published: SectionOnDesk[]
  /** What the checks found on sections of the plan and on the plan itself. */
  findings: FindingWithReason[]
}

/** What of the school's plan is where. @param asked school: the first of one's own when empty. Refuses FORBIDDEN, NOT_FOUND (no term). */
export const loadSchoolPlan = async (
  context: Context,
  actor: Actor,
  asked: { school: string },
): Promise<SchoolPlanPage> => {
  const school = asked.school || (actor.administers[0] ?? '')
  requireSchool(actor, school)
  const now = await loadTerm(context)
  if (!now) throw refuse('NOT_FOUND')
  const all = await loadSections(context, { term: now.id, schools: [school] })
  const { findings } = await checkPlan(context, context.store.db, { school, term: now.id })
  const at = (stage: SectionOnDesk['stage']) => all.filter((section) => section.stage === stage)
  return {
    school,
    schools: await loadSchools(context, actor.administers),
    term: now.id,
    termName: now.name,
    plan: await loadPlan(context, { school, term: now.id }),
    returned: at('returned'),
    toSend: at('approved'),
    sent: at('sent'),
    toPublish: at('filed'),
    published: at('published'),
    findings,
  }
}
