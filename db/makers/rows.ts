import type { Schema } from '../schema/index'

/** Rows that are valid by default and carry nothing extra: the seed, the tests and the journeys start from them. */

type Row<Name extends keyof Schema> = Schema[Name]['$inferInsert']
type Given<Name extends keyof Schema, Required extends keyof Row<Name>> = Pick<Row<Name>, Required> & Partial<Row<Name>>

export const DISTRICT = '370105'
export const TERM = '2026-autumn'

export const districtRow = (given: Partial<Row<'district'>> = {}): Row<'district'> => ({
  id: DISTRICT,
  name: '济南市天桥区',
  portalName: '学在天桥',
  hotline: '0531-0000-0000',
  demo: false,
  settings: {},
  ...given,
})

export const schoolRow = (given: Given<'school', 'id'>): Row<'school'> => ({
  district: DISTRICT,
  name: `${given.id}小学（示例）`,
  street: '370105015',
  stage: 'primary',
  inScope: true,
  gate: '西门',
  invented: true,
  ...given,
})

export const homeClassRow = (given: Given<'homeClass', 'id' | 'school'>): Row<'homeClass'> => ({
  district: DISTRICT,
  grade: 4,
  number: 2,
  ...given,
})

export const pupilRow = (given: Given<'pupil', 'id' | 'school' | 'homeClass'>): Row<'pupil'> => ({
  district: DISTRICT,
  name: `学生${given.id}`,
  studentNumber: `示${given.id}`,
  leftOn: null,
  ...given,
})

export const accountRow = (given: Given<'account', 'id'>): Row<'account'> => ({
  district: DISTRICT,
  name: `家长${given.id}`,
  phone: null,
  staffNumber: null,
  passwordHash: null,
  disabledAt: null,
  createdAt: 0,
  ...given,
})

export const guardianshipRow = (given: Given<'guardianship', 'account' | 'pupil'>): Row<'guardianship'> => ({
  district: DISTRICT,
  relation: '妈妈',
  position: 1,
  endedAt: null,
  ...given,
})

export const roleGrantRow = (given: Given<'roleGrant', 'account' | 'role'>): Row<'roleGrant'> => ({
  district: DISTRICT,
  school: '',
  endedAt: null,
  ...given,
})

export const termRow = (given: Partial<Row<'term'>> = {}): Row<'term'> => ({
  district: DISTRICT,
  id: TERM,
  name: '2026 年秋季学期',
  startsOn: '2026-09-01',
  endsOn: '2027-01-22',
  ...given,
})

export const servicePeriodRow = (given: Given<'servicePeriod', 'school'>): Row<'servicePeriod'> => ({
  district: DISTRICT,
  term: TERM,
  number: 2,
  name: '素质拓展',
  startsAt: '16:30',
  endsAt: '17:30',
  ...given,
})

export const roundRow = (given: Partial<Row<'round'>> = {}): Row<'round'> => ({
  district: DISTRICT,
  id: 'round-1',
  term: TERM,
  name: '第一轮',
  school: null,
  opensAt: 0,
  closesAt: 8_000_000_000_000,
  courseLimit: 5,
  ...given,
})

export const instructorRow = (given: Given<'instructor', 'id' | 'school'>): Row<'instructor'> => ({
  district: DISTRICT,
  name: '林老师（示例）',
  account: null,
  provider: null,
  about: '本校老师',
  ...given,
})

/** A 准入查询 that counts for long. */
export const backgroundCheckRow = (given: Given<'backgroundCheck', 'instructor'>): Row<'backgroundCheck'> => ({
  district: DISTRICT,
  sequence: 1,
  number: '示例 1',
  checkedOn: '2026-03-01',
  expiresOn: '2028-02-29',
  recordedBy: 'seed',
  at: 0,
  remindedAt: null,
  ...given,
})

export const courseRow = (given: Given<'course', 'id' | 'school'>): Row<'course'> => ({
  district: DISTRICT,
  title: '面食工坊',
  category: 'craft',
  description: '从和面开始，学会包子、饺子、花馍。',
  bring: '',
  outline: [],
  createdBy: 'seed',
  createdAt: 0,
  ...given,
})

/** Grades as the bit mask of `section.grades`. */
export const gradeMask = (...grades: number[]): number => grades.reduce((mask, grade) => mask | (1 << grade), 0)

export const sectionRow = (given: Given<'section', 'id' | 'course' | 'school'>): Row<'section'> => ({
  district: DISTRICT,
  term: TERM,
  label: '',
  base: false,
  homeClass: null,
  grades: gradeMask(1, 2, 3, 4, 5, 6),
  room: '劳动教室',
  instructor: 'instructor-1',
  minimum: 10,
  lessonFen: 350,
  materialFen: 800,
  feeFen: 6_400,
  startsOn: '2026-09-07',
  endsOn: '2027-01-15',
  cutOffOn: '2026-12-31',
  state: 'published',
  supplement: 0,
  suffix: null,
  searchText: '',
  createdBy: 'seed',
  ...given,
})

export const sectionSlotRow = (given: Given<'sectionSlot', 'section' | 'slot'>): Row<'sectionSlot'> => ({
  district: DISTRICT,
  startsAt: '16:30',
  endsAt: '17:30',
  ...given,
})

export const seatCountRow = (given: Given<'seatCount', 'section'>): Row<'seatCount'> => ({
  district: DISTRICT,
  capacity: 24,
  enrolled: 0,
  offered: 0,
  waiting: 0,
  lastPlace: 0,
  ...given,
})
