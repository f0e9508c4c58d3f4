import { type Intake, intakesOf } from './births-rules'
import { rebased } from './closures-rules'
import { type Span, spansOf } from './growing-rules'
import { type History, isSettled, offers, sumOf } from './history-rules'
import type { ForecastInput } from './nouns'
import { type Progression, progressionOf } from './progression-rules'
import { sharesOf } from './shares-rules'

/**
 * Cohorts moved on a year at a time, from one origin, by area and by school. reconcile-rules.ts brings them together. Pure.
 */

/** What a forecast is made from, but for where it begins. */
export type Ways = Pick<ForecastInput, 'births' | 'entryAge' | 'feeders' | 'shockYears' | 'futureBirths'>

/** Children by school and grade: at [school × grades + grade]; 0 where a grade is not offered. */
export type Cells = Float64Array

export interface Cohorts {
  origin: number
  spans: readonly (Span | null)[]
  /** Whether a school has long had the grades it offers. */
  settled: readonly boolean[]
  /** By autumns ahead − 1: at [area × grades + grade]. */
  areas: readonly Cells[]
  /** By autumns ahead − 1: each school's own cohorts. */
  schools: readonly Cells[]
  /** By autumns ahead − 1: each school's share of its area; its own cohorts where it has no past in a grade. */
  shares: readonly Cells[]
  /** Of an area's first grade. */
  intake(area: number, ahead: number): Intake
}

interface Feeder {
  from: number
  share: number
}

/** Which schools feed a school, by place. */
const feedersOf = (history: History, feeders: Ways['feeders'] = []): Map<number, Feeder[]> => {
  const place = new Map(history.schools.map(({ id }, s) => [id, s]))
  const into = new Map<number, Feeder[]>()
  for (const { from, to, share } of feeders) {
    const [source, target] = [place.get(from), place.get(to)]
    if (source !== undefined && target !== undefined)
      into.set(target, [...(into.get(target) ?? []), { from: source, share }])
  }
  return into
}

/** One origin: what stays the same while the autumns ahead are gone through. */
interface Origin {
  history: History
  spans: readonly (Span | null)[]
  progression: Progression
  /** At [school × grades + grade]; NaN where it has none. */
  shares: Cells
  /** The open schools of each area. */
  open: readonly (readonly number[])[]
  /** Each area's share of the district in a grade with which schools begin: at [area × grades + grade]. */
  areaShares: Cells
  feeders: ReadonlyMap<number, readonly Feeder[]>
  intake: Cohorts['intake']
}

const originOf = (history: History, origin: number, horizon: number, ways: Ways): Origin => {
  const grades = history.grades.length
  const shocks = new Set(ways.shockYears ?? [])
  const spans = spansOf(history, origin)
  const open = history.members.map((schools) => schools.filter((s) => spans[s] != null))
  const based = rebased(history, origin)
  const shares = new Float64Array(history.schools.length * grades).fill(Number.NaN)
  const areaShares = new Float64Array(history.areas.length * grades)
  const entries = new Set(spans.flatMap((span) => (span && span.entry > 0 ? [span.entry] : [])))
  for (let g = 0; g < grades; g++) {
    for (const peers of open)
      for (const [s, share] of sharesOf(based, peers, g, origin, shocks)) shares[s * grades + g] = share
    if (!entries.has(g)) continue
    for (const [s, share] of sharesOf(based, open.flat(), g, origin, shocks)) {
      const at = (history.schools[s]?.area ?? 0) * grades + g
      areaShares[at] = (areaShares[at] ?? 0) + share
    }
  }
  return {
    history,
    spans,
    progression: progressionOf(history, based, origin, entries, shocks),
    shares,
    open,
    areaShares,
    feeders: feedersOf(history, ways.feeders),
    intake: intakesOf(history, origin, horizon, ways),
  }
}

/** The next autumn of areas and schools. */
class Autumn {
  readonly areas: Cells
  readonly schools: Cells
  readonly shares: Cells
  private readonly grades: number

  constructor(
    private readonly at: Origin,
    private readonly ahead: number,
    private readonly before: { areas: Cells; schools: Cells },
  ) {
    this.grades = at.history.grades.length
    this.areas = new Float64Array(before.areas.length)
    this.schools = new Float64Array(before.schools.length)
    this.shares = new Float64Array(before.schools.length)
    for (const [area, open] of at.open.entries()) for (let g = 0; g < this.grades; g++) this.reckon(area, open, g)
  }

  private offered(s: number, g: number): boolean {
    return this.at.spans[s]?.offers(g, this.ahead) ?? false
  }

