import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { recordChange } from '../change-log/record-change.server'
import { dateErrors, datesOfDraft } from './dates-draft'
import { dateFaults, effectOfMove, noDates } from './milestone-rules'
import { projectErrors } from './project-error-words'
import type { NewProject, ProjectDraft } from './project-form'
import { projectLogWords } from './project-log-words'
import { type ProjectRow, readProjectChoices, requireOfficer, writeDates } from './project-record.server'
import { stagesToChoose } from './project-rules'
import { stageWords } from './project-words'
import { splitOf, writePlaces } from './set-project-places.server'

export type CreateProjectAnswer =
  | { ok: true; project: string }
  | { ok: false; errors: Partial<Record<keyof NewProject, string>> }

/** The columns that a draft fills. */
export const columnsOf = (draft: ProjectDraft) => ({
  title: draft.title,
  kind: draft.kind,
  stage: draft.stage,
  street: draft.street,
  school: draft.school,
  about: draft.about,
  address: draft.address,
  longitude: draft.longitude,
  latitude: draft.latitude,
  officer: draft.officer,
  budgetFen: draft.budget,
  budgetSource: draft.budgetSource,
  controlTotal: draft.controlTotal,
  published: draft.published,
  internalNote: draft.internalNote,
})

type FieldErrors = Partial<Record<keyof ProjectDraft, string>>

/** What a draft names that the district does not have, and a title that another project bears. */
export const foreignFields = async (
  context: Context,
  tx: Tx,
  draft: ProjectDraft,
  before?: ProjectRow,
): Promise<FieldErrors> => {
  const { store, district } = context
  const { project } = store.tables
  const choices = await readProjectChoices(context, tx)
  const known = (some: readonly { id: string }[], id: string, was?: string): boolean =>
    id === '' || id === was || some.some((one) => one.id === id)
  const errors: FieldErrors = {}
  if (!known(choices.streets, draft.street, before?.street)) errors.street = projectErrors.foreignStreet
  if (!known(choices.schools, draft.school, before?.school)) errors.school = projectErrors.foreignSchool
  // Who left the bureau stays named until somebody else is.
  if (!known(choices.officers, draft.officer, before?.officer)) errors.officer = projectErrors.foreignOfficer
  if (!known(choices.totals, draft.controlTotal, before?.controlTotal)) errors.controlTotal = projectErrors.foreignTotal
  const same = await tx
    .select({ id: project.id })
    .from(project)
    .where(and(eq(project.district, district), eq(project.title, draft.title)))
  if (same.some(({ id }) => id !== before?.id)) errors.title = projectErrors.titleTaken(draft.title)
  return errors
}

/**
 * A new project with its places, its first promises and the reason for them.
 * @returns its id, or what has to be changed first. Refuses FORBIDDEN.
 */
export const createProject = async (
  context: Context,
  actor: Actor,
  draft: NewProject,
): Promise<CreateProjectAnswer> => {
  requireOfficer(actor)
  const { store, district, clock } = context
  const { project, district: districts } = store.tables
  const dates = datesOfDraft(draft)
  return store.transaction(async (tx): Promise<CreateProjectAnswer> => {
    // Two projects of one title at once: the district's row lets one in after the other.
    await tx.lock({ district: districts.id, key: districts.id }, district, [district])
    const errors: Partial<Record<keyof NewProject, string>> = {
      ...(await foreignFields(context, tx, draft)),
      ...dateErrors(dateFaults(dates, dayOf(clock.now())), dates),
    }
    const mayStand = ['proposed', 'preparing', 'building', 'handover'].includes(draft.stage)
    if (!mayStand || !stagesToChoose(draft.stage, dates).includes(draft.stage))
      errors.stage = projectErrors.stage(stageWords[draft.stage])
    if (Object.keys(errors).length > 0) return { ok: false, errors }
    const id = `${district}-${randomUUID().slice(0, 8)}`
    const now = clock.now()
    await tx.insert(project).values({
      ...columnsOf(draft),
      district,
      id,
      more: {},
      createdBy: actor.account,
      createdAt: now,
      changedAt: now,
    })
    const split = splitOf(draft)
    await writePlaces(context, tx, id, split)
    await writeDates(context, tx, { project: id, before: noDates(), after: dates, why: draft.why, by: actor.account })
    const places = split.reduce((sum, one) => sum + one.places, 0)
    await recordChange(context, tx, {
      subject: 'project',
      of: id,
      street: draft.street,
      title: projectLogWords.created(draft.title),
      reason: draft.why,
      by: actor.account,
      ...effectOfMove(noDates(), dates, places),
    })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'project.created',
        subject: `project:${id}`,
        detail: { kind: draft.kind, street: draft.street, places },
      },
    ])
    return { ok: true, project: id }
  })
}
