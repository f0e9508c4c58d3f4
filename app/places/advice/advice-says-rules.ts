import type { Advice, CatchmentAdvice, TimingAdvice } from './advice-nouns'
import { catchmentWords, timingWords } from './advice-words'

/** What a proposal comes to, in figures and in one line. Pure. */

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/** Children-years without a seat, whole: as projects stand, and by the timetable. */
export const unmetTotals = ({ unmet }: Pick<TimingAdvice, 'unmet'>): { before: number; after: number } => ({
  before: Math.round(sum(unmet.map(({ before }) => before))),
  after: Math.round(sum(unmet.map(({ after }) => after))),
})

/** Cells that change school, and children beyond the seats before and after. */
export const catchmentTotals = ({
  cells,
  schools,
}: Pick<CatchmentAdvice, 'cells' | 'schools'>): { moved: number; before: number; after: number } => ({
  moved: cells.filter(({ from, to }) => from !== to).length,
  before: sum(schools.map(({ before, seats }) => Math.max(0, before - seats))),
  after: sum(schools.map(({ after, seats }) => Math.max(0, after - seats))),
})

/** Years in which money alone keeps children without a seat: half a child and more. */
export const bindingYears = ({ spending }: Pick<TimingAdvice, 'spending'>): number[] =>
  spending.filter(({ relief }) => relief >= 0.5).map(({ year }) => year)

export const adviceSays = (advice: Advice): string => {
  if (advice.kind === 'timing') {
    const { before, after } = unmetTotals(advice)
    return timingWords.says(before, after)
  }
  const { moved, before, after } = catchmentTotals(advice)
  return catchmentWords.says(moved, before, after)
}
