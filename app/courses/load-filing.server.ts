import { and, desc, eq, lt } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { checkPlan, type FindingWithReason } from './checks/check-plan.server'
import { changesOf, type LineChange, notOffered } from './line-changes'
import { loadPlan, type Plan } from './load-plan.server'
import { loadSchools } from './load-schools.server'
import { loadSections, type SectionOnDesk } from './load-sections.server'
import { loadTerm } from './load-term.server'

export interface FilingLine extends SectionOnDesk {
  /** Null when there is nothing to compare with. */
  changes: LineChange[] | null
  /** What the checks find on it now, with what the school said to it. */
  findings: FindingWithReason[]
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
  /** Findings on the plan as a whole. */
  findings: FindingWithReason[]
  /** Courses of the term before that are not offered any more. */
  gone: string[]
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
  const { findings } = await checkPlan(context, context.store.db, { school, term: now.id })
  const at = (...stages: SectionOnDesk['stage'][]): FilingLine[] =>
    all
      .filter(({ stage }) => stages.includes(stage))
      .map((line) => ({
        ...line,
        changes: line.base ? null : changesOf(line, offered),
        findings: findings.filter(({ section }) => section === line.id),
      }))
  const waiting = at('sent')
  const filed = at('filed', 'published')
  const returned = at('returned')
  const lines = [...waiting, ...returned, ...filed]
  return {
    school,
    schoolName: place.name,
    term: now.id,
    termName: now.name,
    plan: await loadPlan(context, { school, term: now.id }),
    waiting,
    returned,
    filed,
    findings: waiting.length + filed.length > 0 ? findings.filter(({ section }) => section === null) : [],
    gone: lines.length > 0 ? notOffered(lines, offered).map(({ name }) => name) : [],
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
