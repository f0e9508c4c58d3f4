import { type Calendar, feeOf, plannedSessions, type TermDates } from '~/courses/calendar-rules'
import { type Category, categoryName } from '~/courses/categories'
import { filingNumber } from '~/courses/filing-rules'
import { searchTextOf } from '~/courses/search-text'
import { addDays, instantOf, mondayOf } from '~/shared/day'
import { courseRow, DISTRICT, gradeMask, sectionRow, sectionSlotRow, servicePeriodRow } from '../makers/rows'
import type { SectionState, SectionStep } from '../schema/index'
import { type DemoCourse, demoCourses, liuanWeek } from './courses'
import { type DemoClass, type DemoSchool, OFFICER } from './people'
import { LIUAN, NO_PLAN, OWN_ROUND, PLAN_WAITING } from './places'
import type { Random } from './random'
import type { Rows } from './rows'

/** A published section as the allotment of the seed needs it. */
export interface DemoSection {
  id: string
  title: string
  school: string
  slots: number[]
  low: number
  high: number
  base: boolean
  homeClass: string | null
  feeFen: number
  capacity: number | null
  /** How many are to be enrolled; undefined: as it falls. */
  taken?: number
  waiting?: number
}

const TIMES = { 1: ['15:40', '16:20'], 2: ['16:30', '17:30'] } as const
const WEEKDAYS = [1, 2, 3, 4, 5] as const
const FILED_WAY: SectionStep[] = ['proposed', 'approved', 'sent', 'filed', 'published']
/** Days before the term on which each step of the way was taken. */
const DAYS_BEFORE = [40, 34, 30, 24, 20]

interface Making {
  rows: Rows
  random: Random
  term: TermDates
  calendar: Calendar
  /** The term the district works on, not one that is over. */
  current: boolean
  /** Base care is made, too. */
  care: boolean
  /** The school year's grades less this are the grades pupils were in. */
  gradesAgo: number
}

interface Standing {
  state: SectionState
  supplement: number | null
  steps: readonly SectionStep[]
  remark?: string
}

const PUBLISHED: Standing = { state: 'published', supplement: 0, steps: FILED_WAY }

/** A school's sections of one term with its filed plan; returns those that are on the shelf. */
export const makeSections = (making: Making, school: DemoSchool, nth: number, clubs: number): DemoSection[] => {
  const { rows, term, current } = making
  for (const number of [1, 2] as const) {
    const [startsAt, endsAt] = TIMES[number]
    const name = number === 1 ? '作业辅导' : '素质拓展'
    rows.add('servicePeriod', servicePeriodRow({ term: term.id, school: school.id, number, name, startsAt, endsAt }))
  }
  const file = startFile(making, school)
  const noPlan = current && school.id === NO_PLAN
  const baseStanding: Standing = noPlan
    ? { state: 'approved', supplement: null, steps: ['proposed', 'approved'] }
    : PUBLISHED
  const classes = making.care ? school.classes : []
  const care = classes.flatMap((homeClass) => baseCare(making, school, homeClass, file, baseStanding))
  const waitingForBureau: Standing = { state: 'approved', supplement: 1, steps: ['proposed', 'approved', 'sent'] }
  const clubStanding = noPlan ? baseStanding : current && school.id === PLAN_WAITING ? waitingForBureau : PUBLISHED
  const offered = clubsOf(making.random, school, current, clubs).map((club) => file(club, clubStanding))
  if (current) makeUnfinished(school, file)
  if (!noPlan) {
    const filedAt = instantOf(addDays(term.startsOn, -24), '10:00')
    rows.add('termPlan', {
      district: DISTRICT,
      school: school.id,
      term: term.id,
      filingNumber: filingNumber('天桥备', term.id, nth),
      filedBy: OFFICER,
      filedAt,
      sendings: current && [PLAN_WAITING, OWN_ROUND, LIUAN].includes(school.id) ? 2 : 1,
      lastSuffix: file.suffixes(),
    })
  }
  return [...care, ...offered].flatMap((one) => (one.published ? [one.section] : []))
}

interface ClubPlan {
  course: DemoCourse
  slots: number[]
  capacity: number | null
  homeClass?: DemoClass
  taken?: number
  waiting?: number
}

