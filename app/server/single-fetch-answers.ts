/**
 * What the server tells the browser's router by itself when it asked for the data of a page: written in the format of
 * Remix's single fetch (turbo-stream's flattened JSON), which Remix offers no public way to write.
 */

const REDIRECT_KEYS = ['redirect', 'status', 'revalidate', 'reload', 'replace'] as const

/** Of an answer with which Remix redirects a data request; the browser must not follow it by itself. */
export const DATA_REDIRECT_STATUS = 202

export const DATA_TYPE = 'text/x-script; charset=utf-8'

/**
 * Sends the browser's router to an address.
 * @param method a loader's redirect is wrapped, an action's is not. @param reload as a whole new page.
 */
export const dataRedirect = (method: string, to: string, reload: boolean): string => {
  const pairs = { _2: 3, _4: 5, _6: 7, _8: 9, _10: 11 }
  const values = [REDIRECT_KEYS[0], to, REDIRECT_KEYS[1], 302, REDIRECT_KEYS[2], true, REDIRECT_KEYS[3], reload]
  const rest = [...values, REDIRECT_KEYS[4], false]
  return method === 'POST'
    ? `${JSON.stringify([{ _1: 2, _3: 4, _5: 6, _7: 8, _9: 10 }, ...rest])}\n`
    : `${JSON.stringify([['SingleFetchRedirect', 1], pairs, ...rest])}\n`
}

/** An action's refusal, as if the action had thrown it: the page's error boundary shows it. */
export const dataRefusal = (code: string, sentence: string, status: number): string =>
  `${JSON.stringify([{ _1: 2 }, 'error', ['ErrorResponse', 3, 8, 9], { _4: 5, _6: 7 }, 'code', code, 'sentence', sentence, status, ''])}\n`

/**
 * Where a redirect that Remix has written for a data request leads.
 * @param body as `dataRedirect` writes it. @returns undefined when it cannot be found: such an answer is not to be sent.
 */
export const targetOfDataRedirect = (body: string): string | undefined => {
  try {
    const parts: unknown = JSON.parse(body.split('\n', 1)[0] ?? '')
    if (!Array.isArray(parts)) return undefined
    const [first, second] = parts
    const record: unknown = Array.isArray(first) && first[0] === 'SingleFetchRedirect' ? second : first
    if (!record || typeof record !== 'object') return undefined
    for (const [key, value] of Object.entries(record)) {
      if (parts[Number(key.slice(1))] !== REDIRECT_KEYS[0] || typeof value !== 'number') continue
      const target: unknown = parts[value]
      return typeof target === 'string' ? target : undefined
    }
    return undefined
  } catch {
    return undefined
  }
}
