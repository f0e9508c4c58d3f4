import { sql } from 'drizzle-orm'
import type { Kit } from '../columns'

export type SessionChange = 'cancelled' | 'moved' | 'substituted' | 'restored'
/** 到, 迟到, 请假, 缺勤. */
export type Mark = 'present' | 'late' | 'leave' | 'absent'
/** By name or paper, by the family's code of the day, or alone as agreed. */
export type HandoverWay = 'person' | 'code' | 'alone'

/** What happens day by day: changed sessions, attendance, leave, hand-over, and the roll-ups made of them. */
export const daysTables = (kit: Kit) => {
  const { table, text, int, bool, time, primaryKey, index, uniqueIndex, check } = kit

  /** 课次变动: a session is section × day × slot of its timetable; what was said of it, in order; the last word counts. */
  const sessionChange = table(
    'session_change',
    {
      district: text('district').notNull(),
      section: text('section').notNull(),
      /** The day and slot it stands on in the timetable: moved or not, they name it. */
      day: text('day').notNull(),
      slot: int('slot').notNull(),
      number: int('number').notNull(),
      change: text('change').$type<SessionChange>().notNull(),
      /** Where it moved to; null unless moved. */
      toDay: text('to_day'),
      toStartsAt: text('to_starts_at'),
      toEndsAt: text('to_ends_at'),
      /** '' where the room stays. */
      room: text('room').notNull(),
      /** The instructor who stands in; '' for none. */
      substitute: text('substitute').notNull(),
      reason: text('reason').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.section, t.day, t.slot, t.number] }),
      index('session_change_of_day').on(t.district, t.day),
      index('session_change_to_day').on(t.district, t.toDay),
    ],
  )

  /** 考勤: every tap of a teacher, none ever altered. Its id is made on the device, so that sending twice writes once. */
  const attendanceMark = table(
    'attendance_mark',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      section: text('section').notNull(),
      day: text('day').notNull(),
      slot: int('slot').notNull(),
      pupil: text('pupil').notNull(),
      mark: text('mark').$type<Mark>().notNull(),
      by: text('by').notNull(),
      /** When it was tapped, by the server's clock: the latest counts. */
      at: time('at').notNull(),
      receivedAt: time('received_at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      index('attendance_mark_of_session').on(t.district, t.section, t.day, t.slot),
    ],
  )

  /** 请假: asked for by a guardian before the cut-off; stands on the roster. */
  const leaveRequest = table(
    'leave_request',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      pupil: text('pupil').notNull(),
      day: text('day').notNull(),
      /** '' for everything of that day. */
      section: text('section').notNull(),
      reason: text('reason').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
      withdrawnAt: time('withdrawn_at'),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      index('leave_request_of_pupil').on(t.district, t.pupil, t.day),
      index('leave_request_of_day').on(t.district, t.day),
    ],
  )

  /** 接送授权: who may take a child, apart from its guardians and from emergency contacts. */
  const pickupAuthorisation = table(
    'pickup_authorisation',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      pupil: text('pupil').notNull(),
      name: text('name').notNull(),
      relation: text('relation').notNull(),
      phone: text('phone').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
      endedAt: time('ended_at'),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      index('pickup_authorisation_of_pupil').on(t.district, t.pupil),
    ],
  )

  /** 紧急联系人: called when something happens; may not take the child. */
  const emergencyContact = table(
    'emergency_contact',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      pupil: text('pupil').notNull(),
      name: text('name').notNull(),
      relation: text('relation').notNull(),
      phone: text('phone').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
      endedAt: time('ended_at'),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] }), index('emergency_contact_of_pupil').on(t.district, t.pupil)],
  )

  /** 自己回家: recorded consent; the last word of any guardian counts. */
  const walkHomeConsent = table(
    'walk_home_consent',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      pupil: text('pupil').notNull(),
      decision: text('decision').$type<'given' | 'withdrawn'>().notNull(),
      /** SHA-256 of the text that was shown. */
      textHash: text('text_hash').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] }), index('walk_home_consent_of_pupil').on(t.district, t.pupil)],
  )

  /** 过敏和提醒: entered by a guardian under a consent of its own; shown on the day's roster only. */
  const careNote = table(
    'care_note',
    {
      district: text('district').notNull(),
      pupil: text('pupil').notNull(),
      allergies: text('allergies').notNull(),
      note: text('note').notNull(),
      textHash: text('text_hash').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.pupil] })],
  )

  /** 家庭接送码: valid on one day; only the hash of the code is kept. */
  const pickupCode = table(
    'pickup_code',
    {
      district: text('district').notNull(),
      codeHash: text('code_hash').notNull(),
      account: text('account').notNull(),
      day: text('day').notNull(),
      at: time('at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.codeHash] }),
      index('pickup_code_of_account').on(t.district, t.account, t.day),
    ],
  )

  /** 交接: a child left the school's care. Its id is made on the device. */
  const handover = table(
    'handover',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      pupil: text('pupil').notNull(),
      school: text('school').notNull(),
      day: text('day').notNull(),
      way: text('way').$type<HandoverWay>().notNull(),
      /** The guardian's account or the authorisation; '' when the child walked alone. */
      person: text('person').notNull(),
      /** As it was read then: 外婆 张某. */
      personName: text('person_name').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
      receivedAt: time('received_at').notNull(),
      /** Set when it was marked by mistake. */
      takenBackAt: time('taken_back_at'),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      index('handover_of_day').on(t.district, t.day, t.school),
      index('handover_of_pupil').on(t.district, t.pupil, t.day),
    ],
  )

  /** Roll-up of one session held: rebuilt whenever something of it changes; equals the full count. */
  const sessionTally = table(
    'session_tally',
    {
      district: text('district').notNull(),
      section: text('section').notNull(),
      day: text('day').notNull(),
      slot: int('slot').notNull(),
      term: text('term').notNull(),
      school: text('school').notNull(),
      base: bool('base').notNull(),
      /** Who taught: the section's instructor, or who stood in. */
      instructor: text('instructor').notNull(),
      expected: int('expected').notNull(),
      present: int('present').notNull(),
      late: int('late').notNull(),
      leave: int('leave').notNull(),
      absent: int('absent').notNull(),
      /** Of those who came, how many were handed over that day. */
      signedOut: int('signed_out').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.section, t.day, t.slot] }),
      index('session_tally_of_school').on(t.district, t.term, t.school, t.day),
      check('session_tally_adds_up', sql`${t.present} + ${t.late} + ${t.leave} + ${t.absent} <= ${t.expected}`),
    ],
  )

  /** Roll-up of one child's week. */
  const pupilWeek = table(
    'pupil_week',
    {
      district: text('district').notNull(),
      /** Its Monday. */
      week: text('week').notNull(),
      pupil: text('pupil').notNull(),
      term: text('term').notNull(),
      school: text('school').notNull(),
      grade: int('grade').notNull(),
      expected: int('expected').notNull(),
      came: int('came').notNull(),
      leave: int('leave').notNull(),
      absent: int('absent').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.week, t.pupil] }),
      index('pupil_week_of_school').on(t.district, t.term, t.school, t.week),
    ],
  )

  /** Sessions whose roll-ups are out of date. */
  const staleTally = table(
    'stale_tally',
    {
      district: text('district').notNull(),
      section: text('section').notNull(),
      day: text('day').notNull(),
      slot: int('slot').notNull(),
    },
    (t) => [uniqueIndex('stale_tally_session').on(t.district, t.section, t.day, t.slot)],
  )

  return {
    sessionChange,
    attendanceMark,
    leaveRequest,
    pickupAuthorisation,
    emergencyContact,
    walkHomeConsent,
    careNote,
    pickupCode,
    handover,
    sessionTally,
    pupilWeek,
    staleTally,
  }
}
