import { isDay } from '~/shared/day'
import type { SheetTable } from '~/shared/sheet/sheet'
import type { Calendar } from '../calendar-rules'
import { categoryName } from '../categories'
import { courseCategories, courseForm, writeOutline } from '../course-form'
import { gradesOf } from '../fit-rules'
import { stageWords } from '../publishing-words'
import { type PricedDraft, priceBy, pricedErrors } from '../section-fee-rules'
import {
  type DraftErrors,
  draftErrors,
  isPublic,
  moveOf,
  type SchoolFrame,
  type SectionDraft,
  type SectionStage,
} from '../section-rules'
import {
  asRead,
  type ColumnKey,
  categoryNamed,
  cellsOf,
  columnKeys,
  gradeBoxes,
  headOf,
  instructorWords,
  readDay,
  readGrades,
  readSlots,
  readYuan,
  type SectionCells,
} from './section-columns'
import { templateWords, cellWords as words } from './section-sheet-words'

/** What the lines of a sheet would do to a school's term: new, changed, unchanged, wrong, or no longer to be changed. Pure. */

export interface SheetLine {
  /** As the person counts it. */
  line: number
  cells: SectionCells
}

export interface SheetRead {
  lines: SheetLine[]
  /** Heads that should be there and are not; then there are no lines. */
  missing: string[]
  /** Heads that nobody knows. */
  ignored: string[]
}

/** Finds the sheet of sections in a file and its lines; other sheets (the guide) are left alone. */
export const readTables = (tables: readonly SheetTable[]): SheetRead => {
  const found = [...tables].sort((a, b) => headsIn(b) - headsIn(a))[0]
  if (!found) return { lines: [], missing: columnKeys.map(headOf), ignored: [] }
  const heads = found.header.map(plainHead)
  const places = new Map(columnKeys.map((key) => [key, heads.indexOf(plainHead(headOf(key)))]))
  const missing = columnKeys.filter((key) => places.get(key) === -1).map(headOf)
  const known = new Set(columnKeys.map((key) => plainHead(headOf(key))))
  const ignored = found.header.filter((head) => head !== '' && !known.has(plainHead(head)))
  if (missing.length > 0) return { lines: [], missing, ignored }
  const lines = found.rows.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(
      columnKeys.map((key) => [key, asRead(cells[places.get(key) ?? -1] ?? '')]),
    ) as SectionCells,
  }))
  return { lines, missing: [], ignored }
}

const plainHead = (head: string): string => asRead(head).replace(/\s+/gu, '').replace(/（/gu, '(').replace(/）/gu, ')')

const headsIn = ({ header }: SheetTable): number => {
  const heads = new Set(header.map(plainHead))
  return columnKeys.filter((key) => heads.has(plainHead(headOf(key)))).length
}

/** A section that the school has in the term. */
export interface KnownSection {
  id: string
  stage: SectionStage
  lastStep: number
  /** Places given out. */
  taken: number
  draft: SectionDraft
  /** For one who is not in the frame any more. */
  instructorName: string
}

/** Everything the lines are held against. */
export interface SheetWorld {
  frame: SchoolFrame
  /** Of the whole term. */
  calendar: Calendar
  known: readonly KnownSection[]
}

export type LineKind = 'new' | 'changed' | 'unchanged' | 'wrong' | 'fixed'

export interface LineOutcome {
  line: number
  kind: LineKind
  cells: SectionCells
  /** The section it is about; null for a new one. */
  section: string | null
  lastStep: number
  /** The cells that differ, as they were. */
  before: Partial<SectionCells>
  errors: { column: ColumnKey; sentence: string }[]
  /** What the bureau had seen and would have to see again. */
  takesBack: boolean
  /** What would be written; null where nothing may be. */
  draft: PricedDraft | null
}

export interface SheetOutcome {
  lines: LineOutcome[]
  /** Lines that were examples. */
  examples: number
}

const identityOf = ({ title, label }: Pick<SectionDraft, 'title' | 'label'>): string =>
  `${asRead(title)}\n${asRead(label)}`

/** A known section with its cells as a sheet gives them back. */
interface Written extends KnownSection {
  cells: SectionCells
}

/** The cells of a school's sections, in the words that `readLines` takes back. */
export const cellsOfKnown = ({ frame, known }: Pick<SheetWorld, 'frame' | 'known'>): SectionCells[] => {
  const names = instructorWords(frame.instructors)
  return known.map(({ draft, instructorName }) => cellsOf(draft, names.get(draft.instructor) ?? instructorName))
}

