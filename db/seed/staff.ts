import type { Category } from '~/courses/categories'
import { accountRow, DISTRICT, roleGrantRow } from '../makers/rows'
import type { DemoSchool } from './people'
import { LIUAN, NO_PLAN, SURNAMES } from './places'
import type { Random } from './random'
import type { Rows } from './rows'

/** In-service teachers of the schools in scope, as the district published it. */
const IN_SERVICE_TEACHERS = 664

export const OFFICER = 'officer-1'
/** Plans places: what one of the two prepares, the other publishes. */
export const PLANNER = 'officer-2'

const SUBJECTS = ['语文', '数学', '英语', '科学', '音乐', '美术', '体育', '信息科技', '劳动', '道德与法治']

/** Who teaches at the mock-ups' school: the first two have demo accounts. */
const LIUAN_TEACHERS: readonly (readonly [name: string, subject: string])[] = [
  ['林老师', '劳动'],
  ['苏老师', '科学'],
  ['方老师', '信息科技'],
  ['崔老师', '美术'],
  ['丁老师', '体育'],
  ['陶老师', '音乐'],
  ['许老师', '美术'],
  ['郑老师', '数学'],
  ['韩老师', '科学'],
  ['夏老师', '美术'],
  ['雷老师', '体育'],
  ['安老师', '英语'],
]

export interface Provider {
  id: string
  name: string
  /** What its teachers teach; null: only the course that asks for one by name. */
  category: Category | null
  /** Days from the seed's day to the last one on the district's list. */
  listedFor: number
}

export const providers: readonly Provider[] = [
  { id: 'provider-1', name: '启航体育（示例）', category: 'sport', listedFor: 240 },
  { id: 'provider-2', name: '小泉科技（示例）', category: 'tech', listedFor: 240 },
  { id: 'provider-3', name: '方圆棋院（示例）', category: 'mind', listedFor: 240 },
  { id: 'provider-4', name: '泺水童话剧社（示例）', category: 'read', listedFor: 240 },
  { id: 'provider-5', name: '听泉琴坊（示例）', category: 'music', listedFor: 400 },
  // Soon off the list: the school that has a teacher of it is told.
  { id: 'provider-7', name: '飞轮少年（示例）', category: null, listedFor: 10 },
  // Its time on the list is over: a school that picks its teacher for a new course is told so.
  { id: 'provider-6', name: '老巷手作（示例）', category: 'craft', listedFor: -40 },
]

/** The outside teachers of the mock-ups' school, by provider. */
const LIUAN_GUESTS: Record<string, string> = { 'provider-7': '邹老师', 'provider-3': '白老师', 'provider-4': '周老师' }

/** The bureau's two officers of the demo. */
export const addOfficers = (rows: Rows): void => {
  rows.add('account', accountRow({ id: OFFICER, name: '基教科 示例乙', staffNumber: 'QU0001' }))
  rows.add('account', accountRow({ id: PLANNER, name: '规划科 示例丙', staffNumber: 'QU0002' }))
  for (const account of [OFFICER, PLANNER]) rows.add('roleGrant', roleGrantRow({ account, role: 'officer' }))
}

/** Teachers, outside teachers and the administrator of the `nth` of so many schools in scope. */
export const addStaff = (rows: Rows, random: Random, school: DemoSchool, nth: number, of: number): void => {
  const share = Math.floor(IN_SERVICE_TEACHERS / of)
  const count = nth === 0 ? IN_SERVICE_TEACHERS - share * (of - 1) : share
  const named = school.id === LIUAN ? LIUAN_TEACHERS : []
  const known = new Set([...named.map(([name]) => name.charAt(0)), ...Object.values(LIUAN_GUESTS).map((it) => it[0])])
  // Nobody at one school shares a surname: lists of teachers stay readable.
  const surnames = random.shuffled(SURNAMES.filter((surname) => !known.has(surname)))
  for (let i = 0; i < count; i++) {
    const [name, subject] = named[i] ?? [`${surnames.pop() ?? ''}老师`, random.pick(SUBJECTS)]
    addTeacher(rows, school, i + 1, name, subject)
  }
  const title = school.id === LIUAN ? '示例甲' : `示例${nth + 1}`
  const staffNumber = `JW${String(nth + 1).padStart(4, '0')}`
  rows.add('account', accountRow({ id: school.admin, name: `教务 ${title}`, staffNumber }))
  rows.add('roleGrant', roleGrantRow({ account: school.admin, role: 'school_admin', school: school.id }))
  if (school.id === NO_PLAN) return
  const hired =
    school.id === LIUAN
      ? providers.filter(({ id }) => LIUAN_GUESTS[id])
      : random.shuffled(providers.filter(({ category, listedFor }) => category && listedFor > 0)).slice(0, 2)
  for (const provider of hired) {
    const name = (school.id === LIUAN && LIUAN_GUESTS[provider.id]) || `${surnames.pop() ?? ''}老师`
    addGuest(rows, school, provider, name)
  }
}

const addTeacher = (rows: Rows, school: DemoSchool, nth: number, name: string, subject: string): void => {
  const id = `t-${school.id}-${nth}`
  const staffNumber = `${school.id.toUpperCase()}${String(nth).padStart(3, '0')}`
  rows.add('account', accountRow({ id, name, staffNumber }))
  rows.add('roleGrant', roleGrantRow({ account: id, role: 'teacher', school: school.id }))
  rows.add('staff', { district: DISTRICT, account: id, school: school.id, inService: true, subject })
  rows.add('instructor', {
    district: DISTRICT,
    id,
    name,
    account: id,
    provider: null,
    school: school.id,
    about: `本校${subject}老师`,
  })
  school.teachers.push({ id, name })
}

const addGuest = (rows: Rows, school: DemoSchool, provider: Provider, name: string): void => {
  const id = `o-${school.id}-${provider.id}`
  const about = '外聘老师，机构在区里的名单上'
  rows.add('instructor', {
    district: DISTRICT,
    id,
    name,
    account: null,
    provider: provider.id,
    school: school.id,
    about,
  })
  school.guests.push({ id, name, provider: provider.name, category: provider.category })
}
