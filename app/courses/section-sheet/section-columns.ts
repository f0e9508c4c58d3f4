import { weekdayName } from '~/shared/day'
import { categoryKeys, categoryName } from '../categories'
import { writeOutline, yuanOf } from '../course-form'
import { gradesInWords, gradesOf, partsOfSlot } from '../fit-rules'
import type { FrameInstructor, SchoolFrame, SectionDraft } from '../section-rules'
import { columnWords } from './section-sheet-words'

/** The columns of a sheet of sections, and how each field is written in its cell. Pure. */

export type ColumnKey = keyof SectionDraft

/** In the order of the sheet. */
export const columnKeys = Object.keys(columnWords) as ColumnKey[]

export const headOf = (key: ColumnKey): string => columnWords[key].head

/** The cells of one line, as texts. */
export type SectionCells = Record<ColumnKey, string>

/** A text as it comes back from a sheet: nothing around it, full-width letters and digits as plain ones. */
export const asRead = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[０-９Ａ-Ｚａ-ｚ]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\r\n?/gu, '\n')
    .replace(/[\u3000\u00a0]/gu, ' ')
    .trim()

/** 周一 第2时段 */
const slotWord = (slot: number): string => {
  const { weekday, period } = partsOfSlot(slot)
  return `${weekdayName(weekday)} 第${period}时段`
}

/** 周一 第2时段、周三 第2时段 */
export const slotsInCell = (slots: readonly number[]): string => slots.map(slotWord).join('、')

/** What each instructor is called in the sheet: the name, with what tells two of the same name apart. */
export const instructorWords = (
  instructors: readonly Pick<FrameInstructor, 'id' | 'name' | 'providerName'>[],
): Map<string, string> => {
  const alike = (word: (one: (typeof instructors)[number]) => string, one: (typeof instructors)[number]) =>
    instructors.filter((other) => asRead(word(other)) === asRead(word(one)))
  const long = ({ name, providerName }: (typeof instructors)[number]): string =>
    providerName ? `${name}（${providerName}）` : name
  return new Map(
    instructors.map((one) => {
      if (alike(({ name }) => name, one).length === 1) return [one.id, one.name]
      const same = alike(long, one)
      return [one.id, same.length === 1 ? long(one) : `${long(one)} 第${same.indexOf(one) + 1}位`]
    }),
  )
}

/** Every cell of a section. @param teacher what the instructor is called in the sheet. */
export const cellsOf = (draft: SectionDraft, teacher: string): SectionCells => ({
  title: draft.title,
  label: draft.label,
  category: categoryName(draft.category),
  description: draft.description,
  bring: draft.bring,
  outline: writeOutline(draft.outline),
  grades: gradesInWords(draft.grades),
  slots: slotsInCell(draft.slots),
  room: draft.room,
  instructor: teacher,
  minimum: String(draft.minimum),
  capacity: String(draft.capacity),
  lessonFen: yuanOf(draft.lessonFen),
  materialFen: yuanOf(draft.materialFen),
  startsOn: draft.startsOn,
  endsOn: draft.endsOn,
  cutOffOn: draft.cutOffOn,
})

const DIGITS = '一二三四五六七八九'
const digitOf = (char: string): number => (/[1-9]/.test(char) ? Number(char) : DIGITS.indexOf(char) + 1)
const SEPARATORS = /[、,，;；\n]+|\s+(?=\S)/u
const RANGE = /^([1-9一二三四五六七八九])(?:[-–—~～至到])([1-9一二三四五六七八九])$/u

/** @returns the mask of 三年级, 一到三年级, 一、三、五年级, 1-3; null for what is none. */
export const readGrades = (text: string): number | null => {
  const parts = text
    .replace(/\s*年级/gu, '')
    .replace(/\s*([-–—~～至到])\s*/gu, '$1')
    .split(SEPARATORS)
    .filter((part) => part !== '')
  let mask = 0
  for (const part of parts) {
    const [, from, to] = RANGE.exec(part) ?? []
    const first = from ? digitOf(from) : [...part].length === 1 ? digitOf(part) : 0
    const last = to ? digitOf(to) : first
    if (first < 1 || last < first) return null
    for (let grade = first; grade <= last; grade++) mask |= 1 << grade
  }
  return mask === 0 ? null : mask
}

export type SlotsRead = { slots: number[] } | { shape: string } | { foreign: string }

const DAY = '(?:周|星期|礼拜)?([一二三四五1-5])'
const TIME = new RegExp(`^${DAY}(?:[-–—~～至到]${DAY})?(.*)$`, 'u')
const PERIOD = /^第?([1-9一二三四五六七八九])(?:个?时段|节)?$/u

/**
 * Reads 周一 第2时段、周三 第2时段; also 周一、周三 第2时段, 周一到周五 第1时段, and a period by its name.
 * @returns the slots ascending; else the words that are no time, or that name a period the school has not.
 */
export const readSlots = (text: string, periods: SchoolFrame['periods']): SlotsRead => {
  const slots = new Set<number>()
  let days: number[] = []
  for (const part of text.split(/[、,，;；\n]+/u)) {
    const word = part.replace(/\s+/gu, '')
    if (word === '') continue
    const [, from, to, rest = ''] = TIME.exec(word) ?? []
    if (!from || !/^(?:周|星期|礼拜)/u.test(word)) return { shape: part.trim() }
    for (let day = digitOf(from); day <= digitOf(to ?? from); day++) days.push(day)
    if (rest === '') continue
    const [, number] = PERIOD.exec(rest) ?? []
    const named = periods.find(({ name }) => asRead(name).replace(/\s+/gu, '') === rest)?.number
    const period = number ? digitOf(number) : named
    if (period === undefined) return { shape: part.trim() }
    if (!periods.some((one) => one.number === period)) return { foreign: part.trim() }
    for (const day of days) slots.add(day * 10 + period)
    days = []
  }
  if (days.length > 0 || slots.size === 0) return { shape: text.trim() }
  return { slots: [...slots].sort((a, b) => a - b) }
}

/** 2026/9/7, 2026.9.7, 2026年9月7日 as 2026-09-07; anything else stays. */
export const readDay = (text: string): string => {
  const [, year, month, day] = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u.exec(text) ?? []
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
}

/** ¥3.5 or 3.5元 as 3.5. */
export const readYuan = (text: string): string => text.replace(/^[¥￥]\s*/u, '').replace(/\s*元$/u, '')

/** The key of a category by its name. */
export const categoryNamed = (name: string): string | undefined =>
  categoryKeys.find((key) => categoryName(key) === name)

/** Words for the drop-down of grades: each, and every unbroken run. */
export const gradeChoices = (grades: readonly number[]): string[] => {
  const runs: number[] = []
  for (let length = 1; length <= grades.length; length++)
    for (let from = 0; from + length <= grades.length; from++)
      runs.push(grades.slice(from, from + length).reduce((mask, grade) => mask | (1 << grade), 0))
  return runs.map(gradesInWords)
}

/** Words for the drop-down of times: every slot; several of them are typed. */
export const slotChoices = (periods: SchoolFrame['periods']): string[] =>
  periods.flatMap(({ number }) => [1, 2, 3, 4, 5].map((weekday) => slotWord(weekday * 10 + number)))

/** The grades of a mask as ticked boxes of the course form. */
export const gradeBoxes = (mask: number): string[] => gradesOf(mask).map(String)
