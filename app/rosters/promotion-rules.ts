import type { Schema } from '#db/schema/index'

/** A school year passes up once: every class a grade higher, the last grade gone. Pure. */

type Stage = Schema['school']['$inferSelect']['stage']

const lastGrades: Record<Stage, number> = { kindergarten: 0, primary: 6, junior: 9, nine_year: 9 }

/** Who is in this grade graduates. */
export const lastGradeOf = (stage: Stage): number => lastGrades[stage]

/** The year in which the school year of a day began, or is about to begin. */
export const promotionYear = (today: string): number => Number(today.slice(0, 4))

/** The first day on which a year's classes may go up. */
export const promotionOpensOn = (year: number): string => `${year}-07-01`

export type PromotionPhase = 'early' | 'ready' | 'done' | 'empty'

/** @param promoted the school's classes went up this year already. */
export const promotionPhase = (today: string, promoted: boolean, classes: number): PromotionPhase => {
  if (promoted) return 'done'
  if (today < promotionOpensOn(promotionYear(today))) return 'early'
  return classes === 0 ? 'empty' : 'ready'
}

export interface GradeToPromote {
  grade: number
  /** null: they graduate. */
  to: number | null
  classes: number
  pupils: number
}

/** What a press would do, the highest grade first: only so no two classes ever have one number. */
export const gradesToPromote = (
  stage: Stage,
  classes: readonly { grade: number; pupils: number }[],
): GradeToPromote[] => {
  const last = lastGradeOf(stage)
  const grades = [...new Set(classes.map(({ grade }) => grade))].sort((a, b) => b - a)
  return grades.map((grade) => {
    const own = classes.filter((one) => one.grade === grade)
    const pupils = own.reduce((sum, one) => sum + one.pupils, 0)
    return { grade, to: grade >= last ? null : grade + 1, classes: own.length, pupils }
  })
}

/** The counts that the page showed; a press carries them back, so that nobody decides on what was never seen. */
export const seenPromotion = (grades: readonly GradeToPromote[]): string =>
  grades.map(({ grade, classes, pupils }) => `${grade}:${classes}:${pupils}`).join(' ')
