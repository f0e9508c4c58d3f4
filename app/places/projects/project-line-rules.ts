import type { ProjectKind, ProjectStage } from '#db/schema/index'
import type { Phase } from '../phases'
import type { ProjectFacts } from '../plan/district-facts'
import { autumnOfUse, datesOf } from './milestone-rules'
import { type PipelineRow, pipelineRowOf } from './pipeline-rules'
import { placesOf, projectStages, statesPlaces } from './project-rules'
import { isFiltered, type ProjectSearch, sortOf } from './project-search'
import { probabilityInUse, type SlipRecord } from './slip-rules'

/** The list of projects: a line each, narrowed down and sorted as an address asks. Pure. */

export interface ProjectLine extends PipelineRow {
  projectKind: ProjectKind
  stage: ProjectStage
  street: string
  streetName: string
  /** '' while there is none. */
  schoolName: string
  split: readonly { phase: Phase; places: number }[]
  /** False where nobody has said how many. */
  stated: boolean
  controlTotal: string
  /** The first autumn that has its places; null: no day of use. */
  autumn: number | null
  /** P(in use by 1 September of that autumn); null where there is none, or it is decided. */
  chance: number | null
  longitude: number | null
  latitude: number | null
  officerName: string
  invented: boolean
}

/** What a line takes from rows that are not the project's own. */
export interface LineNames {
  streetName: string
  schoolName: string
  officerName: string
  longitude: number | null
  latitude: number | null
  invented: boolean
}

/** A project as the list shows it. @param today `YYYY-MM-DD` */
export const projectLine = (
  project: ProjectFacts,
  names: LineNames,
  today: string,
  record: SlipRecord,
): ProjectLine => {
  const autumn = autumnOfUse(datesOf(project))
  const open = project.stage !== 'cancelled' && project.stage !== 'running' && placesOf(project) > 0
  return {
    ...pipelineRowOf(project, today),
    ...names,
    projectKind: project.kind,
    stage: project.stage,
    street: project.street,
    split: project.places,
    stated: statesPlaces(project),
    controlTotal: project.controlTotal,
    autumn,
    chance: open && autumn !== null ? probabilityInUse(project, autumn, today, record) : null,
  }
}

const fits = (line: ProjectLine, { street, kind, stage, phase, total }: ProjectSearch): boolean =>
  (street === '' || line.street === street) &&
  (kind === '' || line.projectKind === kind) &&
  (stage === '' || line.stage === stage) &&
  (phase === '' || line.split.some((one) => one.phase === phase && one.places > 0)) &&
  (total === '' || line.controlTotal === total)

const TONES = ['bad', 'warn', 'ok']

const weigh: Record<ReturnType<typeof sortOf>['key'], (line: ProjectLine) => number | string> = {
  title: ({ title }) => title,
  street: ({ street }) => street,
  stage: ({ stage }) => projectStages.indexOf(stage),
  places: ({ places }) => places,
  use: ({ marks }) => marks.find(({ kind }) => kind === 'in_use')?.now ?? '9999',
  chance: ({ chance }) => chance ?? 2,
  // What needs somebody first: late before tight before fine, what is over last.
  state: ({ tone, stage }) => TONES.indexOf(tone) + (stage === 'running' || stage === 'cancelled' ? TONES.length : 0),
}

const compare = (a: number | string, b: number | string): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN')

/** The lines that an address asks for, in its order; equal ones by day of use, then by name. */
export const linesAsked = (lines: readonly ProjectLine[], search: ProjectSearch): ProjectLine[] => {
  const { key, down } = sortOf(search)
  const order = (a: ProjectLine, b: ProjectLine): number =>
    (down ? -1 : 1) * compare(weigh[key](a), weigh[key](b)) ||
    compare(weigh.use(a), weigh.use(b)) ||
    compare(a.title, b.title) ||
    compare(a.id, b.id)
  return (isFiltered(search) ? lines.filter((line) => fits(line, search)) : [...lines]).sort(order)
}
