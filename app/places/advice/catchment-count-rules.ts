import { apportion } from '../apportion-rules'
import { entryGradeOf, gradesOfPhase, type Phase } from '../phases'

/** Which children of the cells count for a catchment. Pure. */

const YOUNGEST = -2

/** The grades that count: those who enter, or all of the phase. */
export const gradesInScope = (phase: Phase, scope: 'intake' | 'phase'): readonly number[] =>
  scope === 'intake' ? [entryGradeOf[phase]] : gradesOfPhase[phase]

/**
 * The grades in which the children of some later grades were when they were counted; for those who were too young to be
 * counted then, the youngest that were.
 * @param later autumns between the count and the autumn that is meant, ≥ 0.
 */
export const countedGrades = (grades: readonly number[], later: number): number[] =>
  grades.map((grade) => Math.max(YOUNGEST, grade - later))

/**
 * Children of the cells, brought to what the forecast expects of the district: not everybody who lives here goes on to a
 * school here. Whole children, by largest remainders. @param expected null where there is no forecast: as they were counted
 */
export const asForecast = (children: ReadonlyMap<string, number>, expected: number | null): Map<string, number> => {
  const cells = [...children].sort(([a], [b]) => (a < b ? -1 : 1))
  const counted = cells.reduce((sum, [, many]) => sum + many, 0)
  if (expected === null || counted === 0) return new Map(cells)
  const parts = apportion(
    Math.round(expected),
    cells.map(([, many]) => many),
  )
  return new Map(cells.map(([cell], i) => [cell, parts[i] ?? 0]))
}
