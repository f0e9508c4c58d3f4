import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { recordChange } from '../change-log/record-change.server'
import { columnsOf, foreignFields } from './create-project.server'
import { effectOfMove, noDates, type ProjectDates } from './milestone-rules'
import { projectErrors } from './project-error-words'
import type { ProjectDraft } from './project-form'
import { projectLogWords } from './project-log-words'
import { openProject, type ProjectRow, readDates, requireOfficer, touchProject } from './project-record.server'
import { stagesToChoose } from './project-rules'
import { stageWords } from './project-words'
import { readPlaces } from './set-project-places.server'

export type ChangeProjectAnswer =
  | { ok: true }
  | { ok: false; errors: Partial<Record<keyof ProjectDraft | 'why' | 'form', string>> }

const told = projectLogWords.field

/** The fields that planning hangs on, as 留痕 names them. */
const planningFields = (before: ProjectRow, draft: ProjectDraft): string[] =>
  (Object.keys(told) as (keyof typeof told)[]).flatMap((field) => (before[field] === draft[field] ? [] : [told[field]]))

const changedColumns = (before: ProjectRow, draft: ProjectDraft): string[] =>
  Object.entries(columnsOf(draft)).flatMap(([name, value]) =>
    before[name as keyof ProjectRow] === value ? [] : [name],
  )

/** What happens to the places when a project is cancelled, or taken up again. */
const effectOfStage = (before: ProjectRow, draft: ProjectDraft, dates: ProjectDates, places: number) => {
  const [was, is] = [before.stage === 'cancelled', draft.stage === 'cancelled']
  if (was === is) return undefined
  return is ? effectOfMove(dates, noDates(), places) : effectOfMove(noDates(), dates, places)
}

const titleOf = (before: ProjectRow, draft: ProjectDraft): string => {
  if (draft.stage === before.stage) return projectLogWords.facts(draft.title, planningFields(before, draft))
  if (draft.stage === 'cancelled') return projectLogWords.cancelled(draft.title)
  return before.stage === 'cancelled'
    ? projectLogWords.takenUp(draft.title)
    : projectLogWords.stage(draft.title, draft.stage)
}

/**
 * 改资料: what a project is, where, whose, its stage and budget. Cancelling it needs a reason and takes its places away.
 * @param seen the `changedAt` that the page had shown.
 * @returns done, or what has to be changed first. Refuses FORBIDDEN, PROJECT_UNKNOWN, CONFLICT.
 */
export const changeProject = async (
  context: Context,
  actor: Actor,
  { project, seen, draft, why }: { project: string; seen: number; draft: ProjectDraft; why: string },
): Promise<ChangeProjectAnswer> => {
  requireOfficer(actor)
  const { store, district } = context
  return store.transaction(async (tx): Promise<ChangeProjectAnswer> => {
    const { district: districts } = store.tables
    await tx.lock({ district: districts.id, key: districts.id }, district, [district])
    const before = await openProject(context, tx, project, seen)
    const dates = await readDates(context, tx, project)
    const errors: Partial<Record<keyof ProjectDraft | 'why', string>> = await foreignFields(context, tx, draft, before)
    if (!stagesToChoose(before.stage, dates).includes(draft.stage))
      errors.stage = projectErrors.stage(stageWords[draft.stage])
    if (draft.stage === 'cancelled' && before.stage !== 'cancelled' && [...why].length < 2)
      errors.why = projectErrors.whyCancel
    if (Object.keys(errors).length > 0) return { ok: false, errors }
    const columns = changedColumns(before, draft)
    if (columns.length === 0) return { ok: false, errors: { form: projectErrors.nothing } }
    await touchProject(context, tx, before, columnsOf(draft))
    if (draft.stage !== before.stage || planningFields(before, draft).length > 0) {
      const places = (await readPlaces(context, tx, project)).reduce((sum, one) => sum + one.places, 0)
      await recordChange(context, tx, {
        subject: 'project',
        of: project,
        street: draft.street,
        title: titleOf(before, draft),
        reason: why || projectLogWords.noReason,
        by: actor.account,
        ...effectOfStage(before, draft, dates, places),
      })
    }
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'project.changed',
        subject: `project:${project}`,
        detail: { changed: columns.join(' '), stage: draft.stage },
      },
    ])
    return { ok: true }
  })
}
