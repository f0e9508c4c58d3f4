import type { SheetToWrite } from '~/shared/sheet/sheet'
import { phaseWords } from '../phase-words'
import { catchmentWords, timingWords, adviceWords as words } from './advice-words'
import type { CatchmentPage, ProposalPage, TimingPage } from './load-proposal.server'

/** The tables of a proposal as sheets: the whole of each, where the page shows its head. */

const timetable = ({ lines }: TimingPage): SheetToWrite => {
  const { columns } = timingWords
  return {
    name: timingWords.timetable,
    columns: [
      { head: columns.title, width: 28 },
      { head: columns.street, width: 14 },
      { head: columns.places, width: 24 },
      { head: columns.cost, kind: 'number' },
      { head: columns.was, kind: 'number' },
      { head: columns.start, kind: 'number' },
      { head: columns.inUse, kind: 'number' },
    ],
    rows: lines.map(({ title, street, says, cost, was, start, inUse }) => [
      title,
      street,
      says,
      cost,
      was,
      start,
      inUse,
    ]),
  }
}

const money = ({ spending }: TimingPage): SheetToWrite => {
  const { moneyColumns: columns } = timingWords
  return {
    name: timingWords.money,
    columns: [
      { head: columns.year, kind: 'number' },
      { head: columns.started, kind: 'number' },
      { head: columns.spent, kind: 'number' },
      { head: columns.budget, kind: 'number' },
      { head: columns.relief, kind: 'number', width: 26 },
    ],
    rows: spending.map(({ year, started, spent, budget, relief }) => [year, started, spent, budget, relief]),
  }
}

const unmet = ({ unmet: lines }: TimingPage): SheetToWrite => {
  const { unmetColumns: columns } = timingWords
  return {
    name: timingWords.unmet,
    columns: [
      { head: columns.street, width: 14 },
      { head: columns.phase },
      { head: columns.year, kind: 'number' },
      { head: columns.before, kind: 'number' },
      { head: columns.after, kind: 'number' },
    ],
    rows: lines.map(({ streetName, phase, year, before, after }) => [
      streetName,
      phaseWords[phase],
      year,
      before,
      after,
    ]),
  }
}

const cells = ({ cells: rows }: CatchmentPage): SheetToWrite => {
  const { movedColumns: columns, sheet } = catchmentWords
  return {
    name: sheet.cells,
    columns: [
      { head: columns.cell },
      { head: columns.street, width: 14 },
      { head: columns.community, width: 16 },
      { head: columns.compound, width: 20 },
      { head: columns.children, kind: 'number' },
      { head: columns.from, width: 20 },
      { head: columns.to, width: 20 },
      { head: sheet.wayBefore, kind: 'number' },
      { head: sheet.way, kind: 'number' },
      { head: sheet.moved },
    ],
    rows: rows.map(({ cell, street, community, compound, children, from, to, wayBefore, way, moved }) => [
      cell,
      street,
      community,
      compound,
      children,
      from,
      to,
      wayBefore,
      way,
      moved ? sheet.yes : sheet.no,
    ]),
  }
}

const schools = ({ schools: rows }: CatchmentPage): SheetToWrite => {
  const { schoolColumns: columns } = catchmentWords
  return {
    name: catchmentWords.schools,
    columns: [
      { head: columns.number, kind: 'number' },
      { head: columns.school, width: 24 },
      { head: columns.street, width: 14 },
      { head: columns.seats, kind: 'number' },
      { head: columns.before, kind: 'number' },
      { head: columns.after, kind: 'number' },
      { head: columns.longest, kind: 'number' },
    ],
    rows: rows.map(({ number, name, street, seats, before, after, longest }) => [
      number,
      name,
      street,
      seats,
      before,
      after,
      longest,
    ]),
  }
}

export const proposalParts = ['timetable', 'money', 'unmet', 'cells', 'schools'] as const
export type ProposalPart = (typeof proposalParts)[number]

/** One table of a proposal; null where it has none of that name. */
export const proposalSheet = (page: ProposalPage, part: ProposalPart): SheetToWrite | null => {
  if (page.kind === 'timing') {
    if (part === 'timetable') return timetable(page)
    if (part === 'money') return money(page)
    return part === 'unmet' ? unmet(page) : null
  }
  if (part === 'cells') return cells(page)
  return part === 'schools' ? schools(page) : null
}

/** The name of its file. */
export const proposalFile = ({ head }: ProposalPage): string => `${words.file}：${head.name}`
