import { entryGradeOf, gradesOfPhase, type Phase } from '../phases'
import type { Assumptions } from '../plan/assumptions-rules'
import { balanceLine } from '../plan/balance-rules'
import { toneOf } from '../plan/colour-rules'
import type { StreetDemand } from '../plan/demand-rules'
import type { DistrictFacts, ProjectFacts } from '../plan/district-facts'
import { monthsLater, withEdits } from '../plan/edit-rules'
import { placesSpreads } from '../plan/plan-rules'
import { type ProjectSupply, projectSupplies } from '../plan/project-supply-rules'
import { drawsOf } from '../plan/spread-rules'
import { probabilityInUse, slipRecordOf } from '../projects/slip-rules'
import type { Scope } from './heat-rules'

/** By when a project must be in use, or its street turns red: asks the plan again with the project delayed. Pure. */

export interface RedDate {
  project: string
  street: string
  phase: Phase
  /** The first autumn that turns red. */
  year: number
  /** Most months that the project may still be delayed without it, ≥ 0. */
  months: number
  /** The day of use that much later. */
  day: string
}

/** No project is asked about more than this. */
const MOST_MONTHS = 24

interface Asked {
  facts: DistrictFacts
  assumptions: Assumptions
  /** Children of the plan: they stay as they are, whatever becomes of the dates. */
  demand: readonly StreetDemand[]
  scope: Scope
}

/** True for what can still be late: not in use, with a day and with places. */
const canBeLate = ({ stage, places, milestones }: ProjectFacts): boolean => {
  const use = milestones.find(({ kind }) => kind === 'in_use')
  const open = stage !== 'cancelled' && stage !== 'running' && use?.metOn === null && use.dueOn !== null
  return open && places.some((one) => one.places > 0)
}

/**
 * For every project that can still be late: the most months of delay that turn no cell of its street and phases red
 * which is not red now. Nothing for a project whose delay by two years turns none.
 */
export const redDates = ({ facts, assumptions, demand, scope }: Asked): RedDate[] => {
  const { horizon, spareShare, tier } = assumptions
  const years = Array.from({ length: horizon + 1 }, (_, i) => facts.origin + i)
  const slips = slipRecordOf(facts.projects)
  const chanceOf = (project: ProjectFacts, autumn: number): number =>
    probabilityInUse(project, autumn, facts.today, slips)
  const now = projectSupplies(facts.projects, years, chanceOf)
  const drawn = new Map<string, ReturnType<typeof drawsOf>>()
  const drawsIn = ({ street, phase, grades, together }: StreetDemand, at: number): ReturnType<typeof drawsOf> => {
    const key = `${street} ${phase} ${at}`
    const draws = drawn.get(key) ?? drawsOf(grades[at] ?? [], together[at] ?? 0)
    drawn.set(key, draws)
    return draws
  }
  const only = (phase: Phase): number | undefined =>
    scope === 'intake' ? gradesOfPhase[phase].indexOf(entryGradeOf[phase]) : undefined

  /** Red cells of a street in the order of years, each reckoned when it is asked for; `except` are not looked at. */
  const redCells = function* (
    street: string,
    phases: readonly Phase[],
    supplies: readonly ProjectSupply[],
    except: ReadonlySet<string>,
  ): Generator<{ key: string; year: number; phase: Phase }> {
    const own = withEdits({ ...facts, capacity: facts.capacity.filter((event) => event.street === street) }, [])
    const spreads = placesSpreads(own, supplies, years, tier)
    const places = new Map(phases.map((phase) => [phase, spreads(street, phase)]))
    for (const [at, year] of years.entries())
      for (const phase of phases) {
        const key = `${year} ${phase}`
        const children = demand.find((one) => one.street === street && one.phase === phase)
        const bands = children?.grades[at]
        const whole = children?.whole[at]
        const spread = places.get(phase)?.[at]
        if (except.has(key) || !children || !bands || !whole || !spread) continue
        const middle = bands.map(({ p50 }) => p50)
        const grade = only(phase)
        const line = balanceLine(
          { street, phase, year },
          { middle, draws: drawsIn(children, at) },
          spread,
          grade === undefined ? { spareShare, band: whole } : { spareShare, band: bands[grade] ?? whole, only: grade },
        )
        if (toneOf(line, assumptions) === 'short') yield { key, year, phase }
      }
  }

  return facts.projects.filter(canBeLate).flatMap((project) => {
    const { id, street } = project
    const phases = project.places.filter(({ places }) => places > 0).map(({ phase }) => phase)
    const others = now.filter((one) => one.project !== id && one.street === street)
    const mine = now.filter((one) => one.project === id)
    const before = new Set([...redCells(street, phases, [...others, ...mine], new Set())].map(({ key }) => key))
    const firstRed = (months: number): { year: number; phase: Phase } | undefined => {
      const { projects } = withEdits({ ...facts, projects: [project] }, [{ kind: 'delay', project: id, months }]).facts
      const supplies = [...others, ...projectSupplies(projects, years, chanceOf)]
      return redCells(street, phases, supplies, before).next().value ?? undefined
    }
    const latest = firstRed(MOST_MONTHS)
    if (!latest) return []
    let turns = latest
    let [calm, red] = [0, MOST_MONTHS]
    while (red - calm > 1) {
      const middle = Math.floor((calm + red) / 2)
      const found = firstRed(middle)
      if (found) {
        red = middle
        turns = found
      } else calm = middle
    }
    const due = project.milestones.find(({ kind }) => kind === 'in_use')?.dueOn ?? facts.today
    return [
      {
        project: id,
        street,
        phase: turns.phase,
        year: turns.year,
        months: calm,
        day: monthsLater(due, calm),
      },
    ]
  })
}
