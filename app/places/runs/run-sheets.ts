import { dayOf } from '~/shared/day'
import type { SheetToWrite } from '~/shared/sheet/sheet'
import { gradeWord, phaseWords } from '../phase-words'
import type { Phase } from '../phases'
import type { BalanceLine } from '../plan/district-facts'
import type { RunRow } from './load-runs.server'
import type { OddsRow } from './odds-rows-rules'
import { levelWords, oneRunWords, runWords } from './run-words'

/** Runs as workbooks. */

const number = (head: string) => ({ head, kind: 'number' as const })

/** The list of runs as shown. */
export const runsSheet = (rows: readonly RunRow[]): SheetToWrite => ({
  name: runWords.sheet,
  columns: [
    number(runWords.columns.number),
    { head: runWords.columns.origin, width: 24 },
    { head: runWords.columns.reason, width: 30 },
    { head: runWords.columns.assumptions },
    { head: runWords.columns.author, width: 16 },
    { head: runWords.columns.at, width: 12 },
    { head: runWords.columns.worst, width: 24 },
    { head: runWords.columns.state, width: 24 },
  ],
  rows: rows.map((row) => [
    row.number,
    runWords.origin(row.origin, row.horizon),
    row.reason,
    row.scenario ? runWords.scenario(row.scenario) : row.assumptionSet || runWords.usual,
    row.author,
    dayOf(row.at),
    row.worst ? runWords.worst(row.worst.street, row.worst.phase, row.worst.year, row.worst.short) : runWords.noWorst,
    row.publishedAt === null ? runWords.waiting : runWords.published(row.publishedBy, dayOf(row.publishedAt)),
  ]),
})

interface Line {
  level: keyof typeof levelWords
  subject: string
  phase: Phase | ''
  grade: string
  year: number
  p10: number
  p50: number
  p90: number
}

const words = oneRunWords.sheet

/** Every line of a run. @param nameOf names of schools and streets by id. */
export const linesSheet = (lines: readonly Line[], nameOf: (subject: string) => string): SheetToWrite => ({
  name: words.lines,
  columns: [
    { head: words.level },
    { head: words.subject, width: 24 },
    { head: words.phase },
    { head: words.grade },
    number(words.year),
    number(words.p10),
    number(words.p50),
    number(words.p90),
  ],
  rows: lines.map(({ level, subject, phase, grade, year, p10, p50, p90 }) => [
    levelWords[level],
    level === 'district' ? levelWords.district : nameOf(subject),
    phase === '' ? '' : phaseWords[phase],
    grade === '' ? words.whole : gradeWord(Number(grade)),
    ...[year, p10, p50, p90],
  ]),
})

/** Every balance of a run. @param nameOf names of streets by code. */
export const balancesSheet = (lines: readonly BalanceLine[], nameOf: (street: string) => string): SheetToWrite => ({
  name: words.balances,
  columns: [
    { head: words.subject, width: 16 },
    { head: words.phase },
    { head: words.scope },
    number(words.year),
    number(words.p10),
    number(words.p50),
    number(words.p90),
    number(words.promised),
    number(words.probable),
    number(words.short),
    number(words.surplus),
    number(words.pShort),
    number(words.pSurplus),
  ],
  rows: lines.map((line) => [
    nameOf(line.street),
    phaseWords[line.phase],
    line.scope === 'phase' ? words.whole : words.intake,
    ...[line.year, line.demandP10, line.demandP50, line.demandP90, line.promised, line.probable],
    ...[line.short, line.surplus, line.pShort, line.pSurplus],
  ]),
})

/** The odds of the years taken together, as shown. @param years autumns ahead. @param nameOf names of streets by code. */
export const oddsSheet = (
  rows: readonly OddsRow[],
  years: readonly number[],
  nameOf: (street: string) => string,
): SheetToWrite => ({
  name: words.odds,
  columns: [
    { head: words.subject, width: 16 },
    { head: words.phase },
    number(words.singleYear),
    number(words.single),
    ...years.map((year) => number(oneRunWords.odds.by(year))),
  ],
  rows: rows.map(({ street, phase, single, by }) => [
    nameOf(street),
    phaseWords[phase],
    single.year,
    single.chance,
    ...years.map((year) => by.find((one) => one.year === year)?.chance ?? 0),
  ]),
})
