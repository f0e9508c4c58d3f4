import type { SheetToWrite } from '~/shared/sheet/sheet'
import { phaseWords } from '../phase-words'
import { phases } from '../phases'
import { milestoneKinds } from './milestone-rules'
import type { ProjectLine } from './project-line-rules'
import { listSheetWords as words } from './project-list-words'
import { kindWords, milestoneWords, stageWords } from './project-words'

/** The list as shown: its lines in its order, every date now and as first promised. */
export const projectsSheet = (lines: readonly ProjectLine[]): SheetToWrite => ({
  name: words.file,
  columns: [
    { head: words.columns.title, width: 24 },
    { head: words.columns.kind },
    { head: words.columns.stage },
    { head: words.columns.street, width: 12 },
    { head: words.columns.school, width: 20 },
    ...phases.map((phase) => ({ head: words.columns.phase(phaseWords[phase]), kind: 'number' as const })),
    ...milestoneKinds.map((kind) => ({ head: words.columns.first(milestoneWords[kind]), width: 14 })),
    ...milestoneKinds.map((kind) => ({ head: words.columns.due(milestoneWords[kind]), width: 14 })),
    { head: words.columns.autumn, kind: 'number' },
    { head: words.columns.chance, kind: 'number' },
    { head: words.columns.state, width: 30 },
    { head: words.columns.officer },
  ],
  rows: lines.map((line) => [
    line.title,
    kindWords[line.projectKind],
    stageWords[line.stage],
    line.streetName,
    line.schoolName,
    ...phases.map((phase) => line.split.find((one) => one.phase === phase)?.places ?? null),
    ...line.marks.map(({ first }) => first ?? ''),
    ...line.marks.map(({ now }) => now ?? ''),
    line.autumn,
    line.chance === null ? null : Math.round(line.chance * 100),
    line.sentence,
    line.officerName,
  ]),
})
