import type { Phase } from '../phases'
import type { ScenarioEdit } from '../plan/district-facts'
import { addColumn, addRow, emptyModel, type LinearModel } from './linear-model-rules'

/**
 * Which school each grid cell belongs to: as short ways as the seats allow, 小区 kept whole, few children who change.
 * Pure.
 */

export interface CatchmentCell {
  id: string
  street: string
  /** Cells of the same one go together; '' for a cell by itself. */
  compound: string
  /** Metres. */
  x: number
  y: number
  children: number
  /** Its school now; '' for none. */
  school: string
}

export interface CatchmentSchool {
  id: string
  street: string
  x: number
  y: number
  seats: number
}

export interface CatchmentWishes {
  /** Metres a child should walk at most; a longer way is possible and dear. */
  limit: number
  /** Metres that one child's change of school is worth. */
  change: number
}

/**
 * What the parts of the cost weigh, in metres walked by one child. A metre beyond the limit counts as three more; a child
 * beyond a school's seats as a way across the whole district and back: seats decide first, then ways, then who changes.
 */
export const catchmentWeights = { beyondLimit: 3, withoutSeat: 50_000, nobody: 0.1 } as const

/** Schools a group may be sent to beside those within the limit and its own. */
const NEAREST = 8

const away = (a: { x: number; y: number }, b: { x: number; y: number }): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Metres from a cell to a school, as the crow flies, whole. */
export const wayOf = (cell: Pick<CatchmentCell, 'x' | 'y'>, school: Pick<CatchmentSchool, 'x' | 'y'>): number =>
  Math.round(away(cell, school))

/** Cells that go together, in the order of their first ones. */
export const groupsOf = (cells: readonly CatchmentCell[]): CatchmentCell[][] => {
  const groups = new Map<string, CatchmentCell[]>()
  for (const cell of cells) {
    const key = cell.compound === '' ? `cell ${cell.id}` : `compound ${cell.street} ${cell.compound}`
    const group = groups.get(key)
    if (group) group.push(cell)
    else groups.set(key, [cell])
  }
  return [...groups.values()]
}

/** What it costs, in metres of one child, that these cells belong to a school; without the seats. */
export const costOf = (
  group: readonly CatchmentCell[],
  school: CatchmentSchool,
  { limit, change }: CatchmentWishes,
): number =>
  group.reduce((sum, cell) => {
    const way = wayOf(cell, school)
    // A cell without children still belongs somewhere near.
    const children = Math.max(cell.children, catchmentWeights.nobody)
    const dear = way + catchmentWeights.beyondLimit * Math.max(0, way - limit)
    const changes = cell.school !== '' && cell.school !== school.id ? cell.children * change : 0
    return sum + children * dear + changes
  }, 0)

const candidates = (
  group: readonly CatchmentCell[],
  schools: readonly CatchmentSchool[],
  { limit }: CatchmentWishes,
): CatchmentSchool[] => {
  const own = new Set(group.map(({ school }) => school))
  const byWay = schools
    .map((school) => ({ school, way: Math.min(...group.map((cell) => away(cell, school))) }))
    .sort((a, b) => a.way - b.way)
  return byWay
    .filter(({ school, way }, i) => i < NEAREST || way <= limit || own.has(school.id))
    .map((one) => one.school)
}

export interface CatchmentModel {
  model: LinearModel
  groups: CatchmentCell[][]
  /** One a group and school it may go to: which column says so. */
  options: { group: number; school: string; column: number }[]
  /** The column of each school that counts the children beyond its seats. */
  beyond: Map<string, number>
}

/**
 * A choice a group and school it may go to, exactly one of them taken; a column a school for the children beyond its
 * seats, so that there is always an answer.
 */
export const catchmentModel = (
  cells: readonly CatchmentCell[],
  schools: readonly CatchmentSchool[],
  wishes: CatchmentWishes,
): CatchmentModel => {
  const model = emptyModel()
  const groups = groupsOf(cells)
  const options: CatchmentModel['options'] = []
  const load = new Map<string, [column: number, children: number][]>(schools.map(({ id }) => [id, []]))
  for (const [nth, group] of groups.entries()) {
    const children = group.reduce((sum, cell) => sum + cell.children, 0)
    const own = candidates(group, schools, wishes).map((school) => {
      const column = addColumn(model, { cost: costOf(group, school, wishes), most: 1, whole: true })
      options.push({ group: nth, school: school.id, column })
      load.get(school.id)?.push([column, children])
      return column
    })
    addRow(model, { least: 1, most: 1, terms: own.map((column) => [column, 1]) })
  }
  const beyond: CatchmentModel['beyond'] = new Map()
  for (const { id, seats } of schools) {
    const column = addColumn(model, { cost: catchmentWeights.withoutSeat })
    addRow(model, { most: seats, terms: [...(load.get(id) ?? []), [column, -1]] })
    beyond.set(id, column)
  }
  return { model, groups, options, beyond }
}

