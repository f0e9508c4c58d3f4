import type { Roll } from '../nouns'
import { commandWords } from './command-words'
import type { InputError } from './input-error'
import { readTable, wholeIn, yearIn } from './read-table'

const words = commandWords.input

interface Seen {
  year: number
  line: number
}

/** Years of a (school, grade) that lie between two that have it, each run told at the row after it. */
const holesIn = (seen: readonly Seen[]): { line: number; years: number[] }[] => {
  const sorted = [...seen].sort((a, b) => a.year - b.year)
  return sorted.flatMap(({ year, line }, i) => {
    const before = sorted[i - 1]?.year
    const missing = before === undefined ? 0 : year - before - 1
    return missing > 0 ? [{ line, years: Array.from({ length: missing }, (_, j) => year - missing + j) }] : []
  })
}

/**
 * `rolls.csv`: year, area, school, grade, pupils.
 * @param until rows of later years are left out, whatever they say. @param grades those that may occur.
 * @returns the rolls, and what is wrong with the file, each at its line.
 */
export const readRolls = (
  bytes: Uint8Array,
  file: string,
  { grades, until }: { grades: readonly string[]; until: number },
): { rolls: Roll[]; errors: InputError[] } => {
  const table = readTable(bytes, file, ['year', 'area', 'school', 'grade', 'pupils'])
  const errors = [...table.errors]
  const rolls: Roll[] = []
  const areas = new Map<string, { area: string; line: number }>()
  const cells = new Map<string, { school: string; grade: string; seen: Map<number, number> }>()
  let firstArea: string | undefined
  for (const { line, cell } of table.rows) {
    const wrong = (column: string, message: string): void => {
      errors.push({ file, line, column, message })
    }
    const year = yearIn(cell('year'))
    if (year !== undefined && year > until) continue
    if (year === undefined) wrong('year', words.year)
    const [area, school, grade, pupils] = [cell('area'), cell('school'), cell('grade'), wholeIn(cell('pupils'))]
    if (school === '') wrong('school', words.empty)
    const gradeKnown = grades.includes(grade)
    if (!gradeKnown) wrong('grade', words.grade(grades))
    if (pupils === undefined) wrong('pupils', words.whole)
    firstArea ??= area
    if ((area === '') !== (firstArea === '')) wrong('area', words.mixedAreas)
    if (school === '') continue
    const told = areas.get(school)
    if (told === undefined) areas.set(school, { area, line })
    else if (told.area !== area) wrong('area', words.otherArea(told.area, told.line))
    if (year === undefined || !gradeKnown) continue
    const key = JSON.stringify([school, grade])
    const one = cells.get(key) ?? { school, grade, seen: new Map<number, number>() }
    cells.set(key, one)
    const before = one.seen.get(year)
    if (before !== undefined) wrong('year', words.twice(before))
    else one.seen.set(year, line)
    if (pupils !== undefined && before === undefined) rolls.push({ year, area, school, grade, pupils })
  }
  for (const { school, grade, seen } of cells.values())
    for (const { line, years } of holesIn([...seen].map(([year, at]) => ({ year, line: at }))))
      errors.push({ file, line, column: 'grade', message: words.hole(school, grade, years) })
  if (errors.length === 0 && rolls.length === 0)
    errors.push({ file, line: 1, column: 'year', message: words.nothingAtOrigin(until) })
  return { rolls, errors }
}
