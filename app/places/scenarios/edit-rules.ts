import { isDay } from '~/shared/day'
import { phaseWords } from '../phase-words'
import { type Phase, phases } from '../phases'
import type { ScenarioEdit } from '../plan/district-facts'
import { type EditField, type EditKind, editFields, editKinds } from './edit-fields'
import { type EditNames, editErrors as words } from './scenario-words'

/** Edits as they are typed, read and said. Pure. */

/** One row of the form: what kind of edit, and what was typed. */
export interface EditRow {
  kind: EditKind
  values: Record<string, string>
}

export const MOST_EDITS = 20

/** The name of a row's field in the form. */
export const fieldName = (nth: number, field: string): string => `e${nth}-${field}`

/** The rows of a posted form in their order; a row of an unknown kind is left out. @param typed every field by its name. */
export const rowsTyped = (typed: Readonly<Record<string, string>>): EditRow[] =>
  Array.from({ length: MOST_EDITS }, (_, nth) => nth).flatMap((nth): EditRow[] => {
    const kind = editKinds.find((one) => one === typed[fieldName(nth, 'kind')])
    if (!kind) return []
    const values = editFields[kind].map(({ name }) => [name, typed[fieldName(nth, name)] ?? ''] as const)
    return [{ kind, values: Object.fromEntries(values) }]
  })

/** A row for a kind just added: nothing is typed yet. */
export const emptyRow = (kind: EditKind): EditRow => ({
  kind,
  values: Object.fromEntries(editFields[kind].map(({ name }) => [name, ''])),
})

const NUMBER = /^[-−]?\d{1,6}(?:\.\d{1,6})?$/u
const DAYS = { from: '2020-01-01', to: '2060-12-31' }

const readNumber = (field: Extract<EditField, { type: 'number' }>, text: string): number | null => {
  const plain = text.normalize('NFKC').trim()
  const value = Number(plain.replace('−', '-'))
  const scale = 10 ** field.decimals
  const fits = Math.abs(value * scale - Math.round(value * scale)) < 1e-9
  return NUMBER.test(plain) && fits && value >= field.from && value <= field.to ? value : null
}

const readField = (field: EditField, text: string, names: EditNames): string | number | { says: string } => {
  switch (field.type) {
    case 'number':
      return readNumber(field, text) ?? { says: words.number(field) }
    case 'day':
      return isDay(text) && text >= DAYS.from && text <= DAYS.to ? text : { says: words.day }
    case 'project':
      return names.projects.has(text) ? text : { says: words.pick }
    case 'street':
      return names.streets.has(text) ? text : { says: words.pick }
    case 'scheme':
      return names.schemes.has(text) ? text : { says: words.pick }
    case 'phase':
      return phases.find((phase) => phase === text) ?? { says: words.pick }
  }
}

export type EditsRead = { ok: true; edits: ScenarioEdit[] } | { ok: false; errors: Record<string, string> }

/**
 * Reads the rows of the form.
 * @param names what the district has to choose from. @returns the edits, or a sentence for each field by its name;
 * `add` carries what is wrong with the rows as a whole.
 */
export const readEdits = (rows: readonly EditRow[], names: EditNames): EditsRead => {
  const errors: Record<string, string> = {}
  const edits = rows.map(({ kind, values }, nth) => {
    const edit: Record<string, string | number> = { kind }
    for (const field of editFields[kind]) {
      const read = readField(field, values[field.name] ?? '', names)
      if (typeof read === 'object') errors[fieldName(nth, field.name)] = read.says
      else edit[field.name] = read
    }
    if (kind === 'delay' && edit.months === 0) errors[fieldName(nth, 'months')] = words.zero
    if (kind === 'boundary' && edit.from !== undefined && edit.from === edit.to)
      errors[fieldName(nth, 'to')] = words.sameStreet
    if (kind === 'boundary') edit.share = Number(edit.share) / 100
    return edit as unknown as ScenarioEdit
  })
  if (rows.length === 0) errors.add = words.none
  if (rows.length > MOST_EDITS) errors.add = words.tooMany(MOST_EDITS)
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, edits }
}

/** An edit as a row of the form, for making another one like it. */
export const rowOf = (edit: ScenarioEdit): EditRow => ({
  kind: edit.kind,
  values: Object.fromEntries(
    editFields[edit.kind].map(({ name }) => {
      const value = (edit as unknown as Record<string, string | number>)[name] ?? ''
      const typed = edit.kind === 'boundary' && name === 'share' ? Math.round(Number(value) * 100) : value
      return [name, String(typed)]
    }),
  ),
})

const isRecord = (given: unknown): given is Record<string, unknown> =>
  typeof given === 'object' && given !== null && !Array.isArray(given)

/** The edits of a stored scenario. What is no edit of ours (a later portal's, a damaged row's) is left out. */
export const editsOf = (stored: unknown): ScenarioEdit[] =>
  (Array.isArray(stored) ? stored : []).filter(
    (one): one is ScenarioEdit =>
      isRecord(one) &&
      editKinds.some(
        (kind) =>
          kind === one.kind &&
          editFields[kind].every(({ name, type }) => typeof one[name] === (type === 'number' ? 'number' : 'string')),
      ),
  )

/** An edit in one line of words. */
export const sayEdit = (edit: ScenarioEdit, { projects, streets, schemes }: EditNames): string => {
  const phaseWord = (phase: Phase): string => phaseWords[phase]
  const street = (code: string): string => streets.get(code) ?? code
  switch (edit.kind) {
    case 'delay': {
      const way = edit.months < 0 ? '早' : '晚'
      return `${projects.get(edit.project) ?? edit.project}${way} ${Math.abs(edit.months)} 个月`
    }
    case 'cancel':
      return `取消${projects.get(edit.project) ?? edit.project}`
    case 'build':
      return `${street(edit.street)}加 ${edit.places.toLocaleString('en-US')} 个${phaseWord(edit.phase)}学位，${edit.from} 启用`
    case 'births':
      return `以后的出生数 × ${edit.factor}`
    case 'housing': {
      const when =
        edit.delayYears === 0 ? '' : `，${edit.delayYears < 0 ? '早' : '晚'} ${Math.abs(edit.delayYears)} 年入住`
      return `${schemes.get(edit.scheme) ?? edit.scheme} ${edit.dwellings.toLocaleString('en-US')} 户${when}`
    }
    case 'boundary':
      return `${phaseWord(edit.phase)}：${street(edit.from)} ${Math.round(edit.share * 100)}% 的孩子划到${street(edit.to)}`
    case 'class_size':
      return `${edit.fromYear} 年起${phaseWord(edit.phase)}每班 ${edit.size} 人`
  }
}
