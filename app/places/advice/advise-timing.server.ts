import { firstAutumnOf } from '../autumn-rules'
import type { Progress } from '../away.server'
import { gradesOfPhase } from '../phases'
import type { DistrictFacts, ScenarioEdit } from '../plan/district-facts'
import { withEdits } from '../plan/edit-rules'
import { planDistrict } from '../plan/plan-district'
import type { DemandLine } from '../plan/plan-nouns'
import { expectedPlaces, openingStates, projectSupplies } from '../plan/project-supply-rules'
import { probabilityInUse, type SlipRecord, slipRecordOf } from '../projects/slip-rules'
import type { TimingAdvice, TimingLine, TimingToReckon, UnmetLine, YearSpending } from './advice-nouns'
import { ideaTitle } from './advice-words'
import { solveModel } from './solve-model.server'
import {
  type OptionPlaces,
  startsBySolution,
  type TimingCell,
  type TimingModel,
  timingModel,
  unmetBy,
  unmetIn,
  withoutLimit,
} from './timing-model-rules'
import { budgetIn, type Candidate, candidatesOf, laterEdits, notBegun, spentIn, type TimingAsk } from './timing-rules'

const LIMITS = { seconds: 30, gap: 1e-4 }
/** For one year's money without a limit: a hint, not the proposal. */
const HINT = { seconds: 5, gap: 1e-3 }

const cellKey = ({ street, grade, year }: Pick<DemandLine, 'street' | 'grade' | 'year'>): string =>
  `${street}\n${grade}\n${year}`

const cellsOf = (demand: readonly DemandLine[], origin: number): TimingCell[] =>
  demand
    .filter(({ year }) => year > origin)
    .map(({ street, phase, grade, year, p10, p50, p90, probable }) => ({
      ...{ street, phase, grade, year, p10, p50, p90 },
      places: probable,
    }))

/** Places that a start gives in every cell, weighed with the chance that it is in use by then. */
const optionPlaces = (
  facts: DistrictFacts,
  years: readonly number[],
  slips: SlipRecord,
  cells: readonly TimingCell[],
  candidate: Candidate,
): OptionPlaces[] =>
  candidate.starts.map(({ edits }) => {
    const alone = { ...facts, projects: facts.projects.filter(({ id }) => id === candidate.project) }
    const edited = withEdits(alone, edits).facts.projects
    // What is built anew stands beside the project without a day, which gives nothing.
    const supplies = projectSupplies(edited, years, (project, autumn) =>
      probabilityInUse(project, autumn, facts.today, slips),
    )
    const byCell = new Map<string, number>()
    for (const supply of supplies)
      for (const [at, year] of years.entries()) {
        const grades = gradesOfPhase[supply.phase]
        const places = expectedPlaces(openingStates(supply, years, at), grades.length)
        for (const [i, grade] of grades.entries()) {
          const key = cellKey({ street: supply.street, grade, year })
          byCell.set(key, (byCell.get(key) ?? 0) + (places[i] ?? 0))
        }
      }
    return cells.map((cell) => byCell.get(cellKey(cell)) ?? 0)
  })

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
const hundredths = (number: number): number => Math.round(number * 100) / 100

const unmetLines = (cells: readonly TimingCell[], before: readonly number[], after: readonly number[]): UnmetLine[] => {
  const lines = new Map<string, UnmetLine>()
  for (const [at, { street, phase, year }] of cells.entries()) {
    const key = `${street}\n${phase}\n${year}`
    const line = lines.get(key) ?? { street, phase, year, before: 0, after: 0 }
    lines.set(key, line)
    line.before += before[at] ?? 0
    line.after += after[at] ?? 0
  }
  return [...lines.values()]
    .map((line) => ({ ...line, before: hundredths(line.before), after: hundredths(line.after) }))
    .filter((line) => line.before > 0 || line.after > 0)
}

