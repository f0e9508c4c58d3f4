import { RECENT } from './capture-rules'
import type { Cells } from './cohort-rules'
import { spansOf } from './growing-rules'
import { everySchool, type History, offers, sumOf } from './history-rules'

/** The simple methods that the engine has to beat. Pure. Source: places.md §6. */

export type Baseline = 'last' | 'linear5' | 'cohort321'

/** 「和今年一样」, or a line through the last five autumns, never below 0. @param past of one line, the origin last */
export const lineOn = (past: readonly number[], ahead: number): number => {
  const values = past.slice(-5)
  const n = values.length
  const [x, y] = [(n - 1) / 2, values.reduce((sum, one) => sum + one, 0) / n]
  const across = values.reduce((sum, _, i) => sum + (i - x) ** 2, 0)
  const slope = across > 0 ? values.reduce((sum, one, i) => sum + (i - x) * (one - y), 0) / across : 0
  return Math.max(0, y + slope * (n - 1 - x + ahead))
}

/** Weights of the last three autumns, the latest first. */
const WEIGHTS = [3, 2, 1]

/** Ratio of a grade to the one below over the last three autumns, 3:2:1; undefined where there was nobody below. */
const survivalOf = (
  history: History,
  schools: readonly number[],
  grade: number,
  origin: number,
): number | undefined => {
  let [sum, weights] = [0, 0]
  for (const [j, weight] of WEIGHTS.entries()) {
    const year = origin - j
    const both = schools.filter((s) => offers(history, s, grade, year - 1) && offers(history, s, grade + 1, year))
    const before = sumOf(history, both, grade, year - 1)
    if (before <= 0) continue
    sum += (weight * sumOf(history, both, grade + 1, year)) / before
    weights += weight
  }
  return weights > 0 ? sum / weights : undefined
}

/** Mean of a school's last three intakes, 3:2:1. */
const intakeOf = (history: History, school: number, grade: number, origin: number): number => {
  const known = WEIGHTS.slice(0, RECENT).flatMap((weight, j) =>
    offers(history, school, grade, origin - j) ? [{ weight, children: history.at(school, grade, origin - j) }] : [],
  )
  const weights = known.reduce((sum, one) => sum + one.weight, 0)
  return weights > 0 ? known.reduce((sum, one) => sum + one.weight * one.children, 0) / weights : 0
}

/**
 * Cohort survival: each school's own ratios, 3:2:1 over three years (the district's where it has none); intake the same
 * mean of its intakes. By autumns ahead − 1, at [school × grades + grade].
 */
export const cohort321 = (history: History, origin: number, horizon: number): Cells[] => {
  const grades = history.grades.length
  const spans = spansOf(history, origin)
  const everybody = everySchool(history)
  const whole = history.grades.map((_, g) => survivalOf(history, everybody, g, origin) ?? 1)
  const ahead = Array.from({ length: horizon }, () => new Float64Array(history.schools.length * grades))
  for (const [s, span] of spans.entries()) {
    if (!span) continue
    const ratios = history.grades.map((_, g) => survivalOf(history, [s], g, origin) ?? whole[g] ?? 1)
    let children = history.grades.map((_, g) => history.at(s, g, origin) || 0)
    for (const [i, cells] of ahead.entries()) {
      const before = children
      children = history.grades.map((_, g) => {
        if (!span.offers(g, i + 1)) return 0
        return g > 0 && span.offers(g - 1, i)
          ? (before[g - 1] ?? 0) * (ratios[g - 1] ?? 1)
          : intakeOf(history, s, g, origin)
      })
      cells.set(children, s * grades)
    }
  }
  return ahead
}
