import type { ForecastLevel } from '#db/schema/index'
import { type Phase, phases } from '../phases'
import type { DistrictFacts } from '../plan/district-facts'
import {
  type AlertOutcome,
  type AlertScore,
  alertScore,
  type Outcome,
  type Score,
  type Size,
  scoreOf,
  sizeOf,
} from './score-rules'

/** Vintages held against what came. Pure. */

/** A line of an earlier run, as it is kept. */
export interface VintageLine {
  level: ForecastLevel
  subject: string
  phase: Phase | ''
  /** '' for the whole phase. */
  grade: string
  year: number
  p10: number
  p50: number
  p90: number
}

export interface JudgedLine extends Outcome {
  level: ForecastLevel
  subject: string
  phase: Phase
  horizon: number
  size: Size
}

type Rolls = Pick<DistrictFacts, 'rolls' | 'schools'>

const key = (...parts: readonly (string | number)[]): string => parts.join('\n')

/** Pupils by subject, grade and autumn: of schools, streets and the district. */
const pupilsBySubject = ({
  rolls,
  schools,
}: Rolls): ((subject: string, grade: number, year: number) => number | null) => {
  const streetOf = new Map(schools.map(({ id, street }) => [id, street]))
  const found = new Map<string, number>()
  for (const { school, year, grade, pupils } of rolls)
    for (const subject of [school, streetOf.get(school) ?? '', 'district'])
      found.set(key(subject, grade, year), (found.get(key(subject, grade, year)) ?? 0) + pupils)
  return (subject, grade, year) => found.get(key(subject, grade, year)) ?? null
}

const sumKnown = (numbers: readonly (number | null)[]): number | null => {
  const known = numbers.filter((one) => one !== null)
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0)
}

/**
 * Every line of a vintage whose autumn has come, with what came. A school or grade that is gone by then says nothing of
 * the forecast and is left out.
 */
export const judgeLines = (
  lines: readonly VintageLine[],
  facts: Rolls,
  { origin, now }: { origin: number; now: number },
  gradesOfPhase: Record<Phase, readonly number[]>,
): JudgedLine[] => {
  const pupils = pupilsBySubject(facts)
  return lines.flatMap(({ level, subject, phase, grade, year, p10, p50, p90 }): JudgedLine[] => {
    if (phase === '' || year > now || year <= origin) return []
    // Of a street or the district only the whole phase counts, as one number.
    if (grade !== '' && level !== 'grade') return []
    const grades = grade === '' ? gradesOfPhase[phase] : [Number(grade)]
    const at = (autumn: number): number | null => sumKnown(grades.map((one) => pupils(subject, one, autumn)))
    const actual = at(year)
    const last = at(origin)
    if (actual === null || last === null) return []
    return [
      { level, subject, phase, horizon: year - origin, size: sizeOf(last), forecast: p50, actual, last, p10, p90 },
    ]
  })
}

export interface ScoreRow {
  level: ForecastLevel
  horizon: number
  score: Score
}

export const levels: readonly ForecastLevel[] = ['district', 'area', 'school', 'grade']

/** Scores by level and horizon. */
export const scoreRows = (judged: readonly JudgedLine[]): ScoreRow[] =>
  levels.flatMap((level) =>
    [...new Set(judged.map(({ horizon }) => horizon))]
      .sort((a, b) => a - b)
      .flatMap((horizon) => {
        const score = scoreOf(
          judged.filter((one) => one.level === level && one.horizon === horizon),
          level === 'grade' ? 'wape' : 'mape',
        )
        return score ? [{ level, horizon, score }] : []
      }),
  )

export interface JudgedAlert extends AlertOutcome {
  phase: Phase
  horizon: number
}

export interface AlertRow {
  phase: Phase
  horizon: number
  score: AlertScore
}

/** Precision and recall by phase and horizon. */
export const alertRows = (judged: readonly JudgedAlert[]): AlertRow[] =>
  phases.flatMap((phase) =>
    [...new Set(judged.map(({ horizon }) => horizon))]
      .sort((a, b) => a - b)
      .flatMap((horizon) => {
        const own = judged.filter((one) => one.phase === phase && one.horizon === horizon)
        return own.length === 0 ? [] : [{ phase, horizon, score: alertScore(own) }]
      }),
  )
