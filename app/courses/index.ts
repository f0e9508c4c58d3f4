export type {
  EnrolmentAnswer,
  EnrolmentDesk,
  EnrolmentLine,
  EnrolmentOperation,
  EnrolmentRequest,
  LineAnswer,
} from './enrolment'
