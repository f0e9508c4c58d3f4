import { type Calendar, feeOf, plannedSessions, type TermDates } from '~/courses/calendar-rules'
import { type Category, categoryName } from '~/courses/categories'
import { planKind } from '~/courses/checks/rule-kinds'
import { filingNumber } from '~/courses/filing-rules'
import { searchTextOf } from '~/courses/search-text'
import { type SectionStage, standingAt } from '~/courses/section-rules'
import { addDays, instantOf, mondayOf } from '~/shared/day'
import { courseRow, DISTRICT, gradeMask, sectionRow, sectionSlotRow, servicePeriodRow } from '../makers/rows'
import type { SectionStep } from '../schema/index'
import { type ClubPlan, clubsOf, unfinishedClubs } from './clubs'
import { type DemoCourse, demoCourses } from './courses'
import type { DemoClass, DemoSchool, DemoTeacher } from './people'
import { NO_PLAN, PLAN_WAITING, SHORT_DAYS } from './places'
import { type Random, seededRandom } from './random'
import type { Rows } from './rows'
import { OFFICER } from './staff'

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

export interface Making {
  rows: Rows
  term: TermDates
  calendar: Calendar
  today: string
  /** The term the district works on, not one that is over. */
  current: boolean
  /** Base care is made, too. */
  care: boolean
  /** The school year's grades less this are the grades pupils were in. */
  gradesAgo: number
  /** School plans filed in the term so far. */
  filed: number
}

const WEEKDAYS = [1, 2, 3, 4, 5] as const
const timesOf = (school: string) =>
  ({ 1: [school === SHORT_DAYS ? '15:50' : '15:30', '16:20'], 2: ['16:30', '17:30'] }) as const

const stepsTo: Record<SectionStage, readonly SectionStep[]> = {
  draft: [],
  submitted: ['proposed'],
  returned_by_school: ['proposed', 'returned_by_school'],
  approved: ['proposed', 'approved'],
  sent: ['proposed', 'approved', 'sent'],
  returned: ['proposed', 'approved', 'sent', 'returned'],
  filed: ['proposed', 'approved', 'sent', 'filed'],
  published: ['proposed', 'approved', 'sent', 'filed', 'published'],
  closed: ['proposed', 'approved', 'sent', 'filed', 'published', 'closed'],
}
/** Days before a term's plan is due, and before the seed's day, on which the steps were taken. */
const PLAN_DAYS = [40, 34, 30, 24, 20]
const LATELY = [9, 7, 5, 3, 1]
const SUPPLEMENT = 1

/** The day from which `PLAN_DAYS` count back: in a term still far off, everything happened before today. */
export const planDay = ({ term, today }: Pick<Making, 'term' | 'today'>): string => {
  return earlier(term.startsOn, addDays(today, 14))
}

const earlier = (one: string, other: string): string => [one, other].sort()[0] ?? one

/** A school's sections of one term with its plan; returns those that are on the shelf. */
export const makeSections = (making: Making, school: DemoSchool, clubs: number): DemoSection[] => {
  const { rows, term, current } = making
  for (const [number, [startsAt, endsAt]] of Object.entries(timesOf(school.id))) {
    const name = number === '1' ? '作业辅导' : '素质拓展'
    const id = { term: term.id, school: school.id, number: Number(number) }
    rows.add('servicePeriod', servicePeriodRow({ ...id, name, startsAt, endsAt }))
  }
  const random = seededRandom(numberOf(school.id))
  const file = startFile(making, random, school)
  const waits = current && school.id === PLAN_WAITING
  const planned: SectionStage = current && school.id === NO_PLAN ? 'approved' : waits ? 'sent' : 'published'
  const classes = making.care ? school.classes : []
  const care = classes.flatMap((homeClass) => baseCare(making, school, homeClass, file, planned))
  const offered = clubsOf(random, school, current, clubs).map((club) => file(club, planned))
  const later = current ? unfinishedClubs(school.id) : []
  for (const { plan, stage, remark } of later) file(plan, stage, { sending: SUPPLEMENT, remark })
  if (planned !== 'approved') {
    const plan = { district: DISTRICT, school: school.id, term: term.id, lastSuffix: file.suffixes() }
    if (waits) rows.add('termPlan', { ...plan, filingNumber: null, filedBy: null, filedAt: null, sendings: 1 })
    else {
      making.filed += 1
      const filedAt = instantOf(addDays(planDay(making), -24), '10:00')
      const number = filingNumber('天桥备', term.id, making.filed)
      const sendings = later.some(({ stage }) => stepsTo[stage].includes('sent')) ? 2 : 1
      rows.add('termPlan', { ...plan, filingNumber: number, filedBy: OFFICER, filedAt, sendings })
    }
  }
  return [...care, ...offered].flatMap((one) => (one.published ? [one.section] : []))
}

