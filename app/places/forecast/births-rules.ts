import { type CaptureTrend, captureOf, captureTrend, RECENT } from './capture-rules'
import { calmYears, everySchool, type History, sumOf } from './history-rules'
import type { Births, ForecastInput } from './nouns'

/** Births of the children who enter, and how many of them do. Pure. Source: places.md §3. */

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

/** Of several areas together: known where each of them is, so that one that begins later is not taken for growth. */
const together =
  (areas: readonly EntryBirths[]): EntryBirths =>
  (year) => {
    let sum = 0
    for (const own of areas) {
      const born = own(year)
      if (born === undefined) return undefined
      sum += born
    }
    return sum
  }

/** What is to be expected in the first grade of an area. */
export interface Intake {
  /** Births behind it; 0 where they are not known. */
  births: number
  /** Share of them that enters; 0 where births are not known. */
  capture: number
  children: number
  /** False where the mean of the last three intakes stands for births. */
  known: boolean
}

const STILL: CaptureTrend = () => 1

/**
 * Intake of each area = births × capture; where births are missing, the mean of the last three intakes. Births of the
 * whole district serve each area with a capture of its own. Schools that have closed since are in the past intakes.
 */
export const intakesOf = (
  history: History,
  origin: number,
  horizon: number,
  {
    births,
    entryAge,
    shockYears = [],
    futureBirths = 1,
  }: Pick<ForecastInput, 'births' | 'entryAge' | 'shockYears' | 'futureBirths'>,
): ((area: number, ahead: number) => Intake) => {
  const shocks = new Set(shockYears)
  const named = births.some(({ area }) => area !== '')
  const owns = history.areas.map((area) => entryBirths(births, named ? area : '', entryAge, origin))
  const whole = named ? together(owns) : entryBirths(births, '', entryAge, origin)
  const everybody = everySchool(history)
  const trend = births.length > 0 ? captureTrend(history, everybody, origin, whole, shocks, horizon) : STILL
  const recent = calmYears(history, origin, shocks, RECENT)
  const areas = owns.map((own, a) => {
    const schools = history.members[a] ?? []
    const usual = recent.reduce((sum, year) => sum + sumOf(history, schools, 0, year), 0) / Math.max(1, recent.length)
    return { own, usual, capture: captureOf(history, schools, origin, own, shocks) }
  })
  return (area, ahead) => {
    const { own, usual = 0, capture } = areas[area] ?? {}
    const born = own?.(origin + ahead)
    if (born === undefined || capture === undefined)
      return { births: 0, capture: 0, children: usual * futureBirths, known: false }
    const share = capture * trend(ahead)
    return { births: born, capture: share, children: born * share, known: true }
  }
}
