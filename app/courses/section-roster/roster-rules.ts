/** What a roster looks like on paper and in a workbook. Pure. */

const MOST_DATES = 20
const LEAST_DATES = 8

/**
 * The days over the empty boxes of a printed roster: all of a section's, or the twenty from today on; padded with
 * blanks ('') to eight, so that there is always room to write a day in.
 * @param days in order, each once.
 */
export const printDays = (days: readonly string[], today: string): string[] => {
  const next = days.findIndex((day) => day >= today)
  const start = Math.max(0, Math.min(next < 0 ? days.length : next, days.length - MOST_DATES))
  const shown = days.length <= MOST_DATES ? [...days] : days.slice(start, start + MOST_DATES)
  return [...shown, ...Array.from({ length: Math.max(0, LEAST_DATES - shown.length) }, () => '')]
}

/** The last four signs of a number that identifies a child; the rest stays with the school's list. */
export const tailOf = (number: string): string => number.slice(-4)

/** 138****1234; anything that is not a mobile number is hidden whole. */
export const maskedPhone = (phone: string): string =>
  /^\d{11}$/.test(phone) ? `${phone.slice(0, 3)}****${phone.slice(7)}` : '****'

/** Each word of a search must stand in the name or its pinyin. @param searchText folded, by nameSearchText */
export const matchesSearch = (searchText: string, words: readonly string[]): boolean =>
  words.every((word) => searchText.includes(word))