/** xx01 → a number of its own, from which a school's dice start. */
const numberOf = (school: string): number => [...school].reduce((sum, char) => sum * 37 + char.charCodeAt(0), 0)

type Plan = Omit<ClubPlan, 'capacity'> & { capacity: number | null; homeClass?: DemoClass }

interface Filer {
  (plan: Plan, stage: SectionStage, more?: { sending?: number; remark?: string }): FiledSection
  suffixes(): number
}
interface FiledSection {
  section: DemoSection
  published: boolean
}

/** First and last day of a class and of its waitlist; a term near its end still has a little of each. */
const datesOf = ({ term, today, current }: Making, homeClass: DemoClass | undefined) => {
  const soon = earlier(addDays(today, 14), term.endsOn)
  const atLeast = (day: string): string => (current && day < soon ? soon : day)
  const endsOn = homeClass ? term.endsOn : atLeast(addDays(term.endsOn, -21))
  const cutOffOn = atLeast(addDays(endsOn, -14))
  return { startsOn: mondayOf(addDays(term.startsOn, 7)), endsOn, cutOffOn }
}

/** Writes course, section, slots and steps of one plan line after the other, counting their suffixes. */
const startFile = (making: Making, random: Random, school: DemoSchool): Filer => {
  const { rows, term, calendar, gradesAgo } = making
  let lines = 0
  let suffixes = 0
  const times = timesOf(school.id)
  const sessions = new Map<string, number>()
  const busy = new Set<string>()
  const rooms = new Set<string>()
  const file = (plan: Plan, stage: SectionStage, { sending = 0, remark = '' } = {}): FiledSection => {
    lines += 1
    const { course, slots, capacity, homeClass, label = '', taken, waiting } = plan
    const id = `${school.id}-${term.id.replace('-', '')}-${lines}`
    const published = stage === 'published'
    const dates = datesOf(making, homeClass)
    const key = `${slots.join()} ${dates.endsOn}`
    const planned = sessions.get(key) ?? plannedSessions({ ...dates, slots }, calendar)
    sessions.set(key, planned)
    const teacher = teacherFor(random, school, plan, busy)
    const createdBy = homeClass || teacher.provider ? school.admin : teacher.id
    const low = homeClass ? homeClass.grade - gradesAgo : Math.max(course.grades[0], school.grades[0] ?? 1)
    const high = homeClass ? low : Math.min(course.grades[1], school.grades.at(-1) ?? 9)
    const feeFen = feeOf(course.lessonFen, planned, course.materialFen)
    if (published || stage === 'filed') suffixes += 1
    rows.add(
      'section',
      sectionRow({
        id,
        course: courseIdOf(rows, school, course, instantOf(addDays(planDay(making), -45), '09:00')),
        school: school.id,
        term: term.id,
        label,
        base: Boolean(homeClass),
        homeClass: homeClass?.id ?? null,
        grades: gradeMask(...Array.from({ length: high - low + 1 }, (_, i) => low + i)),
        room: homeClass ? `${low}（${homeClass.number}）班教室` : freeRoom(course.room, slots, rooms),
        instructor: teacher.id,
        minimum: homeClass ? 1 : Math.min(10, (capacity ?? 10) / 2),
        lessonFen: course.lessonFen,
        materialFen: course.materialFen,
        feeFen,
        ...dates,
        ...standingAt(stage, sending),
        suffix: published || stage === 'filed' ? suffixes : null,
        searchText: searchTextOf({
          title: label ? `${course.title} ${label}` : course.title,
          category: categoryName(course.category),
          instructor: teacher.name,
          provider: teacher.provider ?? null,
        }),
        createdBy,
      }),
    )
    for (const slot of slots) {
      const [startsAt, endsAt] = times[(slot % 10) as 1 | 2]
      rows.add('sectionSlot', sectionSlotRow({ section: id, slot, startsAt, endsAt }))
    }
    addSteps(making, { section: id, stage, remark, proposer: createdBy, admin: school.admin })
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
    const none = { enrolled: 0, offered: 0, waiting: 0, lastPlace: 0 }
    if (!published) rows.add('seatCount', { district: DISTRICT, section: id, capacity, ...none })
    return { section, published }
  }
  return Object.assign(file, { suffixes: () => suffixes })
}

