/** Who may take a child home. Pure. */

/** How many people a family can name for one child, and how many to be called. */
export const MOST_PERSONS = 6

/** What a family agrees to, in the words that are shown and kept by their hash. */
export const walkHomeText = (child: string): readonly string[] => [
  `${child}放学后不用人接，自己从学校走回家。`,
  '出了校门以后，路上的安全由家里负责。',
  '哪一位监护人都可以随时收回，收回当天就要有人来接。',
]

export interface WalkHomeWord {
  decision: 'given' | 'withdrawn'
  at: number
  /** Whoever gave it is still a guardian of the child. */
  byGuardian: boolean
}

/** Whether a child may leave alone: the last word is yes, and whoever gave it still speaks for the child. */
export const walksAlone = (said: readonly WalkHomeWord[]): boolean => {
  const last = Math.max(...said.map(({ at }) => at))
  const words = said.filter(({ at }) => at === last)
  return words.length > 0 && words.every(({ decision, byGuardian }) => decision === 'given' && byGuardian)
}

/** 11 digits of a mobile, or a landline with its area code. */
export const isPhone = (text: string): boolean => /^(?:1\d{10}|0\d{2,3}-?\d{7,8})$/.test(text)
