import { DISTRICT } from '../../makers/rows'
import { gradesOfStage, KINDERGARTEN_GRADES, NEW_KINDERGARTEN, schools, streetOf } from '../places'
import type { Random } from '../random'
import type { Rows } from '../rows'
import { birthIndex, cohortIndex, gradeIndex, streetProfiles } from './street-profile'

/** Ten autumns of rolls, this one as it is counted from the pupils, and the births behind them. */

const AUTUMNS = 10
const YEARS_OF_BIRTHS = 19
/** What the new kindergarten has of its 120 places a grade. */
const NEW_FILLED = 108
/** Of the children of a street, the share in a kindergarten that the district counts. */
const KINDERGARTEN_SHARE = 0.8

type Counts = Map<string, number>

const key = (school: string, grade: number): string => `${school}\n${grade}`

/** Pupils of this autumn by school and grade, as they stand one by one. */
export const countPupils = (rows: Rows): Counts => {
  const grade = new Map(rows.of('homeClass').map((one) => [one.id, one.grade]))
  const counts: Counts = new Map()
  for (const { school, homeClass } of rows.of('pupil')) {
    const at = key(school, grade.get(homeClass) ?? 0)
    counts.set(at, (counts.get(at) ?? 0) + 1)
  }
  return counts
}

const growthOf = (school: string): number => streetProfiles.find(({ code }) => code === streetOf(school))?.growth ?? 0

/** A school's pupils of the cohorts of 2016, from what it has now: what older cohorts are measured by. */
const sizeOf = (counts: Counts, school: string, grades: readonly number[], year: number): number => {
  const sizes = grades.map((grade) => (counts.get(key(school, grade)) ?? 0) / gradeIndex(year, grade))
  return sizes.reduce((sum, one) => sum + one, 0) / Math.max(1, sizes.length)
}

/**
 * A cohort that stands here now was smaller by what moved in since; one that left was as large as its year of birth says.
 */
const earlier = (counts: Counts, school: string, grades: readonly number[], year: number, random: Random) => {
  const growth = growthOf(school)
  const size = sizeOf(counts, school, grades, year)
  const last = grades.at(-1) ?? 0
  return (grade: number, ago: number): number => {
    const now = grade + ago
    const cohort = now <= last ? (counts.get(key(school, now)) ?? 0) : size * gradeIndex(year - ago, grade)
    return Math.max(0, Math.round(cohort * (1 + growth) ** -ago * (1 + (random.next() - 0.5) * 0.03)))
  }
}

/** Rolls of the last ten autumns of every school. @param year the autumn that the pupils stand in */
export const addRolls = (rows: Rows, random: Random, year: number): void => {
  const counts = countPupils(rows)
  addKindergartens(rows, random, year)
  for (const { id, stage } of schools) {
    const grades = gradesOfStage[stage]
    const before = earlier(counts, id, grades, year, random)
    for (const grade of grades)
      for (let ago = 0; ago < AUTUMNS; ago++) {
        const pupils = ago === 0 ? (counts.get(key(id, grade)) ?? 0) : before(grade, ago)
        rows.add('rollCount', { district: DISTRICT, school: id, year: year - ago, grade, pupils })
      }
  }
}

/** Kindergartens are counted only: each takes its part of the street's three-year-olds. */
const addKindergartens = (rows: Rows, random: Random, year: number): void => {
  const level = birthLevels(rows, year)
  for (const { code, growth } of streetProfiles) {
    const own = schools.filter(({ id, stage }) => stage === 'kindergarten' && streetOf(id) === code)
    for (const { id } of own) {
      const share = 0.9 + random.next() * 0.2
      for (let ago = AUTUMNS - 1; ago >= 0; ago--)
        for (const [i, grade] of KINDERGARTEN_GRADES.entries()) {
          // The new one opened last autumn with 小班.
          if (id === NEW_KINDERGARTEN && (ago > 1 || i > 1 - ago)) continue
          const autumn = year - ago
          const children =
            ((level.get(code) ?? 0) * gradeIndex(autumn, grade) * KINDERGARTEN_SHARE * share) / own.length
          const most = id === NEW_KINDERGARTEN ? NEW_FILLED : Number.POSITIVE_INFINITY
          const grown = Math.min(most, children) * (1 + growth) ** -ago * (1 + (random.next() - 0.5) * 0.04)
          rows.add('rollCount', { district: DISTRICT, school: id, year: autumn, grade, pupils: Math.round(grown) })
        }
    }
  }
}

/** Births of 2016 in every street, so that capture over the last three autumns is what its profile says. */
const birthLevels = (rows: Rows, year: number): Map<string, number> => {
  const counts = countPupils(rows)
  return new Map(
    streetProfiles.map(({ code, capture }) => {
      const own = schools.filter(({ id, stage }) => gradesOfStage[stage].includes(1) && streetOf(id) === code)
      const first = own.reduce((sum, { id }) => sum + (counts.get(key(id, 1)) ?? 0), 0)
      return [code, first / capture / cohortIndex(year, 6)]
    }),
  )
}

/** Births of calendar years, street by street. @param year the last whole calendar year lies before it */
export const addBirths = (rows: Rows, random: Random, year: number): void => {
  const level = birthLevels(rows, year)
  for (const { code } of streetProfiles)
    for (let born = year - YEARS_OF_BIRTHS; born < year; born++) {
      const births = Math.round((level.get(code) ?? 0) * birthIndex(born) * (1 + (random.next() - 0.5) * 0.03))
      rows.add('birthCount', { district: DISTRICT, street: code, year: born, month: 0, births, invented: true })
    }
}
