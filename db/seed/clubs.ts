import type { SectionStage } from '~/courses/section-rules'
import { type DemoCourse, demoCourses } from './courses'
import type { DemoSchool } from './people'
import { LIUAN, OWN_ROUND } from './places'
import type { Random } from './random'

/** A class that a school wants to run: what, when, for how many, by whom. */
export interface ClubPlan {
  course: DemoCourse
  slots: number[]
  capacity: number
  /** What tells two classes of one course apart. */
  label?: string
  /** Name of the teacher; undefined: as it falls. */
  teacher?: string
  /** How many are to be enrolled and to wait; undefined: as it falls. */
  taken?: number
  waiting?: number
}

interface FixedClub {
  title: string
  teacher: string
  weekday: number
  capacity: number
  taken: number
  waiting?: number
}

/** The week of the mock-ups' school; two of these teachers come from a provider. */
const liuanWeek: readonly FixedClub[] = [
  { title: '创客搭建', teacher: '方老师', weekday: 1, capacity: 24, taken: 18 },
  { title: '数独与七巧', teacher: '郑老师', weekday: 1, capacity: 24, taken: 6 },
  { title: '剪纸与窗花', teacher: '崔老师', weekday: 2, capacity: 24, taken: 15 },
  { title: '围棋入门', teacher: '白老师', weekday: 2, capacity: 20, taken: 18 },
  { title: '绘本小画家', teacher: '夏老师', weekday: 2, capacity: 20, taken: 19 },
  { title: '面食工坊', teacher: '林老师', weekday: 3, capacity: 24, taken: 17 },
  { title: '机器人社', teacher: '方老师', weekday: 3, capacity: 24, taken: 20 },
  { title: '水彩', teacher: '许老师', weekday: 3, capacity: 20, taken: 18 },
  { title: '轮滑', teacher: '邹老师', weekday: 3, capacity: 24, taken: 22 },
  { title: '乒乓球', teacher: '丁老师', weekday: 4, capacity: 20, taken: 19, waiting: 3 },
  { title: '花样跳绳', teacher: '雷老师', weekday: 4, capacity: 24, taken: 19 },
  { title: '英语小故事', teacher: '安老师', weekday: 4, capacity: 20, taken: 19 },
  { title: '阳台种植', teacher: '苏老师', weekday: 5, capacity: 20, taken: 14 },
  { title: '中国鼓', teacher: '陶老师', weekday: 5, capacity: 24, taken: 24, waiting: 4 },
  { title: '无线电测向', teacher: '韩老师', weekday: 5, capacity: 16, taken: 8 },
  { title: '编程启蒙', teacher: '方老师', weekday: 5, capacity: 24, taken: 13 },
]

interface UnfinishedClub {
  school: string
  title: string
  teacher?: string
  weekday: number
  stage: SectionStage
  remark?: string
}

/** What stands at the stations before the shelf, so that every desk has something to do. */
const unfinished: readonly UnfinishedClub[] = [
  { school: LIUAN, title: '木工', teacher: '林老师', weekday: 5, stage: 'submitted' },
  {
    school: LIUAN,
    title: '烘焙',
    teacher: '林老师',
    weekday: 1,
    stage: 'returned_by_school',
    remark: '烤箱还没验收。改成不用烤箱的点心，再交一次。',
  },
  { school: LIUAN, title: '版画', teacher: '许老师', weekday: 4, stage: 'approved' },
  { school: LIUAN, title: '天文角', teacher: '苏老师', weekday: 3, stage: 'sent' },
  {
    school: LIUAN,
    title: '戏剧口才',
    teacher: '周老师',
    weekday: 2,
    stage: 'returned',
    remark: '缺外聘老师的合同，补好再送。',
  },
  { school: LIUAN, title: '布艺缝纫', teacher: '林老师', weekday: 2, stage: 'filed' },
  { school: OWN_ROUND, title: '皮影', weekday: 1, stage: 'sent' },
  { school: OWN_ROUND, title: '天文角', weekday: 3, stage: 'sent' },
  { school: OWN_ROUND, title: '木工', weekday: 5, stage: 'submitted' },
]

const courseOf = (wanted: string): DemoCourse => {
  const course = demoCourses.find(({ title }) => title === wanted)
  if (!course) throw new Error(`no course ${wanted}`)
  return course
}

// Clubs meet in the second period.
const slotOn = (weekday: number): number => weekday * 10 + 2

/** Of so many clubs, one is new in the current term. */
const ONE_NEW_OF = 8

/**
 * The clubs of a school in a term, at the mock-ups' school those of the mock-ups first.
 * @param random the school's own, the same in every term: most of what it offers it offered before.
 * @param howMany in all; one course of each school has two classes.
 */
export const clubsOf = (random: Random, school: DemoSchool, current: boolean, howMany: number): ClubPlan[] => {
  const fixed = school.id === LIUAN ? liuanWeek : []
  const first = fixed.map(({ title, weekday, teacher, capacity, ...filled }) => {
    const plan = { course: courseOf(title), slots: [slotOn(weekday)], teacher, capacity }
    return current ? { ...plan, ...filled } : plan
  })
  const elsewhere = new Set(
    [...fixed, ...unfinished.filter((one) => one.school === school.id)].map(({ title }) => title),
  )
  const [lowest = 1] = school.grades
  const highest = school.grades.at(-1) ?? 9
  const fits = demoCourses.filter(
    ({ title, grades: [low, high] }) => high >= lowest && low <= highest && !elsewhere.has(title),
  )
  const others = random.shuffled(fits)
  const rest = Array.from({ length: Math.max(0, howMany - first.length) }, (_, i): ClubPlan => {
    const isNew = current && i % ONE_NEW_OF === ONE_NEW_OF - 1
    const course = (isNew ? others.at(-Math.ceil(i / ONE_NEW_OF)) : others[i % others.length]) as DemoCourse
    const weekday = 1 + (i % 5)
    // A few meet twice a week.
    const slots = random.chance(0.08) && weekday < 4 ? [slotOn(weekday), slotOn(weekday + 2)] : [slotOn(weekday)]
    return { course, slots, capacity: random.int(8, 15) * 2 }
  })
  const [one] = rest
  const last = rest.length - 1
  if (one && last >= 5) {
    rest[0] = { ...one, label: '一班' }
    rest[last] = { ...one, label: '二班', slots: [slotOn(5)], capacity: 20 }
  }
  return [...first, ...rest]
}

/** The school's classes that are still on their way, with where they stand. */
export const unfinishedClubs = (school: string): { plan: ClubPlan; stage: SectionStage; remark: string }[] =>
  unfinished
    .filter((one) => one.school === school)
    .map(({ title, weekday, teacher, stage, remark = '' }) => ({
      plan: { course: courseOf(title), slots: [slotOn(weekday)], capacity: 20, ...(teacher ? { teacher } : {}) },
      stage,
      remark,
    }))