/** How many fewer would lack a seat if one year's money had no limit, year by year. */
const reliefs = async (
  timing: TimingModel,
  unmetOf: (values: readonly number[]) => number,
  now: number,
  step: () => void,
): Promise<Map<number, number>> => {
  const found = new Map<number, number>()
  for (const year of timing.budgetRows.keys()) {
    const solved = await solveModel(withoutLimit(timing, year), HINT)
    found.set(year, solved ? Math.max(0, now - unmetOf(solved.values)) : 0)
    step()
  }
  return found
}

const spendingOf = (
  lines: readonly TimingLine[],
  { budgets, profile }: TimingAsk,
  first: number,
  relief: ReadonlyMap<number, number>,
): YearSpending[] =>
  [...relief].map(([year, children]) => ({
    year,
    spent: hundredths(sum(lines.map(({ cost, start }) => (start === null ? 0 : spentIn(cost, start, profile, year))))),
    budget: budgetIn(budgets, first, year),
    started: lines.filter(({ start }) => start === year).length,
    relief: hundredths(children),
  }))

const wasIn = (facts: DistrictFacts, { project }: Candidate): number | null => {
  const due = facts.projects.find(({ id }) => id === project)?.milestones.find(({ kind }) => kind === 'in_use')?.dueOn
  return due ? firstAutumnOf(due) : null
}

/**
 * When to start which project under a yearly budget, so that the fewest children are without a seat.
 * Projects under way stay as they are. @returns null where nothing can be started within the horizon, or the solver
 * found nothing in its time.
 */
export const adviseTiming = async (
  { facts, assumptions, record, ask }: TimingToReckon,
  progress: Progress,
): Promise<{ advice: TimingAdvice; edits: ScenarioEdit[] } | null> => {
  const horizon = { ...assumptions, horizon: ask.horizon }
  const now = planDistrict(facts, horizon, [], record)
  const { years, origin } = now
  const candidates = candidatesOf(facts, years, ask, ideaTitle)
  const timed = facts.projects.filter((one) => notBegun(one) && candidates.some(({ project }) => project === one.id))
  const without = planDistrict(
    facts,
    horizon,
    timed.map(({ id }) => ({ kind: 'cancel', project: id })),
    now.record,
  )
  const cells = cellsOf(without.demand, origin)
  const slips = slipRecordOf(facts.projects)
  const places = candidates.map((one) => optionPlaces(facts, years, slips, cells, one))
  const first = Number(facts.today.slice(0, 4)) + 1
  const timing = timingModel(candidates, places, cells, ask, first)
  if (timing.options.length === 0) return null
  const total = timing.budgetRows.size + 2
  let done = 1
  const step = (): void => progress(done++, total)
  step()
  const solved = await solveModel(timing.model, LIMITS)
  if (!solved) return null
  step()
  const starts = startsBySolution(candidates, timing, solved.values)
  const unmetOf = (values: readonly number[]): number =>
    sum(unmetBy(cells, places, startsBySolution(candidates, timing, values)))
  const after = unmetBy(cells, places, starts)
  const standing = new Map(now.demand.map((line) => [cellKey(line), line.probable]))
  const before = cells.map((cell) => unmetIn({ ...cell, places: standing.get(cellKey(cell)) ?? cell.places }, 0))
  const relief = await reliefs(timing, unmetOf, sum(after), step)
  const lines = candidates.map((candidate, i): TimingLine => {
    const { starts: options, ...what } = candidate
    const option = options[starts[i] ?? -1]
    return { ...what, start: option?.year ?? null, inUse: option?.inUse ?? null, was: wasIn(facts, candidate) }
  })
  const lastAutumn = years.at(-1) ?? origin
  const edits = candidates.flatMap(({ project, starts: options }, i) => {
    const option = options[starts[i] ?? -1]
    const standing = timed.find(({ id }) => id === project)
    return option ? option.edits : standing ? laterEdits(standing, lastAutumn) : []
  })
  return {
    advice: {
      ...{ kind: 'timing', ask, origin, lastAutumn, lines },
      spending: spendingOf(lines, ask, first, relief),
      unmet: unmetLines(cells, before, after),
      gap: solved.gap,
    },
    edits,
  }
}
