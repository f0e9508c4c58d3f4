import type { Phase } from '#db/schema/index'

/** How each street of the invented district grows, and how its seats stand to its children. Codes as in places.ts. */
export interface StreetProfile {
  code: string
  /** By how much its births gain on the district's, a year: young families move to new houses. */
  young: number
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
  [young, growth, capture]: readonly [number, number, number],
  [kindergarten, primary, junior]: readonly [number, number, number],
  [x, y, reach]: readonly [number, number, number],
): StreetProfile => ({ code, young, growth, capture, seats: { kindergarten, primary, junior }, x, y, reach })

export const streetProfiles: readonly StreetProfile[] = [
  street('370105001', [0.002, 0.003, 0.96], [1.2, 1.1, 0.9], [9300, 3900, 700]),
  street('370105003', [-0.012, -0.006, 0.9], [1.24, 1.16, 1.1], [12900, 2400, 600]),
  street('370105004', [-0.006, -0.003, 0.92], [1.2, 1.1, 1.02], [10700, 3900, 600]),
  street('370105005', [-0.008, -0.003, 0.92], [1.2, 1.13, 1.05], [11900, 3700, 600]),
  street('370105006', [0, 0.002, 0.95], [1.18, 1.05, 0.98], [8000, 3900, 600]),
  street('370105007', [-0.01, -0.005, 0.9], [1.24, 1.15, 1.06], [11600, 2300, 500]),
  street('370105009', [-0.014, -0.007, 0.9], [1.26, 1.18, 1.12], [10800, 1600, 450]),
  street('370105010', [-0.006, -0.002, 0.93], [1.2, 1.14, 1.04], [8700, 2700, 550]),
  street('370105011', [-0.006, -0.002, 0.93], [1.18, 1.12, 1.06], [10300, 2600, 500]),
  street('370105012', [-0.008, -0.004, 0.92], [1.26, 1.14, 1.05], [9300, 1800, 450]),
  street('370105013', [0.026, 0.02, 1.0], [1.16, 1.0, 0.9], [7000, 6700, 1100]),
  street('370105014', [0.028, 0.024, 1.0], [1.24, 0.98, 0.88], [13200, 5400, 1700]),
  street('370105015', [0.034, 0.027, 1.02], [1.26, 0.95, 0.865], [9700, 6900, 1300]),
  street('370105016', [0.014, 0.016, 0.97], [1.12, 0.99, 0.95], [4200, 13500, 2600]),
  street('370105017', [0.008, 0.01, 0.96], [1.1, 0.99, 0.98], [11500, 17000, 3600]),
]

/**
 * Births of calendar years in mainland China, in 10,000, as revised after the census of 2020 (国家统计局): their turn is
 * the demo's. What is not published yet goes on with the last known year.
 */
const births: Readonly<Record<number, number>> = {
  2006: 1585,
  2007: 1595,
  2008: 1608,
  2009: 1591,
  2010: 1592,
  2011: 1785,
  2012: 1973,
  2013: 1776,
  2014: 1897,
  2015: 1654,
  2016: 1883,
  2017: 1765,
  2018: 1523,
  2019: 1465,
  2020: 1200,
  2021: 1062,
  2022: 956,
  2023: 902,
  2024: 954,
}
const FIRST = 2006
const LAST = 2024
const MEASURED_BY = 2016

const bornIn = (year: number): number => births[Math.min(LAST, Math.max(FIRST, year))] ?? 0

/** Births of a calendar year in a street, against those of 2016. */
export const birthIndex = (year: number, { young }: Pick<StreetProfile, 'young'>): number =>
  (bornIn(year) / bornIn(MEASURED_BY)) * (1 + young) ** (year - MEASURED_BY)

/** The same for the cohort that is `age` by 31 August of a year: ⅓ of one calendar year, ⅔ of the next. */
export const cohortIndex = (year: number, age: number, street: Pick<StreetProfile, 'young'>): number =>
  birthIndex(year - age - 1, street) / 3 + (2 * birthIndex(year - age, street)) / 3

/**
 * The children of a grade in an autumn, against those who entered grade 1 of a cohort of 2016: a cohort changes by what
 * moves in and out. @param grade −2 … 9
 */
export const gradeIndex = (year: number, grade: number, street: Pick<StreetProfile, 'young' | 'growth'>): number =>
  cohortIndex(year, grade + 5, street) * (1 + street.growth) ** (grade - 1)

export const profileOf = (code: string): StreetProfile => {
  const found = streetProfiles.find((one) => one.code === code)
  if (!found) throw new Error(`no street ${code} in the demo`)
  return found
}
