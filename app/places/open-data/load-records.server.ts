import { and, eq, isNull, max } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { pathTo } from '~/site'
import { phases } from '../phases'
import { milestoneKinds } from '../projects/milestone-rules'
import type { OpenRecord, RecordDocument, RecordFrame } from './open-record'
import { byCode } from './plain-json'

/** The names behind the ids of a district's projects. Refuses NOT_FOUND where there is no district. */
export const loadRecordFrame = async ({ store, district }: Context, db: Db): Promise<RecordFrame> => {
  const { tables } = store
  const [row] = await db.select().from(tables.district).where(eq(tables.district.id, district))
  if (!row) throw refuse('NOT_FOUND')
  const streets = await db.select().from(tables.street).where(eq(tables.street.district, district))
  const schools = await db
    .select({ id: tables.school.id, name: tables.school.name })
    .from(tables.school)
    .where(eq(tables.school.district, district))
  const totals = await db
    .select({ id: tables.controlTotal.id, name: tables.controlTotal.name })
    .from(tables.controlTotal)
    .where(eq(tables.controlTotal.district, district))
  return {
    district: { id: row.id, name: row.name },
    streets: new Map(streets.map(({ code, name }) => [code, name])),
    schools: new Map(schools.map(({ id, name }) => [id, name])),
    controlTotals: new Map(totals.map(({ id, name }) => [id, name])),
  }
}

/** Rows by the project they belong to. */
const byProject = <Row extends { project: string }>(rows: readonly Row[]): ((id: string) => Row[]) => {
  const found = new Map<string, Row[]>()
  for (const row of rows) found.set(row.project, [...(found.get(row.project) ?? []), row])
  return (id) => found.get(id) ?? []
}

/**
 * Projects with all that may leave the bureau, by id.
 * @param wanted ids; all of the district where left out.
 * @param origin scheme and host of the portal, for the addresses of pictures and papers.
 */
export const loadRecords = async (
  context: Context & { origin: string },
  db: Db,
  wanted?: readonly string[],
): Promise<OpenRecord[]> => {
  const { store, district } = context
  const { project, projectPlaces, milestone, milestoneRevision } = store.tables
  const among = (column: SQLiteColumn) => (wanted ? store.among(column, wanted) : undefined)
  const rows = await db
    .select()
    .from(project)
    .where(and(eq(project.district, district), among(project.id)))
  const placesOf = byProject(
    await db
      .select()
      .from(projectPlaces)
      .where(and(eq(projectPlaces.district, district), among(projectPlaces.project))),
  )
  const milestonesOf = byProject(
    await db
      .select()
      .from(milestone)
      .where(and(eq(milestone.district, district), among(milestone.project))),
  )
  const saidOf = byProject(
    await db
      .select({ project: milestoneRevision.project, kind: milestoneRevision.kind, at: max(milestoneRevision.at) })
      .from(milestoneRevision)
      .where(and(eq(milestoneRevision.district, district), among(milestoneRevision.project)))
      .groupBy(milestoneRevision.project, milestoneRevision.kind),
  )
  const documentsOf = byProject(await loadDocuments(context, db, wanted))
  return rows
    .sort((a, b) => byCode(a.id, b.id))
    .map((row): OpenRecord => {
      const { district: _, officer: _officer, internalNote: _note, createdBy: _by, createdAt: _at, ...facts } = row
      const places = placesOf(row.id)
      const dates = milestonesOf(row.id)
      return {
        ...facts,
        places: phases.flatMap((phase) =>
          places
            .filter((one) => one.phase === phase)
            .map((one) => ({ phase, places: one.places, classes: one.classes })),
        ),
        milestones: milestoneKinds.flatMap((kind) =>
          dates
            .filter((one) => one.kind === kind)
            .map(({ dueOn, metOn }) => {
              const said = saidOf(row.id).find((one) => one.kind === kind)?.at
              return { kind, dueOn, metOn, saidAt: said === null || said === undefined ? null : Number(said) }
            }),
        ),
        documents: documentsOf(row.id).map(({ project: _project, ...one }) => one),
      }
    })
}

/** What everybody may see of pictures and papers, by id. */
const loadDocuments = async (
  { store, district, origin }: Context & { origin: string },
  db: Db,
  wanted?: readonly string[],
): Promise<(RecordDocument & { project: string })[]> => {
  const { projectDocument, projectDocumentFile } = store.tables
  const rows = await db
    .select({
      id: projectDocument.id,
      project: projectDocument.project,
      kind: projectDocument.kind,
      title: projectDocument.title,
      day: projectDocument.day,
      at: projectDocument.at,
      size: projectDocumentFile.size,
      mime: projectDocumentFile.mime,
    })
    .from(projectDocument)
    .innerJoin(
      projectDocumentFile,
      and(eq(projectDocumentFile.district, district), eq(projectDocumentFile.document, projectDocument.id)),
    )
    .where(
      and(
        eq(projectDocument.district, district),
        eq(projectDocument.published, true),
        isNull(projectDocument.removedAt),
        wanted ? store.among(projectDocument.project, wanted) : undefined,
      ),
    )
  return rows
    .filter(({ kind, size }) => size === (kind === 'photo' ? 'large' : 'file'))
    .sort((a, b) => byCode(a.id, b.id))
    .map(({ size, ...one }) => ({
      ...one,
      url: `${origin}${pathTo('projectFile', { project: one.project, document: one.id }, { size })}`,
    }))
}

/** Ids of every picture and paper of a project, also of those that nobody may see: a file from outside never names them. */
export const loadDocumentIds = async (
  { store, district }: Context,
  db: Db,
  projects: readonly string[],
): Promise<Set<string>> => {
  const { projectDocument } = store.tables
  const rows = await db
    .select({ id: projectDocument.id })
    .from(projectDocument)
    .where(and(eq(projectDocument.district, district), store.among(projectDocument.project, projects)))
  return new Set(rows.map(({ id }) => id))
}
