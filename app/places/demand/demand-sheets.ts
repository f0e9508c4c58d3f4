import type { SheetColumn, SheetToWrite } from '~/shared/sheet/sheet'
import { gradeWord, phaseWords } from '../phase-words'
import { gradesOfPhase, type Phase, phases } from '../phases'
import { cellWord } from './demand-cell-words'
import { type CellRule, type DemandKind, type DemandRow, kindRules } from './demand-kinds'
import { EVERY_GRADE, kindWords, WHOLE_DISTRICT } from './demand-words'
import { type DemandFrame, phasesOfStage } from './read-cell-rules'

/** Sheets of a kind to fill in, and as it stands; what goes out comes in again. Pure. */

const everyGrade = phases.flatMap((phase) => gradesOfPhase[phase]).map(gradeWord)

const schoolsOf = ({ schools }: DemandFrame, phase?: Phase): string[] =>
  schools
    .filter(({ stage }) => phase === undefined || phasesOfStage[stage].includes(phase))
    .map(({ id }) => String(cellWord({ type: 'school' }, id, { schools, streets: [] })))

const feederHeads: Record<string, Phase> = { from: 'primary', to: 'junior' }

const choicesOf = (name: string, rule: CellRule, frame: DemandFrame): string[] => {
  switch (rule.type) {
    case 'school':
      return schoolsOf(frame, feederHeads[name])
    case 'street':
      return [...frame.streets.map((street) => street.name), ...(rule.whole ? [WHOLE_DISTRICT] : [])]
    case 'grade':
      return [...everyGrade, ...(rule.all ? [EVERY_GRADE] : [])]
    case 'phase':
      return Object.values(phaseWords)
    default:
      return []
  }
}

const columnsOf = (kind: DemandKind, frame: DemandFrame, choices: boolean): SheetColumn[] =>
  kindRules[kind].columns.map(({ name, head, rule, width }) => ({
    head,
    ...(width ? { width } : {}),
    ...(rule.type === 'whole' || rule.type === 'decimal' || rule.type === 'year' || rule.type === 'month'
      ? { kind: 'number' as const }
      : {}),
    ...(choices ? { choices: choicesOf(name, rule, frame) } : {}),
  }))

/** An empty sheet with drop-downs. */
export const demandTemplate = (kind: DemandKind, frame: DemandFrame): SheetToWrite => ({
  name: kindWords[kind].name,
  columns: columnsOf(kind, frame, true),
  rows: [],
})

/** Everything that stands of a kind. */
export const demandSheet = (kind: DemandKind, frame: DemandFrame, rows: readonly DemandRow[]): SheetToWrite => ({
  name: kindWords[kind].name,
  columns: columnsOf(kind, frame, false),
  rows: rows.map((row) => kindRules[kind].columns.map(({ name, rule }) => cellWord(rule, row[name], frame))),
})
