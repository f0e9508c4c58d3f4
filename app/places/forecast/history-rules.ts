import type { Roll } from './nouns'

/** Rolls as a table of school × grade × autumn, and what may be asked of it. Pure. */

export interface History {
  /** First and last autumn with any row. */
  first: number
  last: number
  grades: readonly string[]
  /** In order of id. */
  schools: readonly { id: string; area: number }[]
  /** In order of id; one without a name where the rolls know no areas. */
  areas: readonly string[]
  /** The schools of each area. */
  members: readonly (readonly number[])[]
  /** Pupils; NaN where the school does not offer the grade in that autumn. */
  at(school: number, grade: number, year: number): number
  isOpen(school: number, year: number): boolean
}

export const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** @param rolls checked: one row a school, grade and year; every grade is one of `grades`. The order does not matter. */
export const historyOf = (rolls: readonly Roll[], grades: readonly string[]): History => {
  const areaOf = new Map(rolls.map(({ school, area }) => [school, area]))
  const areas = [...new Set(areaOf.values())].sort(byId)
  const areaAt = new Map(areas.map((area, a) => [area, a]))
  const schools = [...areaOf].sort(([a], [b]) => byId(a, b)).map(([id, area]) => ({ id, area: areaAt.get(area) ?? 0 }))
  const first = rolls.reduce((least, { year }) => Math.min(least, year), Number.POSITIVE_INFINITY)
  const last = rolls.reduce((most, { year }) => Math.max(most, year), Number.NEGATIVE_INFINITY)
  const years = rolls.length > 0 ? last - first + 1 : 0
  const pupils = new Float64Array(schools.length * grades.length * years).fill(Number.NaN)
  const open = new Uint8Array(schools.length * years)
  const place = new Map(schools.map(({ id }, i) => [id, i]))
  const rank = new Map(grades.map((grade, i) => [grade, i]))
  for (const { school, grade, year, pupils: count } of rolls) {
    const s = place.get(school) ?? 0
    const y = year - first
    pupils[(s * grades.length + (rank.get(grade) ?? 0)) * years + y] = count
    open[s * years + y] = 1
  }
  const known = (year: number): boolean => year >= first && year <= last
  return {
    first,
    last,
    grades,
    schools,
    areas,
    members: areas.map((_, a) => schools.flatMap(({ area }, s) => (area === a ? [s] : []))),
    at: (s, g, year) =>
      known(year) && g >= 0 && g < grades.length
        ? (pupils[(s * grades.length + g) * years + year - first] ?? Number.NaN)
        : Number.NaN,
    isOpen: (s, year) => known(year) && open[s * years + year - first] === 1,
  }
}

/** True for a grade that the school offers in that autumn. */
export const offers = (history: History, school: number, grade: number, year: number): boolean =>
  !Number.isNaN(history.at(school, grade, year))

/** Pupils of a grade in some schools; those that do not offer it count 0. */
export const sumOf = (history: History, schools: readonly number[], grade: number, year: number): number => {
  let sum = 0
  for (const s of schools) sum += history.at(s, grade, year) || 0
  return sum
}

/** All schools of the district. */
export const everySchool = (history: History): number[] => history.schools.map((_, s) => s)

/** Autumns of unchanged grades after which a school counts as settled. */
export const SETTLED = 5

/** Whether a school has had the grades it offers in each of the last five autumns, as far as the rolls reach back. */
export const isSettled = (history: History, school: number, origin: number): boolean => {
  const grades = history.grades.flatMap((_, g) => (offers(history, school, g, origin) ? [g] : []))
  if (grades.length === 0) return false
  for (let year = Math.max(history.first, origin - SETTLED + 1); year < origin; year++)
    if (!grades.every((g) => offers(history, school, g, year))) return false
  return true
}

/** The last autumns up to the origin that count: shock years are left out, unless there are no others. The latest first. */
export const calmYears = (history: History, origin: number, shocks: ReadonlySet<number>, most: number): number[] => {
  const all: number[] = []
  for (let year = origin; year >= history.first; year--) all.push(year)
  const calm = all.filter((year) => !shocks.has(year))
  return (calm.length > 0 ? calm : all).slice(0, most)
}
