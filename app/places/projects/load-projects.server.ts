import { eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { autumnOf } from '../autumn-rules'
import { streetWord } from '../street-words'
import { linesAsked, type ProjectLine, projectLine } from './project-line-rules'
import { type CostPerPlace, costPerPlace } from './project-money-rules'
import { type ProjectChoices, readProjectChoices, readProjectFacts, requireOfficer } from './project-record.server'
import { placesOf, statesPlaces } from './project-rules'
import { type ProjectSearch, projectSearch } from './project-search'
import { type ControlTotalFacts, type Reconciliation, reconcile } from './reconciliation-rules'
import { type ExpectedPlaces, expectedPlaces, slipRecordOf } from './slip-rules'
import { type SlipStepFacts, slipTable } from './slip-table-rules'

export interface ProjectsPage {
  today: string
  /** As the address asks. */
  lines: ProjectLine[]
  /** Of the whole district: all projects, the names of those that lost a year, and how many are late but in time. */
  count: number
  late: string[]
  warned: number
  reconciliation: Reconciliation
  costs: CostPerPlace[]
  /** Promised against expected, from this autumn on. */
  expected: ExpectedPlaces[]
  slip: SlipStepFacts[]
  streets: ProjectChoices['streets']
}

/** Autumns of the table of promised and expected places. */
const AUTUMNS = 6

/** Everything, in the usual order. */
const all = projectSearch.parse({})

/** The announced totals of the district, by id. */
export const readControlTotals = async ({ store, district }: Context): Promise<ControlTotalFacts[]> => {
  const { controlTotal } = store.tables
  const rows = await store.db.select().from(controlTotal).where(eq(controlTotal.district, district))
  return rows
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, kind, name, amount, source, publishedOn }) => ({ id, kind, name, amount, source, publishedOn }))
}

type ReadProject = Awaited<ReturnType<typeof readProjectFacts>>[number]

const counted = (project: ReadProject) => ({
  ...project,
  places: statesPlaces(project) ? placesOf(project) : null,
  budgetFen: project.row.budgetFen,
})

/** What was announced, against the sum of the district's projects. */
export const loadReconciliation = async (context: Context): Promise<Reconciliation> => {
  const projects = await readProjectFacts(context, context.store.db)
  return reconcile(projects.map(counted), await readControlTotals(context))
}

/** Every project of the district as an address asks, with what was announced. Refuses FORBIDDEN. */
export const loadProjects = async (context: Context, actor: Actor, search: ProjectSearch): Promise<ProjectsPage> => {
  requireOfficer(actor)
  const { store, clock } = context
  const today = dayOf(clock.now())
  const projects = await readProjectFacts(context, store.db)
  const { streets, schools, officers } = await readProjectChoices(context, store.db)
  const record = slipRecordOf(projects)
  const nameOf = (some: readonly { id: string; name: string }[], id: string): string =>
    some.find((one) => one.id === id)?.name ?? ''
  const lines = projects.map((project) =>
    projectLine(
      project,
      {
        streetName: streetWord(nameOf(streets, project.street)),
        schoolName: nameOf(schools, project.school),
        officerName: nameOf(officers, project.row.officer),
        longitude: project.row.longitude,
        latitude: project.row.latitude,
        invented: project.row.invented,
      },
      today,
      record,
    ),
  )
  const first = autumnOf(today)
  return {
    today,
    lines: linesAsked(lines, search),
    count: lines.length,
    late: linesAsked(lines, all).flatMap(({ tone, stage, title }) =>
      tone === 'bad' && stage !== 'cancelled' ? [title] : [],
    ),
    warned: lines.filter(({ tone }) => tone === 'warn').length,
    reconciliation: reconcile(projects.map(counted), await readControlTotals(context)),
    costs: costPerPlace(projects.map((one) => ({ ...counted(one), places: placesOf(one) }))),
    expected: expectedPlaces(
      projects,
      Array.from({ length: AUTUMNS }, (_, i) => first + i),
      today,
      record,
    ),
    slip: slipTable(record),
    streets: streets.map(({ id, name }) => ({ id, name: streetWord(name) })),
  }
}

/** What a new project's form may choose from. Refuses FORBIDDEN. */
export const loadProjectChoices = async (context: Context, actor: Actor): Promise<ProjectChoices> => {
  requireOfficer(actor)
  return readProjectChoices(context, context.store.db)
}
