import type { SheetTable } from '~/shared/sheet/sheet'
import { emptyRecord, milestonesWith, type OpenRecord, recordDates } from '../open-data/open-record'
import { phases } from '../phases'
import { dateErrors, datesOfDraft } from '../projects/dates-draft'
import { dateFaults, movedKinds } from '../projects/milestone-rules'
import { projectErrors } from '../projects/project-error-words'
import { datesForm, type NewProject, newProjectForm } from '../projects/project-form'
import { projectStages, stageByDates } from '../projects/project-rules'
import { type Errors, readCells, saysSo, unknownId } from './cell-rules'
import {
  asRead,
  type ColumnKey,
  cellsOf,
  columnKeys,
  headOf,
  type ProjectCells,
  requiredKeys,
  type SheetFrame,
  type StandingProject,
} from './project-columns'
import { lineWords as words } from './project-sheet-words'

/** What the lines of a sheet would do to the projects: new, changed, the same, or wrong. Pure. */

export interface SheetLine {
  /** As the person counts it. */
  line: number
  cells: ProjectCells
}

export interface SheetRead {
  lines: SheetLine[]
  /** Heads that must be there and are not; then there are no lines. */
  missing: string[]
  /** Heads that nobody knows. */
  ignored: string[]
}

const plainHead = (head: string): string =>
  asRead(head).replace(/\s+/gu, '').replaceAll('（', '(').replaceAll('）', ')')

/** Finds the sheet of projects in a file and its lines; other sheets (the guide) are left alone. */
export const readTables = (tables: readonly SheetTable[]): SheetRead => {
  const known = new Map(columnKeys.map((key) => [plainHead(headOf(key)), key]))
  const hits = ({ header }: SheetTable): number => header.filter((head) => known.has(plainHead(head))).length
  const found = [...tables].sort((a, b) => hits(b) - hits(a))[0]
  if (!found) return { lines: [], missing: requiredKeys.map(headOf), ignored: [] }
  const keys = found.header.map((head) => known.get(plainHead(head)))
  const missing = requiredKeys.filter((key) => !keys.includes(key)).map(headOf)
  const ignored = found.header.filter((head, i) => head !== '' && keys[i] === undefined)
  if (missing.length > 0) return { lines: [], missing, ignored }
  const lines = found.rows.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(
      keys.flatMap((key, i) => (key === undefined ? [] : [[key, asRead(cells[i] ?? '')]])),
    ) as ProjectCells,
  }))
  return { lines, missing: [], ignored }
}

export type LineKind = 'new' | 'changed' | 'same' | 'wrong'

export interface LineOutcome {
  line: number
  kind: LineKind
  /** The project it is about; null for a new one. */
  project: string | null
  cells: ProjectCells
  /** Cells that differ, as they were. */
  before: ProjectCells
  errors: { column: ColumnKey; sentence: string }[]
  /** As it will stand, a new one still without its id; null where nothing is written. */
  after: { record: OpenRecord; officer: string } | null
}

/** Whom a line is about: by number, without one by title. */
const projectOf = ({ cells: { id = '', title = '' } }: SheetLine, standing: readonly StandingProject[]) =>
  standing.find(({ record }) => (id === '' ? asRead(record.title) === title : record.id === id))

/** Says of every line what it would do. @param now at which its dates are said. */
export const readLines = (
  given: readonly SheetLine[],
  standing: readonly StandingProject[],
  frame: SheetFrame,
  now: number,
): LineOutcome[] => {
  const seen = new Map<string, number>()
  const titles = titlesAfter(given, standing)
  return given.map((line): LineOutcome => {
    const { id = '', title = '' } = line.cells
    const known = projectOf(line, standing)
    const wrong = (column: ColumnKey, sentence: string): LineOutcome => ({
      ...blankOutcome(line, known),
      errors: [{ column, sentence }],
    })
    if (id !== '' && !known) return wrong('id', unknownId(id))
    const key = known?.record.id ?? `\n${title}`
    const earlier = key === '\n' ? undefined : seen.get(key)
    if (earlier !== undefined) return wrong(id === '' ? 'title' : 'id', words.twice(earlier))
    seen.set(key, line.line)
    const outcome = readLine(line, known, frame, now)
    const taken = outcome.kind !== 'same' && title !== '' && (titles.get(title) ?? 0) > 1
    return taken ? wrong('title', projectErrors.titleTaken(title)) : outcome
  })
}

