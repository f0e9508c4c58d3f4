/** JSON from outside and to outside: what may come in, and one way to write it. Pure. */

export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [name: string]: Json
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How much of a JSON file is worked on. */
export const jsonLimits = {
  /** Objects and arrays in one another. */
  depth: 32,
  /** Items of one array: the standard has every item held against every other. */
  items: 1_000,
  /** Values of one project. */
  values: 20_000,
}

export type JsonFault = 'syntax' | 'deep' | 'name' | 'number' | 'sign' | 'wide'

export type JsonRead = { value: Json } | { fault: JsonFault; at: string }

/** Brackets in one another, without building anything: a hostile file must not be walked by recursion first. */
const depthOf = (text: string): number => {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (quoted) {
      if (char === 0x5c) i += 1
      else if (char === 0x22) quoted = false
    } else if (char === 0x22) quoted = true
    else if (char === 0x7b || char === 0x5b) {
      depth += 1
      deepest = Math.max(deepest, depth)
    } else if (char === 0x7d || char === 0x5d) depth -= 1
  }
  return deepest
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
/** What no database keeps: zero bytes and halves of a character. */
const BROKEN = /\0|\p{Surrogate}/u

/** The first thing in a value that is not taken, with its place. */
const faultIn = (value: Json, at: string): { fault: JsonFault; at: string } | null => {
  if (typeof value === 'string') return BROKEN.test(value) ? { fault: 'sign', at } : null
  if (typeof value === 'number') return Number.isFinite(value) ? null : { fault: 'number', at }
  if (Array.isArray(value)) {
    if (value.length > jsonLimits.items) return { fault: 'wide', at }
    for (const [i, item] of value.entries()) {
      const found = faultIn(item, `${at}[${i}]`)
      if (found) return found
    }
    return null
  }
  if (!isObject(value)) return null
  for (const [name, item] of Object.entries(value)) {
    const place = at === '' ? name : `${at}.${name}`
    if (FORBIDDEN.has(name)) return { fault: 'name', at: place }
    if (BROKEN.test(name)) return { fault: 'sign', at }
    const found = faultIn(item, place)
    if (found) return found
  }
  return null
}

/** Reads a JSON text within `jsonLimits`; no name in it reaches a prototype. */
export const readPlainJson = (text: string): JsonRead => {
  if (depthOf(text) > jsonLimits.depth) return { fault: 'deep', at: '' }
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch {
    return { fault: 'syntax', at: '' }
  }
  return faultIn(value, '') ?? { value }
}

/** Values in a value, itself included. */
export const countValues = (value: Json): number => {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce((sum: number, item) => sum + countValues(item), 1)
}

/** The same value, whatever the order of names in its objects. */
export const sameJson = (one: Json | undefined, other: Json | undefined): boolean => {
  if (one === other) return true
  if (Array.isArray(one))
    return Array.isArray(other) && one.length === other.length && one.every((item, i) => sameJson(item, other[i]))
  if (!isObject(one) || !isObject(other)) return false
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && sameJson(one[name], other[name]))
  )
}

/** Code points, as no locale and no engine orders them otherwise. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * A value with the names of all its objects in one order: those of `order` first, the others after them.
 * The same value gives the same bytes when it is written.
 */
export const inOrder = (value: Json, order: ReadonlyMap<string, number>): Json => {
  if (Array.isArray(value)) return value.map((item) => inOrder(item, order))
  if (!isObject(value)) return value
  const rank = (name: string): number => order.get(name) ?? order.size
  const names = Object.keys(value).sort((a, b) => rank(a) - rank(b) || byCode(a, b))
  return Object.fromEntries(names.map((name) => [name, inOrder(value[name] ?? null, order)]))
}
