import type { CourseFormValues } from './course-form'
import type { WhyNotInstructor } from './providers/provider-rules'
import { gradesOfStage, type SchoolFrame } from './section-rules'

/** What the form needs of a school and its term. */
export interface FormFrame {
  grades: number[]
  periods: { number: number; name: string; startsAt: string; endsAt: string }[]
  instructors: {
    id: string
    name: string
    provider: string | null
    /** Shown, and cannot be picked. */
    whyNot: WhyNotInstructor | null
  }[]
  term: { startsOn: string; endsOn: string }
}

/** The frame without what a browser has no need of. */
export const formFrame = ({ stage, term, periods, instructors }: SchoolFrame): FormFrame => ({
  grades: gradesOfStage(stage),
  periods: periods.map(({ number, name, startsAt, endsAt }) => ({ number, name, startsAt, endsAt })),
  instructors: instructors.map(({ id, name, providerName, whyNot }) => ({
    id,
    name,
    provider: providerName,
    whyNot: whyNot ?? null,
  })),
  term: { startsOn: term.startsOn, endsOn: term.endsOn },
})

/** The form before anybody typed. @param account who writes it, chosen as the teacher where they are one here */
export const blankValues = ({ term, instructors }: SchoolFrame, account: string): CourseFormValues => ({
  title: '',
  label: '',
  category: '',
  description: '',
  bring: '',
  outline: '',
  grades: [],
  slots: [],
  room: '',
  instructor: instructors.find((one) => one.account === account)?.id ?? '',
  minimum: '10',
  capacity: '24',
  lessonFen: '',
  materialFen: '0',
  startsOn: term.startsOn,
  endsOn: term.endsOn,
  cutOffOn: term.endsOn,
})