/** Says of every line what it would do. A line is one section; its name and class say which one. */
export const readLines = (given: readonly SheetLine[], world: SheetWorld): SheetOutcome => {
  const cells = cellsOfKnown(world)
  const known = world.known.flatMap((one, i): Written[] => {
    const own = cells[i]
    return own && one.stage !== 'closed' ? [{ ...one, cells: own }] : []
  })
  const byIdentity = new Map<string, Written[]>()
  for (const one of known)
    byIdentity.set(identityOf(one.draft), [...(byIdentity.get(identityOf(one.draft)) ?? []), one])
  const lines = given.filter(
    (line) => byIdentity.has(identityOf(line.cells)) || !line.cells.title.startsWith(templateWords.example),
  )
  const seen = new Map<string, number>()
  const used = new Set<string>()
  const outcomes = lines.map((line): LineOutcome => {
    const identity = identityOf(line.cells)
    const alike = byIdentity.get(identity) ?? []
    if (alike.length > 1) {
      const same = alike.find((one) => !used.has(one.id) && sameCells(line.cells, one.cells))
      if (!same) return wrongLine(line, [{ column: 'label', sentence: words.manyAlike }])
      used.add(same.id)
      return readLine(line, same, world)
    }
    const before = seen.get(identity)
    if (before !== undefined && line.cells.title !== '')
      return wrongLine(line, [{ column: 'label', sentence: words.twice(before) }])
    seen.set(identity, line.line)
    return readLine(line, alike[0], world)
  })
  return { lines: outcomes, examples: given.length - lines.length }
}

const sameCells = (one: SectionCells, other: SectionCells): boolean =>
  columnKeys.every((key) => asRead(one[key]) === asRead(other[key]))

const wrongLine = ({ line, cells }: SheetLine, errors: LineOutcome['errors']): LineOutcome => ({
  line,
  kind: 'wrong',
  cells,
  section: null,
  lastStep: 0,
  before: {},
  errors,
  takesBack: false,
  draft: null,
})

const readLine = (line: SheetLine, known: Written | undefined, world: SheetWorld): LineOutcome => {
  const { values, errors } = readCells(line.cells, known, world.frame)
  const changed = known
    ? columnKeys.filter((key) => errors[key] || !alikeValue(values[key], known.draft[key]))
    : columnKeys
  const about = {
    ...wrongLine(line, []),
    section: known?.id ?? null,
    lastStep: known?.lastStep ?? 0,
    before: known ? Object.fromEntries(changed.map((key) => [key, known.cells[key]])) : {},
  }
  if (known && changed.length === 0) return { ...about, kind: 'unchanged' }
  if (known && isPublic(known.stage))
    return {
      ...about,
      kind: 'fixed',
      errors: changed.map((column) => ({ column, sentence: words.fixed(stageWords[known.stage]) })).slice(0, 1),
    }
  // A cell that cannot be read does not keep the others from being checked.
  const filled = { ...filler(world.frame, known), ...values } as SectionDraft
  const draft = priceBy({ ...filled, cutOffOn: values.cutOffOn ?? filled.endsOn }, world.calendar)
  const whole = Object.keys(errors).length === 0
  const more = (whole ? pricedErrors : draftErrors)(draft, world.frame, known?.draft.instructor)
  if (more.instructor && known && draft.instructor === known.draft.instructor)
    more.instructor = words.instructorGone(line.cells.instructor)
  if (known && draft.capacity < known.taken) more.capacity ??= words.capacityTaken(known.taken)
  const all: DraftErrors = { ...more, ...errors }
  const listed = columnKeys.flatMap((column) => {
    const sentence = all[column]
    return sentence ? [{ column, sentence }] : []
  })
  if (listed.length > 0) return { ...about, errors: listed }
  const seenByBureau = known !== undefined && moveOf(known.stage, 'rewrite')?.to !== known.stage
  return { ...about, kind: known ? 'changed' : 'new', draft, takesBack: seenByBureau }
}

const alikeValue = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Stands in for cells that could not be read; nothing is ever written of it. */
const filler = ({ term, periods, instructors, stage }: SchoolFrame, known?: Written): Partial<SectionDraft> => ({
  grades: stage === 'junior' ? 1 << 7 : 1 << 1,
  slots: periods[0] ? [10 + periods[0].number, 20 + periods[0].number, 30 + periods[0].number] : [],
  instructor: known?.draft.instructor ?? instructors[0]?.id ?? '',
  minimum: 1,
  capacity: 500,
  lessonFen: 0,
  materialFen: 0,
  startsOn: term.startsOn,
  endsOn: term.endsOn,
})

