import type { Phase } from '#db/schema/index'

/** 学段 and their grades. −2 小班, −1 中班, 0 大班, 1–9 the grades of compulsory education. Pure. */

export type { Phase } from '#db/schema/index'

export const phases: readonly Phase[] = ['kindergarten', 'primary', 'junior']

export const gradesOfPhase: Record<Phase, readonly number[]> = {
  kindergarten: [-2, -1, 0],
  primary: [1, 2, 3, 4, 5, 6],
  junior: [7, 8, 9],
}

export const entryGradeOf: Record<Phase, number> = { kindergarten: -2, primary: 1, junior: 7 }

/** Completed years of age by 31 August with which a child enters the phase's first grade. */
export const entryAgeOf: Record<Phase, number> = { kindergarten: 3, primary: 6, junior: 12 }

/** @param grade −2 … 9; others belong to no phase: undefined. */
export const phaseOfGrade = (grade: number): Phase | undefined =>
  phases.find((phase) => gradesOfPhase[phase].includes(grade))
