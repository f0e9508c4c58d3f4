import * as z from 'zod/mini'
import type { OutlineItem } from '#db/schema/index'
import { isDay } from '~/shared/day'
import { type Category, categoryKeys, isCategory } from './categories'
import { gradesOf } from './fit-rules'
import { draftWords as words } from './publishing-words'
import { pairErrors, type SectionDraft } from './section-rules'

/** The form in which a teacher proposes and a school writes a section, as browser and server read it. */

/** 看护 and 作业辅导 are set up with the classes, not proposed. */
export const courseCategories: readonly Category[] = categoryKeys.filter((key) => key !== 'care' && key !== 'study')

/** Fields that a form may carry more than once. */
export const courseFormLists = ['grades', 'slots'] as const

const OUTLINE_LINES = 40
const OUTLINE_TEXT = 60
const LINE = /^\s*(\d{1,3}(?:\s*[-–—~～至到]\s*\d{1,3})?)\s*[：:]\s*(\S.*?)\s*$/u
const YUAN = /^\d{1,4}(?:\.\d{1,2})?$/
const WHOLE = /^\d{1,3}$/
const MOST_PLACES = 500

/** @returns 分, or null for what is no amount of 元 with at most two decimals. No floating point. */
export const fenOf = (text: string): number | null => {
  const trimmed = text.trim()
  if (!YUAN.test(trimmed)) return null
  const [yuan = '0', cents = ''] = trimmed.split('.')
  return Number(yuan) * 100 + Number(cents.padEnd(2, '0'))
}

/** 3.5 for 350 分, as it is typed. */
export const yuanOf = (fen: number): string => {
  const cents = String(fen % 100).padStart(2, '0')
  return `${Math.floor(fen / 100)}${cents === '00' ? '' : `.${cents.replace(/0$/, '')}`}`
}

/** @returns the lines of an outline, or the sentence that says what is wrong with it. */
export const readOutline = (text: string): OutlineItem[] | string => {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length > OUTLINE_LINES) return words.outlineLong
  const items: OutlineItem[] = []
  for (const line of lines) {
    const [, sessions, content] = LINE.exec(line) ?? []
    if (!sessions || !content) return words.outlineShape
    if ([...content].length > OUTLINE_TEXT) return words.outlineLong
    items.push({ sessions: sessions.replace(/\s*[-–—~～至到]\s*/u, '–'), text: content })
  }
  return items
}

/** The outline as it is typed. */
export const writeOutline = (outline: readonly OutlineItem[]): string =>
  outline.map(({ sessions, text }) => `${sessions}：${text}`).join('\n')

class Wrong {
  constructor(readonly sentence: string) {}
}
const wrong = (sentence: string): Wrong => new Wrong(sentence)

/** A field that arrives as text; `read` gives its value or the sentence that stands beside it. A missing field is ''. */
const field = <Value>(read: (text: string) => Value | Wrong) =>
  z.pipe(
    z.optional(z.string()),
    z.transform((given, check): Value => {
      const value = read((given ?? '').replace(/\r\n?/g, '\n').trim())
      if (!(value instanceof Wrong)) return value
      check.issues.push({ code: 'custom', message: value.sentence, input: given })
      return z.NEVER
    }),
  )

const text = (most: number, long: string, missing?: string) =>
  field((given) => {
    if (missing !== undefined && given === '') return wrong(missing)
    return [...given].length > most ? wrong(long) : given
  })

const whole = (sentence: string) =>
  field((given) => {
    const number = WHOLE.test(given) ? Number(given) : 0
    return number >= 1 && number <= MOST_PLACES ? number : wrong(sentence)
  })

const money = field((given) => fenOf(given) ?? wrong(words.money))
const day = field((given) => (isDay(given) ? given : wrong(words.day)))

