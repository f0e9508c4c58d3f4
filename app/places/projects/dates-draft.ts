import type { MilestoneKind } from '#db/schema/index'
import { type DateFault, milestoneKinds, noDates, type ProjectDates } from './milestone-rules'
import { projectErrors as words } from './project-error-words'
import type { DatesDraft } from './project-form'

/** The names that the four dates have in a form. Client-safe. */

const parts = { started: 'Started', finished: 'Finished', handed_over: 'HandedOver', in_use: 'InUse' } as const

/** The form's field of a milestone's day: `dueFinished`, `metInUse`. */
export const dateFieldOf = (kind: MilestoneKind, day: 'due' | 'met'): keyof DatesDraft => `${day}${parts[kind]}`

/** The dates that a form says; days that have come are left out where the form has no field for them. */
export const datesOfDraft = (draft: Partial<DatesDraft>): ProjectDates => {
  const dates = noDates()
  for (const kind of milestoneKinds)
    dates[kind] = { dueOn: draft[dateFieldOf(kind, 'due')] ?? null, metOn: draft[dateFieldOf(kind, 'met')] ?? null }
  return dates
}

/** The dates of a project as the form's fields show them. */
export const draftOfDates = (dates: ProjectDates): Record<keyof DatesDraft, string> => ({
  dueStarted: dates.started.dueOn ?? '',
  dueFinished: dates.finished.dueOn ?? '',
  dueHandedOver: dates.handed_over.dueOn ?? '',
  dueInUse: dates.in_use.dueOn ?? '',
  metStarted: dates.started.metOn ?? '',
  metFinished: dates.finished.metOn ?? '',
  metHandedOver: dates.handed_over.metOn ?? '',
  metInUse: dates.in_use.metOn ?? '',
})

const sentenceOfFault = (fault: DateFault): string => {
  if (fault.fault === 'future') return words.dayFuture
  return fault.fault === 'order' ? words.order(fault.kind, fault.after) : words.gap(fault.kind, fault.after)
}

/** One sentence a field that has to be changed. */
export const dateErrors = (
  faults: readonly DateFault[],
  dates: ProjectDates,
): Partial<Record<keyof DatesDraft, string>> =>
  Object.fromEntries(
    faults.map((fault) => [
      dateFieldOf(fault.kind, dates[fault.kind].metOn === null ? 'due' : 'met'),
      sentenceOfFault(fault),
    ]),
  )
