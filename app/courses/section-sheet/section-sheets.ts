import type { SheetCell, SheetColumn, SheetToWrite } from '~/shared/sheet/sheet'
import { categoryName } from '../categories'
import { courseCategories } from '../course-form'
import { gradesInWords } from '../fit-rules'
import { gradesOfStage, type SchoolFrame } from '../section-rules'
import {
  type ColumnKey,
  columnKeys,
  gradeChoices,
  headOf,
  instructorWords,
  type SectionCells,
  slotChoices,
  slotsInCell,
} from './section-columns'
import { cellsOfKnown, type SheetWorld } from './section-sheet-rules'
import { columnWords, templateWords as words } from './section-sheet-words'

/** The sheets that schools take home: an empty template, and the term as it stands in the same columns. Pure. */

const WIDTHS: Partial<Record<ColumnKey, number>> = {
  title: 22,
  description: 40,
  outline: 30,
  slots: 28,
  instructor: 20,
  startsOn: 13,
  endsOn: 13,
  cutOffOn: 14,
}

const KINDS: Partial<Record<ColumnKey, SheetColumn['kind']>> = {
  minimum: 'number',
  capacity: 'number',
  lessonFen: 'fen',
  materialFen: 'fen',
}

const columnsFor = (frame: SchoolFrame, rooms: readonly string[]): SheetColumn[] => {
  const choices: Partial<Record<ColumnKey, readonly string[]>> = {
    category: courseCategories.map(categoryName),
    grades: gradeChoices(gradesOfStage(frame.stage)),
    slots: slotChoices(frame.periods),
    room: rooms,
    instructor: [...instructorWords(frame.instructors).values()],
  }
  return columnKeys.map((key) => ({
    head: headOf(key),
    width: WIDTHS[key] ?? 12,
    ...(KINDS[key] ? { kind: KINDS[key] } : {}),
    ...(choices[key]?.length ? { choices: choices[key] } : {}),
  }))
}

const guideOf = (sample: SectionCells): SheetToWrite => ({
  name: words.guide,
  columns: [
    { head: words.guideHeads.column, width: 16 },
    { head: words.guideHeads.says, width: 70 },
    { head: words.guideHeads.sample, width: 40 },
  ],
  rows: [
    [words.guideFirst.column, words.guideFirst.says, null],
    ...columnKeys.map((key): SheetCell[] => [headOf(key), columnWords[key].says, sample[key]]),
  ],
})

/** An example in the words of this school; the reader passes it over. */
const sampleOf = (frame: SchoolFrame): SectionCells => {
  const [first] = frame.periods
  const grades = gradesOfStage(frame.stage)
  const slots = first ? [10, 30].map((day) => day + (frame.periods.at(-1)?.number ?? first.number)) : []
  return {
    ...words.sample,
    category: categoryName('craft'),
    grades: gradesInWords(grades.slice(0, 3).reduce((mask, grade) => mask | (1 << grade), 0)),
    slots: slotsInCell(slots),
    instructor: instructorWords(frame.instructors).values().next().value ?? '',
    minimum: '10',
    capacity: '24',
    lessonFen: '3.5',
    materialFen: '0',
    startsOn: frame.term.startsOn,
    endsOn: frame.term.endsOn,
    cutOffOn: frame.term.endsOn,
  }
}

/** An empty sheet with an example, drop-downs, and a second sheet that says how to fill in each column. */
export const templateSheets = (frame: SchoolFrame, rooms: readonly string[]): SheetToWrite[] => {
  const sample = sampleOf(frame)
  const numbers: Partial<Record<ColumnKey, number>> = { minimum: 10, capacity: 24, lessonFen: 350, materialFen: 0 }
  return [
    {
      name: words.sheet,
      columns: columnsFor(frame, rooms),
      rows: [columnKeys.map((key) => numbers[key] ?? sample[key])],
    },
    guideOf(sample),
  ]
}

/** The term's sections in the columns of the template: given back as it is, nothing changes. */
export const exportSheets = (world: Pick<SheetWorld, 'frame' | 'known'>, rooms: readonly string[]): SheetToWrite[] => {
  const cells = cellsOfKnown(world)
  const rows = world.known.flatMap(({ stage, draft }, i): SheetCell[][] => {
    const own = cells[i]
    if (!own || stage === 'closed') return []
    return [columnKeys.map((key) => (KINDS[key] ? Number(draft[key]) : own[key]))]
  })
  return [{ name: words.sheet, columns: columnsFor(world.frame, rooms), rows }, guideOf(sampleOf(world.frame))]
}
