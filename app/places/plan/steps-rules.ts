import type { Births } from '../forecast/nouns'
import { entryGradeOf, gradesOfPhase, type Phase } from '../phases'
import type { WhyStep } from './plan-nouns'

/** Why a street's phase has as many children as it has: births → capture → progression → housing. Pure. */

/** What is known of one street, phase and autumn. */
export interface StepFacts {
  street: string
  phase: Phase
  year: number
  /** Children by grade, the middle. */
  children: readonly number[]
  /** Of them, of new dwellings beyond what history carries. */
  housing: readonly number[]
  promised: number
  probable: number
  short: number
}

/** What is known of the past and the future of entry grades. */
export interface CohortFacts {
  /** Births of calendar years of the street; null where they are not known. */
  births: (street: string, year: number) => number | null
  /** Children who entered 小班 or grade 1 in an autumn in the street, without new dwellings; null where not known. */
  entered: (street: string, phase: Phase, year: number) => number | null
}

/** The phase whose first grade a cohort enters: children enter 初中 from 小学. */
const firstPhase: Record<Phase, 'kindergarten' | 'primary'> = {
  kindergarten: 'kindergarten',
  primary: 'primary',
  junior: 'primary',
}
const AGE = { kindergarten: 3, primary: 6 } as const

/** The autumn in which the children of a grade entered 小班 or grade 1. */
const enteredIn = (phase: Phase, grade: number, year: number): number =>
  year - (grade - entryGradeOf[firstPhase[phase]])

const sumOrNull = (numbers: readonly (number | null)[]): number | null =>
  numbers.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0)

/** Lookup of births by street and calendar year. */
export const birthsLookup = (births: readonly Births[]): CohortFacts['births'] => {
  const found = new Map(births.map(({ area, year, births: born }) => [`${area}\n${year}`, born]))
  return (street, year) => found.get(`${street}\n${year}`) ?? null
}

/**
 * One waterfall. A cohort that enters in autumn t at age a is ⅓ of the births of t − a − 1 and ⅔ of those of t − a.
 * Source: places.md §3.
 */
export const whyStep = (facts: StepFacts, { births, entered }: CohortFacts): WhyStep => {
  const { street, phase, year, children, housing, promised, probable, short } = facts
  const first = firstPhase[phase]
  const entries = gradesOfPhase[phase].map((grade) => enteredIn(phase, grade, year))
  const bornOf = (t: number): number | null => {
    const early = births(street, t - AGE[first] - 1)
    const late = births(street, t - AGE[first])
    return early === null || late === null ? null : early / 3 + (late * 2) / 3
  }
  const demand = children.reduce((sum, one) => sum + one, 0)
  const homes = housing.reduce((sum, one) => sum + one, 0)
  const came = sumOrNull(entries.map((t) => entered(street, first, t)))
  return {
    street,
    phase,
    year,
    bornFrom: Math.min(...entries) - AGE[first] - 1,
    bornTo: Math.max(...entries) - AGE[first],
    births: sumOrNull(entries.map(bornOf)),
    entered: came,
    progression: came === null ? 0 : demand - homes - came,
    housing: homes,
    demand,
    promised,
    probable,
    surplus: probable - demand,
    short,
  }
}
