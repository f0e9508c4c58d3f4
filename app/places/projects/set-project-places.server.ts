import { and, asc, eq } from 'drizzle-orm'
import type { Db, Tx } from '#db/store'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { recordChange } from '../change-log/record-change.server'
import { type Phase, phases } from '../phases'
import { autumnOfUse } from './milestone-rules'
import { projectErrors } from './project-error-words'
import type { PlacesDraft } from './project-form'
import { projectLogWords } from './project-log-words'
import { openProject, readDates, requireOfficer, touchProject } from './project-record.server'

export interface PhasePlaces {
  phase: Phase
  places: number
  /** 0 where only the places are known. */
  classes: number
}

/** The phases that a draft names; one that is left empty is not named. */
export const splitOf = (draft: PlacesDraft): PhasePlaces[] =>
  phases.flatMap((phase) => {
    const places = draft[phase]
    return places === null ? [] : [{ phase, places, classes: draft[`${phase}Classes`] ?? 0 }]
  })

/** The places of a project as they stand, in the order of phases. */
export const readPlaces = async ({ store, district }: Context, db: Db, project: string): Promise<PhasePlaces[]> => {
  const { projectPlaces } = store.tables
  const rows = await db
    .select({ phase: projectPlaces.phase, places: projectPlaces.places, classes: projectPlaces.classes })
    .from(projectPlaces)
    .where(and(eq(projectPlaces.district, district), eq(projectPlaces.project, project)))
    .orderBy(asc(projectPlaces.phase))
  return phases.flatMap((phase) => rows.filter((one) => one.phase === phase))
}

/** Replaces the places of a project. */
export const writePlaces = async (
  { store, district }: Context,
  tx: Tx,
  project: string,
  split: readonly PhasePlaces[],
): Promise<void> => {
  const { projectPlaces } = store.tables
  await tx.delete(projectPlaces).where(and(eq(projectPlaces.district, district), eq(projectPlaces.project, project)))
  if (split.length > 0) await tx.insert(projectPlaces).values(split.map((one) => ({ ...one, district, project })))
}

export type PlacesAnswer = { ok: true } | { ok: false; errors: Partial<Record<keyof PlacesDraft | 'form', string>> }

const sumOf = (split: readonly PhasePlaces[]): number | null =>
  split.length === 0 ? null : split.reduce((sum, one) => sum + one.places, 0)

const textOf = (split: readonly PhasePlaces[]): string =>
  split.map(({ phase, places, classes }) => `${phase} ${places}/${classes}`).join(' ')

/**
 * 改学位: the places of a project by phase, with the reason. What changes is said of the year in which it is first in use.
 * @param seen the `changedAt` that the page had shown.
 * @returns done, or what has to be changed first. Refuses FORBIDDEN, PROJECT_UNKNOWN, CONFLICT.
 */
export const setProjectPlaces = async (
  context: Context,
  actor: Actor,
  { project, seen, draft, why }: { project: string; seen: number; draft: PlacesDraft; why: string },
): Promise<PlacesAnswer> => {
  requireOfficer(actor)
  return context.store.transaction(async (tx): Promise<PlacesAnswer> => {
    const row = await openProject(context, tx, project, seen)
    const before = await readPlaces(context, tx, project)
    const after = splitOf(draft)
    if (textOf(before) === textOf(after)) return { ok: false, errors: { form: projectErrors.nothing } }
    await writePlaces(context, tx, project, after)
    await touchProject(context, tx, row)
    const [was, is] = [sumOf(before), sumOf(after)]
    const difference = (is ?? 0) - (was ?? 0)
    const autumn = autumnOfUse(await readDates(context, tx, project))
    const counts = difference !== 0 && autumn !== null && row.stage !== 'cancelled'
    await recordChange(context, tx, {
      subject: 'project',
      of: project,
      street: row.street,
      title: was === is ? projectLogWords.split(row.title) : projectLogWords.places(row.title, was, is),
      reason: why,
      by: actor.account,
      ...(counts ? { effectPlaces: difference, effectYear: autumn } : {}),
    })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'project.changed',
        subject: `project:${project}`,
        detail: { places: textOf(after), were: textOf(before) },
      },
    ])
    return { ok: true }
  })
}
