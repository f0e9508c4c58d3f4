import { calmYears, everySchool, type History, sumOf } from './history-rules'

/** Progression: how many of a grade stand in the next one a year later. Pure. Source: places.md §3. */

/** Pairs of autumns over which progression is pooled. */
const WINDOW = 5
/** Pupils by which a ratio is shrunk where the rolls are too short to say by how many. */
const SHRINK = 200
/** The most by which a whole unit is held to the district: this share of what the mean unit has in children. */
const MOST_HELD = 0.5

/** Children before, and those that stood one grade higher a year later. */
interface Move {
  before: number
  after: number
}

/** Moves of one unit (school, area) by lower grade, one for each pair of autumns in which it made it. */
type Moves = readonly (readonly Move[])[]

export interface Progression {
  /** Whether schools begin with the grade above: children change schools there. */
  isJunction(grade: number): boolean
  /** ρ of the whole district; by the lower grade. */
  district(grade: number): number
  /** Of the schools of an area together. */
  area(area: number, grade: number): number
  /** Of one school that offers both grades. */
  school(school: number, grade: number): number
}

const added = (moves: readonly Move[]): Move => {
  const sum = { before: 0, after: 0 }
  for (const { before, after } of moves) {
    sum.before += before
    sum.after += after
  }
  return sum
}

/**
 * By how many expected children a unit's own ratio of came ÷ expected is to be shrunk to 1: m = φ ÷ τ², where φ is the
 * variance of one year's ratio a child within units, τ² that of true ratios between them. Moment estimators after
 * DerSimonian and Laird (1986): units that differ no more than chance would have it are shrunk altogether.
 * @param units years of each unit, `before` being what was expected. @param estimated how many means the expectations
 * rest on.
 */
export const shrinkageOf = (units: readonly (readonly Move[])[], estimated: number): number => {
  let [within, freedom, between, weight, count] = [0, 0, 0, 0, 0]
  for (const years of units) {
    const { before, after } = added(years)
    if (before <= 0) continue
    const ratio = after / before
    for (const year of years) if (year.before > 0) within += (year.after - ratio * year.before) ** 2 / year.before
    freedom += years.length - 1
    between += before * (ratio - 1) ** 2
    weight += before
    count += 1
  }
  if (freedom < 1 || count <= estimated || weight === 0) return SHRINK
  const chance = within / freedom
  const true2 = (between - chance * (count - estimated)) / weight
  // Nothing but chance lies between the units; without any chance each unit speaks for itself.
  return true2 > 0 ? chance / true2 : Number.POSITIVE_INFINITY
}

const held = ({ before, after }: Move, shrink: number): number => {
  if (shrink === Number.POSITIVE_INFINITY || before + shrink <= 0) return 1
  return (after + shrink) / (before + shrink)
}

/**
 * Ratios of units, shrunk twice: a unit's all grades together to the district, and each grade to the unit's own.
 * @param to ρ of the district by grade, which units are held against.
 */
const shrunkRatios = (
  units: readonly Moves[],
  to: (grade: number) => number,
): ((unit: number, grade: number) => number) => {
  const expected = units.map((grades) =>
    grades.map((moves, g) => moves.map(({ before, after }) => ({ before: before * to(g), after }))),
  )
  const all = added(expected.flat(2)).before / Math.max(1, expected.filter((unit) => unit.flat().length > 0).length)
  // What sets a whole school apart goes on for years and adds up: it is never shrunk by more than a third on average.
  const ofUnit = Math.min(
    all * MOST_HELD,
    shrinkageOf(
      expected.map((grades) => {
        const years = Math.max(0, ...grades.map((moves) => moves.length))
        return Array.from({ length: years }, (_, y) => added(grades.flatMap((moves) => moves[y] ?? [])))
      }),
      1,
    ),
  )
  const pull = expected.map((grades) => held(added(grades.flat()), ofUnit))
  const cells = expected.map((grades, unit) =>
    grades.map((moves) => moves.map(({ before, after }) => ({ before: before * (pull[unit] ?? 1), after }))),
  )
  const ofCell = shrinkageOf(cells.flat(), cells[0]?.length ?? 0)
  return (unit, grade) => (pull[unit] ?? 1) * held(added(cells[unit]?.[grade] ?? []), ofCell)
}

/** The pairs of autumns (named by the later one) that count, the latest first; a shock year is neither before nor after. */
const pairsOf = (history: History, origin: number, shocks: ReadonlySet<number>): number[] =>
  calmYears(history, origin, shocks, Number.POSITIVE_INFINITY)
    .filter((year) => year > history.first && (shocks.has(year) || !shocks.has(year - 1)))
    .slice(0, WINDOW)

const ratioOf = ({ before, after }: Move, otherwise: number): number => (before > 0 ? after / before : otherwise)

/** Moves of each school within itself. */
const withinSchools = (history: History, pairs: readonly number[], lower: readonly number[]): Moves[] =>
  everySchool(history).map((s) =>
    lower.map((g) =>
      pairs.flatMap((year) => {
        const [before, after] = [history.at(s, g, year - 1), history.at(s, g + 1, year)]
        // Of no children nothing can be said: such a year counts for nobody, and ρ_D stands where there is no other.
        return before > 0 && !Number.isNaN(after) ? [{ before, after }] : []
      }),
    ),
  )

/**
 * @param based the same history with closed schools' children handed on (closures-rules.ts): schools and areas are held
 * against each other by it, so that a neighbour's closing is not taken for growth of one's own.
 * @param entries the entry grades of the schools that go on. @param shocks autumns that are left out.
 */
export const progressionOf = (
  history: History,
  based: History,
  origin: number,
  entries: ReadonlySet<number>,
  shocks: ReadonlySet<number>,
): Progression => {
  const pairs = pairsOf(history, origin, shocks)
  const lower = history.grades.slice(0, -1).map((_, g) => g)
  const isJunction = (grade: number): boolean => entries.has(grade + 1)
  const schools = withinSchools(based, pairs, lower)
  const everybody = everySchool(history)
  // Where children change schools it is asked how many of them stand in the next grade anywhere.
  const through = (of: History, members: readonly number[], g: number): Move[] =>
    pairs.map((year) => ({ before: sumOf(of, members, g, year - 1), after: sumOf(of, members, g + 1, year) }))
  const open = withinSchools(history, pairs, lower)
  const pooled = (moves: readonly Moves[], g: number): Move => added(moves.flatMap((one) => one[g] ?? []))
  const district = lower.map((g) => ratioOf(isJunction(g) ? added(through(history, everybody, g)) : pooled(open, g), 1))
  const areas = history.members.map(
    (members): Moves =>
      lower.map((g) =>
        isJunction(g)
          ? through(based, members, g).filter(({ before }) => before > 0)
          : members.flatMap((s) => schools[s]?.[g] ?? []),
      ),
  )
  // Held against all that are like them; where most children leave, the district is no measure for a school that keeps them.
  const alike = lower.map((g) => ratioOf(pooled(schools, g), 1))
  const common = lower.map((g) => ratioOf(pooled(areas, g), 1))
  const within = lower.map((g) => ratioOf(pooled(open, g), district[g] ?? 1))
  const ofArea = shrunkRatios(areas, (grade) => common[grade] ?? 1)
  const ofSchool = shrunkRatios(schools, (grade) => alike[grade] ?? 1)
  return {
    isJunction,
    district: (grade) => district[grade] ?? 1,
    area: (area, grade) => ofArea(area, grade) * (district[grade] ?? 1),
    school: (school, grade) => ofSchool(school, grade) * (within[grade] ?? 1),
  }
}
