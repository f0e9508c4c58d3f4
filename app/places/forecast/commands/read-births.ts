import type { Births, Roll } from '../nouns'
import { commandWords } from './command-words'
import type { InputError } from './input-error'
import { readTable, wholeIn, yearIn } from './read-table'

const words = commandWords.input

/**
 * `births.csv`: year, area, births; area empty = the whole district, else every area of the rolls and no other.
 * @param until rows of later years are left out, whatever they say. @param rolls as read, for their areas.
 * @returns the births, and what is wrong with the file, each at its line.
 */
export const readBirths = (
  bytes: Uint8Array,
  file: string,
  { rolls, until }: { rolls: readonly Roll[]; until: number },
): { births: Births[]; errors: InputError[] } => {
  const table = readTable(bytes, file, ['year', 'area', 'births'])
  const errors = [...table.errors]
  const births: Births[] = []
  const areas = new Set(rolls.map(({ area }) => area))
  const seen = new Map<string, Map<number, number>>()
  let firstArea: string | undefined
  for (const { line, cell } of table.rows) {
    const wrong = (column: string, message: string): void => {
      errors.push({ file, line, column, message })
    }
    const year = yearIn(cell('year'))
    if (year !== undefined && year > until) continue
    if (year === undefined) wrong('year', words.year)
    const [area, count] = [cell('area'), wholeIn(cell('births'))]
    if (count === undefined) wrong('births', words.whole)
    firstArea ??= area
    if ((area === '') !== (firstArea === '')) wrong('area', words.birthsMixed)
    else if (area !== '' && rolls.length > 0 && !areas.has(area)) wrong('area', words.unknownArea)
    if (year === undefined) continue
    const years = seen.get(area) ?? new Map<number, number>()
    seen.set(area, years)
    const before = years.get(year)
    if (before !== undefined) wrong('year', words.twice(before))
    else years.set(year, line)
    if (count !== undefined && before === undefined) births.push({ year, area, births: count })
  }
  for (const years of seen.values()) {
    const sorted = [...years.keys()].sort((a, b) => a - b)
    for (const [i, year] of sorted.entries()) {
      const missing = year - (sorted[i - 1] ?? year) - 1
      const gap = Array.from({ length: Math.max(0, missing) }, (_, j) => year - missing + j)
      if (gap.length > 0)
        errors.push({ file, line: years.get(year) ?? 1, column: 'year', message: words.birthsHole(gap) })
    }
  }
  if (firstArea !== undefined && firstArea !== '')
    for (const area of areas)
      if (area !== '' && !seen.has(area))
        errors.push({ file, line: 1, column: 'area', message: words.areaWithoutBirths(area) })
  return { births, errors }
}
