export type {
  EnrolmentAnswer,
  EnrolmentDesk,
  EnrolmentLine,
  EnrolmentOperation,
  EnrolmentRequest,
  LineAnswer,
} from './enrolment'
export { maskedPhone } from './section-roster/roster-rules'
