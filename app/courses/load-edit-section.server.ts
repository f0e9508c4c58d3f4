import { type Actor, requireSchool } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { sessionDates } from './calendar-rules'
import { checkPlan, type FindingWithReason } from './checks/check-plan.server'
import { type CourseFormValues, valuesOf } from './course-form'
import { loadSchools, type SchoolName } from './load-schools.server'
import type { StepOnDesk } from './load-sections.server'
import { loadTerm } from './load-term.server'
import { loadCalendar } from './school-calendar.server'
import { blankValues, type FormFrame, formFrame } from './section-form-frame'
import { findSection, loadFrame, loadSteps, nameOf } from './section-record.server'
import { isPublic, moveOf, type SectionStage } from './section-rules'

export interface NewSectionPage {
  school: string
  schools: SchoolName[]
  termName: string
  frame: FormFrame
  values: CourseFormValues
  /** The section this is another class of. */
  sister: { id: string; name: string } | null
}

/**
 * The form of a new section: empty, or filled as another class of a section of the school.
 * Refuses FORBIDDEN, SECTION_UNKNOWN, NOT_FOUND (no term).
 */
export const loadNewSection = async (
  context: Context,
  actor: Actor,
  asked: { school: string; section: string },
): Promise<NewSectionPage> => {
  const { db } = context.store
  const sister = asked.section ? await findSection(context, db, asked.section) : undefined
  if (asked.section && (!sister || sister.base)) throw refuse('SECTION_UNKNOWN')
  const school = sister?.school ?? (asked.school || (actor.administers[0] ?? ''))
  requireSchool(actor, school)
  const now = await loadTerm(context)
  if (!now) throw refuse('NOT_FOUND')
  const frame = await loadFrame(context, db, { school, term: now.id })
  return {
    school,
    schools: await loadSchools(context, actor.administers),
    termName: now.name,
    frame: formFrame(frame),
    values: sister
      ? { ...valuesOf({ ...sister, capacity: sister.capacity ?? 0 }), label: '', slots: [] }
      : blankValues(frame, actor.account),
    sister: sister ? { id: sister.id, name: nameOf(sister) } : null,
  }
}

export interface EditSectionPage {
  id: string
  school: string
  schoolName: string
  name: string
  stage: SectionStage
  base: boolean
  /** The uploaded cover; null: drawn. */
  cover: string | null
  values: CourseFormValues
  frame: FormFrame
  /** `all` before publication, `adjust` room, teacher and places, `none` when nothing may change any more. */
  open: 'all' | 'adjust' | 'none'
  taken: number
  waiting: number
  minimum: number
  capacity: number | null
  slots: { slot: number; startsAt: string; endsAt: string }[]
  fee: { lessonFen: number; materialFen: number; feeFen: number }
  /** The days of its sessions by the calendar. */
  sessions: { day: string; slot: number }[]
  steps: StepOnDesk[]
  /** What the bureau or the school said when it was sent back; '' otherwise. */
  remark: string
  /** What the checks find on it; none once families can see it. */
  findings: FindingWithReason[]
}

/** A section for the school that gives it. Refuses SECTION_UNKNOWN, FORBIDDEN (another school's). */
export const loadEditSection = async (context: Context, actor: Actor, id: string): Promise<EditSectionPage> => {
  const { db } = context.store
  const section = await findSection(context, db, id)
  if (!section) throw refuse('SECTION_UNKNOWN')
  requireSchool(actor, section.school)
  const frame = await loadFrame(context, db, section)
  const steps = (await loadSteps(context, [id])).map(({ step, at, name, remark }) => ({
    step,
    at,
    name: name ?? '',
    remark,
  }))
  const [school] = await loadSchools(context, [section.school])
  const { stage, base } = section
  const { findings } = isPublic(stage)
    ? { findings: [] }
    : await checkPlan(context, db, { school: section.school, term: section.term, also: id })
  return {
    id,
    school: section.school,
    schoolName: school?.name ?? '',
    name: nameOf(section),
    stage,
    base,
    cover: section.cover,
    values: valuesOf({ ...section, capacity: section.capacity ?? 0 }),
    frame: formFrame(frame),
    open: !base && moveOf(stage, 'rewrite') ? 'all' : moveOf(stage, 'adjust') ? 'adjust' : 'none',
    taken: section.enrolled + section.offered,
    waiting: section.waiting,
    minimum: section.minimum,
    capacity: section.capacity,
    slots: section.slotTimes,
    fee: { lessonFen: section.lessonFen, materialFen: section.materialFen, feeFen: section.feeFen },
    sessions: sessionDates(section, await loadCalendar(context, section)),
    steps,
    findings: findings.filter((finding) => finding.section === id),
    remark: stage === 'returned' || stage === 'returned_by_school' ? (steps.at(-1)?.remark ?? '') : '',
  }
}
