import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayInWords } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import type { SheetToWrite } from '~/shared/sheet/sheet'
import { phaseWords } from '../phase-words'
import { streetNames } from '../street-names.server'
import { type Comparison, comparePlans, type LargestChange, largestChange } from './compare-rules'
import { loadScenarios, type ScenarioLine } from './load-scenarios.server'
import { type Reckoned, reckonScenarios, type ToReckon } from './reckon-scenarios.server'
import { MOST_COMPARED } from './scenario-form'
import { compareWords as words } from './scenario-words'

export interface ComparedScenario extends Pick<ScenarioLine, 'id' | 'name' | 'says'> {
  /** Where what lacks changes most; null: nowhere. */
  largest: LargestChange | null
  /** It names something that is not there any more. */
  gone: boolean
}

export interface ComparisonPage {
  scenarios: ComparedScenario[]
  comparison: Comparison
  /** Differences beyond those shown. */
  hidden: number
  streets: [code: string, name: string][]
  lead: string
}

const MOST_DIFFERENCES = 40

interface Named extends ToReckon {
  id: string
  name: string
  says: string[]
}

/** Reckons scenarios against what stands now, as a page shows them. */
export const compareScenarios = async (context: Context, named: readonly Named[]): Promise<ComparisonPage> => {
  const reckoned = await reckonScenarios(context, named)
  const comparison = comparePlans(reckoned.plans)
  const names = await streetNames(context, context.store.db)
  return {
    scenarios: named.map(({ id, name, says }, i) => ({
      id,
      name,
      says,
      largest: largestChange(comparison, i + 1),
      gone: reckoned.gone[i + 1] ?? false,
    })),
    comparison: { ...comparison, differences: comparison.differences.slice(0, MOST_DIFFERENCES) },
    hidden: Math.max(0, comparison.differences.length - MOST_DIFFERENCES),
    streets: [...names],
    lead: leadOf(reckoned),
  }
}

const leadOf = ({ today, run }: Reckoned): string =>
  words.lead(dayInWords(today), run === null ? words.withoutRun : words.withRun(run))

/** The scenarios of an address, in its order. Refuses NOT_FOUND; none, or too many: BAD_REQUEST. */
const askedScenarios = async (context: Context, actor: Actor, ids: readonly string[]): Promise<ScenarioLine[]> => {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0 || wanted.length > MOST_COMPARED) throw refuse('BAD_REQUEST')
  const all = await loadScenarios(context, actor)
  return wanted.map((id) => {
    const found = all.find((one) => one.id === id)
    if (!found) throw refuse('NOT_FOUND')
    return found
  })
}

/** One to three scenarios beside what stands now. Refuses FORBIDDEN, NOT_FOUND, BAD_REQUEST. */
export const loadComparison = async (context: Context, actor: Actor, ids: readonly string[]): Promise<ComparisonPage> =>
  compareScenarios(context, await askedScenarios(context, actor, ids))

/** Every street, phase and autumn of what stands now and of the scenarios, as a sheet. Refuses as `loadComparison`. */
export const comparisonSheet = async (
  context: Context,
  actor: Actor,
  ids: readonly string[],
): Promise<SheetToWrite> => {
  const asked = await askedScenarios(context, actor, ids)
  const { plans } = await reckonScenarios(context, asked)
  const names = await streetNames(context, context.store.db)
  const columns = words.sheetColumns
  return {
    name: words.file,
    columns: [
      { head: columns.scenario, width: 24 },
      { head: columns.street, width: 14 },
      { head: columns.phase },
      { head: columns.year, kind: 'number' },
      { head: columns.children, kind: 'number' },
      { head: columns.places, kind: 'number' },
      { head: columns.short, kind: 'number' },
      { head: columns.surplus, kind: 'number' },
      { head: columns.chance, kind: 'number' },
    ],
    rows: plans.flatMap(({ balances }, i) =>
      balances
        .filter(({ scope }) => scope === 'phase')
        .map((line) => [
          i === 0 ? words.now : (asked[i - 1]?.name ?? ''),
          names.get(line.street) ?? line.street,
          phaseWords[line.phase],
          line.year,
          Math.round(line.demandP50),
          Math.round(line.probable),
          Math.round(line.short),
          Math.round(line.surplus),
          Math.round(line.pShort * 100),
        ]),
    ),
  }
}
