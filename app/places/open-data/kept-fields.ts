import { isObject, type Json, type JsonObject, sameJson } from './plain-json'

/**
 * What a file said beyond the portal's own rows: fields it has no place for, and other spellings of the same thing (a
 * status that maps to the same stage, a day with its hour). Each is kept with its place and exported again there, as
 * long as the portal still says what it said when the file came in. Pure.
 */

/** A place in a project: names of fields; an item of a list by its id, `#id`. */
export type Place = string[]

export interface KeptField {
  at: Place
  /** What the portal said itself when it was kept; left out where it said nothing. */
  was?: Json
  is: Json
}

type Item = JsonObject & { id: string }

/** A list whose items are told apart by an id of their own. */
const keyed = (value: Json | undefined): value is Item[] => {
  if (!Array.isArray(value) || value.length === 0) return false
  const ids = value.map((item) => (isObject(item) && typeof item.id === 'string' ? item.id : null))
  return ids.every((id) => id !== null) && new Set(ids).size === ids.length
}

/** What `file` says and `own` does not. What `own` alone says is nothing the file could keep. */
export const keptOf = (own: Json | undefined, file: Json, at: Place = []): KeptField[] => {
  if (own === undefined) return [{ at, is: file }]
  if (keyed(own) && keyed(file)) {
    const fresh = file.filter(({ id }) => !own.some((one) => one.id === id))
    const inside = file.flatMap((item) => {
      const same = own.find(({ id }) => id === item.id)
      return same ? keptOf(same, item, [...at, `#${item.id}`]) : []
    })
    return fresh.length > 0 ? [...inside, { at, is: fresh }] : inside
  }
  if (isObject(own) && isObject(file))
    return Object.entries(file).flatMap(([name, value]) =>
      keptOf(Object.hasOwn(own, name) ? own[name] : undefined, value, [...at, name]),
    )
  return sameJson(own, file) ? [] : [{ at, was: own, is: file }]
}

const replaced = (own: Json | undefined, kept: KeptField): Json | undefined => {
  const { was, is } = kept
  if (was !== undefined) return own !== undefined && sameJson(own, was) ? is : own
  if (own === undefined) return is
  // The portal says something here by now; of a list the file's other items stand beside its own.
  if (!keyed(own) || !keyed(is)) return own
  const ids = new Set(own.map(({ id }) => id))
  return [...own, ...is.filter(({ id }) => !ids.has(id))]
}

const putAt = (own: Json | undefined, at: Place, kept: KeptField): Json | undefined => {
  const [step, ...rest] = at
  if (step === undefined) return replaced(own, kept)
  if (step.startsWith('#') && Array.isArray(own))
    return own.map((item) => (isObject(item) && item.id === step.slice(1) ? (putAt(item, rest, kept) ?? item) : item))
  if (!isObject(own)) return own
  const before = Object.hasOwn(own, step) ? own[step] : undefined
  // A field inside something that is gone has no place any more.
  if (before === undefined && rest.length > 0) return own
  const after = putAt(before, rest, kept)
  return after === undefined ? own : { ...own, [step]: after }
}

/** What the portal says of a project, together with what is kept beside it. */
export const withKept = (own: JsonObject, kept: readonly KeptField[]): JsonObject =>
  kept.reduce((sum, one) => (putAt(sum, one.at, one) as JsonObject | undefined) ?? sum, own)

const placeKey = ({ at, was }: KeptField): string => JSON.stringify([at, was !== undefined])

/**
 * What is kept after another file came in: what it says, and whatever it is silent about.
 * @param before kept until now. @param now of the file.
 */
export const keptTogether = (before: readonly KeptField[], now: readonly KeptField[]): KeptField[] => {
  const news = new Map(now.map((one) => [placeKey(one), one]))
  const older = before.flatMap((one): KeptField[] => {
    const newer = news.get(placeKey(one))
    if (!newer) return [one]
    if (!keyed(one.is) || !keyed(newer.is)) return []
    const ids = new Set(newer.is.map(({ id }) => id))
    const rest = one.is.filter(({ id }) => !ids.has(id))
    return rest.length > 0 ? [{ at: one.at, is: rest }] : []
  })
  return [...now, ...older]
}

/** The column `project.more`, read back; anything else in it is left alone. */
export const keptIn = (more: Record<string, unknown>): KeptField[] =>
  Array.isArray(more.oc4ids) ? (more.oc4ids as KeptField[]) : []
