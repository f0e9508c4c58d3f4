import { type EntryBirths, entryBirths, type Intake, intakesOf, RECENT, schoolsByArea } from './births-rules'
import { type Span, spansOf } from './growing-rules'
import { type History, isSettled, offers, schoolsOf, sumOf } from './history-rules'
import type { ForecastInput } from './nouns'
import { type Progression, progressionOf } from './progression-rules'

/**
 * Cohorts moved on a year at a time, from one origin, at three levels that do not know of each other: the district, each
 * area, each school. reconcile-rules.ts brings them together. Pure.
 */

/** What a forecast is made from, but for where it begins. */
export type Ways = Pick<ForecastInput, 'births' | 'entryAge' | 'feeders' | 'shockYears' | 'futureBirths'>

/** Children by [autumns ahead − 1][what][grade]; 0 where a grade is not offered. */
export interface Cohorts {
  origin: number
  spans: readonly (Span | null)[]
  /** Whether a school has long had the grades it offers. */
  settled: readonly boolean[]
  district: readonly (readonly number[])[]
  areas: readonly (readonly (readonly number[])[])[]
  schools: readonly (readonly (readonly number[])[])[]
  /** A school's three-year share of its area's grade; NaN where it has no past in it. */
  shares: readonly (readonly number[])[]
  /** Of an area's first grade. */
  intake(area: number, year: number): Intake
  progression: Progression
}

/** Of the area's pupils in a grade, over the last three autumns in which the school offered it. */
const shareOf = (history: History, peers: readonly number[], school: number, grade: number, origin: number): number => {
  const years = Array.from({ length: RECENT }, (_, j) => origin - j).filter((year) =>
    offers(history, school, grade, year),
  )
  const own = years.reduce((sum, year) => sum + history.at(school, grade, year), 0)
  const all = years.reduce((sum, year) => sum + sumOf(history, peers, grade, year), 0)
  return years.length === 0 ? Number.NaN : all > 0 ? own / all : 0
}

interface IntakeOf {
  district(year: number): Intake
  area(area: number, year: number): Intake
}

/** Births by area where areas have them; else each area takes its three-year share of the district's intake. */
const intakes = (history: History, origin: number, members: readonly number[][], ways: Ways): IntakeOf => {
  const apart = { shockYears: new Set(ways.shockYears ?? []), factor: ways.futureBirths ?? 1 }
  const births = (area: string): EntryBirths => entryBirths(ways.births, area, ways.entryAge, origin)
  const everybody = schoolsOf(history)
  const district = intakesOf(history, everybody, origin, births(''), apart)
  const named = ways.births.some(({ area }) => area !== '')
  if (named) {
    const byArea = history.areas.map((area, a) => intakesOf(history, members[a] ?? [], origin, births(area), apart))
    return { district, area: (a, year) => byArea[a]?.(year) ?? { births: 0, capture: 0, children: 0 } }
  }
  const recent = Array.from({ length: RECENT }, (_, j) => origin - j)
  const all = recent.reduce((sum, year) => sum + sumOf(history, everybody, 0, year), 0)
  const shares = members.map((schools) => {
    const own = recent.reduce((sum, year) => sum + sumOf(history, schools, 0, year), 0)
    return all > 0 ? own / all : 0
  })
  return {
    district,
    area: (a, year) => {
      const whole = district(year)
      const share = shares[a] ?? 0
      return { births: whole.births, capture: whole.capture * share, children: whole.children * share }
    },
  }
}

/** Moves every cohort known at the origin on, `horizon` autumns. Rows after the origin are not looked at. */
export const cohortsFrom = (history: History, origin: number, horizon: number, ways: Ways): Cohorts => {
  const { grades } = history
  const members = schoolsByArea(history)
  const spans = spansOf(history, origin)
  const progression = progressionOf(history, origin, new Set(ways.shockYears ?? []))
  const intake = intakes(history, origin, members, ways)
  const shares = history.schools.map(({ area }, s) => {
    // Shares are of the schools that go on: what a closed school had is the others' by now.
    const peers = (members[area] ?? []).filter((peer) => spans[peer] != null)
    return grades.map((_, g) => (spans[s] ? shareOf(history, peers, s, g, origin) : Number.NaN))
  })
  const feeding = new Map<number, { from: number; share: number }[]>()
  const place = new Map(history.schools.map(({ id }, s) => [id, s]))
  for (const { from, to, share } of ways.feeders ?? []) {
    const [source, target] = [place.get(from), place.get(to)]
    if (source !== undefined && target !== undefined)
      feeding.set(target, [...(feeding.get(target) ?? []), { from: source, share }])
  }
  const open = spans.flatMap((span, s) => (span ? [s] : []))
  let district = grades.map((_, g) => sumOf(history, open, g, origin))
  let areas = members.map((schools) =>
    grades.map((_, g) =>
      sumOf(
        history,
        schools.filter((s) => spans[s]),
        g,
        origin,
      ),
    ),
  )
  let schools = history.schools.map((_, s) =>
    grades.map((_, g) => (spans[s] && offers(history, s, g, origin) ? history.at(s, g, origin) : 0)),
  )
  const out = { district: [district], areas: [areas], schools: [schools] }
  for (let ahead = 1; ahead <= horizon; ahead++) {
    const year = origin + ahead
    const offered = (s: number, g: number): boolean => spans[s]?.offers(g, ahead) ?? false
    const [districtBefore, areasBefore, schoolsBefore] = [district, areas, schools]
    district = grades.map((_, g) =>
      g === 0 ? intake.district(year).children : (districtBefore[g - 1] ?? 0) * progression.district(g - 1),
    )
    const fed = (s: number): number | undefined => {
      const sources = feeding.get(s)
      if (!sources) return undefined
      return sources.reduce((sum, { from, share }) => {
        const last = grades.findLastIndex((_, g) => spans[from]?.offers(g, ahead - 1) ?? false)
        return sum + share * (schoolsBefore[from]?.[last] ?? 0)
      }, 0)
    }
    areas = members.map((own, a) =>
      grades.map((_, g) => {
        if (!own.some((s) => offered(s, g))) return 0
        if (g === 0) return intake.area(a, year).children
        const below = areasBefore[a]?.[g - 1] ?? 0
        if (below > 0) return below * progression.area(a, g - 1)
        // Nobody is taught in the grade below here: the area takes its share of the district's.
        const past = own.map((s) => (spans[s] ? shareOf(history, open, s, g, origin) : 0))
        return (district[g] ?? 0) * past.reduce((sum, one) => sum + (Number.isNaN(one) ? 0 : one), 0)
      }),
    )
    schools = history.schools.map(({ area }, s) =>
      grades.map((_, g) => {
        const span = spans[s]
        if (!span || !offered(s, g)) return 0
        const taken = shares[s]?.[g] ?? Number.NaN
        if (g === span.entry && g > 0) return fed(s) ?? (areas[area]?.[g] ?? 0) * (Number.isNaN(taken) ? 0 : taken)
        if (g > 0 && spans[s]?.offers(g - 1, ahead - 1))
          return (schoolsBefore[s]?.[g - 1] ?? 0) * progression.school(s, g - 1)
        return (areas[area]?.[g] ?? 0) * (Number.isNaN(taken) ? 0 : taken)
      }),
    )
    out.district.push(district)
    out.areas.push(areas)
    out.schools.push(schools)
  }
  return {
    origin,
    spans,
    settled: history.schools.map((_, s) => isSettled(history, s, origin)),
    district: out.district.slice(1),
    areas: out.areas.slice(1),
    schools: out.schools.slice(1),
    shares,
    intake: intake.area,
    progression,
  }
}
