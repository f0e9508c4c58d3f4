import * as z from 'zod/mini'
import { type EditKind, editKinds } from './edit-fields'
import { type EditRow, emptyRow, fieldName, MOST_EDITS, rowsTyped } from './edit-rules'
import { decideWords, scenarioWords, editErrors as words } from './scenario-words'

/** The forms of the scenarios. */

/** A scenario as it stands in its form, right or wrong. */
export interface ScenarioTyped {
  name: string
  why: string
  assumptionSet: string
  rows: EditRow[]
}

type Deed = { kind: 'save' | 'try' } | { kind: 'add'; row: EditKind } | { kind: 'remove'; nth: number }

export interface ScenarioPosted {
  deed: Deed
  typed: ScenarioTyped
}

const REMOVE = /^remove-(\d{1,2})$/u

const deedOf = (deed: string, add: string): Deed | null => {
  const nth = REMOVE.exec(deed)?.[1]
  if (nth !== undefined) return { kind: 'remove', nth: Number(nth) }
  if (deed === 'save' || deed === 'try') return { kind: deed }
  const row = editKinds.find((kind) => kind === add)
  return deed === 'add' && row ? { kind: 'add', row } : null
}

/** Reads whatever was typed: the rules say later what is wrong with it. Fails only for a button that is none of ours. */
export const scenarioForm = {
  safeParse(input: unknown) {
    const given: Record<string, string> = Object.fromEntries(
      Object.entries(input as object).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    )
    const deed = deedOf(given.deed ?? '', given.add ?? '')
    if (!deed)
      return { success: false as const, error: { issues: [{ path: ['deed'] as PropertyKey[], message: words.pick }] } }
    const { name = '', why = '', assumptionSet = '' } = given
    const typed: ScenarioTyped = { name: name.trim(), why: why.trim(), assumptionSet, rows: rowsTyped(given) }
    return { success: true as const, data: { deed, typed } satisfies ScenarioPosted }
  },
}

/** The rows after a row was added or taken away. */
export const rowsAfter = (deed: Deed, rows: readonly EditRow[]): EditRow[] => {
  if (deed.kind === 'add') return rows.length < MOST_EDITS ? [...rows, emptyRow(deed.row)] : [...rows]
  return deed.kind === 'remove' ? rows.filter((_, nth) => nth !== deed.nth) : [...rows]
}

const NAME = { least: 2, most: 40 }
const WHY = { least: 2, most: 200 }

const fits = (text: string, { least, most }: { least: number; most: number }): boolean =>
  [...text].length >= least && [...text].length <= most && !/[\p{Cc}<>]/u.test(text)

/** What is wrong with a scenario beside its rows. @param sets ids of the assumption sets */
export const scenarioErrors = (
  { name, why, assumptionSet }: ScenarioTyped,
  sets: readonly string[],
): Record<string, string> => ({
  ...(fits(name, NAME) ? {} : { name: words.name }),
  ...(fits(why, WHY) ? {} : { why: words.why }),
  ...(assumptionSet === '' || sets.includes(assumptionSet) ? {} : { assumptionSet: words.set }),
})

/** The ids of the fields in the order of the page, for the summary of what is wrong. */
export const fieldOrder = (rows: readonly EditRow[]): string[] => [
  'name',
  'why',
  'assumptionSet',
  ...rows.flatMap(({ values }, nth) => Object.keys(values).map((field) => fieldName(nth, field))),
  'add',
]

const reason = z
  ._default(z.string(), '')
  .check(z.trim(), z.minLength(2, decideWords.reasonMissing), z.maxLength(200, decideWords.reasonMissing))

/** 采纳 or 不用了. */
export const decideForm = z.object({ decision: z.enum(['accepted', 'left']), reason })

/** What is compared with what stands now: one to three scenarios. */
export const MOST_COMPARED = 3

export const compareLists = ['with'] as const

/** The ticked boxes of the list. */
export const compareForm = z.object({
  with: z
    .array(z.string().check(z.minLength(1), z.maxLength(80)))
    .check(z.minLength(1, scenarioWords.pickOne), z.maxLength(MOST_COMPARED, scenarioWords.pickOne)),
})

/** Which scenarios an address compares: `with` names them, commas between. */
export const comparedIn = (url: string): string[] =>
  (new URL(url).searchParams.get('with') ?? '').split(',').filter((id) => id !== '')

/** The query of a comparison's address. */
export const comparedQuery = (ids: readonly string[]): { with: string } => ({ with: ids.join(',') })
