import { lineName, lineSays } from './demand-cell-words'
import { type DemandKind, type DemandRow, keyOf, kindRules, sameRow } from './demand-kinds'
import type { DemandLine, LineError } from './demand-line-rules'
import { cellWords as words } from './demand-words'
import type { DemandFrame } from './read-cell-rules'

/** What the lines of a sheet would do to what stands. Pure. */

type ChangeKind = 'fresh' | 'changed' | 'removed' | 'same'

export interface DemandChange {
  kind: ChangeKind
  line: number
  /** What the sheet says; the standing row where it is removed. */
  row: DemandRow
  /** What stands; null where nothing does. */
  was: DemandRow | null
}

export interface DemandDiff {
  changes: DemandChange[]
  errors: LineError[]
}

/** @param standing every row of the kind as it stands, of catchments those of each phase's latest version. */
export const diffDemand = (
  kind: DemandKind,
  lines: readonly DemandLine[],
  standing: readonly DemandRow[],
): DemandDiff => {
  const byKey = new Map(standing.map((row) => [keyOf(kind, row), row]))
  const errors: LineError[] = []
  const changes = lines.flatMap(({ line, key, row, remove }): DemandChange[] => {
    const was = byKey.get(key) ?? null
    if (remove && was) return [{ kind: 'removed', line, row: was, was }]
    if (remove) {
      errors.push({ line, column: kindRules[kind].removal, says: words.nothingToRemove })
      return []
    }
    if (!was) return [{ kind: 'fresh', line, row, was }]
    return [{ kind: sameRow(kind, row, was) ? 'same' : 'changed', line, row, was }]
  })
  if (kind === 'births') errors.push(...mixedYears(changes, byKey))
  if (kind === 'catchments') errors.push(...olderVersions(changes, standing))
  return { changes, errors: errors.sort((a, b) => a.line - b.line) }
}

/** A street's year is counted as a whole or by months, never both: it would be counted twice. */
const mixedYears = (changes: readonly DemandChange[], standing: ReadonlyMap<string, DemandRow>): LineError[] => {
  const after = new Map(standing)
  for (const { kind, row } of changes) {
    if (kind === 'removed') after.delete(keyOf('births', row))
    else after.set(keyOf('births', row), row)
  }
  const kinds = new Map<string, { whole: boolean; months: boolean }>()
  const yearOf = ({ street, year }: DemandRow): string => `${street} ${year}`
  for (const row of after.values()) {
    const seen = kinds.get(yearOf(row)) ?? { whole: false, months: false }
    kinds.set(yearOf(row), row.month === 0 ? { ...seen, whole: true } : { ...seen, months: true })
  }
  return changes.flatMap(({ kind, line, row }) => {
    const seen = kinds.get(yearOf(row))
    return kind !== 'removed' && seen?.whole && seen.months ? [{ line, column: '月份', says: words.monthsAndYear }] : []
  })
}

const olderVersions = (changes: readonly DemandChange[], standing: readonly DemandRow[]): LineError[] => {
  const first = changes[0]
  const latest = standing.find(({ phase }) => phase === first?.row.phase)?.effectiveFrom
  return first && latest !== undefined && String(first.row.effectiveFrom) < String(latest)
    ? [{ line: first.line, column: '生效日期', says: words.olderVersion(String(latest)) }]
    : []
}

/** What a change is, as plain values in the columns' order: a database may give an object's keys back in another. */
export const factsOf = (kind: DemandKind, changes: readonly DemandChange[]): unknown[] => {
  const values = (row: DemandRow | null) => row && kindRules[kind].columns.map(({ name }) => row[name] ?? '')
  return changes.map((change) => [change.kind, values(change.row), values(change.was)])
}

export type DemandCounts = Record<ChangeKind, number>

export const countsOf = (changes: readonly DemandChange[]): DemandCounts => {
  const counts = { fresh: 0, changed: 0, removed: 0, same: 0 }
  for (const { kind } of changes) counts[kind] += 1
  return counts
}

/** How many of a kind of change a page lists. */
const MOST_SHOWN = 200
const MOST_ERRORS = 200

/** What the page of an import shows; small, whatever the size of the sheet. */
export interface DemandSeen {
  counts: DemandCounts
  /** How many cells are wrong; the first of them. */
  wrong: number
  errors: LineError[]
  extra: string[]
  /** The first of each kind that changes something. */
  shown: { kind: Exclude<ChangeKind, 'same'>; line: number; name: string; was: string; now: string }[]
  /** What the difference is, for seeing whether it still is the same when it is applied. */
  fingerprint: string
}

export const seenOf = (
  kind: DemandKind,
  { changes, errors }: DemandDiff,
  { extra, fingerprint, frame }: { extra: readonly string[]; fingerprint: string; frame: DemandFrame },
): DemandSeen => {
  const group = (which: Exclude<ChangeKind, 'same'>): DemandSeen['shown'] =>
    changes
      .filter((change) => change.kind === which)
      .slice(0, MOST_SHOWN)
      .map(({ line, row, was }) => ({
        kind: which,
        line,
        name: lineName(kind, row, frame),
        was: was ? lineSays(kind, was, frame) : '',
        now: which === 'removed' ? '' : lineSays(kind, row, frame),
      }))
  return {
    counts: countsOf(changes),
    wrong: errors.length,
    errors: errors.slice(0, MOST_ERRORS),
    extra: [...extra],
    shown: [...group('fresh'), ...group('changed'), ...group('removed')],
    fingerprint,
  }
}