  /** Whether a school's own children of the grade below move up into the grade. */
  private movesUp(s: number, g: number): boolean {
    const span = this.at.spans[s]
    return g > 0 && g !== span?.entry && (span?.offers(g - 1, this.ahead - 1) ?? false)
  }

  /** Children of an area's grade: of those born, or of those who were in the grade below. */
  private areaTotal(area: number, g: number): number {
    const { areas } = this.before
    if (g === 0) return this.at.intake(area, this.ahead).children
    const below = areas[area * this.grades + g - 1] ?? 0
    if (below > 0) return below * this.at.progression.area(area, g - 1)
    if (!this.at.progression.isJunction(g - 1)) return 0
    // Nobody is taught the grade below here: children come from the whole district.
    let district = 0
    for (let a = 0; a < this.at.open.length; a++) district += areas[a * this.grades + g - 1] ?? 0
    return district * this.at.progression.district(g - 1) * (this.at.areaShares[area * this.grades + g] ?? 0)
  }

  /** Leavers of other schools, where it is known where they go. */
  private fed(s: number, g: number): number | undefined {
    const sources = this.at.feeders.get(s)
    if (g === 0 || g !== this.at.spans[s]?.entry || !sources) return undefined
    return sources.reduce(
      (sum, { from, share }) => sum + share * (this.before.schools[from * this.grades + g - 1] ?? 0),
      0,
    )
  }

  private reckon(area: number, open: readonly number[], g: number): void {
    const here = open.filter((s) => this.offered(s, g))
    if (here.length === 0) return
    const cell = (s: number): number => s * this.grades + g
    const share = (s: number): number => this.at.shares[cell(s)] || 0
    let total = this.areaTotal(area, g)
    // Schools that have the grade below keep their own children first; the others share who is left.
    const [rising, entering] = [here.filter((s) => this.movesUp(s, g)), here.filter((s) => !this.movesUp(s, g))]
    let rest = total
    for (const s of rising) {
      this.schools[cell(s)] = (this.before.schools[cell(s) - 1] ?? 0) * this.at.progression.school(s, g - 1)
      rest -= this.schools[cell(s)] ?? 0
    }
    let known = false
    const unfed = entering.filter((s) => {
      const children = this.fed(s, g)
      if (children === undefined) return true
      known = true
      this.schools[cell(s)] = children
      rest -= children
      return false
    })
    const parts = unfed.reduce((sum, s) => sum + share(s), 0)
    for (const s of unfed) this.schools[cell(s)] = parts > 0 ? (Math.max(0, rest) * share(s)) / parts : 0
    // Feeders cross the borders of areas: the area has who comes.
    if (known) total = here.reduce((sum, s) => sum + (this.schools[cell(s)] ?? 0), 0)
    this.areas[area * this.grades + g] = total
    // A grade that a growing school has only just reached is in nobody's past: the others share what it leaves.
    const hasShare = (s: number): boolean => !(known || Number.isNaN(this.at.shares[cell(s)] ?? Number.NaN))
    const newly = here.reduce((sum, s) => sum + (hasShare(s) ? 0 : (this.schools[cell(s)] ?? 0)), 0)
    for (const s of here)
      this.shares[cell(s)] = hasShare(s) ? share(s) * Math.max(0, total - newly) : (this.schools[cell(s)] ?? 0)
  }
}

/** Moves every cohort known at the origin on, `horizon` autumns. Rows after the origin are not looked at. */
export const cohortsFrom = (history: History, origin: number, horizon: number, ways: Ways): Cohorts => {
  const at = originOf(history, origin, horizon, ways)
  const grades = history.grades.length
  const areas = new Float64Array(history.areas.length * grades)
  const schools = new Float64Array(history.schools.length * grades)
  for (const [a, open] of at.open.entries())
    for (let g = 0; g < grades; g++) {
      areas[a * grades + g] = sumOf(history, open, g, origin)
      for (const s of open) if (offers(history, s, g, origin)) schools[s * grades + g] = history.at(s, g, origin)
    }
  const autumns: Autumn[] = []
  for (let ahead = 1; ahead <= horizon; ahead++)
    autumns.push(new Autumn(at, ahead, autumns.at(-1) ?? { areas, schools }))
  return {
    origin,
    spans: at.spans,
    settled: history.schools.map((_, s) => at.spans[s] != null && isSettled(history, s, origin)),
    areas: autumns.map((one) => one.areas),
    schools: autumns.map((one) => one.schools),
    shares: autumns.map((one) => one.shares),
    intake: at.intake,
  }
}
