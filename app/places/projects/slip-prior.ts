/**
 * What is assumed about delays before the district has a history of its own. Every number here is an assumption and is
 * shown on the page as one: no Chinese series of school projects with first promises and outcomes is public.
 *
 * Plausibility: building 18–24 months, the assumed mean delay of the building step (0.4 × 4 = 1.6 months) is 7–9 % of
 * the works. The range found for British public buildings is 1–4 % (standard) to 2–39 % (non-standard): Mott MacDonald,
 * "Review of Large Public Procurement in the UK" (2002), in HM Treasury, Green Book supplementary guidance "Optimism bias".
 */

/** What is still ahead of a project: 立项→前期, 前期→开工, 开工→竣工, 竣工→交付, 交付→开学启用. */
export type SlipStep = 'approve' | 'start' | 'build' | 'handover' | 'open'

export const slipSteps: readonly SlipStep[] = ['approve', 'start', 'build', 'handover', 'open']

/** Of `weight` made-up projects, a share `slips` moves the day of use in this step, by `months` on average. */
export interface StepPrior {
  slips: number
  months: number
}

export const stepPriors: Record<SlipStep, StepPrior> = {
  approve: { slips: 0.4, months: 6 },
  start: { slips: 0.35, months: 6 },
  build: { slips: 0.4, months: 4 },
  handover: { slips: 0.2, months: 2 },
  open: { slips: 0.05, months: 2 },
}

/** As many projects as the assumption counts for, against each project of the district's own that passed the step. */
export const priorWeight = 10

/** A delay is never reckoned longer than this. */
export const longestSlipMonths = 48
