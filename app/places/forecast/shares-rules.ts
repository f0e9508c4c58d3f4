import { RECENT } from './capture-rules'
import { calmYears, type History, offers, sumOf } from './history-rules'

/** What part of an area's grade each of its schools takes. Pure. */

/** The most that schools without three autumns of a grade can take together. */
const MOST_NEW = 0.9

/**
 * Three-year shares of the schools of an area that go on, by school; they sum to 1. History is re-based on who goes on:
 * what a closed school had is the others' by now, and a school that has had the grade for less than three autumns takes
 * the share of those it had, the others what is left. NaN for a school that does not offer the grade.
 * @param peers schools of one area that are open at the origin
 */
export const sharesOf = (
  history: History,
  peers: readonly number[],
  grade: number,
  origin: number,
  shocks: ReadonlySet<number>,
): Map<number, number> => {
  const years = calmYears(history, origin, shocks, RECENT)
  const offering = peers.filter((s) => offers(history, s, grade, origin))
  const had = offering.map((s) => years.map((year) => offers(history, s, grade, year)))
  const isOld = (i: number): boolean => had[i]?.every((one) => one) ?? false
  const [old, fresh] = [offering.filter((_, i) => isOld(i)), offering.filter((_, i) => !isOld(i))]
  const sums = (of: readonly number[]): number[] => years.map((year) => sumOf(history, of, grade, year))
  const [everybody, settled] = [sums(offering), sums(old)]
  /** Of what a set of schools had in the autumns in which the school offered the grade. */
  const part = (s: number, of: readonly number[]): number => {
    let [own, all] = [0, 0]
    for (const [y, year] of years.entries()) {
      if (!offers(history, s, grade, year)) continue
      own += history.at(s, grade, year)
      all += of[y] ?? 0
    }
    return all > 0 ? own / all : 0
  }
  const shares = new Map<number, number>()
  for (const s of fresh) shares.set(s, part(s, everybody))
  const taken = [...shares.values()].reduce((sum, one) => sum + one, 0)
  const left = settled.some((sum) => sum > 0) ? 1 - Math.min(taken, MOST_NEW) : 0
  for (const s of fresh) shares.set(s, taken > 0 ? ((shares.get(s) ?? 0) / taken) * (1 - left) : 0)
  for (const s of old) shares.set(s, part(s, settled) * left)
  return shares
}
