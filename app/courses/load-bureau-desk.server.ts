import { and, asc, count, eq, max } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { loadTerm } from './load-term.server'
import { stageOf } from './section-rules'

/** A school as the bureau sees its plan. */
export interface SchoolPlanLine {
  school: string
  name: string
  filingNumber: string | null
  /** How often it was sent; 0: never. */
  sendings: number
  /** When lines were last sent. */
  sentAt: number | null
  /** Lines by where they are. */
  waiting: number
  returned: number
  filed: number
  published: number
}

export interface BureauDesk {
  termName: string
  /** Schools in the scope of the service without a filed plan of which nothing waits: never sent, or all sent back. */
  without: SchoolPlanLine[]
  /** Schools with lines that wait for filing: those without a filed plan first, then the longest wait. */
  queue: SchoolPlanLine[]
  /** Schools of which nothing waits. */
  settled: SchoolPlanLine[]
  /** All three lists together. */
  schools: number
}

/** The plans of the district's schools in the term. Every figure of the page is the length of a list, or a sum over it. */
export const loadBureauDesk = async (context: Context, actor: Actor): Promise<BureauDesk> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const now = await loadTerm(context)
  if (!now) return { termName: '', without: [], queue: [], settled: [], schools: 0 }
  const lines = await schoolLines(context, now.id)
  const isUnfiled = (line: SchoolPlanLine): boolean => line.filingNumber === null
  return {
    termName: now.name,
    without: lines.filter((line) => isUnfiled(line) && line.waiting === 0),
    queue: lines
      .filter(({ waiting }) => waiting > 0)
      .sort((a, b) => Number(isUnfiled(b)) - Number(isUnfiled(a)) || (a.sentAt ?? 0) - (b.sentAt ?? 0)),
    settled: lines.filter((line) => !isUnfiled(line) && line.waiting === 0),
    schools: lines.length,
  }
}

const schoolLines = async ({ store, district }: Context, term: string): Promise<SchoolPlanLine[]> => {
  const { school, termPlan, section, sectionStep } = store.tables
  const schools = await store.db
    .select({ id: school.id, name: school.name, inScope: school.inScope })
    .from(school)
    .where(eq(school.district, district))
    .orderBy(asc(school.name), asc(school.id))
  const plans = await store.db
    .select()
    .from(termPlan)
    .where(and(eq(termPlan.district, district), eq(termPlan.term, term)))
  const counted = await store.db
    .select({ school: section.school, state: section.state, supplement: section.supplement, lines: count() })
    .from(section)
    .where(and(eq(section.district, district), eq(section.term, term)))
    .groupBy(section.school, section.state, section.supplement)
  const sent = await store.db
    .select({ school: section.school, at: max(sectionStep.at) })
    .from(sectionStep)
    .innerJoin(section, and(eq(section.district, district), eq(section.id, sectionStep.section)))
    .where(and(eq(sectionStep.district, district), eq(section.term, term), eq(sectionStep.step, 'sent')))
    .groupBy(section.school)
  const planOf = new Map(plans.map((plan) => [plan.school, plan]))
  const sentOf = new Map(sent.map(({ school: id, at }) => [id, at]))
  return schools
    .filter(({ id, inScope }) => inScope || planOf.has(id))
    .map(({ id, name }) => {
      const mine = counted.filter((row) => row.school === id)
      const at = (stage: string): number =>
        mine.filter((row) => stageOf(row) === stage).reduce((sum, { lines }) => sum + lines, 0)
      return {
        school: id,
        name,
        filingNumber: planOf.get(id)?.filingNumber ?? null,
        sendings: planOf.get(id)?.sendings ?? 0,
        sentAt: sentOf.get(id) ?? null,
        waiting: at('sent'),
        returned: at('returned'),
        filed: at('filed'),
        published: at('published'),
      }
    })
}
