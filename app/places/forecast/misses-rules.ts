import type { Cells, Cohorts } from './cohort-rules'
import type { History } from './history-rules'
import type { Series } from './series-rules'
import type { Miss } from './spread-rules'

/** What a forecast missed, line by line, in kinds that err alike. Pure. */

const kinds = [
  'grade',
  'grade-entering',
  'grade-young',
  'school',
  'school-young',
  'area',
  'area-grade',
  'area-grade-entering',
  'district',
  'district-grade',
  'district-grade-entering',
] as const

/**
 * Kinds of lines whose errors are alike: totals of a level, its single grades (children who were there at the origin, and
 * those who have entered since), and lines of schools that still change.
 */
export type SpreadKind = (typeof kinds)[number]

/** @param entering whether the children of the line came into a first grade after the origin */
const kindOf = (level: Series['level'], single: boolean, entering: boolean, settled: boolean): SpreadKind => {
  if (level === 'area' || level === 'district')
    return single ? (entering ? `${level}-grade-entering` : `${level}-grade`) : level
  if (!settled) return `${level}-young`
  return level === 'grade' && entering ? 'grade-entering' : level
}

/** The kind of a line at a horizon. */
export const kindOfLine = (
  history: History,
  cohorts: Cohorts,
  { level, grade, cells }: Series,
  ahead: number,
): SpreadKind => {
  const school = Math.floor((cells[0] ?? 0) / history.grades.length)
  const entry = level === 'grade' ? (cohorts.spans[school]?.entry ?? 0) : 0
  return kindOf(
    level,
    grade !== undefined,
    grade !== undefined && grade - ahead < entry,
    cohorts.settled[school] ?? false,
  )
}

/** A miss, with the autumn it was told for and how many autumns of rolls were known when it was made. */
export type Told = Miss & { year: number; known: number }
export type Misses = Record<SpreadKind, Told[]>

/** What an error counts a year later: how far children miss their forecasts changes in time. */
const FADING = 0.8
/** One value for each kind. */
export const byKind = <Value>(of: (kind: SpreadKind) => Value): Record<SpreadKind, Value> =>
  Object.fromEntries(kinds.map((kind) => [kind, of(kind)])) as Record<SpreadKind, Value>

const noMisses = (): Misses => byKind(() => [])

/** What one origin missed at one horizon: of schools and grades that were still there. */
export const missesAt = (history: History, cohorts: Cohorts, children: Cells, ahead: number): Misses => {
  const misses = noMisses()
  const grades = history.grades.length
  const year = cohorts.origin + ahead
  const known = cohorts.origin - history.first + 1
  // Only ratios of weights matter: what came later counts the more.
  const weight = FADING ** (history.first - year)
  const add = (kind: SpreadKind, forecast: number, actual: number): void => {
    misses[kind].push({ forecast, actual, weight, year, known })
  }
  const sums = () => history.grades.map(() => ({ forecast: 0, actual: 0, any: false }))
  const [district, byGrade] = [{ forecast: 0, actual: 0, any: false }, sums()]
  const named = history.areas.some((area) => area !== '')
  for (const schools of history.members) {
    const [area, areaByGrade] = [{ forecast: 0, actual: 0, any: false }, sums()]
    for (const s of schools) {
      const span = cohorts.spans[s]
      if (!span || !history.isOpen(s, year)) continue
      const school = { forecast: 0, actual: 0, any: false }
      const settled = cohorts.settled[s] ?? false
      for (let g = 0; g < grades; g++) {
        if (!span.offers(g, ahead)) continue
        const [forecast, actual] = [children[s * grades + g] ?? 0, history.at(s, g, year) || 0]
        add(kindOf('grade', true, g - ahead < span.entry, settled), forecast, actual)
        for (const sum of [school, area, areaByGrade[g], district, byGrade[g]]) {
          if (!sum) continue
          sum.forecast += forecast
          sum.actual += actual
          sum.any = true
        }
      }
      add(kindOf('school', false, false, settled), school.forecast, school.actual)
    }
    if (named && area.any) add('area', area.forecast, area.actual)
    if (named)
      for (const [g, one] of areaByGrade.entries())
        if (one.any) add(kindOf('area', true, g - ahead < 0, true), one.forecast, one.actual)
  }
  if (district.any) add('district', district.forecast, district.actual)
  for (const [g, one] of byGrade.entries())
    if (one.any) add(kindOf('district', true, g - ahead < 0, true), one.forecast, one.actual)
  return misses
}
