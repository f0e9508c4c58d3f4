import { unreadableWords as words } from './oc4ids-words'
import { countValues, isObject, type JsonObject, jsonLimits, readPlainJson } from './plain-json'

/** From the bytes of a file to the projects in it. Pure. */

export const MOST_BYTES = 5 * 1024 * 1024
export const MOST_PROJECTS = 1_000

/** The projects of a file, each an object; or why it cannot be taken at all. */
export type FileOpened = { projects: JsonObject[] } | { says: string }

const textOf = (bytes: Uint8Array): string | null => {
  try {
    // A mark of byte order at the beginning is left out.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Opens a project package, or a single project. At most 5 MB, 1,000 projects, and the limits of plain-json.ts. */
export const openOc4ids = (bytes: Uint8Array): FileOpened => {
  if (bytes.length > MOST_BYTES) return { says: words.large }
  const text = textOf(bytes)
  if (text === null) return { says: words.encoding }
  const read = readPlainJson(text)
  if ('fault' in read) return { says: words.fault(read.fault, read.at.slice(0, 80)) }
  const { value } = read
  if (!isObject(value)) return { says: words.shape }
  const given = Object.hasOwn(value, 'projects') ? value.projects : [value]
  if (!Array.isArray(given) || !given.every(isObject)) return { says: words.shape }
  const projects = given.filter(isObject)
  if (!Object.hasOwn(value, 'projects') && !Object.hasOwn(value, 'id')) return { says: words.shape }
  if (projects.length === 0) return { says: words.empty }
  if (projects.length > MOST_PROJECTS) return { says: words.many(MOST_PROJECTS) }
  const big = projects.find((one) => countValues(one) > jsonLimits.values)
  return big ? { says: words.big(String(big.id ?? '').slice(0, 60)) } : { projects }
}
