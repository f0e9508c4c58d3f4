import { type History, offers } from './history-rules'

/** Progression: how many of a grade stand in the next one a year later. Pure. Source: places.md §3. */

/** Autumns over which progression is pooled. */
const WINDOW = 5
/** Pupils by which a school's own ratio is shrunk to the district's. */
export const SHRINK = 200

interface Sums {
  before: number
  after: number
}

export interface Progression {
  /** ρ of the whole district, over schools open in both years; by the lower grade. */
  district(grade: number): number
  /** Of the schools of an area together. */
  area(area: number, grade: number): number
  /** Of one school that offers both grades. */
  school(school: number, grade: number): number
}

const ratio = ({ before, after }: Sums, towards: number): number => (after + SHRINK * towards) / (before + SHRINK)

/** @param shockYears autumns that count neither as before nor as after */
export const progressionOf = (history: History, origin: number, shockYears: ReadonlySet<number>): Progression => {
  const grades = history.grades.length
  const years = Array.from({ length: WINDOW }, (_, j) => origin - j).filter(
    (year) => year > history.first && !shockYears.has(year) && !shockYears.has(year - 1),
  )
  const empty = (): Sums[] => Array.from({ length: grades }, () => ({ before: 0, after: 0 }))
  const whole = empty()
  const within = empty()
  const areas = history.areas.map(empty)
  const schools = history.schools.map(empty)
  for (const [s, { area }] of history.schools.entries())
    for (const year of years) {
      if (!history.isOpen(s, year) || !history.isOpen(s, year - 1)) continue
      for (let g = 0; g < grades - 1; g++) {
        const before = offers(history, s, g, year - 1) ? history.at(s, g, year - 1) : 0
        const after = offers(history, s, g + 1, year) ? history.at(s, g + 1, year) : 0
        const both = offers(history, s, g, year - 1) && offers(history, s, g + 1, year)
        for (const sums of [whole, areas[area], ...(both ? [within, schools[s]] : [])]) {
          const one = sums?.[g]
          if (!one) continue
          one.before += before
          one.after += after
        }
      }
    }
  const plain = ({ before, after }: Sums, otherwise: number): number => (before > 0 ? after / before : otherwise)
  const none: Sums = { before: 0, after: 0 }
  const district = (grade: number): number => plain(whole[grade] ?? none, 1)
  // A school is held against schools that have both grades: where many leave for another one, the district is no measure.
  const alike = (grade: number): number => plain(within[grade] ?? none, district(grade))
  return {
    district,
    area: (area, grade) => ratio(areas[area]?.[grade] ?? none, district(grade)),
    school: (school, grade) => ratio(schools[school]?.[grade] ?? none, alike(grade)),
  }
}