/** How many projects bear a title once the sheet is in. A line that is there twice is told as such. */
const titlesAfter = (given: readonly SheetLine[], standing: readonly StandingProject[]): Map<string, number> => {
  const after = new Map(standing.map(({ record }) => [record.id, asRead(record.title)]))
  for (const line of given) {
    const { title = '' } = line.cells
    after.set(projectOf(line, standing)?.record.id ?? `\n${title}`, title)
  }
  const counts = new Map<string, number>()
  for (const title of after.values()) counts.set(title, (counts.get(title) ?? 0) + 1)
  return counts
}

const blankOutcome = ({ line, cells }: SheetLine, known: StandingProject | undefined): LineOutcome => ({
  line,
  kind: 'wrong',
  project: known?.record.id ?? null,
  cells,
  before: {},
  errors: [],
  after: null,
})

/** Where no reason is asked for, the form's own rule for it has something to look at. */
const NO_WHY = '——'

const readLine = (line: SheetLine, known: StandingProject | undefined, frame: SheetFrame, now: number): LineOutcome => {
  const standing = known && cellsOf(known, frame)
  const { cells } = line
  const changed = columnKeys.filter((key) => {
    const text = cells[key]
    if (key === 'why' || key === 'id' || text === undefined) return false
    return !known || !standing || !saysSo(key, text, { known, standing, frame })
  })
  const about: LineOutcome = {
    ...blankOutcome(line, known),
    before: standing ? Object.fromEntries(changed.map((key) => [key, standing[key]])) : {},
  }
  if (known && changed.length === 0) return { ...about, kind: 'same' }
  const why = cells.why ?? ''
  const { fields, errors } = readCells({ ...standing, ...cells }, known, frame, new Set(changed))
  const facts = newProjectForm.safeParse({ ...fields, deed: 'create', internalNote: '', why: why || NO_WHY })
  const dates = datesForm.safeParse({ ...fields, deed: 'dates', seen: '0', why: why || NO_WHY })
  const all: Errors = { ...issuesOf(facts), ...issuesOf(dates), ...errors }
  if (facts.success && dates.success) {
    const record = recordOf(facts.data, datesOfDraft(dates.data), known?.record, now)
    const whole = wholeErrors(record, known?.record, why, frame.today)
    if (Object.keys(all).length + Object.keys(whole).length === 0)
      return { ...about, kind: known ? 'changed' : 'new', after: { record, officer: facts.data.officer } }
    for (const [key, sentence] of Object.entries(whole)) all[key as ColumnKey] ??= sentence
  }
  const listed = columnKeys.flatMap((column) => {
    const sentence = all[column]
    return sentence ? [{ column, sentence }] : []
  })
  return { ...about, errors: listed }
}

type FormAnswer = { success: true } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } }

const issuesOf = (answer: FormAnswer): Errors => {
  if (answer.success) return {}
  const errors: Errors = {}
  for (const { path, message } of answer.error.issues) {
    const column = columnKeys.find((key) => key === path[0])
    if (column) errors[column] ??= message
  }
  return errors
}

const recordOf = (
  draft: NewProject,
  dates: ReturnType<typeof datesOfDraft>,
  known: OpenRecord | undefined,
  now: number,
): OpenRecord => {
  const base = known ?? emptyRecord('')
  const { title, kind, stage, street, school, about, address, longitude, latitude } = draft
  return {
    ...base,
    ...{ title, kind, stage, street, school, about, address, longitude, latitude },
    budgetFen: draft.budget,
    budgetSource: draft.budgetSource,
    controlTotal: draft.controlTotal,
    published: draft.published,
    places: phases.flatMap((phase) => {
      const places = draft[phase]
      return places === null ? [] : [{ phase, places, classes: draft[`${phase}Classes`] ?? 0 }]
    }),
    milestones: milestonesWith(base.milestones, dates, now),
    changedAt: known ? Math.max(now, known.changedAt + 1) : now,
  }
}

/** What is only seen of a line as a whole: dates against each other and the stage, and whether it says why. */
const wholeErrors = (record: OpenRecord, known: OpenRecord | undefined, why: string, today: string): Errors => {
  const dates = recordDates(record)
  const errors: Errors = { ...dateErrors(dateFaults(dates, today), dates) }
  const moved = movedKinds(recordDates(known ?? { milestones: [] }), dates).length > 0
  const restaged = record.stage !== known?.stage
  if (restaged || moved) {
    if (projectStages.indexOf(record.stage) < projectStages.indexOf(stageByDates(dates)))
      errors.stage = words.stageBehind
    else if (record.stage === 'running' && dates.in_use.metOn === null) errors.stage = words.stageRunning
  }
  const split = JSON.stringify(record.places) !== JSON.stringify(known?.places)
  const asksWhy = moved || split || (restaged && record.stage === 'cancelled')
  if (asksWhy && why === '') errors.why = words.why
  return errors
}
