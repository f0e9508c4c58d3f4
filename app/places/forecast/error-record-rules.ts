import { type Cohorts, cohortsFrom, type Ways } from './cohort-rules'
import { type History, offers } from './history-rules'
import type { Level } from './nouns'
import { EVEN, reconcile, type ShareWeights, sharesOf } from './reconcile-rules'
import { type Series, seriesOf } from './series-rules'
import { chanceAlone, type Miss, type Spread, spreadOf, widened } from './spread-rules'

/**
 * The engine run again from every past origin, each time knowing no more than was known then; what it missed is what its
 * intervals are made of. Pure.
 */

/** Kinds of lines whose errors are alike: totals of a level, its single grades, and those of schools that still change. */
export type SpreadKind = Level | 'area-grade' | 'district-grade' | 'grade-young' | 'school-young'

/** Everything a forecast's intervals need: JSON, so that a scenario can be reckoned with the errors of its base. */
export interface ErrorRecord {
  weights: ShareWeights
  /** By kind, then by horizon − 1. */
  spreads: Record<SpreadKind, readonly Spread[]>
}

/** What an error counts a year later: how far children miss their forecasts changes in time. */
const FADING = 0.85
/** Errors of its own that a horizon needs; with fewer, the one-year spread × √h stands for it. */
const ENOUGH = 40
/** Autumns of rolls that a past origin should know: as many as progression is pooled over. Short rolls do with fewer. */
const FULL_HISTORY = 6
const LEAST_HISTORY = 3
/** How firmly the even mean is held against what past errors say: as so many schools' errors. */
const HELD = 40

const kinds: readonly SpreadKind[] = [
  'grade',
  'grade-young',
  'school',
  'school-young',
  'area',
  'area-grade',
  'district',
  'district-grade',
]

export const kindOf = ({ level, grade, parts }: Series, settled: readonly boolean[]): SpreadKind => {
  if (level === 'area' || level === 'district') return grade === '' ? level : `${level}-grade`
  return settled[parts[0]?.[0] ?? 0] ? level : `${level}-young`
}

const actualOf = (history: History, { parts }: Series, year: number): number =>
  parts.reduce((sum, [s, g]) => sum + (offers(history, s, g, year) ? history.at(s, g, year) : 0), 0)

export const sumIn = (children: readonly (readonly number[])[], { parts }: Series): number =>
  parts.reduce((sum, [s, g]) => sum + (children[s]?.[g] ?? 0), 0)

/** Least squares of what came on two forecasts, held towards their even mean. */
class Lean {
  private explained = 0
  private squares = 0
  private count = 0

  /** Differences are taken on the scale of √size, so that large schools do not speak for all. */
  see(own: number, share: number, came: number): void {
    const size = Math.max(1, own)
    this.explained += ((share - own) * (came - own)) / size
    this.squares += (share - own) ** 2 / size
    this.count += 1
  }

  /** 0 own … 1 share. */
  weight(): number {
    if (this.squares === 0) return EVEN
    const held = (this.squares / this.count) * HELD
    return Math.min(1, Math.max(0, (this.explained + held * EVEN) / (this.squares + held)))
  }
}

/** How far schools and their grades should lean on their share of the area, by past errors. */
const weightsFrom = (history: History, past: readonly Cohorts[], origin: number, horizon: number): ShareWeights => {
  const leans = Array.from({ length: horizon }, (_, i) => {
    const ahead = i + 1
    const lean = { totals: new Lean(), grades: new Lean() }
    for (const cohorts of past) {
      const year = cohorts.origin + ahead
      if (year > origin) continue
      for (const [s, own] of (cohorts.schools[i] ?? []).entries()) {
        // A school that closed since says nothing about its children: nobody knew.
        if (!cohorts.spans[s] || !history.isOpen(s, year)) continue
        const shares = sharesOf(cohorts, history, ahead, s)
        const came = own.map((_, g) => (offers(history, s, g, year) ? history.at(s, g, year) : 0))
        const offered = own.flatMap((_, g) => (cohorts.spans[s]?.offers(g, ahead) ? [g] : []))
        const sum = (of: readonly number[]): number => offered.reduce((all, g) => all + (of[g] ?? 0), 0)
        lean.totals.see(sum(own), sum(shares), sum(came))
        for (const g of offered) lean.grades.see(own[g] ?? 0, shares[g] ?? 0, came[g] ?? 0)
      }
    }
    return lean
  })
  return {
    totals: leans.map(({ totals }) => totals.weight()),
    grades: leans.map(({ grades }) => grades.weight()),
  }
}

/**
 * The cohorts as every past origin would have moved them on.
 * @param until the last of these origins
 */
export const replay = (history: History, until: number, horizon: number, ways: Ways): Cohorts[] => {
  const full = history.first + FULL_HISTORY - 1
  const first = until >= full ? full : Math.min(history.first + LEAST_HISTORY - 1, until)
  return Array.from({ length: Math.max(0, until - first + 1) }, (_, i) =>
    cohortsFrom(history, first + i, horizon, ways),
  )
}

type Children = readonly (readonly (readonly number[])[])[]

/** What past origins missed by `until`: of schools and grades that were still there. */
const missesUntil = (
  history: History,
  past: readonly { cohorts: Cohorts; children: Children }[],
  until: number,
  ahead: number,
): Record<SpreadKind, Miss[]> => {
  const misses = Object.fromEntries(kinds.map((kind) => [kind, [] as Miss[]])) as Record<SpreadKind, Miss[]>
  for (const { cohorts, children } of past) {
    const year = cohorts.origin + ahead
    if (year > until) continue
    const lines = seriesOf(history, (s, g) => (cohorts.spans[s]?.offers(g, ahead) ?? false) && history.isOpen(s, year))
    for (const line of lines)
      misses[kindOf(line, cohorts.settled)].push({
        forecast: sumIn(children[ahead - 1] ?? [], line),
        actual: actualOf(history, line, year),
        weight: FADING ** (until - year),
      })
  }
  return misses
}

/** Few errors of schools that still change say less than those of all schools together. */
const missesOf = (misses: Record<SpreadKind, Miss[]>, kind: SpreadKind): Miss[] => {
  if (kind !== 'grade-young' && kind !== 'school-young') return misses[kind]
  const settled = kind === 'grade-young' ? misses.grade : misses.school
  return misses[kind].length < ENOUGH ? [...misses[kind], ...settled] : misses[kind]
}

/**
 * The record as it stood at an origin.
 * @param past of `replay`, which may reach further: later origins and later autumns are not looked at
 */
export const recordAt = (history: History, past: readonly Cohorts[], origin: number, horizon: number): ErrorRecord => {
  const known = past.filter((one) => one.origin < origin)
  const weights = weightsFrom(history, known, origin, horizon)
  // With the weights of today: what is asked is how this engine would have missed.
  const said = known.map((cohorts) => ({ cohorts, children: reconcile(history, cohorts, weights, []) }))
  const own = Array.from({ length: horizon }, (_, i) => missesUntil(history, said, origin, i + 1))
  const spreads = kinds.map((kind) => {
    const [oneYear = [], ...later] = own.map((misses) => missesOf(misses, kind))
    const first = spreadOf(oneYear)
    return [
      kind,
      [
        first,
        ...later.map((misses, i) => (misses.length < ENOUGH ? widened(first, Math.sqrt(i + 2)) : spreadOf(misses))),
      ],
    ]
  })
  return {
    weights,
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