interface Way {
  section: string
  stage: SectionStage
  remark: string
  proposer: string
  admin: string
}

const addSteps = (making: Making, { section, stage, remark, proposer, admin }: Way): void => {
  const { rows, current, today } = making
  const steps = stepsTo[stage]
  const lately = current && stage !== 'published'
  for (const [i, step] of steps.entries()) {
    const actor = step === 'proposed' ? proposer : step === 'filed' || step === 'returned' ? OFFICER : admin
    const day = lately ? addDays(today, -(LATELY[i] ?? 1)) : addDays(planDay(making), -(PLAN_DAYS[i] ?? 20))
    const said = i === steps.length - 1 ? remark : ''
    const at = instantOf(day, '09:30')
    rows.add('sectionStep', { district: DISTRICT, section, sequence: i + 1, step, actor, at, remark: said })
  }
}

/** Courses that find their own room taken meet upstairs. */
const UPSTAIRS = ['四楼 401', '四楼 402', '四楼 403', '四楼 404', '四楼 405', '四楼 406']

/** The room a course asks for, or the first that nobody has then. @param taken room and slot. */
const freeRoom = (wanted: string, slots: readonly number[], taken: Set<string>): string => {
  if (planKind.fallback.sharedRooms.includes(wanted)) return wanted
  const isFree = (room: string): boolean => slots.every((slot) => !taken.has(`${room} ${slot}`))
  const room = [wanted, ...UPSTAIRS].find(isFree) ?? wanted
  for (const slot of slots) taken.add(`${room} ${slot}`)
  return room
}

type Instructor = DemoTeacher & { provider?: string }

/**
 * The teacher the plan names, the class's own for base care, now and then a provider's, else any of the school.
 * @param busy who has a club when: nobody teaches two at once.
 */
const teacherFor = (random: Random, school: DemoSchool, plan: Plan, busy: Set<string>): Instructor => {
  const { course, slots, homeClass, teacher } = plan
  const { teachers, guests } = school
  if (homeClass) return teachers[school.classes.indexOf(homeClass) % teachers.length] as Instructor
  const isFree = ({ id }: Instructor): boolean => slots.every((slot) => !busy.has(`${id} ${slot}`))
  const named = [...teachers, ...guests].find(({ name }) => name === teacher)
  const guest = guests.find((one) => one.category === course.category && isFree(one))
  const chosen = named ?? (guest && random.chance(0.6) ? guest : random.pick(teachers.filter(isFree)))
  for (const slot of slots) busy.add(`${chosen.id} ${slot}`)
  return chosen
}

const courseIdOf = (rows: Rows, school: DemoSchool, course: DemoCourse, createdAt: number): string => {
  const id = `c-${school.id}-${[...demoCourses, HOMEWORK, CARE].indexOf(course)}`
  const made = courseIds.get(rows) ?? new Set<string>()
  courseIds.set(rows, made)
  if (made.has(id)) return id
  made.add(id)
  const { title, category, description, bring, outline } = course
  const text = { title, category, description, bring, outline }
  rows.add('course', courseRow({ id, school: school.id, ...text, createdBy: school.admin, createdAt }))
  return id
}
const courseIds = new WeakMap<Rows, Set<string>>()

const base = (title: string, category: Category, description: string): DemoCourse => ({
  title,
  category,
  description,
  bring: '',
  room: '',
  lessonFen: 0,
  materialFen: 0,
  grades: [1, 9],
  outline: [],
})
const HOMEWORK = base('作业辅导', 'study', '老师看着，把当天的作业写完，不懂的当场问。')
const CARE = base('看护', 'care', '没选课的孩子在本班，看书、下棋、休息，老师一直在。')

/** In a term that is over only 作业辅导 is kept, and only for classes that were at the school already. */
const baseCare = (
  { current, gradesAgo }: Making,
  school: DemoSchool,
  homeClass: DemoClass,
  file: Filer,
  stage: SectionStage,
): FiledSection[] => {
  if (!school.grades.includes(homeClass.grade - gradesAgo)) return []
  const groups = current ? [HOMEWORK, CARE] : [HOMEWORK]
  return groups.map((course, i) => {
    const slots = WEEKDAYS.map((weekday) => weekday * 10 + i + 1)
    return file({ course, slots, capacity: null, homeClass }, stage)
  })
}
