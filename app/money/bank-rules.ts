import { addDays, isDay } from '~/shared/day'
import { bankFenOf, isLarge, MOST_FEN } from './amount-rules'
import { bankWords as words } from './money-words'

/** From the lines of a bank's file to payments: what each line is, and why. Pure. */

export type BankColumn = 'day' | 'amount' | 'reference' | 'number' | 'memo'

/** What banks call them, without blanks and brackets. */
const heads: Record<BankColumn, readonly string[]> = {
  day: ['日期', '交易日期', '记账日期', '入账日期'],
  amount: ['金额', '金额元', '交易金额', '收入', '收入金额', '贷方金额'],
  reference: ['流水号', '交易流水号', '银行流水号'],
  number: ['学籍号', '学号'],
  memo: ['附言', '摘要', '备注', '用途'],
}

const plain = (head: string): string => head.replace(/[\s()（）[\]【】]/g, '')

/** Where each column stands in a header; a column that is not there is left out. */
export const columnsOf = (header: readonly string[]): Partial<Record<BankColumn, number>> => {
  const found: Partial<Record<BankColumn, number>> = {}
  for (const [column, names] of Object.entries(heads) as [BankColumn, readonly string[]][]) {
    const at = header.findIndex((head) => names.includes(plain(head)))
    if (at >= 0) found[column] = at
  }
  return found
}

/** The columns a file cannot do without, as people call them; none when it is complete. */
export const missingColumns = (columns: Partial<Record<BankColumn, number>>): string[] => [
  ...(columns.day === undefined ? [words.columns.day] : []),
  ...(columns.amount === undefined ? [words.columns.amount] : []),
  ...(columns.reference === undefined ? [words.columns.reference] : []),
  ...(columns.number === undefined && columns.memo === undefined ? [words.columns.who] : []),
]

/** 2026-09-05, 2026/9/5, 20260905, each with or without a time behind it → a day. */
export const bankDayOf = (text: string): string | undefined => {
  const found = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(
    text,
  )
  if (!found) return undefined
  const [, year = '', month, date, monthOf8, dateOf8] = found
  const day = [year, (month ?? monthOf8 ?? '').padStart(2, '0'), (date ?? dateOf8 ?? '').padStart(2, '0')].join('-')
  return isDay(day) ? day : undefined
}

export type BankLineKind = 'matched' | 'unmatched' | 'recorded' | 'wrong'

export interface BankLine {
  /** The line in the file. */
  line: number
  kind: BankLineKind
  /** '' and 0 where the cell could not be read. */
  day: string
  amountFen: number
  reference: string
  /** As written, for whoever looks for the child. */
  who: string
  pupil: string | null
  pupilName: string
  /** Of a wrong line: the column, and what to do. Of an unmatched one: why. */
  column: string
  sentence: string
  /** Far more than is due. */
  large: boolean
}

export interface BankCells {
  line: number
  day: string
  amount: string
  reference: string
  number: string
  memo: string
}

export interface BankPupil {
  id: string
  name: string
  studentNumber: string
  dueFen: number
}

/** What the file is held against. */
export interface BankWorld {
  today: string
  pupils: readonly BankPupil[]
  /** Children of the enrolments a reference number stands for. */
  requests: ReadonlyMap<string, readonly string[]>
  /** What was recorded under a bank's number. */
  recorded: ReadonlyMap<string, { amountFen: number; pupil: string }>
}

const REQUEST = /[A-Z]{2}\d{2}-[0-9A-Z]{4}-[0-9A-Z]{2}/g
const LONGEST_REFERENCE = 64
const EARLIEST_DAYS = 731

/** The reference numbers that a text holds. */
export const requestsIn = (text: string): string[] => text.toUpperCase().match(REQUEST) ?? []

/** True where the number stands in the text by itself, not as a part of a longer one. */
const standsIn = (text: string, number: string): boolean => {
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    const before = text.charAt(at - 1)
    const after = text.charAt(at + number.length)
    if (!/[0-9A-Za-z]/.test(before) && !/[0-9A-Za-z]/.test(after)) return true
  }
  return false
}

