/** Without 0 O 1 I L: what is read out on the telephone must not be misheard or misread. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/**
 * A reference number for the telephone, `TQ26-4K7M-93`.
 * @param prefix two letters of the district; @param year full year; @param random six numbers in [0, 1).
 */
export const referenceNumber = (prefix: string, year: number, random: () => number): string => {
  const letters = Array.from({ length: 6 }, () => ALPHABET[Math.floor(random() * ALPHABET.length)] ?? '2').join('')
  return `${prefix}${String(year % 100).padStart(2, '0')}-${letters.slice(0, 4)}-${letters.slice(4)}`
}
