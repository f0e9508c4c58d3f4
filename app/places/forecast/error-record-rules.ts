import { type Cohorts, cohortsFrom, type Ways } from './cohort-rules'
import type { History } from './history-rules'
import { HELD, Lean } from './lean-rules'
import { byKind, missesAt, type SpreadKind, type Told } from './misses-rules'
import { EVEN, reconcile, type ShareWeights } from './reconcile-rules'
import { chanceAlone, quantileOf, reachOf, type Spread, spreadOf, widened } from './spread-rules'

/**
 * The engine run again from every past origin, each time knowing no more than was known then; what it missed is what its
 * intervals are made of. Pure.
 */

/** Everything a forecast's intervals need: JSON, so that a scenario can be reckoned with the errors of its base. */
export interface ErrorRecord {
  weights: ShareWeights
  /** By kind, then by horizon − 1. */
  spreads: Record<SpreadKind, readonly Spread[]>
}

/** More errors than these say nothing new: of more, every second, third … is looked at. */
const PLENTY = 1_000
/** Autumns after which an error counts for nothing: little more than a tenth is left of it by then. */
const FORGOTTEN = 10
/** Errors of its own that a horizon needs; with fewer, the one-year spread × √h stands for it. */
const ENOUGH = 40
/** Autumns of rolls that a past origin should know: as many as progression is pooled over. Short rolls do with fewer. */
const FULL_HISTORY = 6
/** With fewer autumns hardly anything is known of how children move on; the shortest rolls do with two. */
const LEAST_HISTORY = 3

/** How far schools and their grades should lean on their share of the area, by past errors. */
const weightsFrom = (history: History, past: readonly Cohorts[], origin: number, horizon: number): ShareWeights => {
  const grades = history.grades.length
  const leans = Array.from({ length: horizon }, (_, i) => {
    const lean = { totals: new Lean(EVEN), grades: new Lean(EVEN) }
    for (const cohorts of past) {
      const year = cohorts.origin + i + 1
      const [own, shares] = [cohorts.schools[i], cohorts.shares[i]]
      if (year > origin || !own || !shares) continue
      for (const [s, settled] of cohorts.settled.entries()) {
        // A school that closed since says nothing about its children: nobody knew.
        if (!settled || !history.isOpen(s, year)) continue
        let [cohort, share, came] = [0, 0, 0]
        for (let g = 0; g < grades; g++) {
          const cell = s * grades + g
          if (!cohorts.spans[s]?.offers(g, i + 1)) continue
          const actual = history.at(s, g, year) || 0
          lean.grades.see(own[cell] ?? 0, shares[cell] ?? 0, actual)
          cohort += own[cell] ?? 0
          share += shares[cell] ?? 0
          came += actual
        }
        lean.totals.see(cohort, share, came)
      }
    }
    return lean
  })
  return {
    totals: leans.map(({ totals }) => totals.weight()),
    grades: leans.map(({ grades: one }) => one.weight()),
  }
}

type Spreads = ErrorRecord['spreads']

/** A miss, and how far it reached into the interval that was told with it; undefined where errors were few. */
type Judged = Told & { reach: number | undefined }

/** The engine run from past origins. */
export interface Replay {
  cohorts: readonly Cohorts[]
  /** By horizon − 1, then by kind: in order of the autumns they were told for. */
  misses: readonly Record<SpreadKind, Judged[]>[]
}

/** Whose errors help out where a kind has few of its own. */
const likeKind: Partial<Record<SpreadKind, SpreadKind>> = {
  'grade-young': 'grade',
  'grade-entering': 'grade',
  'school-young': 'school',
  'area-grade-entering': 'area-grade',
  'district-grade-entering': 'district-grade',
}

/** Errors of origins that knew enough, as long as there are enough of them; else those of ever shorter rolls, too. */
const ripest = (misses: readonly Judged[]): readonly Judged[] => {
  for (let known = FULL_HISTORY; known > LEAST_HISTORY; known--) {
    const some = misses.filter((one) => one.known >= known)
    if (some.length >= ENOUGH) return some
  }
  return misses
}

const knownAt = (misses: readonly Judged[], origin: number): readonly Judged[] => {
  const known = misses.filter(({ year }) => year <= origin && year > origin - FORGOTTEN)
  const step = Math.ceil(known.length / PLENTY)
  return step > 1 ? known.filter((_, i) => i % step === 0) : known
}