interface Filer {
  (plan: ClubPlan, standing: Standing): { section: DemoSection; published: boolean }
  suffixes(): number
}

/** Writes course, section, slots and steps of one plan line after the other, counting their suffixes. */
const startFile = ({ rows, random, term, calendar, gradesAgo }: Making, school: DemoSchool): Filer => {
  let lines = 0
  let suffixes = 0
  const startsOn = mondayOf(addDays(term.startsOn, 7))
  const endsOn = addDays(term.endsOn, -7)
  const sessions = new Map<string, number>()
  const plannedFor = (slots: readonly number[]): number => {
    const key = slots.join()
    const known = sessions.get(key) ?? plannedSessions({ startsOn, endsOn, slots }, calendar)
    sessions.set(key, known)
    return known
  }
  const file = (plan: ClubPlan, { state, supplement, steps, remark = '' }: Standing) => {
    lines += 1
    const { course, slots, capacity, homeClass } = plan
    const id = `${school.id}-${term.id.replace('-', '')}-${lines}`
    const published = state === 'published'
    const instructor =
      course.title === '轮滑' && school.teacherNames.has(`o-${school.id}`)
        ? `o-${school.id}`
        : (school.teachers[
            (homeClass ? school.classes.indexOf(homeClass) : random.int(0, 999)) % school.teachers.length
          ] ?? '')
    const low = homeClass ? homeClass.grade - gradesAgo : Math.max(course.grades[0], school.grades[0] ?? 1)
    const high = homeClass ? low : Math.min(course.grades[1], school.grades.at(-1) ?? 9)
    const grades = Array.from({ length: high - low + 1 }, (_, i) => low + i)
    const feeFen = feeOf(course.lessonFen, plannedFor(slots), course.materialFen)
    if (published) suffixes += 1
    rows.add(
      'section',
      sectionRow({
        id,
        course: courseOf(rows, school, course, term),
        school: school.id,
        term: term.id,
        label: '',
        base: Boolean(homeClass),
        homeClass: homeClass?.id ?? null,
        grades: gradeMask(...grades),
        room: homeClass ? `${homeClass.grade - gradesAgo}（${homeClass.number}）班教室` : course.room,
        instructor,
        minimum: homeClass ? 1 : 10,
        lessonFen: course.lessonFen,
        materialFen: course.materialFen,
        feeFen,
        startsOn,
        endsOn,
        cutOffOn: addDays(term.endsOn, -14),
        state,
        supplement,
        suffix: published ? suffixes : null,
        searchText: searchTextOf({
          title: course.title,
          category: categoryName(course.category),
          instructor: school.teacherNames.get(instructor) ?? '',
        }),
        createdBy: homeClass ? school.admin : instructor.startsWith('t-') ? instructor : school.admin,
      }),
    )
    for (const slot of slots) {
      const [startsAt, endsAt] = TIMES[(slot % 10) as 1 | 2]
      rows.add('sectionSlot', sectionSlotRow({ section: id, slot, startsAt, endsAt }))
    }
    for (const [i, step] of steps.entries()) {
      const actor =
        step === 'proposed' && instructor.startsWith('t-')
          ? instructor
          : step === 'filed' || step === 'returned'
            ? OFFICER
            : school.admin
      const at = instantOf(addDays(term.startsOn, -(DAYS_BEFORE[i] ?? 1)), '09:30')
      const said = i === steps.length - 1 ? remark : ''
      rows.add('sectionStep', { district: DISTRICT, section: id, sequence: i + 1, step, actor, at, remark: said })
    }
    const { taken, waiting } = plan
    const section: DemoSection = {
      id,
      title: course.title,
      school: school.id,
      slots,
      low,
      high,
      base: Boolean(homeClass),
      homeClass: homeClass?.id ?? null,
      feeFen,
      capacity,
      ...(taken === undefined ? {} : { taken }),
      ...(waiting === undefined ? {} : { waiting }),
    }
    // Sections that nobody can enrol in yet have their places, too.
    if (!published)
      rows.add('seatCount', {
        district: DISTRICT,
        section: id,
        capacity,
        enrolled: 0,
        offered: 0,
        waiting: 0,
        lastPlace: 0,
      })
    return { section, published }
  }
  return Object.assign(file, { suffixes: () => suffixes })
}

