import type { ForecastLine } from '../forecast/nouns'
import { entryGradeOf, gradesOfPhase, type Phase, phases } from '../phases'
import type { DistrictFacts, ScenarioEdit } from './district-facts'
import { type EngineRun, gradesOfRun, phasesOfRun } from './engine-input-rules'
import type { PlanLine } from './plan-nouns'
import { type Band, bandOf, sureBand, togetherness } from './spread-rules'

/** Children by street, phase, grade and autumn, from the rolls and from what the engine says. Pure. */

/** Children of one street and phase. */
export interface StreetDemand {
  street: string
  phase: Phase
  /** A row a year of the plan (the origin first), a band a grade. */
  grades: Band[][]
  /** A band a year for the whole phase, by the errors of the street's totals. */
  whole: Band[]
  /** How much the grades err together, a number a year. */
  together: number[]
}

type Boundary = Extract<ScenarioEdit, { kind: 'boundary' }>

const bandKey = (level: string, id: string, grade: string, year: number): string => `${level}\n${id}\n${grade}\n${year}`

/** Finds the engine's lines; a line that is not there is nobody. */
const bandsOf = (
  lines: readonly ForecastLine[],
): ((level: string, id: string, grade: string, year: number) => Band) => {
  const found = new Map(lines.map((one) => [bandKey(one.level, one.id, one.grade, one.year), plain(one)]))
  return (level, id, grade, year) => found.get(bandKey(level, id, grade, year)) ?? sureBand(0)
}

/** Of one subject: the bands of a phase's grades and of the phase. */
interface PhaseBands {
  grades: Band[]
  whole: Band
  together: number
}

/**
 * The bands of a phase. Where the run is this phase alone, the engine's own total; else the spread of the phase's grades
 * together, as closely tied as the total of all grades says they are.
 */
const phaseBands = (run: EngineRun, phase: Phase, bandAt: (grade: string) => Band): PhaseBands => {
  const all = gradesOfRun(run).map((grade) => bandAt(String(grade)))
  const grades = gradesOfPhase[phase].map((grade) => bandAt(String(grade)))
  const total = bandAt('')
  const together = togetherness(all, total)
  return { grades, together, whole: phasesOfRun[run].length === 1 ? total : bandOf(grades, together) }
}

/** What two sets of lines say of every street, school and the district, phase by phase. */
export interface DemandTables {
  streets: StreetDemand[]
  lines: PlanLine[]
}

/**
 * Sorts what one run of the engine says into the district's phases.
 * @param years of the plan, the origin first: its numbers are the rolls themselves.
 */
