import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { type CourseFormValues, valuesOf } from './course-form'
import { loadSchools, type SchoolName } from './load-schools.server'
import { loadTerm } from './load-term.server'
import { isOwnSection } from './propose-section.server'
import { blankValues, type FormFrame, formFrame } from './section-form-frame'
import { findSection, loadFrame, loadSteps, nameOf } from './section-record.server'
import { moveOf } from './section-rules'

export interface ProposalPage {
  school: string
  schools: SchoolName[]
  termName: string
  frame: FormFrame
  values: CourseFormValues
  /** What is handed in again, with the school's remark. */
  again: { name: string; remark: string } | null
}

/**
 * The form of a proposal: empty, or what the school sent back.
 * Refuses FORBIDDEN (not a teacher there, not one's own), SECTION_UNKNOWN, WRONG_STATE, NOT_FOUND (no term).
 */
export const loadProposal = async (
  context: Context,
  actor: Actor,
  asked: { school: string; section: string },
): Promise<ProposalPage> => {
  const { store } = context
  const before = asked.section ? await findSection(context, store.db, asked.section) : undefined
  if (asked.section && !before) throw refuse('SECTION_UNKNOWN')
  if (before && !isOwnSection(actor, before)) throw refuse('FORBIDDEN')
  if (before && !moveOf(before.stage, 'propose')) throw refuse('WRONG_STATE')
  const school = before?.school ?? (asked.school || (actor.teacherAt[0] ?? ''))
  if (!actor.teacherAt.includes(school)) throw refuse('FORBIDDEN')
  const now = await loadTerm(context)
  if (!now) throw refuse('NOT_FOUND')
  const frame = await loadFrame(context, store.db, { school, term: before?.term ?? now.id })
  const steps = before ? await loadSteps(context, [before.id]) : []
  return {
    school,
    schools: await loadSchools(context, actor.teacherAt),
    termName: now.name,
    frame: formFrame(frame),
    values: before ? valuesOf({ ...before, capacity: before.capacity ?? 0 }) : blankValues(frame, actor.account),
    again: before
      ? { name: nameOf(before), remark: steps.findLast(({ remark }) => remark !== '')?.remark ?? '' }
      : null,
  }
}
