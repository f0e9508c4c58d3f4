import type { RefusalCode, RefusalFacts } from '~/shared/refusal'

/** Why a child cannot have a section, as code and facts of the closed list in shared/refusal.ts. */
export interface WhyNot {
  code: RefusalCode
  facts: RefusalFacts
}

export interface ChildToFit {
  name: string
  school: string
  /** 1–9 */
  grade: number
  homeClass: string
}

export interface SectionToFit {
  school: string
  schoolName: string
  /** Bit g is set when grade g may come. */
  grades: number
  base: boolean
  /** The class of a base-care group. */
  homeClass: string | null
}

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 四年级 */
export const gradeName = (grade: number): string => `${DIGITS[grade] ?? grade}年级`

/** The grades 1–9 of a bit mask, ascending. */
export const gradesOf = (mask: number): number[] => [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((grade) => (mask >> grade) & 1)

/** 三到六年级 · 一、三年级 · 五年级 */
export const gradesInWords = (mask: number): string => {
  const grades = gradesOf(mask)
  const [first] = grades
  const last = grades.at(-1)
  if (first === undefined || last === undefined) return ''
  if (first === last) return gradeName(first)
  const unbroken = last - first + 1 === grades.length
  return unbroken ? `${DIGITS[first]}到${gradeName(last)}` : `${grades.map((grade) => DIGITS[grade]).join('、')}年级`
}

/**
 * Whether a section is meant for a child at all: its school, its grade, its class for base care.
 * @returns null when it fits, else OTHER_SCHOOL, WRONG_GRADE or OTHER_CLASS.
 */
export const whyNotMeantFor = (child: ChildToFit, section: SectionToFit): WhyNot | null => {
  if (child.school !== section.school) {
    return { code: 'OTHER_SCHOOL', facts: { school: section.schoolName, child: child.name } }
  }
  if (!((section.grades >> child.grade) & 1)) {
    const facts = { grades: gradesInWords(section.grades), child: child.name, grade: gradeName(child.grade) }
    return { code: 'WRONG_GRADE', facts }
  }
  if (section.base && section.homeClass !== child.homeClass) return { code: 'OTHER_CLASS', facts: {} }
  return null
}

/** Weekday (1–5) and period number of a slot. */
export const partsOfSlot = (slot: number): { weekday: number; period: number } => ({
  weekday: Math.floor(slot / 10),
  period: slot % 10,
})

/** The weekdays of slots, ascending, each once. */
export const weekdaysOf = (slots: readonly number[]): number[] =>
  [...new Set(slots.map((slot) => partsOfSlot(slot).weekday))].sort((a, b) => a - b)
