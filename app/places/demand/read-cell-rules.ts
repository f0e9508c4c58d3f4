import { isDay } from '~/shared/day'
import { readGradeWord, readPhaseWord } from '../phase-words'
import type { Phase } from '../phases'
import { ALL_GRADES, type CellRule, EARLIEST_YEAR, LATEST_YEAR } from './demand-kinds'
import { EVERY_GRADE, WHOLE_DISTRICT, cellWords as words } from './demand-words'

/** What one cell of a demand sheet says. Pure. */

/** What is known of the district while a sheet is read. */
export interface DemandFrame {
  /** `YYYY-MM-DD` */
  today: string
  streets: readonly { code: string; name: string }[]
  schools: readonly { id: string; name: string; stage: Stage }[]
  /** Ids of grid cells. */
  cells: ReadonlySet<string>
  /** Kinds of dwellings that have a yield curve. */
  yieldKinds: ReadonlySet<string>
}

export type Stage = 'kindergarten' | 'primary' | 'junior' | 'nine_year'

export const phasesOfStage: Record<Stage, readonly Phase[]> = {
  kindergarten: ['kindergarten'],
  primary: ['primary'],
  junior: ['junior'],
  nine_year: ['primary', 'junior'],
}

/** Digits alone: no sign, no blank, no exponent, no digit of another script once the width is made plain. */
const WHOLE = /^\d{1,9}(?:\.0+)?$/u
const DECIMAL = /^\d{1,9}(?:\.\d{1,6})?$/u
const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u

const numberIn = (text: string, shape: RegExp, { from, to }: { from: number; to: number }): number | null => {
  const plain = text.normalize('NFKC').trim()
  const value = Number(plain)
  return shape.test(plain) && value >= from && value <= to ? value : null
}

const years = { from: EARLIEST_YEAR, to: LATEST_YEAR }

const isPlain = (text: string, least: number, most: number): boolean =>
  [...text].length >= least && [...text].length <= most && !/[\p{Cc}<>]/u.test(text)

type CellRead = { value: string | number } | { says: string }

const read = (value: string | number | null | undefined, says: string): CellRead =>
  value === null || value === undefined ? { says } : { value }

/**
 * Reads a cell by its rule. Schools and streets may be named or coded; an empty month is the whole year (0).
 * @returns what is kept, or the sentence that says how to write it.
 */
export const readCell = (rule: CellRule, text: string, frame: DemandFrame): CellRead => {
  switch (rule.type) {
    case 'whole':
      return read(numberIn(text, WHOLE, rule), words.whole(rule.from, rule.to))
    case 'decimal':
      return read(numberIn(text, DECIMAL, rule), words.decimal(rule.from, rule.to))
    case 'year':
      return readYear(rule.ahead, text, frame)
    case 'month':
      return text === '' ? { value: 0 } : read(numberIn(text, WHOLE, { from: 1, to: 12 }), words.month)
    case 'day':
      return read(isDayWithin(text) ? text : null, words.day)
    case 'school':
      return read(schoolNamed(text, frame), words.school)
    case 'street':
      if (rule.whole && text === WHOLE_DISTRICT) return { value: '' }
      return read(streetNamed(text, frame), rule.whole ? words.streetOrWhole : words.street)
    case 'grade':
      if (rule.all && text === EVERY_GRADE) return { value: ALL_GRADES }
      return read(readGradeWord(text), rule.all ? words.gradeOrAll : words.grade)
    case 'phase':
      return read(readPhaseWord(text), words.phase)
    case 'cell':
      return read(frame.cells.has(text) ? text : null, words.cell)
    case 'code':
      return read(CODE.test(text) && [...text].length <= rule.most ? text : null, words.code(rule.most))
    case 'text':
      return read(isPlain(text, rule.least, rule.most) ? text : null, words.text(rule.least, rule.most))
  }
}

const isDayWithin = (text: string): boolean =>
  isDay(text) && Number(text.slice(0, 4)) >= years.from && Number(text.slice(0, 4)) <= years.to

const readYear = (ahead: boolean, text: string, { today }: DemandFrame): CellRead => {
  const value = numberIn(text, WHOLE, years)
  if (value === null) return { says: words.year }
  const last = Number(today.slice(0, 4))
  return !ahead && value > last ? { says: words.yearAhead(last) } : { value }
}

/** By code, or by a name that only one has. */
const schoolNamed = (text: string, { schools }: DemandFrame): string | undefined => {
  const named = schools.filter(({ name }) => name === text)
  return schools.find(({ id }) => id === text)?.id ?? (named.length === 1 ? named[0]?.id : undefined)
}

const streetNamed = (text: string, { streets }: DemandFrame): string | undefined =>
  streets.find(({ code, name }) => code === text || name === text)?.code
