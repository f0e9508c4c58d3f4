import type { SheetCell, SheetColumn, SheetToWrite } from '~/shared/sheet/sheet'
import { phases } from '../phases'
import { projectKinds, projectStages } from '../projects/project-rules'
import { kindWords, stageWords } from '../projects/project-words'
import {
  type ColumnKey,
  cellsOf,
  columnKeys,
  headOf,
  type SheetFrame,
  type StandingProject,
  wordOf,
} from './project-columns'
import { columnWords, sheetWords as words, yesNo } from './project-sheet-words'

/** The sheets that go out: an empty one to fill in, and the projects as they stand in the same columns. Pure. */

const WIDTHS: Partial<Record<ColumnKey, number>> = {
  id: 18,
  title: 26,
  street: 14,
  school: 22,
  budgetSource: 22,
  controlTotal: 20,
  about: 36,
  address: 24,
  why: 30,
}

const KINDS: Partial<Record<ColumnKey, SheetColumn['kind']>> = {
  budget: 'fen',
  ...Object.fromEntries(
    phases.flatMap((phase) => [
      [phase, 'number'],
      [`${phase}Classes`, 'number'],
    ]),
  ),
}

const columnsFor = (frame: SheetFrame): SheetColumn[] => {
  const choices: Partial<Record<ColumnKey, readonly string[]>> = {
    kind: projectKinds.map((kind) => kindWords[kind]),
    stage: projectStages.map((stage) => stageWords[stage]),
    street: frame.streets.map(({ name }) => name),
    school: frame.schools.map(({ id }) => wordOf(frame.schools, id)),
    controlTotal: frame.totals.map(({ id }) => wordOf(frame.totals, id)),
    officer: frame.officers.map(({ number }) => number),
    published: [yesNo.yes, yesNo.no],
  }
  return columnKeys.map((key) => ({
    head: headOf(key),
    width: WIDTHS[key] ?? 12,
    ...(KINDS[key] ? { kind: KINDS[key] } : {}),
    ...(choices[key]?.length ? { choices: choices[key] } : {}),
  }))
}

const guide: SheetToWrite = {
  name: words.guide,
  columns: [
    { head: words.guideHeads.column, width: 18 },
    { head: words.guideHeads.says, width: 70 },
  ],
  rows: [[...words.guideFirst], ...columnKeys.map((key): SheetCell[] => [headOf(key), columnWords[key].says])],
}

/** An empty sheet with drop-downs, and one that says how to fill it in. */
export const templateSheets = (frame: SheetFrame): [SheetToWrite, SheetToWrite] => [
  { name: words.sheet, columns: columnsFor(frame), rows: [] },
  guide,
]

/** Every project in the columns of the template: given back as it is, nothing changes. */
export const standingSheet = (projects: readonly StandingProject[], frame: SheetFrame): SheetToWrite => ({
  name: words.sheet,
  columns: columnsFor(frame),
  rows: projects.map((one) => {
    const cells = cellsOf(one, frame)
    return columnKeys.map((key): SheetCell => {
      if (key === 'budget') return one.record.budgetFen
      return KINDS[key] && cells[key] !== '' ? Number(cells[key]) : cells[key] || null
    })
  }),
})
