import { and, eq } from 'drizzle-orm'
import { DISTRICT, gradeMask, instructorRow } from '#db/makers/rows'
import { categoryName } from '~/courses/categories'
import { searchTextOf } from '~/courses/search-text'
import { addDays, dayOf, instantOf } from '~/shared/day'
import { crowd, type Made, queue, runningNow, seat } from './family-world'

/** A school as families find it in the second week of a round: some courses full, some nearly, some with room. */

interface Goods {
  name: string
  title: string
  category: string
  slot: number
  room: string
  capacity: number
  taken: number
  waiting?: number
  lessonFen?: number
  grades?: number
}

const goods: readonly Goods[] = [
  { name: 'dough', title: '面食工坊', category: 'craft', slot: 12, room: '劳动教室', capacity: 24, taken: 15 },
  { name: 'robot', title: '机器人', category: 'tech', slot: 12, room: '科技楼 201', capacity: 20, taken: 18 },
  {
    name: 'books',
    title: '绘本阅读',
    category: 'read',
    slot: 12,
    room: '图书馆',
    capacity: 30,
    taken: 9,
    lessonFen: 0,
  },
  {
    name: 'choir',
    title: '合唱团',
    category: 'music',
    slot: 22,
    room: '音乐教室',
    capacity: 40,
    taken: 22,
    lessonFen: 0,
  },
  { name: 'go', title: '围棋', category: 'mind', slot: 22, room: '棋室', capacity: 12, taken: 12 },
  { name: 'print', title: '水印版画', category: 'art', slot: 22, room: '美术教室', capacity: 20, taken: 6 },
  { name: 'ink', title: '水墨画', category: 'art', slot: 32, room: '美术教室', capacity: 20, taken: 11 },
  { name: 'code', title: '编程入门', category: 'tech', slot: 32, room: '机房', capacity: 24, taken: 24, waiting: 2 },
  { name: 'rope', title: '花样跳绳', category: 'sport', slot: 32, room: '操场', capacity: 30, taken: 8, lessonFen: 0 },
  { name: 'ball', title: '篮球', category: 'sport', slot: 42, room: '操场', capacity: 30, taken: 17 },
  { name: 'paper', title: '剪纸', category: 'folk', slot: 42, room: '传统文化教室', capacity: 20, taken: 4 },
  { name: 'recite', title: '朗诵', category: 'read', slot: 42, room: '录播教室', capacity: 24, taken: 23 },
  { name: 'lab', title: '科学小实验', category: 'tech', slot: 52, room: '实验室', capacity: 24, taken: 13 },
  {
    name: 'zither',
    title: '古筝',
    category: 'music',
    slot: 52,
    room: '民乐教室',
    capacity: 12,
    taken: 10,
    lessonFen: 600,
  },
  { name: 'table', title: '乒乓球', category: 'sport', slot: 52, room: '体育馆', capacity: 16, taken: 7 },
]

export interface LivelySchool {
  school: string
  /** 小禾, 四年级 2 班 */
  he: string
  /** 小麦, 一年级 5 班 */
  mai: string
  mother: string
  /** Section of a course by its name above. */
  course(name: string): string
}

/** Enough that nobody teaches two courses at once; 林老师 is the one the school was made with. */
const TEACHERS = ['方老师', '陶老师', '韩老师', '崔老师', '苏老师', '许老师', '郑老师'] as const

/** The instructor that teaches the nth course of a slot. */
export const teacherOf = (school: string, nth: number): string =>
  nth === 0 ? `${school}-instructor` : `${school}-teacher-${nth}`

const addTeachers = ({ store }: Made, school: string): Promise<void> =>
  store.transaction(async (tx) => {
    await tx
      .insert(store.tables.instructor)
      .values(
        TEACHERS.map((name, i) =>
          instructorRow({ id: teacherOf(school, i + 1), school, name, account: `${school}-account-${i + 1}` }),
        ),
      )
  })

