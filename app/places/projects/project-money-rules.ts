import type { ProjectKind, ProjectStage } from '#db/schema/index'

/** Money of projects, in whole 分. Pure. */

export interface ProjectMoney {
  /** null: not announced. */
  budgetFen: number | null
  fundedFen: number
  paidFen: number
  /** Σ of the changes of contracts, ±. */
  variedFen: number
  /** Budget − paid, negative where more was paid; null without a budget. */
  restFen: number | null
  /** More was paid than the budget says. */
  overBudget: boolean
}

/** Budget against what was paid, promised and changed. @param of every row's amount, in 分 */
export const projectMoney = (
  budgetFen: number | null,
  of: { funding: readonly number[]; payments: readonly number[]; variations: readonly number[] },
): ProjectMoney => {
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0)
  const paidFen = sum(of.payments)
  return {
    budgetFen,
    fundedFen: sum(of.funding),
    paidFen,
    variedFen: sum(of.variations),
    restFen: budgetFen === null ? null : budgetFen - paidFen,
    overBudget: budgetFen !== null && paidFen > budgetFen,
  }
}

/** What a place costs, of one kind of project. */
export interface CostPerPlace {
  kind: ProjectKind
  projects: number
  places: number
  budgetFen: number
  /** Rounded to whole 分. */
  fenPerPlace: number
}

interface CostedProject {
  kind: ProjectKind
  stage: ProjectStage
  places: number
  budgetFen: number | null
}

/**
 * Budget ÷ places by kind: new build, enlargement and replacement are never mixed. Only projects that add places and
 * have a budget count; an upgrade never does, whatever it adds besides. Source: places.md §1 and §7.
 */
export const costPerPlace = (projects: readonly CostedProject[]): CostPerPlace[] =>
  (['new', 'enlarged', 'replaced'] as const).flatMap((kind) => {
    const counted = projects.flatMap((one) =>
      one.kind === kind && one.stage !== 'cancelled' && one.places > 0 && one.budgetFen !== null
        ? [{ places: one.places, budgetFen: one.budgetFen }]
        : [],
    )
    if (counted.length === 0) return []
    const places = counted.reduce((sum, one) => sum + one.places, 0)
    const budgetFen = counted.reduce((sum, one) => sum + one.budgetFen, 0)
    return [{ kind, projects: counted.length, places, budgetFen, fenPerPlace: Math.round(budgetFen / places) }]
  })
