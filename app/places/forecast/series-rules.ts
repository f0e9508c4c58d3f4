import type { History } from './history-rules'
import type { Level } from './nouns'

/** What is forecast beside grades of schools: sums of them. Pure. */

/** A line of the forecast: of whom, and the (school, grade) pairs that it sums. */
export interface Series {
  level: Level
  id: string
  /** '' for all grades. */
  grade: string
  parts: readonly (readonly [school: number, grade: number])[]
}

/**
 * Every line a forecast has, sorted by level, id, grade (all together first, then as --grades has them).
 * @param offered whether a school stands for a grade in the forecast at all
 */
export const seriesOf = (history: History, offered: (school: number, grade: number) => boolean): Series[] => {
  const { grades, schools, areas } = history
  const pairs = schools.flatMap((_, s) => grades.flatMap((_, g) => (offered(s, g) ? [[s, g] as const] : [])))
  const ofGrade = (parts: Series['parts'], g: number): Series['parts'] => parts.filter(([, grade]) => grade === g)
  const withGrades = (level: Level, id: string, parts: Series['parts']): Series[] => [
    { level, id, grade: '', parts },
    ...grades.map((grade, g) => ({ level, id, grade, parts: ofGrade(parts, g) })).filter((one) => one.parts.length > 0),
  ]
  const named = areas.some((area) => area !== '')
  return [
    ...(named
      ? areas.flatMap((id, a) => {
          const parts = pairs.filter(([s]) => schools[s]?.area === a)
          return parts.length > 0 ? withGrades('area', id, parts) : []
        })
      : []),
    ...(pairs.length > 0 ? withGrades('district', 'district', pairs) : []),
    ...pairs.map((pair) => ({
      level: 'grade' as const,
      id: schools[pair[0]]?.id ?? '',
      grade: grades[pair[1]] ?? '',
      parts: [pair],
    })),
    ...schools.flatMap(({ id }, s) => {
      const parts = pairs.filter((pair) => pair[0] === s)
      return parts.length > 0 ? [{ level: 'school' as const, id, grade: '', parts }] : []
    }),
  ]
}
