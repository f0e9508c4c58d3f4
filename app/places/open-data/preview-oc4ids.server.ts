import { setImmediate } from 'node:timers/promises'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { type Progress, type ReadIn, startReading } from '~/shared/sheet/imports.server'
import type { UploadedFile } from '~/shared/sheet/sheet'
import { requireOfficer } from '../projects/project-record.server'
import type { FieldChange } from './oc4ids-diff'
import { readWords } from './oc4ids-words'
import { openOc4ids } from './open-oc4ids'
import type { JsonObject } from './plain-json'
import { prepareOc4ids } from './prepare-oc4ids.server'
import { schemaSentences } from './schema-sentences'
import type { ProjectTaken } from './take-oc4ids'
import { schemaErrors } from './validate-oc4ids.server'

export const OC4IDS_IMPORTS = ['oc4ids'] as const

export type OpenContext = Context & { origin: string; reportFault?: (error: unknown) => void }

/** What is wrong, with its place: which project of the file, by number and id, and where in it. */
export interface FileFault {
  number: number
  id: string
  at: string
  says: string
}

/** What the page of an import shows. */
export interface Oc4idsSeen {
  counts: { fresh: number; changed: number; same: number; wrong: number }
  /** How many things are wrong; the first of them. */
  wrong: number
  faults: FileFault[]
  shown: { kind: 'new' | 'changed'; id: string; title: string; changes: FieldChange[]; more: number; notes: string[] }[]
  /** Names of streets that come with the file. */
  streets: string[]
  fingerprint: string
}

const MOST_FAULTS = 20
const MOST_SHOWN = 200
const MOST_CHANGES = 30
const AT_ONCE = 10

/**
 * 读一遍给我看: reads a file by the schema of OC4IDS 0.9.5 and works out what it would change. Nothing changes.
 * @returns the id of the import; a file that cannot be read is an import that failed with its sentence.
 * Refuses FORBIDDEN.
 */
export const previewOc4ids = async (context: OpenContext, actor: Actor, file: UploadedFile): Promise<string> => {
  requireOfficer(actor)
  const facts = { kind: 'oc4ids' as const, school: '', term: '', account: actor.account, fileName: file.name }
  return startReading<JsonObject>(context, facts, (progress) => readFile(context, file, progress))
}

const readFile = async (
  context: OpenContext,
  file: UploadedFile,
  progress: Progress,
): Promise<ReadIn<JsonObject> & { summary: Oc4idsSeen }> => {
  const opened = openOc4ids(file.bytes)
  if ('says' in opened) throw refuse('OC4IDS_UNREADABLE', { says: opened.says })
  const { projects } = opened
  const faults = await faultsOfSchema(projects, progress)
  if (faults.length > 0) return { rows: [], summary: seenOf([], faults, '', []) }
  const { taken, streets, fingerprint } = await prepareOc4ids(context, context.store.db, projects)
  const wrong = taken.flatMap(({ id, faults: own }, i) => own.map((one) => ({ number: i + 1, id, ...one })))
  const names = streets.map(({ name }) => name)
  return { rows: projects, summary: seenOf(taken, wrong, fingerprint, names) }
}

/** Every project against the schema, a few at a time: other people's pages come in between. */
const faultsOfSchema = async (projects: readonly JsonObject[], progress: Progress): Promise<FileFault[]> => {
  const faults: FileFault[] = []
  const seen = new Set<unknown>()
  for (const [i, project] of projects.entries()) {
    const own = schemaSentences(schemaErrors(project))
    if (seen.has(project.id)) own.push({ at: 'id', says: readWords.twice })
    seen.add(project.id)
    const id = typeof project.id === 'string' ? project.id.slice(0, 60) : ''
    faults.push(...own.map((one) => ({ number: i + 1, id, ...one, at: one.at.slice(0, 120) })))
    if (i % AT_ONCE === 0) {
      progress(i, projects.length)
      await setImmediate()
    }
  }
  return faults
}

const seenOf = (
  taken: readonly ProjectTaken[],
  faults: readonly FileFault[],
  fingerprint: string,
  streets: string[],
): Oc4idsSeen => {
  const many = (kind: ProjectTaken['kind']): number => taken.filter((one) => one.kind === kind).length
  const wrong = new Set(faults.map(({ number }) => number)).size
  return {
    counts: { fresh: many('new'), changed: many('changed'), same: many('same'), wrong },
    wrong: faults.length,
    faults: faults.slice(0, MOST_FAULTS),
    shown: taken
      .flatMap(({ kind, id, title, changes, notes }) =>
        kind === 'new' || kind === 'changed' ? [{ kind, id, title, changes, notes }] : [],
      )
      .slice(0, MOST_SHOWN)
      .map((one) => ({
        ...one,
        changes: one.changes.slice(0, MOST_CHANGES),
        more: Math.max(0, one.changes.length - MOST_CHANGES),
      })),
    streets,
    fingerprint,
  }
}
