import type { History } from './history-rules'
import type { Level } from './nouns'

/** What is forecast beside grades of schools: sums of them. Pure. */

/** A line of the forecast: of whom, and the cells (school × grades + grade) that it sums. */
export interface Series {
  level: Level
  id: string
  /** Place of the grade; undefined for all grades. */
  grade: number | undefined
  cells: readonly number[]
}

/**
 * Every line a forecast has, sorted by level, id, grade (all together first, then as --grades has them). Areas and the
 * district have a line of every grade.
 * @param offered whether a school stands for a grade in the forecast at all
 */
export const seriesOf = (history: History, offered: (school: number, grade: number) => boolean): Series[] => {
  const { grades, schools, areas, members } = history
  const cellsOf = (s: number, only?: number): number[] =>
    grades.flatMap((_, g) => ((only === undefined || only === g) && offered(s, g) ? [s * grades.length + g] : []))
  const withGrades = (level: Level, id: string, of: readonly number[]): Series[] => {
    const cells = of.flatMap((s) => cellsOf(s))
    if (cells.length === 0) return []
    return [
      { level, id, grade: undefined, cells },
      ...grades.map((_, g) => ({ level, id, grade: g, cells: cells.filter((cell) => cell % grades.length === g) })),
    ]
  }
  const named = areas.some((area) => area !== '')
  return [
    ...(named ? areas.flatMap((id, a) => withGrades('area', id, members[a] ?? [])) : []),
    ...withGrades(
      'district',
      'district',
      schools.map((_, s) => s),
    ),
    ...schools.flatMap(({ id }, s) =>
      cellsOf(s).map((cell): Series => ({ level: 'grade', id, grade: cell % grades.length, cells: [cell] })),
    ),
    ...schools.flatMap(({ id }, s): Series[] => {
      const cells = cellsOf(s)
      return cells.length > 0 ? [{ level: 'school', id, grade: undefined, cells }] : []
    }),
  ]
}
