import { isProjectId } from '../open-data/open-record'
import { phases } from '../phases'
import { dateFieldOf } from '../projects/dates-draft'
import { milestoneKinds } from '../projects/milestone-rules'
import { projectKinds, projectStages } from '../projects/project-rules'
import { kindWords, stageWords } from '../projects/project-words'
import { streetWord } from '../street-words'
import {
  asRead,
  type ColumnKey,
  type ProjectCells,
  readDay,
  readNumber,
  type SheetFrame,
  type StandingProject,
  wordOf,
} from './project-columns'
import { lineWords as words, yesNo } from './project-sheet-words'

/** Cells of a sheet as the fields of the project's forms. Pure. */

export type Errors = Partial<Record<ColumnKey, string>>

/** A choice by its word: the field's value, or what to write instead. */
type Chosen = { value: string } | { says: string }

const chosen = (value: string | undefined, says: string): Chosen => (value === undefined ? { says } : { value })

type ChoiceKey = 'kind' | 'stage' | 'street' | 'school' | 'controlTotal' | 'officer' | 'published'

/** By id, by name, or by the word of the drop-down. */
const namedIn = (some: readonly { id: string; name: string }[], text: string): { id: string; name: string }[] => {
  const exact = some.filter(({ id }) => id === text || asRead(wordOf(some, id)) === text)
  return exact.length > 0 ? exact : some.filter(({ name }) => asRead(name) === text)
}

const readChoice: Record<ChoiceKey, (text: string, frame: SheetFrame) => Chosen> = {
  kind: (text) =>
    chosen(
      projectKinds.find((kind) => kindWords[kind] === text),
      words.kind,
    ),
  stage: (text) =>
    chosen(
      projectStages.find((stage) => stageWords[stage] === text),
      words.stage,
    ),
  street: (text, { streets }) => {
    const [street] = streets.filter(({ id, name }) => [id, name, streetWord(name)].includes(text))
    return chosen(street?.id, words.street(text))
  },
  school: (text, { schools }) => {
    if (text === '') return { value: '' }
    const found = namedIn(schools, text)
    return found.length > 1 ? { says: words.schoolTwo(text) } : chosen(found[0]?.id, words.school(text))
  },
  controlTotal: (text, { totals }) =>
    text === '' ? { value: '' } : chosen(namedIn(totals, text)[0]?.id, words.total(text)),
  officer: (text, { officers }) => {
    if (text === '') return { value: '' }
    const found = officers.find(({ number }) => number === text.toUpperCase())
    return chosen(found?.id, words.officer(text))
  },
  published: (text) =>
    chosen(text === '' || text === yesNo.yes ? 'on' : text === yesNo.no ? '' : undefined, words.published),
}

/** The choices of a project as the fields of a form hold them. */
const choicesOf = ({ record, officer }: StandingProject): Record<ChoiceKey, string> => ({
  kind: record.kind,
  stage: record.stage,
  street: record.street,
  school: record.school,
  controlTotal: record.controlTotal,
  officer,
  published: record.published ? 'on' : '',
})

const CHOICES = Object.keys(readChoice) as ChoiceKey[]
const TEXTS = ['title', 'about', 'address', 'longitude', 'latitude', 'budgetSource'] as const
const DAYS = milestoneKinds.flatMap((kind) => [dateFieldOf(kind, 'due'), dateFieldOf(kind, 'met')])
const NUMBERS = [...phases.flatMap((phase) => [phase, `${phase}Classes`] as const), 'budget'] as const

/** Stands in for a choice that cannot be read; nothing is ever written of it. */
const FILLER: Partial<Record<ChoiceKey, string>> = { kind: 'new', stage: 'proposed', street: '?' }

export interface FieldsRead {
  fields: Record<string, string>
  errors: Errors
}

/**
 * @param cells of the line, with those of the standing project where the sheet has no column.
 * @param changed what the line says otherwise: everything else is what it was, whatever its word.
 */
export const readCells = (
  cells: ProjectCells,
  known: StandingProject | undefined,
  frame: SheetFrame,
  changed: ReadonlySet<ColumnKey>,
): FieldsRead => {
  const errors: Errors = {}
  const fields: Record<string, string> = {}
  for (const key of TEXTS) fields[key] = cells[key] ?? ''
  for (const key of DAYS) fields[key] = readDay(cells[key] ?? '')
  for (const key of NUMBERS) fields[key] = readNumber(cells[key] ?? '')
  const standing = known && choicesOf(known)
  for (const key of CHOICES) {
    const read = standing && !changed.has(key) ? { value: standing[key] } : readChoice[key](cells[key] ?? '', frame)
    if ('value' in read) fields[key] = read.value
    else {
      errors[key] = read.says
      fields[key] = FILLER[key] ?? ''
    }
  }
  return { fields, errors }
}

const isOf = <Key extends ColumnKey>(some: readonly Key[], key: ColumnKey): key is Key =>
  (some as readonly ColumnKey[]).includes(key)

/** What a cell means, however it is written. A class count of nothing is none. */
const meaningOf = (key: ColumnKey, text: string, frame: SheetFrame): string => {
  if (isOf(CHOICES, key)) {
    const read = readChoice[key](text, frame)
    return 'value' in read ? `=${read.value}` : text
  }
  if (isOf(DAYS, key)) return readDay(text)
  if (!isOf(NUMBERS, key) && key !== 'longitude' && key !== 'latitude') return text
  const plain = readNumber(text)
  const number = plain !== '' && /^\d+(?:\.\d+)?$/u.test(plain) ? String(Number(plain)) : plain
  return key.endsWith('Classes') && number === '0' ? '' : number
}

/** True where a cell says what the project is already. @param standing its cells. */
export const saysSo = (
  key: ColumnKey,
  text: string,
  { known, standing, frame }: { known: StandingProject; standing: ProjectCells; frame: SheetFrame },
): boolean => {
  const was = standing[key] ?? ''
  if (text === asRead(was)) return true
  const is = isOf(CHOICES, key) ? `=${choicesOf(known)[key]}` : meaningOf(key, asRead(was), frame)
  return meaningOf(key, text, frame) === is
}

/** What is wrong with a number that no project has. */
export const unknownId = (text: string): string => (isProjectId(text) ? words.idUnknown : words.id)
