import { type Cells, type Cohorts, cohortsFrom } from './cohort-rules'
import { type ErrorRecord, recordAt, replay, spreadAt } from './error-record-rules'
import { forecastWords } from './forecast-words'
import { type History, historyOf } from './history-rules'
import { kindOfLine } from './misses-rules'
import type { ForecastInput, ForecastLine, Step } from './nouns'
import { reconcile } from './reconcile-rules'
import { seriesOf } from './series-rules'
import { interval } from './spread-rules'

export interface Forecast {
  /** Sorted by level, id, grade, year; two decimals. */
  lines: ForecastLine[]
  /** What the reader should know of the input. */
  warnings: string[]
  /** Give it back in, and a changed input is reckoned with the same errors, without running the past again. */
  record: ErrorRecord
  steps: Step[]
}

const hundredths = (number: number): number => Math.round(number * 100)

/** Rolls and births as they were known at the origin. */
const knownAt = ({ rolls, births, ...rest }: ForecastInput): ForecastInput => ({
  ...rest,
  rolls: rolls.filter(({ year }) => year <= rest.origin),
  births: births.filter(({ year }) => year <= rest.origin),
})

/** The lines of reconciled children: every p50 is the sum of its parts, every interval comes from its own level's errors. */
const linesOf = (
  history: History,
  cohorts: Cohorts,
  children: readonly Cells[],
  record: ErrorRecord,
): ForecastLine[] => {
  const { origin, spans } = cohorts
  const grades = history.grades.length
  // Sums of rounded parts are the rounded sums.
  const rounded = children.map((cells) => cells.map(hundredths))
  const lines: ForecastLine[] = []
  for (const series of seriesOf(history, (s, g) => spans[s]?.offers(g, children.length) ?? false)) {
    const { level, id, grade, cells } = series
    for (const [i, whole] of rounded.entries()) {
      const ahead = i + 1
      const [cell = 0] = cells
      // A school's grade that is not taught yet has no line; an area's has one.
      if (level === 'grade' && !spans[Math.floor(cell / grades)]?.offers(cell % grades, ahead)) continue
      const p50 = cells.reduce((sum, one) => sum + (whole[one] ?? 0), 0) / 100
      const spread = spreadAt(record, kindOfLine(history, cohorts, series, ahead), ahead)
      const { p10, p90 } = interval(spread, p50)
      lines.push({
        level,
        id,
        grade: grade === undefined ? '' : (history.grades[grade] ?? ''),
        year: origin + ahead,
        horizon: ahead,
        p10: hundredths(p10) / 100,
        p50,
        p90: hundredths(p90) / 100,
      })
    }
  }
  return lines
}

/** Births → capture → progression → housing of every area, grade and autumn. */
const stepsOf = (history: History, cohorts: Cohorts, { housing = [] }: ForecastInput): Step[] => {
  const homes = new Map<string, number>()
  for (const { area, grade, year, pupils } of housing) {
    const key = JSON.stringify([area, grade, year])
    homes.set(key, (homes.get(key) ?? 0) + pupils)
  }
  const grades = history.grades.length
  return history.areas.flatMap((area, a) =>
    history.grades.flatMap((grade, g) =>
      cohorts.areas.map((areas, i): Step => {
        const year = cohorts.origin + i + 1
        const { births, capture } = g === 0 ? cohorts.intake(a, i + 1) : { births: 0, capture: 0 }
        const extra = homes.get(JSON.stringify([area, grade, year])) ?? 0
        return { area, grade, year, births, capture, carried: areas[a * grades + g] ?? 0, housing: extra }
      }),
    ),
  )
}

/** Whether births, at either end of what is known, are missing for an autumn of the forecast. */
const lacksBirths = (history: History, { spans, areas, intake }: Cohorts): boolean =>
  history.members.some(
    (schools, a) => schools.some((s) => spans[s]?.entry === 0) && areas.some((_, i) => !intake(a, i + 1).known),
  )

/**
 * Children by school and grade for `horizon` autumns after the origin: births × capture, progression shrunk to the
 * district, schools and areas reconciled, percentiles from the engine's own errors in the past.
 * Source: places.md §3 and §6; docs/decisions/011.
 * @param input checked rolls and births (commands/read-rolls.ts); rows after the origin are ignored. Schools without a
 * row at the origin are not forecast.
 * @param record errors of an earlier forecast from the same rolls; left out: the past is run again.
 */
export const forecast = (input: ForecastInput, record?: ErrorRecord): Forecast => {
  const known = knownAt(input)
  const { origin, horizon } = known
  const history = historyOf(known.rolls, known.grades)
  const errors = record ?? recordAt(history, replay(history, origin - 1, horizon, known), origin, horizon)
  const cohorts = cohortsFrom(history, origin, horizon, known)
  const children = reconcile(history, cohorts, errors.weights, known.housing)
  return {
    lines: linesOf(history, cohorts, children, errors),
    warnings: lacksBirths(history, cohorts) ? [forecastWords.birthsMissing] : [],
    record: errors,
    steps: stepsOf(history, cohorts, known),
  }
}
