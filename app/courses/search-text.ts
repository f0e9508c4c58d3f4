import { pinyin } from 'pinyin-pro'

/** What people search by, written once when a section is written, and what they type: both folded the same way. */

/** Lower case, full width as half width, runs of blanks as one blank between words. */
export const foldSearch = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()

const joined = (text: string): string => foldSearch(text).replaceAll(' ', '')

interface Reading {
  surname?: 'head'
  /** Each character by itself, as somebody types who does not think of the word. */
  alone?: boolean
}

const syllables = (text: string, { surname, alone }: Reading): string[] => {
  const read = (part: string): string[] =>
    pinyin(part, {
      toneType: 'none',
      type: 'array',
      nonZh: 'consecutive',
      v: true,
      ...(surname ? { surname } : {}),
    })
  return alone ? [...text].flatMap(read) : read(text)
}

/** Full pinyin and initials of a text in one reading; signs that are not Chinese stay as they are. */
const spellings = (text: string, reading: Reading): string[] => {
  const parts = syllables(text, reading)
  const isChinese = (part: string, i: number): boolean => /^[a-z]+$/u.test(part) && !text.includes(parts[i] ?? '')
  const full = parts.join('')
  const initials = parts.map((part, i) => (isChinese(part, i) ? part.charAt(0) : part)).join('')
  // 绿 is typed lv on most keyboards, and lu by who does not know that.
  return [full, full.replaceAll('v', 'u'), initials]
}

export interface SearchableSection {
  title: string
  /** The category's name, not its key. */
  category: string
  instructor: string
  provider?: string | null
}

/**
 * The words of a section: title, its pinyin and initials, category and its pinyin, instructor and provider with theirs.
 * A query matches when each of its words is a substring.
 */
export const searchTextOf = ({ title, category, instructor, provider }: SearchableSection): string => {
  // What stands in brackets (示例) is no name.
  const person = joined(instructor).replace(/\(.*\)/u, '')
  const words = [
    ...namesOf(title, [{}, { alone: true }]),
    ...namesOf(category, [{}]),
    ...namesOf(person, [{ surname: 'head' }]),
    ...(provider ? namesOf(provider, [{}]) : []),
  ]
  return [...new Set(words)].join(' ')
}

const namesOf = (text: string, readings: readonly Reading[]): string[] => {
  const plain = joined(text)
  return plain === '' ? [] : [plain, ...readings.flatMap((reading) => spellings(plain, reading))]
}

/** The words a person's name is found by: itself, its pinyin and its initials. */
export const nameSearchText = (name: string): string => {
  const person = joined(name).replace(/\(.*\)/u, '')
  return [...new Set(namesOf(person, [{ surname: 'head' }]))].join(' ')
}