/** The errors of a kind that were known at an origin; where there are few, with those of what is like it. */
const missesOf = (
  of: Record<SpreadKind, Judged[]> | undefined,
  kind: SpreadKind,
  origin: number,
): readonly Judged[] => {
  const own = knownAt(of?.[kind] ?? [], origin)
  const like = likeKind[kind]
  return ripest(own.length < ENOUGH && like ? [...own, ...knownAt(of?.[like] ?? [], origin)] : own)
}

/**
 * How much wider or narrower the engine should have thought its errors in the past: the part of its interval within which
 * 80 % of them fell, held towards the whole of it.
 */
const calibration = (misses: readonly Judged[], origin: number): number => {
  const reached = knownAt(misses, origin).flatMap(({ reach, weight }) =>
    reach === undefined ? [] : [{ value: reach, weight }],
  )
  if (reached.length < ENOUGH) return 1
  const part = quantileOf(
    reached.sort((a, b) => a.value - b.value),
    0.8,
  )
  return part > 0 ? part ** (reached.length / (reached.length + HELD)) : 1
}

/** What stands for a horizon with few errors of its own. */
const standIn = (first: Spread, ahead: number): Spread => ({ ...widened(first, Math.sqrt(ahead)), errors: 0 })

const spreadsAt = ({ misses }: Replay, origin: number): Spreads =>
  byKind((kind) => {
    const first = spreadOf(missesOf(misses[0], kind, origin))
    return misses.map((of, i) => {
      if (i === 0) return first
      const known = missesOf(of, kind, origin)
      return known.length < ENOUGH ? standIn(first, i + 1) : spreadOf(known)
    })
  })

/** The engine from every past origin up to `until`, in order: each one knows the errors of those before it only. */
export const replay = (history: History, until: number, horizon: number, ways: Ways): Replay => {
  const past = {
    cohorts: [] as Cohorts[],
    misses: Array.from({ length: horizon }, () => byKind((): Judged[] => [])),
  }
  const first = Math.max(history.first + 1, Math.min(history.first + LEAST_HISTORY - 1, until))
  for (let origin = first; origin <= until; origin++) {
    const cohorts = cohortsFrom(history, origin, horizon, ways)
    const children = reconcile(history, cohorts, weightsFrom(history, past.cohorts, origin, horizon))
    const spreads = spreadsAt(past, origin)
    past.cohorts.push(cohorts)
    for (const [i, cells] of children.entries()) {
      if (origin + i + 1 > history.last) continue
      for (const [kind, told] of Object.entries(missesAt(history, cohorts, cells, i + 1)) as [SpreadKind, Told[]][]) {
        const spread = spreads[kind][i]
        const judge =
          spread && spread.errors >= ENOUGH ? (miss: Told): number => reachOf(spread, miss) : () => undefined
        for (const miss of told) past.misses[i]?.[kind].push({ ...miss, reach: judge(miss) })
      }
    }
  }
  return past
}

/**
 * The record as it stood at an origin.
 * @param past of `replay`, which may reach further: later origins and later autumns are not looked at
 */
export const recordAt = (history: History, past: Replay, origin: number, horizon: number): ErrorRecord => {
  const plain = spreadsAt(past, origin)
  const before = past.cohorts.filter((cohorts) => cohorts.origin < origin)
  return {
    weights: weightsFrom(history, before, origin, horizon),
    spreads: byKind((kind) => {
      const own = plain[kind].map((spread, i) => widened(spread, calibration(past.misses[i]?.[kind] ?? [], origin)))
      const [first = chanceAlone] = own
      // Where the one-year spread stands for a horizon, it is the one that is shown at one year.
      return own.map((spread, i) => (i > 0 && spread.errors === 0 ? standIn(first, i + 1) : spread))
    }),
  }
}

/** The spread of a kind at a horizon; beyond the record's own, its last one grows with √h. */
export const spreadAt = ({ spreads }: ErrorRecord, kind: SpreadKind, ahead: number): Spread => {
  const row = spreads[kind]
  const own = row[ahead - 1]
  if (own) return own
  return widened(row.at(-1) ?? chanceAlone, Math.sqrt(ahead / Math.max(1, row.length)))
}
