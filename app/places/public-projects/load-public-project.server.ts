import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Phase, ProjectKind, ProjectStage } from '#db/schema/index'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { readProjectFacts } from '../projects/project-record.server'
import { placesOf, statesPlaces } from '../projects/project-rules'
import { readPlaces } from '../projects/set-project-places.server'
import { streetWord } from '../street-words'
import { type Building, drawBuilding } from './building-drawing'
import {
  type Answer,
  answerOf,
  type ChangeSaid,
  changesOf,
  classSizeOf,
  groupOf,
  type Step,
  stepsOf,
  whyLate,
} from './public-project-rules'

export interface PublicPhoto {
  id: string
  title: string
  day: string
  /** Of the small one. */
  width: number
  height: number
}

/** A project as everybody may see it: the closed list of what leaves the server. */
export interface PublicProject {
  id: string
  title: string
  kind: ProjectKind
  stage: ProjectStage
  street: { code: string; name: string } | null
  schoolName: string
  about: string
  address: string
  invented: boolean
  split: { phase: Phase; places: number }[]
  /** Σ over phases; null where nobody has said. */
  places: number | null
  classes: number
  classSize: number | null
  answer: Answer
  steps: Step[]
  whyLate: string
  budget: { fen: number; source: string } | null
  changes: ChangeSaid[]
  /** The newest first. */
  photos: PublicPhoto[]
  papers: { id: string; title: string }[]
  building: Building
  updatedOn: string
  /** How many public projects are being built. */
  underWay: number
}

const MOST_PHOTOS = 7

/** What everybody may see of a project. Refuses PROJECT_UNKNOWN, also for one that is not public. */
export const loadPublicProject = async (context: Context, id: string): Promise<PublicProject> => {
  const { store, district, clock } = context
  const { project: projects } = store.tables
  const today = dayOf(clock.now())
  const [project] = await readProjectFacts(context, store.db, [id])
  if (!project?.row.published) throw refuse('PROJECT_UNKNOWN')
  const { row } = project
  const split = await readPlaces(context, store.db, id)
  const classes = split.reduce((sum, one) => sum + one.classes, 0)
  const stages = await store.db
    .select({ stage: projects.stage })
    .from(projects)
    .where(and(eq(projects.district, district), eq(projects.published, true)))
  return {
    id,
    title: project.title,
    kind: project.kind,
    stage: project.stage,
    ...(await namesOf(context, project)),
    about: row.about,
    address: row.address,
    invented: row.invented,
    split: split.filter(({ places }) => places > 0).map(({ phase, places }) => ({ phase, places })),
    places: statesPlaces(project) ? placesOf(project) : null,
    classes,
    classSize: classSizeOf(split),
    answer: answerOf(project, today),
    steps: stepsOf(project),
    whyLate: whyLate(project),
    budget: row.budgetFen === null ? null : { fen: row.budgetFen, source: row.budgetSource },
    changes: changesOf(project),
    ...(await loadPapers(context, id)),
    building: drawBuilding(id, classes, project.stage),
    updatedOn: dayOf(
      Math.max(row.changedAt, ...project.milestones.flatMap(({ revisions }) => revisions.map(({ at }) => at))),
    ),
    underWay: stages.filter(({ stage }) => groupOf(stage) === 'building').length,
  }
}

const namesOf = async (
  { store, district }: Context,
  { street: code, school: id }: { street: string; school: string },
): Promise<Pick<PublicProject, 'street' | 'schoolName'>> => {
  const { street, school } = store.tables
  const [where] = await store.db
    .select({ name: street.name })
    .from(street)
    .where(and(eq(street.district, district), eq(street.code, code)))
  const [whose] = await store.db
    .select({ name: school.name })
    .from(school)
    .where(and(eq(school.district, district), eq(school.id, id)))
  return { street: where ? { code, name: streetWord(where.name) } : null, schoolName: whose?.name ?? '' }
}

/** Pictures and papers that were published and not taken away. */
const loadPapers = async (
  { store, district }: Context,
  project: string,
): Promise<Pick<PublicProject, 'photos' | 'papers'>> => {
  const { projectDocument, projectDocumentFile } = store.tables
  const rows = await store.db
    .select({
      id: projectDocument.id,
      kind: projectDocument.kind,
      title: projectDocument.title,
      day: projectDocument.day,
      size: projectDocumentFile.size,
      width: projectDocumentFile.width,
      height: projectDocumentFile.height,
    })
    .from(projectDocument)
    .innerJoin(
      projectDocumentFile,
      and(eq(projectDocumentFile.district, district), eq(projectDocumentFile.document, projectDocument.id)),
    )
    .where(
      and(
        eq(projectDocument.district, district),
        eq(projectDocument.project, project),
        eq(projectDocument.published, true),
        isNull(projectDocument.removedAt),
      ),
    )
    .orderBy(desc(projectDocument.day), desc(projectDocument.at), desc(projectDocument.id))
  return {
    photos: rows
      .filter(({ kind, size }) => kind === 'photo' && size === 'small')
      .slice(0, MOST_PHOTOS)
      .map(({ id, title, day, width, height }) => ({ id, title, day, width, height })),
    papers: rows
      .filter(({ kind, size }) => kind === 'document' && size === 'file')
      .map(({ id, title }) => ({ id, title })),
  }
}
