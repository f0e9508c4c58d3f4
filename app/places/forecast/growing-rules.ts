import { type History, offers } from './history-rules'

/** Which grades a school will offer: as it does now, and one more a year while it grows. Pure. */

export interface Span {
  /** The lowest grade that is taught. */
  entry: number
  /** Whether it offers a grade, autumns after the origin. */
  offers(grade: number, ahead: number): boolean
}

/** Autumns after which a grade that stands in the rolls without a child counts as not taught. */
const EMPTY = 3

const isTaught = (history: History, school: number, grade: number, year: number): boolean => {
  if (!offers(history, school, grade, year)) return false
  for (let j = 0; j < EMPTY; j++) if (history.at(school, grade, year - j) > 0) return true
  return false
}

interface Reach {
  lowest: number
  highest: number
}

/** The grades a school teaches; those it offers where it has no child at all. */
const reachOf = (history: History, school: number, year: number): Reach => {
  const taught = history.grades.flatMap((_, g) => (isTaught(history, school, g, year) ? [g] : []))
  const any =
    taught.length > 0 ? taught : history.grades.flatMap((_, g) => (offers(history, school, g, year) ? [g] : []))
  return { lowest: any[0] ?? 0, highest: any.at(-1) ?? 0 }
}

/** The first autumn with a row; undefined where the school stood before the rolls began. */
const openedIn = (history: History, school: number): number | undefined => {
  for (let year = history.first; year <= history.last; year++)
    if (history.isOpen(school, year)) return year === history.first ? undefined : year
  return undefined
}

/** Opened not long ago, and has added a grade in its last autumn, or only just begun. */
const isAdding = (history: History, school: number, origin: number): boolean => {
  const opened = openedIn(history, school)
  if (opened === undefined || origin - opened >= history.grades.length) return false
  return opened === origin || reachOf(history, school, origin).highest > reachOf(history, school, origin - 1).highest
}

/** The grade at which grown schools with the same entry grade end; the most usual one, the higher one of equals. */
const usualEnds = (history: History, origin: number): ((entry: number) => number) => {
  const ends = new Map<number, Map<number, number>>()
  for (const [s] of history.schools.entries()) {
    if (!history.isOpen(s, origin) || isAdding(history, s, origin)) continue
    const { lowest, highest } = reachOf(history, s, origin)
    const counts = ends.get(lowest) ?? new Map<number, number>()
    ends.set(lowest, counts.set(highest, (counts.get(highest) ?? 0) + 1))
  }
  return (entry) => {
    const usual = [...(ends.get(entry) ?? [])].sort(([endA, a], [endB, b]) => b - a || endB - endA)[0]
    return usual?.[0] ?? history.grades.length - 1
  }
}

/**
 * Spans of the schools open at the origin; null for the others. A school grows if it opened fewer years ago than it has
 * grades to fill, which ends where grown schools with its entry grade end.
 */
export const spansOf = (history: History, origin: number): (Span | null)[] => {
  const usualEnd = usualEnds(history, origin)
  return history.schools.map((_, s) => {
    if (!history.isOpen(s, origin)) return null
    const { lowest: entry, highest: top } = reachOf(history, s, origin)
    const opened = openedIn(history, s)
    const end = usualEnd(entry)
    const grows = isAdding(history, s, origin) && origin - (opened ?? origin) <= end - entry
    return {
      entry,
      offers: (grade, ahead) =>
        offers(history, s, grade, origin) || (grows && grade > top && grade <= Math.min(end, top + ahead)),
    }
  })
}
