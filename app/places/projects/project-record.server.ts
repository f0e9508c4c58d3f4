import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { MilestoneKind, Schema } from '#db/schema/index'
import type { Db, Tx } from '#db/store'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import type { MilestoneFacts, ProjectFacts } from '../plan/district-facts'
import { datesOf, milestoneKinds, movedKinds, type ProjectDates } from './milestone-rules'

export type ProjectRow = Schema['project']['$inferSelect']

/** Refuses FORBIDDEN for everybody but officers. */
export const requireOfficer = (actor: Actor): void => {
  if (!actor.officer) throw refuse('FORBIDDEN')
}

/**
 * A project for a change, held until the transaction ends.
 * @param seen the `changedAt` that the page had shown; left out where an older page does no harm.
 * Refuses PROJECT_UNKNOWN, CONFLICT (somebody changed it since).
 */
export const openProject = async (
  { store, district }: Context,
  tx: Tx,
  id: string,
  seen?: number,
): Promise<ProjectRow> => {
  const { project } = store.tables
  await tx.lock({ district: project.district, key: project.id }, district, [id])
  const [row] = await tx
    .select()
    .from(project)
    .where(and(eq(project.district, district), eq(project.id, id)))
  if (!row) throw refuse('PROJECT_UNKNOWN')
  if (seen !== undefined && row.changedAt !== seen) throw refuse('CONFLICT')
  return row
}

/** Writes a project's own columns; every write has a `changedAt` of its own, also within one millisecond. */
export const touchProject = async (
  { store, district, clock }: Context,
  tx: Tx,
  row: ProjectRow,
  set: Partial<Schema['project']['$inferInsert']> = {},
): Promise<void> => {
  const { project } = store.tables
  await tx
    .update(project)
    .set({ ...set, changedAt: Math.max(clock.now(), row.changedAt + 1) })
    .where(and(eq(project.district, district), eq(project.id, row.id)))
}

type RevisionRow = Schema['milestoneRevision']['$inferSelect']

const milestonesOf = (
  rows: readonly Schema['milestone']['$inferSelect'][],
  said: readonly RevisionRow[],
): MilestoneFacts[] =>
  milestoneKinds.flatMap((kind) => {
    const row = rows.find((one) => one.kind === kind)
    if (!row) return []
    const revisions = said
      .filter((one) => one.kind === kind)
      .sort((a, b) => a.number - b.number)
      .map(({ dueOn, metOn, why, at }) => ({ dueOn, metOn, why, at }))
    return [{ kind, dueOn: row.dueOn, metOn: row.metOn, revisions }]
  })

/**
 * Projects as the rules of the room know them, by id.
 * @param wanted the projects' ids; all of the district where left out.
 */
export const readProjectFacts = async (
  { store, district }: Context,
  db: Db,
  wanted?: readonly string[],
): Promise<(ProjectFacts & { row: ProjectRow })[]> => {
  const { project, projectPlaces, milestone, milestoneRevision } = store.tables
  const among = (column: Parameters<typeof store.among>[0]) => (wanted ? store.among(column, wanted) : undefined)
  const rows = await db
    .select()
    .from(project)
    .where(and(eq(project.district, district), among(project.id)))
  const places = await db
    .select()
    .from(projectPlaces)
    .where(and(eq(projectPlaces.district, district), among(projectPlaces.project)))
  const dates = await db
    .select()
    .from(milestone)
    .where(and(eq(milestone.district, district), among(milestone.project)))
  const said = await db
    .select()
    .from(milestoneRevision)
    .where(and(eq(milestoneRevision.district, district), among(milestoneRevision.project)))
  const of = <Row extends { project: string }>(all: readonly Row[], id: string): Row[] =>
    all.filter((one) => one.project === id)
  return rows
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((row) => ({
      row,
      id: row.id,
      title: row.title,
      kind: row.kind,
      stage: row.stage,
      street: row.street,
      school: row.school,
      controlTotal: row.controlTotal,
      places: of(places, row.id).map(({ phase, places: count }) => ({ phase, places: count })),
      milestones: milestonesOf(of(dates, row.id), of(said, row.id)),
    }))
}

/** The four dates of a project as they stand. */
export const readDates = async (context: Context, db: Db, id: string): Promise<ProjectDates> => {
  const { milestone } = context.store.tables
  const rows = await db
    .select()
    .from(milestone)
    .where(and(eq(milestone.district, context.district), eq(milestone.project, id)))
  return datesOf({ milestones: rows.map((row) => ({ ...row, revisions: [] })) })
}

/**
 * Writes the dates that differ, each with its revision; what was said before stays as it was said.
 * @returns the milestones that moved.
 */
export const writeDates = async (
  { store, district, clock }: Context,
  tx: Tx,
  {
    project,
    before,
    after,
    why,
    by,
  }: {
    project: string
    before: ProjectDates
    after: ProjectDates
    why: string
    by: string
  },
): Promise<MilestoneKind[]> => {
  const { milestone, milestoneRevision } = store.tables
  const moved = movedKinds(before, after)
  for (const kind of moved) {
    const own = and(eq(milestone.district, district), eq(milestone.project, project), eq(milestone.kind, kind))
    const { dueOn, metOn } = after[kind]
    if ((await tx.$count(milestone, own)) > 0) await tx.update(milestone).set({ dueOn, metOn }).where(own)
    else await tx.insert(milestone).values({ district, project, kind, dueOn, metOn })
    const number =
      1 +
      (await tx.$count(
        milestoneRevision,
        and(
          eq(milestoneRevision.district, district),
          eq(milestoneRevision.project, project),
          eq(milestoneRevision.kind, kind),
        ),
      ))
    await tx
      .insert(milestoneRevision)
      .values({ district, project, kind, number, dueOn, metOn, why, by, at: clock.now() })
  }
  return moved
}

/** What a project's fields may name: streets, schools, officers of the district, announced totals. */
export interface ProjectChoices {
  streets: { id: string; name: string }[]
  schools: { id: string; name: string }[]
  officers: { id: string; name: string }[]
  totals: { id: string; name: string }[]
}

const byName = <Named extends { name: string }>(rows: Named[]): Named[] =>
  rows.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))

/** Everything that can be chosen, streets by code, the rest by name. */
export const readProjectChoices = async ({ store, district }: Context, db: Db): Promise<ProjectChoices> => {
  const { street, school, account, roleGrant, controlTotal } = store.tables
  const streets = await db
    .select({ id: street.code, name: street.name })
    .from(street)
    .where(eq(street.district, district))
  const schools = await db
    .select({ id: school.id, name: school.name })
    .from(school)
    .where(eq(school.district, district))
  const officers = await db
    .selectDistinct({ id: account.id, name: account.name })
    .from(account)
    .innerJoin(roleGrant, and(eq(roleGrant.district, district), eq(roleGrant.account, account.id)))
    .where(
      and(
        eq(account.district, district),
        isNull(account.disabledAt),
        eq(roleGrant.role, 'officer'),
        isNull(roleGrant.endedAt),
      ),
    )
  const totals = await db
    .select({ id: controlTotal.id, name: controlTotal.name })
    .from(controlTotal)
    .where(
      and(eq(controlTotal.district, district), inArray(controlTotal.kind, ['places', 'places_apart', 'upgrade_fen'])),
    )
  return {
    streets: streets.sort((a, b) => (a.id < b.id ? -1 : 1)),
    schools: byName(schools),
    officers: byName(officers),
    totals: byName(totals),
  }
}
