import type { Births, ForecastInput, Roll } from '../forecast/nouns'
import { entryAgeOf, gradesOfPhase, type Phase } from '../phases'
import type { Assumptions } from './assumptions-rules'
import type { DistrictFacts } from './district-facts'
import { housingBeyondHistory } from './housing-rules'

/** The facts of a district as the engine takes them. Pure. */

/** Kindergartens are forecast by themselves; grades 1–9 in one go, so that 小学 feeds 初中. */
export type EngineRun = 'kindergarten' | 'compulsory'

export const phasesOfRun: Record<EngineRun, readonly Phase[]> = {
  kindergarten: ['kindergarten'],
  compulsory: ['primary', 'junior'],
}

const entryPhase: Record<EngineRun, 'kindergarten' | 'primary'> = {
  kindergarten: 'kindergarten',
  compulsory: 'primary',
}

export const gradesOfRun = (run: EngineRun): readonly number[] =>
  phasesOfRun[run].flatMap((phase) => gradesOfPhase[phase])

/** Autumns over which it is counted where the leavers of a school go. */
const FEEDER_YEARS = 3
const LAST_PRIMARY_GRADE = 6

/** Births of calendar years by street: the year's own number, else the sum of its twelve months. '' is the district. */
export const yearlyBirths = (births: DistrictFacts['births']): Births[] => {
  const found = new Map<string, { area: string; year: number; whole: number | null; months: number; sum: number }>()
  for (const { street, year, month, births: born } of births) {
    const key = `${street}\n${year}`
    const one = found.get(key) ?? { area: street, year, whole: null, months: 0, sum: 0 }
    found.set(key, one)
    if (month === 0) one.whole = born
    else {
      one.months += 1
      one.sum += born
    }
  }
  return [...found.values()].flatMap(({ area, year, whole, months, sum }) => {
    const born = whole ?? (months === 12 ? sum : null)
    return born === null ? [] : [{ area, year, births: born }]
  })
}

/** Where the leavers of a primary school go: of its sixth graders, the share that began at each junior school. */
const feedersOf = ({ feeders, rolls, origin }: DistrictFacts): { from: string; to: string; share: number }[] => {
  const recent = feeders.filter(({ year }) => year <= origin && year > origin - FEEDER_YEARS)
  const leavers = (from: string): number => {
    const years = new Set(recent.filter((one) => one.from === from).map(({ year }) => year - 1))
    const counted = recent.filter((one) => one.from === from).reduce((sum, { pupils }) => sum + pupils, 0)
    const sixth = rolls.filter((one) => one.school === from && one.grade === LAST_PRIMARY_GRADE && years.has(one.year))
    return Math.max(
      counted,
      sixth.reduce((sum, { pupils }) => sum + pupils, 0),
    )
  }
  const pairs = new Map<string, { from: string; to: string; pupils: number }>()
  for (const { from, to, pupils } of recent) {
    const pair = pairs.get(`${from}\n${to}`) ?? { from, to, pupils: 0 }
    pairs.set(`${from}\n${to}`, pair)
    pair.pupils += pupils
  }
  return [...pairs.values()].flatMap(({ from, to, pupils }) => {
    const all = leavers(from)
    return all > 0 && pupils > 0 ? [{ from, to, share: pupils / all }] : []
  })
}

/**
 * What one run of the engine is given. Births by street where streets have them, of streets with rolls only.
 * @param births factor on births that are not known yet, on top of the assumption.
 */
export const engineInput = (
  run: EngineRun,
  facts: DistrictFacts,
  { horizon, movesWithin, shockYears, futureBirths }: Assumptions,
  births: number,
): ForecastInput => {
  const grades = new Set(gradesOfRun(run))
  const streetOf = new Map(facts.schools.map(({ id, street }) => [id, street]))
  const rolls = facts.rolls.flatMap(({ school, year, grade, pupils }): Roll[] => {
    const area = streetOf.get(school)
    return area === undefined || !grades.has(grade) ? [] : [{ year, area, school, grade: String(grade), pupils }]
  })
  const areas = new Set(rolls.map(({ area }) => area))
  const all = yearlyBirths(facts.births)
  const byStreet = all.filter(({ area }) => areas.has(area))
  const phases = phasesOfRun[run]
  return {
    rolls,
    births: byStreet.length > 0 ? byStreet : all.filter(({ area }) => area === ''),
    origin: facts.origin,
    horizon,
    grades: gradesOfRun(run).map(String),
    entryAge: entryAgeOf[entryPhase[run]],
    housing: housingBeyondHistory(facts, { horizon, movesWithin }, phases).filter(({ area }) => areas.has(area)),
    shockYears,
    futureBirths: futureBirths * births,
    ...(run === 'compulsory' && facts.feeders.length > 0 ? { feeders: feedersOf(facts) } : {}),
  }
}
