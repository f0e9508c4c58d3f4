import { DISTRICT } from '../../makers/rows'
import { gradesOfStage, KINDERGARTEN_GRADES, NEW_KINDERGARTEN, phasesOf, schools, streetOf } from '../places'
import type { Random } from '../random'
import type { Rows } from '../rows'
import { birthIndex, gradeIndex, profileOf, streetProfiles } from './street-profile'

/** Ten autumns of rolls, this one as it is counted from the pupils, and the births behind them. */

const AUTUMNS = 10
const YEARS_OF_BIRTHS = 19
/** Of the children in its street, against the kindergarten beside it. */
const NEW_PART = 1.1
/** By how much cohorts, years and births come out other than expected, either way. */
const COHORTS_DIFFER = 0.04
const YEARS_DIFFER = 0.03
const BIRTHS_DIFFER = 0.03
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

/** A school's cohort of 2016, from the pupils it has now: what cohorts that left are measured by. */
const usualOf = (counts: Counts, school: string, grades: readonly number[], year: number): number => {
  const profile = profileOf(streetOf(school))
  const pupils = grades.reduce((sum, grade) => sum + (counts.get(key(school, grade)) ?? 0), 0)
  return pupils / grades.reduce((sum, grade) => sum + gradeIndex(year, grade, profile), 0)
}

const around = (random: Random, width: number): number => 1 + (random.next() * 2 - 1) * width

/** Rolls of the last ten autumns of every school. @param year the autumn that the pupils stand in */
export const addRolls = (rows: Rows, random: Random, year: number): void => {
  const counts = countPupils(rows)
  addKindergartens(rows, random, year)
  for (const { id, stage } of schools)
    for (const grades of phasesOf[stage]) addCohorts(rows, random, { school: id, grades, counts, year })
}

/**
 * Every cohort of a school, back from what it is now, or was when it left: smaller by what moved in since, give or take.
 * Where a cohort starts, it is as large as its year of birth says, give or take.
 */
const addCohorts = (
  rows: Rows,
  random: Random,
  { school, grades, counts, year }: { school: string; grades: readonly number[]; counts: Counts; year: number },
): void => {
  const profile = profileOf(streetOf(school))
  const usual = usualOf(counts, school, grades, year)
  const [first = 0, last = 0] = [grades[0], grades.at(-1)]
  for (let now = first; now < last + AUTUMNS; now++) {
    const left = Math.max(0, now - last)
    const whole = usual * gradeIndex(year - left, now - left, profile) * around(random, COHORTS_DIFFER)
    let pupils = left === 0 ? (counts.get(key(school, now)) ?? 0) : whole
    for (let ago = left; ago < AUTUMNS && now - ago >= first; ago++) {
      const grade = now - ago
      rows.add('rollCount', { district: DISTRICT, school, year: year - ago, grade, pupils: Math.round(pupils) })
      pupils /= (1 + profile.growth) * around(random, YEARS_DIFFER)
    }
  }
}

/** Kindergartens are counted only: each takes its part of the street's three-year-olds. */
const addKindergartens = (rows: Rows, random: Random, year: number): void => {
  const level = birthLevels(rows, year)
  for (const profile of streetProfiles) {
    const own = schools.filter(({ id, stage }) => stage === 'kindergarten' && streetOf(id) === profile.code)
    const parts = own.map(({ id }) => ({ id, part: id === NEW_KINDERGARTEN ? NEW_PART : around(random, 0.1) }))
    for (let ago = AUTUMNS - 1; ago >= 0; ago--)
      for (const [i, grade] of KINDERGARTEN_GRADES.entries()) {
        // The new one opened last autumn with 小班.
        const open = parts.filter(({ id }) => id !== NEW_KINDERGARTEN || (ago <= 1 && i <= 1 - ago))
        const all = open.reduce((sum, { part }) => sum + part, 0)
        const autumn = year - ago
        const children = (level.get(profile.code) ?? 0) * profile.capture * gradeIndex(autumn, grade, profile)
        for (const { id, part } of open) {
          const pupils = ((children * KINDERGARTEN_SHARE * part) / all) * around(random, COHORTS_DIFFER)
          rows.add('rollCount', { district: DISTRICT, school: id, year: autumn, grade, pupils: Math.round(pupils) })
        }
      }
  }
}

/** Births of 2016 in every street, so that capture is what its profile says. */
const birthLevels = (rows: Rows, year: number): Map<string, number> => {
  const counts = countPupils(rows)
  return new Map(
    streetProfiles.map(({ code, capture }) => {
      const own = schools.filter(({ id, stage }) => gradesOfStage[stage].includes(1) && streetOf(id) === code)
      const usual = own.reduce((sum, { id }) => sum + usualOf(counts, id, gradesOfStage.primary, year), 0)
      return [code, usual / capture]
    }),
  )
}

/** Births of calendar years, street by street. @param year the last whole calendar year lies before it */
export const addBirths = (rows: Rows, random: Random, year: number): void => {
  const level = birthLevels(rows, year)
  for (const profile of streetProfiles)
    for (let born = year - YEARS_OF_BIRTHS; born < year; born++) {
      const usual = (level.get(profile.code) ?? 0) * birthIndex(born, profile)
      const births = Math.round(usual * around(random, BIRTHS_DIFFER))
      rows.add('birthCount', { district: DISTRICT, street: profile.code, year: born, month: 0, births, invented: true })
    }
}
