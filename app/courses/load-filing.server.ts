import { and, desc, eq, lt } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { type PlanFinding, planDays, planFindings } from './filing-rules'
import { changesOf, type LineChange } from './line-changes'
import { loadPlan, type Plan } from './load-plan.server'
import { loadSchools } from './load-schools.server'
import { loadSections, type SectionOnDesk } from './load-sections.server'
import { loadTerm } from './load-term.server'

export interface FilingLine extends SectionOnDesk {
  /** Null when there is nothing to compare with. */
  changes: LineChange[] | null
}

export interface FilingPage {
  school: string
  schoolName: string
  term: string
  termName: string
  plan: Plan | null
  /** What waits for filing. */
  waiting: FilingLine[]
  returned: FilingLine[]
  /** Filed or published: has its number. */
  filed: FilingLine[]
  findings: PlanFinding[]
}

/** A school's plan for the bureau. Refuses FORBIDDEN, NOT_FOUND (no such school or no term). */
export const loadFiling = async (context: Context, actor: Actor, school: string): Promise<FilingPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const now = await loadTerm(context)
  const [place] = await loadSchools(context, [school])
  if (!now || !place) throw refuse('NOT_FOUND')
  const all = await loadSections(context, { term: now.id, schools: [school] })
  const earlier = await termBefore(context, now.startsOn)
  const before = earlier ? await loadSections(context, { term: earlier, schools: [school] }) : []
  const offered = before.filter(({ base, stage }) => !base && (stage === 'published' || stage === 'closed'))
  const at = (...stages: SectionOnDesk['stage'][]): FilingLine[] =>
    all
      .filter(({ stage }) => stages.includes(stage))
      .map((line) => ({ ...line, changes: line.base ? null : changesOf(line, offered) }))
  const waiting = at('sent')
  const filed = at('filed', 'published')
  return {
    school,
    schoolName: place.name,
    term: now.id,
    termName: now.name,
    plan: await loadPlan(context, { school, term: now.id }),
    waiting,
    returned: at('returned'),
    filed,
    findings: waiting.length + filed.length > 0 ? planFindings(planDays([...waiting, ...filed])) : [],
  }
}

const termBefore = async ({ store, district }: Context, startsOn: string): Promise<string | undefined> => {
  const { term } = store.tables
  const [row] = await store.db
    .select({ id: term.id })
    .from(term)
    .where(and(eq(term.district, district), lt(term.startsOn, startsOn)))
    .orderBy(desc(term.startsOn))
    .limit(1)
  return row?.id
}
