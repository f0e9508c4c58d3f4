// @ts-check

/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection). */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r\n]/u

/** A text that no spreadsheet runs; reading it in again gives the text back. @param {string} text */
export const neutral = (text) => (FORMULA.test(text) ? `'${text}` : text)

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu

/**
 * What XML or an address cannot carry, halves of characters among it, is left out rather than breaking the file.
 * @param {string} text
 */
export const printable = (text) => text.replace(UNPRINTABLE, '')
