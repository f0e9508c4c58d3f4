import { accountRow, DISTRICT, guardianshipRow, homeClassRow, pupilRow, roleGrantRow, schoolRow } from '../makers/rows'
import { GIVEN, gradesOfStage, LIUAN, NO_PLAN, SURNAMES, schools, streets } from './places'
import type { Random } from './random'
import type { Rows } from './rows'

/** In-service teachers of the schools in scope, as the district published it. */
export const IN_SERVICE_TEACHERS = 664

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
  /** Instructor ids; an own teacher's account has the same id. */
  teachers: string[]
  teacherNames: Map<string, string>
  admin: string
}

export const OFFICER = 'officer-1'

/** How large the district is made. */
export interface DemoSize {
  classesAGrade: readonly [number, number]
  pupilsAClass: readonly [number, number]
  clubsASchool: number
}

const nameOf = (random: Random): string =>
  random.pick(SURNAMES) + random.pick(GIVEN) + (random.chance(0.7) ? random.pick(GIVEN) : '')

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
        gate: random.pick(['西门', '南门', '东门']),
      }),
    )
    // Kindergartens have the grades −2 (小班), −1 (中班), 0 (大班).
    const kept = stage === 'kindergarten' ? [-2, -1, 0] : gradesOfStage[stage]
    const years = stage === 'kindergarten' ? [year - 2, year - 1, year] : [year - 3, year - 2, year - 1]
    for (const past of years)
      for (const grade of kept) {
        const pupils = stage === 'kindergarten' ? random.int(75, 130) : random.int(165, 235)
        rows.add('rollCount', { district: DISTRICT, school: id, year: past, grade, pupils })
      }
  }
}

/** Classes, pupils with one guardian each, teachers and administrators of the schools in scope. */
export const makePeople = (rows: Rows, random: Random, size: DemoSize): DemoSchool[] => {
  rows.add('account', accountRow({ id: OFFICER, name: '区教育局 示例甲', staffNumber: 'QU0001' }))
  rows.add('roleGrant', roleGrantRow({ account: OFFICER, role: 'officer' }))
  const inScope = schools.filter(({ stage }) => stage !== 'kindergarten')
  let pupils = 0
  return inScope.map(({ id, name, stage }, nth): DemoSchool => {
    const school: DemoSchool = {
      id,
      name,
      grades: gradesOfStage[stage],
      classes: [],
      teachers: [],
      teacherNames: new Map(),
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

const SUBJECTS = ['语文', '数学', '英语', '科学', '音乐', '美术', '体育', '信息科技', '劳动', '道德与法治']

const addStaff = (rows: Rows, random: Random, school: DemoSchool, nth: number, of: number): void => {
  const share = Math.floor(IN_SERVICE_TEACHERS / of)
  const teachers = nth === 0 ? IN_SERVICE_TEACHERS - share * (of - 1) : share
  for (let i = 1; i <= teachers; i++) {
    const id = `t-${school.id}-${i}`
    const name = `${random.pick(SURNAMES)}老师`
    const number = `${school.id.toUpperCase()}${String(i).padStart(3, '0')}`
    rows.add('account', accountRow({ id, name, staffNumber: number }))
    rows.add('roleGrant', roleGrantRow({ account: id, role: 'teacher', school: school.id }))
    rows.add('staff', {
      district: DISTRICT,
      account: id,
      school: school.id,
      inService: true,
      subject: random.pick(SUBJECTS),
    })
    rows.add('instructor', {
      district: DISTRICT,
      id,
      name,
      account: id,
      provider: null,
      school: school.id,
      about: '本校老师',
    })
    school.teachers.push(id)
    school.teacherNames.set(id, name)
  }
  const admin = `JW${String(nth + 1).padStart(4, '0')}`
  rows.add('account', accountRow({ id: school.admin, name: `教务 示例${nth + 1}`, staffNumber: admin }))
  rows.add('roleGrant', roleGrantRow({ account: school.admin, role: 'school_admin', school: school.id }))
  if (school.id === NO_PLAN) return
  const guest = `o-${school.id}`
  const name = `${random.pick(SURNAMES)}老师`
  const provider = random.pick(['provider-1', 'provider-2'])
  rows.add('instructor', {
    district: DISTRICT,
    id: guest,
    name,
    account: null,
    provider,
    school: school.id,
    about: '外聘老师，在区里的名单上',
  })
  school.teacherNames.set(guest, name)
}