const courseOf = (rows: Rows, school: DemoSchool, course: DemoCourse, term: TermDates): string => {
  const id = `c-${school.id}-${courseNumber(course.title)}`
  const made = courseIds.get(rows) ?? new Set<string>()
  courseIds.set(rows, made)
  if (made.has(id)) return id
  made.add(id)
  const { title, category, description, bring } = course
  const createdAt = instantOf(addDays(term.startsOn, -45), '09:00')
  rows.add(
    'course',
    courseRow({ id, school: school.id, title, category, description, bring, createdBy: school.admin, createdAt }),
  )
  return id
}
const courseIds = new WeakMap<Rows, Set<string>>()
const courseNumber = (title: string): number => [...demoCourses, HOMEWORK, CARE].findIndex((one) => one.title === title)

const base = (title: string, category: Category, description: string): DemoCourse => ({
  title,
  category,
  description,
  bring: '',
  room: '',
  lessonFen: 0,
  materialFen: 0,
  grades: [1, 9],
})
const HOMEWORK = base('作业辅导', 'study', '老师看着，把当天的作业写完，不懂的当场问。')
const CARE = base('看护', 'care', '没选课的孩子在本班，看书、下棋、休息，老师一直在。')

/** In a term that is over only 作业辅导 is kept, and only for classes that were at the school already. */
const baseCare = (
  { current, gradesAgo }: Making,
  school: DemoSchool,
  homeClass: DemoClass,
  file: Filer,
  standing: Standing,
) => {
  if (!school.grades.includes(homeClass.grade - gradesAgo)) return []
  const groups = current ? [HOMEWORK, CARE] : [HOMEWORK]
  return groups.map((course, i) => {
    const slots = WEEKDAYS.map((weekday) => weekday * 10 + i + 1)
    return file({ course, slots, capacity: null, homeClass }, standing)
  })
}

const clubsOf = (random: Random, school: DemoSchool, current: boolean, howMany: number): ClubPlan[] => {
  const fits = demoCourses.filter(
    ({ grades: [low, high] }) => high >= (school.grades[0] ?? 1) && low <= (school.grades.at(-1) ?? 9),
  )
  const fixed = current && school.id === LIUAN ? liuanWeek : []
  const first = fixed.flatMap(({ title, weekday, ...numbers }): ClubPlan[] => {
    const course = demoCourses.find((one) => one.title === title)
    return course ? [{ course, slots: [weekday * 10 + 2], ...numbers }] : []
  })
  const unfinished = new Set(['版画', '戏剧口才', '木工'])
  const others = random
    .shuffled(fits)
    .filter(({ title }) => !fixed.some((one) => one.title === title) && !unfinished.has(title))
  const rest = Array.from({ length: Math.max(0, howMany - first.length) }, (_, i): ClubPlan => {
    const course = others[i % others.length] as DemoCourse
    const weekday = 1 + (i % 5)
    // A few meet twice a week.
    const slots = random.chance(0.08) && weekday < 4 ? [weekday * 10 + 2, (weekday + 2) * 10 + 2] : [weekday * 10 + 2]
    return { course, slots, capacity: random.int(8, 15) * 2 }
  })
  return [...first, ...rest]
}

/** What stands at the stations before the shelf, so that every desk has something to do. */
const makeUnfinished = (school: DemoSchool, file: Filer): void => {
  const plan = (title: string, weekday: number): ClubPlan => ({
    course: demoCourses.find((one) => one.title === title) as DemoCourse,
    slots: [weekday * 10 + 2],
    capacity: 20,
  })
  if (school.id === LIUAN) {
    file(plan('版画', 4), { state: 'approved', supplement: null, steps: ['proposed', 'approved'] })
    file(plan('戏剧口才', 2), {
      state: 'returned',
      supplement: 1,
      steps: ['proposed', 'approved', 'sent', 'returned'],
      remark: '缺外聘老师的合同，补好再送。',
    })
    file(plan('木工', 5), { state: 'submitted', supplement: null, steps: ['proposed'] })
  }
  if (school.id === OWN_ROUND) {
    for (const [title, weekday] of [
      ['皮影', 1],
      ['天文角', 3],
    ] as const)
      file(plan(title, weekday), { state: 'approved', supplement: 1, steps: ['proposed', 'approved', 'sent'] })
  }
}
