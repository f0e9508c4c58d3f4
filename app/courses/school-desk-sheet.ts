import type { SheetCell, SheetToWrite } from '~/shared/sheet/sheet'
import { words as frameWords } from '~/shared/words'
import { slotsInWords } from './family-words'
import { gradesInWords } from './fit-rules'
import type { SchoolDesk, SectionWithProblem } from './load-school-desk.server'
import type { SectionOnDesk } from './load-sections.server'
import { formWords, stageWords, schoolWords as words } from './publishing-words'
import { inDeskOrder, meetsOn } from './school-desk-rules'

/** The table of the school's desk as a sheet: its columns, its order, its weekday; base care a line a class. Pure. */
export const schoolDeskSheet = ({ sections, base }: SchoolDesk, weekday: string): SheetToWrite => {
  const { columns } = words
  const { troubled, normal, closed } = inDeskOrder(sections.filter((one) => meetsOn(one, Number(weekday))))
  const care = base.flatMap((group) => group.sections).filter((one) => meetsOn(one, Number(weekday)))
  const row = (section: SectionOnDesk, next: string): SheetCell[] => [
    section.name,
    gradesInWords(section.grades),
    slotsInWords(section.slots),
    [section.provider, section.teacher].filter(Boolean).join(' '),
    section.room,
    stageWords[section.stage],
    section.stage === 'published' ? section.enrolled : null,
    section.capacity,
    section.base ? null : section.minimum,
    section.waiting,
    section.feeFen,
    next,
  ]
  const withNext = (section: SectionWithProblem): SheetCell[] =>
    row(section, section.problem ? words.next[section.problem.kind](section.problem.count) : '')
  return {
    name: frameWords.desk.schoolDesk,
    columns: [
      { head: columns.course, width: 24 },
      { head: formWords.grades, width: 16 },
      { head: columns.time, width: 28 },
      { head: columns.teacher, width: 20 },
      { head: formWords.room, width: 16 },
      { head: columns.standing, width: 12 },
      { head: columns.taken, kind: 'number' },
      { head: words.capacity, kind: 'number' },
      { head: words.minimum, kind: 'number' },
      { head: columns.waiting, kind: 'number' },
      { head: columns.fee, kind: 'fen' },
      { head: columns.next, width: 24 },
    ],
    rows: [
      ...troubled.map(withNext),
      ...normal.map(withNext),
      ...care.map((section) => row(section, '')),
      ...closed.map(withNext),
    ],
  }
}
