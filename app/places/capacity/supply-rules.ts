import type { CapacityTier } from '#db/schema/index'
import { firstAutumnOf } from '../autumn-rules'
import { gradesOfPhase, type Phase } from '../phases'
import type { CapacityFacts, DistrictFacts } from '../plan/district-facts'

/** How many places a school has in an autumn: the ledger of events, class sizes, rooms and new schools that grow. Pure. */

/** From an autumn on, classes of a phase have another size than the standard says. */
export interface ClassSizeChange {
  phase: Phase
  size: number
  fromYear: number
}

/** Places of one school, phase and tier: a row a year, a column a grade, in the orders of the years asked and the phase. */
export interface SchoolSupply {
  street: string
  school: string
  phase: Phase
  tier: CapacityTier
  places: number[][]
}

type Standards = DistrictFacts['standards']

/** The grade 99 of a standard: every grade of the phase. */
const EVERY_GRADE = 99

/** 1 September of an autumn. */
export const schoolYearStart = (year: number): string => `${year}-09-01`

/**
 * Pupils a class by the standard in force on a day; before the first standard, the first.
 * @param day `YYYY-MM-DD`. @returns null where no standard names the grade.
 */
export const standardSize = (standards: Standards, phase: Phase, grade: number, day: string): number | null => {
  const own = standards.filter((one) => one.phase === phase && one.grade === grade)
  const fitting = own.length > 0 ? own : standards.filter((one) => one.phase === phase && one.grade === EVERY_GRADE)
  const byDay = [...fitting].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
  const inForce = byDay.filter(({ effectiveFrom }) => effectiveFrom <= day)
  return (inForce.at(-1) ?? byDay[0])?.classSize ?? null
}

/** Pupils a class in an autumn, with a change of the planner's where one holds. */
export const classSizeIn = (
  standards: Standards,
  changes: readonly ClassSizeChange[],
  { phase, grade, year }: { phase: Phase; grade: number; year: number },
): number | null =>
  changes.filter((one) => one.phase === phase && one.fromYear <= year).at(-1)?.size ??
  standardSize(standards, phase, grade, schoolYearStart(year))

/**
 * Whole places spread evenly over grades, the first grades taking what is left over.
 * @param places may be negative. @returns one a grade; they sum to `places`.
 */
export const spreadOver = (places: number, grades: number): number[] => {
  const base = Math.trunc(places / grades)
  const left = Math.round(places - base * grades)
  return Array.from({ length: grades }, (_, i) => base + (i < Math.abs(left) ? Math.sign(left) : 0))
}

/**
 * The events that hold: those that another one takes back do not, and one that takes back adds nothing itself.
 * An event that took something back and was taken back itself lets the first one stand again.
 */
export const eventsThatHold = (events: readonly CapacityFacts[]): CapacityFacts[] => {
  const takers = new Map<string, CapacityFacts[]>()
  for (const event of events)
    if (event.takesBack !== '') takers.set(event.takesBack, [...(takers.get(event.takesBack) ?? []), event])
  const holds = (event: CapacityFacts, seen: ReadonlySet<string>): boolean => {
    if (seen.has(event.id)) return true
    const further = new Set([...seen, event.id])
    return !(takers.get(event.id) ?? []).some((taker) => holds(taker, further))
  }
  return events.filter((event) => event.takesBack === '' && holds(event, new Set()))
}

/** True when an event's places are in use on 1 September of a year. */
export const holdsIn = ({ from, until }: Pick<CapacityFacts, 'from' | 'until'>, year: number): boolean =>
  firstAutumnOf(from) <= year && (until === null || until >= schoolYearStart(year))

/** The grades a school that opened some autumns ago has filled by now: its entry grade, and one more a year. */
const grownGrades = (openedIn: number, year: number, grades: number): number =>
  Math.max(0, Math.min(grades, year - openedIn + 1))

/**
 * Places of a phase by grade in an autumn, of what opens in one.
 * @param ramp the entry grade first, then a grade more a year; else every grade at once.
 */
export const openedPlaces = (
  { places, openedIn, ramp }: { places: number; openedIn: number; ramp: boolean },
  phase: Phase,
  year: number,
): number[] => {
  const grades = gradesOfPhase[phase].length
  if (year < openedIn) return Array.from({ length: grades }, () => 0)
  const filled = ramp ? grownGrades(openedIn, year, grades) : grades
  return spreadOver(places, grades).map((one, i) => (i < filled ? one : 0))
}

