import type { History } from './history-rules'
import { schoolsOf, sumOf } from './history-rules'
import type { Births } from './nouns'

/** Births of the children who enter, and what share of them does. Pure. Source: places.md §3. */

/** Autumns over which capture and shares are taken. */
export const RECENT = 3

/** Births behind the entry cohort of an autumn; undefined where a calendar year of them is not known. */
export type EntryBirths = (year: number) => number | undefined

/**
 * With calendar years only, a cohort that is `age` by 31 August is ⅓ of the births of one year and ⅔ of the next.
 * @param area '' for the whole district; @param until later births are not known yet
 */
export const entryBirths = (births: readonly Births[], area: string, age: number, until: number): EntryBirths => {
  const born = new Map<number, number>()
  for (const one of births)
    if (one.year <= until && (area === '' || one.area === area))
      born.set(one.year, (born.get(one.year) ?? 0) + one.births)
  return (year) => {
    const [earlier, later] = [born.get(year - age - 1), born.get(year - age)]
    return earlier === undefined || later === undefined ? undefined : earlier / 3 + (2 * later) / 3
  }
}

/** What is to be expected in the first grade of some schools. */
export interface Intake {
  /** Births behind it; 0 where they are not known. */
  births: number
  /** κ = ΣE ÷ ΣB over the last three autumns; 0 where births are not known. */
  capture: number
  children: number
}

/**
 * Intake = births × capture; where births are missing, the mean of the last three intakes.
 * @param schools whose first grade it is; @param factor on what is not known yet
 */
export const intakesOf = (
  history: History,
  schools: readonly number[],
  origin: number,
  births: EntryBirths,
  { shockYears, factor }: { shockYears: ReadonlySet<number>; factor: number },
): ((year: number) => Intake) => {
  const recent = Array.from({ length: RECENT }, (_, j) => origin - j)
  const known = recent.filter((year) => year >= history.first)
  const calm = known.filter((year) => !shockYears.has(year))
  const used = calm.length > 0 ? calm : known
  const counted = used.map((year) => ({ children: sumOf(history, schools, 0, year), born: births(year) }))
  const withBirths = counted.filter(({ born }) => born !== undefined && born > 0)
  const born = withBirths.reduce((sum, one) => sum + (one.born ?? 0), 0)
  const capture = born > 0 ? withBirths.reduce((sum, { children }) => sum + children, 0) / born : 0
  const usual = counted.reduce((sum, { children }) => sum + children, 0) / Math.max(1, counted.length)
  return (year) => {
    const cohort = births(year)
    return cohort === undefined || born === 0
      ? { births: 0, capture: 0, children: usual * factor }
      : { births: cohort, capture, children: cohort * capture }
  }
}

/** Whether births, at either end of what is known, are missing for an autumn of the forecast. */
export const lacksBirths = (births: EntryBirths, origin: number, horizon: number): boolean =>
  Array.from({ length: horizon }, (_, i) => origin + 1 + i).some((year) => births(year) === undefined)

/** The schools of each area, and of the district. */
export const schoolsByArea = (history: History): number[][] => history.areas.map((_, area) => schoolsOf(history, area))