/** The school of each cell by the solver's values. */
export const schoolsBySolution = (
  { groups, options }: Pick<CatchmentModel, 'groups' | 'options'>,
  values: readonly number[],
): Map<string, string> => {
  const chosen = new Map<string, string>()
  for (const { group, school, column } of options)
    if ((values[column] ?? 0) > 0.5) for (const { id } of groups[group] ?? []) chosen.set(id, school)
  return chosen
}

/** One cell with its school before and after. */
export interface CellMove {
  cell: string
  from: string
  to: string
  children: number
  /** Metres; null where there was no school before. */
  wayBefore: number | null
  way: number
}

export interface SchoolLoad {
  school: string
  seats: number
  before: number
  after: number
  /** Metres of the longest way; 0 without cells. */
  longest: number
}

export interface CatchmentResult {
  /** Every cell, in the order given. */
  cells: CellMove[]
  schools: SchoolLoad[]
}

/** What an assignment means for every cell and school. @param chosen school of each cell */
export const catchmentResult = (
  cells: readonly CatchmentCell[],
  schools: readonly CatchmentSchool[],
  chosen: ReadonlyMap<string, string>,
): CatchmentResult => {
  const byId = new Map(schools.map((one) => [one.id, one]))
  const moves = cells.map((cell): CellMove => {
    const to = chosen.get(cell.id) ?? cell.school
    const [now, then] = [byId.get(cell.school), byId.get(to)]
    return {
      cell: cell.id,
      from: cell.school,
      to,
      children: cell.children,
      wayBefore: now ? wayOf(cell, now) : null,
      way: then ? wayOf(cell, then) : 0,
    }
  })
  const loads = schools.map(({ id, seats }): SchoolLoad => {
    const own = moves.filter(({ to }) => to === id)
    const sum = (of: readonly CellMove[]): number => of.reduce((all, { children }) => all + children, 0)
    return {
      school: id,
      seats,
      before: sum(moves.filter(({ from }) => from === id)),
      after: sum(own),
      longest: Math.max(0, ...own.map(({ way }) => way)),
    }
  })
  return { cells: moves, schools: loads }
}

/** A share smaller than this moves hardly a child. */
const LEAST_SHARE = 0.005

/**
 * The same as edits of a scenario: of the children whose school lies in one street, the share whose school then lies in
 * another.
 */
export const boundaryEdits = (
  phase: Phase,
  { cells }: CatchmentResult,
  schools: readonly CatchmentSchool[],
): ScenarioEdit[] => {
  const streetOf = new Map(schools.map(({ id, street }) => [id, street]))
  const all = new Map<string, number>()
  const moved = new Map<string, { from: string; to: string; children: number }>()
  for (const { from, to, children } of cells) {
    const [before, after] = [streetOf.get(from), streetOf.get(to)]
    if (before === undefined || after === undefined) continue
    all.set(before, (all.get(before) ?? 0) + children)
    if (before === after) continue
    const key = `${before}\n${after}`
    const pair = moved.get(key) ?? { from: before, to: after, children: 0 }
    pair.children += children
    moved.set(key, pair)
  }
  // Edits are applied one after another: a later one takes its share of what the earlier ones have left.
  const left = new Map(all)
  return [...moved.values()]
    .sort((a, b) => (a.from + a.to < b.from + b.to ? -1 : 1))
    .flatMap(({ from, to, children }) => {
      const there = left.get(from) ?? 0
      const share = there > 0 ? Math.round((children / there) * 1e4) / 1e4 : 0
      if (children / Math.max(1, all.get(from) ?? 0) < LEAST_SHARE) return []
      left.set(from, there - children)
      return [{ kind: 'boundary' as const, phase, from, to, share: Math.min(1, share) }]
    })
}
