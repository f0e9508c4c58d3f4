import * as z from 'zod/mini'
import type { EnrolmentLine } from './enrolment'

/** The check page's form, as browser, action and fast lane read it. */

const id = z.string().check(z.regex(/^[\w.-]{1,64}$/))
const slot = z.number().check(z.int(), z.minimum(11), z.maximum(59))

const line = z.object({
  pupil: id,
  section: id,
  slots: z.optional(z.nullable(z.array(slot).check(z.maxLength(45)))),
  alsoWait: z.boolean(),
})

export const enrolmentForm = z.object({
  key: z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/)),
  lines: z.array(line).check(z.maxLength(100)),
  /** What the family decided against where two courses clashed. */
  dropped: z.array(z.object({ pupil: id, section: id })).check(z.maxLength(100)),
  /** A clash is left where nothing was chosen: nothing may be pressed yet. */
  unsettled: z.boolean(),
})

export interface EnrolmentForm {
  key: string
  lines: EnrolmentLine[]
  dropped: { pupil: string; section: string }[]
  unsettled: boolean
}

export interface WrittenLine {
  pupil: string
  section: string
  slots?: readonly number[] | null | undefined
}

/** The value of a `line`, `wait`, `clash.n` or `settle.n` field: `pupil:section` or `pupil:section:11.21`. */
export const writeLine = ({ pupil, section, slots }: WrittenLine): string =>
  `${pupil}:${section}${slots ? `:${slots.join('.')}` : ''}`

/** The other way round: what a field says. Anything malformed reads as something that no one has. */
export const readLine = (text: string): WrittenLine => {
  const [pupil = '', section = '', slots] = text.split(':')
  return { pupil, section, slots: slots === undefined ? null : slots.split('.').map(Number) }
}

/**
 * Reads the fields of the check page: `key`, `line` (each as shown), `wait` (满了也排队 is ticked),
 * and for each clash n `clash.n` (its courses) and `settle.n` (the one that was chosen).
 * @returns null for anything that page never sends.
 */
export const readEnrolmentForm = (fields: Iterable<readonly [string, unknown]>): EnrolmentForm | null => {
  const clashes = new Map<string, { members: string[]; chosen: string | null }>()
  const lines: string[] = []
  const waits = new Set<string>()
  let key = ''
  const clashAt = (name: string) => {
    const known = clashes.get(name)
    if (known) return known
    const made: { members: string[]; chosen: string | null } = { members: [], chosen: null }
    clashes.set(name, made)
    return made
  }
  let read = 0
  for (const [name, value] of fields) {
    read += 1
    if (typeof value !== 'string' || read > 400) return null
    if (name === 'key') key = value
    else if (name === 'line') lines.push(value)
    else if (name === 'wait') waits.add(value)
    else if (name.startsWith('clash.')) clashAt(name.slice(6)).members.push(value)
    else if (name.startsWith('settle.')) clashAt(name.slice(7)).chosen = value
  }
  const groups = [...clashes.values()]
  if (groups.some(({ members, chosen }) => chosen !== null && !members.includes(chosen))) return null
  const dropped = new Set(
    groups.flatMap(({ members, chosen }) => (chosen === null ? [] : members.filter((one) => one !== chosen))),
  )
  const kept = new Set(groups.flatMap(({ members }) => members.filter((one) => !dropped.has(one))))
  const unsettled = groups.some(
    ({ members, chosen }) => chosen === null || !members.some((one) => !dropped.has(one) && one === chosen),
  )
  const wanted = [...new Set([...lines, ...(unsettled ? [] : kept)])]
  const parsed = enrolmentForm.safeParse({
    key,
    lines: wanted.map((text) => ({ ...readLine(text), alsoWait: waits.has(text) })),
    dropped: [...dropped].map(readLine).map(({ pupil, section }) => ({ pupil, section })),
    unsettled,
  })
  return parsed.success ? parsed.data : null
}
