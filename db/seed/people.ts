import type { Category } from '~/courses/categories'
import { accountRow, DISTRICT, guardianshipRow, homeClassRow, pupilRow, schoolRow } from '../makers/rows'
import { GIVEN, gradesOfStage, LIUAN, phasesOf, SURNAMES, schools, streetOf, streets } from './places'
import { gradeIndex, profileOf } from './planning/street-profile'
import type { Random } from './random'
import type { Rows } from './rows'
import { addOfficers, addStaff } from './staff'

export interface DemoPupil {
  id: string
  name: string
  school: string
  homeClass: string
  grade: number
}

export interface DemoClass {
  id: string
  school: string
  grade: number
  number: number
  pupils: DemoPupil[]
}

export interface DemoSchool {
  id: string
  name: string
  grades: readonly number[]
  classes: DemoClass[]
  /** The school's own teachers; account and instructor have the same id. */
  teachers: DemoTeacher[]
  /** Teachers of providers, who have no account. */
  guests: (DemoTeacher & { provider: string; category: Category | null })[]
  admin: string
}

export interface DemoTeacher {
  id: string
  name: string
}

/** How large the district is made. */
export interface DemoSize {
  /** As many classes as a school of a district has; otherwise one a grade, and five at the mock-ups' school. */
  large: boolean
  pupilsAClass: readonly [number, number]
  clubsASchool: number
}

const nameOf = (random: Random): string =>
  random.pick(SURNAMES) + random.pick(GIVEN) + (random.chance(0.7) ? random.pick(GIVEN) : '')

/** Streets and schools. */
export const makePlaces = (rows: Rows, random: Random): void => {
  for (const [code, name] of streets) rows.add('street', { district: DISTRICT, code, name })
  for (const { id, name, stage } of schools)
    rows.add(
      'school',
      schoolRow({
        id,
        name,
        stage,
        street: streetOf(id),
        inScope: stage !== 'kindergarten',
        gate: id === LIUAN ? '西门' : random.pick(['西门', '南门', '东门']),
      }),
    )
}

/** Pupils a class may have more or fewer than the size of the demo says, so that a cohort keeps its size. */
const CLASS_GIVES = 3

/** By how much a cohort may be larger or smaller than the births of its year say. */
const COHORTS_DIFFER = 0.04

/** Cohorts of a phase against their mean: as large as the births of their years, give or take. */
const cohortsOf = (random: Random, school: string, grades: readonly number[], year: number): [number, number][] => {
  const profile = profileOf(streetOf(school))
  const sizes = grades.map((grade) => gradeIndex(year, grade, profile))
  const mean = sizes.reduce((sum, one) => sum + one, 0) / sizes.length
  return grades.map((grade, i) => [grade, ((sizes[i] ?? mean) / mean) * (1 + (random.next() * 2 - 1) * COHORTS_DIFFER)])
}

/** How many pupils each class of a grade has. @param ofUsual the cohort against the mean of its phase */
const classesOf = (
  random: Random,
  [fewest, most]: DemoSize['pupilsAClass'],
  classes: number,
  ofUsual: number,
): number[] => {
  const usual = (fewest + most) / 2
  const cohort = classes * usual * ofUsual
  const number = Math.max(1, Math.round(cohort / usual))
  const give = Math.min(CLASS_GIVES, fewest - 1)
  return Array.from({ length: number }, () => {
    const pupils = Math.round(cohort / number) + random.int(-1, 1)
    return Math.min(most + give, Math.max(fewest - give, pupils))
  })
}

/**
 * Classes, pupils with one guardian each, teachers and administrators of the schools in scope.
 * @param year the autumn in which the pupils stand
 */
export const makePeople = (rows: Rows, random: Random, size: DemoSize, year: number): DemoSchool[] => {
  addOfficers(rows)
  const inScope = schools.filter(({ stage }) => stage !== 'kindergarten')
  let pupils = 0
  return inScope.map(({ id, name, stage, classes }, nth): DemoSchool => {
    const school: DemoSchool = {
      id,
      name,
      grades: gradesOfStage[stage],
      classes: [],
      teachers: [],
      guests: [],
      admin: `admin-${id}`,
    }
    const cohorts = new Map(phasesOf[stage].flatMap((grades) => cohortsOf(random, id, grades, year)))
    for (const grade of school.grades) {
      const pupilsOf =
        id === LIUAN
          ? Array.from({ length: classes }, () => random.int(...size.pupilsAClass))
          : classesOf(random, size.pupilsAClass, size.large ? classes : 1, cohorts.get(grade) ?? 1)
      for (const [before, many] of pupilsOf.entries()) {
        const number = before + 1
        const homeClass: DemoClass = { id: `${id}-${grade}-${number}`, school: id, grade, number, pupils: [] }
        rows.add('homeClass', homeClassRow({ id: homeClass.id, school: id, grade, number }))
        for (let i = many; i > 0; i--) {
          pupils += 1
          const pupil = { id: `p${pupils}`, name: nameOf(random), school: id, homeClass: homeClass.id, grade }
          homeClass.pupils.push(pupil)
          addPupil(rows, random, pupil, pupils)
        }
        school.classes.push(homeClass)
      }
    }
    addStaff(rows, random, school, nth, inScope.length)
    return school
  })
}

const addPupil = (rows: Rows, random: Random, pupil: DemoPupil, n: number): void => {
  const { id, name, school, homeClass } = pupil
  const relation = random.pick(['妈妈', '妈妈', '爸爸', '奶奶', '姥姥'])
  rows.add('pupil', pupilRow({ id, name, school, homeClass, studentNumber: `示2026${String(n).padStart(6, '0')}` }))
  // No telephone in China begins with 100: nobody can be rung by mistake.
  const phone = `1001${String(n).padStart(7, '0')}`
  rows.add('account', accountRow({ id: `g-${id}`, name: `${name}的${relation}`, phone }))
  rows.add('guardianship', guardianshipRow({ account: `g-${id}`, pupil: id, relation }))
}
