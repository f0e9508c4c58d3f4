import { entryGradeOf, gradesOfPhase, type Phase } from '../phases'

/** Which children of the cells count for a catchment. Pure. */

const YOUNGEST = -2

/** The grades that count: those who enter, or all of the phase. */
export const gradesInScope = (phase: Phase, scope: 'intake' | 'phase'): readonly number[] =>
  scope === 'intake' ? [entryGradeOf[phase]] : gradesOfPhase[phase]

/**
 * The grades in which the children of some later grades were when they were counted; for those who were too young to be
 * counted then, the youngest that were.
 * @param later autumns between the count and the autumn that is meant, ≥ 0.
 */
export const countedGrades = (grades: readonly number[], later: number): number[] =>
  grades.map((grade) => Math.max(YOUNGEST, grade - later))
