import type { OutlineItem, SectionState, SectionStep } from '#db/schema/index'
import { dayInWords } from '~/shared/day'
import { gradesOf, partsOfSlot } from './fit-rules'
import type { WhyNotInstructor } from './providers/provider-rules'
import { draftWords as words } from './publishing-words'

/** The way of a section from a teacher's proposal to the shelf, and what a section must be to go it. Pure. */

/** Where a section stands between proposal and shelf; derived from its state and from whether it was sent. */
export type SectionStage =
  | 'draft'
  | 'submitted'
  | 'returned_by_school'
  | 'approved'
  | 'sent'
  | 'returned'
  | 'filed'
  | 'published'
  | 'closed'

export interface Standing {
  state: SectionState
  /** Number of the sending it went to the bureau with; null while the school still has it. */
  supplement: number | null
}

/** @returns the stage. A returned section is the bureau's return exactly when it had been sent. */
export const stageOf = ({ state, supplement }: Standing): SectionStage => {
  if (state === 'approved') return supplement === null ? 'approved' : 'sent'
  if (state === 'returned') return supplement === null ? 'returned_by_school' : 'returned'
  return state
}

/** What people do to a section. `rewrite` changes what was (or would be) filed; `adjust` only room, teacher, places. */
export type SectionDeed =
  | 'propose'
  | 'approve'
  | 'return_by_school'
  | 'send'
  | 'file'
  | 'return'
  | 'publish'
  | 'rewrite'
  | 'adjust'

interface Move {
  to: SectionStage
  step: SectionStep
}

/**
 * The table of the way: from stage and deed to the next stage. What is missing cannot be done.
 * Rewriting what the bureau has, or has returned, takes it back to the school: it has to be sent again.
 */
const way: Record<SectionStage, Partial<Record<SectionDeed, Move>>> = {
  draft: { propose: { to: 'submitted', step: 'proposed' }, rewrite: { to: 'draft', step: 'changed' } },
  submitted: {
    approve: { to: 'approved', step: 'approved' },
    return_by_school: { to: 'returned_by_school', step: 'returned_by_school' },
    rewrite: { to: 'submitted', step: 'changed' },
    adjust: { to: 'submitted', step: 'changed' },
  },
  returned_by_school: {
    propose: { to: 'submitted', step: 'proposed' },
    rewrite: { to: 'returned_by_school', step: 'changed' },
    adjust: { to: 'returned_by_school', step: 'changed' },
  },
  approved: {
    send: { to: 'sent', step: 'sent' },
    return_by_school: { to: 'returned_by_school', step: 'returned_by_school' },
    rewrite: { to: 'approved', step: 'changed' },
    adjust: { to: 'approved', step: 'changed' },
  },
  sent: {
    file: { to: 'filed', step: 'filed' },
    return: { to: 'returned', step: 'returned' },
    rewrite: { to: 'approved', step: 'changed' },
    adjust: { to: 'sent', step: 'changed' },
  },
  returned: { rewrite: { to: 'approved', step: 'changed' }, adjust: { to: 'approved', step: 'changed' } },
  filed: {
    publish: { to: 'published', step: 'published' },
    rewrite: { to: 'approved', step: 'changed' },
    adjust: { to: 'filed', step: 'changed' },
  },
  published: { adjust: { to: 'published', step: 'changed' } },
  closed: {},
}

/** @returns the stage after the deed and the step to record, or null when the deed is not possible there. */
export const moveOf = (stage: SectionStage, deed: SectionDeed): Move | null => way[stage][deed] ?? null

/** What the row says at a stage. @param sending the number of the sending, only for `sent` and what comes after it. */
export const standingAt = (stage: SectionStage, sending: number | null): Standing => {
  if (stage === 'approved') return { state: 'approved', supplement: null }
  if (stage === 'sent') return { state: 'approved', supplement: sending ?? 0 }
  if (stage === 'returned_by_school') return { state: 'returned', supplement: null }
  if (stage === 'returned') return { state: 'returned', supplement: sending ?? 0 }
  if (stage === 'submitted' || stage === 'draft') return { state: stage, supplement: null }
  return { state: stage, supplement: sending }
}

/** A section is in the shops, or was: what it promised families stays. */
export const isPublic = (stage: SectionStage): boolean => stage === 'published' || stage === 'closed'

/** The four pips 申报 审核 备案 发布: how many are passed, and which one was refused. */
export const pipsOf = (stage: SectionStage): { passed: number; stopped?: number } => {
  const at: Record<SectionStage, { passed: number; stopped?: number }> = {
    draft: { passed: 0 },
    submitted: { passed: 1 },
    returned_by_school: { passed: 1, stopped: 1 },
    approved: { passed: 2 },
    sent: { passed: 2 },
    returned: { passed: 2, stopped: 2 },
    filed: { passed: 3 },
    published: { passed: 4 },
    closed: { passed: 4 },
  }
  return at[stage]
}

/** Everything a person writes about a section; money in 分, grades as the bit mask of the schema. */
export interface SectionDraft {
  title: string
  label: string
  category: string
  description: string
  bring: string
  outline: OutlineItem[]
  grades: number
  slots: number[]
  room: string
  instructor: string
  minimum: number
  capacity: number
  lessonFen: number
  materialFen: number
  startsOn: string
  endsOn: string
  cutOffOn: string
}

