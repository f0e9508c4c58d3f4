import { type KeptField, keptIn, keptOf, keptTogether } from './kept-fields'
import { type FieldChange, fieldChanges, saysTheSame } from './oc4ids-diff'
import type { OpenRecord, RecordFrame } from './open-record'
import { isObject, type JsonObject } from './plain-json'
import { type ProjectRead, readOc4ids } from './read-oc4ids'
import { ownOc4ids, toOc4ids } from './write-oc4ids'

/** What a project of a file does to the one that stands: new, changed field by field, unchanged, or wrong. Pure. */

export interface Standing {
  before: OpenRecord | null
  /** As the district is. */
  frame: RecordFrame
  /** As it will be, with the streets that the file brings. */
  named: RecordFrame
  /** Pictures and papers of the portal itself, published or not: no file brings them back. */
  documents: ReadonlySet<string>
  now: number
  today: string
}

export interface ProjectTaken extends Omit<ProjectRead, 'record'> {
  kind: 'new' | 'changed' | 'same' | 'wrong'
  id: string
  title: string
  changes: FieldChange[]
  /** As it will stand; null where nothing is written. */
  after: OpenRecord | null
}

const withoutOwnDocuments = (file: JsonObject, own: ReadonlySet<string>): JsonObject => {
  const { documents, ...rest } = file
  if (!Array.isArray(documents)) return file
  const foreign = documents.filter((one) => !isObject(one) || typeof one.id !== 'string' || !own.has(one.id))
  return foreign.length > 0 ? { ...rest, documents: foreign } : rest
}

const MOMENTS = new Set(['updated', 'dateModified'])

/** When a project that stands was last changed is never told earlier than it was told before. */
const notEarlier = ({ at, was, is }: KeptField): boolean =>
  !MOMENTS.has(at.at(-1) ?? '') ||
  (typeof was === 'string' && typeof is === 'string' && Date.parse(is) >= Date.parse(was))

/**
 * The record of a project of a file with what is kept beside it.
 * @param read its rows, right by every rule.
 */
const recordWithKept = (
  file: JsonObject,
  read: OpenRecord,
  { before, named, documents, now }: Standing,
): OpenRecord => {
  const changedAt = before ? Math.max(now, before.changedAt + 1) : now
  const record = { ...read, changedAt }
  const said = keptOf(ownOc4ids(record, named), withoutOwnDocuments(file, documents))
  const news = before ? said.filter(notEarlier) : said
  const oc4ids = keptTogether(keptIn(read.more), news)
  return { ...record, more: { ...read.more, oc4ids } }
}

/** @param file valid by the schema. */
export const takeOc4ids = (file: JsonObject, standing: Standing): ProjectTaken => {
  const { before, frame, named, now, today } = standing
  const { record, ...read } = readOc4ids(file, before, frame, { now, today })
  const id = typeof file.id === 'string' ? file.id : ''
  const title = typeof file.title === 'string' ? file.title : (before?.title ?? '')
  if (!record) return { ...read, kind: 'wrong', id, title, changes: [], after: null }
  const after = recordWithKept(file, record, standing)
  const is = toOc4ids(after, named)
  if (!before) return { ...read, kind: 'new', id, title, changes: fieldChanges(null, is), after }
  const was = toOc4ids(before, frame)
  if (saysTheSame(was, is)) return { ...read, kind: 'same', id, title, changes: [], after: null }
  return { ...read, kind: 'changed', id, title, changes: fieldChanges(was, is), after }
}
