import type { MilestoneKind, Phase, ProjectKind, ProjectStage } from '#db/schema/index'
import type { ProjectDates } from '../projects/milestone-rules'
import { milestoneKinds, noDates } from '../projects/milestone-rules'

/** A project with everything that may leave the bureau: no note, no officer, no money paid. Pure. */

export interface RecordMilestone {
  kind: MilestoneKind
  dueOn: string | null
  metOn: string | null
  /** When it was last said; null where nothing was ever said. */
  saidAt: number | null
}

export interface RecordDocument {
  id: string
  kind: 'document' | 'photo'
  title: string
  /** The day it shows. */
  day: string
  at: number
  mime: string
  url: string
}

export interface OpenRecord {
  id: string
  title: string
  kind: ProjectKind
  stage: ProjectStage
  /** Code; '' where a file from elsewhere names none. */
  street: string
  school: string
  about: string
  address: string
  longitude: number | null
  latitude: number | null
  budgetFen: number | null
  budgetSource: string
  controlTotal: string
  published: boolean
  invented: boolean
  /** By phase, in the phases' order. */
  places: { phase: Phase; places: number; classes: number }[]
  /** In their order; only those that have a row. */
  milestones: RecordMilestone[]
  /** Published and not removed, by id. */
  documents: RecordDocument[]
  more: Record<string, unknown>
  changedAt: number
}

/** Where a record is read and written: names behind its ids. */
export interface RecordFrame {
  district: { id: string; name: string }
  streets: ReadonlyMap<string, string>
  schools: ReadonlyMap<string, string>
  controlTotals: ReadonlyMap<string, string>
}

/** How long texts may be, in characters, and how large numbers. */
export const recordLimits = {
  id: 60,
  title: 200,
  about: 5_000,
  address: 300,
  budgetSource: 500,
  /** 分; a thousand 亿元. */
  budgetFen: 10_000_000_000_000,
  places: 20_000,
  classes: 1_000,
  firstYear: 1949,
  lastYear: 2099,
}

/** What a project's id looks like wherever it comes from: it stands in addresses and in calendars. */
const ID = /^[\p{L}\p{N}][\p{L}\p{N}._:-]*$/u

/** True for an id that may stand in an address; `.data` at its end is the portal's own. */
export const isProjectId = (text: string): boolean =>
  ID.test(text) && [...text].length <= recordLimits.id && !text.endsWith('.data')

/** A record of which nothing is known but its id. */
export const emptyRecord = (id: string): OpenRecord => ({
  id,
  title: '',
  kind: 'new',
  stage: 'proposed',
  street: '',
  school: '',
  about: '',
  address: '',
  longitude: null,
  latitude: null,
  budgetFen: null,
  budgetSource: '',
  controlTotal: '',
  published: true,
  invented: false,
  places: [],
  milestones: [],
  documents: [],
  more: {},
  changedAt: 0,
})

/** The four dates of a record; a milestone without a row has none. */
export const recordDates = ({ milestones }: Pick<OpenRecord, 'milestones'>): ProjectDates => {
  const dates = noDates()
  for (const { kind, dueOn, metOn } of milestones) dates[kind] = { dueOn, metOn }
  return dates
}

/** Milestones of a record with these dates in place of its own; what never had a row and has no day gets none. */
export const milestonesWith = (
  before: readonly RecordMilestone[],
  dates: ProjectDates,
  now: number,
): RecordMilestone[] =>
  milestoneKinds.flatMap((kind): RecordMilestone[] => {
    const was = before.find((one) => one.kind === kind)
    const { dueOn, metOn } = dates[kind]
    if (was && was.dueOn === dueOn && was.metOn === metOn) return [was]
    return was || dueOn !== null || metOn !== null ? [{ kind, dueOn, metOn, saidAt: now }] : []
  })

/** Σ over phases. */
export const placesIn = ({ places }: Pick<OpenRecord, 'places'>): number =>
  places.reduce((sum, one) => sum + one.places, 0)
