import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { recordChange } from '../change-log/record-change.server'
import { dateErrors } from './dates-draft'
import { dateFaults, effectOfMove, movedKinds, type ProjectDates, titleOfMove } from './milestone-rules'
import { projectErrors } from './project-error-words'
import type { DatesDraft } from './project-form'
import { openProject, readDates, requireOfficer, touchProject, writeDates } from './project-record.server'
import { stageAfterMove } from './project-rules'
import { readPlaces } from './set-project-places.server'

export type MoveAnswer = { ok: true } | { ok: false; errors: Partial<Record<keyof DatesDraft | 'form', string>> }

/**
 * 改日子: moves any of the four dates, or says that one has come, with one reason. Each date that moves gets a revision;
 * the stage follows what has come; 留痕 says what the move does to the places of a year.
 * @param seen the `changedAt` that the page had shown.
 * @returns done, or what has to be changed first. Refuses FORBIDDEN, PROJECT_UNKNOWN, CONFLICT.
 */
export const moveMilestones = async (
  context: Context,
  actor: Actor,
  { project, seen, dates, why }: { project: string; seen: number; dates: ProjectDates; why: string },
): Promise<MoveAnswer> => {
  requireOfficer(actor)
  const { store, clock } = context
  const today = dayOf(clock.now())
  return store.transaction(async (tx): Promise<MoveAnswer> => {
    const row = await openProject(context, tx, project, seen)
    if (row.stage === 'cancelled') return { ok: false, errors: { form: projectErrors.cancelled } }
    const before = await readDates(context, tx, project)
    const moved = movedKinds(before, dates)
    if (moved.length === 0) return { ok: false, errors: { form: projectErrors.nothing } }
    const faults = dateFaults(dates, today)
    if (faults.length > 0) return { ok: false, errors: dateErrors(faults, dates) }
    await writeDates(context, tx, { project, before, after: dates, why, by: actor.account })
    const stage = stageAfterMove(row.stage, dates)
    await touchProject(context, tx, row, { stage })
    const places = (await readPlaces(context, tx, project)).reduce((sum, one) => sum + one.places, 0)
    await recordChange(context, tx, {
      subject: 'project',
      of: project,
      street: row.street,
      title: titleOfMove(row.title, before, dates),
      reason: why,
      by: actor.account,
      ...effectOfMove(before, dates, places),
    })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'project.milestone-moved',
        subject: `project:${project}`,
        detail: Object.fromEntries([
          ['stage', stage],
          ...moved.flatMap((kind) => [
            [`${kind} due`, dates[kind].dueOn],
            [`${kind} met`, dates[kind].metOn],
          ]),
        ]),
      },
    ])
    return { ok: true }
  })
}
