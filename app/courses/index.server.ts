export { checkInvariants } from './check-invariants.server'
export { openEnrolmentDesk } from './enrolment-desk.server'
export { passOnSeats } from './waitlist.server'