export type DraftErrors = Partial<Record<keyof SectionDraft, string>>

/** What of a draft depends on another field of it. The browser checks it, too. */
export const pairErrors = (draft: Pick<SectionDraft, 'minimum' | 'capacity' | 'startsOn' | 'endsOn' | 'cutOffOn'>) => {
  const errors: DraftErrors = {}
  if (draft.minimum > draft.capacity) errors.minimum = words.minimumAboveCapacity
  if (draft.startsOn > draft.endsOn) errors.endsOn = words.endBeforeStart
  else if (draft.cutOffOn < draft.startsOn || draft.cutOffOn > draft.endsOn) errors.cutOffOn = words.cutOffOutside
  return errors
}

/** What the school and the term allow. */
export interface SchoolFrame {
  stage: 'kindergarten' | 'primary' | 'junior' | 'nine_year'
  term: { id: string; startsOn: string; endsOn: string }
  periods: readonly { number: number; name: string; startsAt: string; endsAt: string }[]
  instructors: readonly FrameInstructor[]
}

export interface FrameInstructor {
  id: string
  name: string
  account: string | null
  provider: string | null
  providerName: string | null
  /** Last day of the provider on the whitelist. */
  listedUntil: string | null
  /** Why the provider's people cannot be picked now; null where they can. */
  whyNot?: WhyNotInstructor | null | undefined
}

/** The grades a school of this stage has. */
export const gradesOfStage = (stage: SchoolFrame['stage']): number[] =>
  ({ kindergarten: [], primary: [1, 2, 3, 4, 5, 6], junior: [7, 8, 9], nine_year: [1, 2, 3, 4, 5, 6, 7, 8, 9] })[stage]

/**
 * Whether the school may offer this in this term.
 * @param kept the instructor that stays as it was: it is not asked again whether the provider is still listed.
 * @returns one sentence a field; empty when all is well.
 */
export const draftErrors = (draft: SectionDraft, frame: SchoolFrame, kept?: string): DraftErrors => {
  const errors: DraftErrors = pairErrors(draft)
  const grades = gradesOf(draft.grades)
  if (grades.length === 0) errors.grades = words.noGrade
  else if (grades.some((grade) => !gradesOfStage(frame.stage).includes(grade))) errors.grades = words.foreignGrade
  const numbers = new Set(frame.periods.map(({ number }) => number))
  if (draft.slots.length === 0) errors.slots = words.noSlot
  else if (draft.slots.some((slot) => !isServed(slot, numbers))) errors.slots = words.foreignSlot
  const { term } = frame
  if (draft.startsOn < term.startsOn || draft.startsOn > term.endsOn)
    errors.startsOn = words.outsideTerm(dayInWords(term.startsOn), dayInWords(term.endsOn))
  if (draft.endsOn > term.endsOn || draft.endsOn < term.startsOn)
    errors.endsOn ??= words.outsideTerm(dayInWords(term.startsOn), dayInWords(term.endsOn))
  Object.assign(errors, instructorErrors(draft, frame, kept))
  return errors
}

const isServed = (slot: number, numbers: ReadonlySet<number>): boolean => {
  const { weekday, period } = partsOfSlot(slot)
  return Number.isInteger(slot) && weekday >= 1 && weekday <= 5 && numbers.has(period)
}

/** The part of `draftErrors` that also holds when only room, teacher and places change. */
export const instructorErrors = (
  { instructor, startsOn }: Pick<SectionDraft, 'instructor' | 'startsOn'>,
  { instructors }: Pick<SchoolFrame, 'instructors'>,
  kept?: string,
): DraftErrors => {
  // Base care without a named teacher stays so until the school names one.
  if (instructor === '' && kept === '') return {}
  const chosen = instructors.find(({ id }) => id === instructor)
  if (!chosen) return { instructor: words.foreignInstructor }
  const { listedUntil, whyNot } = chosen
  const isOff = whyNot === 'withdrawn' || whyNot === 'not-listed'
  if (chosen.id !== kept && isOff) return { instructor: words.providerOff(chosen.providerName ?? '') }
  if (chosen.id !== kept && listedUntil !== null && listedUntil < startsOn)
    return { instructor: words.providerNotListed(chosen.providerName ?? '', dayInWords(listedUntil)) }
  return {}
}

/** What families of a published section are told when these differ. */
export interface Adjustable {
  room: string
  instructor: string
  capacity: number | null
}

/** The fields that differ and that stay open after publication. */
export const adjustedFields = (before: Adjustable, after: Adjustable): (keyof Adjustable)[] =>
  (['room', 'instructor', 'capacity'] as const).filter((field) => before[field] !== after[field])

/**
 * Whether the places of a section may become `wanted`.
 * @returns null when they may, else the refusal: never below what was given out, after publication only upwards.
 */
export const whyNotCapacity = (
  { capacity, enrolled, offered }: { capacity: number | null; enrolled: number; offered: number },
  wanted: number,
  published: boolean,
): 'CAPACITY_BELOW_TAKEN' | 'CAPACITY_ONLY_UP' | null => {
  if (wanted < enrolled + offered) return 'CAPACITY_BELOW_TAKEN'
  if (published && capacity !== null && wanted < capacity) return 'CAPACITY_ONLY_UP'
  return null
}
