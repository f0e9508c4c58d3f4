import { place } from './place'

/** Facts of the term, day by day: leave, who fetches a child, hand-over, duties. */
export const daysSite = {
  leave: place('/family/leave', 'days/routes/leave.tsx', 'family', { GET: 'guardian', POST: 'guardian' }),
  askLeave: place('/family/leave/new', 'days/routes/ask-leave.tsx', 'family', { GET: 'guardian', POST: 'guardian' }),
} as const
