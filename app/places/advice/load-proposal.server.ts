import { and, eq, inArray } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { officerNames } from '../officer-names.server'
import { phaseWords } from '../phase-words'
import { streetNames } from '../street-names.server'
import type { CatchmentAdvice, TimingAdvice, TimingLine, UnmetLine } from './advice-nouns'
import { bindingYears, catchmentTotals, unmetTotals } from './advice-says-rules'
import { many } from './advice-words'
import type { SchoolLoad } from './catchment-rules'
import { type CellMapDrawing, drawCells } from './cell-map-rules'
import { adviceOf } from './stored-advice-rules'

export interface ProposalHead {
  id: string
  name: string
  state: 'draft' | 'accepted' | 'left'
  reason: string
  by: string
  at: number
  decidedBy: string
  decidedAt: number | null
}

export interface TimingPage {
  kind: 'timing'
  head: ProposalHead
  lastAutumn: number
  totals: { before: number; after: number }
  lines: (Pick<TimingLine, 'project' | 'title' | 'cost' | 'start' | 'inUse' | 'was'> & {
    street: string
    says: string
  })[]
  spending: TimingAdvice['spending']
  binding: number[]
  /** Most first. */
  unmet: (UnmetLine & { streetName: string })[]
  gap: number
}

export interface MovedCell {
  cell: string
  street: string
  community: string
  compound: string
  children: number
  from: string
  to: string
  wayBefore: number | null
  way: number
}

export interface CatchmentPage {
  kind: 'catchments'
  head: ProposalHead
  phase: CatchmentAdvice['phase']
  autumn: number
  counted: number
  forecast: boolean
  limit: number
  totals: { moved: number; before: number; after: number }
  schools: (SchoolLoad & { number: number; name: string; street: string })[]
  /** Every cell; those that change school first, then by number of children. */
  cells: (MovedCell & { moved: boolean })[]
  /** Beyond the limit, the farthest first. */
  far: { cell: string; street: string; children: number; school: string; way: number; full: boolean }[]
  unplaced: string[]
  map: CellMapDrawing
  gap: number
}

export type ProposalPage = TimingPage | CatchmentPage

const timingPage = async (context: Context, head: ProposalHead, advice: TimingAdvice): Promise<TimingPage> => {
  const names = await streetNames(context, context.store.db)
  const street = (code: string): string => names.get(code) ?? code
  return {
    kind: 'timing',
    head,
    lastAutumn: advice.lastAutumn,
    totals: unmetTotals(advice),
    lines: advice.lines.map(({ project, title, cost, start, inUse, was, street: code, places }) => ({
      ...{ project, title, cost, start, inUse, was },
      street: street(code),
      says: places.map(({ phase, places }) => `${phaseWords[phase]} ${many(places)}`).join('、'),
    })),
    spending: advice.spending,
    binding: bindingYears(advice),
    unmet: advice.unmet
      .map((line) => ({ ...line, streetName: street(line.street) }))
      .sort((a, b) => b.after - a.after || b.before - a.before || a.year - b.year),
    gap: advice.gap,
  }
}

const catchmentPage = async (context: Context, head: ProposalHead, advice: CatchmentAdvice): Promise<CatchmentPage> => {
  const { store, district } = context
  const { gridCell, school, schoolSite } = store.tables
  const streets = await streetNames(context, store.db)
  const street = (code: string | undefined): string => streets.get(code ?? '') ?? code ?? ''
  const cells = new Map(
    (await store.db.select().from(gridCell).where(eq(gridCell.district, district))).map((row) => [row.id, row]),
  )
  const named = await store.db
    .select({ id: school.id, name: school.name, street: school.street })
    .from(school)
    .where(eq(school.district, district))
  const schoolOf = new Map(named.map((row) => [row.id, row]))
  const nameOf = (id: string): string => schoolOf.get(id)?.name ?? id
  const ids = advice.schools.map((one) => one.school)
  const sites =
    ids.length === 0
      ? []
      : await store.db
          .select()
          .from(schoolSite)
          .where(and(eq(schoolSite.district, district), inArray(schoolSite.school, ids)))
  const numbers = new Map(ids.map((id, i) => [id, i + 1]))
  const rows = advice.cells.map((move) => {
    const cell = cells.get(move.cell)
    return {
      cell: move.cell,
      street: street(cell?.street),
      community: cell?.community ?? '',
      compound: cell?.compound ?? '',
      children: move.children,
      from: move.from === '' ? '' : nameOf(move.from),
      to: nameOf(move.to),
      wayBefore: move.wayBefore,
      way: move.way,
      moved: move.from !== move.to,
    }
  })
  const { limit } = advice.wishes
  const siteOf = new Map(sites.map((site) => [site.school, site]))
  const near = (id: string): boolean => {
    const cell = cells.get(id)
    return cell !== undefined && sites.some(({ x, y }) => Math.hypot(x - cell.x, y - cell.y) <= limit)
  }
  return {
    kind: 'catchments',
    head,
    phase: advice.phase,
    autumn: advice.autumn,
    counted: advice.counted,
    forecast: advice.forecast,
    limit,
    totals: catchmentTotals(advice),
    schools: advice.schools.map((load) => ({
      ...load,
      number: numbers.get(load.school) ?? 0,
      name: nameOf(load.school),
      street: street(schoolOf.get(load.school)?.street),
    })),
    cells: rows.sort(
      (a, b) => Number(b.moved) - Number(a.moved) || b.children - a.children || (a.cell < b.cell ? -1 : 1),
    ),
    far: rows
      .filter(({ way }) => way > limit)
      .map(({ cell, street, children, to, way }) => ({ cell, street, children, school: to, way, full: near(cell) }))
      .sort((a, b) => b.way - a.way),
    unplaced: advice.unplaced.map(nameOf),
    map: drawCells(
      advice.cells.flatMap(({ cell, from, to }) => {
        const place = cells.get(cell)
        return place ? [{ x: place.x, y: place.y, school: to, moved: from !== to }] : []
      }),
      ids.flatMap((id) => {
        const site = siteOf.get(id)
        return site ? [{ id, number: numbers.get(id) ?? 0, x: site.x, y: site.y }] : []
      }),
    ),
    gap: advice.gap,
  }
}

/** One proposal with everything its page shows. Refuses FORBIDDEN, NOT_FOUND. */
export const loadProposal = async (context: Context, actor: Actor, id: string): Promise<ProposalPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district } = context
  const { scenario } = store.tables
  const [row] = await store.db
    .select()
    .from(scenario)
    .where(and(eq(scenario.district, district), eq(scenario.id, id)))
  const advice = adviceOf(row?.advice)
  if (!row || !advice) throw refuse('NOT_FOUND')
  const people = await officerNames(context, store.db)
  const { name, state, reason, at, decidedAt } = row
  const head: ProposalHead = {
    ...{ id, name, state, reason, at, decidedAt },
    by: people.get(row.by) ?? '',
    decidedBy: people.get(row.decidedBy ?? '') ?? '',
  }
  return advice.kind === 'timing' ? timingPage(context, head, advice) : catchmentPage(context, head, advice)
}
