import { type History, offers } from './history-rules'

/** Which grades a school will offer: as it does now, and one more a year while it grows. Pure. */

const lowest = (history: History, school: number, year: number): number =>
  history.grades.findIndex((_, g) => offers(history, school, g, year))

const highest = (history: History, school: number, year: number): number =>
  history.grades.findLastIndex((_, g) => offers(history, school, g, year))

/** The first autumn with a row; undefined where the school stood before the rolls began. */
const openedIn = (history: History, school: number): number | undefined => {
  for (let year = history.first; year <= history.last; year++)
    if (history.isOpen(school, year)) return year === history.first ? undefined : year
  return undefined
}

/** The grade at which grown schools with the same entry grade end; the most usual one, the higher one of equals. */
const usualEnd = (history: History, entry: number, origin: number): number => {
  const ends = new Map<number, number>()
  for (const [s] of history.schools.entries()) {
    if (!history.isOpen(s, origin) || lowest(history, s, origin) !== entry || isYoung(history, s, origin)) continue
    const end = highest(history, s, origin)
    ends.set(end, (ends.get(end) ?? 0) + 1)
  }
  const usual = [...ends].sort(([endA, a], [endB, b]) => b - a || endB - endA)[0]
  return usual?.[0] ?? history.grades.length - 1
}

/** Opened fewer years ago than the grades above its entry are many. */
const isYoung = (history: History, school: number, origin: number): boolean => {
  const opened = openedIn(history, school)
  return opened !== undefined && origin - opened < history.grades.length - 1 - lowest(history, school, origin)
}

export interface Span {
  /** The lowest grade it offers. */
  entry: number
  /** Whether it offers a grade, autumns after the origin. */
  offers(grade: number, ahead: number): boolean
}

/** Spans of the schools open at the origin; null for the others. */
export const spansOf = (history: History, origin: number): (Span | null)[] =>
  history.schools.map((_, s) => {
    if (!history.isOpen(s, origin)) return null
    const entry = lowest(history, s, origin)
    const top = highest(history, s, origin)
    const end = usualEnd(history, entry, origin)
    const opened = openedIn(history, s)
    // A school that opened with all its grades has nothing to fill.
    const grows = opened !== undefined && origin - opened < end - entry && top < end
    return {
      entry,
      offers: (grade, ahead) =>
        grade <= top ? offers(history, s, grade, origin) : grows && grade <= Math.min(end, top + ahead),
    }
  })
