import type { Phase } from '#db/schema/index'

/** Phases and grades as everybody in this room says them. Client-safe. */

export const phaseWords: Record<Phase, string> = { kindergarten: '幼儿园', primary: '小学', junior: '初中' }

const GRADES = [
  '小班',
  '中班',
  '大班',
  '一年级',
  '二年级',
  '三年级',
  '四年级',
  '五年级',
  '六年级',
  '七年级',
  '八年级',
  '九年级',
]

/** @param grade −2 … 9; the number itself for any other. */
export const gradeWord = (grade: number): string => GRADES[grade + 2] ?? String(grade)

/** 小班 … 九年级, also 初一 … 初三 and plain 1 … 9. @returns −2 … 9, null for anything else. */
export const readGradeWord = (text: string): number | null => {
  const plain = text.replace(/\s/gu, '')
  const at = GRADES.indexOf(plain)
  if (at >= 0) return at - 2
  if (/^[1-9](?:年级)?$/u.test(plain)) return Number(plain[0])
  const junior = /^初([一二三])$/u.exec(plain)?.[1]
  return junior ? 7 + '一二三'.indexOf(junior) : null
}

/** @returns the phase of its word; undefined for anything else. */
export const readPhaseWord = (text: string): Phase | undefined =>
  (Object.keys(phaseWords) as Phase[]).find((phase) => phaseWords[phase] === text)
