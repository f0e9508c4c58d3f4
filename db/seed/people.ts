import type { Category } from '~/courses/categories'
import { accountRow, DISTRICT, guardianshipRow, homeClassRow, pupilRow, schoolRow } from '../makers/rows'
import { GIVEN, gradesOfStage, LIUAN, type Stage, SURNAMES, schools, streets } from './places'
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
  classesAGrade: readonly [number, number]
  pupilsAClass: readonly [number, number]
  clubsASchool: number
}

const nameOf = (random: Random): string =>
  random.pick(SURNAMES) + random.pick(GIVEN) + (random.chance(0.7) ? random.pick(GIVEN) : '')

/** Rolls of a year's age group where pupils are only counted. */
const PUPILS_A_YEAR: Record<Stage, readonly [low: number, high: number]> = {
  kindergarten: [75, 130],
  primary: [165, 235],
  junior: [290, 370],
  nine_year: [90, 160],
}

/** Streets, schools, and the rolls of years and stages that are kept as counts. */
export const makePlaces = (rows: Rows, random: Random, year: number): void => {
  for (const [code, name] of streets) rows.add('street', { district: DISTRICT, code, name })
  for (const [i, { id, name, stage }] of schools.entries()) {
    const street = streets[i % streets.length]?.[0] ?? ''
    rows.add(
      'school',
      schoolRow({
        id,
        name,
        stage,
        street,
        inScope: stage !== 'kindergarten',
        gate: id === LIUAN ? '西门' : random.pick(['西门', '南门', '东门']),
      }),
    )
    // Kindergartens have the grades −2 (小班), −1 (中班), 0 (大班).
    const kept = stage === 'kindergarten' ? [-2, -1, 0] : gradesOfStage[stage]
    const years = stage === 'kindergarten' ? [year - 2, year - 1, year] : [year - 3, year - 2, year - 1]
    for (const past of years)
      for (const grade of kept) {
        const pupils = random.int(...PUPILS_A_YEAR[stage])
        rows.add('rollCount', { district: DISTRICT, school: id, year: past, grade, pupils })
      }
  }
}

/** Classes, pupils with one guardian each, teachers and administrators of the schools in scope. */
export const makePeople = (rows: Rows, random: Random, size: DemoSize): DemoSchool[] => {
  addOfficers(rows)
  const inScope = schools.filter(({ stage }) => stage !== 'kindergarten')
  let pupils = 0
  return inScope.map(({ id, name, stage }, nth): DemoSchool => {
    const school: DemoSchool = {
      id,
      name,
      grades: gradesOfStage[stage],
      classes: [],
      teachers: [],
      guests: [],
      admin: `admin-${id}`,
    }
    const [fewest, most] = size.classesAGrade
    const more = stage === 'junior' ? 3 : stage === 'nine_year' ? -2 : 0
    for (const grade of school.grades) {
      const classes = id === LIUAN ? 5 : Math.max(1, random.int(fewest, most) + (most > 1 ? more : 0))
      for (let number = 1; number <= classes; number++) {
        const homeClass: DemoClass = { id: `${id}-${grade}-${number}`, school: id, grade, number, pupils: [] }
        rows.add('homeClass', homeClassRow({ id: homeClass.id, school: id, grade, number }))
        for (let i = random.int(...size.pupilsAClass); i > 0; i--) {
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
