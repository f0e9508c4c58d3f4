import type { ForbiddenWords } from './rule-kinds'

/** Words that are looked for in what families will read, however they are written. Pure. */

/** Full width, case, spaces and punctuation do not count. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

type Span = readonly [from: number, to: number]

const spansOf = (text: string, word: string): Span[] => {
  const spans: Span[] = []
  if (word === '') return spans
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) spans.push([at, at + word.length])
  return spans
}

/**
 * The words of a list that stand in a text.
 * @param exceptions longer words within which one of the list may stand. @returns them as the list writes them.
 */
export const wordsIn = (text: string, words: readonly string[], exceptions: readonly string[]): string[] => {
  const folded = foldText(text)
  const allowed = exceptions.flatMap((one) => spansOf(folded, foldText(one)))
  return words.filter((word) =>
    spansOf(folded, foldText(word)).some(([from, to]) => !allowed.some(([start, end]) => start <= from && to <= end)),
  )
}

export interface TextsToCheck {
  title: string
  description: string
  outline: readonly { text: string }[]
}

export interface FoundWord {
  word: string
  field: 'title' | 'description' | 'outline'
}

/** Each word of the list once, with the first field it stands in. A word may run over from one line of the outline to the next. */
export const foundWords = (
  { title, description, outline }: TextsToCheck,
  words: readonly string[],
  { exceptions }: Pick<ForbiddenWords, 'exceptions'>,
): FoundWord[] => {
  const texts = { title, description, outline: outline.map(({ text }) => text).join('\n') }
  const found = new Map<string, FoundWord>()
  for (const field of ['title', 'description', 'outline'] as const)
    for (const word of wordsIn(texts[field], words, exceptions)) if (!found.has(word)) found.set(word, { word, field })
  return [...found.values()]
}
