/** Amounts as people type them, without ever passing through a fraction. Pure. */

/** 100,000 元: nobody owes as much to a school. */
export const MOST_FEN = 10_000_000
/** What is more than this many times the due amount is asked about once more. */
export const LARGE_TIMES = 10

const PLAIN = /^(\d{1,9})(?:\.(\d{1,2}))?$/
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?$/

/** 元 as typed in a form → 分; undefined unless it is digits with at most two behind the point. */
export const fenOf = (text: string): number | undefined => {
  const found = PLAIN.exec(text.trim())
  if (!found) return undefined
  return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}

/** As banks write it: `1,234.50` as well. */
export const bankFenOf = (text: string): number | undefined =>
  fenOf(GROUPED.test(text.trim()) ? text.trim().replaceAll(',', '') : text)

/** 分 as 元: 12400 → `124`, 12450 → `124.50`, −50 → `-0.50`. */
export const yuanOf = (fen: number): string => {
  const whole = Math.abs(fen)
  const cents = whole % 100
  const text = `${(whole - cents) / 100}${cents === 0 ? '' : `.${String(cents).padStart(2, '0')}`}`
  return fen < 0 ? `-${text}` : text
}

/** True where somebody should look twice before the payment counts. */
export const isLarge = (fen: number, dueFen: number): boolean => fen > Math.max(dueFen, 100) * LARGE_TIMES