/** The places of one event in an autumn by grade, before class sizes change and rooms cap. */
const placesOf = (event: CapacityFacts, year: number): number[] => {
  const grades = gradesOfPhase[event.phase]
  if (!holdsIn(event, year)) return grades.map(() => 0)
  const openedIn = firstAutumnOf(event.from)
  if (event.grade === null) return openedPlaces({ ...event, openedIn }, event.phase, year)
  const open = event.ramp ? grownGrades(openedIn, year, grades.length) : grades.length
  return grades.map((grade, i) => (grade === event.grade && i < open ? event.places : 0))
}

/** By how much places grow or shrink when a class has another size than on the day they were counted. */
const sizeFactor = (
  standards: Standards,
  changes: readonly ClassSizeChange[],
  at: { phase: Phase; grade: number; year: number },
  countedOn: string,
): number => {
  const then = standardSize(standards, at.phase, at.grade, countedOn)
  const now = classSizeIn(standards, changes, at)
  return then === null || now === null || then === 0 ? 1 : now / then
}

/**
 * The places of every school by phase, tier, autumn and grade: what the ledger says, with the class size of the year
 * (standard places only), and capped by the rooms of the school (standard and actual places; emergency ones are what
 * goes beyond). Source: places.md §4.
 * @param years autumns wanted, ascending.
 */
export const ledgerSupply = (
  facts: Pick<DistrictFacts, 'capacity' | 'standards' | 'rooms'>,
  years: readonly number[],
  changes: readonly ClassSizeChange[] = [],
): SchoolSupply[] => {
  const found = new Map<string, SchoolSupply>()
  for (const event of eventsThatHold(facts.capacity)) {
    const { street, school, phase, tier } = event
    const key = [street, school, phase, tier].join('\n')
    const grades = gradesOfPhase[phase]
    const supply = found.get(key) ?? { street, school, phase, tier, places: years.map(() => grades.map(() => 0)) }
    found.set(key, supply)
    for (const [i, year] of years.entries()) {
      const row = supply.places[i] ?? []
      for (const [j, places] of placesOf(event, year).entries()) {
        const at = { phase, grade: grades[j] ?? 0, year }
        const factor = tier === 'standard' ? sizeFactor(facts.standards, changes, at, event.from) : 1
        row[j] = (row[j] ?? 0) + Math.round(places * factor)
      }
    }
  }
  const all = [...found.values()]
  // A ledger that takes away more than there was leaves nothing, not less than nothing.
  for (const { places } of all)
    for (const row of places) for (const [j, one] of row.entries()) row[j] = Math.max(0, one)
  capByRooms(all, facts, years, changes)
  return all
}

/** Classes that do not fit into a school's rooms are not there: every grade gives way in the same measure. */
const capByRooms = (
  supplies: readonly SchoolSupply[],
  { rooms, standards }: Pick<DistrictFacts, 'rooms' | 'standards'>,
  years: readonly number[],
  changes: readonly ClassSizeChange[],
): void => {
  const roomsOf = new Map(rooms.map((one) => [one.school, one.rooms]))
  for (const tier of ['standard', 'actual'] as const)
    for (const [school, most] of roomsOf) {
      const own = supplies.filter((one) => one.school === school && one.tier === tier)
      for (const [i, year] of years.entries()) {
        const classes = own.reduce((sum, { phase, places }) => {
          const sizeOf = (j: number) =>
            classSizeIn(standards, changes, { phase, grade: gradesOfPhase[phase][j] ?? 0, year }) ?? Infinity
          return sum + (places[i] ?? []).reduce((all, one, j) => all + one / sizeOf(j), 0)
        }, 0)
        if (classes <= most) continue
        for (const { places } of own)
          for (const [j, one] of (places[i] ?? []).entries()) {
            const row = places[i]
            if (row) row[j] = Math.floor((one * most) / classes)
          }
      }
    }
}

/** Sums supplies that fit into one table of years × grades. */
export const sumOfSupplies = (supplies: readonly SchoolSupply[], phase: Phase, years: number): number[][] =>
  Array.from({ length: years }, (_, i) =>
    gradesOfPhase[phase].map((_, j) => supplies.reduce((sum, one) => sum + (one.places[i]?.[j] ?? 0), 0)),
  )