/** Ticked boxes, each once, ascending. */
const ticked = (allowed: RegExp, none: string, foreign: string) =>
  z.pipe(
    z.optional(z.union([z.array(z.string()), z.string(), z.boolean()])),
    z.transform((given, check): number[] => {
      const texts = Array.isArray(given) ? given : typeof given === 'string' && given !== '' ? [given] : []
      const sentence = texts.length === 0 ? none : texts.every((one) => allowed.test(one)) ? null : foreign
      if (sentence === null) return [...new Set(texts.map(Number))].sort((a, b) => a - b)
      check.issues.push({ code: 'custom', message: sentence, input: given })
      return z.NEVER
    }),
  )

const grades = z.pipe(
  ticked(/^[1-9]$/, words.noGrade, words.foreignGrade),
  z.transform((given): number => given.reduce((mask, grade) => mask | (1 << grade), 0)),
)

const room = text(30, words.roomLong, words.roomMissing)
const instructor = field((given) => (/^[\w.-]{1,64}$/.test(given) ? given : wrong(words.instructorMissing)))
const capacity = whole(words.capacity)

/** Everything, until the section is published. Unknown fields (school, state, status, price …) fall away. */
export const courseForm = z
  .object({
    title: text(30, words.titleLong, words.titleMissing),
    label: text(12, words.labelLong),
    category: field((given) =>
      isCategory(given) && courseCategories.includes(given) ? (given as string) : wrong(words.categoryMissing),
    ),
    description: text(600, words.descriptionLong, words.descriptionMissing),
    bring: text(100, words.bringLong),
    outline: field((given): OutlineItem[] | Wrong => {
      const items = readOutline(given)
      return typeof items === 'string' ? wrong(items) : items
    }),
    grades,
    slots: ticked(/^[1-5][1-9]$/, words.noSlot, words.foreignSlot),
    room,
    instructor,
    minimum: whole(words.minimum),
    capacity,
    lessonFen: money,
    materialFen: money,
    startsOn: day,
    endsOn: day,
    cutOffOn: day,
  })
  .check((payload) => {
    for (const [name, message] of Object.entries(pairErrors(payload.value)))
      payload.issues.push({ code: 'custom', path: [name], message, input: payload.value })
  })

/** What stays open after publication. */
export const adjustForm = z.object({ room, instructor, capacity })

/** The same for base care, which has no end of places. */
export const adjustNoPlacesForm = z.object({ room, instructor })

/** Why something is sent back. */
export const remarkForm = z.object({ remark: text(200, words.remarkLong, words.remarkMissing) })

/** What stands in the fields before anybody typed: everything as text, boxes as lists of what is ticked. */
export interface CourseFormValues {
  title: string
  label: string
  category: string
  description: string
  bring: string
  outline: string
  grades: string[]
  slots: string[]
  room: string
  instructor: string
  minimum: string
  capacity: string
  lessonFen: string
  materialFen: string
  startsOn: string
  endsOn: string
  cutOffOn: string
}

/** The form of a draft, to be changed. */
export const valuesOf = (draft: SectionDraft): CourseFormValues => ({
  ...draft,
  outline: writeOutline(draft.outline),
  grades: gradesOf(draft.grades).map(String),
  slots: draft.slots.map(String),
  minimum: String(draft.minimum),
  capacity: String(draft.capacity),
  lessonFen: yuanOf(draft.lessonFen),
  materialFen: yuanOf(draft.materialFen),
})

/** The form as it was sent and refused, so that nothing has to be typed again. @param typed of `readForm`. */
export const valuesTyped = (typed: Record<string, string>, before: CourseFormValues): CourseFormValues => {
  const list = (name: string): string[] => (typed[name] ?? '').split(',').filter(Boolean)
  const values = { ...before }
  for (const name of Object.keys(before) as (keyof CourseFormValues)[]) {
    if (name === 'grades' || name === 'slots') values[name] = list(name)
    else values[name] = typed[name] ?? ''
  }
  return values
}