export const demandTables = (
  run: EngineRun,
  facts: Pick<DistrictFacts, 'rolls' | 'schools' | 'streets' | 'origin'>,
  years: readonly number[],
  engineLines: readonly ForecastLine[],
): DemandTables => {
  const bandOfLine = bandsOf(engineLines)
  const streetOf = new Map(facts.schools.map(({ id, street }) => [id, street]))
  const now = new Map<string, number>()
  const has = new Set<string>()
  for (const { school, year, grade, pupils } of facts.rolls) {
    const street = streetOf.get(school)
    if (year !== facts.origin || street === undefined) continue
    const key = `${street}\n${grade}`
    now.set(key, (now.get(key) ?? 0) + pupils)
    has.add(`${school}\n${grade}`)
  }
  const ahead = years.slice(1)
  const lines: PlanLine[] = []
  const write = (level: PlanLine['level'], subject: string, phase: Phase, year: number, bands: PhaseBands): void => {
    if (level !== 'grade') lines.push({ level, subject, phase, grade: null, year, ...plain(bands.whole) })
    if (level !== 'school')
      for (const [i, band] of bands.grades.entries())
        lines.push({ level, subject, phase, grade: gradesOfPhase[phase][i] ?? 0, year, ...plain(band) })
  }
  const streets: StreetDemand[] = []
  for (const phase of phasesOfRun[run]) {
    for (const { code } of facts.streets) {
      const first = gradesOfPhase[phase].map((grade) => sureBand(now.get(`${code}\n${grade}`) ?? 0))
      const demand: StreetDemand = { street: code, phase, grades: [first], whole: [bandOf(first, 0)], together: [0] }
      for (const year of ahead) {
        const bands = phaseBands(run, phase, (grade) => bandOfLine('area', code, grade, year))
        demand.grades.push(bands.grades)
        demand.whole.push(bands.whole)
        demand.together.push(bands.together)
        if (bands.whole.p50 > 0) write('area', code, phase, year, bands)
      }
      streets.push(demand)
    }
    for (const year of ahead) {
      write(
        'district',
        'district',
        phase,
        year,
        phaseBands(run, phase, (grade) => bandOfLine('district', 'district', grade, year)),
      )
      for (const { id } of facts.schools) {
        if (!gradesOfPhase[phase].some((grade) => has.has(`${id}\n${grade}`))) continue
        const bands = phaseBands(run, phase, (grade) => bandOfLine(grade === '' ? 'school' : 'grade', id, grade, year))
        const only = bands.grades.map((band) => band.p50).reduce((a, b) => a + b, 0)
        const total = bandOfLine('school', id, '', year)
        // A school of this phase alone has its own errors; one of several phases shares them out.
        const whole = Math.abs(total.p50 - only) < 0.5 ? total : bands.whole
        write('school', id, phase, year, { ...bands, whole })
        write('grade', id, phase, year, bands)
      }
    }
  }
  return { streets, lines }
}

const plain = ({ p10, p50, p90 }: Band): Band => ({ p10, p50, p90 })

const scaled = ({ p10, p50, p90 }: Band, by: number): Band => ({ p10: p10 * by, p50: p50 * by, p90: p90 * by })
const plus = (a: Band, b: Band): Band => ({ p10: a.p10 + b.p10, p50: a.p50 + b.p50, p90: a.p90 + b.p90 })

/** The share of a grade that a new boundary has reached: it takes new intakes only, and they grow a grade a year. */
const reached = (phase: Phase, grade: number, year: number, origin: number): boolean =>
  year - (grade - entryGradeOf[phase]) > origin

/**
 * Moves a share of a street's future intakes to another street, from the first autumn after the origin; children who are
 * at school stay there.
 */
export const withBoundaries = (
  streets: readonly StreetDemand[],
  boundaries: readonly Boundary[],
  { years, origin }: { years: readonly number[]; origin: number },
): StreetDemand[] => {
  const moved = streets.map((one) => ({ ...one, grades: one.grades.map((row) => [...row]) }))
  for (const { phase, from, to, share } of boundaries) {
    const giving = moved.find((one) => one.street === from && one.phase === phase)
    const taking = moved.find((one) => one.street === to && one.phase === phase)
    if (!giving || !taking || giving === taking) continue
    for (const [i, year] of years.entries())
      for (const [j, grade] of gradesOfPhase[phase].entries()) {
        const band = giving.grades[i]?.[j]
        const other = taking.grades[i]?.[j]
        const [givingRow, takingRow] = [giving.grades[i], taking.grades[i]]
        if (!band || !other || !givingRow || !takingRow || !reached(phase, grade, year, origin)) continue
        givingRow[j] = scaled(band, 1 - share)
        takingRow[j] = plus(other, scaled(band, share))
      }
    for (const one of [giving, taking]) one.whole = one.grades.map((row, i) => bandOf(row, one.together[i] ?? 0))
  }
  return moved
}

/** True where a street has neither pupils nor any to come. */
export const isEmpty = ({ grades }: StreetDemand): boolean => grades.every((row) => row.every(({ p50 }) => p50 === 0))

/** In the order of the phases, then of the streets. */
export const inPlanOrder = (streets: readonly StreetDemand[], codes: readonly string[]): StreetDemand[] =>
  [...streets].sort(
    (a, b) => codes.indexOf(a.street) - codes.indexOf(b.street) || phases.indexOf(a.phase) - phases.indexOf(b.phase),
  )
