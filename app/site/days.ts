import { place } from './place'

/** Facts of the term, day by day: leave, who fetches a child, hand-over, duties. */
export const daysSite = {
  leave: place('/family/leave', 'days/routes/leave.tsx', 'family', { GET: 'guardian', POST: 'guardian' }),
  askLeave: place('/family/leave/new', 'days/routes/ask-leave.tsx', 'family', { GET: 'guardian', POST: 'guardian' }),
  pickup: place('/family/pickup', 'days/routes/pickup.tsx', 'family', { GET: 'guardian', POST: 'guardian' }),
  pickupPerson: place('/family/pickup/person', 'days/routes/pickup-person.tsx', 'family', {
    GET: 'guardian',
    POST: 'guardian',
  }),
  walkHome: place('/family/pickup/alone', 'days/routes/walk-home.tsx', 'family', { GET: 'guardian', POST: 'guardian' }),
  careNote: place('/family/pickup/care', 'days/routes/care-note.tsx', 'family', { GET: 'guardian', POST: 'guardian' }),
  pickupCode: place('/family/pickup-code', 'days/routes/pickup-code.tsx', 'family', {
    GET: 'guardian',
    POST: 'guardian',
  }),
  handover: place('/teacher/handover', 'days/routes/handover.tsx', 'teacher', { GET: 'teacher', POST: 'teacher' }),
  handoverOf: place('/teacher/handover/:pupil', 'days/routes/handover-of.tsx', 'teacher', {
    GET: 'teacher',
    POST: 'teacher',
  }),
  handoverByCode: place('/handover/:code', 'days/routes/handover-by-code.tsx', 'teacher', {
    GET: 'teacher',
    POST: 'teacher',
  }),
  schoolHandover: place('/school/handover', 'days/routes/school-handover.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  schoolHandoverSheet: place('/school/handover/sheet', 'days/routes/school-handover-sheet.ts', 'school', {
    GET: 'school_admin',
  }),
  schoolHandoverOf: place('/school/handover/:pupil', 'days/routes/school-handover-of.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  duties: place('/school/duties', 'days/routes/duties.tsx', 'school', { GET: 'school_admin' }),
  dutiesSheet: place('/school/duties/sheet', 'days/routes/duties-sheet.ts', 'school', { GET: 'school_admin' }),
} as const
