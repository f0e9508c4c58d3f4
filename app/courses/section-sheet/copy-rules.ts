import { addDays, daysBetween } from '~/shared/day'
import { partsOfSlot } from '../fit-rules'
import { draftErrors, type SchoolFrame, type SectionDraft, type SectionStage } from '../section-rules'
import { asRead, slotsInCell } from './section-columns'
import { copyWords as words } from './section-sheet-words'

/** From a section of an earlier term to the one of this term. Pure. */

export interface TermSpan {
  startsOn: string
  endsOn: string
}

/** The day as far from the start of the new term as it was from the old one's, inside the new term. */
export const shiftDay = (day: string, from: TermSpan, to: TermSpan): string => {
  const shifted = addDays(to.startsOn, daysBetween(from.startsOn, day))
  if (shifted < to.startsOn) return to.startsOn
  if (shifted > to.endsOn) return to.endsOn
  return shifted
}

const isServed = (slot: number, { periods }: Pick<SchoolFrame, 'periods'>): boolean =>
  periods.some(({ number }) => number === partsOfSlot(slot).period)

/** The same section in another term: what the term does not have (a period, a teacher who left) is left out. */
export const copyDraft = (draft: SectionDraft, from: TermSpan, frame: SchoolFrame): SectionDraft => {
  const [startsOn, endsOn, cutOffOn] = [draft.startsOn, draft.endsOn, draft.cutOffOn].map((day) =>
    shiftDay(day, from, frame.term),
  ) as [string, string, string]
  return {
    ...draft,
    slots: draft.slots.filter((slot) => isServed(slot, frame)),
    instructor: frame.instructors.some(({ id }) => id === draft.instructor) ? draft.instructor : '',
    startsOn,
    endsOn,
    cutOffOn,
  }
}

/**
 * What could not be taken over, until the school has seen to it: one sentence each.
 * @param before the section it comes from. @param now the copy as it stands.
 */
export const notTakenOver = (
  before: SectionDraft & { instructorName: string },
  now: SectionDraft,
  frame: SchoolFrame,
): string[] => {
  const gone = before.slots.filter((slot) => !isServed(slot, frame))
  const { slots, instructor, ...errors } = draftErrors(now, frame)
  const left = !frame.instructors.some(({ id }) => id === now.instructor)
  return [
    ...(gone.length > 0 && now.slots.length < before.slots.length ? [words.slotGone(slotsInCell(gone))] : []),
    ...(slots && gone.length === 0 ? [slots] : []),
    ...(left ? [words.teacherGone(before.instructorName)] : instructor ? [instructor] : []),
    ...Object.values(errors),
  ]
}

/** A section of an earlier term that a school may want again: it was offered to families. */
export const wasOffered = (stage: SectionStage): boolean =>
  stage === 'filed' || stage === 'published' || stage === 'closed'

interface Named {
  id: string
  title: string
  label: string
}

/** The section of this term that an earlier one has become, or that has its name. */
export const counterpart = <Now extends Named & { copiedFrom: string | null }>(
  before: Named,
  now: readonly Now[],
): Now | undefined =>
  now.find(({ copiedFrom }) => copiedFrom === before.id) ??
  now.find(({ title, label }) => asRead(title) === asRead(before.title) && asRead(label) === asRead(before.label))
