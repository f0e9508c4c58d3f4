import { momentInWords } from '~/shared/day'
import type { SheetCell, SheetToWrite } from '~/shared/sheet/sheet'
import { words as frameWords } from '~/shared/words'
import { bureauWords, filingWords, roundWords } from './bureau-words'
import { slotsInWords } from './family-words'
import { sectionNumber } from './filing-rules'
import { gradesInWords } from './fit-rules'
import { changesInWords } from './line-change-words'
import type { BureauDesk, SchoolPlanLine } from './load-bureau-desk.server'
import type { FilingLine, FilingPage } from './load-filing.server'
import type { RoundsPage } from './load-rounds.server'
import type { SectionOnDesk, StepOnDesk } from './load-sections.server'
import type { TeacherDesk } from './load-teacher-desk.server'
import { formWords, planWords, stageWords, stepInWords, teacherWords } from './publishing-words'

/** The lists of the desks as sheets: the columns and the order of the page. Pure. */

const lastStep = (steps: readonly StepOnDesk[]): string => {
  const last = steps.at(-1)
  return last ? [stepInWords(last), last.remark].filter(Boolean).join('\n') : ''
}

const teacherOf = ({ provider, teacher }: SectionOnDesk): string => [provider, teacher].filter(Boolean).join(' ')

/** The teacher's own courses. */
export const teacherDeskSheet = ({ sections }: TeacherDesk): SheetToWrite => {
  const { columns } = teacherWords
  return {
    name: frameWords.desk.mine,
    columns: [
      { head: columns.course, width: 24 },
      { head: formWords.grades, width: 16 },
      { head: columns.time, width: 28 },
      { head: columns.standing, width: 14 },
      { head: columns.last, width: 36 },
      { head: columns.taken, kind: 'number' },
      { head: formWords.capacity, kind: 'number' },
    ],
    rows: sections.map((section) => [
      section.name,
      gradesInWords(section.grades),
      slotsInWords(section.slots),
      stageWords[section.stage],
      lastStep(section.steps),
      section.stage === 'published' ? section.enrolled : null,
      section.capacity,
    ]),
  }
}

/** The plan's number, or how far it is from one. */
export const standingInWords = ({ filingNumber, sendings, waiting }: SchoolPlanLine): string => {
  if (filingNumber !== null) return filingNumber
  if (sendings === 0) return bureauWords.notSent
  return waiting > 0 ? bureauWords.sentFirst : bureauWords.sentBack
}

/** The plans of the district's schools, in the order of the page. */
export const bureauDeskSheet = ({ without, queue, settled }: BureauDesk): SheetToWrite => {
  const { columns } = bureauWords
  const row = (line: SchoolPlanLine): SheetCell[] => [
    line.name,
    standingInWords(line),
    line.sentAt === null ? null : momentInWords(line.sentAt),
    line.waiting,
    line.returned,
    line.filed,
    line.published,
  ]
  return {
    name: frameWords.desk.bureauDesk,
    columns: [
      { head: columns.school, width: 30 },
      { head: columns.standing, width: 26 },
      { head: columns.sent, width: 18 },
      { head: columns.waiting, kind: 'number' },
      { head: columns.returned, kind: 'number' },
      { head: columns.filed, kind: 'number' },
      { head: columns.published, kind: 'number' },
    ],
    rows: [...without, ...queue, ...settled].map(row),
  }
}

/** Every line of a school's plan. */
export const filingSheet = ({ schoolName, plan, waiting, returned, filed }: FilingPage): SheetToWrite => {
  const { columns } = filingWords
  const number = plan?.filingNumber ?? null
  const row = (line: FilingLine): SheetCell[] => [
    line.name,
    gradesInWords(line.grades),
    slotsInWords(line.slots),
    teacherOf(line),
    line.capacity ?? planWords.unlimited,
    line.feeFen,
    line.changes === null ? '' : changesInWords(line.changes),
    line.findings.map(({ sentence, reason }) => [sentence, reason].filter(Boolean).join(' ')).join('\n'),
    stageWords[line.stage],
    number !== null && line.suffix !== null ? sectionNumber(number, line.suffix) : '',
    lastStep(line.steps),
  ]
  return {
    name: schoolName,
    columns: [
      { head: columns.course, width: 24 },
      { head: formWords.grades, width: 16 },
      { head: columns.time, width: 28 },
      { head: columns.teacher, width: 20 },
      { head: columns.places, kind: 'number' },
      { head: columns.fee, kind: 'fen' },
      { head: columns.changes, width: 24 },
      { head: filingWords.findings, width: 36 },
      { head: columns.standing, width: 12 },
      { head: filingWords.number, width: 26 },
      { head: columns.last, width: 36 },
    ],
    rows: [...waiting, ...returned, ...filed].map(row),
  }
}

/** The rounds of the term. */
export const roundsSheet = ({ rounds }: RoundsPage): SheetToWrite => {
  const { columns } = roundWords
  return {
    name: roundWords.title,
    columns: [
      { head: columns.name, width: 16 },
      { head: columns.school, width: 26 },
      { head: columns.opens, width: 20 },
      { head: columns.closes, width: 20 },
      { head: columns.limit, kind: 'number' },
      { head: columns.phase, width: 12 },
    ],
    rows: rounds.map((round) => [
      round.name,
      round.schoolName || roundWords.whole,
      momentInWords(round.opensAt),
      momentInWords(round.closesAt),
      round.courseLimit,
      roundWords.phase[round.phase],
    ]),
  }
}
