import type { Phase } from '#db/schema/index'

/** How each street of the invented district grows, and how its seats stand to its children. Codes as in places.ts. */
export interface StreetProfile {
  code: string
  /** Children who move in, per year and child of a cohort; negative where they move out. */
  growth: number
  /** Of the children born there, the share that enters its grade 1. */
  capture: number
  /** Standard seats ÷ children of this autumn. */
  seats: Record<Phase, number>
  /** Metres east and north of the district's south-west corner: its middle, and how far it reaches. */
  x: number
  y: number
  reach: number
}

const street = (
  code: string,
  growth: number,
  capture: number,
  [kindergarten, primary, junior]: readonly [number, number, number],
  [x, y, reach]: readonly [number, number, number],
): StreetProfile => ({ code, growth, capture, seats: { kindergarten, primary, junior }, x, y, reach })

export const streetProfiles: readonly StreetProfile[] = [
  street('370105001', 0.004, 0.98, [1.2, 1.12, 0.98], [6400, 3600, 900]),
  street('370105003', -0.008, 0.9, [1.3, 1.24, 1.2], [8800, 2600, 600]),
  street('370105004', -0.004, 0.92, [1.24, 1.19, 1.1], [7700, 3800, 600]),
  street('370105005', -0.004, 0.92, [1.26, 1.2, 1.14], [8600, 3500, 600]),
  street('370105006', 0.002, 0.97, [1.22, 1.12, 1.03], [5300, 2900, 800]),
  street('370105007', -0.006, 0.9, [1.28, 1.2, 1.18], [7900, 2700, 600]),
  street('370105009', -0.008, 0.91, [1.3, 1.25, 1.22], [7200, 2200, 500]),
  street('370105010', -0.003, 0.93, [1.24, 1.2, 1.16], [6900, 2900, 600]),
  street('370105011', -0.003, 0.93, [1.22, 1.18, 1.24], [7500, 3200, 600]),
  street('370105012', -0.005, 0.92, [1.32, 1.2, 1.26], [6200, 2400, 600]),
  street('370105013', 0.018, 1.0, [1.2, 1.06, 1.1], [5200, 6200, 1600]),
  street('370105014', 0.022, 1.02, [1.3, 1.0, 0.93], [9800, 5400, 1700]),
  street('370105015', 0.024, 1.03, [1.3, 0.99, 0.93], [7400, 6000, 1500]),
  street('370105016', 0.016, 0.97, [1.14, 1.08, 1.02], [3200, 13500, 3200]),
  street('370105017', 0.01, 0.96, [1.12, 1.1, 1.04], [8800, 17500, 3800]),
]

/**
 * Births of calendar years, 2016 = 1: the turn of the national numbers (国家统计局, births of mainland China). What is not
 * published yet goes on with the last known year.
 */
const births: Readonly<Record<number, number>> = {
  2006: 0.884,
  2007: 0.892,
  2008: 0.9,
  2009: 0.891,
  2010: 0.891,
  2011: 0.898,
  2012: 0.915,
  2013: 0.918,
  2014: 0.945,
  2015: 0.927,
  2016: 1,
  2017: 0.965,
  2018: 0.853,
  2019: 0.82,
  2020: 0.672,
  2021: 0.595,
  2022: 0.535,
  2023: 0.505,
  2024: 0.534,
}
const FIRST = 2006
const LAST = 2024

/** Births of a calendar year against those of 2016. */
export const birthIndex = (year: number): number => births[Math.min(LAST, Math.max(FIRST, year))] ?? 1

/** The same for the cohort that is `age` by 31 August of a year: ⅓ of one calendar year, ⅔ of the next. */
export const cohortIndex = (year: number, age: number): number =>
  birthIndex(year - age - 1) / 3 + (2 * birthIndex(year - age)) / 3

/** The children of a grade in an autumn, against a cohort of 2016. @param grade −2 … 9 */
export const gradeIndex = (year: number, grade: number): number => cohortIndex(year, grade + 5)