const care = [
  { name: 'homework', title: '作业辅导', category: 'study', period: 1 },
  { name: 'care', title: '看护', category: 'care', period: 2 },
] as const

/** 柳岸小学, its goods, and a mother of two whose children stay in care every afternoon. */
export const livelySchool = async (world: Made, own: string): Promise<LivelySchool> => {
  const { scenario } = world
  const school = await scenario.school(own, { name: '柳岸小学（示例）' })
  const [he, mai, mother] = [`${own}-he`, `${own}-mai`, `${own}-mother`]
  await scenario.child(he, { school, name: '小禾' })
  await scenario.child(mai, { school, grade: 1, classNumber: 5, name: '小麦' })
  await scenario.guardian(mother, [he, mai], { name: '示例妈妈' })
  const course = (name: string): string => `${own}-${name}`
  const today = dayOf(Date.now())
  await scenario.round({
    id: `${own}-round`,
    school,
    opensAt: instantOf(addDays(today, -3), '12:00'),
    closesAt: instantOf(addDays(today, 12), '17:00'),
  })
  const pool = await crowd(world, school, 60)
  await addTeachers(world, school)
  // No child of the crowd is in two places at once.
  const next = new Map<number, number>()
  for (const [i, { name, taken, waiting = 0, slot, lessonFen = 350, grades, ...row }] of goods.entries()) {
    const nth = goods.slice(0, i).filter((other) => other.slot === slot).length
    const teacher = nth === 0 ? '林老师' : (TEACHERS[nth - 1] ?? '')
    const feeFen = lessonFen * 16 + (lessonFen > 0 ? 800 : 0)
    await scenario.section(course(name), {
      school,
      slots: [slot],
      lessonFen,
      materialFen: lessonFen > 0 ? 800 : 0,
      feeFen,
      searchText: searchTextOf({ title: row.title, category: categoryName(row.category), instructor: teacher }),
      instructor: teacherOf(school, nth),
      grades: grades ?? gradeMask(1, 2, 3, 4, 5, 6),
      ...row,
      ...runningNow(),
    })
    const from = next.get(slot) ?? 0
    next.set(slot, from + taken + waiting)
    await seat(world, course(name), pool.slice(from, from + taken))
    await queue(world, course(name), pool.slice(from + taken, from + taken + waiting))
  }
  for (const [child, homeClass] of [
    [he, `${school}-4-2`],
    [mai, `${school}-1-5`],
  ] as const) {
    for (const { name, title, category, period } of care) {
      const slots = [1, 2, 3, 4, 5].map((weekday) => weekday * 10 + period)
      const group = await scenario.section(`${child}-${name}`, {
        school,
        slots,
        title,
        category,
        base: true,
        homeClass,
        capacity: null,
        room: '本班教室',
        lessonFen: 0,
        materialFen: 0,
        feeFen: 0,
        ...runningNow(),
      })
      if (period === 1) await moveSlots(world, group, '15:40', '16:20')
      await seat(world, group, [child])
    }
  }
  return { school, he, mai, mother, course }
}

const moveSlots = async ({ store }: Made, section: string, startsAt: string, endsAt: string): Promise<void> => {
  const { sectionSlot } = store.tables
  await store.transaction(async (tx) => {
    await tx
      .update(sectionSlot)
      .set({ startsAt, endsAt })
      .where(and(eq(sectionSlot.district, DISTRICT), eq(sectionSlot.section, section)))
  })
}

/** Puts lines into a family's basket. */
export const shop = async (
  { store }: Made,
  account: string,
  lines: readonly (readonly [pupil: string, section: string])[],
): Promise<void> => {
  const { basketLine } = store.tables
  await store.transaction(async (tx) => {
    await tx.insert(basketLine).values(
      lines.map(([pupil, section], i) => ({
        district: DISTRICT,
        account,
        pupil,
        section,
        slots: null,
        alsoWait: true,
        addedAt: i,
      })),
    )
  })
}
