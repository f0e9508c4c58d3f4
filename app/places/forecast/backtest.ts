import { type Baseline, cohort321, lineOn } from './baseline-rules'
import { type Cells, type Cohorts, cohortsFrom } from './cohort-rules'
import { type ErrorRecord, recordAt, replay, spreadAt } from './error-record-rules'
import { type History, historyOf, isSettled, offers, SETTLED } from './history-rules'
import { kindOfLine } from './misses-rules'
import type { ForecastInput, Level } from './nouns'
import { reconcile } from './reconcile-rules'
import { type Series, seriesOf } from './series-rules'
import { interval } from './spread-rules'

export type Method = 'engine' | Baseline

/** How a method did at one level and horizon, in %; null where it cannot be said. */
export interface Score {
  level: Level
  horizon: number
  method: Method
  /** Forecasts that were held against what came. */
  n: number
  /** Mean of |F − A| ÷ A. */
  mape: number | null
  /** Σ|F − A| ÷ ΣA. */
  wape: number | null
  /** Mean of (F − A) ÷ A. */
  bias: number | null
  /** 1 − MAPE ÷ MAPE of `last`; of WAPE at grade level. */
  skill: number | null
  /** Share of what came within p10 … p90; the engine's only. */
  cover80: number | null
}

export interface BacktestInput extends Omit<ForecastInput, 'origin' | 'housing'> {
  firstOrigin: number
  lastOrigin: number
  /** The last autumn to be held against. */
  targetsTo: number
}

const levels: readonly Level[] = ['area', 'district', 'grade', 'school']
const methods: readonly Method[] = ['engine', 'last', 'linear5', 'cohort321']

interface Tally {
  n: number
  relative: number
  signed: number
  counted: number
  absolute: number
  actual: number
  covered: number
}

/** A school counts if it has every grade it offers at the origin in each autumn from origin − 4 to the target. */
const isWhole = (history: History, school: number, origin: number, target: number): boolean => {
  if (origin - SETTLED + 1 < history.first || !isSettled(history, school, origin)) return false
  const grades = history.grades.flatMap((_, g) => (offers(history, school, g, origin) ? [g] : []))
  for (let year = origin + 1; year <= target; year++)
    if (!grades.every((g) => offers(history, school, g, year))) return false
  return true
}

const sumIn = (children: Cells | undefined, { cells }: Series): number =>
  cells.reduce((sum, cell) => sum + (children?.[cell] ?? 0), 0)

const actual = (history: History, { cells }: Series, year: number): number => {
  const grades = history.grades.length
  return cells.reduce((sum, cell) => sum + (history.at(Math.floor(cell / grades), cell % grades, year) || 0), 0)
}

/** What is known at one origin. */
interface Standing {
  cohorts: Cohorts
  /** By autumns ahead − 1. */
  children: readonly Cells[]
  survival: readonly Cells[]
  record: ErrorRecord
}

/** One origin and horizon: every line that counts, by every method. */
const tallyOrigin = (
  history: History,
  { cohorts, children, survival, record }: Standing,
  ahead: number,
  tallies: Map<string, Tally>,
): void => {
  const { origin } = cohorts
  const target = origin + ahead
  const whole = history.schools.map((_, s) => isWhole(history, s, origin, target))
  const lines = seriesOf(history, (s, g) => (whole[s] ?? false) && offers(history, s, g, origin)).filter(
    ({ level, grade }) => level === 'grade' || grade === undefined,
  )
  for (const line of lines) {
    const came = actual(history, line, target)
    const window = Array.from({ length: SETTLED }, (_, j) => actual(history, line, origin - SETTLED + 1 + j))
    const engine = sumIn(children[ahead - 1], line)
    const { p10, p90 } = interval(spreadAt(record, kindOfLine(history, cohorts, line, ahead), ahead), engine)
    const said: Record<Method, number> = {
      engine,
      last: window.at(-1) ?? 0,
      linear5: lineOn(window, ahead),
      cohort321: sumIn(survival[ahead - 1], line),
    }
    for (const method of methods) {
      const key = `${line.level} ${ahead} ${method}`
      const tally = tallies.get(key) ?? { n: 0, relative: 0, signed: 0, counted: 0, absolute: 0, actual: 0, covered: 0 }
      tallies.set(key, tally)
      const miss = said[method] - came
      tally.n += 1
      tally.absolute += Math.abs(miss)
      tally.actual += came
      tally.covered += came >= p10 && came <= p90 ? 1 : 0
      // A share of nothing is none: an empty grade counts in WAPE only.
      if (came <= 0) continue
      tally.counted += 1
      tally.relative += Math.abs(miss) / came
      tally.signed += miss / came
    }
  }
}

const percent = (part: number, whole: number): number | null => (whole > 0 ? (100 * part) / whole : null)

/**
 * The engine and the baselines from every origin, held against what came. What the engine says from an origin, and how
 * wide, rests on nothing later than that origin. Source of the rule: places.md §6.
 * @param input checked rolls and births
 */
export const backtest = (input: BacktestInput): Score[] => {
  const { firstOrigin, lastOrigin, targetsTo, horizon } = input
  const rolls = input.rolls.filter(({ year }) => year <= targetsTo)
  const history = historyOf(rolls, input.grades)
  const past = replay(history, Math.min(lastOrigin, history.last), horizon, input)
  const tallies = new Map<string, Tally>()
  for (let origin = firstOrigin; origin <= Math.min(lastOrigin, history.last); origin++) {
    const cohorts = cohortsFrom(history, origin, horizon, input)
    const record = recordAt(history, past, origin, horizon)
    const children = reconcile(history, cohorts, record.weights)
    const standing = { cohorts, children, survival: cohort321(history, origin, horizon), record }
    for (let ahead = 1; ahead <= horizon; ahead++)
      if (origin + ahead <= Math.min(targetsTo, history.last)) tallyOrigin(history, standing, ahead, tallies)
  }
  const shown = history.areas.some((area) => area !== '') ? levels : levels.filter((level) => level !== 'area')
  return shown.flatMap((level) =>
    Array.from({ length: horizon }, (_, i) => i + 1).flatMap((ahead) => {
      const error = (method: Method): number | null => {
        const tally = tallies.get(`${level} ${ahead} ${method}`)
        if (!tally) return null
        return level === 'grade' ? percent(tally.absolute, tally.actual) : percent(tally.relative, tally.counted)
      }
      const last = error('last')
      return methods.flatMap((method): Score[] => {
        const tally = tallies.get(`${level} ${ahead} ${method}`)
        if (!tally) return []
        const own = error(method)
        return [
          {
            level,
            horizon: ahead,
            method,
            n: tally.n,
            mape: percent(tally.relative, tally.counted),
            wape: percent(tally.absolute, tally.actual),
            bias: percent(tally.signed, tally.counted),
            skill: own === null || last === null || last === 0 ? null : 100 * (1 - own / last),
            cover80: method === 'engine' ? percent(tally.covered, tally.n) : null,
          },
        ]
      })
    }),
  )
}
