import { filingWords } from './bureau-words'
import { daysInWords, yuan } from './family-words'
import type { LineChange } from './line-changes'

/** What changed in a line since the term before, as the bureau reads it. Client-safe. */
export const changesInWords = (changes: readonly LineChange[]): string =>
  changes.map(changeInWords).join('，') || filingWords.change.none

const changeInWords = (change: LineChange): string => {
  const { change: said } = filingWords
  if (change.kind === 'fee') return said.fee(yuan(change.from), yuan(change.to))
  if (change.kind === 'capacity') return said.capacity(change.from, change.to)
  if (change.kind === 'teacher') return said.teacher(change.from)
  if (change.kind === 'time') return said.time(daysInWords(change.from), daysInWords(change.to))
  return said.new
}