interface CellsRead {
  values: Partial<SectionDraft>
  errors: DraftErrors
}

/** Each cell by itself, by the rules of the course form. What stands as it was written is what it was. */
const readCells = (cells: SectionCells, known: Written | undefined, frame: SchoolFrame): CellsRead => {
  const values: Partial<Record<ColumnKey, unknown>> = {}
  const errors: DraftErrors = {}
  for (const key of columnKeys) {
    const text = asRead(cells[key])
    if (known && text === asRead(known.cells[key])) {
      values[key] = known.draft[key]
      continue
    }
    const typed = asTyped(key, text, frame)
    if ('error' in typed) {
      errors[key] = typed.error
      continue
    }
    const parsed = courseForm.shape[key].safeParse(typed.value)
    if (parsed.success) values[key] = parsed.data
    else errors[key] = parsed.error.issues[0]?.message ?? ''
  }
  // The last day to change is only held against dates that can be read.
  if (errors.endsOn || errors.startsOn) delete values.cutOffOn
  return { values: values as Partial<SectionDraft>, errors }
}

/** A cell as the course form has its field typed, or the sentence that says how to write the cell. */
const asTyped = (
  key: ColumnKey,
  text: string,
  frame: SchoolFrame,
): { value: string | string[] } | { error: string } => {
  switch (key) {
    case 'category': {
      const names = courseCategories.map(categoryName).join('、')
      const named = categoryNamed(text)
      return named && courseCategories.includes(named as (typeof courseCategories)[number])
        ? { value: named }
        : { error: words.category(text, names) }
    }
    case 'grades': {
      const mask = readGrades(text)
      return mask === null || gradesOf(mask).length === 0 ? { error: words.grades(text) } : { value: gradeBoxes(mask) }
    }
    case 'slots': {
      const read = readSlots(text, frame.periods)
      if ('slots' in read) return { value: read.slots.map(String) }
      const periods = frame.periods.map(({ number, name }) => `第${number}时段（${name}）`).join('、')
      return { error: 'foreign' in read ? words.foreignPeriod(read.foreign, periods) : words.slots(read.shape) }
    }
    case 'instructor':
      return instructorNamed(text, frame)
    case 'startsOn':
    case 'endsOn':
    case 'cutOffOn': {
      const day = readDay(text)
      return isDay(day) ? { value: day } : { error: words.day(text) }
    }
    case 'lessonFen':
    case 'materialFen':
      return { value: readYuan(text) }
    default:
      return { value: text }
  }
}

const instructorNamed = (text: string, { instructors }: SchoolFrame): { value: string } | { error: string } => {
  if (text === '') return { error: words.instructorMissing }
  const names = instructorWords(instructors)
  const exact = instructors.find(({ id }) => asRead(names.get(id) ?? '') === text)
  if (exact) return { value: exact.id }
  const named = instructors.filter(({ name, providerName }) =>
    [name, `${name}（${providerName}）`, `${name}(${providerName})`].some((word) => asRead(word) === text),
  )
  const [only] = named
  if (!only) return { error: words.instructorForeign(text) }
  if (named.length > 1)
    return { error: words.instructorTwo(text, named.map(({ id }) => names.get(id) ?? '').join('、')) }
  return { value: only.id }
}

export interface SheetCounts {
  fresh: number
  changed: number
  unchanged: number
  /** Wrong, and those that can no longer be changed. */
  wrong: number
}

export const countsOf = (lines: readonly Pick<LineOutcome, 'kind'>[]): SheetCounts => {
  const many = (...kinds: LineKind[]): number => lines.filter(({ kind }) => kinds.includes(kind)).length
  return { fresh: many('new'), changed: many('changed'), unchanged: many('unchanged'), wrong: many('wrong', 'fixed') }
}

/** A line as it waits to be applied. */
export interface SeenLine extends Omit<LineOutcome, 'draft'> {
  /** All that it would do, in one text: what differs has moved since. */
  print: string
}

export const asSeen = ({ draft, ...outcome }: LineOutcome): SeenLine => ({
  ...outcome,
  print: JSON.stringify([
    outcome.line,
    outcome.kind,
    outcome.section,
    outcome.lastStep,
    columnKeys.map((key) => outcome.before[key] ?? null),
    draft && [...columnKeys.map((key) => (key === 'outline' ? writeOutline(draft.outline) : draft[key])), draft.feeFen],
  ]),
})
