import { sql } from 'drizzle-orm'
import type { Kit } from '../columns'
import type { peopleTables } from './people'

export type SectionState = 'draft' | 'submitted' | 'approved' | 'returned' | 'filed' | 'published' | 'closed'
export type SectionStep =
  | 'proposed'
  | 'approved'
  | 'returned_by_school'
  | 'sent'
  | 'filed'
  | 'returned'
  | 'published'
  | 'changed'
  | 'closed'
export type EnrolmentState = 'enrolled' | 'waitlisted' | 'offered' | 'withdrawn' | 'transferred' | 'closed'
export interface OutlineItem {
  sessions: string
  text: string
}

/** Terms, calendar, courses, sections, filing, rounds, baskets, enrolments. */
export const coursesTables = (kit: Kit, { pupil }: Pick<ReturnType<typeof peopleTables>, 'pupil'>) => {
  const { table, text, int, bool, time, json, primaryKey, foreignKey, index, uniqueIndex, check } = kit

  const term = table(
    'term',
    {
      district: text('district').notNull(),
      /** '2026-autumn', '2027-spring'. */
      id: text('id').notNull(),
      name: text('name').notNull(),
      startsOn: text('starts_on').notNull(),
      endsOn: text('ends_on').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] })],
  )

  /** What the district says of a day, above what the holiday package knows. */
  const calendarOverride = table(
    'calendar_override',
    {
      district: text('district').notNull(),
      day: text('day').notNull(),
      schoolDay: bool('school_day').notNull(),
      /** On a make-up day: the weekday (1–5) whose timetable is followed. */
      followsWeekday: int('follows_weekday'),
      note: text('note').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.day] })],
  )

  /** 时段: a named part of a school's afternoon. Slot = weekday × 10 + number. */
  const servicePeriod = table(
    'service_period',
    {
      district: text('district').notNull(),
      term: text('term').notNull(),
      school: text('school').notNull(),
      number: int('number').notNull(),
      name: text('name').notNull(),
      startsAt: text('starts_at').notNull(),
      endsAt: text('ends_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.term, t.school, t.number] })],
  )

  const course = table(
    'course',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      school: text('school').notNull(),
      title: text('title').notNull(),
      /** One of courses/categories.ts. */
      category: text('category').notNull(),
      description: text('description').notNull(),
      /** What to bring; '' when nothing. */
      bring: text('bring').notNull(),
      /** 每次做什么, in order; may be empty. */
      outline: json('outline').$type<OutlineItem[]>().notNull(),
      /** The uploaded cover (cover_image.name); null: drawn from the category. */
      cover: text('cover'),
      createdBy: text('created_by').notNull(),
      createdAt: time('created_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] }), index('course_of_school').on(t.district, t.school)],
  )

  const section = table(
    'section',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      course: text('course').notNull(),
      school: text('school').notNull(),
      term: text('term').notNull(),
      /** '' or what tells two sections of a course apart (一班, 初级). */
      label: text('label').notNull(),
      /** Base care (看护, 作业辅导): never full, outside the limit k. */
      base: bool('base').notNull(),
      /** The class a base-care group belongs to; null for courses. */
      homeClass: text('home_class'),
      /** Bit g (1–9) is set when grade g may come. */
      grades: int('grades').notNull(),
      room: text('room').notNull(),
      instructor: text('instructor').notNull(),
      minimum: int('minimum').notNull(),
      /** 分 per session and 分 of material per term; the fee is their sum over the planned sessions. */
      lessonFen: int('lesson_fen').notNull(),
      materialFen: int('material_fen').notNull(),
      /** The published fee of the term in 分: lessonFen × planned sessions + materialFen. */
      feeFen: int('fee_fen').notNull(),
      startsOn: text('starts_on').notNull(),
      endsOn: text('ends_on').notNull(),
      /** Last day on which the waitlist moves. */
      cutOffOn: text('cut_off_on').notNull(),
      state: text('state').$type<SectionState>().notNull(),
      /** 0: part of the school's first term plan; 1, 2 …: the supplement it was sent with; null: not sent yet. */
      supplement: int('supplement'),
      /** The number behind the plan's filing number; null until filed. */
      suffix: int('suffix'),
      /** Folded words people search by: title, pinyin, initials, instructor, category. */
      searchText: text('search_text').notNull(),
      /** The section of an earlier term it was copied from; what the bureau compares it with. */
      copiedFrom: text('copied_from'),
      createdBy: text('created_by').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      index('section_of_school').on(t.district, t.term, t.school, t.state),
      index('section_of_course').on(t.district, t.course),
      foreignKey({ columns: [t.district, t.course], foreignColumns: [course.district, course.id] }),
      uniqueIndex('section_suffix').on(t.district, t.school, t.term, t.suffix),
      check('section_fee', sql`${t.feeFen} >= 0`),
    ],
  )

  const sectionSlot = table(
    'section_slot',
    {
      district: text('district').notNull(),
      section: text('section').notNull(),
      /** weekday (1–5) × 10 + period number. */
      slot: int('slot').notNull(),
      startsAt: text('starts_at').notNull(),
      endsAt: text('ends_at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.section, t.slot] }),
      foreignKey({ columns: [t.district, t.section], foreignColumns: [section.district, section.id] }),
    ],
  )

  /** The hot row of a section: places and queue. Its lock orders everything that happens to the section. */
  const seatCount = table(
    'seat_count',
    {
      district: text('district').notNull(),
      section: text('section').notNull(),
      /** null: never full (base care only). */
      capacity: int('capacity'),
      enrolled: int('enrolled').notNull(),
      offered: int('offered').notNull(),
      waiting: int('waiting').notNull(),
      /** The last waitlist place given out; places are never given twice. */
      lastPlace: int('last_place').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.section] }),
      foreignKey({ columns: [t.district, t.section], foreignColumns: [section.district, section.id] }),
      check('seat_count_not_oversold', sql`${t.capacity} is null or ${t.enrolled} + ${t.offered} <= ${t.capacity}`),
      check('seat_count_not_negative', sql`${t.enrolled} >= 0 and ${t.offered} >= 0 and ${t.waiting} >= 0`),
    ],
  )

  /** Who did which step of a section's filing, and when. */
  const sectionStep = table(
    'section_step',
    {
      district: text('district').notNull(),
      section: text('section').notNull(),
      sequence: int('sequence').notNull(),
      step: text('step').$type<SectionStep>().notNull(),
      actor: text('actor').notNull(),
      at: time('at').notNull(),
      remark: text('remark').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.section, t.sequence] }),
      foreignKey({ columns: [t.district, t.section], foreignColumns: [section.district, section.id] }),
    ],
  )

  /** What a school files for a term: one number, a suffix a section; later sections are supplements. */
  const termPlan = table(
    'term_plan',
    {
      district: text('district').notNull(),
      school: text('school').notNull(),
      term: text('term').notNull(),
      /** null until the bureau filed it. */
      filingNumber: text('filing_number'),
      filedBy: text('filed_by'),
      filedAt: time('filed_at'),
      /** How often it was sent: 1 the plan itself, 2 the first supplement … */
      sendings: int('sendings').notNull(),
      lastSuffix: int('last_suffix').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.school, t.term] }),
      uniqueIndex('term_plan_filing_number').on(t.district, t.filingNumber),
    ],
  )

  const round = table(
    'round',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      term: text('term').notNull(),
      name: text('name').notNull(),
      /** null: the whole district. */
      school: text('school'),
      opensAt: time('opens_at').notNull(),
      closesAt: time('closes_at').notNull(),
      /** k: courses a child may hold in the term (base care does not count). */
      courseLimit: int('course_limit').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      index('round_of_term').on(t.district, t.term),
      check('round_dates', sql`${t.opensAt} < ${t.closesAt}`),
    ],
  )

  /** One row a child and section, whatever became of it. */
  const enrolment = table(
    'enrolment',
    {
      district: text('district').notNull(),
      pupil: text('pupil').notNull(),
      section: text('section').notNull(),
      term: text('term').notNull(),
      state: text('state').$type<EnrolmentState>().notNull(),
      /** Waitlist place, only while waitlisted or offered. */
      place: int('place'),
      /** When an open offer passes on. */
      offerEndsAt: time('offer_ends_at'),
      feeFen: int('fee_fen').notNull(),
      /** The accepted request it came from; '' for rows a school entered. */
      requestKey: text('request_key').notNull(),
      changedAt: time('changed_at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.pupil, t.section] }),
      index('enrolment_of_section').on(t.district, t.section, t.state),
      uniqueIndex('enrolment_place').on(t.district, t.section, t.place),
      index('enrolment_offer_end').on(t.district, t.offerEndsAt),
      foreignKey({ columns: [t.district, t.section], foreignColumns: [section.district, section.id] }),
      foreignKey({ columns: [t.district, t.pupil], foreignColumns: [pupil.district, pupil.id] }),
    ],
  )

  /** One row an occupied slot: two sections in one slot cannot exist. */
  const heldSlot = table(
    'held_slot',
    {
      district: text('district').notNull(),
      term: text('term').notNull(),
      pupil: text('pupil').notNull(),
      slot: int('slot').notNull(),
      section: text('section').notNull(),
      /** The base care that waits behind a course and comes back when the course is left. */
      base: text('base'),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.term, t.pupil, t.slot] }),
      index('held_slot_of_section').on(t.district, t.section),
      foreignKey({ columns: [t.district, t.section], foreignColumns: [section.district, section.id] }),
      foreignKey({ columns: [t.district, t.pupil], foreignColumns: [pupil.district, pupil.id] }),
    ],
  )

  const basketLine = table(
    'basket_line',
    {
      district: text('district').notNull(),
      account: text('account').notNull(),
      pupil: text('pupil').notNull(),
      section: text('section').notNull(),
      /** Only for base care: the slots wanted; null means all. */
      slots: json('slots').$type<number[] | null>(),
      /** 满了也排队: queue when the section is full. */
      alsoWait: bool('also_wait').notNull(),
      addedAt: time('added_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.account, t.pupil, t.section] })],
  )

  /** One press of a button, by its idempotency key, with the answer that was given. */
  const enrolmentRequest = table(
    'enrolment_request',
    {
      district: text('district').notNull(),
      key: text('key').notNull(),
      account: text('account').notNull(),
      /** SHA-256 of what was asked: the same key with another body is refused. */
      bodyHash: text('body_hash').notNull(),
      /** What the family reads out on the telephone, TQ26-4K7M-93. */
      reference: text('reference').notNull(),
      answer: json('answer').notNull(),
      at: time('at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.key] }),
      uniqueIndex('enrolment_request_reference').on(t.district, t.reference),
      index('enrolment_request_of_account').on(t.district, t.account, t.at),
    ],
  )

  const calendarFeed = table(
    'calendar_feed',
    {
      district: text('district').notNull(),
      account: text('account').notNull(),
      /** SHA-256 of the secret in the address. */
      secretHash: text('secret_hash').notNull(),
      createdAt: time('created_at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.account] }),
      uniqueIndex('calendar_feed_secret').on(t.district, t.secretHash),
    ],
  )

  return {
    term,
    calendarOverride,
    servicePeriod,
    course,
    section,
    sectionSlot,
    seatCount,
    sectionStep,
    termPlan,
    round,
    enrolment,
    heldSlot,
    basketLine,
    enrolmentRequest,
    calendarFeed,
  }
}
