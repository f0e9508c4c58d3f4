import { refuse } from '~/shared/refusal'
import { placeAt } from '~/site'

const LONGEST = 4_096
const MOST_PARAMETERS = 60
/** `_data` is the data door of older Remix versions; nothing of ours uses it. */
const FORBIDDEN_PARAMETERS = new Set(['__proto__', 'prototype', 'constructor', '_data'])

/** Printable ASCII without blank, `"`, `#`, `<`, `>`, `\`, `^`, backtick, `{`, `|`, `}`. */
const CLEAN = /^[!$-;=?-[\]_a-z~]*$/

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw refuse('BAD_REQUEST')
  }
}

const checkQuery = (search: string): void => {
  const names = new Set<string>()
  const pairs = search.slice(1).split('&').filter(Boolean)
  if (pairs.length > MOST_PARAMETERS) throw refuse('BAD_REQUEST')
  for (const pair of pairs) {
    const text = decoded(pair.replaceAll('+', '%20'))
    if (CONTROL.test(text)) throw refuse('BAD_REQUEST')
    const name = decoded((pair.split('=')[0] ?? '').replaceAll('+', '%20'))
    if (names.has(name) || FORBIDDEN_PARAMETERS.has(name)) throw refuse('BAD_REQUEST')
    names.add(name)
  }
}

/**
 * Splits the target of a request and refuses what no page of the portal would ever link to: BAD_REQUEST for malformed
 * escapes, control characters, a parameter given twice; NOT_FOUND for `//`, `.`, `..` and for a second spelling of an
 * address, which Remix would match but the access table would not.
 */
export const readTarget = (target: string | undefined): { path: string; search: string } => {
  if (!target?.startsWith('/') || target.length > LONGEST) throw refuse('BAD_REQUEST')
  const cut = target.indexOf('?')
  const path = cut < 0 ? target : target.slice(0, cut)
  const search = cut < 0 ? '' : target.slice(cut)
  if (!CLEAN.test(path)) throw refuse('BAD_REQUEST')
  const plain = decoded(path)
  if (CONTROL.test(plain) || plain.includes('\\')) throw refuse('BAD_REQUEST')
  checkQuery(search)
  const segments = plain.split('/').slice(1)
  const odd = segments.some((part, i) => part === '.' || part === '..' || (part === '' && i < segments.length - 1))
  if (odd || placeAt(path) !== placeAt(plain)) throw refuse('NOT_FOUND')
  return { path, search }
}