type Found = { pupil: BankPupil } | { sentence: string }

const childOf = ({ number, memo }: BankCells, { pupils, requests }: BankWorld): Found => {
  if (number !== '') {
    const pupil = pupils.find(({ studentNumber }) => studentNumber === number)
    return pupil ? { pupil } : { sentence: words.numberUnknown }
  }
  const named = pupils.filter(({ studentNumber }) => standsIn(memo, studentNumber))
  const asked = new Set(requestsIn(memo).flatMap((reference) => requests.get(reference) ?? []))
  const found = named.length > 0 ? named : pupils.filter(({ id }) => asked.has(id))
  const [pupil, another] = found
  if (another) return { sentence: words.severalChildren }
  return pupil ? { pupil } : { sentence: words.nobody }
}

const cellError = (cells: BankCells, today: string): { column: string; sentence: string } | undefined => {
  const day = bankDayOf(cells.day)
  if (!day) return { column: words.columns.day, sentence: words.day }
  if (day > today) return { column: words.columns.day, sentence: words.dayFuture }
  if (day < addDays(today, -EARLIEST_DAYS)) return { column: words.columns.day, sentence: words.dayLongAgo }
  const fen = bankFenOf(cells.amount)
  if (fen === undefined)
    return { column: words.columns.amount, sentence: cells.amount.startsWith('-') ? words.amountBack : words.amount }
  if (fen <= 0 || fen > MOST_FEN) return { column: words.columns.amount, sentence: words.amountRange }
  if (cells.reference === '') return { column: words.columns.reference, sentence: words.referenceMissing }
  if (cells.reference.length > LONGEST_REFERENCE)
    return { column: words.columns.reference, sentence: words.referenceLong }
  return undefined
}

/** What each line is. A number of the bank counts once, in this file and across files. */
export const readBankLines = (rows: readonly BankCells[], world: BankWorld): BankLine[] => {
  const seen = new Map<string, { line: number; amountFen: number; who: string }>()
  return rows.map((cells) => {
    const { line, reference } = cells
    const who = [cells.number, cells.memo].filter(Boolean).join(' ')
    const amountFen = bankFenOf(cells.amount) ?? 0
    const blank = { line, reference, who, pupil: null, pupilName: '', column: '', sentence: '', large: false }
    const made = { ...blank, day: bankDayOf(cells.day) ?? '', amountFen }
    const error = cellError(cells, world.today)
    if (error) return { ...made, kind: 'wrong' as const, ...error }
    const before = seen.get(reference)
    const known = world.recorded.get(reference)
    seen.set(reference, before ?? { line, amountFen, who })
    const other = { column: words.columns.reference, kind: 'wrong' as const }
    if (before && (before.amountFen !== amountFen || before.who !== who))
      return { ...made, ...other, sentence: words.twiceInFile(before.line) }
    if (known && known.amountFen !== amountFen) return { ...made, ...other, sentence: words.recordedOtherwise }
    if (before || known) return { ...made, kind: 'recorded' as const }
    const found = childOf(cells, world)
    if ('sentence' in found) return { ...made, kind: 'unmatched' as const, sentence: found.sentence }
    const { id, name, dueFen } = found.pupil
    return { ...made, kind: 'matched' as const, pupil: id, pupilName: name, large: isLarge(amountFen, dueFen) }
  })
}

export type BankSummary = Record<BankLineKind | 'large', number> & { matchedFen: number }

/** The counts above a preview. */
export const bankSummaryOf = (lines: readonly BankLine[]): BankSummary => {
  const count = (kind: BankLineKind): number => lines.filter((line) => line.kind === kind).length
  return {
    matched: count('matched'),
    unmatched: count('unmatched'),
    recorded: count('recorded'),
    wrong: count('wrong'),
    large: lines.filter(({ large }) => large).length,
    matchedFen: lines.reduce((sum, { kind, amountFen }) => (kind === 'matched' ? sum + amountFen : sum), 0),
  }
}
