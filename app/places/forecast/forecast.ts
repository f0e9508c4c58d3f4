import { entryBirths, lacksBirths } from './births-rules'
import { type Cohorts, cohortsFrom } from './cohort-rules'
import { type ErrorRecord, kindOf, recordAt, replay, spreadAt } from './error-record-rules'
import { type History, historyOf } from './history-rules'
import type { ForecastInput, ForecastLine, Step } from './nouns'
import { reconcile } from './reconcile-rules'
import { type Series, seriesOf } from './series-rules'
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
export const linesOf = (
  history: History,
  cohorts: Cohorts,
  children: readonly (readonly (readonly number[])[])[],
  record: ErrorRecord,
): ForecastLine[] => {
  const { origin, spans } = cohorts
  const horizon = children.length
  // Sums of rounded parts are the rounded sums.
  const rounded = children.map((schools) => schools.map((grades) => grades.map((one) => hundredths(one))))
  const line = (series: Series, ahead: number): ForecastLine[] => {
    const { level, id, grade, parts } = series
    const offered = parts.filter(([s, g]) => spans[s]?.offers(g, ahead))
    if (offered.length === 0) return []
    const p50 = offered.reduce((sum, [s, g]) => sum + (rounded[ahead - 1]?.[s]?.[g] ?? 0), 0) / 100
    const { p10, p90 } = interval(spreadAt(record, kindOf(series, cohorts.settled), ahead), p50)
    const [low, high] = [hundredths(p10) / 100, hundredths(p90) / 100]
    return [{ level, id, grade, year: origin + ahead, horizon: ahead, p10: low, p50, p90: high }]
  }
  return seriesOf(history, (s, g) => spans[s]?.offers(g, horizon) ?? false).flatMap((series) =>
    children.flatMap((_, i) => line(series, i + 1)),
  )
}

/** Births → capture → progression → housing of every area, grade and autumn. */
const stepsOf = (history: History, cohorts: Cohorts, { housing = [] }: ForecastInput): Step[] => {
  const homes = new Map<string, number>()
  for (const { area, grade, year, pupils } of housing) {
    const key = `${area}\n${grade}\n${year}`
    homes.set(key, (homes.get(key) ?? 0) + pupils)
  }
  return history.areas.flatMap((area, a) =>
    history.grades.flatMap((grade, g) =>
      cohorts.areas.map((areas, i): Step => {
        const year = cohorts.origin + i + 1
        const { births, capture } = g === 0 ? cohorts.intake(a, year) : { births: 0, capture: 0 }
        const extra = homes.get(`${area}\n${grade}\n${year}`) ?? 0
        return { area, grade, year, births, capture, carried: areas[a]?.[g] ?? 0, housing: extra }
      }),
    ),
  )
}

/**
 * Children by school and grade for `horizon` autumns after the origin: births × capture, progression shrunk to the
 * district, schools, areas and district reconciled, percentiles from the engine's own errors in the past.
 * Source: places.md §3 and §6; docs/decisions/011.
 * @param input checked rolls and births (see read-rolls.ts); rows after the origin are ignored.
 * @param record errors of an earlier forecast from the same rolls; left out: the past is run again.
 */
export const forecast = (input: ForecastInput, record?: ErrorRecord): Forecast => {
  const known = knownAt(input)
  const { origin, horizon } = known
  const history = historyOf(known.rolls, known.grades)
  const errors = record ?? recordAt(history, replay(history, origin - 1, horizon, known), origin, horizon)
  const cohorts = cohortsFrom(history, origin, horizon, known)
  const children = reconcile(history, cohorts, errors.weights, known.housing ?? [])
  const missing = history.areas.some((area) => {
    const named = known.births.some((one) => one.area !== '')
    return lacksBirths(entryBirths(known.births, named ? area : '', known.entryAge, origin), origin, horizon)
  })
  return {
    lines: linesOf(history, cohorts, children, errors),
    warnings: missing
      ? ['births: not known for every autumn ahead; the mean of the last three intakes stands there']
      : [],
    record: errors,
    steps: stepsOf(history, cohorts, known),
  }
}
