import type { ControlTotalKind, ProjectKind, ProjectStage } from '#db/schema/index'

/** What the district has announced, held against the sum of the projects. A difference is shown, never hidden. Pure. */

export interface ControlTotalFacts {
  id: string
  kind: ControlTotalKind
  name: string
  /** Projects, places, or 分, by its kind. */
  amount: number
  source: string
  publishedOn: string
}

export interface CountedProject {
  id: string
  kind: ProjectKind
  stage: ProjectStage
  /** Σ over phases; null where nobody has said. */
  places: number | null
  /** The announced total that it is part of; '' for none. */
  controlTotal: string
  budgetFen: number | null
}

/** One announced total beside the projects that are part of it. */
export interface Reconciled {
  total: ControlTotalFacts
  /** How many projects are part of it. */
  projects: number
  listed: number
  /** listed − announced. */
  difference: number
  /** Of the projects, those that have not said. */
  unstated: number
}

export interface Reconciliation {
  /** 11,000 places: the projects of the total. */
  places: Reconciled[]
  /** 1,080 places, counted apart. */
  apart: Reconciled[]
  /** 4 completed, 16 under way: of the projects of the places totals. */
  completed: Reconciled[]
  underWay: Reconciled[]
  /** Money for old schools, in 分; never divided by places. */
  upgrades: Reconciled[]
}

/** Projects that still count: a cancelled one brings nothing. */
const living = (projects: readonly CountedProject[]): CountedProject[] =>
  projects.filter(({ stage }) => stage !== 'cancelled')

const against = (total: ControlTotalFacts, amounts: readonly (number | null)[]): Reconciled => {
  const listed = amounts.reduce<number>((sum, one) => sum + (one ?? 0), 0)
  return {
    total,
    projects: amounts.length,
    listed,
    difference: listed - total.amount,
    unstated: amounts.filter((one) => one === null).length,
  }
}

/** Every announced total with what the listed projects come to. Cancelled projects are left out. */
export const reconcile = (
  projects: readonly CountedProject[],
  totals: readonly ControlTotalFacts[],
): Reconciliation => {
  const all = living(projects)
  const of = (kind: ControlTotalKind): ControlTotalFacts[] => totals.filter((total) => total.kind === kind)
  const placesTotals = new Set(of('places').map(({ id }) => id))
  const announced = all.filter(({ controlTotal }) => placesTotals.has(controlTotal))
  const running = announced.filter(({ stage }) => stage === 'running')
  const byTotal = (total: ControlTotalFacts): Reconciled =>
    against(
      total,
      all.filter(({ controlTotal }) => controlTotal === total.id).map(({ places }) => places),
    )
  const counted = (total: ControlTotalFacts, some: readonly CountedProject[]): Reconciled =>
    against(
      total,
      some.map(() => 1),
    )
  return {
    places: of('places').map(byTotal),
    apart: of('places_apart').map(byTotal),
    completed: of('completed').map((total) => counted(total, running)),
    underWay: of('under_way').map((total) =>
      counted(
        total,
        announced.filter(({ stage }) => stage !== 'running'),
      ),
    ),
    upgrades: of('upgrade_fen').map((total) =>
      against(
        total,
        all.filter(({ controlTotal }) => controlTotal === total.id).map(({ budgetFen }) => budgetFen),
      ),
    ),
  }
}
