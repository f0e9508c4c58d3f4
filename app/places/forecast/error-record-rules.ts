import { type Cohorts, cohortsFrom, type Ways } from './cohort-rules'
import { type History, offers } from './history-rules'
import type { Level } from './nouns'
import { EVEN, reconcile, type ShareWeights, shareTotal } from './reconcile-rules'
import { type Series, seriesOf } from './series-rules'
import { chanceAlone, type Miss, type Spread, spreadOf, widened } from './spread-rules'

/**
 * The engine run again from every past origin, each time knowing no more than was known then; what it missed is what its
 * intervals are made of. Pure.
 */

/** Kinds of lines whose errors are alike: totals of a level, and its single grades. */
export type SpreadKind = Level | 'area-grade' | 'district-grade'

/** What one past origin would have said. */
export interface Replayed {
  origin: number
  cohorts: Cohorts
  weights: ShareWeights
  /** [autumns ahead − 1][school][grade] */
  children: readonly (readonly (readonly number[])[])[]
}

/** Everything a forecast's intervals need: JSON, so that a scenario can be reckoned with the errors of its base. */
export interface ErrorRecord {
  weights: ShareWeights
  /** By kind, then by horizon − 1. */
  spreads: Record<SpreadKind, readonly Spread[]>
}

/** Errors of its own that a horizon needs; with fewer, the one-year spread × √h stands for it. */
const ENOUGH = 40
/** Autumns of rolls that a past origin must know. */
const LEAST_HISTORY = 4
/** How firmly the even mean is held against what past errors say: as so many schools' errors. */
const HELD = 40

const kinds: readonly SpreadKind[] = ['grade', 'school', 'area', 'area-grade', 'district', 'district-grade']

export const kindOf = ({ level, grade }: Pick<Series, 'level' | 'grade'>): SpreadKind =>
  grade !== '' && (level === 'area' || level === 'district') ? `${level}-grade` : level

const actualOf = (history: History, { parts }: Series, year: number): number =>
  parts.reduce((sum, [s, g]) => sum + (offers(history, s, g, year) ? history.at(s, g, year) : 0), 0)

export const sumIn = (children: readonly (readonly number[])[], { parts }: Series): number =>
  parts.reduce((sum, [s, g]) => sum + (children[s]?.[g] ?? 0), 0)

/**
 * How far schools should lean on their share of the area, by past errors: least squares of (came − cohorts) on
 * (share − cohorts), held towards the even mean.
 */
const weightsFrom = (history: History, past: readonly Replayed[], origin: number, horizon: number): number[] =>
  Array.from({ length: horizon }, (_, i) => {
    const ahead = i + 1
    let [explained, squares, count] = [0, 0, 0]
    for (const { origin: from, cohorts } of past) {
      if (from + ahead > origin) continue
      for (const [s, own] of (cohorts.schools[i] ?? []).entries()) {
        const parts = own.flatMap((_, g) => (cohorts.spans[s]?.offers(g, ahead) ? [[s, g] as const] : []))
        // A school that closed since says nothing about its children: nobody knew.
        if (parts.length === 0 || !history.isOpen(s, from + ahead)) continue
        const cohort = own.reduce((sum, one) => sum + one, 0)
        const size = Math.max(1, cohort)
        const came = actualOf(history, { level: 'school', id: '', grade: '', parts }, from + ahead)
        const lean = (shareTotal(cohorts, history, ahead, s) - cohort) / Math.sqrt(size)
        explained += lean * ((came - cohort) / Math.sqrt(size))
        squares += lean * lean
        count += 1
      }
    }
    if (squares === 0) return EVEN
    const held = (squares / count) * HELD
    return Math.min(1, Math.max(0, (explained + held * EVEN) / (squares + held)))
  })

/**
 * Runs the engine from every past origin up to `until`, in order: each one uses the errors of those before it only.
 * @param horizon autumns ahead, each as far as `until` reaches is compared later
 */
export const replay = (history: History, until: number, horizon: number, ways: Ways): Replayed[] => {
  const past: Replayed[] = []
  const first = Math.min(history.first + LEAST_HISTORY - 1, until)
  for (let origin = first; origin <= until; origin++) {
    const cohorts = cohortsFrom(history, origin, horizon, ways)
    const weights = weightsFrom(history, past, origin, horizon)
    past.push({ origin, cohorts, weights, children: reconcile(history, cohorts, weights, []) })
  }
  return past
}

/** What past origins missed by `until`: of schools and grades that were still there. */
const missesUntil = (
  history: History,
  past: readonly Replayed[],
  until: number,
  ahead: number,
): Record<SpreadKind, Miss[]> => {
  const misses = Object.fromEntries(kinds.map((kind) => [kind, [] as Miss[]])) as Record<SpreadKind, Miss[]>
  for (const { origin, cohorts, children } of past) {
    const year = origin + ahead
    if (year > until) continue
    const lines = seriesOf(history, (s, g) => (cohorts.spans[s]?.offers(g, ahead) ?? false) && history.isOpen(s, year))
    for (const line of lines)
      misses[kindOf(line)].push({
        forecast: sumIn(children[ahead - 1] ?? [], line),
        actual: actualOf(history, line, year),
      })
  }
  return misses
}

/**
 * The record as it stood at an origin.
 * @param past of `replay`, which may reach further: later origins and later autumns are not looked at
 */
export const recordAt = (history: History, past: readonly Replayed[], origin: number, horizon: number): ErrorRecord => {
  const known = past.filter((one) => one.origin < origin)
  const own = Array.from({ length: horizon }, (_, i) => missesUntil(history, known, origin, i + 1))
  const spreads = kinds.map((kind) => {
    const oneYear = spreadOf(own[0]?.[kind] ?? [])
    return [
      kind,
      own.map((misses, i) =>
        i > 0 && misses[kind].length < ENOUGH ? widened(oneYear, Math.sqrt(i + 1)) : spreadOf(misses[kind]),
      ),
    ]
  })
  return {
    weights: weightsFrom(history, known, origin, horizon),
    spreads: Object.fromEntries(spreads) as ErrorRecord['spreads'],
  }
}

/** The spread of a kind at a horizon; beyond the record's own, its last one grows with √h. */
export const spreadAt = ({ spreads }: ErrorRecord, kind: SpreadKind, ahead: number): Spread => {
  const row = spreads[kind]
  const own = row[ahead - 1]
  if (own) return own
  return widened(row.at(-1) ?? chanceAlone, Math.sqrt(ahead / Math.max(1, row.length)))
}
